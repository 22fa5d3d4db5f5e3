import { compareNumbers, placeId, POINT_LETTERS } from './document.ts'
import type { Article, Clause, Point } from './document.ts'

/** How many of each a text holds. */
export interface Found {
  chapters: number
  articles: number
  clauses: number
  points: number
}

/** A number that is missing, repeated or out of order, with the id of the place where it should have been. */
export interface Gap {
  place: string
  problem: 'missing' | 'repeated'
}

/** Counts chapters, articles, clauses and points. */
export function countFound(articles: readonly Article[]): Found {
  const chapters = new Set(articles.map(article => article.chapter && `${article.part?.number ?? ''}/${article.chapter.number}`).filter(Boolean))
  const clauses = articles.flatMap(article => article.clauses)
  return {
    chapters: chapters.size,
    articles: articles.length,
    clauses: clauses.length,
    points: clauses.reduce((sum, clause) => sum + clause.points.length, 0) + articles.reduce((sum, article) => sum + article.points.length, 0),
  }
}

/** Every break in the numbering of chapters, articles, clauses and points; inserted ones ("10a", "2b", "a1") are not breaks. */
export function findGaps(document: string, articles: readonly Article[]): Gap[] {
  const gaps: Gap[] = []
  const say = (problem: Gap['problem'], article: string, clause: string | null = null, point: string | null = null) =>
    gaps.push({ place: placeId({ document, article, clause, point }), problem })
  walk(articles.map(article => article.number), (number, problem) => say(problem, number))
  chapterGaps(articles).forEach(number => gaps.push({ place: `${document}#chương ${number}`, problem: 'missing' }))
  for (const article of articles) {
    walk(article.clauses.map(clause => clause.number), (number, problem) => say(problem, article.number, number))
    const holders: [string | null, Point[]][] = [[null, article.points], ...article.clauses.map((clause: Clause): [string, Point[]] => [clause.number, clause.points])]
    for (const [clause, points] of holders) {
      const letters = points.map(point => point.letter[0]!)
      new Set(letters).forEach(letter => {
        const position = (POINT_LETTERS as readonly string[]).indexOf(letter)
        const before = POINT_LETTERS[position - 1]
        if (before && !letters.includes(before)) say('missing', article.number, clause, before)
      })
    }
  }
  return gaps
}

function walk(numbers: string[], say: (number: string, problem: Gap['problem']) => void): void {
  let last = '0'
  for (const number of numbers) {
    if (compareNumbers(number, last) <= 0 && last !== '0') say(number, 'repeated')
    for (let missing = Number.parseInt(last, 10) + 1; missing < Number.parseInt(number, 10); missing++) say(String(missing), 'missing')
    if (compareNumbers(number, last) > 0) last = number
  }
}

function chapterGaps(articles: readonly Article[]): string[] {
  const numbers = [...new Set(articles.map(article => article.chapter?.number).filter(number => number !== undefined))].map(arabic).filter(number => number > 0)
  const missing: string[] = []
  for (let number = 1; number < Math.max(0, ...numbers); number++) if (!numbers.includes(number)) missing.push(String(number))
  return missing
}

function arabic(roman: string): number {
  if (/^\d+$/.test(roman)) return Number(roman)
  const values: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 }
  return [...roman].reduce((sum, letter, index) => {
    const value = values[letter] ?? 0
    return sum + (value < (values[roman[index + 1] ?? ''] ?? 0) ? -value : value)
  }, 0)
}
