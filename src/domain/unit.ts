import type { Day } from '#domain/time/instant.ts'

/** Ids of levels are data; these four are the procuracy's. */
export type Level = string

/** An organisational unit for as long as it existed. A unit that was merged or renamed into another keeps its own record and names its successor. */
export interface Unit {
  id: string
  /** Full name, as on documents: "VKSND tỉnh Bắc Ninh". */
  name: string
  /** How colleagues say it: "Bắc Ninh". */
  short: string
  /** Codes and other names it answers to: "V15", "Vụ 15". */
  codes: string[]
  level: Level
  /** The unit whose committee receives its reports; null at the top. */
  parent: string | null
  /** Whether it owes reports to its parent (the supreme procuracy itself and the two bodies named in the data do not). */
  reports: boolean
  /** First day of existence. */
  from: Day
  /** Last day of existence; null while it exists. */
  to: Day | null
  predecessors: string[]
  successor: string | null
  /** Whether predecessors were inferred rather than read in a decision. */
  inferred?: boolean
}

/** Whether a unit existed on a day. */
export function existsOn(unit: Unit, day: Day): boolean {
  return unit.from <= day && (unit.to === null || day <= unit.to)
}
