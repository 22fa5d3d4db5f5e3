import type { Pace } from '#ports/pace.ts'
import type { Store } from '#ports/store.ts'
import { pause, until } from './pause.ts'

/** A thread's turns: in no second more than 4, in no half minute more than 11, in no hour more than 903, where the connector allows 7, 60 and 1,800; the rest is left for replies, which never wait. */
const THREAD = { perSecond: 1 / 4, burst: 3 }
/** Requests of a tenant are this much further apart than its rate asks for: networks bring some closer together than they were sent, the way to the database included. */
const SLACK = 1.015
/** Milliseconds before its turn in which a message is made ready to leave. */
const LEAD = 25
/** Milliseconds after which a turn has passed: a machine that stood still must not take all that it missed at once. */
const PASSED = 100
/** Milliseconds for which a rush of replies holds the others back: what has left counts for its second only. */
const SECOND = 1000
/** Milliseconds for which replies are gathered before they are counted together: one question to the database for many. */
const GATHERING = 100

/** Rates kept in the store, for all instances together: those of each thread, and `tenantRps` requests a second for each tenant at even distances. */
export function createSharedPace(store: Pick<Store, 'pace'>, tenantRps: number): Pace {
  const rate = { perSecond: tenantRps / SLACK, burst: 1 }
  const keyOf = (tenant: string): string => `tenant/${tenant}`
  /** Replies sent and not yet counted, by tenant. */
  const replies = new Map<string, number>()
  return {
    async take(thread, tenant, signal) {
      await pause(await store.pace(`thread/${thread}`, THREAD), signal)
      const nextTurn = async () => performance.now() + (await store.pace(keyOf(tenant), rate))
      let turn = await nextTurn()
      await until(turn - LEAD, signal)
      return async () => {
        await until(turn)
        while (performance.now() - turn > PASSED) await until((turn = await nextTurn()))
      }
    },
    count(tenant) {
      const before = replies.get(tenant) ?? 0
      replies.set(tenant, before + 1)
      if (before > 0) return
      setTimeout(() => {
        const turns = replies.get(tenant) ?? 0
        replies.delete(tenant)
        // Not waited for; a database that fails is told to whoever writes.
        store.pace(keyOf(tenant), { ...rate, ahead: SECOND }, turns).catch(() => {})
      }, GATHERING).unref()
    },
  }
}
