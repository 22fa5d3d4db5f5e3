import { BUCKETS } from './features.ts'
import type { Features } from './features.ts'
import { recall, remember } from './remember.ts'
import type { Memory } from './remember.ts'
import { atOnce, PIECE } from './pieces.ts'

/** What was learnt: one row of weights, a class each, for every bucket that was met; `rows[bucket]` is 0 for the others. */
export interface Model {
  /** Classes a row, rounded up to a multiple of four. */
  width: number
  rows: Int32Array
  /** Whole steps of each row's own size: what is kept between starts, and what is judged by on the first start, too. */
  steps: Int8Array
  /** Size of a step, a row each. */
  scale: Float32Array
  bias: Float32Array
  memory: Memory
}

/** Features that something has, by row or place in the weights, and how much of each. */
export type Sparse = Pick<Features, 'index' | 'weight'>

/** Something seen, and the class it is of. */
export interface Example {
  features: Features
  label: number
}

/** How much what the likest phrases say counts beside what was learnt from all of them; found, as the rest, by learning from some writers' phrases and trying on others'. */
const RECALLED = 0.3

/** A phrase whose intent is given all probability but so much teaches nothing more for now. */
const KNOWN = 0.05

/** How learning goes; chosen by learning from some writers' phrases and trying on others'. */
const EPOCHS = 3
const RATE = 4
/** Gradients below this are not followed. */
const FLOOR = 0.01

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

/** Learns a softmax over hashed features by stochastic gradient descent, and remembers the examples themselves. Deterministic; the features are used up. */
export function learnFrom(examples: readonly Example[], classes: number): Model {
  const width = widthOf(classes)
  const rows = rowsOf(examples)
  let count = 1
  for (const row of rows) if (row >= count) count = row + 1
  for (const { features } of examples) for (let i = 0; i < features.index.length; i++) features.index[i] = rows[features.index[i]!]!
  const memory = remember(examples, count)
  const { weights, bias } = descend(examples, count, width)
  return { width, ...rounded(rows, weights, bias), memory }
}

/** Scores are summed four classes at a time; those beyond the last are never right and soon never likely. */
export function widthOf(classes: number): number {
  return 4 * Math.ceil(classes / 4)
}

/** The weights, a row of `width` classes for each of `count` features, that tell the examples' classes; the examples' indexes, rows so far, become places in the weights. */
function descend(examples: readonly { features: Sparse; label: number }[], count: number, width: number): Weights {
  return atOnce(descendInPieces(examples, count, width))
}

/** Learned weights and what each class begins with. */
export interface Weights {
  weights: Float32Array
  bias: Float32Array
}

/** Learns the {@link Weights} that {@link descend} gives, in pieces between which others may have their turn. */
export function* descendInPieces(examples: readonly { features: Sparse; label: number }[], count: number, width: number): Generator<void, Weights, void> {
  const random = stream(20220310)
  const weights = new Float32Array(count * width)
  const bias = new Float32Array(width)
  for (const { features } of examples) for (let i = 0; i < features.index.length; i++) features.index[i]! *= width
  const scores = new Float64Array(width)
  const touched = new Int32Array(width)
  const order = examples.map((_, i) => i)
  const known = new Uint8Array(examples.length)
  const steps = EPOCHS * examples.length
  let step = 0
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      const kept = order[i]!
      order[i] = order[j]!
      order[j] = kept
    }
    for (const at of order) {
      if (step % PIECE === PIECE - 1) yield
      const { features, label } = examples[at]!
      const rate = RATE * (1 - step++ / steps) + 0.02
      // What was known well the last time is passed over once.
      if (known[at] === 1) {
        known[at] = 0
        continue
      }
      score(features, weights, bias, scores)
      softmax(scores)
      scores[label] = scores[label]! - 1
      if (scores[label]! > -KNOWN) known[at] = 1
      const { index, weight } = features
      // Most intents are out of the question for most phrases: only those that are not are moved.
      let moved = 0
      for (let c = 0; c < width; c++) {
        if (Math.abs(scores[c]!) < FLOOR) continue
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
  return { weights, bias }
}

/** Rounds weights to 127 steps a row: a quarter of the size, and no probability moves by more than a thousandth or so. */
function rounded(rows: Int32Array, weights: Float32Array, bias: Float32Array): Omit<Model, 'memory' | 'width'> {
  const width = bias.length
  const count = weights.length / width
  const steps = new Int8Array(weights.length)
  const scale = new Float32Array(count)
  for (let row = 0; row < count; row++) {
    let most = 0
    for (let i = row * width; i < (row + 1) * width; i++) most = Math.max(most, Math.abs(weights[i]!))
    if (most === 0) continue
    scale[row] = most / 127
    for (let i = row * width; i < (row + 1) * width; i++) steps[i] = Math.round((weights[i]! / most) * 127)
  }
  return { rows, steps, scale, bias }
}

/** A row for every bucket that more than one example fills: what was seen once tells nothing about what will be said. */
function rowsOf(examples: readonly Example[]): Int32Array {
  const rows = new Int32Array(BUCKETS)
  for (const { features } of examples) for (const bucket of features.index) rows[bucket] = rows[bucket]! - 1
  let count = 1
  for (let bucket = 0; bucket < BUCKETS; bucket++) rows[bucket] = rows[bucket]! < -1 ? count++ : 0
  for (const { features } of examples) {
    const { index, weight } = features
    let [kept, words] = [0, 0]
    for (let n = 0; n < index.length; n++) {
      if (!rows[index[n]!]) continue
      index[kept] = index[n]!
      weight[kept++] = weight[n]!
      if (n < features.words) words = kept
    }
    features.index = index.subarray(0, kept)
    features.weight = weight.subarray(0, kept)
    features.words = words
  }
  return rows
}

/** Probabilities of all classes for places in the weights. */
export function judgeSparse(features: Sparse, weights: Float32Array, bias: Float32Array): Float64Array {
  const scores = new Float64Array(bias.length)
  score(features, weights, bias, scores)
  softmax(scores)
  return scores
}

/** Scores of all classes, four at a time, so that the sums stay in registers: three times as fast as one feature at a time. */
function score(features: Sparse, weights: Float32Array | Int8Array, bias: Float32Array, into: Float64Array): void {
  const { index, weight } = features
  const width = bias.length
  const count = index.length
  for (let c = 0; c < width; c += 4) {
    let [a, b, d, e] = [bias[c]!, bias[c + 1]!, bias[c + 2]!, bias[c + 3]!]
    for (let n = 0; n < count; n++) {
      const row = index[n]! + c
      const w = weight[n]!
      a += weights[row]! * w
      b += weights[row + 1]! * w
      d += weights[row + 2]! * w
      e += weights[row + 3]! * w
    }
    into[c] = a
    into[c + 1] = b
    into[c + 2] = d
    into[c + 3] = e
  }
}

function softmax(scores: Float64Array): void {
  let top = -Infinity
  for (const s of scores) if (s > top) top = s
  let sum = 0
  for (let c = 0; c < scores.length; c++) sum += scores[c] = Math.exp(scores[c]! - top)
  for (let c = 0; c < scores.length; c++) scores[c] = scores[c]! / sum
}

/** Probabilities of all classes for the features of something new, which are used up. */
export function judgeFeatures(model: Model, features: Features): Float64Array {
  const { width } = model
  const { index, weight } = features
  for (let n = 0; n < index.length; n++) index[n] = model.rows[index[n]!]!
  const recalled = recall(model.memory, features, width)
  for (let n = 0; n < index.length; n++) {
    const row = index[n]!
    index[n] = row * width
    weight[n] = weight[n]! * model.scale[row]!
  }
  const scores = new Float64Array(width)
  score(features, model.steps, model.bias, scores)
  softmax(scores)
  if (recalled) for (let c = 0; c < recalled.length; c++) scores[c] = (1 - RECALLED) * scores[c]! + RECALLED * recalled[c]!
  return scores
}
