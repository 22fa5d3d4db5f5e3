import { join } from 'node:path'
import { readRowsFile } from '#adapters/files/readRowsFile.ts'
import { unitsFromRows } from '#domain/importing/unitRows.ts'
import { sensitivity } from '#domain/text/secrets.ts'
import type { Unit } from '#domain/unit.ts'
import type { Clock } from '#ports/clock.ts'
import type { Recognizer } from '#ports/recognizer.ts'
import type { Store } from '#ports/store.ts'
import type { Config } from '../config.ts'
import { DATA } from '../openStore.ts'

/** The recognizer that the settings name, for a command line without a running service; whatever it needs is loaded only here. */
export async function openRecognizer(config: Config, clock: Clock, store: Store): Promise<Recognizer> {
  const [{ createLocalRecognizer }, { loadAsked, loadPhrases }] = await Promise.all([
    import('#adapters/recognizer/localRecognizer.ts'), import('#adapters/recognizer/loadPhrases.ts'),
  ])
  const phrases = loadPhrases(join(DATA, 'phrases'))
  const local = createLocalRecognizer({ phrases, asked: loadAsked(join(DATA, 'provisions')), units: await unitsKnown(store), cacheDir: join(config.DATA_DIR, 'cache') })
  // The first message of a process pays for what the engine compiles: not part of understanding one.
  await local.recognize({ text: 'báo cáo', locale: 'vi', at: clock() })
  const remote = { local, now: clock, mayLeave: (text: string) => sensitivity(text) === null }
  switch (config.RECOGNIZER) {
    case 'local': return local
    case 'clu': {
      const { createCluRecognizer } = await import('#adapters/recognizer/cluRecognizer.ts')
      // Settings that this kind needs were checked when they were read.
      return createCluRecognizer({ ...remote, endpoint: config.CLU_ENDPOINT!, key: config.CLU_KEY!, project: config.CLU_PROJECT!, deployment: config.CLU_DEPLOYMENT! })
    }
    case 'openai': {
      const [{ createOpenaiRecognizer }, { parsePhrases }] = await Promise.all([import('#adapters/recognizer/openaiRecognizer.ts'), import('#domain/language/phrases.ts')])
      return createOpenaiRecognizer({
        ...remote, baseUrl: config.OPENAI_BASE_URL ?? 'https://api.openai.com/v1', apiKey: config.OPENAI_API_KEY ?? '', model: config.OPENAI_MODEL!, phrases: parsePhrases(phrases),
      })
    }
  }
}

/** The units of the store; while it has none, those that are shipped, so that names are read before anything was imported. */
async function unitsKnown(store: Store): Promise<Unit[]> {
  const units: Unit[] = []
  for await (const { record } of store.all('unit')) units.push(record)
  return units.length > 0 ? units : unitsFromRows(await readRowsFile(join(DATA, 'organisation', 'units.json')), new Map()).units
}
