import { canonicalJson } from '#domain/canonicalJson.ts'
import { Fault } from '#domain/fault.ts'
import type { ImportProblem } from '#domain/importing/rows.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Act, Store, Write } from '#ports/store.ts'
import type { TableName, Tables } from '#ports/tables.ts'
import { DIRECTORY_STAMP } from './directoryCache.ts'

/** What an import did, or everything that kept it from doing anything. */
export type Imported = { ok: true; added: number; changed: number; unchanged: number } | { ok: false; problems: ImportProblem[] }

/** When and by whom an import is done. */
export interface ImportOptions {
  at: Instant
  by: string
}

type Keyed = 'unit' | 'person' | 'monitoring' | 'delegation'

/** All records of a table by id, with their revisions. */
export async function readTable<T extends TableName>(store: Store, table: T): Promise<Map<string, { record: Tables[T]; rev: number }>> {
  const found = new Map<string, { record: Tables[T]; rev: number }>()
  for await (const stored of store.all(table)) found.set(stored.record.id, stored)
  return found
}

/** The records of a table by id. */
export function recordsOf<R>(table: ReadonlyMap<string, { record: R }>): Map<string, R> {
  return new Map([...table].map(([id, { record }]) => [id, record]))
}

const TRIES = 5

/**
 * Brings a table up to what an import says, in one commit with one journal entry; nothing is written when nothing differs. `prepare` is asked again when
 * somebody else changed the same records meanwhile. Throws Fault 'contended' when that happens five times over.
 */
export async function upsertRecords<T extends Keyed>(
  store: Store,
  table: T,
  action: string,
  { at, by }: ImportOptions,
  prepare: (known: Map<string, Tables[T]>) => Promise<{ records: Tables[T][]; problems: ImportProblem[] }>,
): Promise<Imported> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const before = await readTable(store, table)
    const { records, problems } = await prepare(recordsOf(before))
    if (problems.length > 0) return { ok: false, problems }
    const differing = records.filter(record => canonicalJson(before.get(record.id)?.record ?? null) !== canonicalJson(record))
    const added = differing.filter(record => !before.has(record.id)).length
    const summary = { added, changed: differing.length - added, unchanged: records.length - differing.length }
    if (differing.length === 0) return { ok: true, ...summary }
    const writes = differing.map(record => ({ table, id: record.id, record, expect: before.get(record.id)?.rev ?? 0 }) as Write)
    // Whoever keeps a directory built from these records learns by the stamp that it is out of date.
    writes.push({ table: 'setting', id: DIRECTORY_STAMP, record: { id: DIRECTORY_STAMP, value: at } })
    const act: Act = { at, by, action, subject: `${table}/*`, content: differing }
    const committed = await store.commit({ writes, acts: [act] })
    if (committed.ok) return { ok: true, ...summary }
  }
  throw new Fault('contended', `the ${table} records were changed by others during the import, ${TRIES} times over: run it again`)
}
