import { join } from 'node:path'
import { createLocalRecognizer } from '#adapters/recognizer/localRecognizer.ts'
import { loadAsked, loadPhrases } from '#adapters/recognizer/loadPhrases.ts'
import { parsePhrases } from '#domain/language/phrases.ts'
import { sensitivity } from '#domain/text/secrets.ts'
import type { Clock } from '#ports/clock.ts'
import type { Log } from '#ports/log.ts'
import type { Recognizer } from '#ports/recognizer.ts'
import type { Config } from './config.ts'
import { DATA } from './openStore.ts'

/** The recognizer that RECOGNIZER names. The local one is always there: a remote one falls back to it in the same turn, and its client is loaded only when it is used. */
export async function openRecognizer(config: Config, clock: Clock, log: Log): Promise<Recognizer> {
  const phrases = loadPhrases(join(DATA, 'phrases'))
  const local = createLocalRecognizer({ phrases, asked: loadAsked(join(DATA, 'provisions')), units: [], cacheDir: join(config.DATA_DIR, 'cache') })
  const remote = { local, now: clock, mayLeave: (text: string) => sensitivity(text) === null, onMiss: (reason: string) => log.warn('answered locally', { reason }) }
  switch (config.RECOGNIZER) {
    case 'local': return local
    case 'clu': {
      const { createCluRecognizer } = await import('#adapters/recognizer/cluRecognizer.ts')
      return createCluRecognizer({ ...remote, endpoint: config.CLU_ENDPOINT!, key: config.CLU_KEY!, project: config.CLU_PROJECT!, deployment: config.CLU_DEPLOYMENT! })
    }
    case 'openai': {
      const { createOpenaiRecognizer } = await import('#adapters/recognizer/openaiRecognizer.ts')
      return createOpenaiRecognizer({ ...remote, baseUrl: config.OPENAI_BASE_URL ?? 'https://api.openai.com/v1', apiKey: config.OPENAI_API_KEY ?? '', model: config.OPENAI_MODEL!, phrases: parsePhrases(phrases) })
    }
  }
}
