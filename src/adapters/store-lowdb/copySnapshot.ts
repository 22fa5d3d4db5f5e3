import { copyFile, open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Files } from './openFiles.ts'

/**
 * Copies a store's files as they stand into an empty folder: what the last checkpoint wrote and the log since then, up to what is on the disk now. Commits go
 * on meanwhile; keep checkpoints away. The lock is left out: a process that closes any descriptor of it loses what it holds.
 */
export async function copySnapshot({ disk, dir, manifest, journal, log, pathOf }: Files, folder: string): Promise<void> {
  // Taken in one step of the event loop, so that they belong together.
  const parts = log.parts()
  const change = log.durable
  const { tables } = manifest.data
  for (const name of ['tables', 'journal', 'log']) await disk.makeFolder(join(folder, name))
  for (const [table, generations] of Object.entries(tables)) {
    for (const [number, generation] of generations.entries()) {
      if (generation === 0) continue
      const path = pathOf(table, number, generation)
      await copyDurably(path, join(folder, 'tables', basename(path)))
    }
  }
  if (journal.filed.seq > 0) {
    for (const name of await disk.list(join(dir, 'journal'))) await copyDurably(join(dir, 'journal', name), join(folder, 'journal', name))
  }
  for (const { path, size } of parts) await copyDurably(path, join(folder, 'log', basename(path)), size)
  for (const name of ['tables', 'journal', 'log']) await disk.syncFolder(join(folder, name))
  await disk.writeFile(join(folder, 'head.json'), JSON.stringify({ change }) + '\n')
  // Last, as without it nothing else is a store.
  await disk.writeFile(join(folder, 'store.json'), JSON.stringify(manifest.data, null, 1) + '\n')
  await disk.syncFolder(folder)
}

/** A file's copy, on the disk when it resolves; only its first `size` bytes where that is said. */
export async function copyDurably(from: string, to: string, size?: number): Promise<void> {
  await copyFile(from, to)
  const file = await open(to, 'r+')
  try {
    if (size !== undefined) await file.truncate(size)
    await file.sync()
  } finally {
    await file.close()
  }
}
