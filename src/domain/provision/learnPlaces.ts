import { PIECE } from '#domain/language/pieces.ts'
import { descendInPieces, judgeSparse, widthOf } from '#domain/language/softmax.ts'
import type { Sparse } from '#domain/language/softmax.ts'
import type { KnownQuestions } from './knownQuestions.ts'
import { numberMarks } from './marks.ts'

/** What questions are about, learnt from ways of asking: which article, which of its clauses, or nothing the texts answer. */
export interface LearntPlaces {
  /** Ids of the articles learnt of, in the order of the classes; one class more is for what is not answered. */
  articles: readonly string[]
  choice: Choice
  /** By article, its clauses ("" for what stands before them) and how to choose among them; only where there are several. */
  clauses: ReadonlyMap<string, { numbers: readonly string[]; choice: Choice }>
}

/** How likely a question is about each place. */
export interface Chances {
  /** By article id. */
  articles: ReadonlyMap<string, number>
  /** That the texts don't answer it. */
  none: number
  /** Of the clauses of an article, each by its number; undefined where nothing tells them apart. */
  clausesOf(article: string): ReadonlyMap<string, number> | undefined
}

/** A learnt choice among classes: each mark met often enough has a row of weights. */
interface Choice {
  rows: ReadonlyMap<number, number>
  weights: Float32Array
  bias: Float32Array
}

/** A mark that fewer ways of asking have tells nothing of how others will ask. */
const SEEN = 3
const SEEN_WITHIN = 2

const NOTHING: Chances = { articles: new Map(), none: 0, clausesOf: () => undefined }

/** Learns what known questions are about, in pieces. */
export function* learnPlaces({ answered, unanswered }: KnownQuestions): Generator<void, LearntPlaces, void> {
  const ways: { article: string; clause: string; marks: Sparse }[] = []
  for (const { place, words } of answered) {
    if (!place?.article) continue
    if (ways.push({ article: `${place.document}#${place.article}`, clause: place.clause ?? '', marks: numberMarks(words) }) % PIECE === 0) yield
  }
  const articles = [...new Set(ways.map(({ article }) => article))]
  const numberOf = new Map(articles.map((article, number) => [article, number]))
  const choice = yield* learnChoice([...ways.map(way => ({ marks: way.marks, label: numberOf.get(way.article)! })), ...unanswered.map(words => ({ marks: numberMarks(words), label: articles.length }))], articles.length + 1, SEEN)
  const clauses = new Map<string, { numbers: string[]; choice: Choice }>()
  for (const article of articles) {
    const own = ways.filter(way => way.article === article)
    const numbers = [...new Set(own.map(({ clause }) => clause))]
    if (numbers.length > 1) clauses.set(article, { numbers, choice: yield* learnChoice(own.map(way => ({ marks: way.marks, label: numbers.indexOf(way.clause) })), numbers.length, SEEN_WITHIN) })
  }
  return { articles, choice, clauses }
}

/** How likely a question, by its words in order, is about each place. */
export function judgePlaces({ articles, choice, clauses }: LearntPlaces, words: readonly string[]): Chances {
  if (articles.length === 0 || words.length === 0) return NOTHING
  const marks = numberMarks(words)
  const chances = judgeChoice(choice, marks)
  return {
    articles: new Map(articles.map((article, number) => [article, chances[number]!])),
    none: chances[articles.length]!,
    clausesOf: article => {
      const among = clauses.get(article)
      const within = among && judgeChoice(among.choice, marks)
      return among && within && new Map(among.numbers.map((clause, number) => [clause, within[number]!]))
    },
  }
}

function* learnChoice(examples: readonly { marks: Sparse; label: number }[], classes: number, seen: number): Generator<void, Choice, void> {
  const counts = new Map<number, number>()
  for (const [at, { marks }] of examples.entries()) {
    for (const mark of marks.index) counts.set(mark, (counts.get(mark) ?? 0) + 1)
    if (at % PIECE === PIECE - 1) yield
  }
  const rows = new Map<number, number>()
  for (const [mark, count] of counts) if (count >= seen) rows.set(mark, rows.size + 1)
  const known: { features: Sparse; label: number }[] = []
  for (const { marks, label } of examples) if (known.push({ features: inRows(marks, rows), label }) % PIECE === 0) yield
  const width = widthOf(classes)
  const { weights, bias } = yield* descendInPieces(known, rows.size + 1, width)
  return { rows, weights, bias }
}

function judgeChoice({ rows, weights, bias }: Choice, marks: Sparse): Float64Array {
  const features = inRows(marks, rows)
  for (let at = 0; at < features.index.length; at++) features.index[at]! *= bias.length
  return judgeSparse(features, weights, bias)
}

/** The marks that have rows, by row, together of unit length. */
function inRows({ index, weight }: Sparse, rows: ReadonlyMap<number, number>): Sparse {
  const kept: number[] = []
  const of: number[] = []
  let sum = 0
  index.forEach((mark, at) => {
    const row = rows.get(mark)
    if (row === undefined) return
    kept.push(row)
    of.push(weight[at]!)
    sum += weight[at]! ** 2
  })
  const length = Math.sqrt(sum) || 1
  return { index: Int32Array.from(kept), weight: Float32Array.from(of, each => each / length) }
}
