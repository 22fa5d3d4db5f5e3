import { showsCards, splitsCards, type AdaptiveCard, type Outgoing } from '#ports/channel.ts'
import { textCard } from './cards/buttons.ts'
import { plainText } from './cards/plainText.ts'

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

/**
 * What is said of the assistant's own accord, as a channel can show it: a text with its card is one message, its words on the card where text and card would be
 * two. Each message counts against the connector's rates, and of two one alone can fail.
 */
export function unaskedForChannel(messages: Outgoing[], channel: string): Outgoing[] {
  return messages.flatMap(message => (message.card && message.text !== '' && splitsCards(channel) ? [onOneCard(message, message.card)] : forChannel([message], channel)))
}

/** The text stays, for the channel's notification of it. */
function onOneCard(message: Outgoing, card: AdaptiveCard): Outgoing {
  const lines = message.text.split('\n')
  const words = textCard(lines.map((line, nth) => ({ text: plainText(line), ...(nth === 0 && lines.length > 1 ? { weight: 'Bolder' as const } : {}) })), [])
  return { ...message, card: { ...card, body: [...words.body, ...card.body] } }
}
