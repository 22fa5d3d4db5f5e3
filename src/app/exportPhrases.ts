import { phrasesOf, spoken } from '#domain/language/phrases.ts'
import type { PhraseFile } from '#domain/language/phrases.ts'

/** A project file as Azure's conversational language understanding imports it (API 2023-04-01). */
export interface CluProject {
  projectFileVersion: '2023-04-01'
  stringIndexType: 'Utf16CodeUnit'
  metadata: { projectKind: 'Conversation'; settings: { confidenceThreshold: number }; projectName: string; multilingual: boolean; description: string; language: string }
  assets: {
    projectKind: 'Conversation'
    intents: { category: string }[]
    entities: never[]
    utterances: { text: string; language: string; intent: string; entities: never[]; dataset: 'Train' }[]
  }
}

/** The service refuses longer utterances. */
const LONGEST = 500

/**
 * The phrases as a CLU project: intents only, because entities are always normalised locally.
 * `none` becomes CLU's own "None"; a text said twice is given once.
 */
export function exportPhrases(files: readonly PhraseFile[], projectName = 'qcdc'): CluProject {
  const seen = new Set<string>()
  const utterances: CluProject['assets']['utterances'] = []
  for (const { text, locale, intent } of phrasesOf(files)) {
    const said = spoken(text).trim()
    if (said === '' || said.length > LONGEST || seen.has(said.toLowerCase())) continue
    seen.add(said.toLowerCase())
    utterances.push({ text: said, language: locale, intent: intent === 'none' ? 'None' : intent, entities: [], dataset: 'Train' })
  }
  return {
    projectFileVersion: '2023-04-01',
    stringIndexType: 'Utf16CodeUnit',
    metadata: { projectKind: 'Conversation', settings: { confidenceThreshold: 0 }, projectName, multilingual: true, description: 'Trợ lý QCDC', language: 'vi' },
    assets: { projectKind: 'Conversation', intents: [...new Set(utterances.map(u => u.intent))].sort().map(category => ({ category })), entities: [], utterances },
  }
}
