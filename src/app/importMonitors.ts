import { delegationsFromRows, monitoringsFromRows } from '#domain/importing/monitoringRows.ts'
import type { Row } from '#domain/importing/rows.ts'
import type { Store } from '#ports/store.ts'
import { readTable, recordsOf, upsertRecords, type Imported, type ImportOptions } from './upsertRecords.ts'

/** Adds and changes who follows which unit, all rows or none. To end one, import its row again with a last day. */
export function importMonitors(store: Store, rows: readonly Row[], options: ImportOptions): Promise<Imported> {
  return upsertRecords(store, 'monitoring', 'monitoring-assigned', options, async () => {
    const { monitorings, problems } = monitoringsFromRows(rows, recordsOf(await readTable(store, 'unit')), recordsOf(await readTable(store, 'person')))
    return { records: monitorings, problems }
  })
}

/** Adds and changes delegations, all rows or none. */
export function importDelegations(store: Store, rows: readonly Row[], options: ImportOptions): Promise<Imported> {
  return upsertRecords(store, 'delegation', 'delegated', options, async () => {
    const { delegations, problems } = delegationsFromRows(rows, recordsOf(await readTable(store, 'unit')), recordsOf(await readTable(store, 'person')))
    return { records: delegations, problems }
  })
}
