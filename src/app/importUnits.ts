import type { Row } from '#domain/importing/rows.ts'
import { unitsFromRows } from '#domain/importing/unitRows.ts'
import type { Store } from '#ports/store.ts'
import { upsertRecords, type Imported, type ImportOptions } from './upsertRecords.ts'

/** Adds and changes units by id, all rows or none; units that the table does not name stay as they are. */
export function importUnits(store: Store, rows: readonly Row[], options: ImportOptions): Promise<Imported> {
  return upsertRecords(store, 'unit', 'directory-imported', options, async known => {
    const { units, problems } = unitsFromRows(rows, known)
    return { records: units, problems }
  })
}
