import { cp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Disk } from '#adapters/store-lowdb/disk.ts'
import { openLowdbStore } from '#adapters/store-lowdb/openLowdbStore.ts'
import { testFolder } from '../testFolder.ts'
import { MORNING, savedAnswer } from './samples.ts'

/** How a lowdb store in a folder is opened; every salt is the same. */
export const options = (dir: string, disk?: Disk) => ({ dir, newId: () => 'salt', clock: () => MORNING, ...(disk ? { disk } : {}) })

/** A store's folder as a kill would leave it after so many answers: nothing closed, all in the log. */
export async function killedStore(answers = 12): Promise<string> {
  const source = await testFolder()
  const store = await fill(source, answers)
  const copy = await testFolder()
  // Not its lock: copying that would drop it, and a copied folder is nobody's yet.
  await cp(source, copy, { recursive: true, filter: path => !path.endsWith('/lock') })
  await store.close()
  return copy
}

/** The folder of a store that was closed: all in its files, the log empty. */
export async function closedStore(answers = 12): Promise<string> {
  const folder = await testFolder()
  await (await fill(folder, answers)).close()
  return folder
}

async function fill(folder: string, answers: number) {
  const store = await openLowdbStore(options(folder))
  for (let edition = 1; edition <= answers; edition++) await store.commit(savedAnswer('bac-ninh', edition))
  return store
}

/** The path of the one file in a folder whose name begins so. */
export async function onlyFile(folder: string, starting = ''): Promise<string> {
  const names = (await readdir(folder)).filter(name => name.startsWith(starting))
  expect(names).toHaveLength(1)
  return join(folder, names[0]!)
}
