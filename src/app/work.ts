import type { Act, Change, Committed, Store, Stored, Write } from '#ports/store.ts'
import type { IndexName, TableName, Tables } from '#ports/tables.ts'
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
  /** Person id, "import" or "clock". */
  readonly by: string
  get<T extends TableName>(table: T, id: string): Promise<Tables[T] | undefined>
  find<T extends TableName>(table: T, index: IndexName<T>, key: string): Promise<Tables[T][]>
  put<T extends TableName>(table: T, record: Tables[T]): void
  remove(table: TableName, id: string): void
  act(act: Omit<Act, 'at' | 'by'> & Partial<Pick<Act, 'by'>>): void
  owe(owed: Owed): void
  /** What was owed by {@link owe} so far. */
  readonly owed: Owed[]
  /** Whether anything is to be written. */
  readonly dirty: boolean
  commit(): Promise<Committed>
}

export interface WorkOptions {
  at: Instant
  now?: Instant
  by: string
}

/** Begins a unit of work on a store. */
export function beginWork(store: Store, { at, now = at, by }: WorkOptions): Work {
  const revs = new Map<string, number>()
  const writes = new Map<string, { table: TableName; id: string; record: { id: string } | null }>()
  const acts: Act[] = []
  const owed: Owed[] = []
  /** What was read: asked for again it is the same, so that a turn sees one state and a shared store is asked once. */
  const got = new Map<string, Promise<Stored<{ id: string }> | undefined>>()
  const found = new Map<string, Promise<Stored<{ id: string }>[]>>()
  const key = (table: TableName, id: string) => `${table}/${id}`
  const seen = <T extends TableName>(table: T, id: string, stored: Stored<Tables[T]> | undefined) => {
    // The first revision seen is the one the work was decided on; a later read must not make it look fresher.
    if (!revs.has(key(table, id))) revs.set(key(table, id), stored?.rev ?? 0)
  }

  return {
    at,
    now,
    by,
    async get(table, id) {
      const own = writes.get(key(table, id))
      if (own) return (own.record ?? undefined) as Tables[typeof table] | undefined
      const reading = got.get(key(table, id)) ?? store.get(table, id)
      got.set(key(table, id), reading as Promise<Stored<{ id: string }> | undefined>)
      const stored = (await reading) as Stored<Tables[typeof table]> | undefined
      seen(table, id, stored)
      return stored?.record
    },
    async find(table, index, value) {
      const name = `${table}.${index}=${value}`
      const reading = found.get(name) ?? store.find(table, index, value)
      found.set(name, reading as Promise<Stored<{ id: string }>[]>)
      return ((await reading) as Stored<Tables[typeof table]>[]).map(stored => {
        const id = (stored.record as { id: string }).id
        seen(table, id, stored)
        const own = writes.get(key(table, id))
        return (own ? own.record : stored.record) as Tables[typeof table]
      }).filter(record => record !== null)
    },
    put(table, record) {
      writes.set(key(table, record.id), { table, id: record.id, record })
    },
    remove(table, id) {
      writes.set(key(table, id), { table, id, record: null })
    },
    act(act) {
      acts.push({ at, by, ...act })
    },
    owe(message) {
      owed.push(message)
      this.put('owed', message)
    },
    owed,
    get dirty() {
      return writes.size > 0 || acts.length > 0
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
}
