import type { Capacity, Directory } from './directory.ts'
import { allows, type Action, type Relation } from './permission.ts'
import type { Day } from './time/instant.ts'

/** What is acted on: a unit's obligation with the unit that receives it, or (with `unit` the committee's own unit) a committee's affairs. */
export interface Target {
  unit: string
  receiver?: string
}

/** The capacity in which a person may act, and how it stands to the target. */
export interface Authority {
  capacity: Capacity
  relation: Relation
}

/**
 * In which capacity, if any, a person may do this on a day; own roles come before delegated ones. A delegate may do what the
 * delegator may toward this very target, as far as the table lets it be delegated.
 */
export function authority(directory: Directory, person: string, action: Action, target: Target, day: Day): Authority | undefined {
  const stands = directory.standsToward(person, target.unit, { ...(target.receiver === undefined ? {} : { receiver: target.receiver }), day })
  const stand = stands.find(({ role, relation, delegation }) => allows(role, relation, action) && (!delegation || allows(role, 'delegated', action)))
  return stand && { capacity: { role: stand.role, unit: stand.by, ...(stand.delegation ? { delegation: stand.delegation } : {}) }, relation: stand.relation }
}
