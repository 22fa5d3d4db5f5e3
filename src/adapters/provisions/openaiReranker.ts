import OpenAI from 'openai'
import { z } from 'zod'
import type { Reranker } from '#ports/provisions.ts'

/** An OpenAI-compatible embedding endpoint. */
export interface EmbeddingSettings {
  baseUrl: string
  /** Empty for a server in the house that wants none. */
  apiKey: string
  model: string
}

const Embeddings = z.object({ data: z.array(z.object({ index: z.number().int().min(0), embedding: z.array(z.number()).min(1) })) })

/** Scores passages by the cosine of their embedding with the question's; passages seen before are not sent again. Null on any failure: the order then stays ours. */
export function createOpenaiReranker({ baseUrl, apiKey, model }: EmbeddingSettings): Reranker {
  const client = new OpenAI({ baseURL: baseUrl, apiKey: apiKey || 'none', maxRetries: 0, logLevel: 'off' })
  const known = new Map<string, number[]>()
  const embed = async (texts: string[], signal: AbortSignal): Promise<number[][] | null> => {
    const answer: unknown = await client.embeddings.create({ model, input: texts, encoding_format: 'float' }, { signal })
    const parsed = Embeddings.safeParse(answer)
    if (!parsed.success || parsed.data.data.length !== texts.length) return null
    return parsed.data.data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => embedding)
  }
  return {
    async scores(question, passages, deadline) {
      const missing = [...new Set(passages.filter(passage => !known.has(passage)))]
      try {
        const vectors = await embed([question, ...missing], AbortSignal.timeout(deadline))
        if (!vectors) return null
        // Passages are few thousand at most; a deployer who imports more pays for embedding again, not with memory.
        if (known.size > 5000) known.clear()
        missing.forEach((passage, at) => known.set(passage, vectors[at + 1]!))
        const asked = vectors[0]!
        const scores = passages.map(passage => cosine(asked, known.get(passage) ?? []))
        return scores.every(Number.isFinite) ? scores : null
      } catch {
        return null
      }
    },
  }
}

function cosine(a: number[], b: number[]): number {
  if (a.length !== b.length) return Number.NaN
  let [dot, first, second] = [0, 0, 0]
  for (let at = 0; at < a.length; at++) {
    dot += a[at]! * b[at]!
    first += a[at]! ** 2
    second += b[at]! ** 2
  }
  return dot / Math.sqrt(first * second)
}
