import { clauseAt, isNear, meant, nameAt } from './scope.ts'
import { isAnswersSomewhere } from './stretches.ts'
import type { FillContext } from '../fill.ts'
import type { Name } from './names.ts'
import type { Scope } from './scope.ts'
import type { Token } from './tokens.ts'
import { pageOf } from '../pages.ts'
import { fieldOf, fieldsOf } from '../parseForm.ts'
import type { Field, Form } from '../form.ts'

type TextField = Field & { kind: 'text' }

/** A stretch of a message that is the text of a field; token positions, character span of the text. */
export interface TextRun {
  /** More than one: it is not clear whose. */
  fields: TextField[]
  first: number
  last: number
  from: number
  to: number
  assumed: boolean
}

/** A name that may begin a text, where it stands and how it is set off. */
export interface Head {
  at: number
  end: number
  name: Name | undefined
  fields: Field[]
  mark: 'colon' | 'la' | 'none'
  clause: 'hard' | 'soft'
  near: boolean
}

/**
 * Finds the labelled texts of a message ("ưu điểm: …; hạn chế: …"). A long text ends only at a label that is written like
 * the others, so that figures and label words inside prose stay in the prose. With `asked`, the message begins as the text of that field.
 */
export function textRuns(tokens: readonly Token[], text: string, heads: readonly Head[], asked?: TextField): TextRun[] {
  const isText = (head: Head): boolean => head.fields.length > 0 && head.fields.every(field => field.kind === 'text')
  const colons = heads.some(head => isText(head) && head.mark === 'colon')
  const accepted: { head: Head; assumed: boolean }[] = []
  if (asked) accepted.push({ head: { at: 0, end: 0, name: undefined, fields: [asked], mark: 'none', clause: 'hard', near: true }, assumed: false })
  for (const head of heads) {
    const current = accepted.at(-1)?.head
    const inText = current && isText(current)
    const inLong = inText && current.fields.some(field => field.kind === 'text' && field.long)
    const labelled = head.mark === 'colon' || (head.mark === 'la' && !colons)
    const known = head.near || (head.clause === 'hard' && (head.name?.keys.length ?? 0) > 1)
    if (current && head.at < Math.max(current.end, current.at + 1)) continue
    if (!inText) {
      if (isText(head) ? (labelled && known) || (head.near && head.clause === 'hard' && (!colons || saysNone(tokens, head))) || (head.near && current !== undefined) : head.near || labelled) accepted.push({ head, assumed: false })
    } else if (!inLong) {
      if ((labelled && known) || head.near) accepted.push({ head, assumed: false })
    } else if (labelled && known) accepted.push({ head, assumed: false })
    else if (!isText(head)) {
      if (head.near && (head.name === undefined || followedByValue(tokens, head))) accepted.push({ head, assumed: false })
    } else if (!colons && head.near && (head.clause === 'hard' || (current.name !== undefined && (head.name?.keys.length ?? 0) > 1))) {
      // Without colons a comma may or may not end a text; the reply shows how it was cut.
      if (head.clause === 'soft') accepted.at(-1)!.assumed = true
      accepted.push({ head, assumed: head.clause === 'soft' })
    }
  }
  return accepted.flatMap(({ head, assumed }, i) => {
    if (!isText(head)) return []
    const until = accepted[i + 1]?.head.at ?? tokens.length
    let last = until
    while (last > head.end && droppable(tokens, last - 1, until < tokens.length)) last--
    // The numbering of what follows ("2.", "-") is not part of this text.
    const from = tokens[head.end]?.from ?? text.length
    const to = last > head.end ? tokens[last - 1]!.to : from
    return from < to ? [{ fields: head.fields as TextField[], first: head.at, last: until, from, to, assumed }] : []
  })
}

/** "kỷ luật không có, …": three words at most up to the next mark, that say there is nothing. */
function saysNone(tokens: readonly Token[], head: Head): boolean {
  const end = tokens.findIndex((token, at) => at >= head.end && token.kind === 'mark')
  const said = tokens.slice(head.end, end < 0 ? undefined : end)
  return said.length > 0 && said.length < 4 && ['khong', 'chua'].includes(said[0]!.key)
}

function droppable(tokens: readonly Token[], at: number, followed: boolean): boolean {
  const token = tokens[at]!
  if (token.kind === 'mark') return [';', ',', '\n', ...(followed ? ['-', '–', '+', '•', '*', '('] : []), ...(followed && tokens[at - 1]?.number && (token.key === '.' || token.key === ')') && clauseAt(tokens, at - 1) === 'hard' ? ['.', ')'] : [])].includes(token.key)
  if (!followed) return false
  if (token.number && clauseAt(tokens, at) === 'hard' && ['.', ')'].includes(tokens[at + 1]?.key ?? '')) return true
  return token.key === 'va' && at === tokens.length - 1
}

const shapes = new WeakMap<Form, { field: TextField; pattern: RegExp }[]>()

/** Texts known by their shape, such as a document's number, with the pattern to be tried at a place. */
function shapesOf(form: Form): { field: TextField; pattern: RegExp }[] {
  const known = shapes.get(form)
  if (known) return known
  const made = fieldsOf(form).flatMap(field => (field.kind === 'text' && field.pattern !== undefined ? [{ field, pattern: new RegExp(`(?:${field.pattern})`, 'uy') }] : []))
  shapes.set(form, made)
  return made
}

/** Labels and other beginnings of answers, where clauses begin. `inText`: the message may begin as a text, which a line of answers would end. */
export function headsOf(scope: Scope, tokens: readonly Token[], text: string, context: FillContext, inText: boolean): Head[] {
  const heads: Head[] = []
  let open = inText
  const shaped = shapesOf(scope.form).filter(({ field }) => scope.near.has(field.id))
  const counts = fieldsOf(scope.form).filter(field => field.kind === 'count' && scope.near.has(field.id))
  for (let at = 0; at < tokens.length; at++) {
    const known = shaped.find(({ pattern }) => {
      pattern.lastIndex = tokens[at]!.from
      return pattern.test(text)
    })?.field
    // "số 12/KH-VKS" begins a document's number wherever it stands.
    if (known && tokens[at - 1]?.to !== tokens[at]!.from) {
      const led = tokens[at - 1]?.key === 'so' ? at - 1 : at
      open = true
      if (heads.at(-1)?.end !== led && heads.at(-1)?.end !== at) heads.push({ at: led, end: at, name: undefined, fields: [known], mark: 'none', clause: clauseAt(tokens, led) ?? 'soft', near: true })
      continue
    }
    const clause = clauseAt(tokens, at)
    if (!clause) continue
    const token = tokens[at]!
    if (open && clause === 'hard' && at > 0 && tokens[at - 1]!.kind === 'mark') {
      let end = at
      while (end < tokens.length && end - at < 40 && tokens[end]!.key !== '\n' && tokens[end]!.key !== ';') end++
      const line = tokens.slice(at, end)
      if (isAnswersSomewhere(scope, line, text, context) || tellsCounts(scope, line)) {
        heads.push({ at, end: at, name: undefined, fields: counts, mark: 'none', clause, near: true })
        continue
      }
    }
    if (token.number && clause === 'hard') {
      const named = nameAt(scope, tokens, at + 1)
      if (named && isNear(scope, named)) {
        const fields = meant(scope, named).filter(field => field.kind === 'count')
        if (fields.length > 0) heads.push({ at, end: at + 1 + named.keys.length, name: named, fields, mark: 'none', clause, near: true })
      }
      continue
    }
    const name = nameAt(scope, tokens, at)
    if (!name) continue
    const fields = meant(scope, name)
    if (fields.length === 0) continue
    let end = at + name.keys.length
    let mark: Head['mark'] = 'none'
    const next = tokens[end]
    if (next && ([':', '='].includes(next.key) || (['-', '–'].includes(next.key) && next.from > tokens[end - 1]!.to))) { mark = 'colon'; end++ }
    else if (next?.key === 'la' || next?.key === 'is') { mark = tokens[end + 1]?.key === ':' ? 'colon' : 'la'; end += mark === 'colon' ? 2 : 1 }
    else if (['gom', 'nhu'].includes(next?.key ?? '') && tokens[end + 1]?.key === ':') { mark = 'colon'; end += 2 }
    // "phương hướng 6 tháng cuối năm: …": a few words may stand between a label and its colon.
    else if (clause === 'hard' && name.keys.length > 1 && fields.every(field => field.kind === 'text') && name.fields.some(id => scope.near.has(id)) && colonSoon(tokens, end) !== undefined) { mark = 'colon'; end = colonSoon(tokens, end)! + 1 }
    // A label alone on its line is a heading: "Hạn chế⏎- …"; so is a numbered line that begins with one: "2. Hạn chế, tồn tại⏎…".
    else if ((at === 0 || tokens[at - 1]!.key !== '-') && isLineStart(tokens, at) && fields.every(field => field.kind === 'text')) {
      const line = isNumbered(tokens, at, text) ? titleEnd(tokens, end) : next?.key === '\n' ? end : undefined
      if (line !== undefined) { mark = 'colon'; end = line }
    }
    open ||= fields.some(field => field.kind === 'text')
    heads.push({ at, end, name, fields: ofPage(scope, heads.at(-1), fields), mark, clause, near: name.fields.some(id => scope.near.has(id)) })
  }
  return heads
}

/** Whether a sentence tells two counts of what was asked, beside their figures: "Về khen thưởng có 3 tập thể và 17 cá nhân". */
function tellsCounts(scope: Scope, line: readonly Token[]): boolean {
  const stop = line.findIndex(token => token.key === '.')
  const sentence = stop < 0 ? line : line.slice(0, stop)
  const told = new Set<string>()
  sentence.forEach((token, at) => {
    if (!token.number || token.number.odd) return
    const name = nameAt(scope, sentence, at + 1)
    for (const id of name?.fields ?? []) if (scope.near.has(id) && fieldOf(scope.form, id)!.kind === 'count') told.add(id)
  })
  return told.size > 1
}

/** Index of a colon within a few words and figures. */
function colonSoon(tokens: readonly Token[], from: number): number | undefined {
  for (let at = from; at < from + 6 && at < tokens.length; at++) {
    if (tokens[at]!.key === ':') return at
    if (tokens[at]!.kind === 'mark') return undefined
  }
  return undefined
}

/** Whether "2." or "a)" stands before a token: numbering is dropped from the tokens before. */
function isNumbered(tokens: readonly Token[], at: number, text: string): boolean {
  return /(?:^|\n)\s*(?:\d{1,2}(?:\.\d{1,2})*|\p{L})\s*[.)]\s*$/u.test(text.slice(0, tokens[at]!.from))
}

/** Where a line ends that has a few words and no figure or colon left, with another line behind it. */
function titleEnd(tokens: readonly Token[], from: number): number | undefined {
  for (let at = from; at < from + 8 && at < tokens.length - 1; at++) {
    if (tokens[at]!.key === '\n') return at
    if (tokens[at]!.kind === 'mark' ? ![',', '(', ')'].includes(tokens[at]!.key) : tokens[at]!.kind !== 'word') return undefined
  }
  return undefined
}

/** Whether a line begins at a token, numbered or not; a line with a bullet is an item of a list. */
function isLineStart(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  if (!before || before.key === '\n') return true
  return (before.key === '.' || before.key === ')') && (at < 3 || tokens[at - 3]!.key === '\n')
}

/** Of fields named alike on several pages, those on the page of the label before. */
function ofPage(scope: Scope, before: Head | undefined, fields: Field[]): Field[] {
  if (fields.length < 2 || !before || fields.some(field => scope.near.has(field.id))) return fields
  const same = fields.filter(field => before.fields.some(other => pageOf(scope.form, other.id) === pageOf(scope.form, field.id)))
  return same.length > 0 ? same : fields
}

/** "tập thể 2" and "2 tập thể" after a full stop, or "tập thể 2," after a comma: a figure of its own, not prose. */
function followedByValue(tokens: readonly Token[], head: Head): boolean {
  if (tokens[head.at]!.number) return true
  const value = tokens[head.end]
  const after = tokens[head.end + 1]
  if (!value?.number && !value?.date && !value?.pair) return false
  return after === undefined || after.kind === 'mark' || ['va', 'nguoi', 'tap', 'ca'].includes(after.key)
}
