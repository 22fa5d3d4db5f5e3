import { showsCards, splitsCards, type Outgoing } from '#ports/channel.ts'

/** Messages as a channel can show them: where a text and a card cannot stand in one message they become two, and where there are no cards their words take their place. */
export function forChannel(messages: Outgoing[], channel: string): Outgoing[] {
  return messages.flatMap((message): Outgoing[] => {
    const { fallback, card, ...said } = message
    if (card === undefined) return [said]
    if (!showsCards(channel)) return [{ ...said, text: fallback ?? said.text }]
    if (!splitsCards(channel) || said.text === '') return [message]
    const { suggestions, ...text } = said
    // What is cited belongs to the text that quotes it.
    return [text, { text: '', card, fallback: fallback ?? said.text, ...(said.trace ? { trace: said.trace } : {}), ...(suggestions ? { suggestions } : {}) }]
  })
}
