import { conceptsOf } from './concepts.ts'
import type { Reading } from './reading.ts'

/** Size of the table that features are hashed into; a power of two. */
export const BUCKETS = 1 << 17

/** Words that turn the wish after them round: "đừng nhắc", "không nộp nữa". */
const NEGATIONS = new Set(['dung', 'khong', 'khoi', 'thoi', 'chua', 'chang', 'cha', 'ngung', 'stop', 'not', 'dont', 'don'])

/** Weights of the groups of features against one another, found by cross-validation over data/phrases. */
const WORD = 1
const PAIR = 0.9
const EDGE = 0.6
const GRAM = 0.55
const CONCEPT = 0.9
const APART = 0.5

/** Sparse features of one message: bucket indexes and weights, of unit length; the first `words` come from whole words and concepts, the rest from runs of letters. */
export interface Features {
  index: Int32Array
  weight: Float32Array
  words: number
}

/** FNV-1a over the UTF-16 units from `start` to `end`, from a seed that tells the groups apart: a bucket. */
export function hash(text: string, start: number, end: number, seed: number): number {
  let h = seed
  for (let i = start; i < end; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return (h ^ (h >>> 15)) & (BUCKETS - 1)
}

/**
 * The words a message is judged by: folded, numbers as "#", and each `covered` stretch of the line (a unit's name) as one word "unitx",
 * so that what is learnt about one unit holds for all.
 */
export function wordsOf(reading: Reading, covered: readonly { start: number; end: number }[]): string[] {
  const words: string[] = []
  let at = 0
  const take = (text: string) => {
    for (const word of text.match(/[a-z]+|\d+|[?%]|[^\x20-\x7e]/g) ?? []) {
      const shown = word.charCodeAt(0) <= 57 && word.charCodeAt(0) >= 48 ? '#' : word.length > 24 ? word.slice(0, 24) : word
      words.push(shown)
    }
  }
  for (const { start, end } of covered) {
    if (start < at) continue
    take(reading.line.slice(at, start))
    words.push('unitx')
    at = end
  }
  take(reading.line.slice(at))
  return withoutPrefixes(words.length > 120 ? words.slice(0, 120) : words)
}

/** "vien kiem sat nhan dan tinh unitx" is "unitx": what stands before a name says no more than the name. */
function withoutPrefixes(words: string[]): string[] {
  if (!words.includes('unitx')) return words
  return words.join(' ').replace(/\b(?:vien kiem sat(?: nhan dan)?(?: tinh| thanh pho| tp)?|tinh|thanh pho|tp) unitx\b/g, 'unitx').split(' ')
}

/** Folded words 1–2 with what stands at the edges and after a negation, and character 2–5-grams within and across words. */
export function featuresOf(words: readonly string[]): Features {
  const weights = new Map<number, number>()
  const add = (bucket: number, weight: number) => {
    const there = weights.get(bucket)
    if (there === undefined || there < weight) weights.set(bucket, weight)
  }
  let negated = 0
  let before = '^'
  words.forEach((word, i) => {
    add(hash(word, 0, word.length, 0x811c9dc5), WORD)
    const pair = `${before} ${word}`
    add(hash(pair, 0, pair.length, 0x1b873593), PAIR)
    if (i > 1) {
      const skip = `${words[i - 2]} ${word}`
      add(hash(skip, 0, skip.length, 0x2545f491), EDGE)
    }
    if (negated > 0) {
      add(hash(word, 0, word.length, 0x7feb352d), PAIR)
      negated--
    }
    if (NEGATIONS.has(word)) negated = 3
    before = word
  })
  const last = `${before} $`
  add(hash(last, 0, last.length, 0x1b873593), PAIR)
  const whole = words.length <= 3 ? words.join(' ') : ''
  if (whole) add(hash(whole, 0, whole.length, 0x6c078965), PAIR)
  add(words.length <= 2 ? 1 : words.length <= 4 ? 2 : words.length <= 8 ? 3 : words.length <= 14 ? 4 : 5, EDGE)
  const concepts = conceptsOf(words).slice(0, 24)
  concepts.forEach((concept, i) => {
    add(hash(concept, 0, concept.length, 0x3c6ef372), CONCEPT)
    const next = concepts[i + 1]
    if (next !== undefined) {
      const pair = `${concept} ${next}`
      add(hash(pair, 0, pair.length, 0x5be0cd19), CONCEPT)
    }
    for (let j = i + 2; j < concepts.length && j < i + 8; j++) {
      const both = concept < concepts[j]! ? `${concept}+${concepts[j]!}` : `${concepts[j]!}+${concept}`
      add(hash(both, 0, both.length, 0x1f83d9ab), APART)
    }
  })
  if (concepts.length <= 3) {
    const all = concepts.join(' ')
    add(hash(all, 0, all.length, 0x428a2f98), CONCEPT)
  }
  let norm = 0
  for (const weight of weights.values()) norm += weight * weight
  const grams = new Set<number>()
  const text = ` ${words.join(' ')} `
  for (let i = 0; i + 2 <= text.length; i++) {
    // Each run is the one before it and a letter more: so is its hash.
    let h = 0x9e3779b9
    for (let at = i; at < text.length && at < i + 5; at++) {
      h = Math.imul(h ^ text.charCodeAt(at), 0x01000193)
      if (at > i) grams.add((h ^ (h >>> 15)) & (BUCKETS - 1))
    }
  }
  const share = 1 / Math.sqrt(norm || 1)
  const gramShare = GRAM / Math.sqrt(grams.size || 1)
  const index = new Int32Array(weights.size + grams.size)
  const weight = new Float32Array(index.length)
  let n = 0
  for (const [bucket, value] of weights) {
    index[n] = bucket
    weight[n++] = value * share
  }
  for (const bucket of grams) {
    index[n] = bucket
    weight[n++] = gramShare
  }
  return { index, weight, words: weights.size }
}
