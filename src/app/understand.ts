import type { Instant } from '#domain/time/instant.ts'
import type { Understood } from '#domain/language/understood.ts'
import type { Recognizer } from '#ports/recognizer.ts'

/** One line of `qcdc understand`: what was made of it and how long that took, whole recognition included. */
export interface UnderstoodLine extends Pick<Understood, 'intent' | 'score' | 'runnerUp' | 'ask' | 'choices' | 'entities' | 'recognizer'> {
  text: string
  /** Milliseconds, to the microsecond. */
  ms: number
}

/** Understands one line said at `at`; `now` is a clock in milliseconds (performance.now). */
export async function understandLine(recognizer: Recognizer, text: string, at: Instant, now: () => number, locale: 'vi' | 'en' = 'vi'): Promise<UnderstoodLine> {
  const before = now()
  const { intent, score, runnerUp, ask, choices, entities, recognizer: by } = await recognizer.recognize({ text, locale, at })
  const ms = Math.round((now() - before) * 1000) / 1000
  return { text, intent, score: round(score), runnerUp: { intent: runnerUp.intent, score: round(runnerUp.score) }, ask, ...(choices ? { choices } : {}), entities, recognizer: by, ms }
}

function round(score: number): number {
  return Math.round(score * 10_000) / 10_000
}
