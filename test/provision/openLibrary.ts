import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadShippedFrom } from '#adapters/provisions/loadShipped.ts'
import { openLowdbStore } from '#adapters/store-lowdb/openLowdbStore.ts'
import { openProvisionLibrary, type ProvisionLibrary } from '#app/provisionLibrary.ts'
import { fromIso } from '#domain/time/instant.ts'
import type { Store } from '#ports/store.ts'

/** 2026-11-22 09:00 in Viet Nam. */
export const NOW = fromIso('2026-11-22T09:00')!

const load = loadShippedFrom(new URL('../../data/provisions/', import.meta.url))
let shipped: ReturnType<typeof load> | undefined

/** What the repository ships, read once: what is learnt from it is learnt once too. */
export const loadShipped: typeof load = () => (shipped ??= load())

/** A library over a store of its own, thrown away afterwards. */
export async function withLibrary(act: (library: ProvisionLibrary, store: Store) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'qcdc-provisions-'))
  let salt = 0
  const store = await openLowdbStore({ dir, newId: () => `salt${++salt}`, clock: () => NOW })
  try {
    await act(openProvisionLibrary(store, loadShipped), store)
  } finally {
    await store.close()
    await rm(dir, { recursive: true })
  }
}
