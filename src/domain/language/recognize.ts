import type { Day } from '#domain/time/instant.ts'
import { wordsOf } from './features.ts'
import { INTENTS } from './intent.ts'
import type { Intent } from './intent.ts'
import { entitiesOf } from './entities.ts'
import { judge } from './learn.ts'
import type { Model } from './softmax.ts'
import { read } from './reading.ts'
import type { UnitNames } from './unitNames.ts'
import type { Understood } from './understood.ts'

/** Below this distance between the two likeliest intents the assistant asks which is meant. */
const MARGIN = 0.12
/** … and below this one where the other is that nothing this assistant does was meant: to act on what was no wish is worse than to ask. */
const MARGIN_TO_NONE = 0.4

type Scored = Understood['runnerUp']

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
    ask: choices.length > 0 || tooClose(best, second),
    ...(choices.length > 0 ? { choices } : {}),
    entities,
    spans,
    recognizer: 'local',
  }
}

/** Whether two meanings are too close to each other to choose between without asking. */
export function tooClose(best: Scored, second: Scored): boolean {
  return best.score - second.score < (best.intent !== 'none' && second.intent === 'none' ? MARGIN_TO_NONE : MARGIN)
}

function none(score: number): Scored {
  return { intent: 'none', score }
}

function topTwo(judged: Float64Array): [Scored, Scored] {
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
