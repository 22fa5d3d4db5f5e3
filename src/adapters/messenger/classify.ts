import type { Delivery } from '#ports/messenger.ts'
import type { Exchange } from './transport.ts'

/** Wait before another try when the connector names none, in milliseconds. */
const WAIT = 2000
/** Wait when the bot's own credentials were refused: nothing will pass before somebody mends them. */
const WAIT_FOR_CREDENTIALS = 60_000
const LONGEST_WAIT = 3_600_000

/** Milliseconds that a Retry-After header asks for (RFC 9110, 10.2.3: seconds or a date), undefined when there is none that can be read. */
export function retryAfterOf(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const text = header.trim()
  const wait = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now
  return Number.isNaN(wait) ? undefined : Math.min(LONGEST_WAIT, Math.max(0, Math.ceil(wait)))
}

/** The connector's own error code in a body such as `{"error":{"code":"BotNotInConversationRoster"}}`; undefined without one. */
export function subcodeOf(body: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(body)
    const holder = typeof parsed === 'object' && parsed !== null && 'error' in parsed ? parsed.error : parsed
    const code = typeof holder === 'object' && holder !== null && 'code' in holder ? holder.code : undefined
    return typeof code === 'string' && /^[\w.-]{1,80}$/.test(code) ? code : undefined
  } catch {
    return undefined
  }
}

/** The id in a body such as `{"id":"1:abc"}`, empty when the connector gave none. */
export function idOf(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'object' && parsed !== null && 'id' in parsed && typeof parsed.id === 'string' ? parsed.id : ''
  } catch {
    return ''
  }
}

/**
 * What an exchange with the connector means for the message. Every answer 5xx and every break after the request had begun is `unsure`: connectors
 * are known to show a message and then to answer 5xx, and there is no key by which a second copy would be recognised.
 */
export function classify(exchange: Exchange, now: number): Delivery {
  if (exchange.kind === 'failed') {
    if (exchange.reason === 'not-an-address') return { outcome: 'unreachable', reason: exchange.reason }
    return exchange.started ? { outcome: 'unsure', reason: exchange.reason } : { outcome: 'again', after: WAIT, reason: exchange.reason }
  }
  const { status, body } = exchange
  if (status >= 200 && status < 300) return { outcome: 'sent', id: idOf(body) }
  const reason = subcodeOf(body) ?? `http-${status}`
  const after = retryAfterOf(exchange.retryAfter, now)
  if (status === 429 || status === 412) return { outcome: 'again', after: after ?? WAIT, reason }
  if (status === 401) return { outcome: 'again', after: after ?? WAIT_FOR_CREDENTIALS, reason }
  if (status === 403 || status === 404 || status === 410) return { outcome: 'unreachable', reason }
  if (status >= 500 || status === 408) return { outcome: 'unsure', reason, ...(after === undefined ? {} : { after }) }
  return { outcome: 'refused', reason }
}
