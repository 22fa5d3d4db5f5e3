import { fold } from '#domain/text/fold.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Question } from '#domain/provision/question.ts'
import type { Store } from '#ports/store.ts'

/** What was asked and not answered: one matter, however often and by whomever it was asked. */
export interface ProvisionGap {
  question: string
  times: number
  firstAsked: Instant
  lastAsked: Instant
  /** `open` when it waits for the secretariat. */
  state: 'noted' | 'open'
  /** Ids of the places that were nearest. */
  nearest: string[]
}

/** Questions asked and not answered, the most often asked first. */
export async function provisionGaps(store: Store): Promise<ProvisionGap[]> {
  const asked: Question[] = []
  for (const state of ['noted', 'open'] as const) for (const { record } of await store.find('question', 'state', state)) asked.push(record)
  const gaps = new Map<string, ProvisionGap>()
  for (const question of asked.sort((a, b) => a.askedAt - b.askedAt)) {
    const key = fold(question.text).replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
    const gap = gaps.get(key)
    if (gap) Object.assign(gap, { times: gap.times + 1, lastAsked: question.askedAt, state: question.state === 'open' ? 'open' : gap.state })
    else gaps.set(key, { question: question.text, times: 1, firstAsked: question.askedAt, lastAsked: question.askedAt, state: question.state === 'open' ? 'open' : 'noted', nearest: question.nearest })
  }
  return [...gaps.values()].sort((a, b) => b.times - a.times || b.lastAsked - a.lastAsked)
}
