import type { Day } from '#domain/time/instant.ts'

export const ROLES = ['reporter', 'head', 'secretariat', 'member', 'chair', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** A role held in a unit for a time; `to` is the last day, null while it lasts. */
export interface Holding {
  role: Role
  unit: string
  from: Day
  to: Day | null
}

/** Somebody known to the directory. Named by post in the sample data, never by a real name. */
export interface Person {
  id: string
  /** Microsoft Entra object id, by which channels name people. */
  aadObjectId: string
  name: string
  roles: Holding[]
}

/** A member of the committee follows a unit (phân công theo dõi địa bàn) for a time. */
export interface Monitoring {
  id: string
  person: string
  unit: string
  from: Day
  to: Day | null
}

/** Somebody acts for another for dated time (ủy quyền); not passed on. */
export interface Delegation {
  id: string
  from: string
  to: string
  /** Which of the delegator's holdings: role and unit. */
  role: Role
  unit: string
  start: Day
  end: Day
}
