import type { Instant } from './time/instant.ts'

/**
 * An obligation: what a unit owes in a campaign to the committee that receives it.
 * Its whole life is the list of its events; every state, date and rate is derived from them,
 * so that a question "as of T" is answered from what had been recorded by T.
 */
export interface Obligation {
  /** "sk-2026.bac-ninh" */
  id: string
  campaign: string
  unit: string
  /** Unit whose committee receives the report. */
  receiver: string
  level: string
  /** Due instant when it was opened; extensions are events. */
  due: Instant
  events: Event[]
}

interface Happened {
  /** When it took effect: for what was sent by chat, when the server received the activity. */
  at: Instant
  /** When the store learnt of it; differs from `at` only for imported history. */
  recordedAt: Instant
  /** Person id, or "import", or "clock". */
  by: string
  /** Person for whom `by` acted under a delegation. */
  for?: string
  imported?: true
}

export interface Comment {
  field: string
  text: string
}

export type Event = Happened &
  (
    | { kind: 'opened' }
    | { kind: 'started' }
    /** The reporter asks the head to approve exactly this draft revision. */
    | { kind: 'sent-for-approval'; draft: number }
    | { kind: 'sent-back'; draft: number; reason: string }
    /** A version was submitted, by the head's approval or where no head is needed. */
    | { kind: 'submitted'; version: number; receipt: string; complete: boolean; selfApproved?: true; correction?: string }
    | { kind: 'returned'; version: number; comments: Comment[]; reason: string; supplementDue: Instant }
    | { kind: 'accepted'; version: number }
    | { kind: 'withdrawn'; version: number }
    /** An accepted report is to be corrected, with a reason; the accepted version stays in force meanwhile. */
    | { kind: 'correction-opened'; reason: string }
    | { kind: 'extension-asked'; until: Instant; reason: string }
    | { kind: 'extended'; until: Instant; reason: string }
    | { kind: 'extension-refused'; reason: string }
    | { kind: 'waived'; reason: string }
    | { kind: 'merged'; successor: string }
  )
