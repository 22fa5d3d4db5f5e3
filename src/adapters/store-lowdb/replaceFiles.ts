import { join } from 'node:path'
import type { Disk } from './disk.ts'
import { lockFolder } from './folderLock.ts'

const FOLDERS = ['tables', 'journal', 'log'] as const
/** While it stands among the tables and there is no manifest, a start refuses the folder instead of beginning an empty store in it. */
const MARK = 'replacing'

/**
 * Puts the files of a store that nobody has open (`from`, on the same file system) in the place of those in `dir`, which go to the new folder `aside`.
 * Throws Fault 'store-locked' while a process has `dir`. Cut short at any step it leaves either what was there, what came, or a folder that a start refuses.
 */
export async function replaceFiles(disk: Disk, { dir, from, aside }: { dir: string; from: string; aside: string }): Promise<void> {
  await disk.makeFolder(dir)
  const unlock = lockFolder(dir)
  try {
    for (const folder of FOLDERS) for (const place of [dir, aside]) await disk.makeFolder(join(place, folder))
    await disk.writeFile(join(dir, 'tables', MARK), '')
    await disk.syncFolder(join(dir, 'tables'))
    // First out and last in: without it nothing in the folder counts.
    await move(disk, dir, aside, ['store.json', 'head.json'])
    for (const folder of FOLDERS) {
      const names = (await disk.list(join(dir, folder))).filter(name => folder !== 'tables' || name !== MARK)
      await move(disk, join(dir, folder), join(aside, folder), names)
      await move(disk, join(from, folder), join(dir, folder), await disk.list(join(from, folder)))
    }
    await move(disk, from, dir, ['head.json'])
    await move(disk, from, dir, ['store.json'])
    await disk.remove(join(dir, 'tables', MARK))
  } finally {
    unlock()
  }
}

async function move(disk: Disk, from: string, to: string, names: readonly string[]): Promise<void> {
  const there = new Set(await disk.list(from))
  for (const name of names) if (there.has(name)) await disk.rename(join(from, name), join(to, name))
  await disk.syncFolder(to)
  await disk.syncFolder(from)
}
