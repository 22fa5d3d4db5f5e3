import { canonicalJson } from '#domain/canonicalJson.ts'
import type { Store } from '#ports/store.ts'
import { TABLE_NAMES } from '#ports/tables.ts'

/** Differences told; more of them say nothing new. */
const MOST = 20

/**
 * What a copy of a store lacks, has too much or holds otherwise: records with their revisions, salts, and the journal up to the copy's end. Records named in
 * `changed` ("table/id") were written since the copy was made and are left out, as is what the journal got since. Empty: the copy is the store as it was.
 */
export async function compareStores(original: Store, copy: Store, changed: ReadonlySet<string> = new Set()): Promise<string[]> {
  const found: string[] = []
  for (const table of TABLE_NAMES) {
    const lines = (store: Store) => keyed(store.all(table), ({ record, rev }) => [record.id, `${rev} ${canonicalJson(record)}`])
    await walk(lines(original), lines(copy), id => changed.has(`${table}/${id}`), id => found.push(`${table}/${id}`))
  }
  const salts = (store: Store) => keyed(store.salts(), ({ subject, salt }) => [subject, salt])
  await walk(salts(original), salts(copy), subject => changed.has(`~salt/${subject}`), subject => found.push(`salt of ${subject}`))
  const entries = (store: Store) => store.journal()[Symbol.asyncIterator]()
  const [ours, theirs] = [entries(original), entries(copy)]
  for (;;) {
    const entry = (await theirs.next()).value
    if (!entry) break
    if ((await ours.next()).value?.hash === entry.hash) continue
    found.push(`journal entry ${entry.seq}`)
    break
  }
  await ours.return?.()
  return found.slice(0, MOST)
}

async function* keyed<R>(records: AsyncIterable<R>, of: (record: R) => [string, string]): AsyncGenerator<[string, string]> {
  for await (const record of records) yield of(record)
}

/** Walks two lists ordered by key side by side. */
async function walk(ours: AsyncGenerator<[string, string]>, theirs: AsyncGenerator<[string, string]>, skipped: (key: string) => boolean, tell: (key: string) => void): Promise<void> {
  let [a, b] = [(await ours.next()).value, (await theirs.next()).value]
  while (a || b) {
    const order = !b ? -1 : !a ? 1 : a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0
    const key = order <= 0 ? a![0] : b![0]
    if ((order !== 0 || a![1] !== b![1]) && !skipped(key)) tell(key)
    if (order <= 0) a = (await ours.next()).value
    if (order >= 0) b = (await theirs.next()).value
  }
}
