import { createHash } from 'node:crypto'
import { setImmediate as tick, setTimeout as delay } from 'node:timers/promises'
import { Fault } from '#domain/fault.ts'
import type { Database } from './connect.ts'

/** Keys held by this instance alone. */
export interface Leases {
  /** Does work while holding a key, which others can have some milliseconds after the work is done; waits for it at most `wait` milliseconds. Rejects with Fault 'contended' when it is not free by then. */
  hold<R>(key: string, work: () => Promise<R>, wait?: number): Promise<R>
  close(): Promise<void>
}

const WAIT = 30_000
/** Milliseconds between two attempts, at first and at most: the other instance's turn takes some tens of them. */
const SOON = 4
const LATER = 50
/** Milliseconds a lock may be held on when its work is done, for the next question to take it along: hardly longer than a reply needs to reach its reader. */
const MOMENT = 10

interface Asked {
  lock: string
  resolve: (free: boolean) => void
  reject: (reason: unknown) => void
}

/**
 * Leases of one connection, as advisory locks of its session: nothing is written, and they are free the moment the instance or its connection dies.
 * Two holders in one process are told apart here, since a session may take a lock of its own again.
 */
export function createLeases(database: Database): Leases {
  const line = database.line()
  const here = new Map<string, Promise<unknown>>()
  let asking: Asked[] = []
  let freeing: { lock: string; session: number }[] = []
  let pumping: Promise<void> | undefined
  /** Ends the wait for a next question. */
  let wanted: (() => void) | undefined
  let closing = false

  /** One question at a time; those that come meanwhile are asked together. */
  async function pump(): Promise<void> {
    while (asking.length > 0 || freeing.length > 0) {
      // A lock that is let go of goes with the next that is asked for, or after a moment by itself.
      if (asking.length === 0 && !closing) await moment()
      await tick()
      const [asked, freed] = [asking, freeing]
      asking = []
      freeing = []
      try {
        const rows = await database.patiently(() => line.query<{ free: boolean }>({
          name: 'lease',
          text: 'select null as freed, pg_try_advisory_lock(k) as free from unnest($1::bigint[]) k union all select pg_advisory_unlock(k), null from unnest($2::bigint[]) k',
          // Taken before others are let go of: a lock that the next holder here wants as well stays with this session. Those of a session that was lost are free already.
          values: [asked.map(one => one.lock), freed.filter(one => one.session === line.session).map(one => one.lock)],
        }))
        for (const [place, one] of asked.entries()) one.resolve(rows[place]!.free)
      } catch (error) {
        // Whatever it still holds is free when its connection is gone.
        line.drop()
        for (const one of asked) one.reject(error)
      }
    }
    pumping = undefined
  }

  function moment(): Promise<void> {
    return new Promise(resolve => {
      const end = (): void => {
        clearTimeout(timer)
        wanted = undefined
        resolve()
      }
      const timer = setTimeout(end, MOMENT)
      wanted = end
    })
  }

  function take(lock: string): Promise<boolean> {
    return new Promise((resolve, reject) => {
      asking.push({ lock, resolve, reject })
      wanted?.()
      pumping ??= pump()
    })
  }

  function free(lock: string, session: number): void {
    freeing.push({ lock, session })
    pumping ??= pump()
  }

  async function held<R>(key: string, work: () => Promise<R>, wait: number): Promise<R> {
    const lock = lockOf(key)
    const until = performance.now() + wait
    for (let pause = SOON; !(await take(lock)); pause = Math.min(LATER, pause * 2)) {
      if (performance.now() + pause > until) throw new Fault('contended', `another instance has held “${key}” for ${wait} ms`)
      await delay(pause)
    }
    const { session } = line
    try {
      return await work()
    } finally {
      // Nobody waits for it: the turn's reply least of all.
      free(lock, session)
    }
  }

  return {
    hold(key, work, wait = WAIT) {
      const before = here.get(key)
      const mine = after(before, () => held(key, work, wait))
      const tail = Promise.allSettled([mine]).finally(() => {
        if (here.get(key) === tail) here.delete(key)
      })
      here.set(key, tail)
      return mine
    },
    async close() {
      closing = true
      wanted?.()
      await Promise.allSettled(here.values())
      await pumping
      await line.close()
    },
  }
}

async function after<R>(before: Promise<unknown> | undefined, work: () => Promise<R>): Promise<R> {
  await before
  return work()
}

/** The advisory lock of a key: two keys with one lock only wait for each other needlessly. */
function lockOf(key: string): string {
  return createHash('sha256').update('qcdc ').update(key).digest().readBigInt64BE().toString()
}
