import type { Conversation } from '#domain/conversation.ts'
import { backOff, type Random } from '#domain/nudge/backOff.ts'
import { reachOfPerson } from '#domain/nudge/nudge.ts'
import type { InitiativeKind, Owed } from '#domain/owed.ts'
import { dayOf, type Instant } from '#domain/time/instant.ts'
import type { Outgoing, Reference } from '#ports/channel.ts'
import type { Clock } from '#ports/clock.ts'
import type { ConversationOpener, Delivery, Messenger } from '#ports/messenger.ts'
import type { Pace } from '#ports/pace.ts'
import type { Store, Write } from '#ports/store.ts'
import { atNewAddress, findDestination } from './destination.ts'
import type { Nudging } from './nudging.ts'
import { recheckItems, type NudgeItem, type Rechecked } from './recheckItems.ts'
import { settleOwed, without } from './settleOwed.ts'
import { markConversation, markPerson } from './unreachable.ts'

/** What is needed to send on the service's own initiative. */
export interface InitiativeSender {
  store: Store
  messenger: Messenger & ConversationOpener
  pace: Pace
  clock: Clock
  random: Random
  /** This run of the process: a claim of another run, or of one that is over, leaves open whether the message was shown. */
  run: string
  /** Whether no other process can have the store: then claims of other runs are those of the dead. */
  alone: boolean
  nudging(): Promise<Nudging>
  /** Words what is owed for its reader as things stand now; null when it no longer applies. `repeat`: it may have been shown before. */
  word(owed: Owed, conversation: Conversation, about: { items: NudgeItem[]; repeat: boolean }): Promise<Outgoing[] | null>
  /** Says that no further message is to leave: those that wait for their turn give up, unclaimed. */
  stopping?: AbortSignal
  /** Milliseconds one send may take. */
  deadline: number
  /** A send that did not succeed: ids and reasons only. */
  failed(id: string, outcome: string, reason: string): void
}

/** `later` at an instant, or (null) when its reader can be reached again. */
export type Sent = { outcome: 'sent' | 'dropped' | 'unreachable' | 'held' } | { outcome: 'later'; at: Instant | null }

/** A claim outlives its send by this much, in milliseconds, before others take it for dead. */
const LEASE_SLACK = 20_000
/** Ways tried for one message in one go. */
const WAYS = 6
/** An address that is wrong is tried again this often before the conversation counts as gone. */
const WRONG_ADDRESS_TRIES = 2
const WRONG_ADDRESS = 'InvalidBotApiHost'
const NOBODY_THERE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])

/**
 * Sends one notice, message of nudges or digest: rechecked, claimed before it leaves and settled when it was taken, so that a process killed at any moment
 * neither loses it nor shows it twice without counting it as a possible repeat. Callers run it one at a time for one person.
 */
export async function sendInitiative(sender: InitiativeSender, id: string): Promise<Sent> {
  try {
    return await attempt(sender, id)
  } catch (error) {
    // Still owed, and nobody's: the next run sends it.
    if (sender.stopping?.aborted && error instanceof Error && error.name === 'AbortError') return { outcome: 'later', at: null }
    throw error
  }
}

async function attempt(sender: InitiativeSender, id: string): Promise<Sent> {
  const { store, clock } = sender
  const stored = await store.get('owed', id)
  if (!stored) return { outcome: 'sent' }
  let owed = stored.record
  if (owed.held) return { outcome: 'held' }
  const begun = clock()
  if (owed.notBefore !== undefined && owed.notBefore > begun) return { outcome: 'later', at: owed.notBefore }
  const nudging = await sender.nudging()
  if (owed.claim) {
    if (owed.claim.by !== sender.run && !sender.alone && owed.claim.until > begun) return { outcome: 'later', at: owed.claim.until }
    const interrupted = afterDoubt(sender, nudging, owed, { reason: 'interrupted' }, begun)
    const { claim: _dead, ...free } = interrupted
    owed = { ...free, ...(interrupted.held ? {} : { notBefore: begun }) }
    if (owed.held) {
      const ids = owed.content.kind === 'nudge' ? owed.content.items : []
      await settleOwed(store, owed, { items: await itemsOf(store, ids), dropped: [] }, { message: owed, nudges: { state: 'held', reason: 'interrupted' } }, begun)
      return { outcome: 'held' }
    }
    const committed = await store.commit({ writes: [{ table: 'owed', id, record: owed, expect: stored.rev }] })
    if (!committed.ok) return { outcome: 'later', at: begun }
  }
  for (let way = 0; way < WAYS; way++) {
    const now = clock()
    const read = await store.get('owed', id)
    if (!read || read.record.held) return { outcome: 'sent' }
    let { rev } = read
    owed = read.record
    const ids = owed.content.kind === 'nudge' ? owed.content.items : []
    const checked: Rechecked = owed.content.kind === 'nudge' ? await recheckItems(store, nudging, ids, now) : { items: [], dropped: [], at: now }
    owed = without(owed, checked.dropped)
    const settle = (message: Owed | null, nudges: Parameters<typeof settleOwed>[3]['nudges']) => settleOwed(store, owed, checked, { message, nudges }, clock())
    const dropped = async (reason: string | null): Promise<Sent> => {
      await settle(null, { state: 'dropped', reason })
      return { outcome: 'dropped' }
    }
    if (owed.content.kind === 'nudge') {
      if (checked.items.length === 0) return dropped(null)
      if (checked.at > now) {
        await settle({ ...free(owed), notBefore: checked.at }, { state: 'pending', reason: null })
        return { outcome: 'later', at: checked.at }
      }
    }
    const finder = { ...sender, opener: sender.messenger, aadObjectId: async (person: string) => nudging.directory.person(person)?.aadObjectId }
    const to = await findDestination(finder, owed, checked.items.map(({ nudge }) => nudge.receiver), now)
    if (to.found === 'again') {
      const later = deferred(sender, owed, to.after, now)
      await settle(later, { state: 'pending', reason: null })
      return { outcome: 'later', at: later.notBefore! }
    }
    if (to.found !== 'here') {
      if (to.found === 'unreachable' && owed.person !== null) await markPerson(store, nudging.directory, owed.person, to.reason, now)
      if (to.found === 'unreachable' && owed.content.kind !== 'notice') {
        await settle(null, { state: 'unreachable', reason: to.reason })
        return { outcome: 'unreachable' }
      }
      // A notice waits for its reader; so do nudges of somebody whom nobody has met, until newer ones overtake them.
      if (checked.dropped.length > 0 || owed.claim) await settle(free(owed), { state: 'pending', reason: null })
      return { outcome: 'later', at: null }
    }
    const messages = await sender.word(owed, to.conversation, { items: checked.items, repeat: (owed.unsure ?? 0) > 0 })
    if (!messages) return dropped('gone')
    const reference = to.conversation.reference as Reference
    let delivery: Delivery = { outcome: 'sent', id: '' }
    for (let part = owed.parts ?? 0; part < messages.length; part++) {
      // What has begun to be shown is shown whole.
      const turn = await sender.pace.take(to.conversation.id, reference.tenant ?? '', part === 0 ? sender.stopping : undefined)
      const claimed = await claim(sender, owed, part, rev++)
      if (!claimed) return { outcome: 'later', at: clock() }
      owed = claimed
      await turn()
      delivery = await sender.messenger.send(reference, messages[part]!, { deadline: sender.deadline })
      if (delivery.outcome !== 'sent') break
    }
    if (delivery.outcome === 'sent') {
      await settle(null, { state: 'sent', reason: null })
      return { outcome: 'sent' }
    }
    sender.failed(id, delivery.outcome, delivery.reason)
    const after = clock()
    if (delivery.outcome === 'refused') return dropped('refused')
    if (delivery.outcome === 'unsure') {
      const doubted = afterDoubt(sender, nudging, owed, delivery, after)
      await settle(doubted, doubted.held ? { state: 'held', reason: delivery.reason } : { state: 'pending', reason: null })
      return doubted.held ? { outcome: 'held' } : { outcome: 'later', at: doubted.notBefore! }
    }
    // Certainly not shown from here on: another way may be tried at once.
    const moved = delivery.reason === WRONG_ADDRESS || NOBODY_THERE.has(delivery.reason) ? await atNewAddress(store, to.conversation) : undefined
    if (moved) continue
    if (delivery.outcome === 'again' || (delivery.reason === WRONG_ADDRESS && owed.attempts < WRONG_ADDRESS_TRIES)) {
      const later = deferred(sender, owed, delivery.outcome === 'again' ? delivery.after : 0, after)
      await settle(later, { state: 'pending', reason: null })
      return { outcome: 'later', at: later.notBefore! }
    }
    await markConversation(store, to.conversation.id, owed.person, delivery.reason, after)
  }
  const later = deferred(sender, owed, 0, clock())
  await store.commit({ writes: [{ table: 'owed', id, record: later }] })
  return { outcome: 'later', at: later.notBefore! }
}

async function itemsOf(store: Store, ids: readonly string[]): Promise<NudgeItem[]> {
  const items: NudgeItem[] = []
  for (const id of ids) {
    const nudge = (await store.get('nudge', id))?.record
    const obligation = nudge && (await store.get('obligation', nudge.obligation))?.record
    const campaign = nudge && (await store.get('campaign', nudge.campaign))?.record
    if (nudge && obligation && campaign) items.push({ nudge, obligation, campaign })
  }
  return items
}

/**
 * Claims a message for one send, durably, before it leaves; undefined when somebody else has changed it since it was read. Of nudges it is noted with that
 * on which day they go, which may be a later one than they were gathered on: there is one such message a day.
 */
async function claim({ store, clock, run, deadline }: InitiativeSender, owed: Owed, part: number, rev: number): Promise<Owed | undefined> {
  const now = clock()
  const claimed: Owed = { ...owed, parts: part, claim: { by: run, until: now + deadline + LEASE_SLACK } }
  const writes: Write[] = [{ table: 'owed', id: owed.id, record: claimed, expect: rev }]
  if (owed.content.kind === 'nudge' && owed.person !== null) {
    const id = reachOfPerson(owed.person)
    const reach = await store.get('reach', id)
    const nudgedOn = dayOf(now)
    if (reach?.record.nudgedOn !== nudgedOn) writes.push({ table: 'reach', id, record: { ...(reach?.record ?? { id, person: owed.person, unreachable: null }), nudgedOn }, expect: reach?.rev ?? 0 })
  }
  return (await store.commit({ writes })).ok ? claimed : undefined
}

function free({ claim: _claim, ...owed }: Owed): Owed {
  return owed
}

/** Certainly not shown: tried again after what the connector asked for, or longer each time. */
function deferred({ random }: InitiativeSender, owed: Owed, after: number, now: Instant): Owed {
  const attempts = owed.attempts + 1
  return { ...free(owed), attempts, notBefore: now + Math.max(after, backOff(attempts, random)) }
}

/** It may have been shown: sent again after a pause as often as the policy says, then held for somebody to decide. */
function afterDoubt({ random }: InitiativeSender, { policy }: Nudging, owed: Owed, { reason, after = 0 }: { reason: string; after?: number }, now: Instant): Owed {
  const rule = policy.unsure[owed.content.kind as InitiativeKind]
  const unsure = (owed.unsure ?? 0) + 1
  if (rule.do === 'hold' || unsure > rule.times) return { ...free(owed), unsure, held: { reason, at: now } }
  const pause = policy.unsure.pauseSeconds * 1000
  return { ...free(owed), unsure, resent: (owed.resent ?? 0) + 1, notBefore: now + Math.max(after, Math.round(pause * (0.75 + random() / 2))) }
}
