import { cut, type FigureAt, type Sentence } from './sentences.ts'
import type { Token } from '../fill/tokens.ts'
import type { When } from './statements.ts'

/** A stretch of a text that may be an answer, by the syllables and marks around it. */
export interface Spot {
  /** Syllables, figures and marks of the paragraph. */
  keys: readonly string[]
  /** Whether a key is a figure of its own: what stands behind it tells of it first. */
  figure: readonly boolean[]
  from: number
  to: number
  /** "không có", "chưa phát sinh": nought by denial. */
  negated: boolean
  /** "02/03": a part of a whole. */
  part: boolean
}

/** A figure of a paragraph with its sentence and what stands around it. */
export interface FigureSpot extends Spot {
  read: FigureAt
  sentence: Sentence
}

/** Every figure of a paragraph. */
export function spotsOf(text: string, window?: When['window']): { tokens: Token[]; spots: FigureSpot[] } {
  const { tokens, sentences } = cut(text, window)
  const keys = tokens.map(token => token.key)
  const all = sentences.flatMap(sentence => sentence.figures.map(read => ({ read, sentence, from: read.from + sentence.at, to: read.to + sentence.at, negated: read.negated, part: read.whole !== undefined })))
  const figure = figuresOf(tokens.length, all)
  return { tokens, spots: all.map(each => ({ ...each, keys, figure })) }
}

/** Which of so many tokens belong to figures. */
export function figuresOf(length: number, spots: readonly Omit<Spot, 'keys' | 'figure' | 'part'>[]): boolean[] {
  const out = Array.from({ length }, () => false)
  for (const { from, to, negated } of spots) if (!negated) out.fill(true, from, to)
  return out
}
