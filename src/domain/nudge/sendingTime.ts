import { addWorkingDays, isWorkingDay, type Calendar } from '../time/calendar.ts'
import { addDays, dayOf, instantOf, MINUTE, type Day, type Instant } from '../time/instant.ts'
import type { NudgePolicy } from './policy.ts'

/** When nudges may be sent: the policy's window on the calendar's working days. */
export interface SendingTimes {
  calendar: Calendar
  window: NudgePolicy['window']
}

/** Whether a nudge may be sent at this instant; the window's end itself is outside. */
export function isPermitted({ calendar, window }: SendingTimes, at: Instant): boolean {
  const day = dayOf(at)
  return isWorkingDay(calendar, day) && at >= instantOf(day, window.from) && at < instantOf(day, window.to)
}

/** The first instant from `at` on at which a nudge may be sent. */
export function nextPermitted(times: SendingTimes, at: Instant): Instant {
  if (isPermitted(times, at)) return at
  const { calendar, window } = times
  const day = dayOf(at)
  const opens = instantOf(day, window.from)
  if (isWorkingDay(calendar, day) && at < opens) return opens
  return instantOf(addWorkingDays(calendar, addDays(day, 1), 0), window.from)
}

/** The last permitted time that is not before `after` and before `before`, some minutes ahead of its end where there is room; undefined when there is none. */
export function lastPermitted({ calendar, window }: SendingTimes, after: Instant, before: Instant): Instant | undefined {
  for (let day = dayOf(before), first = dayOf(after); day >= first; day = addDays(day, -1)) {
    if (!isWorkingDay(calendar, day)) continue
    const from = Math.max(after, instantOf(day, window.from))
    const to = Math.min(before, instantOf(day, window.to))
    if (from < to) return Math.max(from, to - window.leadMinutes * MINUTE)
  }
  return undefined
}

/** A time of a working day that lies within the window, moved to its nearer end otherwise. */
export function withinWindow({ window }: SendingTimes, hour: string): string {
  if (hour < window.from) return window.from
  // The end itself is outside.
  return hour < window.to ? hour : addMinutes(window.to, -Math.max(1, window.leadMinutes))
}

function addMinutes(time: string, minutes: number): string {
  const [hours = 0, rest = 0] = time.split(':').map(Number)
  const total = hours * 60 + rest + minutes
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`
}

/**
 * When a nudge meant for a day is sent to somebody who wants it at `hour`. `before` bounds those that only make sense until their due instant: when the
 * next permitted time is not before it, the last one after `since` and before it is taken; undefined when there is none (`no-permitted-time`).
 */
export function slotOf(times: SendingTimes, { day, hour, since, before }: { day: Day; hour: string; since: Instant; before: Instant | null }): Instant | undefined {
  const wanted = instantOf(addWorkingDays(times.calendar, day, 0), hour)
  if (before === null || wanted < before) return wanted
  const next = nextPermitted(times, instantOf(day, times.window.from))
  return lastPermitted(times, next < before ? Math.max(next, since) : since, before)
}

/** When something that could not be sent in its time is sent: now, or at the next permitted time unless that is no longer before its bound (then undefined). */
export function slotAfter(times: SendingTimes, now: Instant, before: Instant | null): Instant | undefined {
  const next = nextPermitted(times, now)
  if (next === now) return now
  return before === null || next < before ? next : undefined
}
