import type { Day } from '#domain/time/instant.ts'
import { wordsOf } from './features.ts'
import { INTENTS } from './intent.ts'
import type { Intent } from './intent.ts'
import { entitiesOf } from './entities.ts'
import { judge } from './learn.ts'
import type { Model } from './learn.ts'
import { read } from './reading.ts'
import type { UnitNames } from './unitNames.ts'
import type { Understood } from './understood.ts'

/** Below this distance between the two likeliest intents the assistant asks which is meant. */
export const MARGIN = 0.12

/** What a recognizer was built from. */
export interface Knowledge {
  model: Model
  units: UnitNames
}

/** Understands one message said on a day: pure, never throws, well under a millisecond. */
export function understand(knowledge: Knowledge, text: string, on: Day, memory: Record<string, string> = {}): Understood {
  const reading = read(text, memory)
  const { entities, spans, covered } = entitiesOf(reading, knowledge.units, on)
  const words = wordsOf(reading, covered)
  const judged = judge(knowledge.model, words)
  const [best, second] = words.length === 0 ? [none(1), { intent: 'help' as Intent, score: 0 }] : topTwo(judged)
  const choices = best.intent === 'none' ? [] : reading.choices
  return {
    intent: best.intent,
    score: best.score,
    runnerUp: second,
    ask: choices.length > 0 || best.score - second.score < MARGIN,
    ...(choices.length > 0 ? { choices } : {}),
    entities,
    spans,
    recognizer: 'local',
  }
}

function none(score: number): { intent: Intent; score: number } {
  return { intent: 'none', score }
}

function topTwo(judged: Float64Array): [{ intent: Intent; score: number }, { intent: Intent; score: number }] {
  let best = 0
  let second = 1
  if (judged[1]! > judged[0]!) [best, second] = [1, 0]
  for (let c = 2; c < INTENTS.length; c++) {
    if (judged[c]! > judged[best]!) {
      second = best
      best = c
    } else if (judged[c]! > judged[second]!) second = c
  }
  return [{ intent: INTENTS[best]!, score: judged[best]! }, { intent: INTENTS[second]!, score: judged[second]! }]
}
