import type { Instant } from '#domain/time/instant.ts'
import { loadSample } from '#app/loadSample.ts'
import { readForms } from '#adapters/files/watchForms.ts'
import { readSample } from '#adapters/files/readSample.ts'
import { readConfig } from '#config'
import { DATA, openStore } from '../../src/openStore.ts'
import { join } from 'node:path'

/** Loads what the sample had recorded by now into a data folder. */
export async function loadSampleInto(dataDir: string, now: () => Instant): Promise<void> {
  const store = await openStore(readConfig({ DATA_DIR: dataDir }), now)
  const loaded = await loadSample(store, { sample: await readSample(DATA), forms: await readForms(join(DATA, 'forms')), at: now(), reset: false, mode: 'recorded' })
  if (!loaded.ok) throw new RangeError(loaded.problem)
  await store.close()
}
