import { expect } from 'vitest'
import { beginWork } from '#app/work.ts'
import { changeUnits } from '#app/changeUnits.ts'
import { delegate } from '#app/delegate.ts'
import { gatherNudges } from '#app/gatherNudges.ts'
import { planOwed } from '#app/planOwed.ts'
import { snoozeNudges } from '#app/preferNudges.ts'
import { previewNudges } from '#app/previewNudges.ts'
import { remindUnits } from '#app/remindUnits.ts'
import { planDue } from '#app/sendDue.ts'
import type { Campaign } from '#domain/campaign.ts'
import type { Preference } from '#domain/nudge/nudge.ts'
import type { Obligation } from '#domain/obligation.ts'
import { addDays, DAY, dayOf, HOUR, instantOf, MINUTE, type Day, type Instant } from '#domain/time/instant.ts'
import type { UnitChange } from '#domain/unitChange/change.ts'
import type { Write } from '#ports/store.ts'
import { fateOf, happen, randomOf, type Happening } from './fate.ts'
import { checkPreview, checkYear, type YearGone } from './checkYear.ts'
import { campaignDue, organisation, owedBy, TOP } from './organisation.ts'
import { openWorld, type Shown, type World } from './year.ts'

/** Due days of a year's campaigns: near holidays, on a Monday, after Tết. */
const DUE_DAYS: Day[] = ['2026-02-23', '2026-05-04', '2026-06-12', '2026-09-03', '2026-11-30', '2026-12-04']

/** After a year, its first weekend, two working days of many attempts and the day between two messages of one person. */
const SETTLED_WITHIN = 7 * DAY

/**
 * Lives through a year of an organisation with a fake clock. Units file, are returned, withdraw, correct, are extended and waived at random; units merge and are
 * renamed, people delegate, choose hours, snooze and switch off, the secretariat asks for reminders; the connector defers and leaves in doubt, and the service is
 * down at random. Then holds what was sent against what the policy owed: computed in one go over the whole year, by what was recorded when.
 */
export async function liveAYear({ units, campaigns: count = DUE_DAYS.length, step = 110 * MINUTE, seed = 1 }: { units: number; campaigns?: number; step?: number; seed?: number }): Promise<YearGone> {
  const chance = randomOf(seed)
  const org = organisation(units)
  const begin = instantOf('2026-01-01')
  const end = instantOf('2027-01-01')
  const campaigns = DUE_DAYS.slice(0, count).map((day, nth): Campaign => {
    const closes = instantOf(day) + 45 * DAY
    return { ...campaignDue(`dot-${nth + 1}`, day, Math.max(begin + HOUR, instantOf(day) - 75 * DAY)), closedAt: closes > end ? null : closes }
  })
  const world = await openWorld(org, begin)
  try {
    const obligations = campaigns.flatMap(campaign => owedBy(org.units, campaign))
    const preferences = wishesOf(org.people.map(person => person.id), chance)
    await commitAll(world, [
      ...campaigns.map(record => ({ table: 'campaign' as const, id: record.id, record })),
      ...obligations.map(record => ({ table: 'obligation' as const, id: record.id, record })),
      ...preferences.map(record => ({ table: 'preference' as const, id: record.id, record })),
    ])
    const tried: Shown[] = []
    world.deliver = shown => {
      tried.push(shown)
      const roll = chance()
      if (roll < 0.03) return { outcome: 'again', after: 1000, reason: 'http-429' }
      if (roll < 0.04) return { outcome: 'unsure', reason: 'http-502', store: chance() < 0.5 }
      return { outcome: 'sent', id: shown.conversation }
    }
    const coming = new Coming(obligations.flatMap(one => fateOf(one, begin, chance)))
    const known = new Set(obligations.map(one => one.id))
    const changes = changesOf(org.units.map(unit => unit.id).filter(id => id !== TOP))
    let ticks = 0
    let down: Instant = 0
    const live = async () => {
      await planDue(world.due)
      await world.outbox.sweep()
      ticks++
    }
    // The service first runs on the first morning: nothing before is owed.
    await live()
    for (let today = dayOf(begin); (world.now += step) < end;) {
      const writes: Write[] = []
      for (const happening of coming.until(world.now)) await take(world, happening, writes)
      await commitAll(world, writes)
      // In the small hours, before anything is planned for the day: what holds from a day on is known by then.
      if (dayOf(world.now) > today) {
        today = dayOf(world.now)
        await newDay(world, today, { changes, chance, people: units })
        for (const { record } of await openedSince(world, campaigns, known)) coming.add(fateOf(record, world.now, chance))
      }
      if (world.now < down) continue
      // About every third week something stops the service for up to four days.
      if (chance() < step / (21 * DAY)) {
        down = world.now + chance() * 4 * DAY
        world.restart()
        continue
      }
      await askNow(world, campaigns, chance)
      // What a preview says is what is then sent; looked at now and then.
      const preview = units < 1000 && chance() < 0.05 ? await previewNudges(world.store, await world.nudging(), world.now) : undefined
      tried.length = 0
      await live()
      if (preview) checkPreview(preview, tried)
    }
    ticks += await settle(world, end)
    return { ...await checkYear(world, { campaigns, from: begin - 1, to: end - 1 }), ticks, happenings: coming.gone, changes: changes.length }
  } finally {
    await world.close()
  }
}

/**
 * Plans what was owed up to the year's end, nothing of the next year, and lives on until all of it is settled: what was in doubt or deferred, what a downtime has
 * left, and what waits for its reader's hour or for the day after another message. Resolves to the number of rounds that took.
 */
async function settle(world: World, end: Instant): Promise<number> {
  const pending = async () => (await world.store.find('nudge', 'open', 'pending')).map(({ record }) => record.id)
  let rounds = 0
  world.now = end - 1
  await planOwed(world.store, await world.nudging(), world.now)
  for (let left = await pending(); left.length > 0; left = await pending(), rounds++) {
    world.now += HOUR
    expect(world.now, `still owed: ${left.join(' ')}`).toBeLessThan(end + SETTLED_WITHIN)
    await gatherNudges(world.store, await world.nudging(), world.now)
    await world.outbox.sweep()
  }
  return rounds
}

/** What is going to happen, in order of time. */
class Coming {
  gone = 0
  private all: Happening[]
  constructor(happenings: Happening[]) {
    this.all = happenings.sort((a, b) => a.at - b.at)
  }
  add(more: Happening[]): void {
    if (more.length > 0) this.all = [...this.all.slice(0, this.gone), ...[...this.all.slice(this.gone), ...more].sort((a, b) => a.at - b.at)]
  }
  *until(now: Instant): Generator<Happening> {
    while (this.gone < this.all.length && this.all[this.gone]!.at <= now) yield this.all[this.gone++]!
  }
}

async function take(world: World, happening: Happening, writes: Write[]): Promise<void> {
  const pending = writes.findLast(write => write.id === happening.obligation)?.record as Obligation | undefined
  const before = pending ?? (await world.store.get('obligation', happening.obligation))!.record
  // Recorded when the service hears of it, which is not before its last event.
  const record = happen(before, happening)
  if (record) writes.push({ table: 'obligation', id: record.id, record })
}

/** How some people want their nudges, from the beginning. */
function wishesOf(people: string[], chance: () => number): Preference[] {
  return people.flatMap((id): Preference[] => {
    const roll = chance()
    if (roll < 0.1) return [{ id, hour: ['09:00', '14:00', '16:30'][Math.floor(chance() * 3)]! }]
    return roll < 0.14 ? [{ id, stopped: true }] : []
  })
}

/** Changes of units by day: two become a new one, two are taken in by a third, one is renamed, one is divided, each in the middle of a campaign. */
function changesOf(ids: string[]): { day: Day; change: UnitChange }[] {
  const fresh = (id: string) => ({ id, name: `Đơn vị ${id}`, short: id, codes: [], level: 'cap-tinh', parent: TOP, reports: true })
  const [a, b, c, d, e, f, g] = ids.slice(-7) as [string, string, string, string, string, string, string]
  return [
    { day: '2026-02-12', change: { ending: [a, b], into: [fresh('hop-nhat')] } },
    { day: '2026-06-08', change: { ending: [c, d], into: [e] } },
    { day: '2026-06-15', change: { ending: [f], into: [fresh('ten-moi')] } },
    { day: '2026-11-20', change: { ending: [g], into: [fresh('phan-1'), fresh('phan-2')] } },
  ]
}

async function newDay(world: World, day: Day, { changes, chance, people }: { changes: ReturnType<typeof changesOf>; chance: () => number; people: number }): Promise<void> {
  for (const { change, day: from } of changes) {
    if (from !== day) continue
    const changed = await changeUnits(world.store, [change], { apply: true, from, at: world.now, by: 'admin' })
    if (!changed.ok) throw new RangeError(JSON.stringify(changed.problems))
  }
  // Somebody lets a colleague act for them from tomorrow.
  const nth = Math.floor(chance() * people)
  const role = chance() < 0.5 ? 'reporter' as const : 'head' as const
  const by = `${role}.dv-${nth}`
  const unit = (await world.nudging()).directory.holdings(by, day)[0]?.unit
  const start = addDays(day, 1)
  const work = beginWork(world.store, { at: world.now, by })
  if (unit !== undefined) delegate(work, { to: `reporter.dv-${(nth + 1) % people}`, role, unit, start, end: addDays(start, Math.floor(chance() * 20)) })
  await work.commit()
}

/** The secretariat asks for a reminder, or somebody for peace until a day. */
async function askNow(world: World, campaigns: Campaign[], chance: () => number): Promise<void> {
  const nudging = await world.nudging()
  const open = campaigns.filter(one => one.openedAt <= world.now && (one.closedAt === null || one.closedAt > world.now))
  const campaign = open[Math.floor(chance() * open.length)]
  if (campaign && chance() < 0.01) {
    const work = beginWork(world.store, { at: world.now, by: `secretariat.${TOP}` })
    await remindUnits(work, world.store, nudging, { campaign, receiver: TOP })
    await work.commit()
  }
  const last = world.shown.at(-1)
  if (last && chance() < 0.05) {
    const work = beginWork(world.store, { at: world.now, by: last.person })
    await snoozeNudges(work, nudging, last.person, { day: addDays(dayOf(world.now), 1 + Math.floor(chance() * 5)) })
    await work.commit()
  }
}

/** Obligations that changes of units have opened. */
async function openedSince(world: World, campaigns: Campaign[], known: Set<string>): Promise<{ record: Obligation }[]> {
  const found: { record: Obligation }[] = []
  for (const { id } of campaigns) for (const one of await world.store.find('obligation', 'campaign', id)) if (!known.has(one.record.id)) found.push(one)
  for (const { record } of found) known.add(record.id)
  return found
}

async function commitAll({ store }: World, writes: Write[]): Promise<void> {
  for (let start = 0; start < writes.length; start += 2000) await store.commit({ writes: writes.slice(start, start + 2000) })
}
