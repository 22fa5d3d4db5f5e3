import { canonicalJson } from '#domain/canonicalJson.ts'
import type { Store } from '#ports/store.ts'
import { TABLE_NAMES } from '#ports/tables.ts'

/**
 * Everything a store holds, a line of JSON each: records by table and id, then the journal. Two stores with the same history give the same bytes,
 * whatever they are made of. Salts are left out: a dump may be read by those who must not prove what erased entries were made over.
 */
export async function* dumpStore(store: Store): AsyncIterable<string> {
  for (const table of [...TABLE_NAMES].sort()) {
    for await (const { record, rev } of store.all(table)) {
      yield `{"table":"${table}","id":${canonicalJson(record.id)},"rev":${rev},"record":${canonicalJson(record)}}\n`
    }
  }
  for await (const entry of store.journal()) yield `{"journal":${canonicalJson(entry)}}\n`
}
