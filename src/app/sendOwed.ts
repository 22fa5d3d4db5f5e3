import type { Conversation } from '#domain/conversation.ts'
import type { Owed } from '#domain/owed.ts'
import type { Outgoing, Reference } from '#ports/channel.ts'
import type { Clock } from '#ports/clock.ts'
import type { Messenger } from '#ports/messenger.ts'
import type { Store } from '#ports/store.ts'
import type { Lanes } from './lanes.ts'

export interface OwedSender {
  store: Store
  messenger: Messenger
  /** One lane a conversation, other than the turns' own: a hanging connector holds back only what is said to that conversation. */
  sending: Lanes
  clock: Clock
  /** Words a notice for its reader as things stand now; null when it no longer applies. */
  word(owed: Owed, conversation: Conversation): Promise<Outgoing[] | null>
  /** Milliseconds one send may take. */
  deadline: number
  /** A send that did not succeed: ids and reasons only. */
  failed(id: string, outcome: string, reason: string): void
}

/** How often a message that may have been shown is sent again. */
const UNSURE_RESENDS = 1
const ATTEMPTS = 12

/**
 * - `sent`: every message of it was taken by the connector.
 * - `dropped`: it will never be sent (refused by the channel, or no longer true).
 * - `later`: still owed.
 */
export type SentOwed = 'sent' | 'dropped' | 'later'

/** Sends what is owed to where it is owed, and takes it off the store when the connector took it. */
export async function sendOwed(sender: OwedSender, owed: Owed): Promise<SentOwed> {
  const conversation = await destination(sender.store, owed)
  if (!conversation) return 'later'
  return sender.sending.run(conversation.id, async () => {
    // Another attempt may have been under way in this lane.
    const current = (await sender.store.get('owed', owed.id))?.record
    if (!current) return 'sent'
    const messages = current.content.kind === 'reply' ? (current.content.messages as Outgoing[]) : await sender.word(current, conversation)
    if (!messages) {
      sender.store.note({ writes: [{ table: 'owed', id: owed.id, record: null }] })
      return 'dropped'
    }
    for (let sent = 0; sent < messages.length; sent++) {
      const options = { deadline: sender.deadline, ...(current.content.kind === 'reply' ? { replyTo: current.content.replyTo } : {}) }
      const delivery = await sender.messenger.send(conversation.reference as Reference, messages[sent]!, options)
      if (delivery.outcome === 'sent') continue
      sender.failed(owed.id, delivery.outcome, delivery.reason)
      const attempts = current.attempts + 1
      const hopeless = delivery.outcome === 'refused' || delivery.outcome === 'unreachable'
      const enough = delivery.outcome === 'unsure' ? attempts > UNSURE_RESENDS : attempts >= ATTEMPTS
      const gone = hopeless || (enough && current.content.kind === 'reply')
      const rest: Owed | null = gone ? null : remaining(current, messages, sent, attempts)
      sender.store.note({ writes: [{ table: 'owed', id: owed.id, record: rest }] })
      return gone ? 'dropped' : 'later'
    }
    sender.store.note({ writes: [{ table: 'owed', id: owed.id, record: null }] })
    return 'sent'
  })
}

/** What is left of a reply of several messages: those taken are not sent again. */
function remaining(owed: Owed, messages: Outgoing[], sent: number, attempts: number): Owed {
  if (owed.content.kind !== 'reply') return { ...owed, attempts }
  return { ...owed, attempts, content: { ...owed.content, messages: messages.slice(sent) } }
}

/** A reply goes to its conversation, a notice to the person's personal conversation last used. */
async function destination(store: Store, owed: Owed): Promise<Conversation | undefined> {
  if (owed.conversation !== null) return (await store.get('conversation', owed.conversation))?.record
  const theirs = await store.find('conversation', 'person', owed.person!)
  return theirs.map(one => one.record)
    .filter(one => (one.reference as Reference).scope === 'personal')
    .sort((a, b) => b.touchedAt - a.touchedAt)[0]
}
