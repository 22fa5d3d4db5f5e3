import { loadShippedFrom } from '#adapters/provisions/loadShipped.ts'
import { openProvisionLibrary, type ProvisionLibrary } from '#app/provisionLibrary.ts'
import { fromIso } from '#domain/time/instant.ts'
import type { Store } from '#ports/store.ts'
import { withStore } from '../directory/withStore.ts'

/** 2026-11-22 09:00 in Viet Nam. */
export const NOW = fromIso('2026-11-22T09:00')!

const load = loadShippedFrom(new URL('../../data/provisions/', import.meta.url))
let shipped: ReturnType<typeof load> | undefined

/** What the repository ships, read once: what is learnt from it is learnt once too. */
export const loadShipped: typeof load = () => (shipped ??= load())

/** A library over a store of its own, thrown away afterwards. */
export function withLibrary(act: (library: ProvisionLibrary, store: Store) => Promise<void>): Promise<void> {
  return withStore(NOW, store => act(openProvisionLibrary(store, loadShipped), store))
}
