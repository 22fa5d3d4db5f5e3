import type { Instant } from './time/instant.ts'

/**
 * A message owed: stored in the same transaction as its cause, removed when the connector took it.
 * A reply is ready to send; everything else is worded when it is sent, in its reader's language and from what is true then.
 */
export interface Owed {
  /** Reply: "<conversation>|<activity>"; notice: "<cause>|<person>"; nudges: "nudge|<person>|<day>". Writing the same id twice owes it once. */
  id: string
  /** Conversation record it goes to; null for what goes to a person, wherever that person can be reached. */
  conversation: string | null
  person: string | null
  content:
    | { kind: 'reply'; replyTo: string; messages: unknown[] }
    | { kind: 'notice'; about: string; params: Record<string, unknown> }
    /** All nudges of one person on one day, by their ids. */
    | { kind: 'nudge'; items: string[] }
    /** The week's summary of the units that a committee receives from, for a channel bound to it. */
    | { kind: 'digest'; committee: string }
  at: Instant
  attempts: number
  /** Not to be sent before. */
  notBefore?: Instant
  /** Who is sending it now, and until when nobody else may. A claim that outlives its sender leaves open whether the message was shown. */
  claim?: { by: string; until: Instant }
  /** Answers so far that left open whether it was shown, and how often it was sent again after one. */
  unsure?: number
  resent?: number
  /** Messages of it that were taken already. */
  parts?: number
  /** It may have been shown, and the policy wants a person to decide what to do. */
  held?: { reason: string; at: Instant }
}

/** The kinds of what the service sends on its own initiative. */
export type InitiativeKind = Exclude<Owed['content']['kind'], 'reply'>
