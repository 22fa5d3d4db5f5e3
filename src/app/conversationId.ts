import type { Reference } from '#ports/channel.ts'

/** Id of the conversation record: a channel's own conversation ids are unique only within it. */
export function conversationId(reference: Reference): string {
  return `${reference.channel}|${reference.conversation}`
}
