import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCalendar } from '#adapters/files/readCalendar.ts'
import { openLowdbStore } from '#adapters/store-lowdb/openLowdbStore.ts'
import { createLanes } from '#app/lanes.ts'
import type { Nudging } from '#app/nudging.ts'
import { createOutbox, type Outbox } from '#app/outbox.ts'
import type { DueSender } from '#app/sendDue.ts'
import { createDirectoryCache } from '#app/directoryCache.ts'
import type { Conversation } from '#domain/conversation.ts'
import { policySchema, type NudgePolicy } from '#domain/nudge/policy.ts'
import { dayOf, type Instant } from '#domain/time/instant.ts'
import type { Outgoing, Reference } from '#ports/channel.ts'
import type { ConversationOpener, Delivery, Messenger, Opened, Stranger } from '#ports/messenger.ts'
import { UNPACED } from '#ports/pace.ts'
import type { Store, Write } from '#ports/store.ts'
import { readJson } from '#adapters/files/readJson.ts'
import { wordNudges } from '#dialogs/nudging/wordNudges.ts'
import { DATA } from '../directory/withStore.ts'
import type { organisation } from './organisation.ts'

export const CALENDAR = await readCalendar(join(DATA, 'holidays'))
export const POLICY = await readJson(join(DATA, 'nudges', 'policy.json'), policySchema)

/** A message as it was shown: which nudges it held, to whom and when. */
export interface Shown {
  conversation: string
  serviceUrl: string
  person: string
  at: Instant
  items: string[]
  repeat: boolean
  message: Outgoing
}

/** The whole nudging over a real store, with a clock and a connector that a test sets. */
export interface World {
  store: Store
  outbox: Outbox
  due: DueSender
  shown: Shown[]
  /** "<person> <day>" of every send, whatever became of it. */
  tried: Set<string>
  now: Instant
  /** What the connector does with a send; shows it and says so unless told otherwise. `store` decides whether the message is shown. */
  deliver: (shown: Shown) => Delivery & { store?: boolean }
  /** What the connector answers when a conversation is to be opened with somebody who never wrote; not allowed unless told otherwise. */
  open: (stranger: Stranger) => Opened
  /** Stops and starts again: another run of the process on the same store. */
  restart(): void
  nudging(): Promise<Nudging>
  close(): Promise<void>
}

/** Opens a world with an organisation in it whose people have all been met. */
export async function openWorld(org: ReturnType<typeof organisation>, now: Instant, { policy = POLICY, met = true, run = randomUUID() }: { policy?: NudgePolicy; met?: boolean; run?: string } = {}): Promise<World> {
  const dir = await mkdtemp(join(tmpdir(), 'qcdc-'))
  const store = await openLowdbStore({ dir: join(dir, 'store'), clock: () => world.now, newId: () => randomUUID().replaceAll('-', '') })
  const writes: Write[] = [
    ...org.units.map(record => ({ table: 'unit' as const, id: record.id, record })),
    ...org.people.map(record => ({ table: 'person' as const, id: record.id, record })),
    ...org.monitorings.map(record => ({ table: 'monitoring' as const, id: record.id, record })),
    ...(met ? org.people.map(({ id }) => ({ table: 'conversation' as const, id: `msteams|${id}`, record: conversationOf(id, now) })) : []),
  ]
  for (let start = 0; start < writes.length; start += 2000) await store.commit({ writes: writes.slice(start, start + 2000) })
  const directory = createDirectoryCache(store, () => {})
  const nudging = async (): Promise<Nudging> => ({ policy, calendar: CALENDAR, directory: await directory() })
  const worded = new WeakMap<Outgoing, { items: string[]; repeat: boolean; person: string }>()
  let runs = 0

  function outboxOf(): Outbox {
    const messenger: Messenger & ConversationOpener = {
      async send(to: Reference, message) {
        const about = worded.get(message)!
        const shown: Shown = { conversation: to.conversation, serviceUrl: to.serviceUrl, at: world.now, message, ...about }
        world.tried.add(`${shown.person} ${dayOf(world.now)}`)
        const { store: kept, ...delivery } = world.deliver(shown)
        if (kept ?? delivery.outcome === 'sent') world.shown.push(shown)
        return delivery as Delivery
      },
      createConversation: async stranger => world.open(stranger),
    }
    // Chance is the same every time: what fails once can be looked at again.
    let seed = 7
    return createOutbox({
      store, messenger, pace: UNPACED, clock: () => world.now, random: () => ((seed = (seed * 16807) % 2147483647) / 2147483647), run: `${run}-${++runs}`, alone: true,
      nudging, sending: createLanes(), deadline: 10_000, failed() {},
      word: async (owed, { locale }, { items, repeat }) => {
        const message = items.length === 0 ? { text: owed.id } : wordNudges(items, { ...await nudging(), now: world.now, locale }, { repeat, channel: 'msteams', inGroup: false })
        worded.set(message, { items: items.map(({ nudge }) => nudge.id), repeat, person: owed.person ?? '' })
        return [message]
      },
    }, { store, notices: true })
  }

  const world: World = {
    store, nudging, now, shown: [], tried: new Set(),
    outbox: undefined as never, due: undefined as never,
    deliver: () => ({ outcome: 'sent', id: '1' }),
    open: () => ({ outcome: 'unreachable', reason: 'ConversationNotFound' }),
    restart() {
      world.outbox = outboxOf()
      world.due = { store, outbox: world.outbox, clock: () => world.now, nudging }
    },
    async close() {
      await store.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
  world.restart()
  return world
}

/** A personal conversation in Teams. */
export function conversationOf(person: string, at: Instant, channel = 'msteams'): Conversation {
  const reference: Reference = { channel, serviceUrl: 'http://connector', conversation: person, scope: 'personal', bot: { id: 'bot' }, tenant: 't' }
  return { id: `${channel}|${person}`, person, reference, locale: 'vi', handled: [], focus: null, touchedAt: at }
}
