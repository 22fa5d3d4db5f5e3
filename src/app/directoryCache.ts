import type { Directory } from '#domain/directory.ts'
import type { Store } from '#ports/store.ts'
import { readDirectory } from './readDirectory.ts'

/** Setting whose revision moves with every change of units, people, monitorings or delegations. */
export const DIRECTORY_STAMP = 'directory'

/** The directory as of now: built once, and again when somebody (another process too) has changed it. `changed` is told of every new one. */
export function createDirectoryCache(store: Store, changed: (directory: Directory) => void): () => Promise<Directory> {
  let known: { rev: number; directory: Promise<Directory> } | undefined
  return async () => {
    const rev = (await store.get('setting', DIRECTORY_STAMP))?.rev ?? 0
    if (known?.rev !== rev) {
      const directory = readDirectory(store)
      known = { rev, directory }
      directory.then(changed, () => { known = undefined })
    }
    return known!.directory
  }
}
