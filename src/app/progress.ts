import type { Campaign } from '#domain/campaign.ts'
import type { Counts } from '#domain/rates.ts'
import type { Store } from '#ports/store.ts'
import { sumOf, type LateQuery } from './lateUnits.ts'

export interface Progress {
  campaign: Campaign
  at: number
  total: Counts
  /** By level id, in the order of the levels' first obligations. */
  levels: { level: string; counts: Counts }[]
}

/** How far a campaign is as of an instant, in all and by level; undefined when there is no such campaign. */
export async function progress(store: Store, query: LateQuery): Promise<Progress | undefined> {
  const campaign = (await store.get('campaign', query.campaign))?.record
  if (!campaign) return undefined
  const { levels } = await store.standings({ ...query, rows: { limit: 0 } })
  return { campaign, at: query.at, total: sumOf(levels.map(level => level.counts)), levels }
}
