import { PIECE } from '#domain/language/pieces.ts'
import type { KnownQuestions } from './knownQuestions.ts'

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

/** Learns from known questions how those that are answered are worded, in pieces. */
export function* learnAnswerable({ answered, unanswered }: KnownQuestions): Generator<void, Answerable, void> {
  const odds = new Map<string, number>()
  if (unanswered.length === 0) return { odds }
  const yeses = yield* countMarks(answered.map(({ words }) => words))
  const noes = yield* countMarks(unanswered)
  // There are many more ways of asking than questions without an answer.
  const share = unanswered.length / Math.max(1, answered.length)
  for (const mark of new Set([...yeses.keys(), ...noes.keys()])) {
    const [yes, no] = [yeses.get(mark) ?? 0, noes.get(mark) ?? 0]
    if (yes + no >= SEEN) odds.set(mark, Math.log((yes * share + SMOOTHING) / (no + SMOOTHING)))
  }
  return { odds }
}

/** How far a question is worded as those that are answered (above 0) or as those that are not (below), by its words in order. */
export function wordedAsAnswered({ odds }: Answerable, words: readonly string[]): number {
  const marks = marksOf(words)
  let sum = 0
  for (const mark of marks) sum += odds.get(mark) ?? 0
  return marks.size === 0 ? 0 : sum / Math.sqrt(marks.size) / SCALE
}

function* countMarks(questions: readonly (readonly string[])[]): Generator<void, Map<string, number>, void> {
  const counts = new Map<string, number>()
  for (const [at, words] of questions.entries()) {
    for (const mark of marksOf(words)) counts.set(mark, (counts.get(mark) ?? 0) + 1)
    if (at % PIECE === 0) yield
  }
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
