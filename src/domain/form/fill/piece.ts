import { bareAnswer, bareList } from './bare.ts'
import { itemsOf } from './items.ts'
import { namesAt } from './names.ts'
import { nothingIn } from './nothing.ts'
import { openTexts, proseFor, skipped, textByText } from './prose.ts'
import { readItems } from './readItems.ts'
import { admits } from './scope.ts'
import { headsOf, textRuns } from './texts.ts'
import { applies, relevant } from '../pages.ts'
import { fieldsOf } from '../parseForm.ts'
import type { FillContext, Filled } from '../fill.ts'
import type { Scope } from './scope.ts'
import type { Token } from './tokens.ts'
import type { Uncounted } from './uncounted.ts'
import type { Field } from '../form.ts'

/** What a piece is read against: the form’s context, and what was asked when it was written. */
export type PieceContext = FillContext & { asked: Field | undefined; page: number | undefined; /** What stands in the whole message in figures but is nobody's count. */ uncounted: readonly Uncounted[]; /** An earlier answer is being corrected. */ repairing: boolean }

/** Reads the tokens of one piece of a message into `filled`. */
export function fillPiece(filled: Filled, scope: Scope, tokens: Token[], text: string, context: PieceContext): void {
  const asked = context.asked
  const heads = headsOf(scope, tokens, text, context, asked?.kind === 'text')
  const prose = asked?.kind === 'text' && proseFor(asked, scope, tokens, heads, text, context) ? asked : undefined
  const runs = textRuns(tokens, text, heads, prose)
  if (prose && runs.length === 1 && runs[0]!.last === tokens.length && textByText(filled, scope, text.slice(runs[0]!.from, runs[0]!.to), runs[0]!.from, context)) return
  const left: Token[] = []
  let next = 0
  for (const run of runs) {
    left.push(...tokens.slice(next, run.first), breakAt(run.from))
    next = run.last
    const whole = text.slice(run.from, run.to).trim()
    // 'chuyên đề "Nâng cao đạo đức công vụ" theo Kế hoạch số …': what is in the marks is the title.
    const quoted = run.fields.every(field => !field.long) ? QUOTED.exec(whole)?.[1] : undefined
    const value = quoted ?? whole
    if (run.fields.length > 1) {
      filled.unclear.push({ said: value, span: [run.from, run.to], why: 'which', candidates: run.fields.map(field => ({ field: field.id, value })) })
      continue
    }
    const field = run.fields[0]!
    const match = field.pattern === undefined ? undefined : new RegExp(field.pattern, 'u').exec(value)
    if (match) {
      const from = text.indexOf(match[0], run.from)
      filled.found.push({ field: field.id, value: match[0], said: match[0], span: [from, from + match[0].length] })
      // A date often stands behind the number of a document.
      left.push(...tokens.slice(run.first, run.last).filter(token => token.from >= from + match[0].length), breakAt(run.to))
    } else if (!skipped(filled, field, value)) {
      // Prose on a page with several open texts is the asked one's only by order.
      const guess = run.assumed || (field === prose && run.first === 0 && openTexts(scope, context).some(other => other !== field))
      filled.found.push({ field: field.id, value, said: value, span: [run.from, run.to], ...(guess ? { assumed: true as const } : {}) })
    }
  }
  left.push(...tokens.slice(next))
  const nothing = nothingIn(filled, scope, left, text, context)
  readRest(filled, scope, withoutUncounted(filled, scope, nothing.tokens, text, context), text, context)
  nothing.settle()
}

/** Reads what is no text: figures, dates, choices, short answers. */
function readRest(filled: Filled, scope: Scope, rest: Token[], text: string, context: PieceContext): void {
  const asked = context.asked
  const items = itemsOf(rest, scope.names, name => admits(scope, name))
  const named = items.some(item => item.type === 'name')
  const values = items.filter(item => item.type === 'value').length
  const many = !named && values > 1
  if (asked && asked.kind !== 'text' && !many) {
    const before = filled.found.length
    if (bareAnswer(filled, asked, items, text, context)) {
      // Asked together with others, a bare value is its own only by order.
      const alike = context.page !== undefined && relevant(scope.form, context.answers).some(other => other.id !== asked.id && other.kind === asked.kind && other.kind !== 'choice' && scope.near.has(other.id) && !Object.hasOwn(context.answers, other.id))
      // "không" to several questions answers none of them.
      if (alike && !named && items.some(item => item.type === 'value' && item.value.is === 'answer')) {
        filled.rest.push(...filled.found.splice(before).map(found => found.said))
        return
      }
      // With other words in between it may be about anything: "tôi có 3 con mèo".
      if (alike && !named && items.some(item => item.type === 'word')) {
        filled.unclear.push(...filled.found.splice(before).map(({ said, span }) => ({ said, span, why: 'no-field' as const, candidates: [] })))
        return
      }
      if (alike && !named) for (const found of filled.found.slice(before)) found.assumed = true
      return
    }
  }
  if (!named && bareList(filled, scope, items, text, context)) return
  readItems(filled, scope, items, text, context)
}

/** A title in quotation marks, with words behind it that have none. */
const QUOTED = /^[“"«]([^“”"«»]+)[”"»]\s+[^“”"«»]+$/u

function breakAt(at: number): Token {
  return { key: ';', raw: ';', from: at, to: at, kind: 'mark' }
}

const patterns = new Map<string, RegExp>()

/** A form's pattern, made to be found anywhere but inside a longer word or number. */
function anywhere(pattern: string): RegExp {
  const known = patterns.get(pattern)
  if (known) return known
  const made = new RegExp(`(?<![\\p{L}\\d/])(?:${pattern})`, 'gu')
  patterns.set(pattern, made)
  return made
}

/** Reads documents' numbers ("12/KH-VKS") into the fields that are for them, and takes out what is in figures but is nobody's count. */
function withoutUncounted(filled: Filled, scope: Scope, tokens: Token[], text: string, context: PieceContext): Token[] {
  let rest = tokens
  for (const field of fieldsOf(scope.form)) {
    if (field.kind !== 'text' || field.pattern === undefined || !applies(scope.form, field, context.answers)) continue
    const matches = [...text.matchAll(anywhere(field.pattern))].filter(match => rest.some(token => within(token, match.index, match.index + match[0].length)) && (scope.near.has(field.id) || isLabelled(scope, field, rest, match.index)))
    const already = filled.found.some(found => found.field === field.id)
    if (!already && matches.length === 1) filled.found.push({ field: field.id, value: matches[0]![0], said: matches[0]![0], span: [matches[0]!.index, matches[0]!.index + matches[0]![0].length] })
    else if (!already && matches.length > 1) filled.unclear.push({ said: matches.map(match => match[0]).join(', '), span: [matches[0]!.index, matches.at(-1)!.index + matches.at(-1)![0].length], why: 'twice', candidates: matches.map(match => ({ field: field.id, value: match[0] })) })
    rest = rest.filter(token => !matches.some(match => within(token, match.index, match.index + match[0].length)))
  }
  return rest.filter(token => !context.uncounted.some(({ span }) => token.from < span[1] && token.to > span[0]))
}

function within(token: Token, from: number, to: number): boolean {
  return token.from >= from && token.to <= to
}

/** Whether a field's own label stands right before a place: from another page, nothing less means that field. */
function isLabelled(scope: Scope, field: Field, tokens: readonly Token[], from: number): boolean {
  const end = tokens.findIndex(token => token.from >= from)
  for (let at = Math.max(0, end - 8); at < end; at++) if (namesAt(scope.names, tokens, at).some(name => at + name.keys.length === end && name.labels.includes(field.id))) return true
  return false
}
