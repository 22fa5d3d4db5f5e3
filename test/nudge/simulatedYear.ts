import { expect } from 'vitest'
import { spansOf } from '#domain/nudge/spans.ts'
import { isPermitted } from '#domain/nudge/sendingTime.ts'
import { planNudges } from '#domain/nudge/planNudges.ts'
import type { Obligation } from '#domain/obligation.ts'
import { standing, withEvent } from '#domain/standing.ts'
import { planDue } from '#app/sendDue.ts'
import { nudgeStatus } from '#app/nudgeStatus.ts'
import { DAY, dayOf, HOUR, instantOf, MINUTE, type Day, type Instant } from '#domain/time/instant.ts'
import type { Write } from '#ports/store.ts'
import { campaignDue, organisation, owedBy } from './organisation.ts'
import { CALENDAR, openWorld, POLICY } from './year.ts'

/** Due days of a year's campaigns: near holidays, on a Monday, after Tết. */
const DUE_DAYS: Day[] = ['2026-02-23', '2026-05-04', '2026-06-12', '2026-09-03', '2026-11-30', '2026-12-04']

/** How a year went: figures to report, and what was shown. */
export interface YearGone {
  owed: number
  sent: number
  dropped: Record<string, number>
  messages: number
  ticks: number
  events: number
}

/**
 * Lives through a year of an organisation with a fake clock: units file, are returned, extended, waived and merged at random, the service is down at random.
 * Then holds what was sent against what the policy owed: computed in one go over the whole year, by what was recorded when.
 */
export async function liveAYear({ units, campaigns: count = DUE_DAYS.length, step = 110 * MINUTE, seed = 1 }: { units: number; campaigns?: number; step?: number; seed?: number }): Promise<YearGone> {
  const chance = randomOf(seed)
  const org = organisation(units)
  const begin = instantOf('2026-01-01')
  const end = instantOf('2027-01-01')
  const campaigns = DUE_DAYS.slice(0, count).map((day, nth) => ({ ...campaignDue(`dot-${nth + 1}`, day, Math.max(begin + HOUR, instantOf(day) - 75 * DAY)), closedAt: instantOf(day) + 45 * DAY > end ? null : instantOf(day) + 45 * DAY }))
  const world = await openWorld(org, begin)
  try {
    const obligations = new Map(campaigns.flatMap(campaign => owedBy(org.units, campaign)).map(one => [one.id, one]))
    await commitAll(world.store, [
      ...campaigns.map(record => ({ table: 'campaign' as const, id: record.id, record })),
      ...[...obligations.values()].map(record => ({ table: 'obligation' as const, id: record.id, record })),
    ])
    const live = async () => {
      await planDue(world.due)
      await world.outbox.sweep()
    }
    const happenings = fate([...obligations.values()], chance)
    let next = 0
    let ticks = 0
    let down: Instant = 0
    // The service first runs on the first morning: nothing before is owed.
    await live()
    for (world.now = begin + step; world.now < end; world.now += step) {
      const writes: Write[] = []
      for (; next < happenings.length && happenings[next]!.at <= world.now; next++) {
        const changed = happen(obligations.get(happenings[next]!.obligation)!, happenings[next]!)
        if (!changed) continue
        obligations.set(changed.id, changed)
        writes.push({ table: 'obligation', id: changed.id, record: changed })
      }
      if (writes.length > 0) await commitAll(world.store, writes)
      if (world.now < down) continue
      // About every third week something stops the service for up to four days.
      if (chance() < step / (21 * DAY)) {
        down = world.now + chance() * 4 * DAY
        world.restart()
        continue
      }
      await live()
      ticks++
    }
    world.now = end + 8 * HOUR + 4 * DAY
    await live()

    const stored = new Map<string, { state: string; reason: string | null }>()
    for await (const { record } of world.store.all('nudge')) stored.set(record.id, record)
    const directory = (await world.nudging()).directory
    const owed = planNudges({
      policy: POLICY, calendar: CALENDAR, directory, campaigns: new Map(campaigns.map(one => [one.id, one])), obligations: obligations.values(),
      preferences: new Map(), from: begin - 1, to: end - 1, now: end,
    })
    // Everything the policy owed is there, and settled.
    expect(owed.filter(one => !stored.has(one.id)).map(one => one.id)).toEqual([])
    const perItem = new Map<string, number>()
    const perDay = new Map<string, number>()
    for (const { items, at, person } of world.shown) {
      expect(isPermitted({ calendar: CALENDAR, window: POLICY.window }, at), `${person} was nudged at ${new Date(at + 7 * HOUR).toISOString()}`).toBe(true)
      const day = `${person} ${dayOf(at)}`
      perDay.set(day, (perDay.get(day) ?? 0) + 1)
      for (const item of items) perItem.set(item, (perItem.get(item) ?? 0) + 1)
    }
    expect([...perDay].filter(([, times]) => times > 1)).toEqual([])
    expect([...perItem].filter(([, times]) => times > 1)).toEqual([])
    const dropped: Record<string, number> = {}
    for (const [id, { state, reason }] of stored) {
      if (state === 'sent') expect(perItem.get(id), id).toBe(1)
      else if (state === 'dropped') {
        expect(perItem.has(id), id).toBe(false)
        expect(reason).not.toBeNull()
        dropped[reason!] = (dropped[reason!] ?? 0) + 1
      } else expect(state, id).toBe('settled')
    }
    const status = await nudgeStatus(world.store)
    expect(status.owed).toBe(status.sent + status.dropped + status.unreachable + status.pending)
    expect(status.sent).toBe(perItem.size)
    return { owed: status.owed, sent: status.sent, dropped, messages: world.shown.length, ticks, events: next }
  } finally {
    await world.close()
  }
}

async function commitAll(store: { commit(change: { writes: Write[] }): Promise<unknown> }, writes: Write[]): Promise<void> {
  for (let start = 0; start < writes.length; start += 2000) await store.commit({ writes: writes.slice(start, start + 2000) })
}

type Happening = { at: Instant; obligation: string; kind: 'sent-for-approval' | 'submitted' | 'returned' | 'accepted' | 'extended' | 'waived' | 'merged' }

/** What will become of each obligation, in order of time: most are filed before the due instant, some late, some never. */
function fate(obligations: Obligation[], chance: () => number): Happening[] {
  const all: Happening[] = []
  for (const { id, due } of obligations) {
    const add = (at: Instant, kind: Happening['kind']) => all.push({ at, obligation: id, kind })
    const roll = chance()
    if (roll < 0.05) add(due - chance() * 20 * DAY, 'waived')
    else if (roll < 0.08) add(due - chance() * 20 * DAY, 'merged')
    if (chance() < 0.15) add(due + (chance() - 0.7) * 10 * DAY, 'extended')
    if (chance() < 0.05) add(due + chance() * 10 * DAY, 'extended')
    if (chance() < 0.1) continue
    const filed = due + (chance() - 0.75) * 40 * DAY
    if (chance() < 0.5) add(filed - chance() * 2 * DAY, 'sent-for-approval')
    add(filed, 'submitted')
    if (chance() < 0.3) {
      add(filed + 2 * DAY, 'returned')
      if (chance() < 0.8) add(filed + 2 * DAY + chance() * 20 * DAY, 'submitted')
    } else {
      add(filed + chance() * 5 * DAY, 'accepted')
    }
  }
  return all.sort((a, b) => a.at - b.at)
}

function happen(obligation: Obligation, { at, kind }: Happening): Obligation | undefined {
  const now = standing(obligation, at)
  const over = now.phase === 'waived' || now.phase === 'merged' || now.phase === 'accepted'
  const common = { at, recordedAt: at, by: 'x' }
  const version = (now.version ?? 0) + 1
  switch (kind) {
    case 'sent-for-approval': return over || now.phase === 'submitted' ? undefined : withEvent(obligation, { ...common, kind, draft: 1 })
    case 'submitted': return over || now.phase === 'submitted' ? undefined : withEvent(obligation, { ...common, kind, version, receipt: `${obligation.id}/${version}`, complete: true })
    case 'returned': return now.phase !== 'submitted' ? undefined : withEvent(obligation, { ...common, kind, version: now.version!, comments: [], reason: 'x', supplementDue: at + 7 * DAY })
    case 'accepted': return now.phase !== 'submitted' ? undefined : withEvent(obligation, { ...common, kind, version: now.version! })
    case 'extended': return over || now.submittedAt !== null ? undefined : withEvent(obligation, { ...common, kind, until: spansOf(obligation, at).at(-1)!.due + 10 * DAY, reason: 'x' })
    case 'waived': return over || now.submittedAt !== null ? undefined : withEvent(obligation, { ...common, kind, reason: 'x' })
    case 'merged': return over || now.submittedAt !== null ? undefined : withEvent(obligation, { ...common, kind, successor: 'dv-0' })
  }
}

/** A source of chance that gives the same numbers for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed % 2147483647 || 1
  return () => ((state = (state * 48271) % 2147483647) / 2147483647)
}
