import type { Conversation } from '#domain/conversation.ts'
import { reachOfConversation, reachOfPerson } from '#domain/nudge/nudge.ts'
import type { Owed } from '#domain/owed.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Reference } from '#ports/channel.ts'
import type { ConversationOpener } from '#ports/messenger.ts'
import type { Pace } from '#ports/pace.ts'
import type { Store, Write } from '#ports/store.ts'
import { conversationId } from './conversationId.ts'

/** Settings under which bound channels are kept, their committee being the value. */
const BOUND = 'channel/'
/** Settings under which the connectors of channels are kept. */
const CONNECTOR = 'connector/'
/** Channels whose people are known by their Entra object ids, so that a conversation can be opened for somebody who never wrote. */
const OPENING = new Set(['msteams'])

/** A channel's connector for a tenant, as it was last heard from. */
interface Connector {
  channel: string
  tenant?: string
  serviceUrl: string
  bot: { id: string; name?: string }
}

/**
 * - `here`: a conversation to try.
 * - `never-met`: nothing is known by which the person could be written to; it waits until they come.
 * - `unreachable`: every way that is known was refused.
 * - `again`: a conversation could not be opened just now.
 */
export type Destination =
  | { found: 'here'; conversation: Conversation }
  | { found: 'never-met' }
  | { found: 'unreachable'; reason: string }
  | { found: 'again'; after: number }

export interface Finder {
  store: Store
  opener: ConversationOpener
  pace: Pace
  /** Says that no conversation is to be opened any more: who waits for their turn is rejected. */
  stopping?: AbortSignal
  deadline: number
  /** Entra object id of a person. */
  aadObjectId(person: string): Promise<string | undefined>
}

/** Where something owed is to go next: its conversation, else the way the person wants, else wherever they can be reached, else a conversation opened for them. */
export async function findDestination(finder: Finder, owed: Owed, receivers: readonly string[], now: Instant): Promise<Destination> {
  const { store } = finder
  if (owed.conversation !== null) {
    const refused = await refusal(store, owed.conversation)
    const conversation = (await store.get('conversation', owed.conversation))?.record
    if (refused) return { found: 'unreachable', reason: refused }
    return conversation ? { found: 'here', conversation } : { found: 'never-met' }
  }
  const person = owed.person!
  if (owed.content.kind === 'nudge' && (await store.get('preference', person))?.record.where === 'channel') {
    const channel = await boundChannel(store, receivers)
    if (channel) return { found: 'here', conversation: channel }
  }
  const theirs = (await store.find('conversation', 'person', person)).map(one => one.record)
    .filter(one => (one.reference as Reference).scope === 'personal')
    .sort((a, b) => b.touchedAt - a.touchedAt)
  let reason: string | undefined
  for (const conversation of theirs) {
    const refused = await refusal(store, conversation.id)
    if (!refused) return { found: 'here', conversation }
    reason ??= refused
  }
  return openFor(finder, person, reason, now)
}

async function refusal(store: Store, conversation: string): Promise<string | undefined> {
  return (await store.get('reach', reachOfConversation(conversation)))?.record.unreachable?.reason
}

/** The channel bound to a committee, where all of a message is about units that it receives from. */
async function boundChannel(store: Store, receivers: readonly string[]): Promise<Conversation | undefined> {
  const [committee, ...others] = new Set(receivers)
  if (committee === undefined || others.length > 0) return undefined
  for await (const { record } of store.all('setting')) {
    if (!record.id.startsWith(BOUND) || record.value !== committee) continue
    const id = record.id.slice(BOUND.length)
    const conversation = (await store.get('conversation', id))?.record
    if (conversation && !(await refusal(store, id))) return conversation
  }
  return undefined
}

/** Channels bound to committees: conversation → the committee's unit. */
export async function boundChannels(store: Store): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for await (const { record } of store.all('setting')) {
    if (record.id.startsWith(BOUND) && typeof record.value === 'string') found.set(record.id.slice(BOUND.length), record.value)
  }
  return found
}

async function openFor(finder: Finder, person: string, reason: string | undefined, now: Instant): Promise<Destination> {
  const { store, opener, pace, deadline, stopping } = finder
  const aadObjectId = await finder.aadObjectId(person)
  if (aadObjectId === undefined) return reason === undefined ? { found: 'never-met' } : { found: 'unreachable', reason }
  for (const connector of await connectors(store)) {
    const mark = reachOfConversation(`${connector.channel}|${connector.tenant}|new|${person}`)
    const refused = (await store.get('reach', mark))?.record.unreachable?.reason
    if (refused) {
      reason ??= refused
      continue
    }
    const turn = await pace.take(`${connector.channel}|${aadObjectId}`, connector.tenant ?? '', stopping)
    await turn()
    const opened = await opener.createConversation({ ...connector, aadObjectId }, { deadline })
    if (opened.outcome === 'opened') {
      const id = conversationId(opened.reference)
      const known = await store.get('conversation', id)
      // A channel gives the same conversation for the same two: if it was refused before, opening it again does not help.
      const gone = await refusal(store, id)
      if (!gone) {
        const conversation: Conversation = known?.record ?? { id, person, reference: opened.reference, locale: 'vi', handled: [], focus: null, touchedAt: now }
        if (!known) await store.commit({ writes: [{ table: 'conversation', id, record: conversation, expect: 0 }] })
        return { found: 'here', conversation }
      }
      reason ??= gone
    } else if (opened.outcome === 'again' || opened.outcome === 'unsure') {
      // Opening twice gives the same conversation: nothing is shown by it.
      return { found: 'again', after: opened.after ?? 0 }
    } else {
      reason ??= opened.reason
    }
    await store.commit({ writes: [{ table: 'reach', id: mark, record: { id: mark, person, unreachable: { reason: reason ?? 'unknown', at: now } } }] })
  }
  return reason === undefined ? { found: 'never-met' } : { found: 'unreachable', reason }
}

async function connectors(store: Store): Promise<Connector[]> {
  const found: Connector[] = []
  for await (const { record } of store.all('setting')) {
    const connector = record.value as Connector
    if (record.id.startsWith(CONNECTOR) && OPENING.has(connector.channel) && connector.tenant) found.push(connector)
  }
  return found
}

const connectorId = (reference: Reference) => `${CONNECTOR}${reference.channel}|${reference.tenant ?? ''}`

/** Remembers where a channel's connector was last heard from: its address may change, and strangers are reached through it. */
export function createConnectorMemory(store: Store): (reference: Reference) => Promise<void> {
  const known = new Map<string, string>()
  return async reference => {
    const id = connectorId(reference)
    if (known.get(id) === reference.serviceUrl) return
    known.set(id, reference.serviceUrl)
    const connector: Connector = { channel: reference.channel, serviceUrl: reference.serviceUrl, bot: reference.bot, ...(reference.tenant ? { tenant: reference.tenant } : {}) }
    if (((await store.get('setting', id))?.record.value as Connector | undefined)?.serviceUrl === reference.serviceUrl) return
    store.note({ writes: [{ table: 'setting', id, record: { id, value: connector } }] })
  }
}

/** The conversation at the address its connector was last heard from; undefined when that is the one it has. */
export async function atNewAddress(store: Store, conversation: Conversation): Promise<Conversation | undefined> {
  const reference = conversation.reference as Reference
  const connector = (await store.get('setting', connectorId(reference)))?.record.value as Connector | undefined
  if (!connector || connector.serviceUrl === reference.serviceUrl) return undefined
  const stored = await store.get('conversation', conversation.id)
  if (!stored) return undefined
  const moved: Conversation = { ...stored.record, reference: { ...(stored.record.reference as Reference), serviceUrl: connector.serviceUrl } }
  await store.commit({ writes: [{ table: 'conversation', id: moved.id, record: moved, expect: stored.rev }] })
  return moved
}

/** Takes back that a person can't be reached: they have just written. */
export async function reachedAgain(store: Store, person: string): Promise<void> {
  const writes: Write[] = []
  for (const { record } of await store.find('reach', 'person', person)) {
    if (record.unreachable === null) continue
    writes.push({ table: 'reach', id: record.id, record: record.id === reachOfPerson(person) ? { ...record, unreachable: null } : null })
  }
  if (writes.length > 0) store.note({ writes })
}
