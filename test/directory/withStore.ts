import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLowdbStore } from '#adapters/store-lowdb/openLowdbStore.ts'
import { readForms } from '#adapters/files/watchForms.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Store } from '#ports/store.ts'

/** The shipped data. */
export const DATA = join(import.meta.dirname, '../../data')

/** Runs with an empty store of its own in a folder of its own; `now` is what its clock says. */
export async function withStore<R>(now: Instant, run: (store: Store, dir: string) => Promise<R>): Promise<R> {
  const dir = await mkdtemp(join(tmpdir(), 'qcdc-'))
  const store = await openLowdbStore({ dir: join(dir, 'store'), clock: () => now, newId: () => randomUUID().replaceAll('-', '') })
  try {
    return await run(store, dir)
  } finally {
    await store.close()
    await rm(dir, { recursive: true, force: true })
  }
}

/** The shipped forms. */
export const FORMS = await readForms(join(DATA, 'forms'))
