import type { Tables, TableName, IndexName } from './tables.ts'
import type { Instant } from '#domain/time/instant.ts'

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

/** What the journal keeps of one act: ids and a hash, never the content. */
export interface Act {
  at: Instant
  /** Person id, "import" or "clock". */
  by: string
  for?: string
  /** What was done, from the closed list in #domain/journal.ts. */
  action: string
  /** Table and id acted on: "draft/sk-2026.bac-ninh". */
  subject: string
  /** Version or draft edition acted on. */
  version?: number
  /** Content whose salted hash the entry carries; the content itself is not kept in the journal. */
  content?: unknown
}

/** A journal entry as stored. `hash` covers every other member, `prev` is the hash of the entry before ("" for the first). */
export interface Entry {
  seq: number
  at: Instant
  recordedAt: Instant
  by: string
  for?: string
  action: string
  subject: string
  version?: number
  /** SHA-256 of the subject's salt and the canonical JSON of the content. */
  contentHash?: string
  prev: string
  hash: string
}

export interface Change {
  writes: Write[]
  acts?: Act[]
}

/** `conflict` names the first record whose revision was not the expected one; nothing was written. */
export type Committed = { ok: true } | { ok: false; conflict: { table: TableName; id: string; rev: number } }

/** How sound the store is: what `qcdc store check` prints. */
export interface Soundness {
  ok: boolean
  records: number
  journal: { entries: number; head: string; broken: { seq: number; problem: 'altered' | 'reordered' | 'removed' | 'cut-off' } | null }
  problems: string[]
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
  /** Waits for what is being written, then lets go of the store. */
  close(): Promise<void>
}
