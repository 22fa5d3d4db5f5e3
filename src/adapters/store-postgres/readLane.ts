import { setTimeout as delay } from 'node:timers/promises'
import { company } from './company.ts'
import type { Database } from './connect.ts'
import { byPlace, columnsOf, READINGS, type FoundRow, type Wanted } from './readings.ts'

/** Milliseconds after which the next question is asked although an answer is still coming. */
const LONG = 10

/** The way of an instance's small reads: those asked for at about the same time, by whichever turns, go as one question. */
export interface ReadLane {
  /** Resolves to the one record with that id or none, or to all under that key, ordered by id. */
  read(wanted: Wanted): Promise<FoundRow[]>
}

interface Asked extends Wanted {
  resolve: (rows: FoundRow[]) => void
  reject: (reason: unknown) => void
}

const READ = `with wanted as (select * from unnest($1::int[], $2::text[], $3::boolean[], $4::text[]) as w (place, kind, by_key, name)) ${READINGS} order by 1, 4`

/** The reads of a database: one question at a time, so that under load the next one is asked for many. */
export function createReadLane(database: Database): ReadLane {
  let waiting: Asked[] = []
  let pumping = false

  async function pump(): Promise<void> {
    pumping = true
    while (waiting.length > 0) {
      await company(() => waiting.length)
      const asked = waiting
      waiting = []
      // A long answer does not keep the short ones waiting.
      const reading = read(asked)
      await (asked.some(one => one.byKey) ? Promise.race([reading, delay(LONG)]) : reading)
    }
    pumping = false
  }

  async function read(asked: Asked[]): Promise<void> {
    try {
      const rows = await database.read<FoundRow & { place: number }>({ name: 'read', text: READ, values: [[...asked.keys()], ...columnsOf(asked)] })
      for (const [place, found] of byPlace(rows, asked.length).entries()) asked[place]!.resolve(found)
    } catch (error) {
      for (const one of asked) one.reject(error)
    }
  }

  return {
    read: wanted => new Promise((resolve, reject) => {
      waiting.push({ ...wanted, resolve, reject })
      if (!pumping) void pump()
    }),
  }
}
