import { fold } from '#domain/text/fold.ts'
import type { ReadQuestion } from './readQuestion.ts'
import type { Book, Hit, Passage, SearchWeights } from './search.ts'
import { countPostings } from './termIndex.ts'
import type { Postings } from './termIndex.ts'
import { plainRow, tokenRows } from './words.ts'

/** What a term can count at most in a passage, however often it stands there. */
const MOST = 1.6

/** Whether a passage is a point within a clause, whose words are the clause's too. */
export function isInside({ level, parent }: Pick<Passage, 'level' | 'parent'>): boolean {
  return level === 'point' && parent >= 0
}

/** The pairs of words in a run of terms, 0 between those that no word joins. */
export function pairsOf(terms: Int32Array, isWord: Uint8Array): Int32Array {
  const pairs: number[] = []
  terms.forEach((term, at) => {
    if (isWord[term] === 0) pairs.push(term)
    else if (at > 0 && isWord[terms[at - 1]!] === 1) pairs.push(0)
  })
  return Int32Array.from(pairs)
}

/** Where each term stands in the passages, and what it counts there before its rarity: often little more than once, and less in a long passage. */
export function weighPassages(terms: number, passages: readonly Int32Array[]): Postings {
  const average = passages.reduce((sum, { length }) => sum + length, 0) / Math.max(1, passages.length)
  const norms = passages.map(({ length }) => 0.6 * (0.5 + (0.5 * length) / average))
  const postings = countPostings(terms, passages)
  postings.impacts.forEach((count, at) => {
    postings.impacts[at] = (MOST * count) / (count + norms[postings.texts[at]!]!)
  })
  return postings
}

/** Scores every passage by its words; the question's terms are in the working memory. */
export function scoreAllPassages({ inPassages: { starts, texts, impacts }, passageScores, termWeights }: Book, { query }: ReadQuestion): void {
  passageScores.fill(0)
  for (const term of query.terms) {
    const weight = termWeights[term]!
    for (let at = starts[term]!; at < starts[term + 1]!; at++) passageScores[texts[at]!]! += weight * impacts[at]!
  }
}

/** The passages of an item, best first, and how like a known way of asking the question is; a clause is worth at least what its best point is, or a long clause would lose to a short one that says less. */
export function scorePassages(book: Book, passages: readonly Passage[], question: ReadQuestion, weights: SearchWeights, chances: ReadonlyMap<string, number> | undefined): { passages: Hit['passages']; like: number; held: number } {
  let [like, held] = [0, 0]
  const scored = passages.map(passage => {
    let score = book.passageScores[passage.number]!
    if (score > 0 && question.quantity && holdsQuantity(passage, question.quantity)) score *= 1 + weights.quantity
    if (score > 0 && passage.asked.length > 0) {
      const likeThis = likeAsked(book, passage, question, weights.beside)
      like = Math.max(like, likeThis.like)
      held = Math.max(held, likeThis.held)
      score *= 1 + weights.asked * likeThis.like
    }
    return { passage, score: score * (1 + weights.learntWithin * (chances?.get(passage.place.clause ?? '') ?? 0)) }
  })
  for (const { passage, score } of scored) {
    const parent = passage.level === 'point' ? scored[passage.parent] : undefined
    if (parent && parent.score < score) parent.score = score
  }
  return { passages: scored.sort((a, b) => b.score - a.score), like, held }
}

/** How like a known way of asking about a place a question is: the shared part of what both weigh, 0 to 1. */
function likeAsked({ index, termWeights }: Book, passage: Passage, question: ReadQuestion, beside: number): { like: number; held: number } {
  let [best, held] = [0, 0]
  for (const { terms, weight } of passage.asked) {
    let common = 0
    for (let at = 0; at < terms.length; at++) {
      const asked = termWeights[terms[at]!]!
      if (asked > 0) common += Math.min(index.idf[terms[at]!]!, asked)
    }
    best = Math.max(best, common / (common + beside * Math.max(0, question.weight - common) + (1 - beside) * (weight - common)))
    held = Math.max(held, common / weight)
  }
  return { like: best, held }
}

/** What the stretches of four words and more weigh that an item has as the question has them, each by its rarest pair. */
export function stretches({ pairPlaces, index: { idf } }: Book, passages: readonly Passage[]): number {
  let sum = 0
  let seen: Set<number> | undefined
  for (const { pairs } of passages) {
    let [run, before] = [0, 0]
    for (let at = 0; at < pairs.length; at++) {
      const place = pairPlaces[pairs[at]!]!
      if (place === 0) run = 0
      else {
        run = run > 0 && before === place - 1 ? run + 1 : 1
        if (run >= 3 && !seen?.has(place)) {
          ;(seen ??= new Set()).add(place)
          sum += Math.max(idf[pairs[at]!]!, idf[pairs[at - 1]!]!, idf[pairs[at - 2]!]!)
        }
      }
      before = place
    }
  }
  return sum
}

/** Whether a passage holds a quantity of the kind a question asks for. */
export function holdsQuantity(passage: Passage, quantity: RegExp): boolean {
  return quantity.test((passage.folded ??= fold(passage.text)))
}

/** The folded words of a passage without those that only join others, between spaces. */
export function plainText({ lexicon }: Book, passage: Passage): string {
  return (passage.plain ??= ` ${tokenRows(passage.text, lexicon).map(row => plainRow(row).join(' ')).join(' ')} `)
}

/** BM25 of a short run of terms; `norm` is what its length costs. */
export function termsScore({ termWeights, termCounts }: Book, terms: Int32Array, norm: number): number {
  let score = 0
  // Each repetition adds what it adds to the BM25 sum, so one pass is enough.
  for (const term of terms) {
    const weight = termWeights[term]!
    if (weight === 0) continue
    const before = termCounts[term]!++
    score += weight * MOST * ((before + 1) / (before + 1 + norm) - before / (before + norm))
  }
  for (const term of terms) termCounts[term] = 0
  return score
}
