import MiniSearch from 'minisearch'
import { articleText, type Edition, type LegalDocument } from '#domain/provision/document.ts'
import { openBook, searchText, type Book } from '#domain/provision/search.ts'
import type { Shelf } from '#domain/provision/shelf.ts'
import { buildTermIndex, newTermCounter, numberTerms, pairTerm, scoreTexts } from '#domain/provision/termIndex.ts'
import { makeLexicon } from '#domain/provision/words.ts'
import { fold, syllables } from '#domain/text/fold.ts'
import { loadShippedFrom } from '#adapters/provisions/loadShipped.ts'
import { readLegalSet, type LegalQuestion } from './legalSet.ts'

/** What one engine did on a set of questions; times in milliseconds. */
export interface Measured {
  engine: string
  questions: number
  recall1: number
  recall10: number
  mrr10: number
  p50: number
  p99: number
  indexMs: number
  /** Growth of the heap while indexing. */
  megabytes: number
}

/** An engine under measurement: the places found for a text, best first, at most ten. */
type Finder = (text: string) => string[]

const LENGTHS = [4, 6, 8, 12]

/** Measures our retrieval, plain BM25 and MiniSearch on the same questions of a folder ({@link readLegalSet}), whole and cut to a few syllables. */
export async function benchLegal(folder: string): Promise<{ articles: number; merged: number; rows: (Measured & { cut: number | null })[] }> {
  const set = await readLegalSet(folder)
  const shipped = await loadShippedFrom(new URL('../../data/provisions/', import.meta.url))()
  const lexicon = makeLexicon(shipped.words)
  const documents = set.documents.map(({ document }): LegalDocument => ({
    title: document.number, short: document.number, kind: 'luat', issuer: '', issued: null, from: null, to: null, replacedBy: null, amendedBy: [], aliases: [], ...document,
  }))
  const editions = set.documents.map(({ articles }, at): Edition => ({ id: `${documents[at]!.number}@0`, document: documents[at]!, source: 'official', from: null, recordedAt: 0, articles }))
  const shelf: Shelf = { documents, editions, asked: {}, unasked: [], guidance: [] }
  const texts = editions.flatMap(({ document, articles }) => articles.map(article => ({ place: `${document.number}#${article.number}`, title: document.title, number: article.number, text: `${document.title}\nĐiều ${article.number}\n${article.heading}\n${articleText(article)}` })))

  const rows: (Measured & { cut: number | null })[] = []
  const engines: [string, () => Finder][] = [
    ['qcdc', () => ours(openBook(shelf, '2026-11-22', lexicon), shipped.settings.search)],
    ['plain BM25', () => plain(texts)],
    ['MiniSearch', () => miniSearch(texts)],
  ]
  for (const [engine, build] of engines) {
    globalThis.gc?.()
    const before = process.memoryUsage()
    const start = performance.now()
    const find = build()
    const indexMs = performance.now() - start
    globalThis.gc?.()
    const after = process.memoryUsage()
    const megabytes = (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 2 ** 20
    // Once through, as in a service that has been asked before.
    for (const question of set.questions) find(question.text)
    rows.push({ ...measure(engine, find, set.questions), indexMs, megabytes, cut: null })
    for (const length of LENGTHS) rows.push({ ...measure(engine, find, set.questions.map(question => cutTo(question, length))), indexMs, megabytes, cut: length })
  }
  return { articles: texts.length, merged: set.merged.size, rows }
}

/** The first syllables of a question: what somebody types who does not like typing. */
function cutTo(question: LegalQuestion, length: number): LegalQuestion {
  return { ...question, text: question.text.split(/\s+/).slice(0, length).join(' ') }
}

function measure(engine: string, find: Finder, questions: LegalQuestion[]): Omit<Measured, 'indexMs' | 'megabytes'> {
  const times: number[] = []
  let [first, ten, reciprocal] = [0, 0, 0]
  for (const { text, answers } of questions) {
    const start = performance.now()
    const found = find(text)
    times.push(performance.now() - start)
    const rank = found.findIndex(place => answers.includes(place))
    if (rank === 0) first++
    if (rank >= 0) {
      ten++
      reciprocal += 1 / (rank + 1)
    }
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0
  return { engine, questions: questions.length, recall1: first / questions.length, recall10: ten / questions.length, mrr10: reciprocal / questions.length, p50: at(0.5), p99: at(0.99) }
}

function ours(book: Book, weights: Parameters<typeof searchText>[2]): Finder {
  return text => searchText(book, text, weights, 10).map(({ item }) => (item.kind === 'article' ? `${item.document.number}#${item.article.number}` : ''))
}

/** The floor: BM25 over folded words and pairs, nothing else, ties by order. */
function plain(texts: { place: string; text: string }[]): Finder {
  const counter = newTermCounter()
  const rows = (text: string) => [syllables(fold(text))]
  const index = buildTermIndex(counter, texts.map(({ text }) => numberTerms(counter, rows(text))))
  return text => {
    const scores = new Float32Array(index.size)
    const words = rows(text)[0]!
    const terms = words.flatMap((word, at) => [index.words.get(word), at > 0 ? pairTerm(index, words[at - 1]!, word) : undefined]).filter(term => term !== undefined)
    scoreTexts(index, { terms, weights: terms.map(() => 1) }, scores)
    return [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, 10).map(at => texts[at]!.place)
  }
}

function miniSearch(texts: { place: string; text: string }[]): Finder {
  const split = (text: string) => {
    const words = syllables(fold(text))
    return [...words, ...words.slice(1).map((word, at) => `${words[at]!}_${word}`)]
  }
  const engine = new MiniSearch<{ id: number; text: string }>({ fields: ['text'], tokenize: split, processTerm: term => term })
  engine.addAll(texts.map(({ text }, id) => ({ id, text })))
  return text => engine.search(text).sort((a, b) => b.score - a.score || a.id - b.id).slice(0, 10).map(({ id }) => texts[id as number]!.place)
}

/** The measurements as a table for people. */
export function legalTable({ articles, merged, rows }: Awaited<ReturnType<typeof benchLegal>>): string {
  const head = `${articles} articles, ${merged} repeated documents merged, ${rows[0]?.questions ?? 0} questions; ties by the order of the documents`
  const line = (cells: string[]) => cells.map((cell, at) => (at === 0 ? cell.padEnd(12) : cell.padStart(9))).join(' ')
  return [head, line(['engine', 'cut', 'R@1', 'R@10', 'MRR@10', 'p50 ms', 'p99 ms', 'index ms', 'MB']), ...rows.map(row =>
    line([row.engine, row.cut === null ? 'whole' : String(row.cut), row.recall1.toFixed(3), row.recall10.toFixed(3), row.mrr10.toFixed(3), row.p50.toFixed(2), row.p99.toFixed(2), row.indexMs.toFixed(0), row.megabytes.toFixed(0)]))].join('\n')
}
