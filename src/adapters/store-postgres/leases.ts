import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { company } from './company.ts'
import { Fault } from '#domain/fault.ts'
import type { Database } from './connect.ts'
import { byPlace, columnsOf, READINGS, type FoundRow, type Wanted } from './readings.ts'

/** Keys held by this instance alone. */
export interface Leases {
  /**
   * Does work while holding a key, which others can have some milliseconds after the work is done; waits for it at most `wait` milliseconds. Rejects with
   * Fault 'contended' when it is not free by then. The work is given what is `wanted`, each in its place, read in the very question that took the key.
   */
  hold<R>(key: string, work: (found: FoundRow[][]) => Promise<R>, options?: { wait?: number; wanted?: readonly Wanted[] }): Promise<R>
  close(): Promise<void>
}

const WAIT = 30_000
/** Milliseconds between two attempts, at first and at most: the turn of the other instance takes some tens of them under load. */
const SOON = 20
const LATER = 80
/** Milliseconds a lock may be held on when its work is done, for the next question to take it along: hardly longer than a reply needs to reach its reader. */
const MOMENT = 10

interface Asked {
  lock: string
  wanted: readonly Wanted[]
  /** What is wanted, when the lock was free. */
  resolve: (found: FoundRow[][] | undefined) => void
  reject: (reason: unknown) => void
}

/** A row of the answer: of a lock asked for (`free`), or of what is wanted with one that was free. */
type Answer = { place: number; free: boolean } | (FoundRow & { place: number; free: null })

/**
 * Locks are taken before others are let go of: one that the next holder here wants as well stays with this session. What is read stands as it was when the
 * question began: whoever let go of the lock in that moment had committed long before, and if not, the revisions tell.
 */
const LEASE = `with lease as materialized (select l.place::int, pg_try_advisory_lock(l.key) as free from unnest($1::bigint[]) with ordinality as l (key, place)),
  wanted as (select w.place, w.kind, w.by_key, w.name from unnest($2::int[], $3::int[], $4::text[], $5::boolean[], $6::text[]) as w (lease, place, kind, by_key, name)
    join lease on lease.place = w.lease and lease.free),
  found as (${READINGS})
  select place, free, null::int as rev, null::json as record, null::text collate "C" as id from lease
  union all select place, null, rev, record, id from found
  union all select null, null, null, null, null from unnest($7::bigint[]) k where pg_advisory_unlock(k) is null
  order by 1, 5`

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
  let hurry: (() => void) | undefined
  let closing = false

  /** One question at a time; those that come meanwhile are asked together. */
  async function pump(): Promise<void> {
    while (asking.length > 0 || freeing.length > 0) {
      // A lock that is let go of goes with the next that is asked for, or after a moment by itself.
      if (asking.length === 0 && !closing) await moment()
      await company(() => asking.length)
      const [asked, freed] = [asking, freeing]
      asking = []
      freeing = []
      try {
        const all = asked.flatMap(one => one.wanted)
        const values = [
          asked.map(one => one.lock),
          asked.flatMap((one, place) => one.wanted.map(() => place + 1)), [...all.keys()], ...columnsOf(all),
          // Those of a session that was lost are free already.
          freed.filter(one => one.session === line.session).map(one => one.lock),
        ]
        const rows = await database.patiently(() => line.query<Answer>({ name: 'lease', text: LEASE, values }))
        const free = new Set(rows.flatMap(row => (row.free ? [row.place - 1] : [])))
        const found = byPlace(rows.filter(row => row.free === null), all.length)
        for (const [place, one] of asked.entries()) {
          const mine = found.splice(0, one.wanted.length)
          one.resolve(free.has(place) ? mine : undefined)
        }
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
        hurry = undefined
        resolve()
      }
      const timer = setTimeout(end, MOMENT)
      hurry = end
    })
  }

  function take(lock: string, wanted: readonly Wanted[]): Promise<FoundRow[][] | undefined> {
    return new Promise((resolve, reject) => {
      asking.push({ lock, wanted, resolve, reject })
      hurry?.()
      pumping ??= pump()
    })
  }

  function free(lock: string, session: number): void {
    freeing.push({ lock, session })
    pumping ??= pump()
  }

  async function held<R>(key: string, work: (found: FoundRow[][]) => Promise<R>, wait: number, wanted: readonly Wanted[]): Promise<R> {
    const lock = lockOf(key)
    const until = performance.now() + wait
    let found = await take(lock, wanted)
    for (let pause = SOON; !found; pause = Math.min(LATER, pause * 2)) {
      if (performance.now() + pause > until) throw new Fault('contended', `another instance has held “${key}” for ${wait} ms`)
      await delay(pause)
      found = await take(lock, wanted)
    }
    const { session } = line
    try {
      return await work(found)
    } finally {
      // Nobody waits for it: the turn's reply least of all.
      free(lock, session)
    }
  }

  return {
    hold(key, work, { wait = WAIT, wanted = [] } = {}) {
      const before = here.get(key)
      const mine = after(before, () => held(key, work, wait, wanted))
      const tail = Promise.allSettled([mine]).finally(() => {
        if (here.get(key) === tail) here.delete(key)
      })
      here.set(key, tail)
      return mine
    },
    async close() {
      closing = true
      hurry?.()
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
