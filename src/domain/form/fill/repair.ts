import { itemsOf } from './items.ts'
import { admits, meant, nameAt } from './scope.ts'
import { asksOfChange, dayFrom, oddFigure, takes } from './value.ts'
import { fieldOf, fieldsOf } from '../parseForm.ts'
import type { FillContext, Found, Refused, Unclear } from '../fill.ts'
import type { Item, Value } from './items.ts'
import type { Scope } from './scope.ts'
import type { Token } from './tokens.ts'
import type { Answer, Field } from '../form.ts'

/** Openings by which people take something back. */
const CUES = ['y toi la', 'y em la', 'y minh la', 'y la', 'y toi', 'a nham', 'nham roi', 'toi nham', 'em nham', 'nham', 'xin loi', 'sorry', 'sua lai la', 'sua lai', 'sua', 'chinh lai', 'chinh', 'doi lai', 'doi', 'dinh chinh', 'i meant', 'i mean', 'correction', 'change', 'nham so', 'go nham', 'ghi nham', 'dung ra', 'le ra', 'that ra', 'thuc ra', 'phai la', 'lon', 'lon roi', 'ghi lon', 'go lon', 'viet nham'].map(cue => cue.split(' ')).toSorted((a, b) => b.length - a.length)

/** Syllables and marks without one of which nothing is corrected. */
const SIGNS = new Set([...CUES.map(cue => cue[0]!), 'phai', 'khong', 'thay', 'thanh', 'sang', 'moi', 'not', 'instead', 'to', 'right', '→'])

/**
 * Reads a correction. `done` with what it settles by itself ("ý tôi là 12 chứ không phải 21", where the field is the one that has 21),
 * or the message without its cue, to be read like any other ("à nhầm, tọa đàm 3"). `undefined` when nothing is being corrected.
 */
export function repairOf(scope: Scope, tokens: readonly Token[], text: string, context: FillContext): { done: boolean; found: Found[]; unclear: Unclear[]; refused: Refused[]; tokens: Token[] } | undefined {
  if (text.length > 300 || !tokens.some(token => SIGNS.has(token.key))) return undefined
  const items = itemsOf(tokens, scope.names, name => admits(scope, name))
  const line = items.map((item, at) => (item.type === 'value' && (item.value.is !== 'answer') ? `#${at}` : item.type === 'name' ? `@${at}` : item.type === 'break' ? (item.hard ? ';' : ',') : syllablesAt(tokens, item))).filter(word => word !== '').join(' ')
  // A sentence with many words nobody knows is prose, whatever it sets against each other.
  const contrast = items.filter(item => item.type === 'word').length <= 3 ? contrastIn(line) : undefined
  if (contrast) {
    const fresh = items[contrast.fresh]
    const old = contrast.old === undefined ? undefined : items[contrast.old]
    const names = items.filter(item => item.type === 'name')
    if (fresh?.type === 'value') return { done: true, ...settle(scope, names, fresh, old?.type === 'value' ? old : undefined, text, context), tokens: [] }
  }
  const cue = cueAt(tokens)
  if (cue === undefined) return undefined
  const rest = tokens.slice(cue)
  const after = itemsOf(rest, scope.names, name => admits(scope, name))
  const first = after.find(item => item.type !== 'filler' && item.type !== 'break' && item.type !== 'copula')
  // "đổi mới công tác", "nhằm hạn chế sai sót": the same syllables begin a sentence of a report.
  if (first?.type !== 'name' && first?.type !== 'value' && first?.type !== 'skip') return undefined
  if (first.type === 'name' && meant(scope, first.name).every(field => field.kind === 'text') && after[after.indexOf(first) + 1]?.type !== 'copula') return undefined
  const values = after.filter(item => item.type === 'value')
  if (values.length === 1 && !after.some(item => item.type === 'name') && !after.some(item => item.type === 'word')) return { done: true, ...settle(scope, [], values[0]!, undefined, text, context), tokens: [] }
  return { done: false, found: [], unclear: [], refused: [], tokens: rest }
}

const EMPTY = ['xoa bo', 'xoa di', 'bo di', 'huy bo', 'xoa', 'bo', 'huy', 'remove', 'clear', 'delete'].map(phrase => phrase.split(' '))
const AROUND = new Set(['a', 'da', 'vang', 'thoi', 'cho', 'em', 'toi', 'minh', 'anh', 'chi', 'giup', 'ho', 'di', 'nhe', 'nha', 'voi', 'luon', 'cai', 'o', 'muc', 'phan', 'so', 'so lieu', 'noi', 'dung', 'the', '.', ',', '!', 'please'])

/** Fields whose answer a whole message takes back: "bỏ số tọa đàm đi", "xóa tọa đàm". `undefined` when it is about anything else. */
export function emptiedBy(scope: Scope, tokens: readonly Token[], context: FillContext): Field[] | undefined {
  if (tokens.length > 20) return undefined
  let at = 0
  while (tokens[at] && AROUND.has(tokens[at]!.key)) at++
  const verb = EMPTY.find(keys => keys.every((key, offset) => tokens[at + offset]?.key === key))
  // "bỏ phiếu" is a vote.
  if (!verb || tokens[at + verb.length]?.key === 'phieu' || tokens[at + verb.length]?.key === 'qua') return undefined
  const fields: Field[] = []
  for (at += verb.length; at < tokens.length;) {
    const name = nameAt(scope, tokens, at)
    if (name) {
      const answered = [...new Set([...meant(scope, name), ...name.fields.map(id => fieldOf(scope.form, id)!)])].filter(field => Object.hasOwn(context.answers, field.id))
      if (answered.length === 0) return undefined
      fields.push(answered[0]!)
      at += name.keys.length
    } else if (AROUND.has(tokens[at]!.key) || tokens[at]!.key === 'va') at++
    else return undefined
  }
  return fields.length > 0 ? fields : undefined
}

function syllablesAt(tokens: readonly Token[], item: Item): string {
  return tokens.filter(token => token.from >= item.from && token.to <= item.to && token.kind === 'word').map(token => token.key).join(' ')
}

/** Index after the opening cue and its comma or colon. */
function cueAt(tokens: readonly Token[]): number | undefined {
  const start = tokens.findIndex(token => !['a', 'da', 'vang', 'oi', 'u', 'uh', 'em', 'toi', 'cho', 'o', 'ah', 'ay', 'chet', 'khoan', 'thoi', 'y', 'hix', 'anh', 'chi', '!', ','].includes(token.key))
  if (start < 0) return undefined
  for (const from of start > 0 ? [start, 0] : [0])
    for (const keys of CUES) {
      if (!keys.every((key, offset) => tokens[from + offset]?.key === key)) continue
      const raw = tokens[from + keys.length - 1]!.raw.normalize('NFC').toLowerCase()
      if ((keys.at(-1) === 'nham' || keys.at(-1) === 'lon') && /[^\p{ASCII}]/u.test(raw) && raw !== 'nhầm' && raw !== 'lộn') continue
      let end = from + keys.length
      while (tokens[end] && [',', ':', '.', '-', 'la', 'roi', 'lai', 'phai', 'a', 'thanh'].includes(tokens[end]!.key)) end++
      // "sửa mục 7" opens a section; "đổi mới …" is prose.
      return end < tokens.length ? end : undefined
    }
  return undefined
}

/** Positions of the new and the old value where one is set against the other. */
function contrastIn(line: string): { fresh: number; old?: number } | undefined {
  const forms: [RegExp, 'fresh-old' | 'old-fresh'][] = [
    [/#(\d+)[^#]*?\b(?:chu khong phai|chu khong|khong phai|chu ko phai|not|instead of|thay vi)\b (?:la )?(?:[^#@]{0,12} )?#(\d+)/, 'fresh-old'],
    [/\b(?:khong phai|not)\b (?:la )?#(\d+) (?:, )?(?:nguoi |cuoc )?(?:ma la|ma|la|but|,) (?:phai la |la )?#(\d+)/, 'old-fresh'],
    [/#(\d+) (?:sua thanh|sua lai thanh|doi thanh|thanh|sang|to|moi la|chuyen thanh) #(\d+)/, 'old-fresh'],
  ]
  for (const [pattern, order] of forms) {
    const match = pattern.exec(line)
    if (match) return order === 'fresh-old' ? { fresh: Number(match[1]), old: Number(match[2]) } : { old: Number(match[1]), fresh: Number(match[2]) }
  }
  const right = /#(\d+) (?:moi dung|moi phai|is right)/.exec(line)
  return right ? { fresh: Number(right[1]) } : undefined
}

function settle(scope: Scope, names: (Item & { type: 'name' })[], fresh: Item & { type: 'value' }, old: (Item & { type: 'value' }) | undefined, text: string, context: FillContext): { found: Found[]; unclear: Unclear[]; refused: Refused[] } {
  const span: [number, number] = [fresh.from, fresh.to]
  const said = text.slice(...span)
  const named = names.length > 0 ? names.flatMap(item => meant(scope, item.name)) : undefined
  // "sửa hội nghị từ 2 thành 3" two pages later is still about the hội nghị that were 2.
  const called = names.flatMap(item => item.name.fields.map(id => fieldOf(scope.form, id)!)).filter(field => Object.hasOwn(context.answers, field.id))
  const last = context.last ?? []
  const latest = last.at(-1)
  const answered = fieldsOf(scope.form).filter(field => Object.hasOwn(context.answers, field.id))
  const was = (field: Field): boolean => old !== undefined && same(context.answers[field.id], toAnswer(field, old.value, context))
  const fits = (field: Field): boolean => takes(field, fresh.value)
  const lastFields = last.flatMap(({ field }) => answered.filter(each => each.id === field))
  const pools: Field[][] = named
    ? [...(old ? [called.filter(was)] : []), named, called]
    : old
      ? [lastFields.filter(was), answered.filter(was)]
      : [last.length === 1 ? answered.filter(field => field.id === latest!.field) : lastFields]
  for (const pool of pools) {
    const fields = [...new Set(pool)].filter(fits)
    if (fields.length === 0) continue
    const { odd } = fresh.value.is === 'number' ? fresh.value : { odd: undefined }
    if (fields.length === 1 && (odd === 'negative' || odd === 'fraction' || odd === 'giant')) return { found: [], unclear: [], refused: [{ field: fields[0]!.id, said, span, problem: oddFigure(fields[0]!, said, odd) }] }
    const value = toAnswer(fields[0]!, fresh.value, context)
    if (fields.length === 1 && value !== undefined) return { found: [{ field: fields[0]!.id, value, said, span }], unclear: [], refused: [] }
    return { found: [], unclear: [{ said, span, why: value === undefined ? 'about' : 'which', candidates: fields.map(field => ({ field: field.id, ...(value === undefined ? {} : { value }) })) }], refused: [] }
  }
  return { found: [], unclear: [{ said, span, why: 'no-field', candidates: [] }], refused: [] }
}

function same(a: Answer | undefined, b: Answer | undefined): boolean {
  return a !== undefined && a === b
}

function toAnswer(field: Field, value: Value, context: FillContext): Answer | undefined {
  switch (value.is) {
    case 'number': return field.kind === 'count' && value.odd === undefined ? value.value : undefined
    case 'answer': return field.kind === 'count' ? 0 : value.value
    case 'date': return dayFrom(value, context.window, context.at)
    case 'same': return asksOfChange(field) ? 'no' : context.previous?.[field.id]
    case 'pair': return field.kind === 'date' ? dayFrom({ day: value.a, month: value.b }, context.window, context.at) : undefined
  }
}
