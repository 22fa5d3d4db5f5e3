import type { Outgoing, Reference } from './channel.ts'

/**
 * What became of a send.
 * - `sent`: the connector took it.
 * - `again`: certainly not taken (429, 412, refused connection): may be sent again, not before `after` ms.
 * - `unsure`: it may have been shown (5xx after the body was sent, reset, time-out).
 * - `unreachable`: this conversation can't be written to (403 and 404 subcodes); `reason` is the subcode.
 * - `refused`: the message itself is not acceptable (400, 413): sending it again will not help.
 */
export type Delivery =
  | { outcome: 'sent'; id: string }
  | { outcome: 'again'; after: number; reason: string }
  | { outcome: 'unsure'; reason: string }
  | { outcome: 'unreachable'; reason: string }
  | { outcome: 'refused'; reason: string }

/** Sends to a conversation. Never throws and never takes longer than the deadline given. */
export interface Messenger {
  send(to: Reference, message: Outgoing, options: { replyTo?: string; deadline: number }): Promise<Delivery>
}
