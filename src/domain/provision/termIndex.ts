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

/** Builds the index; `lists[i]` are the term numbers of text i, from {@link numberTerms} of the same counter. */
export function buildTermIndex(counter: TermCounter, lists: readonly Int32Array[]): TermIndex {
  const total = counter.count
  const frequency = new Int32Array(total)
  const seen = new Int32Array(total).fill(-1)
  let length = 0
  lists.forEach((terms, text) => {
    length += terms.length
    for (const term of terms) {
      if (seen[term] === text) continue
      seen[term] = text
      frequency[term]!++
    }
  })
  const starts = new Int32Array(total + 1)
  for (let term = 0; term < total; term++) starts[term + 1] = starts[term]! + frequency[term]!
  const idf = new Float32Array(total)
  for (let term = 0; term < total; term++) idf[term] = Math.log(1 + (lists.length - frequency[term]! + 0.5) / (frequency[term]! + 0.5))
  const texts = new Int32Array(starts[total]!)
  const impacts = new Float32Array(starts[total]!)
  const next = starts.slice(0, total)
  const times = new Int32Array(total)
  const average = lists.length === 0 ? 1 : length / lists.length
  lists.forEach((terms, text) => {
    for (const term of terms) times[term]!++
    const norm = K1 * (1 - B + (B * terms.length) / average)
    for (const term of terms) {
      const count = times[term]!
      if (count === 0) continue
      times[term] = 0
      const at = next[term]!++
      texts[at] = text
      impacts[at] = (idf[term]! * count * (K1 + 1)) / (count + norm)
    }
  })
  const isWord = new Uint8Array(total)
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

/** The BM25 score of one text for a question. */
export function scoreText({ starts, texts, impacts }: TermIndex, query: QueryTerms, text: number): number {
  return query.terms.reduce((sum, term, position) => {
    let [low, high] = [starts[term]!, starts[term + 1]!]
    while (low < high) {
      const middle = (low + high) >> 1
      if (texts[middle]! < text) low = middle + 1
      else high = middle
    }
    return low < starts[term + 1]! && texts[low] === text ? sum + query.weights[position]! * impacts[low]! : sum
  }, 0)
}
