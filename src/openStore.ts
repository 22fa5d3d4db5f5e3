import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import { inspectLowdbStore } from '#adapters/store-lowdb/inspectLowdbStore.ts'
import { openLowdbStore } from '#adapters/store-lowdb/openLowdbStore.ts'
import type { Clock, NewId } from '#ports/clock.ts'
import type { Soundness, Store } from '#ports/store.ts'
import type { Config } from './config.ts'

/** The project's own data, beside the code. */
export const DATA = join(import.meta.dirname, '..', 'data')

/** The process's clock: real time, or (local mode) a given instant at the start, ticking. */
export function clockOf(config: Pick<Config, 'CLOCK'>): Clock {
  if (config.CLOCK === undefined) return Date.now
  const ahead = config.CLOCK - Date.now()
  return () => Date.now() + ahead
}

/** Unguessable ids, the one source of randomness. */
export const newId: NewId = () => randomUUID().replaceAll('-', '')

/** What opens the store of an address: `lowdb:` in the data folder or in a folder of its own (`lowdb:FOLDER`), or `postgres://…`. */
export interface Whereabouts {
  STORE_URL: string
  DATA_DIR: string
}

function storeOptions({ STORE_URL, DATA_DIR }: Whereabouts, clock: Clock) {
  const common = { clock, newId }
  if (!STORE_URL.startsWith('lowdb:')) return { kind: 'postgres' as const, url: STORE_URL, ...common }
  const folder = STORE_URL.slice('lowdb:'.length)
  return { kind: 'lowdb' as const, dir: folder === '' ? join(DATA_DIR, 'store') : resolve(folder), ...common }
}

/** The folder of an embedded store; undefined where a database keeps the entries. */
export function storeFolder(whereabouts: Whereabouts): string | undefined {
  const options = storeOptions(whereabouts, () => 0)
  return options.kind === 'lowdb' ? options.dir : undefined
}

/** Opens the store that STORE_URL names. */
export async function openStore(whereabouts: Whereabouts, clock: Clock, warn: (problem: string) => void = () => {}): Promise<Store> {
  const options = storeOptions(whereabouts, clock)
  if (options.kind === 'lowdb') return openLowdbStore({ ...options, warn })
  // The driver is loaded only where it is used: a start on the embedded store does not pay for it.
  const { openPostgresStore } = await import('#adapters/store-postgres/openPostgresStore.ts')
  return openPostgresStore(options)
}

/** Checks the store that STORE_URL names, one too broken to be opened as well. */
export async function inspectStore(whereabouts: Whereabouts, clock: Clock): Promise<Soundness> {
  const options = storeOptions(whereabouts, clock)
  if (options.kind === 'lowdb') return inspectLowdbStore(options)
  const { inspectPostgresStore } = await import('#adapters/store-postgres/inspectPostgresStore.ts')
  return inspectPostgresStore(options)
}
