import type { Directory } from '#domain/directory.ts'
import type { NudgePolicy } from '#domain/nudge/policy.ts'
import type { SendingTimes } from '#domain/nudge/sendingTime.ts'
import type { Calendar } from '#domain/time/calendar.ts'
import type { Campaign } from '#domain/campaign.ts'
import type { Obligation } from '#domain/obligation.ts'
import type { Preference } from '#domain/nudge/nudge.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Store } from '#ports/store.ts'

/** What nudges are planned and judged by, as it is now. */
export interface Nudging {
  policy: NudgePolicy
  calendar: Calendar
  directory: Directory
}

/** When nudges may be sent. */
export function timesOf({ policy, calendar }: Pick<Nudging, 'policy' | 'calendar'>): SendingTimes {
  return { calendar, window: policy.window }
}

/** Campaigns that were open at some time since an instant, with all that is owed in them. */
export async function owedSince(store: Store, from: Instant): Promise<{ campaigns: Map<string, Campaign>; obligations: Obligation[] }> {
  const campaigns = new Map<string, Campaign>()
  for await (const { record } of store.all('campaign')) if (record.closedAt === null || record.closedAt > from) campaigns.set(record.id, record)
  const obligations: Obligation[] = []
  for (const id of campaigns.keys()) for (const { record } of await store.find('obligation', 'campaign', id)) obligations.push(record)
  return { campaigns, obligations }
}

/** How people want to be nudged, by person. */
export async function preferencesOf(store: Store): Promise<Map<string, Preference>> {
  const found = new Map<string, Preference>()
  for await (const { record } of store.all('preference')) found.set(record.id, record)
  return found
}
