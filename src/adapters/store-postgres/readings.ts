/** A record as the database gives it. */
export interface Row {
  rev: number
  record: unknown
}

/** A record found by a key, with its id as the database has it. */
export interface FoundRow extends Row {
  id: string
}

/** A small reading: of the record with that id, or of all with that key in an index (see keyText.ts, wireChange.ts). */
export interface Wanted {
  kind: string
  byKey: boolean
  name: string
}

/**
 * Selects `place, rev, record, id` for the rows (place, kind, by_key, name) of a relation `wanted`. "limit" and "order by" within keep the planner from
 * joining the whole table, which it would choose while the table is small and keep to when it has grown.
 */
export const READINGS = `select w.place, r.rev, r.record, null::text collate "C" as id from wanted w,
  lateral (select rev, record from qcdc.record where kind = w.kind and id = w.name limit 1) r where not w.by_key
  union all select w.place, r.rev, r.record, r.id from wanted w,
  lateral (select k.id, t.rev, t.record from qcdc.record_key k join qcdc.record t on t.kind = k.kind and t.id = k.id where k.kind = w.kind and k.key = w.name order by k.id) r where w.by_key`

/** What is wanted as three arrays: kinds, whether by key, names. */
export function columnsOf(wanted: readonly Wanted[]): [string[], boolean[], string[]] {
  return [wanted.map(one => one.kind), wanted.map(one => one.byKey), wanted.map(one => one.name)]
}

/** Rows by the place of what they answer, 0 … count − 1. */
export function byPlace(rows: readonly (FoundRow & { place: number })[], count: number): FoundRow[][] {
  const found = Array.from({ length: count }, (): FoundRow[] => [])
  for (const row of rows) found[row.place]!.push(row)
  return found
}
