import { clauseAt, sectionAt } from './scope.ts'
import { tokenise } from './tokens.ts'
import type { Token } from './tokens.ts'
import type { Form, Section } from '../form.ts'

/** A piece of a message; `section` when the piece names its own. */
export interface Region {
  section?: Section
  tokens: Token[]
}

/**
 * Cuts a message where it names sections, as reports do: "III.6 …; III.7 …", "II. Lãnh đạo, chỉ đạo", and under the heading of a part "1. Chuyên đề",
 * "2. Công khai". Headings themselves answer nothing and are left out.
 */
export function regionsOf(form: Form, tokens: readonly Token[]): Region[] {
  const out: Region[] = [{ tokens: [] }]
  /** The part whose sections may follow by their last number alone, and that number. */
  let part: { number: string; last: number } | undefined
  for (let at = 0; at < tokens.length; at++) {
    const starts = clauseAt(tokens, at)
    const named = starts ? sectionAt(form, tokens, at) : undefined
    const counted = !named && startsLine(tokens, at) ? countedSection(form, tokens, at, part) : undefined
    const found = named ?? counted
    if (found) {
      out.push({ section: found.section, tokens: [] })
      // Written out once ("III.1"), the numbers below are lists of their own.
      part = counted && { number: counted.part, last: counted.number }
      at = afterTitle(found.section, tokens, found.end) - 1
      continue
    }
    const heading = starts === 'hard' && startsLine(tokens, at) ? partAt(form, tokens, at) : undefined
    if (heading) {
      part = { number: heading.number, last: 0 }
      out.push({ tokens: [] })
      at = heading.end - 1
      continue
    }
    out.at(-1)!.tokens.push(tokens[at]!)
  }
  return out.filter(region => region.tokens.some(token => token.kind !== 'mark')).map(region => ({ ...region, tokens: withoutNumbering(region.tokens) }))
}

function startsLine(tokens: readonly Token[], at: number): boolean {
  return at === 0 || tokens[at - 1]!.key === '\n'
}

/**
 * "1. Chuyên đề", "3.2. Công khai" on a line of its own under the heading of their part, counting upwards and beginning like the section's title. A report
 * pasted section by section goes on without the part's heading: there the title must be more alike.
 */
function countedSection(form: Form, tokens: readonly Token[], at: number, part: { number: string; last: number } | undefined): { section: Section; end: number; part: string; number: number } | undefined {
  const token = tokens[at]!
  if (!token.number) return undefined
  const number = Number(token.key.split('.').at(-1))
  const mark = tokens[at + 1]
  const dotted = token.key.includes('.')
  if (!Number.isInteger(number) || (part && number <= part.last) || !(dotted || (mark && ['.', ')', '/'].includes(mark.key) && mark.from === token.to))) return undefined
  const end = mark?.kind === 'mark' ? at + 2 : at + 1
  const line = lineFrom(tokens, end)
  for (const { number: of } of part ? [part] : form.parts) {
    const section = form.sections.find(each => each.number === `${of}.${number}`)
    if (section && likeness(section, line) >= (part ? 0.3 : 0.4)) return { section, end, part: of, number }
  }
  return undefined
}

/** "III. Kết quả thực hiện …": the heading of a part, to the end of its line. */
function partAt(form: Form, tokens: readonly Token[], at: number): { number: string; end: number } | undefined {
  const led = ['phan', 'muc'].includes(tokens[at]!.key) ? at + 1 : at
  const token = tokens[led]
  const mark = tokens[led + 1]
  if (!token || !mark || mark.kind !== 'mark') return undefined
  const part = form.parts.find(each => each.number.toLowerCase() === token.raw.toLowerCase())
  if (!part || tokens[led + 2]?.number) return undefined
  const end = led + 2 + lineFrom(tokens, led + 2).length
  return { number: part.number, end }
}

function lineFrom(tokens: readonly Token[], from: number): readonly Token[] {
  let end = from
  while (end < tokens.length && tokens[end]!.key !== '\n') end++
  return tokens.slice(from, end)
}

/** Share of the words before a line's colon that a section's title has. */
function likeness(section: Section, line: readonly Token[]): number {
  const colon = line.findIndex(token => token.key === ':')
  const words = (colon < 0 ? line : line.slice(0, colon)).filter(token => token.kind === 'word').map(token => token.key)
  const title = new Set(titleKeys(section).flat())
  return words.length === 0 ? 0 : words.filter(word => title.has(word)).length / words.length
}

const titles = new WeakMap<Section, string[][]>()

function titleKeys(section: Section): string[][] {
  const known = titles.get(section)
  if (known) return known
  const keys = [section.title.vi, section.title.en].map(words => tokenise(words).map(token => token.key))
  titles.set(section, keys)
  return keys
}

/** Index after a section's title: the title in its own words, or a line that says much the same. */
function afterTitle(section: Section, tokens: readonly Token[], from: number): number {
  const exact = titleKeys(section).find(keys => keys.every((key, offset) => tokens[from + offset]?.key === key))
  if (exact && ['\n', ':', '.', undefined].includes(tokens[from + exact.length]?.key)) return from + exact.length
  const line = lineFrom(tokens, from)
  const last = line.at(-1)
  // What a heading may end with; a line with figures or with words behind a colon is an answer.
  if (from + line.length >= tokens.length || line.some((token, at) => isAnswer(line, at) || (token.key === ':' && at < line.length - 1))) return from
  return likeness(section, line) >= 0.5 || last?.key === ':' ? from + line.length : from
}

/** Whether a token of a heading is a figure or a date that answers something: not the "6" of "6 tháng cuối năm", nor what stands in brackets, "(Điều 46-48)". */
function isAnswer(line: readonly Token[], at: number): boolean {
  const token = line[at]!
  if (!token.number && !token.pair && !token.date) return false
  const [before, after] = [line.slice(0, at), line.slice(at + 1)]
  if (before.findLastIndex(each => each.key === '(') > before.findLastIndex(each => each.key === ')') && after.some(each => each.key === ')')) return false
  return !['thang', 'months'].includes(after[0]?.key ?? '') && !['nam', 'quy', 'year'].includes(before.at(-1)?.key ?? '')
}

/** Drops "1." and "a)" before the clause they number. */
export function withoutNumbering(tokens: readonly Token[]): Token[] {
  const dropped = new Set<Token>()
  tokens.forEach((token, at) => {
    const [mark, next] = [tokens[at + 1], tokens[at + 2]]
    const numbers = (token.number !== undefined && token.number.odd === undefined) || /^[a-eđ]$/iu.test(token.raw)
    if (numbers && mark && (mark.key === '.' || mark.key === ')') && mark.from === token.to && next?.kind === 'word' && next.from >= mark.to && clauseAt(tokens, at) === 'hard') dropped.add(token).add(mark)
  })
  return tokens.filter(token => !dropped.has(token))
}
