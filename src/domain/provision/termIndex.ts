/** Weighted words and pairs of words of a question, as term numbers of one {@link TermIndex}. */
export interface QueryTerms {
  terms: number[]
  weights: number[]
}

/**
 * An inverted index over the words and neighbouring pairs of words of a fixed set of texts, scored by BM25 (k1 0.6, b 0.75: measured best on folded
 * Vietnamese legal text). Pairs make up for folding, so no word segmenter is needed.
 */
export interface TermIndex {
  size: number
  words: Map<string, number>
  /** Pair of word numbers, first × 2²² + second, to term number. */
  pairs: Map<number, number>
  idf: Float32Array
  /** 1 for a word, 0 for a pair. */
  isWord: Uint8Array
  /** Postings of term t are at starts[t] … starts[t + 1]. */
  starts: Int32Array
  texts: Int32Array
  impacts: Float32Array
}

const K1 = 0.6
const B = 0.75
const PAIR = 2 ** 22

/** Numbers the terms of texts as they come in, and keeps what scoring will need. */
export interface TermCounter {
  words: Map<string, number>
  pairs: Map<number, number>
  count: number
}

/** An empty counter. */
export function newTermCounter(): TermCounter {
  return { words: new Map(), pairs: new Map(), count: 0 }
}

/** The term numbers of rows of words: every word, then every pair within a row; new terms get new numbers. */
export function numberTerms(counter: TermCounter, rows: readonly (readonly string[])[]): Int32Array {
  let size = 0
  for (const row of rows) size += row.length === 0 ? 0 : 2 * row.length - 1
  const terms = new Int32Array(size)
  let at = 0
  for (const row of rows) {
    let before = -1
    for (const word of row) {
      let number = counter.words.get(word)
      if (number === undefined) counter.words.set(word, (number = counter.count++))
      terms[at++] = number
      if (before >= 0) {
        const key = before * PAIR + number
        let pair = counter.pairs.get(key)
        if (pair === undefined) counter.pairs.set(key, (pair = counter.count++))
        terms[at++] = pair
      }
      before = number
    }
  }
  return terms
}

/** The term number of a pair of words, undefined when the texts never have them side by side. */
export function pairTerm(index: TermIndex, first: string, second: string): number | undefined {
  const [a, b] = [index.words.get(first), index.words.get(second)]
  return a === undefined || b === undefined ? undefined : index.pairs.get(a * PAIR + b)
}

/** Where each term stands: postings of term t are at starts[t] … starts[t + 1], each with the text and what the term counts there. */
export type Postings = Pick<TermIndex, 'starts' | 'texts' | 'impacts'>

/** The postings of texts, each term counting as often as it stands in the text. */
export function countPostings(terms: number, lists: readonly Int32Array[]): Postings {
  const seen = new Int32Array(terms).fill(-1)
  const starts = new Int32Array(terms + 1)
  lists.forEach((list, text) => {
    for (const term of list) {
      if (seen[term] === text) continue
      seen[term] = text
      starts[term + 1]!++
    }
  })
  for (let term = 0; term < terms; term++) starts[term + 1]! += starts[term]!
  const texts = new Int32Array(starts[terms]!)
  const impacts = new Float32Array(starts[terms]!)
  const next = starts.slice(0, terms)
  seen.fill(-1)
  lists.forEach((list, text) => {
    for (const term of list) {
      if (seen[term] !== text) {
        seen[term] = text
        texts[next[term]!++] = text
      }
      impacts[next[term]! - 1]!++
    }
  })
  return { starts, texts, impacts }
}

/** Builds the index; `lists[i]` are the term numbers of text i, from {@link numberTerms} of the same counter. */
export function buildTermIndex(counter: TermCounter, lists: readonly Int32Array[]): TermIndex {
  const { starts, texts, impacts } = countPostings(counter.count, lists)
  const average = lists.length === 0 ? 1 : lists.reduce((sum, { length }) => sum + length, 0) / lists.length
  const idf = new Float32Array(counter.count)
  for (let term = 0; term < counter.count; term++) {
    const frequency = starts[term + 1]! - starts[term]!
    const rarity = (idf[term] = Math.log(1 + (lists.length - frequency + 0.5) / (frequency + 0.5)))
    for (let at = starts[term]!; at < starts[term + 1]!; at++) {
      const norm = K1 * (1 - B + (B * lists[texts[at]!]!.length) / average)
      impacts[at] = (rarity * impacts[at]! * (K1 + 1)) / (impacts[at]! + norm)
    }
  }
  const isWord = new Uint8Array(counter.count)
  for (const term of counter.words.values()) isWord[term] = 1
  return { size: lists.length, words: counter.words, pairs: counter.pairs, idf, isWord, starts, texts, impacts }
}

/** Adds the BM25 scores of a question to `scores` (one per text, zeroed by the caller). */
export function scoreTexts(index: TermIndex, query: QueryTerms, scores: Float32Array): void {
  query.terms.forEach((term, position) => {
    const weight = query.weights[position]!
    for (let at = index.starts[term]!; at < index.starts[term + 1]!; at++) scores[index.texts[at]!]! += weight * index.impacts[at]!
  })
}

/** Whether any of the texts from `from` up to but not with `to` has a term. */
export function holdsTerm({ starts, texts }: Postings, term: number, from: number, to: number): boolean {
  const at = findPosting(starts, texts, term, from)
  return at < starts[term + 1]! && texts[at]! < to
}

/** The BM25 score of one text for a question. */
export function scoreText({ starts, texts, impacts }: TermIndex, query: QueryTerms, text: number): number {
  return query.terms.reduce((sum, term, position) => {
    const at = findPosting(starts, texts, term, text)
    return at < starts[term + 1]! && texts[at] === text ? sum + query.weights[position]! * impacts[at]! : sum
  }, 0)
}

/** The first posting of a term that is in a text or a later one. */
function findPosting(starts: Int32Array, texts: Int32Array, term: number, text: number): number {
  let [low, high] = [starts[term]!, starts[term + 1]!]
  while (low < high) {
    const middle = (low + high) >> 1
    if (texts[middle]! < text) low = middle + 1
    else high = middle
  }
  return low
}
