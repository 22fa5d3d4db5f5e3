import type { Answers } from './form/form.ts'
import type { Instant } from './time/instant.ts'

/** What is being written for an obligation, by anyone of the unit, on any device. Its store revision is the version two people's edits are checked against. */
export interface Draft {
  /** The obligation's id. */
  id: string
  form: string
  formVersion: number
  answers: Answers
  /** Fields deliberately left empty ("bỏ qua"), so that they are not asked again. */
  skipped: string[]
  /** Rules and fields whose odd value a person has confirmed, by rule id. */
  confirmed: string[]
  /** Counts the saved changes from 1: what an approval binds to. */
  edition: number
  savedAt: Instant
  savedBy: string
}

/** A submitted state of a report: never changed, never removed. */
export interface Version {
  /** "sk-2026.bac-ninh#1" */
  id: string
  obligation: string
  number: number
  form: string
  formVersion: number
  answers: Answers
  skipped: string[]
  submittedAt: Instant
  submittedBy: string
  /** Who filled it in. */
  preparedBy: string
}
