import { ABBREVIATIONS, AMBIGUOUS } from './abbreviations.ts'
import { fromTelex, fromVni, isSyllable } from './syllable.ts'
import type { Choice } from './understood.ts'

/**
 * A message as the rest of this folder reads it: one line of folded words with abbreviations spelled out and Telex leftovers undone,
 * letters and digits apart ("6t" → "6 thang", "16h30" → "16 h 30"), and the way back to what was written.
 */
export interface Reading {
  source: string
  line: string
  /** For each index of `line`, the index in `source` of the character it came from; one more at the end. */
  from: number[]
  /** For each index of `line`, the index in `source` just after the word or sign it belongs to. */
  until: number[]
  /** Whether the writer used diacritics at all: then a bare "nam" is not "năm". */
  accented: boolean
  choices: Choice[]
}

/** Longer messages are read up to here: what is meant is said in the first lines, and pasted reports are not questions. */
export const READ_AT_MOST = 600

const FOLDED = new Map<string, string>()

function foldChar(char: string): string {
  let folded = FOLDED.get(char)
  if (folded === undefined) {
    folded = char.normalize('NFKD').replace(/[\p{M}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '').toLowerCase().replace(/đ/g, 'd').normalize('NFD').replace(/\p{M}/gu, '')
    if (!/^[\x20-\x7e]*$/.test(folded)) folded = /\s/.test(folded) ? ' ' : folded
    if (FOLDED.size < 4000) FOLDED.set(char, folded)
  }
  return folded
}

interface Token {
  text: string
  start: number
  end: number
  /** l letters, d digits, s one sign */
  kind: 'l' | 'd' | 's'
  /** White space, or a change between letters and digits, before it. */
  apart: boolean
}

function kindOf(char: string): Token['kind'] | ' ' {
  if (char >= 'a' && char <= 'z') return 'l'
  if (char >= '0' && char <= '9') return 'd'
  if (char <= ' ') return ' '
  return char > '\x7f' && /\p{L}/u.test(char) ? 'l' : 's'
}

function tokenize(text: string): { tokens: Token[]; accented: boolean } {
  const tokens: Token[] = []
  let accented = false
  let open: Token | undefined
  let apart = true
  let index = 0
  for (const char of text) {
    const end = index + char.length
    const folded = char < '\x7f' ? char.toLowerCase() : foldChar(char)
    if (char > '\x7f' && (folded === '' || (folded >= 'a' && folded <= 'z'))) accented = true
    if (folded === '' && open) open.end = end
    for (const piece of folded) {
      const kind = kindOf(piece)
      if (kind === ' ') {
        open = undefined
        apart = true
      } else if (open && open.kind === kind && kind !== 's') {
        open.text += piece
        open.end = end
      } else {
        open = { text: piece, start: index, end, kind, apart: apart || (open !== undefined && open.kind !== 's' && kind !== 's') }
        tokens.push(open)
        apart = false
      }
    }
    index = end
  }
  return { tokens, accented }
}

/** Reads a message; `memory` holds answers to earlier choices (key → value). */
export function read(text: string, memory: Record<string, string> = {}): Reading {
  const source = text.length > READ_AT_MOST ? text.slice(0, READ_AT_MOST) : text
  const { tokens, accented } = tokenize(source)
  joinVni(tokens)
  const choices: Choice[] = []
  let line = ''
  const from: number[] = []
  const until: number[] = []
  const put = (words: string, token: Token) => {
    if (token.apart && line !== '') {
      line += ' '
      from.push(token.start)
      until.push(token.start)
    }
    for (let i = 0; i < words.length; i++) {
      from.push(words.length === token.text.length ? Math.min(token.start + i, token.end - 1) : token.start)
      until.push(token.end)
    }
    line += words
  }
  tokens.forEach((token, i) => put(token.kind === 'l' ? spell(token, i) : token.text, token))
  from.push(source.length)
  until.push(source.length)
  return { source, line, from, until, accented, choices }

  function spell(token: Token, i: number): string {
    const word = token.text
    // Inside a document number ("302/QĐ-VKSTC") letters are part of the number.
    if (i > 0 && !token.apart && (tokens[i - 1]!.text === '/' || tokens[i - 1]!.text === '-')) return word
    // Nobody fills a message with abbreviations; a line blown up by them would only be slow.
    if (line.length > 2 * READ_AT_MOST) return word
    const plain = ABBREVIATIONS[word]
    if (plain !== undefined && Object.hasOwn(ABBREVIATIONS, word)) {
      // "HONG", "R" inside an accented sentence are seldom the chat forms, but then they are seldom anything else.
      return plain
    }
    const several = Object.hasOwn(AMBIGUOUS, word) ? AMBIGUOUS[word] : undefined
    if (several) {
      const around = `${line.slice(-24)} |${following(i)}`
      const reading =
        several.readings.find(r => r.near.source !== '.' && r.near.test(around)) ??
        several.readings.find(r => r.value === memory[word]) ??
        several.readings.find(r => r.near.source === '.' || r.value === several.quiet)
      if (reading) return reading.words
      if (word.length > 1) choices.push({ key: word, said: source.slice(token.start, token.end), options: several.readings.filter(r => r.value !== 'hom-nay').map(({ value, vi, en }) => ({ value, vi, en })) })
      return word
    }
    if (word.length > 2 && !isSyllable(word)) return fromTelex(word) ?? word
    return word
  }

  function following(i: number): string {
    let words = ''
    for (let n = i + 1; n < tokens.length && n < i + 4; n++) {
      const token = tokens[n]!
      words += (token.apart ? ' ' : '') + ((Object.hasOwn(ABBREVIATIONS, token.text) && ABBREVIATIONS[token.text]) || token.text)
    }
    return words
  }
}

const GLUED_TO_NUMBERS = new Set(['thang', 'ngay', 'quy', 'nam', 'muc', 'dieu', 'khoan', 'thu', 'vu', 'cuc', 'diem', 'ky', 'khu', 'vuc', 'den', 'truoc', 'lan', 'mung', 'mong', 'han', 'con', 'tu'])

/** Puts VNI typing together again ("na8m" came apart as na 8 m), but only where at least two words of the message are typed so. */
function joinVni(tokens: Token[]): void {
  const found: { at: number; count: number; word: string }[] = []
  for (let i = 0; i < tokens.length; i++) {
    // Only from the beginning of what was typed together: "m" of "na8m" begins no word of its own.
    if (tokens[i]!.kind !== 'l' || (i > 0 && tokens[i - 1]!.end === tokens[i]!.start)) continue
    let glued = tokens[i]!.text
    let count = 1
    while (i + count < tokens.length && tokens[i + count]!.kind !== 's' && tokens[i + count]!.start === tokens[i + count - 1]!.end) glued += tokens[i + count++]!.text
    const word = count > 1 && !GLUED_TO_NUMBERS.has(tokens[i]!.text) ? fromVni(glued) : undefined
    if (word !== undefined) found.push({ at: i, count, word })
  }
  if (found.length < 2) return
  for (const { at, count, word } of found.reverse()) {
    const last = tokens[at + count - 1]!
    tokens.splice(at, count, { ...tokens[at]!, text: word, end: last.end })
  }
}

/** The part of the message behind `line[start, end)`: its UTF-16 indexes and how it was written. */
export function written(reading: Reading, start: number, end: number): { start: number; end: number; said: string } {
  const first = reading.from[start] ?? 0
  const last = end > start ? reading.until[end - 1]! : first
  return { start: first, end: last, said: reading.source.slice(first, last) }
}
