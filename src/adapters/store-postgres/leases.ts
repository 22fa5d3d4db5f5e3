import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { Fault } from '#domain/fault.ts'
import type { FoundRow, Wanted } from './readings.ts'
import type { SessionLane } from './sessionLane.ts'

/** Keys held by this instance alone. */
export interface Leases {
  /**
   * Does work while holding a key, which others can have some milliseconds after the work is done; waits for it at most `wait` milliseconds. Rejects with
   * Fault 'contended' when it is not free by then. The work is given what is `wanted`, each in its place, read in the very question that took the key.
   */
  hold<R>(key: string, work: (found: FoundRow[][]) => Promise<R>, options?: { wait?: number; wanted?: readonly Wanted[] }): Promise<R>
  /** Resolves when no key is held or waited for. */
  settled(): Promise<void>
}

const WAIT = 30_000
/** Milliseconds between two attempts, at first and at most: the turn of the other instance takes some tens of them under load. */
const SOON = 20
const LATER = 80

/**
 * Leases as advisory locks of a session: nothing is written, and they are free the moment the instance or its connection dies.
 * Two holders in one process are told apart here, since a session may take a lock of its own again.
 */
export function createLeases(lane: SessionLane): Leases {
  const here = new Map<string, Promise<unknown>>()

  async function held<R>(key: string, work: (found: FoundRow[][]) => Promise<R>, wait: number, wanted: readonly Wanted[]): Promise<R> {
    const lock = lockOf(key)
    const until = performance.now() + wait
    let taken = await lane.take(lock, wanted)
    for (let pause = SOON; !taken; pause = Math.min(LATER, pause * 2)) {
      if (performance.now() + pause > until) throw new Fault('contended', `another instance has held “${key}” for ${wait} ms`)
      await delay(pause)
      taken = await lane.take(lock, wanted)
    }
    try {
      return await work(taken.found)
    } finally {
      // Nobody waits for it: the turn's reply least of all.
      lane.free(taken)
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
    async settled() {
      await Promise.allSettled(here.values())
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
