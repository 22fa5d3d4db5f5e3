import type { Directory } from '#domain/directory.ts'
import type { Store } from '#ports/store.ts'
import type { Work } from './work.ts'
import { readDirectory } from './readDirectory.ts'

/** Setting whose revision moves with every change of units, people, monitorings or delegations. */
export const DIRECTORY_STAMP = 'directory'

/** Gives the directory as of now; within a work, as of when the work first asked. */
export type ReadDirectory = (work?: Pick<Work, 'revision'>) => Promise<Directory>

/** The directory, built once, and again when somebody (another process too) has changed it. `changed` is told of every new one. */
export function createDirectoryCache(store: Store, changed: (directory: Directory) => void): ReadDirectory {
  let known: { rev: number; directory: Promise<Directory> } | undefined
  return async work => {
    const rev = work ? await work.revision('setting', DIRECTORY_STAMP) : (await store.get('setting', DIRECTORY_STAMP))?.rev ?? 0
    if (known?.rev !== rev) {
      const directory = readDirectory(store)
      known = { rev, directory }
      directory.then(changed, () => { known = undefined })
    }
    return known!.directory
  }
}
