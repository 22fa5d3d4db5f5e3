import OpenAI from 'openai'
import { z } from 'zod'
import type { Phraser } from '#ports/provisions.ts'

/** An OpenAI-compatible chat endpoint. */
export interface PhrasingSettings {
  baseUrl: string
  apiKey: string
  model: string
}

const Completion = z.object({ choices: z.array(z.object({ finish_reason: z.string(), message: z.object({ content: z.string(), refusal: z.string().nullish() }) })).min(1) })
const Sentences = z.object({ sentences: z.array(z.object({ text: z.string().min(1), place: z.string().min(1), quote: z.string().min(1) })).min(1).max(6) })
const SCHEMA = {
  type: 'object', additionalProperties: false, required: ['sentences'],
  properties: { sentences: { type: 'array', items: { type: 'object', additionalProperties: false, required: ['text', 'place', 'quote'], properties: { text: { type: 'string' }, place: { type: 'string' }, quote: { type: 'string' } } } } },
}
const INSTRUCTIONS = {
  vi: 'Anh/chị trả lời câu hỏi về quy định chỉ bằng các trích đoạn được đưa. Viết 1 đến 4 câu ngắn. Mỗi câu kèm "place" là mã của trích đoạn làm căn cứ và "quote" là nguyên văn một đoạn liền trong trích đoạn đó. Không thêm điều gì ngoài trích đoạn.',
  en: 'Answer the question about regulations from the given excerpts only. Write 1 to 4 short sentences in English. Each carries "place", the id of the excerpt it rests on, and "quote", a contiguous passage copied letter by letter from that excerpt. Add nothing that the excerpts do not say.',
}

/** Asks a chat model to word an answer; what comes back is checked by form here and by its quotes in phraseAnswer. Null on any failure. */
export function createOpenaiPhraser({ baseUrl, apiKey, model }: PhrasingSettings): Phraser {
  const client = new OpenAI({ baseURL: baseUrl, apiKey: apiKey || 'none', maxRetries: 0, logLevel: 'off' })
  return {
    async phrase(question, places, locale, deadline) {
      try {
        const answer: unknown = await client.chat.completions.create({
          model, temperature: 0,
          messages: [
            // Servers in the house do not reliably enforce a schema, so it is in the prompt too.
            { role: 'system', content: `${INSTRUCTIONS[locale]}\nJSON: ${JSON.stringify(SCHEMA)}` },
            { role: 'user', content: JSON.stringify({ question, excerpts: places }) },
          ],
          response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema: SCHEMA } },
        }, { signal: AbortSignal.timeout(deadline) })
        const first = Completion.safeParse(answer).data?.choices[0]
        if (!first || first.finish_reason !== 'stop' || first.message.refusal) return null
        const sentences = Sentences.safeParse(JSON.parse(first.message.content))
        return sentences.success ? sentences.data.sentences : null
      } catch {
        return null
      }
    },
  }
}
