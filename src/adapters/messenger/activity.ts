import { showsCards, splitsCards, type Outgoing, type Reference } from '#ports/channel.ts'

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
  entities?: unknown[]
}

/** How {@link toActivity} is to build. */
export interface ActivityOptions {
  replyTo?: string | undefined
  /** Local mode: the trace goes along for tests and clients. */
  traced: boolean
}

function build(to: Reference, message: Outgoing, options: ActivityOptions, text: string, withCard: boolean): MessageActivity {
  // Where a card stands alone, its words become the notification's preview.
  const cardAlone = withCard && (splitsCards(to.channel) || text === '')
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
    ...(cardAlone ? { summary: cut(message.fallback ?? text, 300) } : { text: to.channel === 'msteams' ? textForTeams(text, message.citations?.length ?? 0) : text }),
    ...(withCard ? { attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' as const, content: message.card }] } : {}),
    ...(suggestions.length > 0
      ? { suggestedActions: {
          ...(to.user ? { to: [to.user.id] } : {}),
          actions: suggestions.map(value => ({ type: 'imBack' as const, title: value, value })),
        } }
      : {}),
    ...(to.channel === 'msteams' && message.citations?.length && !withCard ? { entities: [citationEntity(message.citations)] } : {}),
    ...(options.replyTo ? { replyToId: options.replyTo } : {}),
    ...(options.traced && message.trace ? { channelData: { qcdc: message.trace } } : {}),
  }
}

/** Teams reads Markdown to the letter: a line ends there only with two spaces before its end. What a text rests on is marked behind it: [1][2]. */
function textForTeams(text: string, citations: number): string {
  const lines = text.replace(/(?<=\S)\n(?=\S)/g, '  \n')
  return citations === 0 ? lines : `${lines} ${Array.from({ length: Math.min(citations, MOST_CITATIONS) }, (_, index) => `[${index + 1}]`).join('')}`
}

/** Teams takes at most so many citations, with a title and an abstract of at most so many characters. */
const MOST_CITATIONS = 20
const LONGEST_TITLE = 80
const LONGEST_ABSTRACT = 160

/** The entity by which Teams shows what a text's [1], [2] … rest on (schema.org Message with Claims). */
function citationEntity(citations: NonNullable<Outgoing['citations']>): unknown {
  return {
    type: 'https://schema.org/Message', '@type': 'Message', '@context': 'https://schema.org',
    citation: citations.slice(0, MOST_CITATIONS).map(({ title, abstract }, index) => ({
      '@type': 'Claim', position: index + 1, appearance: { '@type': 'DigitalDocument', name: cut(title, LONGEST_TITLE), abstract: cut(abstract, LONGEST_ABSTRACT) },
    })),
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
  const words = message.fallback ?? message.text
  const textOnly = JSON.stringify(build(to, message, options, words, false))
  if (withCard && Buffer.byteLength(textOnly) <= LARGEST) return textOnly
  let length = Math.min(words.length, LARGEST)
  let fitted = textOnly
  while (Buffer.byteLength(fitted) > LARGEST && length > 0) {
    length = Math.floor(length * 0.8)
    fitted = JSON.stringify(build(to, message, options, cut(words, length), false))
  }
  return fitted
}
