import { fold } from '#domain/text/fold.ts'
import { clauseText, compareNumbers, placeId, pointText } from './document.ts'
import type { Article } from './document.ts'

/** How one wording of a document differs from another: ids of places. */
export interface WordingChange {
  added: string[]
  removed: string[]
  changed: string[]
}

/** Compares two wordings of a document place by place; white space, case and the placing of accents are no change. */
export function compareWordings(document: string, before: readonly Article[], after: readonly Article[]): WordingChange {
  const [old, now] = [wordsByPlace(document, before), wordsByPlace(document, after)]
  const change: WordingChange = { added: [], removed: [], changed: [] }
  for (const [place, words] of now) {
    const was = old.get(place)
    if (was === undefined) change.added.push(place)
    else if (was !== words) change.changed.push(place)
  }
  for (const place of old.keys()) if (!now.has(place)) change.removed.push(place)
  return change
}

/** The smallest places a text has, each with its folded words; a clause with points stands for what it says outside them. */
function wordsByPlace(document: string, articles: readonly Article[]): Map<string, string> {
  const words = new Map<string, string>()
  for (const article of articles.toSorted((a, b) => compareNumbers(a.number, b.number))) {
    const at = (clause: string | null, point: string | null) => placeId({ document, article: article.number, clause, point })
    words.set(at(null, null), fold([article.heading, ...article.text].join(' ')))
    for (const point of article.points) words.set(at(null, point.letter), fold(pointText(point)))
    for (const clause of article.clauses) {
      words.set(at(clause.number, null), fold(clauseText({ ...clause, points: [] })))
      for (const point of clause.points) words.set(at(clause.number, point.letter), fold(pointText(point)))
    }
  }
  return words
}
