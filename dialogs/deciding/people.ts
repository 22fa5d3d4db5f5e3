import type { Obligation } from '#domain/obligation.ts'
import type { Person, Role } from '#domain/person.ts'
import type { Turn } from '../turn.ts'

/** People who hold a role now in a unit, or in what carries it on once it has ended, and those acting for them. */
function inRole(turn: Turn, role: Role, unit: string): Person[] {
  const units = new Set([unit, ...turn.directory.successorsAt(unit, turn.day).map(heir => heir.id)])
  const direct = [...units].flatMap(each => turn.directory.peopleWith(role, each, turn.day))
  const acting = turn.directory.people().filter(person =>
    turn.directory.delegationsTo(person.id, turn.day).some(delegation => delegation.role === role && units.has(delegation.unit)))
  return [...new Set([...direct, ...acting])]
}

/** Reporters of the obligation's unit. */
export function reportersOf(turn: Turn, obligation: Obligation): string[] {
  return inRole(turn, 'reporter', obligation.unit).map(person => person.id)
}

/** Heads of the obligation's unit. */
export function headsOf(turn: Turn, obligation: Obligation): Person[] {
  return inRole(turn, 'head', obligation.unit)
}

/** The secretariat of the committee that receives the report. */
export function receiversOf(turn: Turn, obligation: Obligation): string[] {
  return inRole(turn, 'secretariat', obligation.receiver).map(person => person.id)
}

/** Everybody in the unit whom a decision on its report concerns: reporters and heads. */
export function unitPeople(turn: Turn, obligation: Obligation): string[] {
  return [...new Set([...reportersOf(turn, obligation), ...headsOf(turn, obligation).map(person => person.id)])]
}
