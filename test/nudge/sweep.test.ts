import { expect, it, onTestFinished } from 'vitest'
import { openLowdbStore } from '#adapters/store-lowdb/openLowdbStore.ts'
import { createConnectorMemory } from '#app/destination.ts'
import { createLanes } from '#app/lanes.ts'
import { createOutbox } from '#app/outbox.ts'
import type { OwedSender } from '#app/sendOwed.ts'
import type { Owed } from '#domain/owed.ts'
import type { Reference } from '#ports/channel.ts'
import type { Stranger } from '#ports/messenger.ts'
import { UNPACED, type Pace } from '#ports/pace.ts'
import { testFolder } from '../testFolder.ts'

const MORNING = Date.parse('2026-06-10T09:00:00+07:00')
const DEADLINE = 8000

/** A pace that gives no turn to who can be told to stop, but goes on with who can't; and what resolves when the first waits. */
function holding(): { pace: Pace; waits: Promise<void> } {
  const { promise: waits, resolve: asked } = Promise.withResolvers<void>()
  return {
    waits,
    pace: {
      take: async (thread, tenant, signal) => {
        asked()
        if (!signal) return UNPACED.take(thread, tenant)
        signal.throwIfAborted()
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      },
      count() {},
    },
  }
}

/** An outbox that finds a reply owed since this instant; what it showed, whom it opened a conversation for, and what failed. */
async function sweeping(alone: boolean, pace: Pace = UNPACED) {
  const dir = await testFolder()
  let now = MORNING
  const shown: string[] = []
  const store = await openLowdbStore({ dir, clock: () => now, newId: () => 'salt' })
  onTestFinished(() => store.close())
  const to = { tenant: 't' } as Reference
  const owed: Owed = { id: 'msteams|a|1', conversation: 'msteams|a', person: null, content: { kind: 'reply', replyTo: '1', messages: [{ text: 'Đã lưu.' }] }, at: now, attempts: 0 }
  await store.commit({ writes: [
    { table: 'conversation', id: 'msteams|a', record: { id: 'msteams|a', person: 'p', locale: 'vi', focus: {}, reference: to, handled: ['1'], touchedAt: now } },
    { table: 'owed', id: owed.id, record: owed },
  ] })
  const opened: string[] = []
  const failed: string[] = []
  /** How long the connector asks to wait, one a send to come. */
  const refusals: number[] = []
  const messenger = {
    send: async (_: unknown, message: { text: string }) => {
      const after = refusals.shift()
      if (after !== undefined) return { outcome: 'again', after, reason: 'http-429' } as const
      shown.push(message.text)
      return { outcome: 'sent', id: '1' } as const
    },
    createConversation: async ({ aadObjectId, ...stranger }: Stranger) => {
      opened.push(aadObjectId)
      return { outcome: 'opened', reference: { ...stranger, conversation: 'new', scope: 'personal' } } as const
    },
  }
  const directory = { person: (id: string) => ({ aadObjectId: `aad-${id}` }) }
  const sender = { store, messenger, pace, clock: () => now, alone, deadline: DEADLINE, random: () => 0, run: 'r', sending: createLanes(), failed: (id: string) => failed.push(id), nudging: async () => ({ directory }), word: async () => [{ text: 'Đã nhận báo cáo.' }] }
  const woken: number[] = []
  const outbox = createOutbox(sender as unknown as OwedSender, { store, notices: true, wake: at => woken.push(at) })
  /** That of another instance on the same store. */
  const other = createOutbox({ ...sender, run: 's', sending: createLanes() } as unknown as OwedSender, { store, notices: true })
  return { outbox, other, shown, opened, failed, refusals, woken, store, owed, to, later: (by: number) => { now += by } }
}

it('leaves a young reply to the instance that took its turn, which may be sending it, and sends it when that has died', async () => {
  const { outbox, shown, woken, later } = await sweeping(false)
  expect(await outbox.sweep()).toBe(MORNING + DEADLINE)
  expect([shown, woken]).toEqual([[], [MORNING + DEADLINE]])
  later(DEADLINE)
  expect(await outbox.resume()).toBeNull()
  expect(shown).toEqual(['Đã lưu.'])
})

it.each([[true, 2000], [false, 2000 + DEADLINE]])('sends a reply again that a service did not get rid of before it ended, when its time has come and nobody can be sending it (alone: %s)', async (alone, after) => {
  const { outbox, shown, store, later, owed } = await sweeping(alone)
  await store.commit({ writes: [{ table: 'owed', id: owed.id, record: { ...owed, attempts: 1, notBefore: MORNING + 2000 } }] })
  await outbox.load()
  expect(await outbox.resume()).toBe(MORNING + after)
  expect(shown).toEqual([])
  later(after)
  expect(await outbox.resume()).toBeNull()
  expect(shown).toEqual(['Đã lưu.'])
})

it('forgets a young reply that was sent meanwhile', async () => {
  const { outbox, shown, later, store } = await sweeping(false)
  await outbox.sweep()
  await store.commit({ writes: [{ table: 'owed', id: 'msteams|a|1', record: null }] })
  later(DEADLINE)
  expect(await outbox.resume()).toBeNull()
  expect(shown).toEqual([])
})

it('sends at once what a stop left, where no other process can have the store', async () => {
  const { outbox, shown } = await sweeping(true)
  await outbox.load()
  expect(await outbox.resume()).toBeNull()
  expect(shown).toEqual(['Đã lưu.'])
})

it('leaves a young reply to its turn, which sends it without looking it up', async () => {
  const { outbox, shown, store, owed, to } = await sweeping(true)
  expect(await outbox.sweep()).toBe(MORNING + DEADLINE)
  expect(shown).toEqual([])
  store.get = () => Promise.reject(new RangeError('asked'))
  await outbox.send(owed, to)
  expect(shown).toEqual(['Đã lưu.'])
})

it('looks whether a young reply is still owed when it had to wait: another instance to which its activity was delivered again may have sent it', async () => {
  const { outbox, shown, store, owed, to } = await sweeping(false)
  const earlier = outbox.send({ ...owed, id: 'msteams|a|0' }, to)
  const waiting = outbox.send(owed, to)
  store.note({ writes: [{ table: 'owed', id: owed.id, record: null }] })
  await Promise.all([earlier, waiting])
  expect(shown).toHaveLength(1)
})

it('shows a reply once whose turn comes to it only after its deadline, beside a sweep', async () => {
  const { outbox, shown, later, owed, to } = await sweeping(true)
  await outbox.sweep()
  later(DEADLINE)
  await Promise.all([outbox.resume(), outbox.send(owed, to)])
  await outbox.send(owed, to)
  expect(shown).toEqual(['Đã lưu.'])
})

it('sends again by itself what was refused in a turn, when the time has come that the connector asked for', async () => {
  const { outbox, shown, refusals, woken, later, store, owed, to } = await sweeping(true)
  await store.commit({ writes: [{ table: 'owed', id: NOTICE.id, record: NOTICE }] })
  refusals.push(5000, 7000)
  await outbox.send(owed, to)
  await outbox.send(NOTICE)
  expect([shown, woken]).toEqual([[], [MORNING + 5000, MORNING + 7000]])
  expect(await outbox.sweep(), 'known to the sweep').toBe(MORNING + 5000)
  later(5000)
  expect(await outbox.resume()).toBe(MORNING + 7000)
  later(2000)
  expect(await outbox.resume()).toBeNull()
  expect(shown).toEqual(['Đã lưu.', 'Đã nhận báo cáo.'])
})

it('leaves a reply that was refused to the instance that will send it again', async () => {
  const { outbox, shown, other, refusals, later, owed, to } = await sweeping(false)
  refusals.push(5000)
  await outbox.send(owed, to)
  expect(await other.sweep()).toBe(MORNING + 5000 + DEADLINE)
  later(5000)
  await Promise.all([outbox.resume(), other.resume()])
  later(DEADLINE)
  await other.resume()
  expect(shown).toEqual(['Đã lưu.'])
})

it('sends again by itself what was refused to somebody who had just written', async () => {
  const { outbox, shown, refusals, woken, later, store } = await sweeping(true)
  await store.commit({ writes: [{ table: 'owed', id: NOTICE.id, record: { ...NOTICE, person: 'p' } }, { table: 'owed', id: 'msteams|a|1', record: null }] })
  refusals.push(5000)
  await outbox.sendTo('p')
  expect([shown, woken]).toEqual([[], [MORNING + 5000]])
  later(5000)
  expect(await outbox.resume()).toBeNull()
  expect(shown).toEqual(['Đã nhận báo cáo.'])
})

it('waits longer each time for a connector that takes no reply', async () => {
  const { outbox, shown, refusals, woken, later, owed, to } = await sweeping(true)
  refusals.push(0, 0, 0, 0, 0)
  await outbox.send(owed, to)
  for (let n = 0; n < 5; n++) {
    later(woken.at(-1)! - MORNING)
    await outbox.resume()
  }
  const waits = woken.map((at, n) => at - (woken[n - 1] ?? MORNING))
  expect([shown.length, waits.slice(0, 2), waits.every((wait, n) => n < 3 || wait > waits[n - 1]!)]).toEqual([1, [2000, 2000], true])
})

const NOTICE: Owed = { id: 'n', conversation: 'msteams|a', person: null, content: { kind: 'notice', about: 'receipt', params: {} }, at: MORNING, attempts: 0 }

it('leaves what waits for its turn at the rate to the next run, unclaimed, when it is to stop', async () => {
  const { pace, waits } = holding()
  const { outbox, shown, failed, store } = await sweeping(true, pace)
  await store.commit({ writes: [{ table: 'owed', id: NOTICE.id, record: NOTICE }] })
  await outbox.load()
  const swept = outbox.resume()
  await waits
  outbox.stop()
  await swept
  expect([shown, failed]).toEqual([['Đã lưu.'], []])
  expect((await store.get('owed', NOTICE.id))?.record).toEqual(NOTICE)
})

it('opens no conversation for somebody never met, whose turn to be written to it waits for, when it is to stop', async () => {
  const { pace, waits } = holding()
  const { outbox, shown, opened, failed, store } = await sweeping(true, pace)
  await createConnectorMemory(store)({ channel: 'msteams', serviceUrl: 'http://eu', conversation: 'other', scope: 'personal', bot: { id: 'bot' }, tenant: 't' })
  const owed: Owed = { ...NOTICE, conversation: null, person: 'q' }
  await store.commit({ writes: [{ table: 'owed', id: owed.id, record: owed }, { table: 'owed', id: 'msteams|a|1', record: null }] })
  await outbox.load()
  const swept = outbox.resume()
  await waits
  outbox.stop()
  await swept
  expect([shown, opened, failed]).toEqual([[], [], []])
  expect((await store.get('owed', owed.id))?.record).toEqual(owed)
})
