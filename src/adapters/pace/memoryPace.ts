import { createRequire } from 'node:module'
import type { RateLimiterMemory as Limiter } from 'rate-limiter-flexible'
import type { Pace } from '#ports/pace.ts'

// The package's index loads a limiter for every database there is: only the one in memory is wanted.
const RateLimiterMemory = createRequire(import.meta.url)('rate-limiter-flexible/lib/RateLimiterMemory.js') as typeof import('rate-limiter-flexible').RateLimiterMemory

/** What the connector allows a bot in one thread (documented by Teams): messages in seconds. */
const THREAD = [{ points: 7, duration: 1 }, { points: 8, duration: 2 }, { points: 60, duration: 30 }, { points: 1800, duration: 3600 }]
/**
 * Windows of a limiter begin with their first message, so twice its points can fall into one second around the end of a window. With half the points
 * no stretch of a connector's window holds more than it allows, and the other half is left for replies, which never wait.
 */
const SHARE = 0.5
/** A tenant's second is cut into slices this long, in milliseconds: short bursts, and timers that come late by one lose one per cent. */
const SLICE = 100
/** Part of a slice left free for requests that a network brings closer together than they were sent. */
const SLACK = 1.01

/** Rates kept by rate-limiter-flexible in this process: those of each thread, and `tenantRps` requests a second for each tenant. */
export function createMemoryPace(tenantRps: number): Pace {
  const threads = THREAD.map(({ points, duration }) => new RateLimiterMemory({ keyPrefix: `thread-${duration}`, points: Math.max(1, Math.floor(points * SHARE)), duration }))
  const points = Math.max(1, Math.floor((tenantRps * SLICE) / 1000))
  const tenants = [new RateLimiterMemory({ keyPrefix: 'tenant', points, duration: (points / tenantRps) * SLACK })]
  const queues = new Map<string, Promise<void>>()

  /** One at a time by key, so that nobody takes between the look and the taking. */
  async function takeOf(limiters: Limiter[], key: string): Promise<void> {
    const queue = `${limiters[0]!.keyPrefix} ${key}`
    const before = queues.get(queue) ?? Promise.resolve()
    const mine = before.then(() => whenFree(limiters, key))
    queues.set(queue, mine)
    await mine
    if (queues.get(queue) === mine) queues.delete(queue)
  }

  return {
    async take(thread, tenant) {
      await takeOf(threads, thread)
      await takeOf(tenants, tenant)
    },
    count(tenant) {
      void tenants[0]!.penalty(tenant)
    },
  }
}

async function whenFree(limiters: Limiter[], key: string): Promise<void> {
  for (;;) {
    let wait = 0
    for (const limiter of limiters) {
      const used = await limiter.get(key)
      if (used && used.remainingPoints <= 0 && used.msBeforeNext > 0) wait = Math.max(wait, Math.ceil(used.msBeforeNext))
    }
    if (wait === 0) break
    await new Promise(resolve => setTimeout(resolve, wait))
  }
  for (const limiter of limiters) await limiter.consume(key)
}
