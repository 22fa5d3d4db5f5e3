import type { Act, Asked, Change, Committed, Reading, Store, Stored, Write } from '#ports/store.ts'
import { INDEXES, keysIn, type IndexName, type Keys, type TableName, type Tables } from '#ports/tables.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Owed } from '#domain/owed.ts'

/**
 * What one turn (or one command) reads and wants written: nothing reaches the store before {@link Work.commit}, and then all of it does, at once.
 * Every record written is checked against the revision it was read at, so two people acting on one report never overwrite each other.
 */
export interface Work {
  /** The instant the work is done at: when the server received what caused it. */
  readonly at: Instant
  /** When it is recorded; `at` unless the work waited in a queue. */
  readonly now: Instant
  /** Person id, "import" or "clock"; who acts may become known by what the work reads. */
  by: string
  /** Whom `by` acts for under a delegation in what is done now ("thay …"); set where the right to do it is found. */
  for: string | undefined
  get<T extends TableName>(table: T, id: string): Promise<Tables[T] | undefined>
  /** Records whose index holds the key, what this work writes included, ordered by id. */
  find<T extends TableName>(table: T, index: IndexName<T>, key: string): Promise<Tables[T][]>
  /** The revision that a record is at; 0 when there is none. */
  revision(table: TableName, id: string): Promise<number>
  put<T extends TableName>(table: T, record: Tables[T]): void
  remove(table: TableName, id: string): void
  act(act: Omit<Act, 'at' | 'by'> & Partial<Pick<Act, 'by'>>): void
  owe(owed: Owed): void
  /** What was owed by {@link owe} so far. */
  readonly owed: Owed[]
  /** What is to be journalled so far. */
  readonly acts: readonly Act[]
  /** Whether anything is to be written. */
  readonly dirty: boolean
  /** What was asked for so far, in order, each once, but for what had more than {@link MOST} records for an answer. */
  readonly asked: readonly Asked[]
  commit(): Promise<Committed>
}

/** A question that a work will probably ask, with its answer. */
export type Foreseen = readonly [Asked, Reading]

export interface WorkOptions {
  at: Instant
  now?: Instant
  by: string
  /** What the work will probably ask for, read already: so that a store far away is asked one question and not one after another. */
  foreseen?: readonly Foreseen[]
}

/** Records that may be read by a guess, before anybody asks: to read more in vain costs more than to ask once more. */
const MOST = 50

/** When, by whom and for whom an event of this work happens. */
export function happened(work: Work): { at: Instant; recordedAt: Instant; by: string; for?: string } {
  return { at: work.at, recordedAt: work.now, by: work.by, ...(work.for === undefined ? {} : { for: work.for }) }
}

/** Begins a unit of work on a store. */
export function beginWork(store: Store, { at, now = at, by, foreseen = [] }: WorkOptions): Work {
  const revs = new Map<string, number>()
  const writes = new Map<string, { table: TableName; id: string; record: { id: string } | null }>()
  const acts: Act[] = []
  const owed: Owed[] = []
  /** What was read: asked for again it is the same, so that a turn sees one state and a shared store is asked once. */
  const got = new Map<string, Promise<Stored<{ id: string }> | undefined>>()
  const found = new Map<string, Promise<Stored<{ id: string }>[]>>()
  const key = (table: TableName, id: string) => `${table}/${id}`
  const keyIn = (table: TableName, index: string, value: string) => `${table}.${index}=${value}`
  const seen = <T extends TableName>(table: T, id: string, stored: Stored<Tables[T]> | undefined) => {
    // The first revision seen is the one the work was decided on; a later read must not make it look fresher.
    if (!revs.has(key(table, id))) revs.set(key(table, id), stored?.rev ?? 0)
  }
  const asked = new Map<string, Asked>()
  const read = (table: TableName, id: string) => {
    const reading = got.get(key(table, id)) ?? store.get(table, id)
    got.set(key(table, id), reading)
    return reading
  }
  const search = <T extends TableName>(table: T, index: IndexName<T>, value: string) => {
    const name = keyIn(table, index, value)
    const reading = found.get(name) ?? store.find(table, index, value)
    found.set(name, reading)
    return reading
  }
  for (const [one, reading] of foreseen) {
    if ('id' in one) got.set(key(one.table, one.id), reading as Promise<Stored<{ id: string }> | undefined>)
    else found.set(keyIn(one.table, one.index, one.key), reading as Promise<Stored<{ id: string }>[]>)
    // What failed is told to whoever asks for it.
    reading.catch(() => {})
  }

  const work: Work = {
    at,
    now,
    by,
    for: undefined,
    async get(table, id) {
      const own = writes.get(key(table, id))
      if (own) return (own.record ?? undefined) as Tables[typeof table] | undefined
      asked.set(key(table, id), { table, id })
      const stored = (await read(table, id)) as Stored<Tables[typeof table]> | undefined
      seen(table, id, stored)
      return stored?.record
    },
    async find(table, index, value) {
      asked.set(keyIn(table, index, value), { table, index, key: value })
      const stored = (await search(table, index, value)) as Stored<Tables[typeof table]>[]
      if (stored.length > MOST) asked.delete(keyIn(table, index, value))
      for (const one of stored) seen(table, one.record.id, one)
      const own = [...writes.values()].filter(write => write.table === table)
      if (own.length === 0) return stored.map(({ record }) => record)
      const records = new Map(stored.map(({ record }) => [record.id, record]))
      for (const { id, record } of own) {
        if (record && keysIn(INDEXES[table][index] as Keys<never>, record).includes(value)) records.set(id, record as Tables[typeof table])
        else records.delete(id)
      }
      return [...records.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
    },
    async revision(table, id) {
      asked.set(key(table, id), { table, id })
      return (await read(table, id))?.rev ?? 0
    },
    put(table, record) {
      writes.set(key(table, record.id), { table, id: record.id, record })
    },
    remove(table, id) {
      writes.set(key(table, id), { table, id, record: null })
    },
    act(act) {
      acts.push({ at, by: work.by, ...(work.for === undefined ? {} : { for: work.for }), ...act })
    },
    owe(message) {
      owed.push(message)
      this.put('owed', message)
    },
    owed,
    acts,
    get dirty() {
      return writes.size > 0 || acts.length > 0
    },
    get asked() {
      return [...asked.values()]
    },
    commit() {
      const change: Change = {
        writes: [...writes].map(([name, write]) => {
          const rev = revs.get(name)
          return (rev === undefined ? write : { ...write, expect: rev }) as Write
        }),
      }
      if (acts.length > 0) change.acts = acts
      return store.commit(change)
    },
  }
  return work
}
