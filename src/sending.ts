import { join } from 'node:path'
import { z } from 'zod'
import type { Directory } from '#domain/directory.ts'
import { Fault } from '#domain/fault.ts'
import type { NudgePolicy } from '#domain/nudge/policy.ts'
import type { Calendar } from '#domain/time/calendar.ts'
import type { Reference } from '#ports/channel.ts'
import type { Clock } from '#ports/clock.ts'
import type { Log } from '#ports/log.ts'
import type { ConversationOpener, Messenger } from '#ports/messenger.ts'
import { UNPACED } from '#ports/pace.ts'
import type { Store } from '#ports/store.ts'
import { createConnectorMemory } from '#app/destination.ts'
import { createLanes } from '#app/lanes.ts'
import type { Nudging } from '#app/nudging.ts'
import { createOutbox, type Outbox } from '#app/outbox.ts'
import { planDue, type DueSender } from '#app/sendDue.ts'
import { beginWork } from '#app/work.ts'
import { readJson } from '#adapters/files/readJson.ts'
import { createMemoryPace } from '#adapters/pace/memoryPace.ts'
import { createSharedPace } from '#adapters/pace/sharedPace.ts'
import { unaskedForChannel } from '#dialogs/forChannel.ts'
import { wordNotice } from '#dialogs/notices.ts'
import { wordDigest } from '#dialogs/nudging/wordDigest.ts'
import { wordNudges } from '#dialogs/nudging/wordNudges.ts'
import { nudging as phrases } from '#dialogs/phrases/nudging.ts'
import type { Surroundings } from '#dialogs/turn.ts'
import { DATA, newId } from './openStore.ts'
import type { Config } from './config.ts'

/** Milliseconds a message may take to be taken by the connector: a channel waits 15 s for its answer. */
const DEADLINE = 8000
/** Planning may take one part in this many of the time. */
const PLANNING_SHARE = 50

/** What sends, by what it is wired to. */
export interface SendingParts {
  config: Pick<Config, 'TENANT_RPS' | 'SENDS' | 'STORE_URL'>
  store: Store
  clock: Clock
  messenger: Messenger & ConversationOpener
  calendar: Calendar
  policy: NudgePolicy
  directory(): Promise<Directory>
  surroundings(): Promise<Surroundings>
  log: Log
  /** Whether the connector's rates are kept; a caller whose clock does not tick has no use for them. */
  paced: boolean
}

/** Everything that sends on the service's own initiative, and the replies. */
export interface Sending {
  outbox: Outbox
  due: DueSender
  nudging(): Promise<Nudging>
  /** Looks up what a stop has left over, so that it goes at once when the first tick comes. */
  open(): Promise<void>
  /** Plans what is owed by now (when that was long enough ago, or `planning` says so) and sends what is due; call it from time to time. */
  tick(planning?: boolean): Promise<void>
  /** Remembers the connector that a message came through. */
  learn(reference: Reference): Promise<void>
  /** Begins no further send; what is under way ends by itself. */
  close(): void | Promise<void>
}

const settingsSchema = z.strictObject({
  selfApproval: z.boolean(),
  supplementDays: z.number().int().positive(),
  contact: z.strictObject({ vi: z.string(), en: z.string() }),
})

/** What a deployer decides, from data/settings.json. Throws Fault 'data-invalid'. */
export const readSettings = () => readJson(join(DATA, 'settings.json'), settingsSchema)

/** Wires the outbox to the wording, the policy and the rates. */
export function createSending(parts: SendingParts): Sending {
  const { config, store, clock, messenger, calendar, policy, directory, surroundings, log } = parts
  const nudging = async (): Promise<Nudging> => ({ policy, calendar, directory: await directory() })
  const timers = new Set<NodeJS.Timeout>()
  /** Whether no other instance can have the store open. */
  const alone = config.STORE_URL.startsWith('lowdb:')
  const outbox: Outbox = createOutbox({
    store, messenger, clock, nudging, random: Math.random, run: newId(), sending: createLanes(), deadline: DEADLINE,
    pace: !parts.paced ? UNPACED : alone ? createMemoryPace(config.TENANT_RPS) : createSharedPace(store, config.TENANT_RPS),
    alone,
    failed: (id, outcome, reason) => log.warn('not sent', { owed: id, outcome, reason }),
    word: async (owed, conversation, { items, repeat }) => {
      const reference = conversation.reference as Reference
      const { locale } = conversation
      const now = clock()
      switch (owed.content.kind) {
        case 'nudge':
          return [wordNudges(items, { ...await nudging(), now, locale }, { repeat, channel: reference.channel, inGroup: reference.scope !== 'personal' })]
        case 'digest':
          return wordDigest(store, await directory(), { committee: owed.content.committee, channel: reference.channel, now, locale })
        default: {
          const reader = { person: owed.person ?? conversation.person ?? '', locale }
          const messages = await wordNotice(await surroundings(), beginWork(store, { at: now, by: 'clock' }), owed, reader)
          if (repeat && messages?.[0]) messages[0] = { ...messages[0], text: phrases.repeat[locale]() + messages[0].text }
          return messages && unaskedForChannel(messages, reference.channel)
        }
      }
    },
  }, {
    store, notices: config.SENDS === 'on',
    wake(at) {
      // A timer an instant, not one a message: those due within the same tenth of a second share it.
      const wait = Math.max(0, Math.ceil((at - clock()) / 100) * 100)
      const timer = setTimeout(() => {
        timers.delete(timer)
        outbox.resume().catch(error => log.fault('sweep failed', error))
      }, Math.min(wait, 3_600_000))
      timer.unref()
      timers.add(timer)
    },
  })
  const due: DueSender = { store, outbox, clock, nudging }
  let planAgain = 0
  let planning: Promise<void> | undefined
  const plan = async (): Promise<void> => {
    const begun = performance.now()
    // One instance at a time: what another is planning just now needs no second plan.
    await store.exclusively('plan-nudges', () => planDue(due), { wait: 0 }).catch((error: unknown) => {
      if (!(error instanceof Fault && error.code === 'contended')) throw error
    })
    planAgain = begun + (performance.now() - begun) * PLANNING_SHARE
  }
  return {
    outbox, due, nudging,
    open: () => outbox.load(),
    async tick(now = false) {
      // What is known to be owed goes at once; planning a large organisation takes a moment.
      const leftOver = outbox.resume()
      const planned = now || performance.now() >= planAgain ? (planning ??= plan().finally(() => { planning = undefined })) : Promise.resolve()
      await Promise.all([leftOver, planned.then(() => outbox.sweep())])
    },
    learn: createConnectorMemory(store),
    close() {
      outbox.stop()
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
