import type { Outgoing, Reference } from './channel.ts'

/**
 * What became of a send.
 * - `sent`: the connector took it.
 * - `again`: certainly not taken (429, 412, refused connection): may be sent again, not before `after` ms.
 * - `unsure`: it may have been shown (5xx after the body was sent, reset, time-out); `after` ms where the connector asked to wait.
 * - `unreachable`: this conversation can't be written to (403 and 404 subcodes); `reason` is the subcode.
 * - `refused`: the message itself is not acceptable (400, 413): sending it again will not help.
 */
export type Delivery =
  | { outcome: 'sent'; id: string }
  | { outcome: 'again'; after: number; reason: string }
  | { outcome: 'unsure'; reason: string; after?: number }
  | { outcome: 'unreachable'; reason: string }
  | { outcome: 'refused'; reason: string }

/** Sends to a conversation. Never throws and never takes longer than the deadline given, in milliseconds from now. */
export interface Messenger {
  send(to: Reference, message: Outgoing, options: { replyTo?: string; deadline: number }): Promise<Delivery>
}

/** A person the assistant has not met, and the channel in which a personal conversation is to be opened. */
export interface Stranger {
  aadObjectId: string
  tenant?: string
  channel: string
  serviceUrl: string
  bot: { id: string; name?: string }
}

/** `opened`: the person can be written to at `reference` from now on. The rest as in {@link Delivery}. */
export type Opened = { outcome: 'opened'; reference: Reference } | Exclude<Delivery, { outcome: 'sent' }>

/** Opens a personal conversation. Never throws and never takes longer than the deadline given, in milliseconds from now. */
export interface ConversationOpener {
  createConversation(person: Stranger, options: { deadline: number }): Promise<Opened>
}
