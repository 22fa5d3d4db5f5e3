import type { Hit } from '#domain/provision/search.ts'
import type { Reranker } from '#ports/provisions.ts'

/** How many of the best are shown to the endpoint, and how long it may think, in ms. */
const SHOWN = 10
const DEADLINE = 1500

/**
 * Puts the best hits in the order an endpoint prefers, half by its opinion and half by ours: neither alone knows the field's words and the reader's meaning.
 * Without an answer in time the order stays as it was.
 */
export async function rerankHits(reranker: Reranker, question: string, hits: Hit[]): Promise<Hit[]> {
  const shown = hits.slice(0, SHOWN)
  if (shown.length < 2) return hits
  const scores = await reranker.scores(question, shown.map(({ passages }) => passages[0]?.passage.text ?? ''), DEADLINE)
  if (!scores) return hits
  const ours = scale(shown.map(hit => hit.score))
  const theirs = scale(scores)
  const order = shown.map((hit, at) => ({ hit, at, value: ours[at]! + theirs[at]! })).sort((a, b) => b.value - a.value || a.at - b.at)
  // Scores stay descending, since they are told; only the order is new.
  return [...order.map(({ hit }, at) => ({ ...hit, score: shown[at]!.score })), ...hits.slice(SHOWN)]
}

function scale(values: readonly number[]): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return values.map(value => (high === low ? 0 : (value - low) / (high - low)))
}
