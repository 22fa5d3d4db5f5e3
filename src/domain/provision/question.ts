import type { Day, Instant } from '#domain/time/instant.ts'
import type { Role } from '#domain/person.ts'

/** Who may read a question and its answer besides the asker and the secretariat. */
export const AUDIENCES = ['asker', 'unit', 'everyone'] as const
export type Audience = (typeof AUDIENCES)[number]

/**
 * A question that the texts did not answer.
 * `noted`: kept so that the gaps can be seen; `open`: put to the secretariat; `answered`: by guidance; `closed`: set aside.
 */
export interface Question {
  id: string
  text: string
  /** The day it was asked about. */
  day: Day
  askedAt: Instant
  /** Person id of the asker; null from the command line. */
  person: string | null
  /** The asker's unit, whose committee's secretariat answers. */
  unit: string | null
  audience: Audience
  state: 'noted' | 'open' | 'answered' | 'closed'
  /** Ids of the places offered as nearest. */
  nearest: string[]
  /** How sure the best of them would have been, 0 to 1. */
  confidence: number
  /** Guidance that answers it. */
  guidance: string | null
}

/** A reviewed answer of the secretariat: guidance, never law. */
export interface Guidance {
  id: string
  question: string
  answer: string
  /** Where the answer comes from, as its author says: a document number, a place id, "trao đổi nghiệp vụ". */
  source: string
  day: Day
  recordedAt: Instant
  /** The role in which the author answered. */
  authorRole: Role
  author: string
  /** Person id of whoever asked; null when nobody did. */
  asker: string | null
  audience: Audience
  /** The unit for which audience "unit" holds. */
  unit: string | null
  /** Places of the law the answer builds on. */
  places: string[]
  withdrawnAt: Instant | null
}

/** What somebody thought of an answer. */
export interface Feedback {
  id: string
  at: Instant
  person: string
  question: string
  /** Ids of the places that were cited. */
  places: string[]
  verdict: 'helpful' | 'not-it'
  comment: string | null
}
