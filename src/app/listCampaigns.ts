import type { Campaign } from '#domain/campaign.ts'
import type { Store } from '#ports/store.ts'

/** Every campaign, latest due first, with the number of units it was asked of. */
export async function listCampaigns(store: Store): Promise<{ campaign: Campaign; units: number }[]> {
  const found: { campaign: Campaign; units: number }[] = []
  for await (const { record: campaign } of store.all('campaign')) {
    found.push({ campaign, units: (await store.find('obligation', 'campaign', campaign.id)).length })
  }
  return found.sort((a, b) => b.campaign.due - a.campaign.due)
}
