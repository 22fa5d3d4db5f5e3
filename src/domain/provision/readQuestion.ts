import { findPhrases, tokenRows } from './words.ts'
import type { Lexicon } from './words.ts'
import { pairTerm } from './termIndex.ts'
import type { QueryTerms, TermIndex } from './termIndex.ts'

/** A question made ready for searching. */
export interface ReadQuestion {
  query: QueryTerms
  /** What its own words and pairs weigh together, those unknown to the texts included. */
  weight: number
  /** What the question is about, word by word: how much each weighs, and the terms that would satisfy it, its own first. */
  content: { weight: number; own: number | undefined; others: number[] }[]
  /** The same for neighbouring words that both carry content. */
  pairs: { weight: number; own: number | undefined }[]
  /** Matters of other laws it speaks of: each a row of terms, undefined where the texts have no such word or pair. */
  elsewhere: (number | undefined)[][]
  /** Folded words, abbreviations spelt out. */
  words: string[]
  scopes: string[]
  /** Whether it asks about documents as such. */
  aboutDocuments: boolean
  /** Numbers of the documents it names. */
  documents: string[]
  /** What its answer must hold when it asks for a quantity. */
  quantity: RegExp | null
}

/** How much the parts of a question count against a word of content, which is 1. */
export interface QuestionWeights {
  /** A word that asks ("bao nhiêu"), and a pair of words of which one or both ask. */
  asking: number
  askingPair: number
  /** What a phrase stands for besides itself: when the texts have the phrase, and when they don't. */
  alike: number
  alikeUnknown: number
}

/** Reads a question against an index; `earlier` is what a follow-up refers back to, added with half the weight. */
export function readQuestion(text: string, index: TermIndex, lexicon: Lexicon, parts: QuestionWeights, earlier?: string): ReadQuestion {
  const weights = new Map<number, number>()
  const add = (term: number | undefined, weight: number) => {
    if (term !== undefined) weights.set(term, (weights.get(term) ?? 0) + weight)
  }
  /** Words added for what was said count once, however many of them lead to the same term. */
  const raise = (term: number | undefined, weight: number) => {
    if (term !== undefined) weights.set(term, Math.max(weights.get(term) ?? 0, weight))
  }
  const has = (words: string[]) => words.every((word, at) => (at === 0 ? index.words.has(word) : pairTerm(index, words[at - 1]!, word) !== undefined))
  const strange = Math.log(1 + (index.size + 0.5) / 0.5)
  const content: ReadQuestion['content'] = []
  const pairs: ReadQuestion['pairs'] = []
  const own = tokenRows(text, lexicon)
  const rows: [string[], number][] = [...own.map((row): [string[], number] => [row, 1]), ...(earlier ? tokenRows(earlier, lexicon).map((row): [string[], number] => [row, 0.5]) : [])]
  const added: [string[], number][] = []
  let weight = 0
  for (const [row, share] of rows) {
    const asking = row.map(() => false)
    for (const match of findPhrases(row, lexicon.asking)) asking.fill(true, match.at, match.end)
    // "Cơ quan 80 người": the asker's own number, which no text has, says nothing about what is asked.
    const beside = (at: number) => /^\d+$/u.test(row[at]!) && !index.words.has(row[at]!)
    const alike = new Map<number, { words: string[]; share: number }[]>()
    for (const match of findPhrases(row, lexicon.alike)) {
      const known = has(row.slice(match.at, match.end))
      for (const words of match.value) {
        added.push([words, share * (known ? parts.alike : parts.alikeUnknown)])
        for (let at = match.at; at < match.end; at++) alike.set(at, [...(alike.get(at) ?? []), { words, share }])
      }
    }
    row.forEach((word, at) => {
      const term = index.words.get(word)
      add(term, share * (asking[at] ? parts.asking : 1))
      weight += share * (asking[at] ? parts.asking : 1) * (term === undefined ? strange : index.idf[term]!)
      if (at > 0) {
        const pair = pairTerm(index, row[at - 1]!, word)
        const both = !asking[at] && !asking[at - 1]
        const part = both ? 1 : asking[at] && asking[at - 1] ? parts.asking : parts.askingPair
        add(pair, share * part)
        weight += share * part * (pair === undefined ? strange : index.idf[pair]!)
        if (both && !beside(at) && !beside(at - 1)) pairs.push({ weight: share * (pair === undefined ? strange : index.idf[pair]!), own: pair })
      }
      if (asking[at] || beside(at)) return
      const others = (alike.get(at) ?? []).flatMap(({ words }) => words.map(other => index.words.get(other)).filter(other => other !== undefined))
      content.push({ weight: share * (term === undefined ? strange : index.idf[term]!), own: term, others })
    })
  }
  for (const [words, share] of added) {
    words.forEach((word, at) => {
      raise(index.words.get(word), share)
      if (at > 0) raise(pairTerm(index, words[at - 1]!, word), share)
    })
  }
  const all = own.flat()
  const quantity = lexicon.quantities.find(({ asked }) => findPhrases(all, asked).length > 0)
  return {
    query: { terms: [...weights.keys()], weights: [...weights.values()] },
    weight,
    content,
    pairs,
    words: all,
    elsewhere: findPhrases(all, lexicon.elsewhere).map(({ at, end }) => {
      const row = all.slice(at, end)
      return row.length === 1 ? [index.words.get(row[0]!)] : row.slice(1).map((word, step) => pairTerm(index, row[step]!, word))
    }),
    // The nameless scope holds phrases that only look like one: "thanh tra nhân dân" is no word about the people of a commune.
    scopes: [...new Set(findPhrases(all, lexicon.scopes).map(match => match.value))].filter(scope => scope !== ''),
    aboutDocuments: findPhrases(all, lexicon.aboutDocuments).length > 0,
    documents: [],
    quantity: quantity?.found ?? null,
  }
}
