import { applies, sectionOf } from '../pages.ts'
import { fieldOf, fieldsOf } from '../parseForm.ts'
import { tokenise } from './tokens.ts'
import { kindsIn, LAWS } from './uncounted.ts'
import type { FillContext, Filled, Unplaced } from '../fill.ts'
import type { Token } from './tokens.ts'
import type { Uncounted } from './uncounted.ts'
import type { Field, Form } from '../form.ts'

type Piece = Pick<Unplaced, 'is' | 'said' | 'span'> & { kind?: string }

/** Words before a day that make it the end of a period rather than a day on which something was: "từ 1/12 đến 31/5", "tính đến ngày 31/5". */
const LIMITS = new Set(['tu', 'den', 'toi', 'het', 'truoc', 'sau', 'from', 'to', 'until', 'by', 'before', 'after', 'since', 'of', 'through'])
/** What stands between a document's number and its day. */
const DATED = /^[\s,(]*(?:(?:ký|ky|ban hành|ban hanh|dated|of)\s+)?(?:ngày|ngay)?\s*$/iu
/** A number as most documents have one: a text that is known by this shape is for documents. */
const SAMPLE = '12/KH-VKS'

/**
 * Documents, days, links and sums of a message that went into no answer and into no doubt, with the open fields that would take them: what was
 * passed over must be told, or its writer believes it kept. A day that only limits a period is no answer anybody looks for.
 */
export function unplacedIn(filled: Filled, form: Form, uncounted: readonly Uncounted[], tokens: readonly Token[], text: string, context: FillContext): Unplaced[] {
  const pieces = piecesOf(uncounted, tokens, text).filter(piece => !isTaken(filled, form, piece))
  const out: Unplaced[] = []
  for (const piece of pieces) {
    const before = out.at(-1)
    const cites = piece.is === 'date' && before?.is === 'document' && DATED.test(text.slice(before.span[1], piece.span[0])) ? before : undefined
    // The day of a document that is for no one item goes with it.
    if (cites && cites.fields.length !== 1) {
      cites.span = [cites.span[0], piece.span[1]]
      cites.said = text.slice(...cites.span)
      continue
    }
    const open = fieldsOf(form).filter(field => takes(field, piece) && mayApply(form, field, context) && !Object.hasOwn(context.answers, field.id) && !isMentioned(filled, field.id))
    const beside = cites ? open.filter(field => sectionOf(form, field.id) === sectionOf(form, cites.fields[0]!)) : []
    const fields = beside.length > 0 ? beside : likeliest(open, tokens, piece)
    // An item for documents comes before a text that asks for one besides.
    out.push({ is: piece.is, said: piece.said, span: piece.span, fields: fields.toSorted((a, b) => Number(isFor(b, piece.is)) - Number(isFor(a, piece.is))).map(field => field.id) })
  }
  return out
}

function piecesOf(uncounted: readonly Uncounted[], tokens: readonly Token[], text: string): Piece[] {
  const said = (span: [number, number]) => ({ said: text.slice(...span), span })
  const days = tokens.filter((token, at) => isDay(tokens, at) && !uncounted.some(({ span }) => token.from < span[1] && token.to > span[0]))
  return [...uncounted.map(({ span, ...rest }) => ({ ...rest, ...said(span) })), ...days.map(token => ({ is: 'date' as const, ...said([token.from, token.to]) }))].toSorted((a, b) => a.span[0] - b.span[0])
}

/** Whether a date, or a day and month behind "ngày", stands at a token, and is no limit of a period. */
function isDay(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]!
  let before = at - 1
  const named = tokens[before]?.key === 'ngay'
  while (tokens[before]?.key === 'ngay' || tokens[before]?.key === ':') before--
  if (!token.date && !(named && token.pair && token.pair.a <= 31 && token.pair.b <= 12)) return false
  return !LIMITS.has(tokens[before]?.key ?? '')
}

/** Whether something was made of a piece: it is an answer or within a text, or was quoted in a doubt. */
function isTaken(filled: Filled, form: Form, { is, said, span }: Piece): boolean {
  const over = (other: [number, number]): boolean => span[0] < other[1] && span[1] > other[0]
  if ([...filled.unclear, ...filled.refused].some(each => over(each.span))) return true
  return [...filled.found, ...filled.repairs].some(found => {
    if (!over(found.span)) return false
    const field = fieldOf(form, found.field)!
    return isFor(field, is) || (field.kind === 'text' && typeof found.value === 'string' && found.value.includes(said))
  })
}

/** Whether a field is for such a piece. */
export function isFor(field: Field, is: Unplaced['is']): boolean {
  return is === 'date' ? field.kind === 'date' : is === 'document' && field.kind === 'text' && field.pattern !== undefined && isForDocuments(field.pattern)
}

const patterns = new Map<string, boolean>()

function isForDocuments(pattern: string): boolean {
  const known = patterns.get(pattern) ?? new RegExp(`^(?:${pattern})$`, 'u').test(SAMPLE)
  patterns.set(pattern, known)
  return known
}

/** Whether a field could take a piece: an item for its sort, or a short text that asks for documents of its kind ("quyết định kiện toàn"). */
function takes(field: Field, piece: Piece): boolean {
  if (piece.is === 'document' && piece.kind !== undefined && LAWS.has(piece.kind)) return false
  const { label, kinds } = calledOf(field)
  if (isFor(field, piece.is)) return piece.is !== 'document' || piece.kind === undefined || label.every(kind => kind === 'van ban' || kind === piece.kind)
  return piece.is === 'document' && field.kind === 'text' && !field.long && kinds.has(piece.kind ?? '')
}

function mayApply(form: Form, field: Field, context: FillContext): boolean {
  return !field.when || !Object.hasOwn(context.answers, field.when.field) || applies(form, field, context.answers)
}

function isMentioned(filled: Filled, id: string): boolean {
  return [...filled.found, ...filled.refused].some(each => each.field === id) || filled.unclear.some(each => each.candidates.some(candidate => candidate.field === id))
}

/** Of several fields, those whose names have most of the words that stand before a piece in its clause. */
function likeliest(fields: readonly Field[], tokens: readonly Token[], piece: Piece): readonly Field[] {
  if (fields.length < 2) return fields
  const end = tokens.findIndex(token => token.from >= piece.span[0])
  const start = tokens.findLastIndex((token, at) => at < end && token.kind === 'mark' && [',', ';', '.', '\n'].includes(token.key)) + 1
  const before = new Set([...tokens.slice(start, end).map(token => token.key).filter(key => key !== 'so'), ...(piece.kind?.split(' ') ?? [])])
  const score = (field: Field): number => Math.max(...calledOf(field).names.map(keys => keys.filter(key => before.has(key)).length))
  const scores = fields.map(score)
  const best = Math.max(...scores)
  return fields.filter((_, at) => scores[at] === best)
}

interface Called {
  /** Words of each of its names. */
  names: string[][]
  /** Kinds of documents in any of them, and in its label. */
  kinds: Set<string>
  label: string[]
}

const called = new WeakMap<Field, Called>()

/** What a field is called. */
function calledOf(field: Field): Called {
  const known = called.get(field)
  if (known) return known
  const names = [field.label.vi, field.label.en, ...field.said].map(name => tokenise(name))
  const made = { names: names.map(tokens => [...new Set(tokens.map(token => token.key))]), kinds: new Set(names.flatMap(kindsIn)), label: kindsIn(names[0]!) }
  called.set(field, made)
  return made
}
