import { fold } from '#domain/text/fold.ts'
import { mendRow } from './mend.ts'
import { questionParts } from './focus.ts'
import { findPhrases, plainRow, tokenRows, toVietnamese } from './words.ts'
import type { Lexicon } from './words.ts'
import { pairTerm } from './termIndex.ts'
import type { QueryTerms, TermIndex } from './termIndex.ts'

/** A question made ready for searching. */
export interface ReadQuestion {
  query: QueryTerms
  /** The same as far as it says what is asked: the story around a question helps to find, and hardly speaks for or against an answer. */
  asked: QueryTerms
  /** What the words and pairs of {@link asked} weigh together, those unknown to the texts included. */
  weight: number
  /** What the question is about, word by word: how much each weighs, and the terms that would satisfy it, its own first. */
  content: { weight: number; own: number | undefined; others: number[] }[]
  /** The same for neighbouring words that both carry content. */
  pairs: { weight: number; own: number | undefined }[]
  /** Its own pairs of words that the texts have, in order; undefined between stretches. */
  sequence: (number | undefined)[]
  /** Matters of other laws it speaks of where it asks, in folded words without joining ones. */
  elsewhere: string[]
  /** Folded words, abbreviations spelt out. */
  words: string[]
  scopes: string[]
  /** Whether whom it is about is what it asks: "còn ở xã thì sao?". */
  scopeAsked: boolean
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
  /** A word of the story told around a question. */
  story: number
}

/** What a word of the story counts when an answer is judged. */
const STORY_JUDGED = 0.15
/** What a word unknown to the texts counts against the rarest word they have. */
const STRANGE = 0.7

/** Reads a question against an index; `earlier` is what a follow-up refers back to, added with half the weight. */
export function readQuestion(text: string, index: TermIndex, lexicon: Lexicon, parts: QuestionWeights, earlier?: string): ReadQuestion {
  const weights = new Map<number, number>()
  const asked = new Map<number, number>()
  const add = (term: number | undefined, weight: number, to = weights) => {
    if (term !== undefined) to.set(term, (to.get(term) ?? 0) + weight)
  }
  /** Words added for what was said count once, however many of them lead to the same term. */
  const raise = (term: number | undefined, weight: number) => {
    if (term !== undefined) weights.set(term, Math.max(weights.get(term) ?? 0, weight))
  }
  const has = (words: string[]) => words.every((word, at) => (at === 0 ? index.words.has(word) : pairTerm(index, words[at - 1]!, word) !== undefined))
  // A word no text has is as likely everyday talk as a matter of its own.
  const strange = STRANGE * Math.log(1 + (index.size + 0.5) / 0.5)
  const content: ReadQuestion['content'] = []
  const pairs: ReadQuestion['pairs'] = []
  const sequence: ReadQuestion['sequence'] = []
  const split = (part: string) => tokenRows(part, lexicon)
  const asks = (row: readonly string[]) => {
    const marks = row.map(() => false)
    for (const match of findPhrases(row, lexicon.asking)) marks.fill(true, match.at, match.end)
    return marks
  }
  const mended = questionParts(toVietnamese(fold(text), lexicon), split, asks).map(({ words, asks: asking }) => ({ words: mendRow(words, index, lexicon), asking }))
  const rows: [string[], number, number][] = [
    ...mended.map(({ words, asking }): [string[], number, number] => (asking ? [words, 1, 1] : [words, parts.story, STORY_JUDGED])),
    ...(earlier ? split(earlier).map((row): [string[], number, number] => [row, 0.5, 1]) : []),
  ]
  const added: [string[], number][] = []
  let weight = 0
  for (const [row, share, judged] of rows) {
    const asking = asks(row)
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
    sequence.push(undefined)
    row.forEach((word, at) => {
      const term = index.words.get(word)
      const own = asking[at] ? parts.asking : 1
      add(term, share * own)
      add(term, judged * own, asked)
      weight += judged * own * (term === undefined ? strange : index.idf[term]!)
      if (at > 0) {
        const pair = pairTerm(index, row[at - 1]!, word)
        sequence.push(pair)
        const both = !asking[at] && !asking[at - 1]
        const part = both ? 1 : asking[at] && asking[at - 1] ? parts.asking : parts.askingPair
        add(pair, share * part)
        add(pair, judged * part, asked)
        weight += judged * part * (pair === undefined ? strange : index.idf[pair]!)
        if (both && !beside(at) && !beside(at - 1)) pairs.push({ weight: judged * (pair === undefined ? strange : index.idf[pair]!), own: pair })
      }
      if (asking[at] || beside(at)) return
      const others = (alike.get(at) ?? []).flatMap(({ words }) => words.map(other => index.words.get(other)).filter(other => other !== undefined))
      content.push({ weight: judged * (term === undefined ? strange : index.idf[term]!), own: term, others })
    })
  }
  for (const [words, share] of added) {
    words.forEach((word, at) => {
      raise(index.words.get(word), share)
      if (at > 0) raise(pairTerm(index, words[at - 1]!, word), share)
    })
  }
  const all = mended.flatMap(({ words }) => words)
  const focus = mended.filter(({ asking }) => asking).map(({ words }) => words)
  const quantity = lexicon.quantities.find(part => findPhrases(focus.flat(), part.asked).length > 0)
  return {
    query: { terms: [...weights.keys()], weights: [...weights.values()] },
    asked: { terms: [...asked.keys()], weights: [...asked.values()] },
    weight,
    content,
    pairs,
    sequence,
    words: all,
    elsewhere: focus.map(plainRow).flatMap(plain => findPhrases(plain, lexicon.elsewhere).map(({ at, end }) => plain.slice(at, end).join(' '))),
    // The nameless scope holds phrases that only look like one: "thanh tra nhân dân" is no word about the people of a commune.
    scopes: [...new Set(findPhrases(all, lexicon.scopes).map(match => match.value))].filter(scope => scope !== ''),
    scopeAsked: false,
    aboutDocuments: findPhrases(focus.flat(), lexicon.aboutDocuments).length > 0,
    documents: [],
    quantity: quantity?.found ?? null,
  }
}
