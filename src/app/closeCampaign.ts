import type { Campaign } from '#domain/campaign.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Store } from '#ports/store.ts'

/** `again`: it was closed before, nothing changed. */
export type ClosedCampaign = { ok: true; outcome: 'closed' | 'again'; campaign: Campaign; units: number } | { ok: false; problem: 'unknown-campaign' }

/** Closes a campaign. What is owed in it stays as it is: closing says that the committee no longer expects reports, not that they were filed. */
export async function closeCampaign(store: Store, id: string, { at, by }: { at: Instant; by: string }): Promise<ClosedCampaign> {
  for (;;) {
    const stored = await store.get('campaign', id)
    if (!stored) return { ok: false, problem: 'unknown-campaign' }
    const units = (await store.find('obligation', 'campaign', id)).length
    if (stored.record.closedAt !== null) return { ok: true, outcome: 'again', campaign: stored.record, units }
    const campaign: Campaign = { ...stored.record, closedAt: at }
    const committed = await store.commit({
      writes: [{ table: 'campaign', id, record: campaign, expect: stored.rev }],
      acts: [{ at, by, action: 'campaign-closed', subject: `campaign/${id}`, content: campaign }],
    })
    if (committed.ok) return { ok: true, outcome: 'closed', campaign, units }
  }
}
