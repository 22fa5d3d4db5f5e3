import { onTestFinished } from 'vitest'
import type { Nudging } from '#app/nudging.ts'
import { beginWork, type Work } from '#app/work.ts'
import type { Campaign } from '#domain/campaign.ts'
import { fromIso, type Instant } from '#domain/time/instant.ts'
import type { Unit } from '#domain/unit.ts'
import { afterEvent, campaignDue, organisation, owedBy, type Told } from './organisation.ts'
import { openWorld, type World } from './year.ts'

/** A small organisation, and the one campaign that it owes reports in, due on a Friday at 16:00. */
export const ORG = organisation(2)
export const CAMPAIGN = campaignDue('dot', '2026-06-12')

/** An instant in Viet Nam: "2026-06-12T07:30". */
export const at = (text: string): Instant => fromIso(text)!

/** A world of one test in which so many units owe that campaign's reports. */
export async function beginWorld(now: string, { units = 2, met = true }: { units?: number; met?: boolean } = {}): Promise<World> {
  const org = organisation(units)
  const world = await openWorld(org, at(now), { met })
  onTestFinished(() => world.close())
  await owe(world, CAMPAIGN, org.units)
  return world
}

/** Opens a campaign in which units owe their reports. */
export async function owe(world: World, campaign: Campaign, units: readonly Unit[]): Promise<void> {
  await world.store.commit({ writes: [
    { table: 'campaign', id: campaign.id, record: campaign },
    ...owedBy(units, campaign).map(record => ({ table: 'obligation' as const, id: record.id, record })),
  ] })
}

/** Records at the world’s now that something happened to an obligation. */
export async function recordNow(world: World, obligation: string, event: Told): Promise<void> {
  const { record } = (await world.store.get('obligation', obligation))!
  await world.store.commit({ writes: [{ table: 'obligation', id: obligation, record: afterEvent(record, event, world.now) }] })
}

/** Lets a person do something now, as one turn of theirs. */
export async function actAs<T>(world: World, person: string, act: (work: Work, nudging: Nudging) => Promise<T>): Promise<T> {
  const work = beginWork(world.store, { at: world.now, by: person })
  const done = await act(work, await world.nudging())
  await work.commit()
  return done
}

/** Who was shown which steps so far: "reporter.dv-0: due-morning". */
export function heard(world: World): string[] {
  return world.shown.map(({ person, items }) => `${person}: ${items.map(item => item.split('|')[1]).join(', ')}`).sort()
}
