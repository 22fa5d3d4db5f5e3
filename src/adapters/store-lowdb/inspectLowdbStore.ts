import { Fault } from '#domain/fault.ts'
import type { Soundness } from '#ports/store.ts'
import { openLowdbStore, type LowdbStoreOptions } from './openLowdbStore.ts'

/** Opens a store only to check it. One that is too broken to open is an answer too; a store that is locked or can't be read is still a Fault. */
export async function inspectLowdbStore(options: LowdbStoreOptions): Promise<Soundness> {
  try {
    const store = await openLowdbStore(options)
    try {
      return await store.check()
    } finally {
      await store.close()
    }
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'store-broken') throw error
    return { ok: false, records: 0, journal: { entries: 0, head: '', broken: null }, problems: [error.message] }
  }
}
