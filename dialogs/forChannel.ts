import { showsCards, type Outgoing } from '#ports/channel.ts'

/** What a dialog says: a text, and the card that stands under it; `fallback` says in words what the card asks, for channels without cards. */
export interface Said extends Outgoing {
  fallback?: string
}

/**
 * Messages as a channel can show them. A text and a card are two messages: clients show a card instead of its text, and Teams splits
 * a message that has both and loses its id.
 */
export function forChannel(messages: Said[], channel: string): Outgoing[] {
  return messages.flatMap(({ fallback, card, ...said }): Outgoing[] => {
    if (card === undefined) return [said]
    const inWords = fallback ?? said.text
    if (!showsCards(channel)) return [{ ...said, text: inWords }]
    const { suggestions, ...text } = said
    // What is cited belongs to the text that quotes it.
    const shown: Outgoing = { text: inWords, card, ...(said.trace ? { trace: said.trace } : {}), ...(suggestions ? { suggestions } : {}) }
    return said.text === '' ? [shown] : [text, shown]
  })
}
