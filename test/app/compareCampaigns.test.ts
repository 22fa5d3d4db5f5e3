import { expect, it } from 'vitest'
import { compareCampaigns } from '#app/compareCampaigns.ts'
import type { Campaign } from '#domain/campaign.ts'
import type { Obligation } from '#domain/obligation.ts'
import { DAY, fromIso } from '#domain/time/instant.ts'
import { withStore } from '../directory/withStore.ts'

const campaign = (id: string, due: string): Campaign => ({ id, form: 'so-ket-6-thang', title: { vi: id, en: id }, window: { from: '2024-12-01', to: '2025-05-31' }, due: fromIso(due)!, openedAt: fromIso(due)! - 60 * DAY, closedAt: null })
const EARLIER = campaign('sk-2025', '2025-06-13T16:00')
const LATER = campaign('sk-2026', '2026-06-12T16:00')

/** An obligation filed so many days before its campaign's due instant. */
const filed = (of: Campaign, unit: string, daysBefore: number): Obligation => ({
  id: `${of.id}.${unit}`, campaign: of.id, unit, receiver: 'toi-cao', level: 'cap-tinh', due: of.due,
  events: [
    { kind: 'opened', at: of.openedAt, recordedAt: of.openedAt, by: 'import' },
    { kind: 'submitted', version: 1, receipt: 'R', complete: true, at: of.due - daysBefore * DAY, recordedAt: of.due - daysBefore * DAY, by: 'x' },
  ],
})

it('holds a campaign against the one before at the same distance from its due instant', async () => {
  await withStore(LATER.due, async store => {
    const obligations = [filed(EARLIER, 'a', 10), filed(EARLIER, 'b', 6), filed(EARLIER, 'c', 1), filed(LATER, 'a', 8), filed(LATER, 'b', 2), filed(LATER, 'c', -1), filed(LATER, 'd', -1)]
    await store.commit({ writes: [...[EARLIER, LATER].map(one => ({ table: 'campaign' as const, id: one.id, record: one })), ...obligations.map(one => ({ table: 'obligation' as const, id: one.id, record: one }))] })
    const week = await compareCampaigns(store, { campaign: 'sk-2026', at: LATER.due - 5 * DAY })
    expect(week).toMatchObject({ distance: -5 * DAY, now: { at: LATER.due - 5 * DAY, total: { owed: 4, onTime: 1 } }, then: { at: EARLIER.due - 5 * DAY, total: { owed: 3, onTime: 2 } } })
    const after = await compareCampaigns(store, { campaign: 'sk-2026', at: LATER.due + 2 * DAY }, 'sk-2025')
    expect(after).toMatchObject({ now: { total: { onTime: 2, lateFiled: 2 } }, then: { total: { onTime: 3, lateFiled: 0 } } })
    expect(await compareCampaigns(store, { campaign: 'sk-2025', at: EARLIER.due })).toBeUndefined()
    expect(await compareCampaigns(store, { campaign: 'sk-2026', at: LATER.due }, 'sk-2026')).toBeUndefined()
  })
})
