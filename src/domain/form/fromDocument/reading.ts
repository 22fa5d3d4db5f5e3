import type { Answer } from '../form.ts'
import type { DocumentHead } from './head.ts'
import type { Place } from './document.ts'

/** A value a document gives to a field, with its place and the words it was read from. */
export interface Reading {
  field: string
  value: Answer
  said: string
  place: Place
}

/** Why a field is asked about instead of taken: two values, a weak reading, an estimate, or a total that its parts do not make, a text of which only the beginning fits. */
export type DoubtWhy = 'twice' | 'unsure' | 'about' | 'sum' | 'too-long'

/** A field for which something was read that is asked about before it is taken. */
export interface Doubt {
  field: string
  why: DoubtWhy
  /** The readings, the likeliest first. */
  options: Reading[]
}

/** What a document says to a form. Nothing in it is saved by itself. */
export interface ReportRead {
  found: Reading[]
  doubts: Doubt[]
  head: DocumentHead
}

/** A reading with how well it fits its field, before all of them are settled. */
export interface Candidate extends Reading {
  score: number
  why?: 'about' | 'sum' | 'too-long'
}
