import type { Directory } from '../directory.ts'
import type { Obligation } from '../obligation.ts'
import type { Role } from '../person.ts'
import type { Phase } from '../standing.ts'
import type { Day } from '../time/instant.ts'
import { RECIPIENTS, type Recipient } from './policy.ts'

/** Somebody to be nudged, and by which role. */
export interface Addressee {
  person: string
  as: Recipient
}

/** Who is nudged about an obligation on one day. */
export interface Recipients {
  /** Each person once, by the first role that fits. */
  of(obligation: Obligation, to: readonly Recipient[], phase: Phase): Addressee[]
}

/**
 * People by their roles on a day, those acting for them included. What the reporter is nudged about goes to the head while the report waits for the
 * head, and where the unit has no reporter.
 */
export function recipientsOn(directory: Directory, day: Day): Recipients {
  const acting = new Map<string, string[]>()
  for (const person of directory.people()) {
    for (const { role, unit } of directory.delegationsTo(person.id, day)) acting.set(`${role} ${unit}`, [...(acting.get(`${role} ${unit}`) ?? []), person.id])
  }
  const holders = (role: Role, unit: string) => [...directory.peopleWith(role, unit, day).map(person => person.id), ...(acting.get(`${role} ${unit}`) ?? [])]
  const find = (as: Recipient, unit: string): string[] => (as === 'monitor' ? directory.monitorsOf(unit, day).map(person => person.id) : holders(as, unit))
  /** A unit that has ended, or a committee whose unit has, is answered for by those of the unit it became. */
  const findThrough = (as: Recipient, unit: string): string[] => {
    const own = find(as, unit)
    return own.length > 0 ? own : [...new Set(directory.successorsAt(unit, day).filter(heir => heir.id !== unit).flatMap(heir => find(as, heir.id)))]
  }
  const known = Object.fromEntries(RECIPIENTS.map(as => [as, new Map<string, string[]>()])) as Record<Recipient, Map<string, string[]>>
  const people = ({ unit, receiver }: Obligation, as: Recipient): string[] => {
    const of = as === 'secretariat' || as === 'chair' ? receiver : unit
    let found = known[as].get(of)
    if (!found) known[as].set(of, (found = findThrough(as, of)))
    return found
  }
  return {
    of(obligation, to, phase) {
      const found: Addressee[] = []
      for (const wanted of to) {
        const as = wanted === 'reporter' && (phase === 'waiting-at-head' || people(obligation, 'reporter').length === 0) ? 'head' : wanted
        for (const person of people(obligation, as)) if (!found.some(one => one.person === person)) found.push({ person, as })
      }
      return found
    },
  }
}
