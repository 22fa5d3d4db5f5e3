import { showsCards, type Outgoing, type Reference } from '#ports/channel.ts'

/** Most bytes of one activity as JSON: Teams refuses messages above about 100 KB. */
const LARGEST = 80_000

/** An activity of type message as the connector takes it. */
export interface MessageActivity {
  type: 'message'
  channelId: string
  from: { id: string; name?: string }
  recipient?: { id: string; name?: string }
  conversation: { id: string; tenantId?: string }
  textFormat: 'markdown'
  inputHint: 'expectingInput' | 'acceptingInput'
  text?: string
  summary?: string
  replyToId?: string
  attachments?: { contentType: 'application/vnd.microsoft.card.adaptive'; content: unknown }[]
  suggestedActions?: { to?: string[]; actions: { type: 'imBack'; title: string; value: string }[] }
  channelData?: { qcdc: unknown }
}

/** How {@link toActivity} is to build. */
export interface ActivityOptions {
  replyTo?: string | undefined
  /** Local mode: the trace goes along for tests and clients. */
  traced: boolean
}

function build(to: Reference, message: Outgoing, options: ActivityOptions, text: string, withCard: boolean): MessageActivity {
  // Teams splits a message with text and a card in two and forgets its id, so there the text becomes the notification's preview.
  const cardAlone = withCard && to.channel === 'msteams'
  // A suggestion is one person's answer, so not for a group; Teams shows six.
  const suggestions = to.scope === 'personal' ? (message.suggestions ?? []).slice(0, to.channel === 'msteams' ? 6 : undefined) : []
  return {
    type: 'message',
    channelId: to.channel,
    from: to.bot,
    ...(to.user ? { recipient: { id: to.user.id, ...(to.user.name ? { name: to.user.name } : {}) } } : {}),
    conversation: { id: to.conversation, ...(to.tenant ? { tenantId: to.tenant } : {}) },
    textFormat: 'markdown',
    inputHint: message.trace?.asking ? 'expectingInput' : 'acceptingInput',
    ...(cardAlone ? { summary: cut(text, 300) } : { text }),
    ...(withCard ? { attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' as const, content: message.card }] } : {}),
    ...(suggestions.length > 0
      ? { suggestedActions: {
          ...(to.user ? { to: [to.user.id] } : {}),
          actions: suggestions.map(value => ({ type: 'imBack' as const, title: value, value })),
        } }
      : {}),
    ...(options.replyTo ? { replyToId: options.replyTo } : {}),
    ...(options.traced && message.trace ? { channelData: { qcdc: message.trace } } : {}),
  }
}

/** The first `length` characters, never half a character pair, with an ellipsis where something was cut. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text
  const end = text.slice(0, length - 1)
  return `${/[\uD800-\uDBFF]$/.test(end) ? end.slice(0, -1) : end}…`
}

/**
 * The JSON of one message, under 80 KB in UTF-8: a card that would not fit gives way to its text, a text that would not fit is cut.
 */
export function toActivity(to: Reference, message: Outgoing, options: ActivityOptions): string {
  const withCard = message.card !== undefined && showsCards(to.channel)
  const whole = JSON.stringify(build(to, message, options, message.text, withCard))
  // A UTF-16 unit takes at most three bytes, so short messages need no counting.
  if (whole.length * 3 <= LARGEST || Buffer.byteLength(whole) <= LARGEST) return whole
  const textOnly = JSON.stringify(build(to, message, options, message.text, false))
  if (withCard && Buffer.byteLength(textOnly) <= LARGEST) return textOnly
  let length = Math.min(message.text.length, LARGEST)
  let fitted = textOnly
  while (Buffer.byteLength(fitted) > LARGEST && length > 0) {
    length = Math.floor(length * 0.8)
    fitted = JSON.stringify(build(to, message, options, cut(message.text, length), false))
  }
  return fitted
}
