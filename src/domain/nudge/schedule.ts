import { addWorkingDays } from '../time/calendar.ts'
import { addDays, DAY, dayOf, type Day, type Instant } from '../time/instant.ts'
import type { Step } from './policy.ts'
import type { SendingTimes } from './sendingTime.ts'

/** One occurrence of a step: a repeated one has a number of its own in its name. */
export interface Occurrence {
  /** "before-3", "weekly-2" */
  name: string
  step: Step
  day: Day
  /** Whether it only makes sense until the due instant. */
  bounded: boolean
  /** Days from the due instant. */
  rank: number
}

/** Days beyond the range asked in which an occurrence may lie and still be sent within it: the longest holiday with its weekends. */
const MARGIN = 16

/**
 * The occurrences of steps around a due instant whose days lie near a range of instants; whether each is sent within it is for the sender's hour to say.
 * Ordered as the steps are.
 */
export function occurrencesNear(times: SendingTimes, steps: readonly Step[], due: Instant, from: Instant, to: Instant): Occurrence[] {
  const dueDay = dayOf(due)
  const first = addDays(dayOf(from), -MARGIN)
  const last = addDays(dayOf(to), MARGIN)
  const found: Occurrence[] = []
  for (const step of steps) {
    const bounded = step.days <= 0
    if (step.every === undefined) {
      const day = dayAt(times, dueDay, step, step.days)
      if (day >= first && day <= last) found.push({ name: step.id, step, day, bounded, rank: step.days })
      continue
    }
    // Working days are never further apart than this many calendar days on average; begin well before and count on.
    const elapsed = Math.max(0, Math.floor((Date.parse(first) - Date.parse(dueDay)) / DAY))
    const skipped = step.in === 'calendar' ? Math.max(0, Math.ceil((elapsed - step.days) / step.every)) : 0
    for (let nth = skipped; ; nth++) {
      const rank = step.days + nth * step.every
      const day = dayAt(times, dueDay, step, rank)
      if (day > last) break
      if (day >= first) found.push({ name: `${step.id}-${nth + 1}`, step, day, bounded, rank })
    }
  }
  return found
}

function dayAt({ calendar }: SendingTimes, due: Day, step: Step, days: number): Day {
  if (step.in === 'calendar' || days === 0) return addDays(due, days)
  return addWorkingDays(calendar, due, days)
}
