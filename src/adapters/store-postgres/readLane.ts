import type { Database } from './connect.ts'

/** A record as the database gives it. */
export interface Row {
  rev: number
  record: unknown
}

/** The way of an instance's small reads: those asked for at about the same time, by whichever turns, go as one question. */
export interface ReadLane {
  get(kind: string, id: string): Promise<Row | undefined>
  /** All records under a key of an index, ordered by id. */
  find(kind: string, key: string): Promise<Row[]>
}

interface Asked {
  kind: string
  /** Id, or key of an index. */
  name: string
  resolve: (rows: Row[]) => void
  reject: (reason: unknown) => void
}

/** Questions of one sort under way at once; beyond it those that come wait for each other and go together. */
const MOST_UNDER_WAY = 2

// "limit" and "order by" within keep the planner from joining the whole table, which it would choose while the table is small and keep to when it has grown.
const GET = `select a.place::int as place, r.rev, r.record from unnest($1::text[], $2::text[]) with ordinality as a (kind, name, place),
  lateral (select rev, record from qcdc.record where kind = a.kind and id = a.name limit 1) r`
const FIND = `select a.place::int as place, r.rev, r.record from unnest($1::text[], $2::text[]) with ordinality as a (kind, name, place),
  lateral (select k.id, t.rev, t.record from qcdc.record_key k join qcdc.record t on t.kind = k.kind and t.id = k.id where k.kind = a.kind and k.key = a.name order by k.id) r
  order by a.place, r.id`

/** The reads of a database. */
export function createReadLane(database: Database): ReadLane {
  const get = lane('get', GET)
  const find = lane('find', FIND)

  function lane(name: string, text: string): (kind: string, name: string) => Promise<Row[]> {
    let waiting: Asked[] = []
    let underWay = 0
    let planned = false

    function pump(): void {
      if (planned || underWay >= MOST_UNDER_WAY || waiting.length === 0) return
      planned = true
      // The turns that go on in this round of the loop share the question.
      setImmediate(() => {
        planned = false
        const asked = waiting
        waiting = []
        underWay++
        void ask(asked).finally(() => {
          underWay--
          pump()
        })
      })
    }

    async function ask(asked: Asked[]): Promise<void> {
      try {
        const rows = await database.read<Row & { place: number }>({ name, text, values: [asked.map(one => one.kind), asked.map(one => one.name)] })
        const found = asked.map((): Row[] => [])
        for (const row of rows) found[row.place - 1]!.push(row)
        for (const [place, one] of asked.entries()) one.resolve(found[place]!)
      } catch (error) {
        for (const one of asked) one.reject(error)
      }
    }

    return (kind, wanted) => new Promise((resolve, reject) => {
      waiting.push({ kind, name: wanted, resolve, reject })
      pump()
    })
  }

  return {
    get: async (kind, id) => (await get(kind, id))[0],
    find,
  }
}
