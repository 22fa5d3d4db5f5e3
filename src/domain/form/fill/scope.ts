import { fieldOf, fieldsOf } from '../parseForm.ts'
import { namesAt } from './names.ts'
import type { Name, Names } from './names.ts'
import type { Token } from './tokens.ts'
import type { Answers, Field, Form, Section } from '../form.ts'

/** Which fields a piece of a message is about first: the section it names, the field or the page asked, or the whole form. */
export interface Scope {
  form: Form
  names: Names
  /** Fields looked at first; every field when nothing was asked. */
  near: ReadonlySet<string>
  /** Nothing was asked: all fields are equally near. */
  whole: boolean
  /** What was answered before. */
  answers: Answers
  /** The section was named in the message itself. */
  section?: Section
}

/** Fields a name may mean here: the near ones, else all. */
export function meant(scope: Scope, name: Name): Field[] {
  const near = name.fields.filter(id => scope.near.has(id))
  return (near.length > 0 ? near : name.fields).map(id => fieldOf(scope.form, id)!)
}

/** Whether a name names something near. */
export function isNear(scope: Scope, name: Name): boolean {
  return name.fields.some(id => scope.near.has(id)) || name.choices.some(choice => scope.near.has(choice.field))
}

/** Whether a name counts at all here: near ones always, others when they are more than one syllable, since "mới" or "dự" is in every sentence. */
export function admits(scope: Scope, name: Name): boolean {
  if (isNear(scope, name)) return true
  // "tổng số công chức" where the number of civil servants was asked, and is still open, is not another page's "tổng số".
  return !scope.section && name.fields.length > 0 && name.keys.length > 1 && !(name.tail && isNear(scope, name.tail) && !settled(scope, name, name.tail))
}

/** Whether the short name's field was answered while a field of the whole name is still open. */
function settled(scope: Scope, whole: Name, short: Name): boolean {
  return short.fields.every(id => Object.hasOwn(scope.answers, id)) && whole.fields.some(id => !Object.hasOwn(scope.answers, id))
}

const ROMAN = /^(?:i{1,3}|iv|v|vi{0,3}|ix|x)$/

function roman(part: string): string {
  return /^\d+$/.test(part) ? (['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'][Number(part)] ?? part) : part
}

/** The section named by a number as people write it: "III.7", "iii 7", "3.7", "7" (the one ending in .7), "IV". */
function sectionByNumber(form: Form, said: string): Section | undefined {
  const parts = said.toLowerCase().split(/[.\s]+/).filter(part => part !== '')
  const full = parts.length === 1 ? parts[0]! : [roman(parts[0]!), ...parts.slice(1)].join('.')
  const exact = form.sections.filter(section => section.number.toLowerCase() === full)
  if (exact.length === 1) return exact[0]
  if (parts.length !== 1) return undefined
  const ending = form.sections.filter(section => section.number.toLowerCase().endsWith(`.${full}`))
  if (ending.length === 1) return ending[0]
  // A form without numbered subsections counts its sections: "mục 2" is II.
  const whole = form.sections.filter(section => section.number.toLowerCase() === roman(full))
  return ending.length === 0 && whole.length === 1 ? whole[0] : undefined
}

/** A section number that stands at a token, with the index after it and its colon. */
export function sectionAt(form: Form, tokens: readonly Token[], at: number): { section: Section; end: number } | undefined {
  const led = ['muc', 'phan', 'section'].includes(tokens[at]?.key ?? '')
  const from = led ? at + 1 : at
  const token = tokens[from]
  if (!token) return undefined
  let said = ''
  let end = from + 1
  const isRoman = token.kind === 'word' && ROMAN.test(token.raw.toLowerCase())
  if (isRoman) {
    said = token.raw
    const [dot, number] = [tokens[end], tokens[end + 1]]
    if (dot?.key === '.' && dot.from === token.to && number?.number && number.from === dot.to) { said += `.${number.key}`; end += 2 }
    else if (led && dot?.number) { said += `.${dot.key}`; end += 1 }
  // "phần 3" is a page as it is shown, not a section.
  } else if (led && token.number && tokens[at]!.key !== 'phan') said = token.key
  else return undefined
  const close = tokens[end]
  const closed = close?.kind === 'mark' && [':', ')', '.', '-', ',', '–', '/'].includes(close.key)
  // "I" alone is a letter; it is a section only when it is written as one.
  if (!led && !said.includes('.') && !closed) return undefined
  const section = sectionByNumber(form, said)
  return section && { section, end: closed ? end + 1 : end }
}

const nearPages = new WeakMap<Form, Map<number, ReadonlySet<string>>>()

/** Every field of a form, or of a page, or of a section, as a set of ids. */
export function nearFields(form: Form, only?: { page?: number | undefined; section?: Section | undefined }): ReadonlySet<string> {
  if (only?.section) return new Set(only.section.fields.map(field => field.id))
  const pages = nearPages.get(form) ?? new Map<number, ReadonlySet<string>>()
  nearPages.set(form, pages)
  // 0 stands for the whole form: pages count from 1.
  const page = only?.page ?? 0
  const known = pages.get(page)
  if (known) return known
  const made = new Set((page === 0 ? fieldsOf(form) : form.sections.filter(section => section.page === page).flatMap(section => section.fields)).map(field => field.id))
  if (page === 0 || form.sections.some(section => section.page === page)) pages.set(page, made)
  return made
}

/** Whether a clause begins at a token, after bullets and numbering: `hard` after a line, a full stop or a semicolon, `soft` after a comma. */
export function clauseAt(tokens: readonly Token[], at: number): 'hard' | 'soft' | undefined {
  let i = at - 1
  // Nobody nests numbering deeper ("- 1. a)").
  for (let depth = 0; depth < 3 && i >= 0; depth++) {
    const token = tokens[i]!
    const numbering = (token.key === '.' || token.key === ')') && tokens[i - 1] !== undefined && tokens[i - 1]!.to === token.from && (tokens[i - 1]!.number !== undefined || /^\p{L}$/u.test(tokens[i - 1]!.raw)) && (i < 2 || ['\n', ';', '.', ','].includes(tokens[i - 2]!.key))
    if (numbering) i -= 2
    else if (['-', '–', '+', '*', '•'].includes(token.key) && (i === 0 || ['\n', ';', '.'].includes(tokens[i - 1]!.key))) i -= 1
    else break
  }
  const before = tokens[i]
  if (!before || ['\n', ';', '.', '!'].includes(before.key)) return 'hard'
  return before.key === ',' || ['va', 'con', 'and'].includes(before.key) && before.kind === 'word' ? 'soft' : undefined
}

/** The longest admitted name at a token. */
export function nameAt(scope: Scope, tokens: readonly Token[], at: number): Name | undefined {
  return namesAt(scope.names, tokens, at).find(name => admits(scope, name))
}
