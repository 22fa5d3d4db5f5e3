import { setImmediate as tick, setTimeout as delay } from 'node:timers/promises'
import type { Database } from './connect.ts'

/** Milliseconds after which the next question is asked although an answer is still coming. */
const LONG = 10

/** A record as the database gives it. */
export interface Row {
  rev: number
  record: unknown
}

/** A record found by a key, with its id as the database has it. */
export interface FoundRow extends Row {
  id: string
}

/** The way of an instance's small reads: those asked for at about the same time, by whichever turns, go as one question. */
export interface ReadLane {
  get(kind: string, id: string): Promise<Row | undefined>
  /** All records under a key of an index, ordered by id. */
  find(kind: string, key: string): Promise<FoundRow[]>
}

interface Asked {
  /** Whether `name` is a key of an index; else it is an id. */
  byKey: boolean
  kind: string
  name: string
  resolve: (rows: FoundRow[]) => void
  reject: (reason: unknown) => void
}

// "limit" and "order by" within keep the planner from joining the whole table, which it would choose while the table is small and keep to when it has grown.
const GET = `select a.place::int as place, r.rev, r.record, null::text collate "C" as id from unnest($1::int[], $2::text[], $3::text[]) as a (place, kind, name),
  lateral (select rev, record from qcdc.record where kind = a.kind and id = a.name limit 1) r`
const FIND = `select a.place::int, r.rev, r.record, r.id from unnest($4::int[], $5::text[], $6::text[]) as a (place, kind, name),
  lateral (select k.id, t.rev, t.record from qcdc.record_key k join qcdc.record t on t.kind = k.kind and t.id = k.id where k.kind = a.kind and k.key = a.name order by k.id) r`
const READ = `${GET} union all ${FIND} order by 1, 4`

/** The reads of a database: one question at a time, so that under load the next one is asked for many. */
export function createReadLane(database: Database): ReadLane {
  let waiting: Asked[] = []
  let pumping = false

  function ask(byKey: boolean, kind: string, name: string): Promise<FoundRow[]> {
    return new Promise((resolve, reject) => {
      waiting.push({ byKey, kind, name, resolve, reject })
      if (!pumping) void pump()
    })
  }

  async function pump(): Promise<void> {
    pumping = true
    while (waiting.length > 0) {
      // The turns that go on in this round of the loop share the question.
      await tick()
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
      const placed = [...asked.entries()]
      const [ids, keys] = [placed.filter(([, one]) => !one.byKey), placed.filter(([, one]) => one.byKey)]
      const values = [ids, keys].flatMap(some => [some.map(([place]) => place), some.map(([, one]) => one.kind), some.map(([, one]) => one.name)])
      const rows = await database.read<FoundRow & { place: number }>({ name: 'read', text: READ, values })
      const found = asked.map((): FoundRow[] => [])
      for (const row of rows) found[row.place]!.push(row)
      for (const [place, one] of asked.entries()) one.resolve(found[place]!)
    } catch (error) {
      for (const one of asked) one.reject(error)
    }
  }

  return {
    get: async (kind, id) => (await ask(false, kind, id))[0],
    find: (kind, key) => ask(true, kind, key),
  }
}
