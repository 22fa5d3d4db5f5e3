import type { Day } from '#domain/time/instant.ts'
import { atOnce } from '#domain/language/pieces.ts'
import { learnQuestions, type Learnt } from './knownQuestions.ts'
import { judgePlaces } from './learnPlaces.ts'
import { inForce, placeId } from './document.ts'
import type { Place } from './document.ts'
import { askedOf, itemsOn } from './shelf.ts'
import type { Shelf, ShelfItem } from './shelf.ts'
import { holdsQuantity, isInside, pairsOf, scoreAllPassages, scorePassages, stretches, termsScore, weighPassages } from './passageScores.ts'
import { buildTermIndex, newTermCounter, numberTerms, scoreTexts } from './termIndex.ts'
import type { Postings, TermIndex } from './termIndex.ts'
import { tokenRows } from './words.ts'
import type { Lexicon } from './words.ts'
import { readQuestion } from './readQuestion.ts'
import { OPENING, partsOf } from './passages.ts'
import type { QuestionWeights, ReadQuestion } from './readQuestion.ts'

/** A passage of an item: what a citation can point at. */
export interface Passage {
  place: Place
  level: 'article' | 'clause' | 'point'
  /** Position of its clause's passage in the item's list, for points. */
  parent: number
  /** Its number among all passages of the book. */
  number: number
  /** Its pairs of words in order, 0 (a word) where no pair spans; none of a point, whose clause has them. */
  pairs: Int32Array
  /** Terms of each way of asking about this place, and what they weigh together. */
  asked: { terms: Int32Array; weight: number }[]
  /** The text, with the ways of asking that belong to it. */
  text: string
  /** Folded text, for telling whether it holds a quantity; made when first needed. */
  folded?: string
  /** Folded words without joining ones, for telling whether it holds a phrase; made when first needed. */
  plain?: string
}

/** Everything that can be found on a day, indexed. */
export interface Book {
  day: Day
  items: ShelfItem[]
  passages: Passage[][]
  /** Terms of each item's heading, and the different words of its heading and opening lines. */
  headings: Int32Array[]
  openings: Int32Array[]
  index: TermIndex
  /** Where each term stands in the passages, and what it counts there. */
  inPassages: Postings
  lexicon: Lexicon
  learnt: Learnt
  scores: Float32Array
  passageScores: Float32Array
  /** Working memory of a search, zero between searches. */
  termWeights: Float32Array
  termCounts: Int32Array
  /** Where in the question a pair of words stands, from 1. */
  pairPlaces: Int32Array
}

/** A found item with its best passages, best first. */
export interface Hit {
  /** How likely the question is about it, and that it is about nothing in the texts, as learnt from ways of asking; 0 of what nobody is known to ask about. */
  chance: number
  none: number
  /** How like a known way of asking about it the question is, 0 to 1. */
  likeAsked: number
  /** The largest share of a known way of asking about it that the question has, 0 to 1. */
  askedHeld: number
  item: ShelfItem
  number: number
  score: number
  passages: { passage: Passage; score: number }[]
}

/** How retrieval weighs its parts; chosen on questions that no test uses (test/bench/calibrate.ts). */
export interface SearchWeights extends QuestionWeights {
  /** Share of the best passage's score in an item's, less where nobody is known to have asked about it; and that of the heading's. */
  passage: number
  passageAsked: number
  heading: number
  /** What the words count once more that stand in the heading or the opening lines, and a stretch of four words or more in the order of the question. */
  opening: number
  stretch: number
  /** What an item gains, of all the question weighs, when the question has every word of its heading. */
  wholeHeading: number
  /** What a question's words beside a known way of asking count against their likeness; what it lacks of it counts the rest of 1. */
  beside: number
  /** What an item and its passage gain, of their score, when the passage holds a quantity of the kind asked for, and when somebody is known to ask about it in these very words. */
  quantity: number
  asked: number
  /** What an item, and of its passages each, gains, of its score, by how likely the question is about it. */
  learnt: number
  learntWithin: number
  /** Factor for an item that speaks to whom the question names, to others, and to the usual ones when it names nobody. */
  scopeNamed: number
  scopeOther: number
  scopeUsual: number
  /** Factor for what is not in force on the day. */
  ended: number
  /** Factor for documents of which only the particulars are known, unless the question is about documents. */
  particulars: number
  /** Factor for every step down in legal force: a law before its decree. */
  force: number
  /** Factor for items of a document the question names. */
  named: number
  guidance: number
}

/** How many are looked at by heading and opening, and how many of these passage by passage. */
const FIRST_LOOK = 60
const SECOND_LOOK = 20
/** What is left of an item for others when the question only asks about somebody else than the one before. */
const SCOPE_ASKED = 0.5

/** Indexes a shelf as it stands on a day. Takes half a second for the shipped digests with their ways of asking, and well under a second for 3,000 articles. */
export function openBook(shelf: Shelf, day: Day, lexicon: Lexicon): Book {
  return atOnce(openBookInPieces(shelf, day, lexicon))
}

/** {@link openBook} in pieces of 50 ms at most: others' conversations go on while the first question of a process waits for it. */
export function* openBookInPieces(shelf: Shelf, day: Day, lexicon: Lexicon): Generator<void, Book, void> {
  const items = itemsOn(shelf, day)
  const counter = newTermCounter()
  const lists: Int32Array[] = []
  const drafts: (Omit<Passage, 'pairs' | 'asked'> & { terms: Int32Array; ways: Int32Array[] })[][] = []
  const headings: Int32Array[] = []
  const openings: Int32Array[] = []
  let count = 0
  for (const item of items) {
    // What a reviewed answer answers was asked in these words.
    const { asked, digest } = item.kind === 'article' ? askedOf(shelf, item, (a, b) => sameMatter(a, b, lexicon)) : { asked: () => (item.kind === 'guidance' ? [item.guidance.question] : []), digest: () => '' }
    const parts = partsOf(item, asked, digest)
    const listed = parts.passages.map(passage => {
      const ways = asked(passage.place).flatMap(line => line.split(';'))
      return { ...passage, number: count++, terms: numberTerms(counter, tokenRows(passage.text, lexicon)), ways: ways.map(way => numberTerms(counter, tokenRows(way, lexicon))) }
    })
    const headRows = tokenRows(parts.head, lexicon)
    const head = numberTerms(counter, headRows)
    const opening = [...headRows.flat(), ...tokenRows(parts.opening, lexicon).flat().slice(0, OPENING)]
    openings.push(Int32Array.from(new Set(opening.map(word => counter.words.get(word)!))))
    headings.push(numberTerms(counter, tokenRows(parts.heading, lexicon)))
    // The whole is the heading and every passage that is not inside another.
    const whole = [head, ...listed.filter(passage => !isInside(passage)).map(passage => passage.terms)]
    const list = new Int32Array(whole.reduce((sum, terms) => sum + terms.length, 0))
    let at = 0
    for (const terms of whole) {
      list.set(terms, at)
      at += terms.length
    }
    lists.push(list)
    drafts.push(listed)
    yield
  }
  const index = buildTermIndex(counter, lists)
  const passages = drafts.map(listed => listed.map(({ terms, ways, ...rest }): Passage => ({
    ...rest,
    pairs: isInside(rest) ? new Int32Array(0) : pairsOf(terms, index.isWord),
    asked: ways.map(way => ({ terms: way, weight: way.reduce((sum, term) => sum + index.idf[term]!, 0) })),
  })))
  return {
    day, items, passages, headings, openings, index, lexicon, inPassages: weighPassages(counter.count, drafts.flat().map(({ terms }) => terms)),
    learnt: yield* learnQuestions(shelf.asked, shelf.unasked, lexicon),
    scores: new Float32Array(items.length), passageScores: new Float32Array(count), termWeights: new Float32Array(counter.count), termCounts: new Int32Array(counter.count), pairPlaces: new Int32Array(counter.count),
  }
}

/** The items that match a question best, best first, ties broken by legal force, then by the order of documents and articles. */
export function search(book: Book, question: ReadQuestion, weights: SearchWeights, limit: number): Hit[] {
  const { index, scores, termWeights } = book
  scores.fill(0)
  scoreTexts(index, question.query, scores)
  const candidates: number[] = []
  for (let number = 0; number < scores.length; number++) {
    if (scores[number]! <= 0) continue
    if (candidates.length === FIRST_LOOK && scores[number]! <= scores[candidates.at(-1)!]!) continue
    let at = candidates.length
    while (at > 0 && scores[candidates[at - 1]!]! < scores[number]!) at--
    candidates.splice(at, 0, number)
    if (candidates.length > FIRST_LOOK) candidates.length = FIRST_LOOK
  }
  question.query.terms.forEach((term, position) => {
    termWeights[term] = question.query.weights[position]! * index.idf[term]!
  })
  question.sequence.forEach((pair, at) => {
    if (pair !== undefined) book.pairPlaces[pair] = at + 1
  })
  scoreAllPassages(book, question)
  const first = candidates.map(number => ({ number, score: scores[number]! + weights.opening * sharedWeight(termWeights, book.openings[number]!) + weights.wholeHeading * (holdsHeading(book, number) ? question.weight : 0) }))
  if (first.length > SECOND_LOOK) first.sort((a, b) => b.score - a.score || a.number - b.number).splice(SECOND_LOOK)
  const chances = judgePlaces(book.learnt.places, question.words)
  const hits = first.map(({ number, score: firstScore }): Hit => {
    const item = book.items[number]!
    const id = learntId(book, number)
    const chance = (id !== null && chances.articles.get(id)) || 0
    // What is about nothing anybody is known to have asked may be about what nobody is known to have asked about.
    const likely = id !== null || item.kind === 'document' ? chance : chances.none
    const { passages, like, held: askedHeld } = scorePassages(book, book.passages[number]!, question, weights, id === null ? undefined : chances.clausesOf(id))
    const best = passages[0]
    const held = best && question.quantity && holdsQuantity(best.passage, question.quantity) ? weights.quantity : 0
    const matched = firstScore + weights.stretch * stretches(book, book.passages[number]!) + (best?.passage.asked.length ? weights.passageAsked : weights.passage) * (best?.score ?? 0) + weights.heading * termsScore(book, book.headings[number]!, 0.5)
    const score = matched * (1 + weights.asked * like) * (1 + weights.learnt * likely) * (1 + held) * preference(book, item, question, weights)
    return { item, number, score, passages, likeAsked: like, askedHeld, chance, none: chances.none }
  })
  for (const term of question.query.terms) termWeights[term] = 0
  for (const pair of question.sequence) if (pair !== undefined) book.pairPlaces[pair] = 0
  return hits.sort((a, b) => b.score - a.score || a.number - b.number).slice(0, limit)
}

/** The id by which chances were learnt of an item; null when the ways of asking are not about it. */
function learntId({ items, passages }: Book, number: number): string | null {
  const item = items[number]!
  return item.kind === 'article' && passages[number]!.some(({ asked }) => asked.length > 0) ? placeId({ document: item.document.number, article: item.article.number, clause: null, point: null }) : null
}

/** What the terms weigh together that the question has. */
function sharedWeight(termWeights: Float32Array, terms: Int32Array): number {
  let sum = 0
  for (const term of terms) sum += termWeights[term]!
  return sum
}

/** Whether the question has every word of an item's heading. */
function holdsHeading({ headings, termWeights, index }: Book, number: number): boolean {
  const heading = headings[number]!
  if (heading.length === 0) return false
  for (const term of heading) if (index.isWord[term] === 1 && termWeights[term] === 0) return false
  return true
}

/** Reads a question and searches with it. */
export function searchText(book: Book, text: string, weights: SearchWeights, limit: number): Hit[] {
  return search(book, readQuestion(text, book.index, book.lexicon, weights), weights, limit)
}

function preference(book: Book, item: ShelfItem, question: ReadQuestion, weights: SearchWeights): number {
  if (item.kind === 'guidance') return weights.guidance
  let factor = inForce(item.document, book.day) ? 1 : weights.ended
  if (item.kind === 'document') return factor * (question.aboutDocuments ? 1 : weights.particulars)
  // What speaks to all is as near to a question that names nobody as what speaks to the usual ones.
  if (question.scopes.length === 0) factor *= item.scope === null || item.scope === book.lexicon.usualScope ? weights.scopeUsual : 1
  else if (item.scope !== null) factor *= question.scopes.includes(item.scope) ? weights.scopeNamed : weights.scopeOther * (question.scopeAsked ? SCOPE_ASKED : 1)
  if (item.document.kind !== 'luat') factor *= weights.force
  if (question.documents.length > 0) factor *= question.documents.includes(item.document.number) ? weights.named : 1
  return factor
}

function sameMatter(a: string, b: string, lexicon: Lexicon): boolean {
  const [first, second] = [new Set(tokenRows(a, lexicon).flat()), new Set(tokenRows(b, lexicon).flat())]
  const common = [...first].filter(word => second.has(word)).length
  return common >= 0.4 * Math.min(first.size, second.size)
}
