import type { Phraser, Reranker } from '#ports/provisions.ts'
import type { Config } from './config.ts'

/** What models may do for answers about the regulations, when they are configured; never required. */
export interface Models {
  phraser?: Phraser
  reranker?: Reranker
}

/** The models the settings name; their client is loaded only when there is one. */
export async function openModels(config: Config): Promise<Models> {
  // Without an endpoint of the house or a key there is nobody to ask.
  if (!config.OPENAI_BASE_URL && !config.OPENAI_API_KEY) return {}
  const at = { baseUrl: config.OPENAI_BASE_URL ?? 'https://api.openai.com/v1', apiKey: config.OPENAI_API_KEY ?? '' }
  const models: Models = {}
  if (config.OPENAI_MODEL) models.phraser = (await import('#adapters/provisions/openaiPhraser.ts')).createOpenaiPhraser({ ...at, model: config.OPENAI_MODEL })
  if (config.OPENAI_EMBEDDING_MODEL) models.reranker = (await import('#adapters/provisions/openaiReranker.ts')).createOpenaiReranker({ ...at, model: config.OPENAI_EMBEDDING_MODEL })
  return models
}
