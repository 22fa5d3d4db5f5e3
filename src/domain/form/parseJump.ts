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

const VERBS = ['quay lai', 'tro lai', 'tro ve', 'chuyen den', 'chuyen sang', 'chuyen toi', 'nhay den', 'di den', 'den', 'toi', 'sang', 've', 'mo', 'sua lai', 'sua', 'chinh lai', 'chinh sua', 'chinh', 'cap nhat', 'dien lai', 'dien', 'khai lai', 'nhap lai', 'xem', 'lam lai', 'bo sung', 'go to', 'goto', 'go back to', 'back to', 'edit', 'change', 'fix', 'open', 'update', 'jump to'].map(phrase => phrase.split(' ').map(syllable)).toSorted((a, b) => b.length - a.length)
const PLACES = ['muc', 'phan', 'cau', 'o', 'truong', 'section', 'the', 'so', 'lieu', 'part', 'item']
const BEFORE = ['cho', 'toi', 'em', 'minh', 'xin', 'anh', 'chi', 'muon', 'can', 'da', 'thua', 'a', 'lam', 'on', 'please', 'i', 'want', 'to', 'let', 'me']
const AFTER = ['a', 'nhe', 'nha', 'di', 'giup', 'voi', 'toi', 'em', 'minh', 'cai', 'ho', 'lai', 'please', '.', '!', ',', ':', 'nay', 'do']

/**
 * A message that only names a place in the form: "sửa mục 7", "quay lại mục III.3", "về phần công khai", "sua so hoi nghi", "III.7".
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
  // "vào mục": "mục" may be followed by a number or by a name.
  const numbered = sectionAt(form, tokens, 0) ?? (tokens.length > 0 ? sectionAt(form, [...tokens, { key: ':', raw: ':', from: 0, to: 0, kind: 'mark' }], 0) : undefined)
  if (numbered && numbered.end >= tokens.length) return { section: numbered.section.id }
  if (tokens[0]?.key === 'trang' || tokens[0]?.key === 'page') {
    const page = tokens.length === 2 ? tokens[1]!.number?.value : undefined
    const section = form.sections.find(each => each.page === page)
    return section && { section: section.id }
  }
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
  const titles = form.sections.filter(section => [section.title.vi, section.title.en].some(title => title.split(/[,;]/).concat(title).some(part => keysOf(part) === said)))
  if (titles.length === 1) return { section: titles[0]!.id }
  const name = namesAt(namesOf(form), tokens, 0).find(each => each.keys.length === tokens.length && each.fields.length > 0)
  const field = name?.fields[0]
  const section = field === undefined ? undefined : sectionOf(form, field)
  return field === undefined || !section ? undefined : { section: section.id, field }
}

function keysOf(phrase: string): string {
  return tokenise(phrase).filter(token => token.kind !== 'mark').map(token => token.key).join(' ')
}
