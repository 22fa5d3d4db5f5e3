import type { Act, Broken, Entry } from '#domain/journal.ts'
import type { Rate } from '#domain/pace.ts'
import type { Standings, StandingsQuery } from '#domain/standings.ts'
import type { Tables, TableName, IndexName } from './tables.ts'

export type { Act, Entry } from '#domain/journal.ts'
export type { Standings, StandingsQuery } from '#domain/standings.ts'

/** A record with its revision: 1 when first written, one more with each write. */
export interface Stored<R> {
  record: R
  rev: number
}

/**
 * One record to write or (with `record: null`) to remove.
 * `expect` is the revision it must have now, 0 meaning that it must not exist; left out, whatever is there is replaced.
 */
export type Write = {
  [T in TableName]: { table: T; id: string; record: Tables[T] | null; expect?: number }
}[TableName]

/** A record by its id, or all under a key of an index ordered by id: a question to the store. */
export type Asked = { table: TableName; id: string } | { table: TableName; index: string; key: string }

/** The answer to an {@link Asked} by id (undefined: no such record), and to one by key. */
export type Reading = Promise<Stored<unknown> | undefined> | Promise<Stored<unknown>[]>

/** What is written in one piece: all of it or nothing. */
export interface Change {
  /** In order: a record written twice gets both revisions. */
  writes: Write[]
  acts?: Act[]
  /**
   * Subjects whose salt is to be forgotten: what their entries were made over can't be proved or guessed any more, and the chain stays whole.
   * Such a commit resolves only when neither the salt nor a removed record is left in the store's files.
   */
  erase?: string[]
}

/** `conflict` names the first record whose revision was not the expected one; nothing was written. */
export type Committed = { ok: true } | { ok: false; conflict: { table: TableName; id: string; rev: number } }

/** A part of a store as it stands elsewhere: records with their revisions (`record: null`: not there), salts (`null`: not there) and the entries that follow the journal's end. */
export interface Verbatim {
  records: { [T in TableName]: { table: T; id: string; rev: number; record: Tables[T] | null } }[TableName][]
  salts: { subject: string; salt: string | null }[]
  entries: Entry[]
}

/** How sound the store is: what `qcdc store check` prints. */
export interface Soundness {
  ok: boolean
  records: number
  journal: { entries: number; head: string; broken: Broken | null }
  problems: string[]
}

/** A copy just made. Until `end`, `changed` takes down what was written since ("table/id"), a little before the copied moment included. */
export interface Snapshot {
  changed: ReadonlySet<string>
  end(): void
}

/**
 * The one store behind everything. All methods reject with a Fault (#domain/fault.ts) when the machine fails;
 * a revision that has moved on is an answer (`conflict`), not a fault.
 * Records read are shared and frozen: writers make new ones.
 */
export interface Store {
  get<T extends TableName>(table: T, id: string): Promise<Stored<Tables[T]> | undefined>
  /** Records whose index holds the key, ordered by id. `after` is the last id of the page before. */
  find<T extends TableName>(table: T, index: IndexName<T>, key: string, page?: { after?: string; limit?: number }): Promise<Stored<Tables[T]>[]>
  /** Every record of a table, ordered by id. */
  all<T extends TableName>(table: T): AsyncIterable<Stored<Tables[T]>>
  /** Writes all or nothing, journal entries included; resolves only when it would survive a power cut. */
  commit(change: Change): Promise<Committed>
  /** Like {@link commit} without waiting for the disk: for marks whose loss only repeats work (a reply noted as delivered). */
  note(change: Change): void
  /** Journal entries from `seq` on, in order. */
  journal(from?: number): AsyncIterable<Entry>
  check(): Promise<Soundness>
  /** The salt of a subject's content hashes; undefined where none was needed yet, or it was erased. */
  salt(subject: string): Promise<string | undefined>
  /** Every salt there is, ordered by subject. Only for a copy or a backup of the whole store. */
  salts(): AsyncIterable<{ subject: string; salt: string }>
  /** Takes a part of another store word for word, all of it or nothing. Rejects with Fault 'data-invalid' for entries that do not follow the journal's end. */
  load(part: Verbatim): Promise<void>
  /** How a campaign's obligations stand as of an instant: the answer of `foldStandings` (#domain/standings.ts), however many there are. */
  standings(query: StandingsQuery): Promise<Standings>
  /**
   * Does work while no other instance of the service does work under the same key; within a process use lanes. What is written under it is still checked by
   * revision: whoever loses the database also loses the key. Others can have it a moment after the work is done. Rejects with Fault 'contended' when the key is not free within `wait` milliseconds (30 s unless said).
   * What the work will probably read comes along with the key: `readings` answer `ahead`, each in its place, as things stand when the key is had or a moment before.
   */
  exclusively<R>(key: string, work: (readings: readonly Reading[]) => Promise<R>, options?: { wait?: number; ahead?: readonly Asked[] }): Promise<R>
  /** Takes the next turns (one unless said) of a rate that all instances share; resolves to the milliseconds to wait for the last of them. */
  pace(key: string, rate: Rate, turns?: number): Promise<number>
  /**
   * Copies the store as it stands at one moment into an empty folder while others go on writing; the copy is a store to be opened. Left out where the
   * database has backups of its own.
   */
  snapshot?(folder: string): Promise<Snapshot>
  /** Waits for what is being written, then lets go of the store. */
  close(): Promise<void>
}

/** Asks a store for all of it, in one round. */
export function readAhead(store: Pick<Store, 'get' | 'find'>, ahead: readonly Asked[]): Reading[] {
  return ahead.map((asked): Reading => ('id' in asked ? store.get(asked.table, asked.id) : store.find(asked.table, asked.index as never, asked.key)))
}
