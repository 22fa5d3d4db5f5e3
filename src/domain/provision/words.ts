import { fold } from '#domain/text/fold.ts'

/** The field's vocabulary for looking things up, as data: see data/provisions/words.json. */
export interface Words {
  /** Short forms and what they stand for: "ttnd" → "thanh tra nhân dân". Replaced in questions and in indexed text alike. */
  short: Record<string, string>
  /** Words people use for the words of the texts; added to a question with less weight: "sếp" → ["người đứng đầu"]. */
  alike: Record<string, string[]>
  /** Words that ask without telling what about: "bao nhiêu", "như thế nào". */
  asking: string[]
  /** Words by which a question says whom it is about, by scope id; under "" phrases that hold such a word and don't mean it. */
  scopes: Record<string, string[]>
  /** The scope meant when a question names none. */
  usualScope: string
  /** Words that ask about a document as such: whether it is in force, what replaced it. */
  aboutDocuments: string[]
  /** Matters that belong to other laws or to nobody's law: a question about one is answered only from a text that has it. */
  elsewhere: string[]
  /** English terms of the field and what they are in the texts. */
  english: Record<string, string>
  /** English words that ask or join, by which a question is known to be English; they say nothing about the matter. */
  englishAsking: string[]
  /** When a question asks for a quantity (left), the provision that answers it has one of these (right). */
  quantities: { asked: string[]; found: string }[]
}

/** Words made ready: everything folded, phrases keyed by their first word, longest first. */
export interface Lexicon {
  short: PhraseTable<string[]>
  alike: PhraseTable<string[][]>
  asking: PhraseTable<true>
  scopes: PhraseTable<string>
  usualScope: string
  aboutDocuments: PhraseTable<true>
  elsewhere: PhraseTable<true>
  english: PhraseTable<string[]>
  englishAsking: ReadonlySet<string>
  /** Every word of the tables: one of these is no slip of the fingers. */
  known: ReadonlySet<string>
  quantities: { asked: PhraseTable<true>; found: RegExp }[]
}

type PhraseTable<V> = Map<string, { words: string[]; value: V }[]>

/** A phrase found in a row of words: from `at` (inclusive) to `end` (exclusive). */
export interface PhraseMatch<V> {
  at: number
  end: number
  value: V
}

/** Prepares {@link Words} for use. */
export function makeLexicon(words: Words): Lexicon {
  const yes = (list: string[]) => table(list.map((phrase): [string, true] => [phrase, true]))
  const listed = [words.asking, words.aboutDocuments, words.elsewhere, Object.keys(words.alike), Object.keys(words.short), ...Object.values(words.scopes), ...words.quantities.map(({ asked }) => asked)]
  return {
    short: table(Object.entries(words.short).map(([short, long]): [string, string[]] => [short, rawTokens(long)])),
    alike: table(Object.entries(words.alike).map(([said, meant]): [string, string[][]] => [said, meant.map(rawTokens)])),
    asking: yes(words.asking),
    scopes: table(Object.entries(words.scopes).flatMap(([scope, phrases]) => phrases.map((phrase): [string, string] => [phrase, scope]))),
    usualScope: words.usualScope,
    aboutDocuments: yes(words.aboutDocuments),
    elsewhere: yes(words.elsewhere.map(phrase => plainRow(rawTokens(phrase)).join(' '))),
    english: table(Object.entries(words.english).map(([said, meant]): [string, string[]] => [said, rawTokens(meant)])),
    englishAsking: new Set(words.englishAsking),
    known: new Set(listed.flat().flatMap(rawTokens)),
    quantities: words.quantities.map(({ asked, found }) => ({ asked: yes(asked), found: new RegExp(fold(found), 'u') })),
  }
}

/** Folded words of a text with abbreviations spelt out; a mark of punctuation that ends a thought starts a new row, so that no pair of words spans it. */
export function tokenRows(text: string, lexicon: Lexicon): string[][] {
  return rawRows(text).map(row => spellOut(row, lexicon))
}

/** Every phrase of a table in a row of words, longest first, none overlapping another. */
export function findPhrases<V>(row: readonly string[], phrases: PhraseTable<V>): PhraseMatch<V>[] {
  const found: PhraseMatch<V>[] = []
  for (let at = 0; at < row.length; at++) {
    const candidates = phrases.get(row[at]!)
    const match = candidates?.find(({ words }) => words.every((word, offset) => row[at + offset] === word))
    if (!match) continue
    found.push({ at, end: at + match.words.length, value: match.value })
    at += match.words.length - 1
  }
  return found
}

/** Words that join others: "nhiệm kỳ của ban chấp hành" is "nhiệm kỳ ban chấp hành". */
const JOINING = new Set(['cua', 'la', 'cac', 'nhung', 'cho'])

/** A row of words without those that only join others. */
export function plainRow(row: readonly string[]): string[] {
  return row.filter(word => !JOINING.has(word))
}

/** A question asked in English, in the words of the texts as far as the glossary goes; any other as it is. */
export function toVietnamese(text: string, lexicon: Lexicon): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’][a-z]+)?/gu) ?? []
  const asking = words.filter(word => lexicon.englishAsking.has(word)).length
  if (asking < 2 || asking < 0.25 * words.length) return text
  const rows = rawRows(text.replace(/['’]s\b/gu, ''))
  const said = rows.map(row => {
    const matches = findPhrases(row, lexicon.english)
    const out: string[] = []
    let from = 0
    const keep = (end: number) => out.push(...row.slice(from, end).filter(word => !lexicon.englishAsking.has(word)))
    for (const { at, end, value } of matches) {
      keep(at)
      out.push(...value)
      from = end
    }
    keep(row.length)
    return out.join(' ')
  })
  return said.join('\n')
}

function table<V>(entries: [string, V][]): PhraseTable<V> {
  const made: PhraseTable<V> = new Map()
  for (const [phrase, value] of entries) {
    const words = rawTokens(phrase)
    if (words.length === 0) continue
    const list = made.get(words[0]!) ?? []
    list.push({ words, value })
    made.set(words[0]!, list)
  }
  for (const list of made.values()) list.sort((a, b) => b.words.length - a.words.length)
  return made
}

function spellOut(row: string[], lexicon: Lexicon): string[] {
  const matches = findPhrases(row, lexicon.short)
  if (matches.length === 0) return row
  const spelt: string[] = []
  let from = 0
  for (const match of matches) {
    spelt.push(...row.slice(from, match.at), ...match.value)
    from = match.end
  }
  return [...spelt, ...row.slice(from)]
}

function rawTokens(text: string): string[] {
  return rawRows(text).flat()
}

const SKIP = 1
const BREAK = 2
const SPACE = 0
let codes: Uint8Array | undefined

/**
 * What each character of the basic plane becomes: a folded ASCII letter or digit, nothing, a space, or a break between rows.
 * Derived from {@link fold}, so that indexing (a million words) and comparing anywhere else agree; going through `fold` itself would take ten times as long.
 */
function characterTable(): Uint8Array {
  if (codes) return codes
  const made = new Uint8Array(0x2100)
  for (let code = 0; code < made.length; code++) {
    const char = String.fromCharCode(code)
    if (/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\p{Mn}]/u.test(char)) made[code] = SKIP
    else if (/[;\n\r]/u.test(char)) made[code] = BREAK
    else if (/[\p{L}\p{N}]/u.test(char)) {
      const folded = fold(char)
      made[code] = folded.length === 1 && folded.charCodeAt(0) < 128 ? folded.charCodeAt(0) : SPACE
    }
  }
  codes = made
  return made
}

function rawRows(source: string): string[][] {
  const text = source.replace(/(\d)\s*\/\s*(\d)(?![\d/])/gu, (whole, top: string, bottom: string) => FRACTIONS[`${top}/${bottom}`] ?? whole).replace(/(\d)\s*%/gu, '$1 phan tram ')
  const map = characterTable()
  const rows: string[][] = []
  let row: string[] = []
  let word = ''
  const endWord = () => {
    if (word !== '') row.push(settle(word))
    word = ''
  }
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    const kind = code < map.length ? map[code]! : code === 0xfeff ? SKIP : SPACE
    if (kind === SKIP) continue
    if (kind > BREAK) word += String.fromCharCode(kind)
    else {
      endWord()
      if (kind === BREAK && row.length > 0) {
        rows.push(row)
        row = []
      }
    }
  }
  endWord()
  if (row.length > 0) rows.push(row)
  return rows
}

const FRACTIONS: Record<string, string> = { '2/3': ' hai phần ba ', '1/3': ' một phần ba ', '1/2': ' một nửa ', '3/4': ' ba phần tư ' }

/** "05" and "5", "kỷ" and "kỉ", "lý" and "lí" are the same. */
function settle(word: string): string {
  if (/^0+\d/.test(word)) return word.replace(/^0+/, '')
  return word.length === 2 && word.endsWith('y') ? `${word[0]}i` : word
}
