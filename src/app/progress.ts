import type { Campaign } from '#domain/campaign.ts'
import { count, noCounts, type Counts } from '#domain/rates.ts'
import { standing } from '#domain/standing.ts'
import type { Store } from '#ports/store.ts'
import type { LateQuery } from './lateUnits.ts'

export interface Progress {
  campaign: Campaign
  at: number
  total: Counts
  /** By level id, in the order the levels were met. */
  levels: { level: string; counts: Counts }[]
}

/** How far a campaign is as of an instant, in all and by level; undefined when there is no such campaign. */
export async function progress(store: Store, query: LateQuery): Promise<Progress | undefined> {
  const campaign = (await store.get('campaign', query.campaign))?.record
  if (!campaign) return undefined
  const total = noCounts()
  const levels = new Map<string, Counts>()
  for (const { record: obligation } of await store.find('obligation', 'campaign', campaign.id)) {
    if (query.level && obligation.level !== query.level) continue
    if (query.receiver && obligation.receiver !== query.receiver) continue
    if (query.units && !query.units.has(obligation.unit)) continue
    if ((obligation.events[0]?.recordedAt ?? 0) > query.at) continue
    const now = standing(obligation, query.at)
    let counts = levels.get(obligation.level)
    if (!counts) levels.set(obligation.level, (counts = noCounts()))
    count(counts, now)
    count(total, now)
  }
  return { campaign, at: query.at, total, levels: [...levels].map(([level, counts]) => ({ level, counts })) }
}
