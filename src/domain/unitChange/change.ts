import type { Campaign } from '#domain/campaign.ts'
import type { Obligation } from '#domain/obligation.ts'
import type { Delegation, Monitoring, Person } from '#domain/person.ts'
import type { Draft } from '#domain/report.ts'
import type { Phase } from '#domain/standing.ts'
import type { Day, Instant } from '#domain/time/instant.ts'
import type { Unit } from '#domain/unit.ts'

/** A unit that begins with a change. Its first day, predecessors and end are the change's business. */
export type NewUnit = Pick<Unit, 'id' | 'name' | 'short' | 'codes' | 'level' | 'parent' | 'reports'>

/**
 * Units that end and what carries them on: units that begin or (by id) units that go on existing, the principal one first. Merging names several that end,
 * splitting several that carry on; a renamed or moved unit ends as well and begins anew, so that questions about earlier days find what it was then.
 */
export interface UnitChange {
  ending: string[]
  into: (string | NewUnit)[]
}

/** Everything a change of units touches. */
export interface ChangeRecords {
  units: ReadonlyMap<string, Unit>
  people: ReadonlyMap<string, Person>
  monitorings: ReadonlyMap<string, Monitoring>
  delegations: ReadonlyMap<string, Delegation>
  campaigns: ReadonlyMap<string, Campaign>
  obligations: ReadonlyMap<string, Obligation>
  drafts: ReadonlyMap<string, Draft>
}

/** What becomes of one obligation. `stays`: it was filed, waived or settled, and stays with the unit that has ended, whose successors reach it. */
export interface ObligationChange {
  obligation: string
  unit: string
  campaign: string
  phase: Phase
  becomes: 'merged' | 'stays' | 'opened' | 'extended' | 'unchanged'
  due: Instant
}

/** What is worth a person's decision afterwards. */
export interface ChangeNote {
  kind: 'several-with-role' | 'people-of-split' | 'already-filed' | 'does-not-report' | 'drafts-to-take-over' | 'below-follows' | 'extension-dropped'
  subject: string
  detail: string[]
}

/** All that a change does, to be shown before it is done. Maps hold the records as they will be; null: removed. */
export interface ChangePlan {
  from: Day
  units: { id: string; name: string; ends: Day | null; begins: Day | null; into: string[] }[]
  obligations: ObligationChange[]
  /** A draft of a unit that goes on as one other moves with it; where several become one, each stays to be taken over by the successor's reporter. */
  drafts: { from: string; to: string; outcome: 'moved' | 'to-take-over' }[]
  people: { person: string; role: string; from: string; to: string[] }[]
  monitorings: { person: string; from: string; to: string[] }[]
  delegations: { from: string; to: string; role: string; unit: string; into: string[] }[]
  notes: ChangeNote[]
  written: {
    unit: Map<string, Unit>
    person: Map<string, Person>
    monitoring: Map<string, Monitoring | null>
    delegation: Map<string, Delegation | null>
    obligation: Map<string, Obligation>
    draft: Map<string, Draft>
  }
}

/** What is wrong with a change that was asked for. */
export interface ChangeProblem {
  problem: 'unknown-unit' | 'ended' | 'too-young' | 'twice' | 'taken' | 'into-itself' | 'nothing' | 'future' | 'unknown-parent'
  unit: string
}

export interface ChangeOptions {
  /** First day of the new structure. */
  from: Day
  /** When it is recorded: reports filed until then stay where they were filed. */
  at: Instant
  by: string
}
