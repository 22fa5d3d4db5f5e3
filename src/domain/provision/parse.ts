import { tidy } from '#domain/text/fold.ts'
import { compareNumbers, POINT_LETTERS } from './document.ts'
import type { Article, Clause, Heading, Point } from './document.ts'

/** What a text was found to hold, and what the reader could not place. */
export interface ParsedText {
  articles: Article[]
  /** Lines before the first heading: number, issuer, date and title stand there. */
  preamble: string[]
  /** Lines that are not part of the text: file names, editors' cross-references, footnotes. */
  leftOut: string[]
  /** Whether a signature block or an annex ended the text. */
  endedBy: string | null
}

const PART = /^PHẦN\s+(?:THỨ\s+)?([\p{L}\d]+(?:\s\p{L}+)?)\s*[.:–-]?\s*(.*)$/iu
const CHAPTER = /^CHƯƠNG\s+([IVXLCDM]+|\d+)\b\s*[.:–-]?\s*(.*)$/iu
const SECTION = /^MỤC\s+(\d+[a-zđ]?|[IVX]+)\b\s*[.:–-]?\s*(.*)$/iu
const SUBSECTION = /^TIỂU\s+MỤC\s+(\d+[a-zđ]?)\b\s*[.:–-]?\s*(.*)$/iu
/** "Điều 10a. Tên điều", with the codification's "Điều 44.13.LQ.10." read as article 10. */
const ARTICLE = /^(?:Điều|ĐIỀU)\s+(?:[\d.]+\.[A-Z]{2}\.)?(\d+[a-zđ]?)\s*(?:[.:]|$)\s*(.*)$/u
const CLAUSE = /^(\d{1,3}[a-zđ]?)\s*[.)]\s+(?=\S)(.*)$/u
const POINT = /^([a-zđ]\d?)\s*\)\s*(?=\S)(.*)$/u
const END = /^(?:TM\.|KT\.|Nơi nhận\s*:|PHỤ LỤC(?:\s|$)|Phụ lục\s+(?:[IVX]+|\d+)\b|CHỦ TỊCH QUỐC HỘI|Luật này (?:đã )?được Quốc hội|Mẫu số\s+\d+)/u
const FILE_NAME = /^\S.{0,120}\.(?:docx?|pdf|xlsx?|rtf|zip)$/iu
const EDITOR_NOTE = /^\((?:Điều|Khoản|Điểm|Chương|Mục) (?:này )?.*(?:có nội dung liên quan|được hướng dẫn|có nội dung được sửa đổi).*\)$/iu
/** What readers put between the cells of a table's row. */
export const TABLE_CELLS = ' | '
const FOOTNOTE = /^\[\d+\]\s/u

/**
 * Reads a Vietnamese legal text into articles, clauses and points.
 * Takes lines as any reader gives them: no-break spaces, soft hyphens and decomposed accents are put right first, headings and
 * clauses glued to the sentence before are cut loose where their number is the one that must come next, and numbering that starts
 * again inside a clause is text. A heading inside quotation marks belongs to the clause that quotes it.
 */
export function parseLegalText(source: string): ParsedText {
  const lines = source.split(/\r\n|\r|\n|\u2028|\u2029/).map(line => tidy(line).replace(/(?<=\S)\s?\[\d+\]/gu, '')).filter(line => line !== '')
  const quoting = balancedQuotes(lines)
  const parsed: ParsedText = { articles: [], preamble: [], leftOut: [], endedBy: null }
  const place: { part: Heading | null; chapter: Heading | null; section: Heading | null; subsection: Heading | null } = { part: null, chapter: null, section: null, subsection: null }
  /** The heading whose title may go on in the next lines. */
  let title: { heading: Heading; loud: boolean } | { article: Article } | null = null
  let article: Article | null = null
  let clause: Clause | null = null
  let point: Point | null = null
  let depth = 0
  let started = false
  const queue = lines.slice()

  for (let index = 0; index < queue.length; index++) {
    let line = queue[index]!
    const quotedBefore = depth > 0
    if (!quotedBefore && !line.includes(TABLE_CELLS)) {
      const cut = cutGlued(line, article, clause, point, quoting)
      if (cut) {
        queue.splice(index, 1, ...cut)
        line = queue[index]!
      }
    }
    if (quoting) depth = Math.max(0, depth + opened(line))
    // A row of a table is numbered for itself.
    const quoted = quotedBefore || /^[“"]/u.test(line) || line.includes(TABLE_CELLS)
    if (FILE_NAME.test(line) || EDITOR_NOTE.test(line) || FOOTNOTE.test(line) || (!started && line.startsWith('#'))) {
      parsed.leftOut.push(line)
      continue
    }
    if (!quoted) {
      if (article && END.test(line)) {
        parsed.endedBy = line
        parsed.leftOut.push(...queue.slice(index))
        break
      }
      const heading = headingOf(line)
      if (heading) {
        started = true
        clause = null
        point = null
        article = null
        const made: Heading = { number: heading.number, title: heading.title }
        if (heading.rank === 'part') Object.assign(place, { part: made, chapter: null, section: null, subsection: null })
        if (heading.rank === 'chapter') Object.assign(place, { chapter: made, section: null, subsection: null })
        if (heading.rank === 'section') Object.assign(place, { section: made, subsection: null })
        if (heading.rank === 'subsection') place.subsection = made
        title = { heading: made, loud: made.title === '' || isLoud(made.title) }
        continue
      }
      const found = ARTICLE.exec(line)
      if (found) {
        started = true
        article = { number: found[1]!.toLowerCase(), heading: found[2]!, ...place, text: [], points: [], clauses: [] }
        parsed.articles.push(article)
        clause = null
        point = null
        title = article.heading === '' ? { article } : null
        continue
      }
      if (title && 'heading' in title && !article && (title.heading.title === '' || (title.loud && isLoud(line)))) {
        title.heading.title = tidy(`${title.heading.title} ${line}`)
        continue
      }
      if (title && 'article' in title && !CLAUSE.test(line) && !POINT.test(line) && line.length < 300 && !/[.;:]$/u.test(line)) {
        title.article.heading = line
        title = null
        continue
      }
    }
    title = null
    if (!article) {
      // Text between a chapter heading and its first article belongs to no article; before everything it is the preamble.
      if (started) parsed.leftOut.push(line)
      else parsed.preamble.push(line)
      continue
    }
    if (!quoted) {
      const numbered = CLAUSE.exec(line)
      if (numbered && continuesClauses(article, numbered[1]!)) {
        clause = { number: numbered[1]!.toLowerCase(), text: [numbered[2]!], points: [], tail: [] }
        point = null
        article.clauses.push(clause)
        continue
      }
      const lettered = POINT.exec(line)
      const points = clause ? clause.points : article.points
      if (lettered && continuesPoints(points, lettered[1]!)) {
        point = { letter: lettered[1]!, text: [lettered[2]!] }
        points.push(point)
        continue
      }
    }
    if (point) point.text.push(line)
    else if (clause) clause.text.push(line)
    else article.text.push(line)
  }
  for (const each of parsed.articles) each.clauses.forEach(freeTail)
  return parsed
}

/**
 * A closing paragraph after the points ("Ủy ban … quy định chi tiết khoản này") is read as part of the last point, since nothing marks it.
 * It is freed when it speaks of the clause as a whole.
 */
function freeTail(clause: Clause): void {
  const last = clause.points.at(-1)
  while (last && last.text.length > 1 && /\bkhoản này\b/u.test(last.text.at(-1)!) && !/[;,]$/u.test(last.text.at(-1)!)) clause.tail.unshift(last.text.pop()!)
}

function headingOf(line: string): { rank: 'part' | 'chapter' | 'section' | 'subsection'; number: string; title: string } | null {
  // "Chương trình…", "Mục tiêu…", "Mục 1 Chương này quy định…" are sentences.
  const of = (rank: 'part' | 'chapter' | 'section' | 'subsection', pattern: RegExp) => {
    const found = pattern.exec(line)
    if (!found || /^(?:của|này|nêu|trên|và|,|;)/u.test(found[2]!)) return null
    if (rank === 'section' && /^chương/iu.test(found[2]!)) return null
    return { rank, number: found[1]!.toUpperCase(), title: found[2]! }
  }
  return of('subsection', SUBSECTION) ?? of('section', SECTION) ?? of('chapter', CHAPTER) ?? (/^PHẦN\s+(?:THỨ\s|[IVX\d])/iu.test(line) ? of('part', PART) : null)
}

/** Titles of chapters and sections are in capitals; a line with a lower-case letter ends them. */
function isLoud(line: string): boolean {
  return line === line.toUpperCase() && /\p{Lu}/u.test(line)
}

/** How many quotations a line opens beyond those it closes; a straight mark opens where a word begins. */
function opened(line: string): number {
  return (line.match(/“|(?<![^\s([])"/gu)?.length ?? 0) - (line.match(/”|(?<=[^\s([])"/gu)?.length ?? 0)
}

/** Whether quotation marks can be trusted to nest: a text in which one is missing would otherwise be read as one long quotation. */
function balancedQuotes(lines: string[]): boolean {
  let depth = 0
  for (const line of lines) {
    depth += opened(line)
    if (depth < 0) return false
  }
  return depth === 0
}

function continuesClauses(article: Article, number: string): boolean {
  const last = article.clauses.at(-1)
  return !last ? article.points.length === 0 : compareNumbers(number.toLowerCase(), last.number) > 0
}

function continuesPoints(points: Point[], letter: string): boolean {
  if (!(POINT_LETTERS as readonly string[]).includes(letter[0]!)) return false
  const last = points.at(-1)
  if (!last) return true
  return compareNumbers(letter[0]!, last.letter[0]!) > 0 || (letter[0] === last.letter[0] && letter > last.letter)
}

/** Where a heading, clause or point is glued to the sentence before it, the two lines; only for the number that must come next. */
function cutGlued(line: string, article: Article | null, clause: Clause | null, point: Point | null, quoting: boolean): [string, string] | null {
  for (const match of line.matchAll(/[.;:!?”"]\s*(?=(?:Điều\s+\d|Chương\s+[IVX]|CHƯƠNG\s+[IVX]|Mục\s+\d|MỤC\s+\d|\d{1,3}[a-zđ]?\.\s*\p{Lu}|[a-zđ]\)\s*\p{Lu}))/gu)) {
    const at = match.index + match[0].length
    const before = line.slice(0, at).trim()
    const rest = line.slice(at)
    if (at === 0 || before === '' || (quoting && opened(before) > 0)) continue
    const number = /^Điều\s+(\d+[a-zđ]?)\.\s*\p{Lu}/u.exec(rest)?.[1]
    if (number && (!article || isNext(article.number, number)) && !/^Điều\s+\d+[a-zđ]?\.$/u.test(before)) return [before, rest]
    if (article && (/^(?:Chương|CHƯƠNG)\s+[IVXLC]+\s*$/u.test(rest) || /^(?:Mục|MỤC)\s+\d+\s*$/u.test(rest))) return [before, rest]
    if (!article || ARTICLE.test(line) || headingOf(line)) continue
    const [, next = ''] = /^(\d{1,3}[a-zđ]?)\./u.exec(rest) ?? []
    // "1." may open right after an introduction, the others only after their predecessor.
    const last = clause?.number ?? (CLAUSE.exec(line)?.[1] === '1' ? '1' : undefined)
    if (next && last && isNext(CLAUSE.exec(line) && isNext(last, CLAUSE.exec(line)![1]!) ? CLAUSE.exec(line)![1]! : last, next)) return [before, rest]
    const [, letter = ''] = /^([a-zđ])\)/u.exec(rest) ?? []
    const own = POINT.exec(line)?.[1]
    const lastLetter = own ?? (CLAUSE.test(line) ? undefined : point?.letter)
    if (letter && (lastLetter ? nextLetter(lastLetter) === letter : letter === 'a' && /[:]$/u.test(before) && (clause || CLAUSE.test(line)))) return [before, rest]
  }
  return null
}

function isNext(last: string, number: string): boolean {
  const [a, b] = [Number.parseInt(last, 10), Number.parseInt(number, 10)]
  return b === a + 1 || (b === a && compareNumbers(number, last) > 0)
}

function nextLetter(letter: string): string | undefined {
  return POINT_LETTERS[(POINT_LETTERS as readonly string[]).indexOf(letter[0]!) + 1]
}
