import { tidy } from '#domain/text/fold.ts'
import { namesAt, namesOf } from './fill/names.ts'
import { sectionAt } from './fill/scope.ts'
import { syllable, tokenise } from './fill/tokens.ts'
import { sectionOf } from './pages.ts'
import type { Token } from './fill/tokens.ts'
import type { Form } from './form.ts'

/** Where somebody wants to go in a form: a section, and the field when one was named. */
export interface Jump {
  section: string
  field?: string
}

const VERBS = ['quay lai', 'quay ve', 'quay sang', 'lui ve', 'xem lai', 'coi lai', 'coi', 'vao', 'qua', 'tro lai', 'tro ve', 'chuyen den', 'chuyen sang', 'chuyen toi', 'nhay den', 'di den', 'den', 'toi', 'sang', 've', 'mo', 'sua lai', 'sua', 'chinh lai', 'chinh sua', 'chinh', 'cap nhat', 'dien lai', 'dien', 'khai lai', 'nhap lai', 'xem', 'lam lai', 'bo sung', 'go to', 'goto', 'go back to', 'back to', 'edit', 'change', 'fix', 'open', 'update', 'jump to'].map(phrase => phrase.split(' ').map(syllable)).toSorted((a, b) => b.length - a.length)
const PLACES = ['muc', 'phan', 'cau', 'o', 'truong', 'section', 'the', 'so', 'lieu', 'part', 'item']
const BEFORE = ['cho', 'toi', 'em', 'minh', 'xin', 'anh', 'chi', 'muon', 'can', 'da', 'thua', 'a', 'lam', 'on', 'please', 'i', 'want', 'to', 'let', 'me']
const AFTER = ['a', 'nhe', 'nha', 'di', 'giup', 'voi', 'toi', 'em', 'minh', 'cai', 'ho', 'lai', 'please', '.', '!', ',', ':', 'nay', 'do', 'gium', 'dum', 'luon', 'hen', 'da']

/**
 * A message that only names a place in the form: "sửa mục 7", "quay lại mục III.3", "về phần công khai", "sua so hoi nghi", "III.7".
 * "Mục" counts as the document does ("mục 7" is III.7), "phần" and "trang" as the pages shown ("Phần 3/8").
 * `undefined` when it says anything more, such as a new value ("sửa tổng số thành 45").
 */
export function parseJump(form: Form, text: string): Jump | undefined {
  if (text.length > 120) return undefined
  let tokens = tokenise(tidy(text))
  const verb = (): boolean => {
    const found = VERBS.find(keys => keys.every((key, at) => tokens[at]?.key === key))
    if (found) tokens = tokens.slice(found.length)
    return found !== undefined
  }
  let led = verb()
  if (!led) {
    while (tokens[0] && BEFORE.includes(tokens[0].key)) tokens = tokens.slice(1)
    led = verb()
  }
  if (led) while (verb());
  const strip = (): void => {
    while (tokens.at(-1) && AFTER.includes(tokens.at(-1)!.key)) tokens = tokens.slice(0, -1)
  }
  strip()
  const part = tokens.length <= 2 && PLACES.includes(tokens.length === 2 ? tokens[0]!.key : 'muc') ? form.parts.find(each => each.number.toLowerCase() === tokens.at(-1)?.raw.toLowerCase()) : undefined
  const first = part && form.sections.find(section => section.number.startsWith(`${part.number}.`))
  if (first && (led || tokens.length === 2)) return { section: first.id }
  if (tokens.length === 2 && ['trang', 'page', 'phan', 'part'].includes(tokens[0]!.key) && tokens[1]!.number) {
    const section = form.sections.find(each => each.page === tokens[1]!.number!.value)
    return section && { section: section.id }
  }
  // "vào mục": "mục" may be followed by a number or by a name.
  const numbered = sectionAt(form, tokens, 0) ?? (tokens.length > 0 ? sectionAt(form, [...tokens, { key: ':', raw: ':', from: 0, to: 0, kind: 'mark' }], 0) : undefined)
  if (numbered && numbered.end >= tokens.length) return { section: numbered.section.id }
  const placed = PLACES.includes(tokens[0]?.key ?? '')
  if (!led && !placed) return undefined
  // "số" belongs to some labels; it is dropped only when the rest is no name with it.
  for (let drop = 0; drop <= 3 && drop < tokens.length; drop++) {
    if (drop > 0 && !PLACES.includes(tokens[drop - 1]!.key)) break
    const jump = named(form, tokens.slice(drop))
    if (jump) return jump
  }
  return undefined
}

function named(form: Form, tokens: readonly Token[]): Jump | undefined {
  const said = tokens.map(token => token.key).join(' ')
  const titled = (fits: (title: string) => boolean): Form['sections'] => form.sections.filter(section => [section.title.vi, section.title.en].some(fits))
  // The whole title, then its first part, then any part.
  for (const fits of [(title: string) => keysOf(title) === said, (title: string) => keysOf(title.split(/[,;]/)[0]!) === said, (title: string) => title.split(/[,;]/).some(part => keysOf(part) === said)]) {
    const titles = titled(fits)
    if (titles.length === 1) return { section: titles[0]!.id }
  }
  const name = namesAt(namesOf(form), tokens, 0).find(each => each.keys.length === tokens.length && each.fields.length > 0)
  const field = name?.fields[0]
  const section = field === undefined ? undefined : sectionOf(form, field)
  if (field !== undefined && section) return { section: section.id, field }
  // "đánh giá" of "Đánh giá chung"; "đơn thư" of the section that counts đơn.
  const containing = said.includes(' ') ? titled(title => ` ${keysOf(title)} `.includes(` ${said} `)) : []
  if (containing.length === 1) return { section: containing[0]!.id }
  const counting = form.sections.filter(each => each.fields.filter(one => one.kind === 'count' && one.measure && keysOf(one.measure.vi) === said.replace(/ thu$/, '')).length > 1)
  return counting.length === 1 && /^don\b/.test(said) ? { section: counting[0]!.id } : undefined
}

function keysOf(phrase: string): string {
  return tokenise(phrase).filter(token => token.kind !== 'mark').map(token => token.key).join(' ')
}
