import { expect } from 'vitest'
import { nudgeStatus } from '#app/nudgeStatus.ts'
import type { PreviewedMessage } from '#app/previewNudges.ts'
import type { Campaign } from '#domain/campaign.ts'
import type { Nudge, Preference } from '#domain/nudge/nudge.ts'
import { recipientsOn } from '#domain/nudge/recipients.ts'
import type { Directory } from '#domain/directory.ts'
import { planNudges } from '#domain/nudge/planNudges.ts'
import { prefixOf } from '#domain/nudge/spans.ts'
import { isPermitted, nextPermitted } from '#domain/nudge/sendingTime.ts'
import type { Obligation } from '#domain/obligation.ts'
import { standing } from '#domain/standing.ts'
import { dayOf, HOUR, type Instant } from '#domain/time/instant.ts'
import { CALENDAR, POLICY, type Shown, type World } from './year.ts'

const TIMES = { calendar: CALENDAR, window: POLICY.window }

/** How a year went: figures to report. */
export interface YearGone {
  owed: number
  sent: number
  /** Messages left in doubt too often, held for somebody to decide. */
  held: number
  dropped: Record<string, number>
  messages: number
  /** Messages marked as possible repeats. */
  repeats: number
  ticks: number
  happenings: number
  changes: number
}

/** What was sent is what a preview said just before. */
export function checkPreview({ messages }: { messages: PreviewedMessage[] }, sent: Shown[]): void {
  const said = messages.filter(({ items }) => items.length > 0).map(({ person, items }) => ({ person, items: items.map(({ obligation, step }) => `${obligation}|${step}|${person}`).sort() }))
  const byPerson = (a: { person: string }, b: { person: string }) => (a.person < b.person ? -1 : 1)
  expect(sent.map(({ person, items }) => ({ person, items: [...items].sort() })).sort(byPerson)).toEqual(said.sort(byPerson))
}

/**
 * Holds a year against its promises: all that the policy owed is accounted for, once, in permitted hours, one message a person a day, on the first day on
 * which anything could be sent to them, and only what was true.
 */
export async function checkYear(world: World, { campaigns, from, to }: { campaigns: Campaign[]; from: Instant; to: Instant }): Promise<Omit<YearGone, 'ticks' | 'happenings' | 'changes'>> {
  const nudges = new Map<string, Nudge>()
  for await (const { record } of world.store.all('nudge')) nudges.set(record.id, record)
  const obligations = new Map<string, Obligation>()
  for await (const { record } of world.store.all('obligation')) obligations.set(record.id, record)
  const preferences = new Map<string, Preference>()
  for await (const { record } of world.store.all('preference')) preferences.set(record.id, record)
  const { directory } = await world.nudging()
  const owed = planNudges({
    policy: POLICY, calendar: CALENDAR, directory, campaigns: new Map(campaigns.map(one => [one.id, one])), obligations: obligations.values(), preferences, from, to, now: to,
  })
  expect(owed.filter(one => !nudges.has(one.id)).map(one => one.id), 'owed and never planned').toEqual([])

  const times = new Map<string, number>()
  const first = new Map<string, Instant>()
  const days = new Map<string, number>()
  let repeats = 0
  for (const { items, at, person, repeat } of world.shown) {
    expect(isPermitted(TIMES, at), `${person} was nudged at ${new Date(at + 7 * HOUR).toISOString()}`).toBe(true)
    for (const item of items) {
      times.set(item, (times.get(item) ?? 0) + 1)
      if (!first.has(item)) first.set(item, at)
      expect(untrue(nudges.get(item)!, obligations, at), item).toBeUndefined()
    }
    if (repeat) repeats++
    else days.set(`${person} ${dayOf(at)}`, (days.get(`${person} ${dayOf(at)}`) ?? 0) + 1)
  }
  expect([...days].filter(([, count]) => count > 1), 'two messages on a day').toEqual([])
  const lived = [...new Set([...world.tried].map(one => one.split(' ')[1]!))].sort()
  for (const [item, at] of first) {
    const { at: since, person } = nudges.get(item)!
    const idle = lived.filter(day => day > dayOf(since) && day < dayOf(at) && !world.tried.has(`${person} ${day}`))
    expect(idle, `days on which others were sent to while ${item} waited`).toEqual([])
  }

  const alike = new Map<string, Nudge[]>()
  for (const nudge of nudges.values()) alike.set(about(nudge), [...(alike.get(about(nudge)) ?? []), nudge])
  const dropped: Record<string, number> = {}
  for (const nudge of nudges.values()) {
    const shown = times.get(nudge.id) ?? 0
    expect(shown, nudge.id).toBeLessThanOrEqual(1 + nudge.resent)
    if (nudge.state === 'dropped') {
      // One that may have been shown, and was overtaken before it could be sent again, may have been.
      expect(wrongReason(nudge, { directory, alike, obligations, campaigns, preferences }), `${nudge.id}: ${nudge.reason}`).toBe(false)
      dropped[nudge.reason!] = (dropped[nudge.reason!] ?? 0) + 1
    } else expect(nudge.state === 'sent' ? shown > 0 : nudge.state === 'held', `${nudge.id}: ${nudge.state}`).toBe(true)
  }
  const { held, ...status } = await nudgeStatus(world.store)
  expect(status.owed).toBe(status.sent + status.dropped + status.unreachable + status.pending)
  expect(status.owed).toBe(nudges.size)
  return { owed: status.owed, sent: status.sent, held: held.length, dropped, messages: world.shown.length, repeats }
}

/** Why a nudge should not have been shown at an instant; undefined when all was well. */
function untrue({ obligation, step, as }: Nudge, obligations: Map<string, Obligation>, at: Instant): string | undefined {
  const now = standing(obligations.get(obligation)!, at)
  if (now.phase === 'waived' || now.phase === 'merged') return now.phase
  if (now.submittedAt !== null && now.returned === null) return 'nothing left to do'
  if (now.phase === 'waiting-at-head' && as === 'reporter') return 'with the head'
  return prefixOf(step).startsWith('supplement-') && now.returned === null ? 'no supplement' : undefined
}

const about = ({ obligation, person }: Nudge) => `${obligation}|${person}`

interface Known {
  directory: Directory
  /** Nudges of one person about one obligation. */
  alike: Map<string, Nudge[]>
  obligations: Map<string, Obligation>
  campaigns: Campaign[]
  preferences: Map<string, Preference>
}

/** Whether a drop says something that was not so when it was dropped. */
function wrongReason(nudge: Nudge, { directory, alike, obligations, campaigns, preferences }: Known): boolean {
  const at = nudge.settledAt!
  const now = standing(obligations.get(nudge.obligation)!, at)
  switch (nudge.reason) {
    case 'waived': case 'merged': case 'waiting-at-head': return now.phase !== nudge.reason
    case 'submitted': return now.submittedAt === null && !prefixOf(nudge.step).startsWith('supplement-')
    case 'extended': return !now.extended
    case 'campaign-closed': return campaigns.find(one => one.id === nudge.campaign)!.closedAt! > at
    case 'stopped': return !preferences.get(nudge.person)?.stopped
    case 'snoozed': return preferences.get(nudge.person)?.snoozedUntil === undefined
    case 'no-permitted-time': return nudge.before === null || nextPermitted(TIMES, Math.max(at, nudge.at)) < nudge.before
    // By one that was alive then: what is dropped itself takes nothing with it.
    case 'overtaken': return !alike.get(about(nudge))!.some(one => one !== nudge && (one.rank > nudge.rank || one.at >= nudge.at) && (one.state !== 'dropped' || one.settledAt! > at))
    case 'role-ended': return recipientsOn(directory, dayOf(at)).of(obligations.get(nudge.obligation)!, [nudge.as], now.phase).some(one => one.person === nudge.person)
    default: return true
  }
}
