import { backOff } from '#domain/nudge/backOff.ts'
import type { Owed } from '#domain/owed.ts'
import type { Outgoing, Reference } from '#ports/channel.ts'
import type { Store } from '#ports/store.ts'
import type { Lanes } from './lanes.ts'
import { sendInitiative, type InitiativeSender, type Sent } from './sendInitiative.ts'

/** What is needed to send anything owed. */
export interface OwedSender extends InitiativeSender {
  /** One lane a reader, other than the turns' own: a hanging connector holds back only what is said to that conversation. */
  sending: Lanes
}

/** A reply that may have been shown is sent again this often. */
const UNSURE_RESENDS = 1
const ATTEMPTS = 12
/** Least milliseconds before a reply is sent again. */
const PAUSE = 2000

/** Sends what is owed to where it is owed, and takes it off the store when the connector took it. `to`: where a reply goes, said by the turn that has just written it. */
export async function sendOwed(sender: OwedSender, owed: Owed, to?: Reference): Promise<Sent> {
  if (owed.content.kind !== 'reply') return sender.sending.run(owed.person ?? owed.conversation!, () => sendInitiative(sender, owed.id))
  return sender.sending.run(owed.conversation!, waited => sendReply(sender, owed, waited ? undefined : to))
}

/** Sends a reply: at once, without waiting for its turn, since somebody looks at the screen. `to`: where it goes, when it did not have to wait for another message. */
async function sendReply({ store, messenger, clock, random, pace, deadline, failed }: OwedSender, given: Owed, to: Reference | undefined): Promise<Sent> {
  const { id } = given
  // Until its deadline a reply is its turn's to send. When it waited, or is older, another attempt may have been made.
  const fresh = to !== undefined && clock() < given.at + deadline
  const [owed, reference] = fresh ? [given, to] : await readAgain(store, id, given.conversation!)
  if (owed?.content.kind !== 'reply') return { outcome: 'sent' }
  if (!reference) return { outcome: 'later', at: null }
  if (owed.notBefore !== undefined && owed.notBefore > clock()) return { outcome: 'later', at: owed.notBefore }
  const { messages, replyTo } = owed.content
  for (let sent = 0; sent < messages.length; sent++) {
    pace.count(reference.tenant ?? '')
    const delivery = await messenger.send(reference, messages[sent] as Outgoing, { deadline, replyTo })
    if (delivery.outcome === 'sent') continue
    failed(id, delivery.outcome, delivery.reason)
    const attempts = owed.attempts + 1
    const unsure = (owed.unsure ?? 0) + (delivery.outcome === 'unsure' ? 1 : 0)
    const hopeless = delivery.outcome === 'refused' || delivery.outcome === 'unreachable'
    const gone = hopeless || unsure > UNSURE_RESENDS || attempts >= ATTEMPTS
    const notBefore = clock() + Math.max(PAUSE, backOff(attempts, random), 'after' in delivery ? delivery.after ?? 0 : 0)
    // Those taken are not sent again.
    const rest: Owed | null = gone ? null : { ...owed, attempts, unsure, notBefore, content: { ...owed.content, messages: messages.slice(sent) } }
    store.note({ writes: [{ table: 'owed', id, record: rest }] })
    return gone ? { outcome: 'dropped' } : { outcome: 'later', at: notBefore }
  }
  store.note({ writes: [{ table: 'owed', id, record: null }] })
  return { outcome: 'sent' }
}

async function readAgain(store: Store, id: string, conversation: string): Promise<[Owed?, Reference?]> {
  const [owed, to] = await Promise.all([store.get('owed', id), store.get('conversation', conversation)])
  return [owed?.record, to?.record.reference as Reference | undefined]
}
