import type { Outgoing, Reference } from '#ports/channel.ts'
import type { ConversationOpener, Delivery, Messenger, Opened, Stranger } from '#ports/messenger.ts'
import type { Log } from '#ports/log.ts'
import { toActivity } from './activity.ts'
import { classify, idOf } from './classify.ts'
import { createTransport } from './transport.ts'
import type { Exchange, Transport } from './transport.ts'

/** Gives the bot's token for the connector (the value after "Bearer "); `fresh` asks for a new one after a refusal. */
export type Credentials = (fresh: boolean) => Promise<string>

/** Conversations that live in this process: the server's own Direct Line. */
export interface InProcess {
  /** The serviceUrl by which its conversations are known. */
  serviceUrl: string
  /** Shows an activity (JSON of a message) in a conversation; returns its id, null when there is no such conversation. */
  show(conversation: string, activity: string): string | null
  /** Conversation in which a person will be found. */
  open(person: Stranger): string
}

/** What {@link createMessenger} needs. */
export interface MessengerParts {
  /** Local mode: replies carry their trace. */
  local: boolean
  credentials?: Credentials
  inProcess?: InProcess
  log: Log
  transport?: Transport
}

const under = (serviceUrl: string, path: string) => `${serviceUrl.replace(/\/+$/, '')}/v3/conversations${path}`

/** Routes messages to the connector that a conversation lives at, or to the conversations of this process. */
export function createMessenger(parts: MessengerParts): Messenger & ConversationOpener & { close(): Promise<void> } {
  const { local, credentials, inProcess, log } = parts
  const transport = parts.transport ?? createTransport()

  async function authorization(fresh: boolean, deadline: number): Promise<string | undefined> {
    if (!credentials) return undefined
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => reject(new Error('time-out')), deadline) })
    try {
      return `Bearer ${await Promise.race([credentials(fresh), late])}`
    } finally {
      clearTimeout(timer)
    }
  }

  async function post(url: string, body: string, deadline: number): Promise<Exchange> {
    if (!credentials) return transport.post(url, body, { deadline })
    const end = performance.now() + deadline
    const left = () => Math.max(0, end - performance.now())
    try {
      const first = await transport.post(url, body, { deadline: left(), authorization: await authorization(false, left()) })
      // A token can be withdrawn before it runs out; the connector has certainly taken nothing.
      if (first.kind !== 'answer' || first.status !== 401 || left() < 1) return first
      return await transport.post(url, body, { deadline: left(), authorization: await authorization(true, left()) })
    } catch {
      return { kind: 'failed', started: false, reason: 'no-token' }
    }
  }

  function noted<D extends Delivery | Opened>(delivery: D, to: { channel: string; conversation?: string }): D {
    if (delivery.outcome !== 'sent' && delivery.outcome !== 'opened') log.warn('message not delivered', { ...to, outcome: delivery.outcome, reason: delivery.reason })
    return delivery
  }

  return {
    async send(to: Reference, message: Outgoing, { replyTo, deadline }) {
      const activity = toActivity(to, message, { replyTo, traced: local })
      if (inProcess && to.serviceUrl === inProcess.serviceUrl) {
        const id = inProcess.show(to.conversation, activity)
        return noted(id === null ? { outcome: 'unreachable', reason: 'ConversationNotFound' } : { outcome: 'sent', id }, to)
      }
      const path = `/${encodeURIComponent(to.conversation)}/activities${replyTo ? `/${encodeURIComponent(replyTo)}` : ''}`
      return noted(classify(await post(under(to.serviceUrl, path), activity, deadline), Date.now()), { channel: to.channel, conversation: to.conversation })
    },

    async createConversation(person, { deadline }) {
      const { aadObjectId, tenant, channel, serviceUrl, bot } = person
      const opened = (conversation: string): Opened => ({
        outcome: 'opened',
        reference: { channel, serviceUrl, conversation, scope: 'personal', bot, user: { id: aadObjectId, aadObjectId }, ...(tenant ? { tenant } : {}) },
      })
      if (inProcess && serviceUrl === inProcess.serviceUrl) return opened(inProcess.open(person))
      const body = JSON.stringify({
        isGroup: false, bot, members: [{ id: aadObjectId, aadObjectId }],
        ...(tenant ? { tenantId: tenant, channelData: { tenant: { id: tenant } } } : {}),
      })
      const exchange = await post(under(serviceUrl, ''), body, deadline)
      const delivery = classify(exchange, Date.now())
      if (delivery.outcome !== 'sent') return noted(delivery, { channel })
      const conversation = exchange.kind === 'answer' ? idOf(exchange.body) : ''
      return conversation ? opened(conversation) : noted<Opened>({ outcome: 'refused', reason: 'no-conversation-id' }, { channel })
    },

    close: () => transport.close(),
  }
}
