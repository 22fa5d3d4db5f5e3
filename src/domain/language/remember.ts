/** A message as rows of the model and their weights; the first `words` of them come from whole words and concepts, the rest from runs of letters. */
export interface RowsOfMessage {
  index: ArrayLike<number>
  weight: ArrayLike<number>
  words: number
}

/** The phrases themselves, found by the rare words and concepts they share with a message: what weights summed over all phrases of an intent smooth away. */
export interface Memory {
  /** The class of each phrase. */
  labels: Uint8Array
  /** The phrases that row r is in are at starts[r] … starts[r + 1], each with its part of the phrase's (unit) length, in 255ths. */
  starts: Int32Array
  phrases: Uint16Array
  parts: Uint8Array
  /** What a row tells: the logarithm of how few phrases it is in; 0 for those that are in too many to tell. */
  rarity: Float32Array
}

/** How many of the phrases most like a message are heard, and how much more the likest count. */
const HEARD = 25
const SHARPNESS = 6
/** A row in more than this share of the phrases tells nothing of any of them. */
const COMMON = 1 / 15
/** As many as {@link Memory.phrases} can number; later ones are learnt from like any other, but not remembered one by one. */
const REMEMBERED = 2 ** 16

/** Keeps phrases for {@link recall}; `rows` is the number of the model's rows. */
export function remember(learnt: readonly { features: RowsOfMessage; label: number }[], rows: number): Memory {
  const examples = learnt.slice(0, REMEMBERED)
  const frequency = new Int32Array(rows)
  for (const { features } of examples) for (let n = 0; n < features.words; n++) frequency[features.index[n]!]!++
  const rarity = Float32Array.from(frequency, count => (count < 2 || count > COMMON * examples.length ? 0 : Math.log(examples.length / count)))
  const starts = new Int32Array(rows + 1)
  for (let row = 0; row < rows; row++) starts[row + 1] = starts[row]! + (rarity[row]! > 0 ? frequency[row]! : 0)
  const phrases = new Uint16Array(starts[rows]!)
  const parts = new Uint8Array(phrases.length)
  const next = starts.slice(0, rows)
  examples.forEach(({ features }, phrase) => {
    const length = lengthOf(features, rarity)
    for (let n = 0; n < features.words; n++) {
      const row = features.index[n]!
      if (rarity[row] === 0) continue
      const at = next[row]!++
      phrases[at] = phrase
      parts[at] = Math.round((255 * features.weight[n]! * rarity[row]!) / length)
    }
  })
  return { labels: Uint8Array.from(examples, ({ label }) => label), starts, phrases, parts, rarity }
}

function lengthOf({ index, weight, words }: RowsOfMessage, rarity: Float32Array): number {
  let sum = 0
  for (let n = 0; n < words; n++) sum += (weight[n]! * rarity[index[n]!]!) ** 2
  return Math.sqrt(sum) || 1
}

/** What the phrases most like a message would say it means: shares of all classes, or null when none is like it. */
export function recall(memory: Memory, message: RowsOfMessage, classes: number): Float64Array | null {
  const { starts, phrases, parts, rarity, labels } = memory
  const { index, weight, words } = message
  const likeness = new Float32Array(labels.length)
  const length = lengthOf(message, rarity)
  for (let n = 0; n < words; n++) {
    const row = index[n]!
    const own = (weight[n]! * rarity[row]!) / length / 255
    for (let at = starts[row]!; at < starts[row + 1]!; at++) likeness[phrases[at]!]! += own * parts[at]!
  }
  const shares = new Float64Array(classes)
  let sum = 0
  for (const phrase of likest(likeness)) {
    const voice = likeness[phrase]! ** SHARPNESS
    shares[labels[phrase]!]! += voice
    sum += voice
  }
  if (sum === 0) return null
  for (let c = 0; c < shares.length; c++) shares[c]! /= sum
  return shares
}

/** The {@link HEARD} phrases with the greatest likeness. */
function likest(likeness: Float32Array): number[] {
  const found: number[] = []
  let least = 0
  for (let phrase = 0; phrase < likeness.length; phrase++) {
    const like = likeness[phrase]!
    if (like <= least) continue
    let at = found.length
    while (at > 0 && likeness[found[at - 1]!]! < like) at--
    found.splice(at, 0, phrase)
    if (found.length > HEARD) found.pop()
    if (found.length === HEARD) least = likeness[found.at(-1)!]!
  }
  return found
}
