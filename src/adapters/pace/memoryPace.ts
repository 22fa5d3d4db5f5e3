import { createRequire } from 'node:module'
import type { RateLimiterMemory as Limiter } from 'rate-limiter-flexible'
import type { Pace } from '#ports/pace.ts'
import { pause, until } from './pause.ts'

// The package's index loads a limiter for every database there is: only the one in memory is wanted.
const RateLimiterMemory = createRequire(import.meta.url)('rate-limiter-flexible/lib/RateLimiterMemory.js') as typeof Limiter

/** What the connector allows a bot in one thread (documented by Teams): messages in seconds. */
const THREAD = [{ points: 7, duration: 1 }, { points: 8, duration: 2 }, { points: 60, duration: 30 }, { points: 1800, duration: 3600 }]
/**
 * Windows of a limiter begin with their first message, so twice its points can fall into one stretch around the end of a window. With half the points
 * no stretch as long as a connector's window holds more than it allows, and the other half is left for replies, which never wait.
 */
const SHARE = 0.5
/** Requests of a tenant are this much further apart than its rate asks for: a network brings some closer together than they were sent. */
const SLACK = 1.015
/** Milliseconds that count as the tenant's second: a little more, for clocks that differ. */
const SECOND = 1010
/** Turns that were missed are made up for at no more than so many times the rate: what came in one rush a second after another would meet with it on the way. */
const CATCHING_UP = 2
/** Milliseconds before its turn in which a message is made ready to leave. */
const LEAD = 25

/**
 * Rates kept in this process. Those of each thread by rate-limiter-flexible; the tenant's by turns at even distances, since a limiter's windows let bursts
 * through at their ends and what waits for them comes a little later each time.
 */
export function createMemoryPace(tenantRps: number): Pace {
  const threads = THREAD.map(({ points, duration }) => new RateLimiterMemory({ keyPrefix: `thread-${duration}`, points: Math.max(1, Math.floor(points * SHARE)), duration }))
  const distance = (1000 / tenantRps) * SLACK
  const most = Math.max(1, Math.floor(tenantRps))
  const turns = new Map<string, number>()
  /** When the last messages of a tenant were to leave and when they left, oldest first. */
  const planned = new Map<string, number[]>()
  const left = new Map<string, number[]>()
  const queues = new Map<string, Promise<void>>()

  /** One at a time by thread, so that nobody takes between the look and the taking. */
  async function takeOf(thread: string, signal?: AbortSignal): Promise<void> {
    const mine = (queues.get(thread) ?? Promise.resolve()).then(() => whenFree(thread, signal))
    queues.set(thread, mine)
    await mine
    if (queues.get(thread) === mine) queues.delete(thread)
  }

  async function whenFree(thread: string, signal?: AbortSignal): Promise<void> {
    for (;;) {
      let wait = 0
      for (const limiter of threads) {
        const used = await limiter.get(thread)
        if (used && used.remainingPoints <= 0 && used.msBeforeNext > 0) wait = Math.max(wait, Math.ceil(used.msBeforeNext))
      }
      if (wait === 0) break
      await pause(wait, signal)
    }
    for (const limiter of threads) await limiter.consume(thread)
  }

  function nextTurn(tenant: string): number {
    const turn = Math.max(performance.now(), turns.get(tenant) ?? 0)
    turns.set(tenant, turn + distance)
    return turn
  }

  /** The first moment from one on at which a message may follow others: a little after the last of them, and when their last second is not full. */
  function after(others: readonly number[], from: number): number {
    const full = others.length < most ? 0 : others[others.length - most]! + SECOND
    // A timer is no finer than a millisecond.
    const close = (others.at(-1) ?? -Infinity) + distance / CATCHING_UP - 1
    return Math.max(from, full, close)
  }

  /** Plans when a message leaves whose turn has come: turns that a busy machine let pass are not all taken at once. */
  function plan(tenant: string, turn: number): number {
    const others = recentOf(planned, tenant)
    const moment = after(others, Math.max(turn, performance.now()))
    others.push(moment)
    return moment
  }

  /** Waits where the machine stood still once more since that was planned. */
  async function leave(tenant: string): Promise<void> {
    const others = recentOf(left, tenant)
    for (;;) {
      const now = performance.now()
      const moment = after(others, now)
      if (moment <= now) return void others.push(now)
      await until(moment)
    }
  }

  return {
    async take(thread, tenant, signal) {
      await takeOf(thread, signal)
      const turn = nextTurn(tenant)
      await until(turn - LEAD, signal)
      const moment = plan(tenant, turn)
      await until(moment - LEAD, signal)
      return async () => {
        await until(moment)
        await leave(tenant)
      }
    },
    count(tenant) {
      nextTurn(tenant)
      // What has left counts for its second only: a rush of replies must not hold the others back for as long as it would have taken at their rate.
      turns.set(tenant, Math.min(turns.get(tenant)!, performance.now() + SECOND))
      recentOf(left, tenant).push(performance.now())
    },
  }
}

/** Times of a tenant that still count; those that are over are forgotten. */
function recentOf(times: Map<string, number[]>, tenant: string): number[] {
  const recent = times.get(tenant) ?? []
  times.set(tenant, recent)
  const over = performance.now() - SECOND
  while (recent.length > 0 && recent[0]! <= over) recent.shift()
  return recent
}
