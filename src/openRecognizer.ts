import { join } from 'node:path'
import { createLocalRecognizer } from '#adapters/recognizer/localRecognizer.ts'
import { loadAsked, loadPhrases } from '#adapters/recognizer/loadPhrases.ts'
import { sensitivity } from '#domain/text/secrets.ts'
import type { Clock } from '#ports/clock.ts'
import type { Recognizer } from '#ports/recognizer.ts'
import type { Config } from './config.ts'
import { DATA } from './openStore.ts'

const PHRASES = join(DATA, 'phrases')

/** The recognizer that is always there. It knows no units until it is told them. */
export function openLocalRecognizer(config: Config): Recognizer {
  return createLocalRecognizer({ phrases: loadPhrases(PHRASES), asked: loadAsked(join(DATA, 'provisions')), units: [], cacheDir: join(config.DATA_DIR, 'cache') })
}

/** The recognizer that RECOGNIZER names. A remote one falls back to the local one in the same turn, telling `onMiss` why; its client is loaded only when it is used. */
export async function openRecognizer(config: Config, clock: Clock, local: Recognizer, onMiss?: (reason: string) => void): Promise<Recognizer> {
  const remote = { local, now: clock, mayLeave: (text: string) => sensitivity(text) === null, ...(onMiss && { onMiss }) }
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
        ...remote, baseUrl: config.OPENAI_BASE_URL ?? 'https://api.openai.com/v1', apiKey: config.OPENAI_API_KEY ?? '', model: config.OPENAI_MODEL!, phrases: parsePhrases(loadPhrases(PHRASES)),
      })
    }
  }
}
