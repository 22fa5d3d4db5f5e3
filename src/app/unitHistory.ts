import type { Campaign } from '#domain/campaign.ts'
import type { Directory } from '#domain/directory.ts'
import type { Obligation } from '#domain/obligation.ts'
import { standing, type Standing } from '#domain/standing.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Store } from '#ports/store.ts'

/** One report that a unit, or a unit that has become it, owed. */
export interface PastReport {
  obligation: Obligation
  campaign: Campaign
  standing: Standing
}

/** What a unit and every unit that went into it owed, latest due first, as of an instant: its history goes on through mergers, splits and renamings. */
export async function unitHistory(store: Store, directory: Directory, unit: string, at: Instant): Promise<PastReport[]> {
  const found: PastReport[] = []
  for (const id of [unit, ...directory.predecessors(unit).map(one => one.id)]) {
    for (const { record: obligation } of await store.find('obligation', 'unit', id)) {
      const campaign = (await store.get('campaign', obligation.campaign))?.record
      if (campaign && obligation.events[0] && obligation.events[0].recordedAt <= at) found.push({ obligation, campaign, standing: standing(obligation, at) })
    }
  }
  return found.sort((a, b) => b.campaign.due - a.campaign.due || (a.obligation.id < b.obligation.id ? -1 : 1))
}
