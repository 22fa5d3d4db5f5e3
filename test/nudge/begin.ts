import { fromIso } from '#domain/time/instant.ts'
import { campaignDue, organisation, owedBy } from './organisation.ts'
import { openWorld, type World } from './year.ts'

/** A small organisation, and the one campaign that it owes reports in, due on a Friday at 16:00. */
export const ORG = organisation(2)
export const CAMPAIGN = campaignDue('dot', '2026-06-12')

/** A world in which so many units owe that campaign's reports. */
export async function beginWorld(now: string, { units = 2, met = true }: { units?: number; met?: boolean } = {}): Promise<World> {
  const org = organisation(units)
  const world = await openWorld(org, fromIso(now)!, { met })
  await world.store.commit({ writes: [
    { table: 'campaign', id: CAMPAIGN.id, record: CAMPAIGN },
    ...owedBy(org.units, CAMPAIGN).map(record => ({ table: 'obligation' as const, id: record.id, record })),
  ] })
  return world
}
