import { BUCKETS, featuresOf, wordsOf } from './features.ts'
import type { Features } from './features.ts'
import { INTENTS } from './intent.ts'
import type { Phrase } from './phrases.ts'
import { read } from './reading.ts'

const CLASSES = INTENTS.length

/** What was learnt: one row of weights, a class each, for every bucket that was met; `rows[bucket]` is 0 for the others. */
export interface Model {
  rows: Int32Array
  weights: Float32Array
  bias: Float32Array
}

/** How learning goes; the defaults were chosen by cross-validation over data/phrases. */
export interface Learning {
  epochs: number
  rate: number
  /** Gradients below this are not followed. */
  floor: number
  /** Noisy copies of each phrase that are learnt with it. */
  copies: number
}
export const LEARNING: Learning = { epochs: 8, rate: 4, floor: 0.002, copies: 1 }

/** The words of a phrase of data/phrases, a bracketed unit being one word. */
export function wordsOfPhrase(text: string): string[] {
  const reading = read(text.replace(/\[[^\]]*\]/g, ' unitx '))
  return wordsOf(reading, [])
}

/** A fixed stream of numbers in [0, 1): learning the same phrases gives the same model everywhere. */
function stream(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** A phrase as a hurried hand leaves it: a letter dropped, doubled, swapped or missed, now and then a word left out. */
function hurried(words: readonly string[], random: () => number): string[] {
  const out: string[] = []
  for (const word of words) {
    const chance = random()
    if (chance < 0.06 && words.length > 3) continue
    if (chance < 0.2 && word.length > 2 && word !== 'unitx') {
      const at = Math.floor(random() * (word.length - 1))
      const kind = Math.floor(random() * 4)
      const typed =
        kind === 0 ? word.slice(0, at) + word.slice(at + 1)
        : kind === 1 ? word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2)
        : kind === 2 ? word.slice(0, at + 1) + word[at]! + word.slice(at + 1)
        : word.slice(0, at) + String.fromCharCode(97 + Math.floor(random() * 26)) + word.slice(at + 1)
      out.push(typed)
    } else out.push(word)
  }
  return out
}

/** Learns a softmax over hashed features by stochastic gradient descent. Deterministic; about a second for the shipped phrases. */
export function learn(phrases: readonly Phrase[], learning: Learning = LEARNING): Model {
  const random = stream(20220310)
  const examples: { features: Features; label: number }[] = []
  for (const phrase of phrases) {
    const words = wordsOfPhrase(phrase.text)
    const label = INTENTS.indexOf(phrase.intent)
    examples.push({ features: featuresOf(words), label })
    for (let copy = 0; copy < learning.copies; copy++) {
      const noisy = hurried(words, random)
      if (noisy.length > 0 && noisy.join(' ') !== words.join(' ')) examples.push({ features: featuresOf(noisy), label })
    }
  }
  const rows = new Int32Array(BUCKETS)
  let count = 1
  for (const { features } of examples) for (const bucket of features.index) if (rows[bucket] === 0) rows[bucket] = count++
  const weights = new Float32Array(count * CLASSES)
  const bias = new Float32Array(CLASSES)
  for (const { features } of examples) for (let i = 0; i < features.index.length; i++) features.index[i] = rows[features.index[i]!]! * CLASSES
  const scores = new Float32Array(CLASSES)
  const touched = new Int32Array(CLASSES)
  const order = examples.map((_, i) => i)
  const steps = learning.epochs * examples.length
  let step = 0
  for (let epoch = 0; epoch < learning.epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      const kept = order[i]!
      order[i] = order[j]!
      order[j] = kept
    }
    for (const at of order) {
      const { features, label } = examples[at]!
      const rate = learning.rate * (1 - step++ / steps) + 0.02
      score(features, weights, bias, scores)
      softmax(scores)
      scores[label] = scores[label]! - 1
      const { index, weight } = features
      // Most intents are out of the question for most phrases: only those that are not are moved.
      let moved = 0
      for (let c = 0; c < CLASSES; c++) {
        if (Math.abs(scores[c]!) < learning.floor) continue
        touched[moved++] = c
        bias[c] = bias[c]! - 0.05 * rate * scores[c]!
      }
      for (let n = 0; n < index.length; n++) {
        const row = index[n]!
        const pull = rate * weight[n]!
        for (let m = 0; m < moved; m++) {
          const c = touched[m]!
          weights[row + c] = weights[row + c]! - pull * scores[c]!
        }
      }
    }
  }
  return { rows, weights, bias }
}

function score(features: Features, weights: Float32Array, bias: Float32Array, into: Float32Array): void {
  into.set(bias)
  const { index, weight } = features
  for (let n = 0; n < index.length; n++) {
    const row = index[n]!
    const w = weight[n]!
    for (let c = 0; c < CLASSES; c++) into[c] = into[c]! + weights[row + c]! * w
  }
}

function softmax(scores: Float32Array): void {
  let top = -Infinity
  for (const s of scores) if (s > top) top = s
  let sum = 0
  for (let c = 0; c < scores.length; c++) sum += scores[c] = Math.exp(scores[c]! - top)
  for (let c = 0; c < scores.length; c++) scores[c] = scores[c]! / sum
}

/** Probabilities of all intents, in the order of INTENTS, for the words of a message. */
export function judge(model: Model, words: readonly string[], sharpness = 1): Float32Array {
  const features = featuresOf(words)
  const { index } = features
  for (let n = 0; n < index.length; n++) index[n] = model.rows[index[n]!]! * CLASSES
  const scores = new Float32Array(CLASSES)
  score(features, model.weights, model.bias, scores)
  if (sharpness !== 1) for (let c = 0; c < CLASSES; c++) scores[c] = scores[c]! * sharpness
  softmax(scores)
  return scores
}
