import type { Campaign } from '#domain/campaign.ts'
import { noCounts, type Counts } from '#domain/rates.ts'
import type { LateStanding } from '#domain/standings.ts'
import type { Unit } from '#domain/unit.ts'
import type { StandingsQuery, Store } from '#ports/store.ts'

/** A line of the list: a unit by name, and why it is there. */
export interface LateRow extends LateStanding {
  name: string
}

/** Who is late in a campaign at an instant, and what was counted. */
export interface LateUnits {
  campaign: Campaign
  at: number
  counts: Counts
  /** Lines of the whole list. */
  late: number
  /** The lines asked for (all of them unless `rows` said otherwise): by state, longest late first, then by unit id. */
  rows: LateRow[]
}

/** Which obligations of which campaign, and which lines of the late list. */
export type LateQuery = StandingsQuery

/** Who is late in a campaign as of an instant, with the counts of all it was asked of; undefined when there is no such campaign. */
export async function lateUnits(store: Store, unitOf: (id: string) => Unit | undefined, query: LateQuery): Promise<LateUnits | undefined> {
  const campaign = (await store.get('campaign', query.campaign))?.record
  if (!campaign) return undefined
  const { levels, late, rows } = await store.standings(query)
  const named = rows.map(({ obligation, unit, ...row }) => ({ obligation, unit, name: unitOf(unit)?.name ?? unit, ...row }))
  return { campaign, at: query.at, counts: sumOf(levels.map(level => level.counts)), late, rows: named }
}

/** Counts of several levels together. */
export function sumOf(all: readonly Counts[]): Counts {
  const sum = noCounts()
  for (const counts of all) for (const name of Object.keys(sum) as (keyof Counts)[]) sum[name] += counts[name]
  return sum
}
