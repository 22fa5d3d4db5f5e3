import type { Instant } from './time/instant.ts'

/** What the assistant remembers of one conversation of one channel. */
export interface Conversation {
  /** "<channel>|<conversation id>" and, in groups, "|<sender>" is not added: a group is one conversation. */
  id: string
  /** Person id of a personal conversation; null in groups and for strangers. */
  person: string | null
  /** Where to write to, as the channel last said (#ports/channel.ts Reference). */
  reference: unknown
  locale: 'vi' | 'en'
  /** Ids of the last activities handled, newest last: the same id is handled once. */
  handled: string[]
  /** What the conversation is about: the dialog's own state, checked by the dialog. */
  focus: unknown
  touchedAt: Instant
}
