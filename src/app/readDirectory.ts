import { buildDirectory, type Directory } from '#domain/directory.ts'
import type { Store } from '#ports/store.ts'
import type { TableName, Tables } from '#ports/tables.ts'

async function records<T extends TableName>(store: Store, table: T): Promise<Tables[T][]> {
  const found: Tables[T][] = []
  for await (const { record } of store.all(table)) found.push(record)
  return found
}

/** The directory as the store holds it now: units, people, monitorings, delegations. Read once and kept until one of them changes. */
export async function readDirectory(store: Store): Promise<Directory> {
  return buildDirectory({
    units: await records(store, 'unit'),
    people: await records(store, 'person'),
    monitorings: await records(store, 'monitoring'),
    delegations: await records(store, 'delegation'),
  })
}
