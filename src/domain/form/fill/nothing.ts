import { fold } from '#domain/text/fold.ts'
import { sectionOf } from '../pages.ts'
import { fieldOf, fieldsOf } from '../parseForm.ts'
import { tokenise } from './tokens.ts'
import { applies } from '../pages.ts'
import type { FillContext, Filled, Found } from '../fill.ts'
import type { Scope } from './scope.ts'
import type { Token } from './tokens.ts'
import type { Field, Section } from '../form.ts'

/** "không", "không phát sinh gì", "chưa có", "đều bằng 0". */
const NONE = String.raw`(?:(?:thi|deu|la|bang|:|=|-|–|cung|toan|so) )*(?:0|khong(?: (?:co|phat sinh|he|thuc hien|to chuc|nhan duoc|nhan|tiep nhan))*|chua(?: (?:co|phat sinh|thuc hien))+)(?: (?:gi|ai|nao|het|ca|so lieu|truong hop|cuoc|vu viec|viec|trong|ki|nay|moi|hen|nha|nhe|a|da|em|thoi))*`
/** What is left of a page: "các mục còn lại", "số khác". */
const REST = String.raw`(?:con |va |thi )?(?:(?:tat ca |toan bo )?(?:(?:cac|nhung|may) )?(?:so lieu|noi dung|chi tieu|chi so|muc|so|phan|cai|thu|o)(?: (?:muc|so|lieu|chi tieu))? (?:con lai|khac|kia)|con lai(?= (?:bang|deu|la khong|khong co gi|khong phat sinh|toan)))`
const NONE_ALONE = new RegExp(`^${NONE}$`)
const LEFT = new RegExp(`^${REST} ${NONE}$`)
const LED = new RegExp(`^(?:da |vang |ve |cac )*(.+?) ${NONE}$`)
const WHOLE = new RegExp(`^(?:da |vang |phan nay |muc nay |noi dung nay |ki nay |trong ki |6 thang |don vi )*${NONE}$`)
/** Counting words that say nothing about what is counted. */
const GENERAL = new Set(['cuoc', 'lan', 'nguoi', 'luot nguoi', 'truong hop', 'don vi', 'phieu', 'noi dung'])

/** What a message says is not there at all, taken out of its tokens. `settle` gives the zeros once the rest of the message was read. */
export interface Nothing {
  tokens: Token[]
  settle(): void
}

/**
 * Finds "mục này không phát sinh", "không có đơn nào", "các mục còn lại bằng 0": each stands for several counts at once, so what it gives is
 * shown as assumed. An answered count is never emptied by it.
 */
export function nothingIn(filled: Filled, scope: Scope, tokens: Token[], text: string, context: FillContext): Nothing {
  // Most messages say nothing of the kind.
  if (scope.whole || !tokens.some(token => token.key === '0' || token.key === 'khong' || token.key === 'chua')) return { tokens, settle: () => undefined }
  const kept: Token[] = []
  const later: (() => void)[] = []
  const sentences = cut(tokens, [';', '\n', '.'])
  for (const sentence of sentences) {
    const words = wordsOf(sentence)
    const whole = WHOLE.test(words) && (scope.section || /phat sinh|co gi/.test(words)) ? everything(scope, context) : titled(scope, words)
    if (whole && whole.length > 1) {
      if (new Set(whole.map(field => sectionOf(scope.form, field.id))).size === 1) later.push(() => give(whole, sentence))
      // "không phát sinh" alone is about the page, but not about which part of it.
      else later.push(() => filled.unclear.push({ ...said(sentence), why: 'which', candidates: open(whole).map(field => ({ field: field.id, value: 0 })) }))
      kept.push(...sentence.slice(-1).filter(token => token.kind === 'mark'))
      continue
    }
    for (const clause of cut(sentence, [','])) {
      const said = wordsOf(clause)
      const counted = measured(scope, said)
      if (LEFT.test(said)) later.push(() => give(countsNear(scope), clause, true))
      else if (counted) later.push(() => give(counted, clause))
      else { kept.push(...clause); continue }
      kept.push(...clause.slice(-1).filter(token => token.kind === 'mark'))
    }
  }
  return { tokens: kept, settle: () => { for (const each of later) each() } }

  function said(clause: readonly Token[]): Pick<Found, 'said' | 'span'> {
    const [first, last] = [clause.find(token => token.kind !== 'mark') ?? clause[0]!, clause.findLast(token => token.kind !== 'mark') ?? clause.at(-1)!]
    return { said: text.slice(first.from, last.to), span: [first.from, last.to] }
  }

  function open(fields: readonly Field[]): Field[] {
    return fields.filter(field => applies(scope.form, field, context.answers) && !Object.hasOwn(context.answers, field.id) && !mentioned(field.id))
  }

  function mentioned(id: string): boolean {
    return filled.found.some(found => found.field === id) || filled.refused.some(each => each.field === id) || filled.unclear.some(each => each.candidates.some(candidate => candidate.field === id)) || filled.skips.includes(id)
  }

  /** `others`: only what was not answered is meant. */
  function give(fields: readonly Field[], clause: readonly Token[], others = false): void {
    const left = open(fields)
    for (const field of left) filled.found.push({ field: field.id, value: 0, ...said(clause), assumed: true })
    if (left.length > 0) return
    const against = others ? [] : fields.filter(field => context.answers[field.id] !== undefined && context.answers[field.id] !== 0 && !mentioned(field.id))
    if (against.length > 0) filled.unclear.push({ ...said(clause), why: 'other', candidates: against.map(field => ({ field: field.id, value: 0 })) })
    else filled.rest.push(said(clause).said)
  }
}

/** Whether a whole message only says that something is not there. */
export function saysNothing(scope: Scope, tokens: Token[], text: string, context: FillContext): boolean {
  const trial: Filled = { text, found: [], repairs: [], unclear: [], refused: [], unplaced: [], skips: [], blanks: [], rest: [] }
  return tokens.length < 30 && !nothingIn(trial, scope, tokens, text, context).tokens.some(token => token.kind !== 'mark')
}

/** Whether a message begins with the title of another section and a colon: "khen thưởng: …". */
export function namesOtherSection(scope: Scope, tokens: readonly Token[], asked: Field): boolean {
  const colon = tokens.findIndex(token => token.key === ':')
  if (colon < 1 || colon > 12) return false
  const words = wordsOf(tokens.slice(0, colon))
  return scope.form.sections.some(section => !section.fields.includes(asked) && section.fields.some(field => scope.near.has(field.id)) && sayings(section).includes(words))
}

function sayings(section: Section): string[] {
  const said = titles.get(section) ?? titlesOf(section)
  titles.set(section, said)
  return said
}

function cut(tokens: readonly Token[], marks: string[]): Token[][] {
  const out: Token[][] = [[]]
  for (const token of tokens) {
    out.at(-1)!.push(token)
    if (token.kind === 'mark' && marks.includes(token.key)) out.push([])
  }
  return out.filter(piece => piece.length > 0)
}

/** Syllables without marks but ":" "=" and without bullets. */
function wordsOf(clause: readonly Token[]): string {
  return clause.filter(token => token.kind !== 'mark').map(token => token.key).join(' ')
}

function countsNear(scope: Scope): Field[] {
  return fieldsOf(scope.form).filter(field => field.kind === 'count' && field.required && scope.near.has(field.id))
}

/** Counts still open of the section named, or of the page asked. */
function everything(scope: Scope, context: FillContext): Field[] {
  return countsNear(scope).filter(field => scope.section !== undefined || !Object.hasOwn(context.answers, field.id))
}

const titles = new WeakMap<Section, string[]>()

/** Counts of the section whose title, or a whole part of it, is said to be empty: "khiếu nại, tố cáo: không phát sinh". */
function titled(scope: Scope, words: string): Field[] | undefined {
  for (const section of scope.form.sections) {
    const counts = section.fields.filter(field => field.kind === 'count' && field.required && scope.near.has(field.id))
    if (counts.length < 2) continue
    for (const title of sayings(section)) {
      const led = words.startsWith(`${title} `) ? words.slice(title.length + 1) : undefined
      if (led !== undefined && NONE_ALONE.test(led)) return counts
      if (/^(?:khong|chua)(?: (?:co|phat sinh|he))* /.test(words) && new RegExp(`^(?:khong|chua)(?: (?:co|phat sinh|he))* ${title}(?: (?:gi|nao|ai|het|ca|ki|nay|a|nha|nhe))*$`).test(words)) return counts
    }
  }
  return undefined
}

/** Ways of saying a section's title: all of it, its beginnings of two parts or more, and a part that is not a field's own name. */
function titlesOf(section: Section): string[] {
  const keys = (phrase: string): string => tokenise(phrase).filter(token => token.kind !== 'mark').map(token => token.key).join(' ')
  const names = new Set(section.fields.flatMap(field => [field.label.vi, ...field.said]).map(keys))
  const parts = section.title.vi.split(/[,;]/).map(part => part.trim())
  const beginnings = parts.map((_, at) => parts.slice(0, at + 1).join(' '))
  return [...new Set([...beginnings, ...parts].map(keys))].filter(title => title.includes(' ') && !names.has(title) && ![...names].some(name => name === title)).toSorted((a, b) => b.length - a.length)
}

/** Counts of one section that count the same thing, which is said not to be there: "không có đơn nào", "đơn thư: không có". */
function measured(scope: Scope, words: string): Field[] | undefined {
  const match = /^(?:da |vang |ki nay |trong ki |don vi )*(?:khong|chua)(?: (?:co|phat sinh|he))* (.+?)(?: (?:nao|gi|het|ca|moi|phat sinh|trong|ki|nay|hen|nha|nhe|a))*$/.exec(words)
  const thing = match?.[1] ?? LED.exec(words)?.[1]
  if (thing === undefined) return undefined
  for (const section of scope.form.sections) {
    const groups = Map.groupBy(section.fields.filter(field => field.kind === 'count' && field.required && scope.near.has(field.id)), field => (field.kind === 'count' && field.measure ? fold(field.measure.vi) : ''))
    for (const [measure, fields] of groups) {
      if (fields.length < 2 || measure === '' || GENERAL.has(measure)) continue
      // A field's own name means that field.
      if (!match && section.fields.some(field => [field.label.vi, ...field.said].some(name => fold(name) === thing))) continue
      const title = fold(section.title.vi).replace(/[^\p{L}\d ]/gu, '').split(' ')
      if (thing === measure || (thing.startsWith(`${measure} `) && thing.slice(measure.length + 1).split(' ').every(word => word === 'thu' || title.includes(word)))) return fields.map(field => fieldOf(scope.form, field.id)!)
    }
  }
  return undefined
}
