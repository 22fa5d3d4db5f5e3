import { Fault } from '#domain/fault.ts'
import { company } from './company.ts'
import type { Database, Line } from './connect.ts'
import { tookTooLong } from './databaseFault.ts'
import { byPlace, columnsOf, READINGS, type FoundRow, type Wanted } from './readings.ts'

/** The conflict of a change that was not written: the place of the write and the revision that is there; null when it was written. */
export type Answer = [place: number, rev: number] | null

/** A lock that was free and is now this session's, with what was wanted, each in its place. */
export interface Taken {
  lock: string
  session: number
  found: FoundRow[][]
}

/**
 * The one session with which an instance takes locks and writes, one question at a time: whatever waits meanwhile, locks asked for and let go of and changes,
 * goes together with the next.
 */
export interface SessionLane {
  /** Takes an advisory lock and reads what is wanted; undefined when another session has it. Taken twice, it has to be let go of twice. */
  take(lock: string, wanted: readonly Wanted[]): Promise<Taken | undefined>
  /** Lets go of a lock: with the next question, or after a moment. Nobody waits for it. */
  free(taken: Taken): void
  /** Writes a change (see wireChange.ts) after those before it; one that is not `durable` has nobody wait for it and goes like {@link free}. */
  write(change: string, durable: boolean): Promise<Answer>
  /** Asks at once what would have waited for a moment. */
  hurry(): void
  /** Resolves when everything that waited has been answered and the session is gone. */
  close(): Promise<void>
}

/** Milliseconds for which what nobody waits for may wait for a question to go with: hardly longer than a reply needs to reach its reader. */
const MOMENT = 10
/** A batch holds the lock that all instances share: many changes at once, but not without end. */
const MOST_CHANGES = 64
const MOST_CHARACTERS = 1 << 20

interface Asked {
  lock: string
  wanted: readonly Wanted[]
  resolve: (taken: Taken | undefined) => void
  reject: (reason: unknown) => void
}

interface Writing {
  change: string
  durable: boolean
  resolve: (answer: Answer) => void
  reject: (reason: unknown) => void
}

/** A row of the answer: of a lock asked for (`free`; places from 1), of what is wanted with one that was free (places from 0), or of the changes. */
type Told = { place: number; free: boolean } | (FoundRow & { place: number; free: null }) | { place: null; answer: Answer[] }

/**
 * Locks are taken before others are let go of: one that the next holder here wants as well stays with this session. What is read stands as it was when the
 * question began: whoever let go of the lock in that moment had committed long before, and if not, the revisions tell. The changes come last, since their
 * transaction then has to end before any other instance's can go on.
 */
const QUESTION = `with lease as materialized (select l.place::int, pg_try_advisory_lock(l.key) as free from unnest($1::bigint[]) with ordinality as l (key, place)),
  wanted as (select w.place, w.kind, w.by_key, w.name from unnest($2::int[], $3::int[], $4::text[], $5::boolean[], $6::text[]) as w (lease, place, kind, by_key, name)
    join lease on lease.place = w.lease and lease.free),
  found as (${READINGS})
  select place, free, null::int as rev, null::json as record, null::text collate "C" as id, null::jsonb as answer from lease
  union all select place, null, rev, record, id, null from found
  union all select null, null, null, null, null, null from unnest($7::bigint[]) k where pg_advisory_unlock(k) is null
  union all select null, null, null, null, null, qcdc.commit($8, $9, $10, $11, $12) where $12 is not null
  order by 1, 5`

/** What {@link QUESTION} is given in place of changes when there are none. */
const NO_CHANGES = [null, null, null, null, null]

/** The changes alone: a connection that was just opened has this planned in no time. */
const CHANGES = 'select null as place, qcdc.commit($1, $2, $3, $4, $5) as answer'

/** A lane of one connection. `shape` says which indexes the records are written with, `instance` is unique to this opening of the store. */
export function createSessionLane({ database, shape, instance }: { database: Database; shape: string; instance: string }): SessionLane {
  const line: Line = database.line()
  let asking: Asked[] = []
  let freeing: Taken[] = []
  let writing: Writing[] = []
  let batch = 0
  /** Somebody waits for what is to be asked next. */
  let hurried = false
  let endMoment: (() => void) | undefined
  let pumping: Promise<void> | undefined

  function waiting(): boolean {
    return asking.length > 0 || freeing.length > 0 || writing.length > 0
  }

  function begin(): void {
    // With nothing to ask it would have ended before it could be kept as the one that is under way, and be so for ever.
    if (waiting()) pumping ??= pump()
  }

  async function pump(): Promise<void> {
    while (waiting()) {
      if (!hurried) await moment()
      // Everyone who was told in this round, and whoever asks or writes next because of it, shares the next question.
      await company(() => asking.length + writing.length)
      const [asked, freed, changes] = [asking, freeing, nextChanges()]
      asking = []
      freeing = []
      // What is left of a long queue has waited already.
      hurried = writing.length > 0
      await askAll(asked, freed, changes)
    }
    pumping = undefined
  }

  function moment(): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(end, MOMENT)
      function end(): void {
        clearTimeout(timer)
        endMoment = undefined
        resolve()
      }
      endMoment = end
    })
  }

  function nextChanges(): Writing[] {
    let count = 0
    let size = 0
    while (count < writing.length && count < MOST_CHANGES && (count === 0 || size + writing[count]!.change.length <= MOST_CHARACTERS)) size += writing[count++]!.change.length
    const taken = writing.slice(0, count)
    writing = writing.slice(count)
    return taken
  }

  async function askAll(asked: Asked[], freed: Taken[], changes: Writing[]): Promise<void> {
    try {
      await ask(asked, freed, changes)
    } catch (error) {
      // Changes that took too long need not keep others from their locks; they themselves would one after another take as long again.
      const slow = tookTooLong(error)
      const hopeless = !slow && error instanceof Fault && (error.code === 'store-unreachable' || error.code === 'store-newer')
      if (hopeless || changes.length === 0 || changes.length + asked.length === 1) {
        for (const one of [...asked, ...changes]) one.reject(error)
        return
      }
      // What the database refuses in one of them is not the others' fault; the transaction was rolled back.
      for (const one of changes) {
        if (slow) one.reject(error)
        else await askAll([], [], [one])
      }
      asking = [...asked, ...asking]
      hurried = true
    }
  }

  async function ask(asked: Asked[], freed: Taken[], changes: Writing[]): Promise<void> {
    const all = asked.flatMap(one => one.wanted)
    const written = changes.length === 0 ? NO_CHANGES : [shape, instance, ++batch, changes.some(one => one.durable), `[${changes.map(one => one.change).join(',')}]`]
    const locks = asked.length > 0 || freed.length > 0
    // Sent again with the same number: when only the answer was lost, the database does not write it twice and gives the answer once more.
    const { rows, session } = await database.patiently(async () => {
      // Known before the question: a connection may be lost in the very moment its answer comes.
      const { session } = line
      if (!locks) return { session, rows: await line.query<Told>({ name: 'changes', text: CHANGES, values: written }) }
      const values = [
        asked.map(one => one.lock),
        asked.flatMap((one, place) => one.wanted.map(() => place + 1)), [...all.keys()], ...columnsOf(all),
        // Those of a session that was lost are free already.
        freed.filter(one => one.session === session).map(one => one.lock),
        ...written,
      ]
      try {
        return { session, rows: await line.query<Told>({ name: 'question', text: QUESTION, values }) }
      } catch (error) {
        // A lock is kept when a transaction is not: nobody knows which the session holds now, and whatever it holds is free when it is gone.
        line.drop()
        throw error
      }
    })
    tell(rows, session, asked, changes)
  }

  const lane: SessionLane = {
    take: (lock, wanted) => new Promise((resolve, reject) => {
      asking.push({ lock, wanted, resolve, reject })
      lane.hurry()
    }),
    free(taken) {
      freeing.push(taken)
      begin()
    },
    write: (change, durable) => new Promise((resolve, reject) => {
      writing.push({ change, durable, resolve, reject })
      if (durable) lane.hurry()
      else begin()
    }),
    hurry() {
      hurried = true
      endMoment?.()
      begin()
    },
    async close() {
      while (pumping) {
        lane.hurry()
        await pumping
      }
      await line.close()
    },
  }
  return lane
}

/** Tells those who asked and those who wrote what the rows of the answer say of them. */
function tell(rows: readonly Told[], session: number, asked: readonly Asked[], changes: readonly Writing[]): void {
  const free = new Set<number>()
  const read: (FoundRow & { place: number })[] = []
  let answers: Answer[] = []
  for (const row of rows) {
    if (row.place === null) answers = row.answer
    else if (row.free === null) read.push(row)
    else if (row.free) free.add(row.place)
  }
  const found = byPlace(read, asked.reduce((count, one) => count + one.wanted.length, 0))
  for (const [place, { lock, wanted, resolve }] of asked.entries()) {
    const mine = found.splice(0, wanted.length)
    resolve(free.has(place + 1) ? { lock, session, found: mine } : undefined)
  }
  for (const [place, { resolve }] of changes.entries()) resolve(answers[place] ?? null)
}
