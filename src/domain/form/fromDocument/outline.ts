import { headingTarget, type Target } from './headingTarget.ts'
import { isCapitals, linesOf, numbering, type Line } from './lines.ts'
import { findWay, isEmpty, keysOf } from './ways.ts'
import type { Form } from '../form.ts'
import type { Place, Table, WordDocument } from './document.ts'

/** A paragraph or a table with where it stands: under which headings, and what of the form those are about. */
export type Part = {
  place: Place
  /** What the nearest heading that says so is about. */
  target: Target | undefined
  /** Headings above, outermost first. */
  path: readonly string[]
} & ({ kind: 'text'; text: string; /** Number of the heading it stands under, counting from the top: paragraphs of one passage share it. */ under: number; /** Its heading stands in its own line: what follows may be of something else. */ inline?: true } | { kind: 'table'; table: Table; number: number })

interface Heading {
  depth: number
  number: string | null
  title: string
  target: Target | undefined
  /** The target was found for this heading itself, not taken from one above. */
  own: boolean
  index: number
}

const LONGEST_HEADING = 160

/** Lays a document out as paragraphs and tables under headings, and says what of the form each heading is about. */
export function outline(form: Form, document: WordDocument): Part[] {
  const parts: Part[] = []
  let begun: number | undefined
  let closed = false
  const stack: Heading[] = []
  const paragraphs = new Map<number, number>()
  let index = 0
  const push = (heading: Omit<Heading, 'index'>): void => {
    while (stack.length > 0 && stack.at(-1)!.depth >= heading.depth) stack.pop()
    const above = stack.at(-1)?.target
    stack.push({ ...heading, index: ++index, target: heading.target ?? above })
  }
  for (const whole of linesOf(document)) for (const line of whole.kind === 'text' ? apart(form, whole, stack.at(-1)?.target) : [whole]) {
    if (line.kind === 'table') {
      parts.push({ kind: 'table', table: line.table, number: line.number, place: { kind: 'table', table: line.number, row: 1 }, target: stack.at(-1)?.target, path: stack.map(each => each.title) })
      continue
    }
    if (ANNEX.test(line.text)) closed = false
    if (/^\(?\s*kèm theo\s/iu.test(line.text)) continue
    // What follows the closing words is for the post room, not for the reader.
    if (CLOSING.test(line.text)) closed = true
    if (closed) continue
    if (line.text.endsWith('./.')) {
      closed = true
      line.text = line.text.replace(/\s*\.\/\.$/, '.')
    }
    const { number, depth, rest } = numbering(line.text)
    const styled = line.heading
    const above = stack.at(-1)?.target
    if (isHeading(line, number, rest)) {
      const level = styled === undefined ? (number === null && depth !== 6 ? (isCapitals(rest) ? 0.9 : 3.5) : depth) : 0.5 + styled / 2
      const title = rest.replace(/[:.]\s*$/, '')
      const named = headingTarget(form, title, above)
      const target = isAside(form, title) && !named?.sure ? ASIDE : named
      if (number !== null) begun ??= parts.length
      push({ depth: level, number: fullNumber(stack, number, depth), title, target, own: target !== undefined })
      continue
    }
    // "2. Hạn chế: …" and a bold beginning are a heading and its text in one line.
    // "3.5. Đơn thư nội bộ." is a heading with a stop.
    const stopped = number !== null && depth <= 3 && rest.length <= 70 ? /^([^.:;]{2,68})\.$/u.exec(rest)?.[1] : undefined
    const short = stopped === undefined ? undefined : isAside(form, stopped) ? ASIDE : headingTarget(form, stopped, above)
    if (short?.whole && short.sure) {
      push({ depth, number: fullNumber(stack, number, depth), title: stopped!, target: short, own: true })
      continue
    }
    const titled = number !== null && depth <= 3 ? /^([^:.]{2,60})(?::\s*\S|\.\s+\p{Lu})/u.exec(rest)?.[1] : undefined
    const part = titled === undefined ? undefined : isAside(form, titled) ? ASIDE : headingTarget(form, titled, above)
    if (part?.whole && part.field === undefined) push({ depth, number: fullNumber(stack, number, depth), title: titled!, target: part, own: true })
    else if (number?.includes('.') && part?.field === undefined && stack.some(each => each.depth === depth)) {
      // "3.5" behind "3.4": what stood under that one ends here.
      push({ depth, number, title: titled ?? '', target: part, own: false })
    }
    // "Công tác phòng, chống tham nhũng …": a paragraph of another subject, under whatever heading it stands.
    const other = above?.field === undefined && above?.fields === undefined && above?.sections.length === 1 && number === null ? false : isAside(form, rest.split(/[.;]/)[0]!)
    const run = part?.whole && part.field === undefined ? undefined : runIn(form, rest, line.lead - (line.text.length - rest.length), above, number !== null)
    let text = line.text
    if (run) {
      const wasUnder = stack.at(-1)
      // A passage inside a passage: the one before ends here.
      const level = number === null ? Math.max(5, ...stack.filter(each => each.depth < 5).map(each => each.depth + 0.1)) : depth
      push({ depth: level, number: fullNumber(stack, number, depth) ?? wasUnder?.number ?? null, title: run.title, target: run.target, own: true })
      text = run.text
    }
    if (text === '') continue
    const heading = stack.at(-1)
    const under = heading?.index ?? 0
    // Paragraphs are counted under the numbered heading people see.
    const seen = stack.findLast(each => each.number !== null) ?? heading
    const nth = (paragraphs.get(seen?.index ?? 0) ?? 0) + 1
    paragraphs.set(seen?.index ?? 0, nth)
    parts.push({ kind: 'text', text, under, place: { kind: 'paragraph', heading: seen ? seen.number ?? seen.title : null, paragraph: nth }, target: other ? ASIDE : heading?.target, path: stack.map(each => each.title), ...(run ? { inline: true as const } : {}) })
  }
  return afterAddress(parts, begun ?? ADDRESS)
}

/** Of another subject than any the form asks about. */
const ASIDE: Target = { sections: [], sure: true, whole: true, aside: true }
const CLOSING = /^(?:[-–]\s*)?(?:trên đây là|nơi nhận|(?:xin\s+)?trân trọng (?:báo cáo|cảm ơn))|^.{0,90}\s(?:xin\s+)?trân trọng báo cáo\s*[./]*$/iu
const ANNEX = /^(?:phụ lục|biểu|bảng (?:số liệu|tổng hợp)|danh sách|(?:phần|mục)\s|[IVX]+\s*[.)]\s)/iu

/** Whether a line begins with a subject that the form leaves aside. */
function isAside(form: Form, line: string): boolean {
  const keys = keysOf(line).slice(0, 12)
  return form.asides.some(phrase => {
    const way = keysOf(phrase)
    const at = findWay(keys, way, 0, keys.length, 0)
    return at !== undefined && keys.slice(0, at.from).every(key => isEmpty(key) || key === 'cong' || key === 'luat')
  })
}

/** Parts at most before the first section, where no heading has a number. */
const ADDRESS = 8

/** Without the lines between title and first section that say to whom and on whose request a report is written. */
function afterAddress(parts: Part[], begun: number): Part[] {
  const last = parts.slice(0, begun).findLastIndex(part => part.kind === 'text' && /kính gửi|báo cáo.*(?:như sau|sau đây)\s*[:.]?$/isu.test(part.text))
  return parts.filter((part, at) => part.kind === 'table' || at > last)
}

/** Passages that follow one another in one paragraph, each behind its name: "Ưu điểm: … Hạn chế: …". */
function apart(form: Form, line: Line & { kind: 'text' }, above: Target | undefined): Line[] {
  const pieces = line.text.split(/(?<=[.;!?])\s+(?=\p{Lu}[^:.;!?\d]{2,40}:\s)/u)
  const out = [line.text.slice(0, 0)]
  for (const piece of pieces) {
    const target = headingTarget(form, piece.slice(0, piece.indexOf(':')), above)
    if (out.length === 1 && out[0] === '') out[0] = piece
    // "1." is the number of what follows, no sentence before it.
    else if (out.at(-1)!.length < 6) out[out.length - 1] += ` ${piece}`
    else if (piece.includes(':') && target?.field !== undefined && target.whole) out.push(piece)
    else out[out.length - 1] += ` ${piece}`
  }
  return out.map((text, at) => (at === 0 ? { ...line, text } : { ...line, text, lead: 0, bold: false }))
}

/** "III" above "2" is III.2. */
function fullNumber(stack: readonly Heading[], number: string | null, depth: number): string | null {
  if (number === null || number.includes('.') || depth !== 2) return number
  const roman = stack.findLast(each => each.depth === 1 && each.number !== null)
  return roman ? `${roman.number}.${number}` : number
}

function isHeading(line: { text: string; heading?: number; bold: boolean }, number: string | null, rest: string): boolean {
  if (rest === '' || line.text.length > LONGEST_HEADING) return false
  if (line.heading !== undefined) return true
  const stop = /[.;]$/.test(rest)
  if (/:\s*\S/.test(rest) && !line.bold) return false
  if (line.bold || isCapitals(rest)) return !/[;,]$/.test(rest)
  if (rest.endsWith(':')) return !/\d/.test(rest) && rest.length <= 70 && /^\p{Lu}/u.test(rest)
  if (number === null || stop) return false
  return rest.length <= 110 && /^\p{Lu}/u.test(rest) && !/\d/.test(rest.replace(/\d+ (?:tháng|ngày)|năm \d{4}|Luật[^,;]*|Đ(?:iều|\.)[^,;]*/giu, ''))
}

/** A heading at the beginning of its own text: up to a colon or a full stop, or what is bold. */
function runIn(form: Form, rest: string, bold: number, above: Target | undefined, numbered: boolean): { title: string; target: Target; text: string } | undefined {
  const colon = /^(.{2,90}?)\s*[:–—]\s+/u.exec(rest) ?? /^(.{2,90}?):/u.exec(rest)
  const stop = (numbered ? /^([^.:;\d]{2,70})\.\s+(?=\p{Lu})/u : /^([^.:;,\d]{2,70})\.\s+(?=\p{Lu})/u).exec(rest)
  // What is set in bold ends with its stop, wherever the word processor ended the run.
  const set = bold > 2 && bold < rest.length ? rest.slice(0, bold) : undefined
  const strong = set === undefined ? undefined : /^[^.:]{2,}[.:](?=\s)/u.exec(rest.slice(0, bold + 2))?.[0] ?? (/\p{L}$/u.test(set) && /^\p{L}/u.test(rest.slice(bold)) ? undefined : set)
  const spoken = /^(?:Về|Đối với)\s+(?:(?:các|những|mặt|việc)\s+)?([^,:;.\d]{3,60}),\s+/iu.exec(rest)
  for (const [whole, title, sure] of [[colon?.[0], colon?.[1], true], [strong, strong, true], [stop?.[0], stop && keysOf(stop[1]!).length <= 6 ? stop[1] : undefined, true], [spoken?.[0], spoken?.[1], false]] as const) {
    if (whole === undefined || title === undefined) continue
    const bare = title.replace(/[:.,\s]+$/, '')
    const target = headingTarget(form, bare, above)
    // In front of its own text only a passage's name is a heading: figures behind their labels are read as figures.
    const behind = sure ? rest.slice(whole.length).trim() : rest
    // A figure, a "có" or a short word behind it is an answer, no passage.
    if (behind !== '' && (keysOf(behind).length === 0 || /^(?:\d[\d.]*(?:\s+\p{L}+){0,2}|(?:không|có|chưa)(?:\s+\p{L}+)?)\s*(?:[;,.]|$)/iu.test(behind))) continue
    if ((target?.field !== undefined && target.sure && target.whole) || (target?.fields !== undefined && target.whole && sure)) return { title: bare, target, text: behind }
  }
  return undefined
}
