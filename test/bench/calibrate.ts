/**
 * Makes data/provisions/weights.json from the questions of test/provision/questions/calibration.txt:
 *   node test/bench/calibrate.ts [--official NUMBER=FILE]... [--confidence] [--write]
 * With --confidence the weights of the search stay and only the confidence is made anew. With official texts given, both the digests and those texts are fitted, so that one set of weights serves either; they are read and not kept.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { loadShippedFrom } from '#adapters/provisions/loadShipped.ts'
import type { AnswerSettings } from '#domain/provision/answerQuestion.ts'
import { placeOf, type Edition } from '#domain/provision/document.ts'
import { parseLegalText } from '#domain/provision/parse.ts'
import { openBook, type Book, type SearchWeights } from '#domain/provision/search.ts'
import type { Shelf } from '#domain/provision/shelf.ts'
import { SIGNALS, confidenceOf, type Confidence, type SignalName } from '#domain/provision/signals.ts'
import { fold } from '#domain/text/fold.ts'
import { makeLexicon } from '#domain/provision/words.ts'
import { readQuestions, type KnownQuestion } from '../provision/questions/read.ts'
import { scoreEach, summarise, type Scored } from '../provision/questions/score.ts'

/** Values tried for each weight, coarse on purpose: a hundred questions can't tell finer ones apart. */
const TRIED: Partial<Record<keyof SearchWeights, number[]>> = {
  asking: [0.5, 0.7, 0.85], askingPair: [0.9, 1], alike: [0.05, 0.1, 0.2], alikeUnknown: [0.3, 0.5, 0.7], story: [0.2, 0.4, 0.6, 0.8], beside: [0.3, 0.4, 0.5, 0.6],
  passage: [0.05, 0.1, 0.2], passageAsked: [0.1, 0.2, 0.4, 0.6], heading: [0, 0.1, 0.2], quantity: [0, 0.05, 0.1, 0.2], asked: [0.15, 0.3, 0.5, 0.8], learnt: [0, 0.3, 0.4, 0.5, 0.8], learntWithin: [0, 0.4, 0.8, 1.2],
  scopeNamed: [1.1, 1.2, 1.3, 1.45], scopeOther: [0.65, 0.75, 0.85], scopeUsual: [1, 1.1, 1.2, 1.3], force: [0.9, 0.94, 0.97, 1], particulars: [0.6, 0.8],
}
/** How much worse it is to decline what could be answered than to answer what could not: the nearest articles are shown either way, a wrong answer with its text. */
const DECLINING = 3
/** How often each question asked without any ways of asking counts: there are few of them, and imported documents are asked about like that. */
const BARE = 6
/** Keeps the weights of signals that tell little small. */
const RIDGE = 0.002

const { values } = parseArgs({ options: { official: { type: 'string', multiple: true }, write: { type: 'boolean' }, keep: { type: 'string', multiple: true }, confidence: { type: 'boolean' }, without: { type: 'string', multiple: true } } })
const folder = new URL('../../data/provisions/', import.meta.url)
const shipped = await loadShippedFrom(folder)()
const lexicon = makeLexicon(shipped.words)
const questions = readQuestions('calibration')
/** Answered questions in everyday words; too well known to the digests to choose weights by, but fit to say where declining starts. */
const everyday = readQuestions('phrasing')

const official: Edition[] = []
for (const given of values.official ?? []) {
  const [number = '', file = ''] = given.split('=')
  const document = shipped.documents.find(each => each.number === number)
  if (!document) throw new RangeError(`no document ${number} in documents.json`)
  official.push({ id: `${number}@official`, document, source: 'official', from: document.from, recordedAt: 1, articles: parseLegalText(await readFile(file, 'utf8')).articles })
}
const shelves = [shipped.digests, ...(official.length > 0 ? [[...shipped.digests, ...official]] : [])]
  .map((editions): Shelf => ({ documents: shipped.documents, editions, asked: shipped.asked, unasked: shipped.unasked, guidance: [] }))
const books = shelves.map((shelf): [Shelf, Book] => [shelf, openBook(shelf, '2026-11-22', lexicon)])

const answerAll = (settings: AnswerSettings): Scored[][] => books.map(([shelf, book]) => scoreEach(shelf, book, settings, questions))
const worth = (search: SearchWeights): number => {
  const settings = { ...shipped.settings, search }
  let total = 0
  for (const scored of answerAll(settings)) {
    const { article1, article3, clause1 } = summarise(scored)
    total += article1 + 0.5 * article3 + 0.5 * clause1
  }
  return total / books.length
}

let search = shipped.settings.search
let best = worth(search)
for (let round = 0; round < (values.confidence ? 0 : 3); round++) {
  const before = best
  for (const [name, tried] of Object.entries(TRIED) as [keyof SearchWeights, number[]][]) {
    if (values.keep?.includes(name)) continue
    for (const value of tried) {
      const candidate = { ...search, [name]: value }
      const reached = worth(candidate)
      // A tie keeps what was there.
      if (reached > best + 1e-6) [search, best] = [candidate, reached]
    }
  }
  if (best === before) break
}

/** Ways of asking and questions without an answer are asked as if they were not known, a part at a time; half of them without diacritics. */
const PARTS = 5
const crossed = shelves.flatMap(shelf => Array.from({ length: PARTS }, (_, part) => {
  let at = 0
  const kept = <T>(list: readonly T[]): T[] => list.filter(() => at++ % PARTS !== part)
  const left: KnownQuestion[] = []
  const asked = Object.fromEntries(Object.entries(shelf.asked).map(([id, lines]) => {
    const ways = lines.flatMap(line => line.split(';').map(way => way.trim()))
    const known = kept(ways)
    for (const way of ways) if (!known.includes(way)) left.push({ text: way, places: [placeOf(id)!] })
    return [id, known]
  }))
  const unasked = kept(shelf.unasked)
  for (const text of shelf.unasked) if (!unasked.includes(text)) left.push({ text, places: [] })
  const reduced: Shelf = { ...shelf, asked, unasked }
  const half = left.map((question, nth) => (nth % 2 === 0 ? question : { ...question, text: fold(question.text) }))
  return scoreEach(reduced, openBook(reduced, '2026-11-22', lexicon), { ...shipped.settings, search }, half)
})).flat()

// Imported documents come without ways of asking, so the confidence has to hold without them too.
const bare = shelves.map((shelf): [Shelf, Book] => [{ ...shelf, asked: {} }, openBook({ ...shelf, asked: {} }, '2026-11-22', lexicon)])
const bared = bare.flatMap(([shelf, book]) => scoreEach(shelf, book, { ...shipped.settings, search }, [...questions, ...everyday]))
const fitted = [crossed, ...answerAll({ ...shipped.settings, search }), ...Array.from({ length: BARE }, () => bared)].flat()
// Nobody lists every matter of other laws: every second question that can't be answered counts as if its matter were not on the list.
const unlisted = (signals: Record<SignalName, number>, question: { places: unknown[] }, at: number) => (question.places.length === 0 && at % 2 === 1 ? { ...signals, elsewhere: 0 } : signals)
const rows = fitted.map(({ signals, question, rank }, at) => ({ signals: unlisted(signals, question, at), right: question.places.length > 0 && rank >= 0 && rank < 3 ? 1 : 0, able: question.places.length > 0 }))
const confidence = fit(rows)
// The threshold is for what is shipped and for the official texts of it.
const judged = [...crossed, ...answerAll({ search, confidence }).flat()]
  .map(({ question, signals }, at) => ({ able: question.places.length > 0, sure: confidenceOf(unlisted(signals, question, at), confidence) }))
const [able, unable] = [judged.filter(each => each.able), judged.filter(each => !each.able)]
const loss = (threshold: number) => (DECLINING * able.filter(({ sure }) => sure < threshold).length) / able.length + unable.filter(({ sure }) => sure >= threshold).length / unable.length
confidence.answer = Array.from({ length: 90 }, (_, step) => (step + 5) / 100).reduce((lowest, threshold) => (loss(threshold) < loss(lowest) ? threshold : lowest))
const ordered = able.reduce((sum, one) => sum + unable.filter(other => other.sure < one.sure).length, 0)
process.stdout.write(`AUROC ${(ordered / able.length / unable.length).toFixed(3)} over ${able.length} answerable and ${unable.length} unanswerable\n`)

const sureBare = bared.map(({ question, signals }) => ({ able: question.places.length > 0, declined: confidenceOf(signals, confidence) < confidence.answer }))
for (const able of [true, false]) process.stdout.write(`without ways of asking, ${able ? 'answerable' : 'unanswerable'} declined ${(sureBare.filter(each => each.able === able && each.declined).length / sureBare.filter(each => each.able === able).length).toFixed(3)}\n`)
for (const scored of answerAll({ search, confidence })) {
  const { wrong, ...shares } = summarise(scored)
  process.stdout.write(`${JSON.stringify(shares)}\n${wrong.join('\n')}\n\n`)
}
process.stdout.write(`${JSON.stringify({ search, confidence }, null, 2)}\n`)
if (values.write) await writeFile(new URL('weights.json', folder), `${JSON.stringify({ search, confidence }, null, 2)}\n`)

/** A logistic fitted by Newton's method with a ridge; the classes weigh alike, however many questions each has. */
function fit(data: { signals: Record<SignalName, number>; right: number }[]): Confidence {
  const names = SIGNALS.filter(name => !values.without?.includes(name))
  const size = names.length + 1
  const positives = data.filter(({ right }) => right === 1).length
  const rows = data.map(({ signals, right }) => ({ x: [1, ...names.map(name => signals[name])], right, balance: right === 1 ? 0.5 / positives : 0.5 / (data.length - positives) }))
  let w = Array.from({ length: size }, () => 0)
  for (let round = 0; round < 30; round++) {
    const gradient = w.map((each, at) => (at === 0 ? 0 : -RIDGE * each))
    const curve = w.map((_, at) => w.map((__, other) => (at === other ? (at === 0 ? 1e-9 : RIDGE) : 0)))
    for (const { x, right, balance } of rows) {
      const p = 1 / (1 + Math.exp(-x.reduce((sum, each, at) => sum + each * w[at]!, 0)))
      for (let at = 0; at < size; at++) {
        gradient[at]! += balance * (right - p) * x[at]!
        for (let other = 0; other < size; other++) curve[at]![other]! += balance * p * (1 - p) * x[at]! * x[other]!
      }
    }
    const step = solve(curve, gradient)
    w = w.map((each, at) => each + step[at]!)
  }
  const rounded = (value: number) => Math.round(value * 1000) / 1000
  return { weights: Object.fromEntries(SIGNALS.map(name => [name, names.includes(name) ? rounded(w[names.indexOf(name) + 1]!) : 0])) as Record<SignalName, number>, bias: rounded(w[0]!), answer: 0.5 }
}

/** Solves a set of linear equations by elimination. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at]!])
  rows.forEach((row, at) => {
    for (let other = 0; other < rows.length; other++) {
      if (other === at) continue
      const share = rows[other]![at]! / row[at]!
      for (let column = at; column <= rows.length; column++) rows[other]![column]! -= share * row[column]!
    }
  })
  return rows.map((row, at) => row[rows.length]! / row[at]!)
}
