import type { Instant } from '#domain/time/instant.ts'

/** Languages the assistant speaks. */
export type Locale = 'vi' | 'en'

/** Where a conversation can be reached again: what the channel gave, kept as it is. */
export interface Reference {
  channel: string
  serviceUrl: string
  /** The channel's conversation id. */
  conversation: string
  /** personal: one person and the assistant; anything said in the other two is read by others. */
  scope: 'personal' | 'group' | 'channel'
  bot: { id: string; name?: string }
  user?: { id: string; name?: string; aadObjectId?: string }
  tenant?: string
}

/** One incoming activity, parsed once at the edge. */
export type Incoming = {
  /** The channel's activity id: the same id is handled once. */
  id: string
  reference: Reference
  /** Who wrote; aadObjectId where the channel knows it. */
  sender: { id: string; aadObjectId?: string; name?: string }
  /** What the client says its language is. */
  locale?: string
  /** When the server received it, before any queueing: what "on time" is measured by. */
  receivedAt: Instant
} & (
  | { kind: 'text'; text: string }
  /** A press of a card's button, with the card's inputs merged in. `reply` is the activity that showed the card. */
  | { kind: 'press'; data: Record<string, unknown>; reply?: string }
  | { kind: 'files'; files: IncomingFile[]; text: string }
  | { kind: 'joined'; self: boolean }
  | { kind: 'left'; self: boolean }
  | { kind: 'other'; type: string }
)

/** A file that came with a message. */
export interface IncomingFile {
  name: string
  contentType: string
  /** Fetches the content; throws Fault 'file-too-large' or 'file-unavailable'. */
  content(limit: number): Promise<Uint8Array>
}

/** Where a conversation stands, told to tests and clients in local mode as `channelData.qcdc`. */
export interface Trace {
  intent: string
  obligation: string | null
  version: number | null
  /** Field id the assistant now asks for. */
  asking: string | null
  /** Required fields still unanswered. */
  missing: number
  /** Which recognizer answered. */
  recognizer?: string
}

/** Channels that show no Adaptive Cards. */
const CARDLESS = new Set(['email', 'sms', 'twilio-sms', 'directlinespeech', 'alexa', 'line', 'kik', 'telegram', 'groupme'])

/** Whether a channel shows Adaptive Cards; the others get a text that says the same. */
export function showsCards(channel: string): boolean {
  return !CARDLESS.has(channel)
}

/** Whether a channel splits a message that has a text and a card, and loses its id: there they are two messages. */
export function splitsCards(channel: string): boolean {
  return channel === 'msteams'
}

/** One message to show: a text in the channel's markdown subset, and the card that stands under it. */
export interface Outgoing {
  text: string
  card?: AdaptiveCard
  /** Text and card in words, for where the card cannot be shown; the text says it all where this is left out. */
  fallback?: string
  /** Quick replies: shown as suggested actions, sent back as text. */
  suggestions?: string[]
  /** What the text quotes, in the order quoted; shown as citations where the channel has them (Teams). */
  citations?: { title: string; abstract: string }[]
  trace?: Trace
}

/** An Adaptive Card of version 1.5 or lower, as JSON. */
export interface AdaptiveCard {
  type: 'AdaptiveCard'
  version: string
  body: unknown[]
  actions?: unknown[]
  [key: string]: unknown
}
