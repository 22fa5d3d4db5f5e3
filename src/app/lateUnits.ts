import type { Campaign } from '#domain/campaign.ts'
import type { Obligation } from '#domain/obligation.ts'
import { count, noCounts, type Counts } from '#domain/rates.ts'
import { standing, type Standing } from '#domain/standing.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Unit } from '#domain/unit.ts'
import type { Store } from '#ports/store.ts'

/** Why a unit is in the late list; `late-filed` ones have filed since. */
export type LateState = 'missing' | 'waiting-at-head' | 'late-filed' | 'supplement-overdue'

export interface LateRow {
  obligation: string
  unit: string
  name: string
  level: string
  state: LateState
  due: Instant
  submittedAt: Instant | null
  daysLate: number
}

export interface LateUnits {
  campaign: Campaign
  at: Instant
  counts: Counts
  /** Longest late first, then by unit id. */
  rows: LateRow[]
}

export interface LateQuery {
  campaign: string
  at: Instant
  level?: string
  /** Unit whose committee receives. */
  receiver?: string
  /** Only these units: those a member monitors. */
  units?: ReadonlySet<string>
}

/** Who is late in a campaign as of an instant, with the counts of all it was asked of; undefined when there is no such campaign. */
export async function lateUnits(store: Store, unitOf: (id: string) => Unit | undefined, query: LateQuery): Promise<LateUnits | undefined> {
  const campaign = (await store.get('campaign', query.campaign))?.record
  if (!campaign) return undefined
  const counts = noCounts()
  const rows: LateRow[] = []
  for (const { record: obligation } of await store.find('obligation', 'campaign', campaign.id)) {
    if (!asked(obligation, query)) continue
    const now = standing(obligation, query.at)
    count(counts, now)
    const state = lateState(now)
    if (!state) continue
    rows.push({
      obligation: obligation.id, unit: obligation.unit, name: unitOf(obligation.unit)?.name ?? obligation.unit, level: obligation.level, state,
      due: state === 'supplement-overdue' ? now.returned!.supplementDue : now.due, submittedAt: now.submittedAt, daysLate: now.daysLate,
    })
  }
  rows.sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state) || b.daysLate - a.daysLate || (a.unit < b.unit ? -1 : 1))
  return { campaign, at: query.at, counts, rows }
}

/** Who still owes comes before who has filed late. */
const STATES: LateState[] = ['missing', 'waiting-at-head', 'supplement-overdue', 'late-filed']

function asked(obligation: Obligation, { level, receiver, units, at }: LateQuery): boolean {
  const opened = obligation.events[0]
  if (opened && opened.recordedAt > at) return false
  return (!level || obligation.level === level) && (!receiver || obligation.receiver === receiver) && (!units || units.has(obligation.unit))
}

function lateState(now: Standing): LateState | undefined {
  if (now.timeliness === 'missing') return now.phase === 'waiting-at-head' ? 'waiting-at-head' : 'missing'
  if (now.supplementOverdue) return 'supplement-overdue'
  return now.timeliness === 'late-filed' ? 'late-filed' : undefined
}
