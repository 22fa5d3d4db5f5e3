import type { Outgoing } from '#ports/channel.ts'

/**
 * Messages as a channel can show them. Teams splits a message with text and a card in two and loses its id,
 * so there the text goes first and the card after it, each a message of its own.
 */
export function forChannel(messages: Outgoing[], channel: string): Outgoing[] {
  if (channel !== 'msteams') return messages
  return messages.flatMap(({ card, ...said }) => (card === undefined ? [said] : [said, { text: said.text, card, ...(said.trace ? { trace: said.trace } : {}) }]))
}
