import { join } from 'node:path'
import { readRowsFile } from '#adapters/files/readRowsFile.ts'
import { unitsFromRows } from '#domain/importing/unitRows.ts'
import type { Unit } from '#domain/unit.ts'
import type { Clock } from '#ports/clock.ts'
import type { Recognizer } from '#ports/recognizer.ts'
import type { Store } from '#ports/store.ts'
import type { Config } from '../config.ts'
import { DATA } from '../openStore.ts'

/** The recognizer that the settings name, for a command line without a running service; whatever it needs is loaded only here. */
export async function openRecognizer(config: Config, clock: Clock, store: Store): Promise<Recognizer> {
  const service = await import('../openRecognizer.ts')
  const local = service.openLocalRecognizer(config)
  local.useUnits(await unitsKnown(store))
  // The first message of a process pays for what the engine compiles: not part of understanding one.
  await local.recognize({ text: 'báo cáo', locale: 'vi', at: clock() })
  return service.openRecognizer(config, clock, local)
}

/** The units of the store; while it has none, those that are shipped, so that names are read before anything was imported. */
async function unitsKnown(store: Store): Promise<Unit[]> {
  const units: Unit[] = []
  for await (const { record } of store.all('unit')) units.push(record)
  return units.length > 0 ? units : unitsFromRows(await readRowsFile(join(DATA, 'organisation', 'units.json')), new Map()).units
}
