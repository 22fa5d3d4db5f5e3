import { mergePerson, peopleFromRows } from '#domain/importing/personRows.ts'
import type { Row } from '#domain/importing/rows.ts'
import { dayOf } from '#domain/time/instant.ts'
import type { Store } from '#ports/store.ts'
import { readTable, recordsOf, upsertRecords, type Imported, type ImportOptions } from './upsertRecords.ts'

/** Adds and changes people by id, all rows or none. What they held before stays known: see {@link mergePerson}. */
export function importPeople(store: Store, rows: readonly Row[], options: ImportOptions): Promise<Imported> {
  return upsertRecords(store, 'person', 'directory-imported', options, async known => {
    const units = recordsOf(await readTable(store, 'unit'))
    const { people, problems } = peopleFromRows(rows, units, known.values())
    return { records: people.map(person => mergePerson(known.get(person.id), person, dayOf(options.at))), problems }
  })
}
