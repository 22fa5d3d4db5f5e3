import type { Campaign } from '../campaign.ts'
import type { Directory } from '../directory.ts'
import type { Obligation } from '../obligation.ts'
import { standing } from '../standing.ts'
import type { Calendar } from '../time/calendar.ts'
import { dayOf, type Day, type Instant } from '../time/instant.ts'
import { nudgeId, type Nudge, type Preference } from './nudge.ts'
import { rulesFor, type NudgePolicy, type Step } from './policy.ts'
import { recipientsOn, type Recipients } from './recipients.ts'
import { occurrencesNear, type Occurrence } from './schedule.ts'
import { slotOf, withinWindow, type SendingTimes } from './sendingTime.ts'
import { isUnsettled, spansOf, type Span } from './spans.ts'

/** All that nudges are planned from. */
export interface PlanInput {
  policy: NudgePolicy
  calendar: Calendar
  directory: Directory
  campaigns: ReadonlyMap<string, Campaign>
  obligations: Iterable<Obligation>
  preferences: ReadonlyMap<string, Preference>
  /** Owed after this instant … */
  from: Instant
  /** … and up to this one. */
  to: Instant
  /** What is known: nothing recorded later counts. */
  now: Instant
}

/** A nudge that the policy owes. `no-permitted-time` is decided here; whether the others still apply is for {@link recheck} to say when they are sent. */
export type Planned = Pick<Nudge, 'id' | 'obligation' | 'campaign' | 'receiver' | 'step' | 'person' | 'as' | 'at' | 'before' | 'rank'> & { noTime?: true }

/**
 * The nudges owed in (from, to]: each step of the policy whose time falls there, for everyone it goes to, as things stood at that time. In order of the
 * obligations given, then of the policy's steps. Pure: the same input gives the same plan.
 */
export function planNudges({ policy, calendar, directory, campaigns, obligations, preferences, from, to, now }: PlanInput): Planned[] {
  const times: SendingTimes = { calendar, window: policy.window }
  const planned: Planned[] = []
  const days = new Map<Day, Recipients>()
  const instants = new Map<Instant, Recipients>()
  const at = (instant: Instant): Recipients => {
    let known = instants.get(instant)
    if (!known) {
      const day = dayOf(instant)
      known = days.get(day) ?? recipientsOn(directory, day)
      days.set(day, known)
      instants.set(instant, known)
    }
    return known
  }
  const hourOf = (person: string) => withinWindow(times, preferences.get(person)?.hour ?? policy.hour)
  const hours = new Set([withinWindow(times, policy.hour), ...[...preferences.values()].flatMap(one => (one.hour ? [withinWindow(times, one.hour)] : []))])
  const nearby = memo((steps: readonly Step[], due: Instant) => occurrencesNear(times, steps, due, from, to))
  const decided = memo((occurrence: Occurrence, span: Pick<Span, 'due' | 'since'>) => slotsInRange(occurrence, span))

  /** When an occurrence is sent within the range asked, by the hour that its reader wants. */
  function slotsInRange({ day, bounded }: Occurrence, { due, since }: Pick<Span, 'due' | 'since'>): Map<string, Slot> {
    const found = new Map<string, Slot>()
    for (const hour of hours) {
      const at = slotOf(times, { day, hour, since, before: bounded ? due : null })
      // What no time is permitted for is owed, and dropped, on the day it was meant for.
      const slot = at === undefined ? { at: slotOf(times, { day, hour, since, before: null })!, noTime: true } : { at, noTime: false }
      if (slot.at > from && slot.at <= to && slot.at > since) found.set(hour, slot)
    }
    return found
  }

  function plan(obligation: Obligation, campaign: Campaign, span: Span, { name, step, bounded, rank }: Occurrence, slots: Map<string, Slot>): void {
    for (const [hour, slot] of slots) {
      if (slot.at > span.until || (campaign.closedAt !== null && campaign.closedAt <= slot.at)) continue
      const known = Math.min(slot.at, now)
      const then = standing(obligation, known)
      if (!isUnsettled(then, span)) continue
      for (const { person, as } of at(known).of(obligation, step.to, then.phase)) {
        if (hourOf(person) !== hour) continue
        const named = span.prefix + name
        planned.push({
          id: nudgeId(obligation.id, named, person), obligation: obligation.id, campaign: obligation.campaign, receiver: obligation.receiver,
          step: named, person, as, at: slot.at, before: bounded ? span.due : null, rank, ...(slot.noTime ? { noTime: true as const } : {}),
        })
      }
    }
  }

  for (const obligation of obligations) {
    const campaign = campaigns.get(obligation.campaign)
    if (!campaign || (campaign.closedAt !== null && campaign.closedAt <= from)) continue
    const rules = rulesFor(policy, campaign, obligation.level)
    for (const span of spansOf(obligation, now)) {
      if (span.until <= from) continue
      for (const occurrence of nearby(span.kind === 'supplement' ? rules.supplement : rules.steps, span.due, span.due)) {
        const slots = decided(occurrence, span.since, span)
        if (slots.size > 0) plan(obligation, campaign, span, occurrence, slots)
      }
    }
  }
  return planned
}

interface Slot {
  at: Instant
  noTime: boolean
}

/** Remembers what was found for an object and an instant: thousands of units share them. */
function memo<K extends object, V, R>(find: (key: K, given: V) => R): (key: K, instant: Instant, given: V) => R {
  const known = new Map<K, Map<Instant, R>>()
  return (key, instant, given) => {
    let byInstant = known.get(key)
    if (!byInstant) known.set(key, (byInstant = new Map()))
    let found = byInstant.get(instant)
    if (found === undefined) byInstant.set(instant, (found = find(key, given)))
    return found
  }
}
