import type { Instant } from './time/instant.ts'

/**
 * A message owed: stored in the same transaction as its cause, removed when the connector took it.
 * A reply is ready to send; a notice is worded when it is sent, in its reader's language and from what is true then.
 */
export interface Owed {
  /** Reply: "<conversation>|<activity>"; notice: "<cause>|<person>". Writing the same id twice owes it once. */
  id: string
  /** Conversation record it goes to; null for a notice to a person, wherever that person can be reached. */
  conversation: string | null
  person: string | null
  content: { kind: 'reply'; replyTo: string; messages: unknown[] } | { kind: 'notice'; about: string; params: Record<string, unknown> }
  at: Instant
  attempts: number
}
