import { planNudges, type Planned } from '#domain/nudge/planNudges.ts'
import type { Nudge } from '#domain/nudge/nudge.ts'
import { slotAfter } from '#domain/nudge/sendingTime.ts'
import { dayOf, instantOf, type Instant } from '#domain/time/instant.ts'
import type { Store, Write } from '#ports/store.ts'
import { owedSince, preferencesOf, timesOf, type Nudging } from './nudging.ts'

/** Setting that says up to when nudges were planned: what lies after it, a night or a month of downtime ago, is planned next. */
export const PLANNED_UNTIL = 'nudges/planned-until'
/** Rows of one commit. */
const CHUNK = 1000

/** The instant up to which everything owed has been planned. A store that never planned begins with the day it is in: what came before nobody expects any more. */
export async function plannedUntil(store: Store, now: Instant): Promise<Instant> {
  const value = (await store.get('setting', PLANNED_UNTIL))?.record.value
  return typeof value === 'number' ? value : instantOf(dayOf(now)) - 1
}

/** The nudges owed in (from, to], by what the store holds. */
export async function plannedBetween(store: Store, nudging: Nudging, { from, to, now }: { from: Instant; to: Instant; now: Instant }): Promise<Planned[]> {
  const { campaigns, obligations } = await owedSince(store, from)
  return planNudges({ ...nudging, campaigns, obligations, preferences: await preferencesOf(store), from, to, now })
}

/**
 * Stores every nudge owed since the last planning and up to the end of the day, so that a person's items of one day go in one message. What was planned
 * before is left as it is. Resolves to the number of new ones. A crash in between plans the rest the next time.
 */
export async function planOwed(store: Store, nudging: Nudging, now: Instant): Promise<number> {
  const from = await plannedUntil(store, now)
  // A clock that was set back must not plan the same time anew.
  if (now <= from) return 0
  const planned = await plannedBetween(store, nudging, { from, to: instantOf(dayOf(now), '24:00') - 1, now })
  const fresh: Nudge[] = []
  for (const one of planned) if (!(await store.get('nudge', one.id))) fresh.push(asOwed(one, nudging, now))
  for (let start = 0; start < fresh.length; start += CHUNK) {
    const writes: Write[] = fresh.slice(start, start + CHUNK).map(nudge => ({ table: 'nudge', id: nudge.id, record: nudge, expect: 0 }))
    // Another instance may have planned the same meanwhile; then the next round finds them there.
    if (!(await store.commit({ writes })).ok) return start
  }
  // Lost with the power it costs a planning that finds everything there already.
  store.note({ writes: [{ table: 'setting', id: PLANNED_UNTIL, record: { id: PLANNED_UNTIL, value: now } }] })
  return fresh.length
}

/** The record of a nudge just planned. One whose time has passed is for now, or the next permitted time. */
export function asOwed({ noTime, ...planned }: Planned, nudging: Nudging, now: Instant): Nudge {
  const at = noTime ? undefined : planned.at >= now ? planned.at : slotAfter(timesOf(nudging), now, planned.before)
  const nudge: Nudge = { ...planned, at: at ?? planned.at, plannedAt: now, state: 'pending', reason: null, message: null, settledAt: null, resent: 0 }
  return at === undefined ? { ...nudge, state: 'dropped', reason: 'no-permitted-time', settledAt: now } : nudge
}
