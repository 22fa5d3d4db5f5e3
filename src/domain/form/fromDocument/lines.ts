import { tidy } from '#domain/text/fold.ts'
import type { Block, Table, WordDocument } from './document.ts'

/** A line of prose after what a scanner or a careless copy broke was put together again, or a table. */
export type Line =
  | { kind: 'text'; text: string; heading?: number; /** Bold throughout. */ bold: boolean; /** Bold characters at its beginning. */ lead: number }
  | { kind: 'table'; table: Table; number: number }

const ROMAN = String.raw`(?:I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XIV|XV)`
const NUMBERED = new RegExp(String.raw`^\s*(?:(?:phần|mục|chương|phụ lục)\s+(?:thứ\s+\p{L}+|${ROMAN}|\d{1,2})\b|(?:${ROMAN}|[A-ZĐ])\.\d{1,2}(?!\d)\.?|${ROMAN}\s*[.)\-–:/]|\d{1,2}(?:\.\d{1,2}){0,2}\s*[.)\-–:/](?!\d)|\d{1,2}(?:\.\d{1,2}){1,2}\s|[a-zđ]\s*[.)](?=\s))`, 'iu')
const BULLET = /^\s*(?:[-–—+*•●▪◦‣⁃◆■□☐☒✓➢►§]|\uf0b7|\uf02d)\s*/u
const PAGE = /^(?:trang\s*)?[-–—]?\s*\d{1,3}\s*(?:\/\s*\d{1,3}\s*)?[-–—]?$/iu
const ENDS = /[.;:!?…]["”»)]*$/
const LABELLED = /^[\p{Lu}][^:.;]{2,60}:/u

/** Whether a line begins with a number, a letter or a bullet of its own. */
export function startsItem(text: string): boolean {
  return NUMBERED.test(text) || BULLET.test(text)
}

/** Whether what is written in letters is written in capitals only. */
export function isCapitals(text: string): boolean {
  const letters = text.replace(/\P{L}/gu, '')
  return letters.length >= 3 && letters === letters.toUpperCase() && letters !== letters.toLowerCase()
}

/** A document as lines: paragraphs cut at their line breaks, and lines that only a page's width ended joined again. */
export function linesOf(document: WordDocument): Line[] {
  let tables = 0
  const raw: Line[] = []
  for (const block of document.blocks) {
    if (block.kind === 'table') raw.push({ kind: 'table', table: block, number: ++tables })
    else raw.push(...paragraphLines(block))
  }
  const out: Line[] = []
  for (const line of raw) {
    // A page's number, standing between two lines, is no part of what is written.
    if (line.kind === 'text' && line.heading === undefined && PAGE.test(line.text) && !/[:=]$/.test((raw[raw.indexOf(line) - 1] as { text?: string } | undefined)?.text ?? '')) continue
    const before = out.at(-1)
    if (before?.kind === 'text' && line.kind === 'text' && goesOn(before, line)) {
      before.text = joined(before.text, line.text)
      continue
    }
    out.push(line.kind === 'text' ? { ...line } : line)
  }
  return out.map(line => (line.kind === 'text' ? { ...line, text: line.text.replace(/\s+([,.;:!?])/g, '$1') } : line)).filter(line => line.kind === 'table' || line.text !== '')
}

function paragraphLines(block: Block & { kind: 'paragraph' }): Line[] {
  const lines: Line[] = []
  let at = 0
  for (const piece of block.text.split('\n')) {
    // A soft hyphen is where a word may be broken, not a letter of it; so is an ordinary hyphen at a line's end, seen when lines are joined.
    const text = tidy(piece)
    const bold = Math.max(0, Math.min(block.bold - at, piece.length))
    at += piece.length + 1
    if (text === '') {
      // An empty line ends what stands before it.
      if (lines.length === 0 && block.text.trim() === '') lines.push({ kind: 'text', text: '', bold: false, lead: 0 })
      continue
    }
    const bare = piece.length - piece.trimStart().length
    lines.push({ kind: 'text', text, bold: bold >= piece.trimEnd().length && bold > 0, lead: Math.max(0, bold - bare), ...(block.heading === undefined ? {} : { heading: block.heading }) })
  }
  return lines
}

/** Whether a line goes on where the one before broke off. */
function goesOn(before: Line & { kind: 'text' }, line: Line & { kind: 'text' }): boolean {
  if (before.text === '' || line.text === '' || before.heading !== line.heading) return false
  if (startsItem(line.text)) return false
  // "Phần I" on a line of its own is the number of the title below it.
  if (/^(?:phần|mục|chương)\s+(?:thứ\s+\p{L}+|[IVX]+|\d{1,2})[.:]?$/iu.test(before.text)) return line.bold || isCapitals(line.text) || line.text.length < 80
  const small = /^[\p{Ll}\d(,.;:)%“"]/u.test(line.text)
  if (before.bold !== line.bold) return false
  if (before.bold && before.heading === undefined) return isCapitals(before.text) === isCapitals(line.text) && startsItem(before.text) && before.text.length > 25
  if (ENDS.test(before.text)) return false
  if (isCapitals(before.text)) return isCapitals(line.text) && startsItem(before.text)
  if (/\p{L}-$/u.test(before.text) || small) return before.text.length > 20
  // A full line that ends without a stop was ended by the page's edge, unless a label of its own follows.
  return before.text.length > 55 && !LABELLED.test(line.text) && !isCapitals(line.text)
}

function joined(before: string, after: string): string {
  return /\p{L}-$/u.test(before) && /^\p{Ll}/u.test(after) ? `${before.slice(0, -1)}${after}` : `${before} ${after}`
}

/** Takes the number, letter or bullet off a line: "III.2. Công khai" gives "III.2" and "Công khai". */
export function numbering(text: string): { number: string | null; depth: number; rest: string } {
  const match = NUMBERED.exec(text)
  if (match) {
    const said = match[0].trim().replace(/[.)\-–:/]+$/, '').trim()
    const rest = text.slice(match[0].length).replace(/^[\s.:)\-–]+/, '').trim()
    if (/^(?:phần|mục|chương|phụ)/i.test(said)) return { number: said, depth: 0, rest }
    if (/^[A-ZĐ]$/.test(said) && !/^[IVX]$/.test(said)) return { number: said, depth: 0.8, rest }
    const depth = said.includes('.') ? 1 + said.split('.').length : new RegExp(`^${ROMAN}$`, 'i').test(said) && said === said.toUpperCase() ? 1 : /^\d/.test(said) ? 2 : 5
    return { number: said, depth, rest }
  }
  const bullet = BULLET.exec(text)
  if (bullet && bullet[0] !== '') return { number: null, depth: 6, rest: text.slice(bullet[0].length).trim() }
  return { number: null, depth: 4, rest: text.trim() }
}
