import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ProvisionLibrary } from '#app/provisionLibrary.ts'
import type { Store } from '#ports/store.ts'
import { DATA } from '../openStore.ts'

/** The regulations that are shipped and those a store holds; loaded only by the commands that ask them. */
export async function openLibrary(store: Store): Promise<ProvisionLibrary> {
  const [{ openProvisionLibrary }, { loadShippedFrom }] = await Promise.all([import('#app/provisionLibrary.ts'), import('#adapters/provisions/loadShipped.ts')])
  return openProvisionLibrary(store, loadShippedFrom(pathToFileURL(join(DATA, 'provisions/'))))
}
