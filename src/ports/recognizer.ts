import type { Instant } from '#domain/time/instant.ts'
import type { Unit } from '#domain/unit.ts'
import type { Understood } from '#domain/language/understood.ts'

/** One message to be understood. */
export interface Said {
  text: string
  locale: 'vi' | 'en'
  /** When it was said: relative dates and the effective directory are read as of then. */
  at: Instant
  /** What the conversation waits for, in the dialog's own words; never sent anywhere. */
  state?: string
  /** Answers to earlier {@link Understood.choices}: key → value. */
  memory?: Record<string, string>
}

/** Says what a message asks for. Never rejects: whatever goes wrong, the answer is the local one. */
export interface Recognizer {
  recognize(said: Said): Promise<Understood>
  /** Takes over a changed directory. */
  useUnits(units: readonly Unit[]): void
}
