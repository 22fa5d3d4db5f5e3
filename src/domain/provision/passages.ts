import { articleText, clauseText, pointText } from './document.ts'
import type { Article, Place } from './document.ts'
import type { Passage } from './search.ts'
import type { ShelfItem } from './shelf.ts'

/** Words of an item's text that count as its opening. */
export const OPENING = 40

/** What is indexed of an item: what stands above its passages, of that the heading alone, and the passages. */
export function partsOf(item: ShelfItem, asked: (place: Place) => string[], digest: (place: Place) => string): { head: string; heading: string; opening: string; passages: (Omit<Passage, 'number' | 'pairs' | 'folded' | 'plain' | 'asked'>)[] } {
  if (item.kind === 'guidance') {
    const place: Place = { document: item.guidance.id, article: null, clause: null, point: null }
    return { head: item.guidance.question, heading: item.guidance.question, opening: item.guidance.answer, passages: [{ place, level: 'article', parent: -1, text: `${item.guidance.question}\n${item.guidance.answer}` }] }
  }
  if (item.kind === 'document') {
    const { document } = item
    const place: Place = { document: document.number, article: null, clause: null, point: null }
    return { head: '', heading: document.title, opening: document.about ?? '', passages: [{ place, level: 'article', parent: -1, text: [document.title, ...document.aliases, document.about ?? ''].join('\n') }] }
  }
  return { head: `${item.document.title}\nĐiều ${item.article.number}\n${item.article.heading}`, heading: item.article.heading, opening: openingOf(item.article), passages: articlePassages(item.document.number, item.article, asked, digest) }
}

/** Enough of an article's text for its opening. */
function openingOf(article: Article): string {
  let text = article.text.join('\n')
  for (const clause of article.clauses) {
    if (text.length > 10 * OPENING) break
    text += `\n${clauseText(clause)}`
  }
  return text.length > 0 ? text : article.points.map(pointText).join('\n')
}

function articlePassages(document: string, article: Article, asked: (place: Place) => string[], digest: (place: Place) => string): (Omit<Passage, 'number' | 'pairs' | 'folded' | 'plain' | 'asked'>)[] {
  const at = (clause: string | null, point: string | null): Place => ({ document, article: article.number, clause, point })
  const withAsked = (place: Place, text: string) => [text, digest(place), ...asked(place).map(phrases => phrases.replaceAll(';', '\n'))].join('\n')
  const opening = article.clauses.length === 0 ? articleText(article) : article.text.join('\n')
  const passages: (Omit<Passage, 'number' | 'pairs' | 'folded' | 'plain' | 'asked'>)[] = [{ place: at(null, null), level: 'article', parent: -1, text: withAsked(at(null, null), opening) }]
  for (const point of article.points) passages.push({ place: at(null, point.letter), level: 'point', parent: 0, text: withAsked(at(null, point.letter), pointText(point)) })
  for (const clause of article.clauses) {
    const parent = passages.length
    const inPoints = clause.points.map(point => asked(at(clause.number, point.letter)).join('\n').replaceAll(';', '\n'))
    passages.push({ place: at(clause.number, null), level: 'clause', parent: -1, text: [withAsked(at(clause.number, null), clauseText(clause)), ...inPoints].join('\n') })
    for (const point of clause.points) passages.push({ place: at(clause.number, point.letter), level: 'point', parent, text: withAsked(at(clause.number, point.letter), pointText(point)) })
  }
  return passages
}
