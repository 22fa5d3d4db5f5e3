import { tokenRows, type Lexicon } from './words.ts'

/** How questions that the texts answer are worded against those that they don't, learnt from known ones of both kinds. */
export interface Answerable {
  /** Logarithm of how much likelier a word, a pair of neighbours or of words one apart is in a question that is answered. */
  odds: ReadonlyMap<string, number>
}

/** What is added to each count, so that what was seen on one side only is not beyond doubt. */
const SMOOTHING = 0.5
/** What fewer questions than this have tells nothing. */
const SEEN = 2
/** Brings the sum to about the size of the other signals. */
const SCALE = 4

const learnt = new WeakMap<Record<string, string[]>, Answerable>()

/** Learns from ways of asking, by place, and from questions without an answer; once for the same ways of asking. */
export function learnAnswerable(asked: Record<string, string[]>, unasked: readonly string[], lexicon: Lexicon): Answerable {
  const known = learnt.get(asked)
  if (known) return known
  const ways = unasked.length === 0 ? [] : Object.values(asked).flat().flatMap(line => line.split(';'))
  const [answered, unanswered] = [ways, unasked].map(questions => countMarks(questions, lexicon)) as [Map<string, number>, Map<string, number>]
  // There are many more ways of asking than questions without an answer.
  const share = unasked.length / Math.max(1, ways.length)
  const odds = new Map<string, number>()
  for (const mark of new Set([...answered.keys(), ...unanswered.keys()])) {
    const [yes, no] = [answered.get(mark) ?? 0, unanswered.get(mark) ?? 0]
    if (yes + no >= SEEN) odds.set(mark, Math.log((yes * share + SMOOTHING) / (no + SMOOTHING)))
  }
  const made = { odds }
  learnt.set(asked, made)
  return made
}

/** How far a question is worded as those that are answered (above 0) or as those that are not (below), by its words in order. */
export function wordedAsAnswered({ odds }: Answerable, words: readonly string[]): number {
  const marks = marksOf(words)
  let sum = 0
  for (const mark of marks) sum += odds.get(mark) ?? 0
  return marks.size === 0 ? 0 : sum / Math.sqrt(marks.size) / SCALE
}

function countMarks(questions: readonly string[], lexicon: Lexicon): Map<string, number> {
  const counts = new Map<string, number>()
  for (const question of questions) for (const mark of marksOf(tokenRows(question, lexicon).flat())) counts.set(mark, (counts.get(mark) ?? 0) + 1)
  return counts
}

function marksOf(words: readonly string[]): Set<string> {
  const marks = new Set(words)
  for (let at = 1; at < words.length; at++) {
    marks.add(`${words[at - 1]} ${words[at]}`)
    if (at > 1) marks.add(`${words[at - 2]} … ${words[at]}`)
  }
  return marks
}
