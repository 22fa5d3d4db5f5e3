import type { Soundness } from '#ports/store.ts'
import { openPostgresStore, type PostgresStoreOptions } from './openPostgresStore.ts'

/** Opens a store only to check it. One that can't be reached or was not migrated is a Fault. */
export async function inspectPostgresStore(options: PostgresStoreOptions): Promise<Soundness> {
  const store = await openPostgresStore(options)
  try {
    return await store.check()
  } finally {
    await store.close()
  }
}
