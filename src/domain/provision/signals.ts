import { wordedAsAnswered } from './answerable.ts'
import { holdsQuantity, plainText } from './passageScores.ts'
import type { Book, Hit } from './search.ts'
import type { ReadQuestion } from './readQuestion.ts'
import { holdsTerm, scoreText } from './termIndex.ts'

/** Names of the relative signals by which an answer is trusted, in the order of {@link Confidence.weights}. */
export const SIGNALS = ['ratio', 'wordCover', 'pairCover', 'passageCover', 'likeAsked', 'askedHeld', 'told', 'neverAsked', 'chance', 'none', 'worded', 'margin', 'unknown', 'quantityHeld', 'quantityMissing', 'elsewhere', 'otherScope', 'routed'] as const
export type SignalName = (typeof SIGNALS)[number]

/** A logistic over the signals with its two thresholds; made by test/bench/calibrate.ts. */
export interface Confidence {
  weights: Record<SignalName, number>
  bias: number
  /** At or above: answered. Below: the nearest articles are offered as such. */
  answer: number
}

/** The signals of the best hit; each is relative to the question, never a raw score. */
export function readSignals(book: Book, question: ReadQuestion, hits: readonly Hit[], routed: boolean): Record<SignalName, number> {
  const top = hits[0]
  const signals = Object.fromEntries(SIGNALS.map(name => [name, 0])) as Record<SignalName, number>
  signals.unknown = share(question.content, word => word.own === undefined && word.others.length === 0)
  signals.routed = routed ? 1 : 0
  // The more is told around a question, the less of it any text can have.
  signals.told = Math.min(1, Math.max(0, Math.log(question.words.length / 8) / Math.log(6)))
  signals.elsewhere = question.elsewhere.length > 0 ? 1 : 0
  if (!top) return signals
  // The heading says what every clause under it is about.
  const heading = new Set(book.headings[top.number]!)
  const passages = book.passages[top.number]!
  const best = top.passages[0]
  const within = (from: number | undefined, to: number) => (term: number) => heading.has(term) || (from !== undefined && holdsTerm(book.inPassages, term, from, to))
  const held = within(passages[0]?.number, (passages.at(-1)?.number ?? 0) + 1)
  const here = within(best?.passage.number, (best?.passage.number ?? 0) + 1)
  signals.wordCover = cover(question.content, held)
  signals.passageCover = cover(question.content, here)
  signals.pairCover = question.pairs.length === 0 ? signals.wordCover : share(question.pairs, pair => pair.own !== undefined && held(pair.own))
  signals.likeAsked = top.likeAsked
  signals.askedHeld = top.askedHeld
  // An imported text comes without ways of asking: there the missing likeness says nothing.
  signals.neverAsked = passages.some(({ asked }) => asked.length > 0) ? 0 : 1
  signals.chance = top.chance
  signals.none = signals.neverAsked === 1 || top.item.kind === 'guidance' ? 0 : top.none
  // Reviewed answers are about what the texts do not answer, in the wording of such questions.
  signals.worded = signals.neverAsked === 1 || top.item.kind === 'guidance' ? 0 : wordedAsAnswered(book.learnt.answerable, question.words)
  // The most a text could score: every term as often as one likes.
  let most = 0
  question.asked.terms.forEach((term, position) => {
    most += question.asked.weights[position]! * book.index.idf[term]! * 1.6
  })
  most += 1.6 * sum(question.content.filter(word => word.own === undefined)) + 1.6 * sum(question.pairs.filter(pair => pair.own === undefined))
  signals.ratio = most === 0 ? 0 : scoreText(book.index, question.asked, top.number) / most
  const second = hits[1]
  signals.margin = second ? Math.max(0, (top.score - second.score) / top.score) : 1
  const plain = best ? plainText(book, best.passage) : ''
  signals.elsewhere = question.elsewhere.some(matter => !plain.includes(` ${matter} `)) ? 1 : 0
  signals.otherScope = top.item.kind === 'article' && top.item.scope !== null && question.scopes.length > 0 && !question.scopes.includes(top.item.scope) ? 1 : 0
  if (question.quantity) {
    const has = best !== undefined && holdsQuantity(best.passage, question.quantity)
    signals.quantityHeld = has ? 1 : 0
    signals.quantityMissing = has ? 0 : 1
  }
  return signals
}

/** How sure an answer is, 0 to 1. */
export function confidenceOf(signals: Record<SignalName, number>, confidence: Confidence): number {
  return 1 / (1 + Math.exp(-SIGNALS.reduce((total, name) => total + confidence.weights[name] * signals[name], confidence.bias)))
}

function sum(parts: readonly { weight: number }[]): number {
  return parts.reduce((total, part) => total + part.weight, 0)
}

function share<P extends { weight: number }>(parts: readonly P[], counts: (part: P) => boolean): number {
  const total = sum(parts)
  return total === 0 ? 0 : sum(parts.filter(counts)) / total
}

/** A word met by what it stands for counts a little less than the word itself. */
function cover(content: ReadQuestion['content'], held: (term: number) => boolean): number {
  const total = sum(content)
  if (total === 0) return 0
  return content.reduce((met, word) => met + word.weight * (word.own !== undefined && held(word.own) ? 1 : word.others.some(held) ? 0.7 : 0), 0) / total
}
