import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { Fault } from '#domain/fault.ts'
import type { Database } from './connect.ts'

/** Keys held by this instance alone. */
export interface Leases {
  /** Does work while holding a key; waits for it at most `wait` milliseconds. Rejects with Fault 'contended' when it is not free by then. */
  hold<R>(key: string, work: () => Promise<R>, wait?: number): Promise<R>
  close(): Promise<void>
}

const WAIT = 30_000
/** Milliseconds between two attempts, at first and at most: the other instance's turn takes some tens of them. */
const SOON = 4
const LATER = 50

/**
 * Leases of one connection, as advisory locks of its session: nothing is written, and they are free the moment the instance or its connection dies.
 * Two holders in one process are told apart here, since a session may take a lock of its own again.
 */
export function createLeases(database: Database): Leases {
  const line = database.line()
  const here = new Map<string, Promise<unknown>>()
  let resting: Promise<void> | undefined
  /** Keys waiting to be asked for: those of one round trip are asked for together. */
  let asking: { lock: string; resolve: (free: boolean) => void; reject: (reason: unknown) => void }[] = []

  async function ask(): Promise<void> {
    await Promise.resolve()
    const asked = asking
    asking = []
    resting = undefined
    try {
      const rows = await database.patiently(() => line.query<{ free: boolean }>({
        name: 'lease', text: 'select pg_try_advisory_lock(k) as free from unnest($1::bigint[]) with ordinality as u (k, place) order by place', values: [asked.map(one => one.lock)],
      }))
      for (const [place, one] of asked.entries()) one.resolve(rows[place]!.free)
    } catch (error) {
      for (const one of asked) one.reject(error)
    }
  }

  function take(lock: string): Promise<boolean> {
    return new Promise((resolve, reject) => {
      asking.push({ lock, resolve, reject })
      resting ??= ask()
    })
  }

  async function held<R>(key: string, work: () => Promise<R>, wait: number): Promise<R> {
    const lock = lockOf(key)
    const until = performance.now() + wait
    for (let pause = SOON; !(await take(lock)); pause = Math.min(LATER, pause * 2)) {
      if (performance.now() + pause > until) throw new Fault('contended', `another instance has held “${key}” for ${wait} ms`)
      await delay(pause)
    }
    const { opened } = line
    try {
      return await work()
    } finally {
      // A lock of a connection that was lost is free already.
      if (line.opened === opened) await line.query({ name: 'release', text: 'select pg_advisory_unlock($1)', values: [lock] }).catch(() => line.drop())
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
      await Promise.all(here.values())
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
