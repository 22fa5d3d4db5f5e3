import { ConversationAnalysisClient } from '@azure/ai-language-conversations'
import { z } from 'zod'
import { isIntent } from '#domain/language/intent.ts'
import type { Intent } from '#domain/language/intent.ts'
import type { Recognizer } from '#ports/recognizer.ts'
import { NoVerdict, remoteRecognizer } from './remoteRecognizer.ts'
import type { RemoteSettings } from './remoteRecognizer.ts'

/** Where the CLU project lives. */
export interface CluSettings extends RemoteSettings {
  endpoint: string
  key: string
  project: string
  deployment: string
}

/** What is read of the service's answer; the client has renamed confidenceScore to confidence. */
const Answer = z.object({
  kind: z.literal('ConversationResult'),
  result: z.object({
    prediction: z.object({
      projectKind: z.literal('Conversation'),
      intents: z.array(z.object({ category: z.string(), confidence: z.number().min(0).max(1) })).min(1),
    }),
  }),
})

/** Asks an Azure CLU project made from `qcdc phrases export --format clu`. */
export function createCluRecognizer(settings: CluSettings): Recognizer {
  const { endpoint, key, project, deployment } = settings
  const client = new ConversationAnalysisClient(endpoint, { key }, {
    // The client's own default is an old preview; retries would outlive the deadline.
    apiVersion: '2023-04-01',
    retryOptions: { maxRetries: 0 },
    allowInsecureConnection: endpoint.startsWith('http://127.0.0.1') || endpoint.startsWith('http://localhost'),
  })
  return remoteRecognizer('clu', async (text, locale, abortSignal) => {
    const answer = await client.analyzeConversation(
      {
        kind: 'Conversation',
        analysisInput: { conversationItem: { id: '1', participantId: '1', text, language: locale, modality: 'text' } },
        parameters: { projectName: project, deploymentName: deployment, stringIndexType: 'Utf16CodeUnit', isLoggingEnabled: false },
      },
      { abortSignal },
    )
    const checked = Answer.safeParse(answer)
    if (!checked.success) throw new NoVerdict('not a conversation result')
    const intents = checked.data.result.prediction.intents
      .map(({ category, confidence }) => ({ intent: intentOf(category), score: confidence }))
      .filter((intent): intent is { intent: Intent; score: number } => intent.intent !== undefined)
      .sort((a, b) => b.score - a.score)
    const [best, next] = intents
    if (!best) throw new NoVerdict('no intent of ours')
    return { ...best, runnerUp: next ?? { intent: best.intent === 'none' ? 'help' : 'none', score: 0 } }
  }, settings)
}

/** CLU writes its own catch-all "None". */
function intentOf(category: string): Intent | undefined {
  const name = category === 'None' ? 'none' : category
  return isIntent(name) ? name : undefined
}
