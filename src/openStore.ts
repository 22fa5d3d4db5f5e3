import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { inspectLowdbStore } from '#adapters/store-lowdb/inspectLowdbStore.ts'
import { openLowdbStore } from '#adapters/store-lowdb/openLowdbStore.ts'
import { Fault } from '#domain/fault.ts'
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

function lowdbOptions(config: Config, clock: Clock) {
  if (config.STORE_URL !== 'lowdb:') throw new Fault('config-invalid', 'STORE_URL: this release keeps its entries in the embedded store only (lowdb:)')
  return { dir: join(config.DATA_DIR, 'store'), clock, newId }
}

/** Opens the store that STORE_URL names. */
export async function openStore(config: Config, clock: Clock, warn: (problem: string) => void = () => {}): Promise<Store> {
  return openLowdbStore({ ...lowdbOptions(config, clock), warn })
}

/** Checks the store that STORE_URL names, one too broken to be opened as well. */
export async function inspectStore(config: Config, clock: Clock): Promise<Soundness> {
  return inspectLowdbStore(lowdbOptions(config, clock))
}
