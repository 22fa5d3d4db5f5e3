import { standing, type Phase } from '#domain/standing.ts'
import type { Store } from '#ports/store.ts'
import type { LateQuery } from './lateUnits.ts'

/** How far a report that is not filed has come: nothing first, since those need a word soonest. */
const UNFILED: readonly Phase[] = ['not-started', 'draft', 'waiting-at-head']

/** Who has not filed yet and still has time, as of an instant: by phase, then by unit id. */
export async function unfiledUnits(store: Store, { campaign, at, level, receiver, units }: Omit<LateQuery, 'rows'>): Promise<{ unit: string; phase: Phase }[]> {
  const found = []
  for (const { record } of await store.find('obligation', 'campaign', campaign)) {
    if ((level && record.level !== level) || (receiver && record.receiver !== receiver) || (units && !units.has(record.unit))) continue
    if ((record.events[0]?.recordedAt ?? 0) > at) continue
    const { phase, timeliness } = standing(record, at)
    if (timeliness === 'not-due' && UNFILED.includes(phase)) found.push({ unit: record.unit, phase })
  }
  return found.sort((a, b) => UNFILED.indexOf(a.phase) - UNFILED.indexOf(b.phase) || (a.unit < b.unit ? -1 : 1))
}
