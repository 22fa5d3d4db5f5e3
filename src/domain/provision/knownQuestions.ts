import { PIECE } from '#domain/language/pieces.ts'
import { learnAnswerable, type Answerable } from './answerable.ts'
import { placeOf, type Place } from './document.ts'
import { learnPlaces, type LearntPlaces } from './learnPlaces.ts'
import { tokenRows, type Lexicon } from './words.ts'

/** Known questions, each as its words in order: ways of asking with the place that answers them, and questions without an answer. */
export interface KnownQuestions {
  answered: readonly { place: Place | undefined; words: readonly string[] }[]
  unanswered: readonly (readonly string[])[]
}

/** What known questions teach. */
export interface Learnt {
  /** What questions are about. */
  places: LearntPlaces
  /** How questions that are answered are worded. */
  answerable: Answerable
}

const learnt = new WeakMap<Record<string, string[]>, Learnt>()

/** Learns from ways of asking, by place, and from questions without an answer; once for the same ways of asking, in about a second for the shipped ones, in pieces of 50 ms at most. */
export function* learnQuestions(asked: Record<string, string[]>, unasked: readonly string[], lexicon: Lexicon): Generator<void, Learnt, void> {
  const known = learnt.get(asked)
  if (known) return known
  const questions = yield* readQuestions(asked, unasked, lexicon)
  const made = { places: yield* learnPlaces(questions), answerable: yield* learnAnswerable(questions) }
  learnt.set(asked, made)
  return made
}

function* readQuestions(asked: Record<string, string[]>, unasked: readonly string[], lexicon: Lexicon): Generator<void, KnownQuestions, void> {
  const words = (text: string) => tokenRows(text, lexicon).flat()
  const answered: KnownQuestions['answered'][number][] = []
  for (const [id, lines] of Object.entries(asked)) {
    const place = placeOf(id)
    for (const way of lines.flatMap(line => line.split(';'))) answered.push({ place, words: words(way) })
    yield
  }
  const unanswered: string[][] = []
  for (const text of unasked) if (unanswered.push(words(text)) % PIECE === 0) yield
  return { answered, unanswered }
}
