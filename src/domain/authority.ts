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

/** In which capacity, if any, a person may do this on a day; own roles come before delegated ones. */
export function authority(directory: Directory, person: string, action: Action, target: Target, day: Day): Authority | undefined {
  for (const capacity of directory.capacities(person, day)) {
    for (const relation of relationsIn(directory, person, capacity, target, day)) {
      if (allows(capacity.role, relation, action)) return { capacity, relation }
    }
  }
  return undefined
}

/** How one capacity stands to a target. A unit that has ended counts as what it became. */
function relationsIn(directory: Directory, person: string, capacity: Capacity, target: Target, day: Day): Relation[] {
  const units = new Set([target.unit, ...directory.successorsAt(target.unit, day).map(heir => heir.id)])
  const receiver = target.receiver ?? directory.unit(target.unit)?.parent ?? undefined
  const found: Relation[] = []
  if (capacity.delegation) return units.has(capacity.unit) || capacity.unit === receiver ? ['delegated'] : ['none']
  if (units.has(capacity.unit)) found.push('own')
  if (capacity.unit === receiver) found.push('receiving')
  if (capacity.role === 'member' && directory.monitoredBy(person, day).some(unit => units.has(unit.id))) found.push('monitored')
  if ([...units].some(unit => directory.ancestors(unit).some(above => above.id === capacity.unit))) found.push('subordinate')
  return found.length > 0 ? found : ['none']
}
