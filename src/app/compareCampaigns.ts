import type { Campaign } from '#domain/campaign.ts'
import type { Store } from '#ports/store.ts'
import type { LateQuery } from './lateUnits.ts'
import { progress, type Progress } from './progress.ts'

/** A campaign beside an earlier one of the same form, each as of the same time before or after its own due instant. */
export interface ComparedCampaigns {
  now: Progress
  then: Progress
  /** Milliseconds from the due instant; negative before it. */
  distance: number
}

/**
 * How far a campaign is as of an instant beside how far an earlier one was at the same distance from its due instant. `earlier`: its id; left out, the campaign
 * of the same form that was due before. Undefined when there is no such campaign, or nothing to compare it with.
 */
export async function compareCampaigns(store: Store, query: LateQuery, earlier?: string): Promise<ComparedCampaigns | undefined> {
  const campaign = (await store.get('campaign', query.campaign))?.record
  if (!campaign) return undefined
  const same = (await store.find('campaign', 'form', campaign.form)).map(({ record }) => record)
  const other = earlier === undefined ? campaignBefore(same, campaign) : same.find(one => one.id === earlier && one.id !== campaign.id)
  if (!other) return undefined
  const distance = query.at - campaign.due
  const [now, then] = await Promise.all([progress(store, query), progress(store, { ...query, campaign: other.id, at: other.due + distance })])
  return now && then && { now, then, distance }
}

/** The campaign of the same form that was due last before this one. */
export function campaignBefore(campaigns: readonly Campaign[], campaign: Campaign): Campaign | undefined {
  return campaigns.filter(one => one.form === campaign.form && one.due < campaign.due).sort((a, b) => b.due - a.due)[0]
}
