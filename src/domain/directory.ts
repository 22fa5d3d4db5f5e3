import type { Relation } from './permission.ts'
import type { Delegation, Holding, Monitoring, Person, Role } from './person.ts'
import type { Day } from './time/instant.ts'
import { existsOn, type Unit } from './unit.ts'

/** A role as it is exercised on a day: a person's own, or another's under a delegation. */
export interface Capacity {
  role: Role
  unit: string
  /** The person acted for ("thay …") and the delegation it comes from. */
  delegation?: Delegation
}

/** One way in which a person stands to a unit: by this role, in this relation. `relation` is never 'delegated' here: with a delegation it is the delegator's. */
interface Stand {
  role: Role
  /** Unit in which the role is held. */
  by: string
  relation: Exclude<Relation, 'delegated' | 'none'>
  delegation?: Delegation
}

/** Who and what there is, with the time each lasts. Immutable: a change of people or units makes a new one. */
export interface Directory {
  unit(id: string): Unit | undefined
  person(id: string): Person | undefined
  /** The person a channel names; Entra object ids compare without regard to case. */
  personByAad(aadObjectId: string): Person | undefined
  /** Every unit there ever was, in the order given. */
  units(): readonly Unit[]
  people(): readonly Person[]
  /** Units that exist on the day. */
  unitsAt(day: Day): readonly Unit[]
  /** Units directly below, as they exist on the day. */
  children(unit: string, day: Day): Unit[]
  /** Units above, nearest first. */
  ancestors(unit: string): Unit[]
  /** The units that carry a unit on at the day: itself while it exists, else its successors' successors. Empty when nothing does. */
  successorsAt(unit: string, day: Day): Unit[]
  /** Every unit that went into this one, nearest first, theirs included. */
  predecessors(unit: string): Unit[]
  peopleWith(role: Role, unit: string, day: Day): Person[]
  /** The roles a person holds on the day by right, delegations left out. */
  holdings(person: string, day: Day): Holding[]
  /** What a person may act as on the day: own roles first, then those delegated to them while the delegator still holds them. */
  capacities(person: string, day: Day): Capacity[]
  /** Delegations in force on the day that a person received. */
  delegationsTo(person: string, day: Day): Delegation[]
  /** Units a member follows on the day. */
  monitoredBy(person: string, day: Day): Unit[]
  /** People who follow a unit on the day. */
  monitorsOf(unit: string, day: Day): Person[]
  /**
   * Every way in which a person stands to a unit on a day, own roles before delegated ones; empty when there is none.
   * `receiver` is the unit whose committee receives the report in question (the unit's parent unless said).
   * - own: the role is held in the unit, or in what it became once it has ended
   * - receiving: in the receiver, or in what it became once it has ended; subordinate: in any unit above (the receiver, when it is above, is both)
   * - monitored: the person follows the unit (phân công theo dõi địa bàn), by each role held; never by delegation
   * - former: the role was held in the unit and has ended
   */
  standsToward(person: string, unit: string, options: { receiver?: string; day: Day }): Stand[]
  /** The relations among {@link standsToward}, 'delegated' standing for each that rests on a delegation; `['none']` when there is none. */
  relationsOf(person: string, unit: string, options: { receiver?: string; day: Day }): Relation[]
}

/** What a directory is built from. */
export interface DirectoryRecords {
  units: Iterable<Unit>
  people: Iterable<Person>
  monitorings?: Iterable<Monitoring>
  delegations?: Iterable<Delegation>
}

const lasts = (span: { from: Day; to: Day | null }, day: Day) => span.from <= day && (span.to === null || day <= span.to)
const inForce = (delegation: Delegation, day: Day) => delegation.start <= day && day <= delegation.end

function grouped<R>(records: Iterable<R>, keys: (record: R) => Iterable<string>): Map<string, R[]> {
  const groups = new Map<string, R[]>()
  for (const record of records) {
    for (const key of keys(record)) {
      const group = groups.get(key)
      if (group) group.push(record)
      else groups.set(key, [record])
    }
  }
  return groups
}

/** Builds the directory. Dangling references are allowed (a parent not yet imported is simply not found); the imports refuse them. */
export function buildDirectory(records: DirectoryRecords): Directory {
  const units = [...records.units]
  const people = [...records.people]
  const monitorings = [...(records.monitorings ?? [])]
  const delegations = [...(records.delegations ?? [])]
  const unitById = new Map(units.map(unit => [unit.id, unit]))
  const personById = new Map(people.map(person => [person.id, person]))
  const personByAadId = new Map(people.map(person => [person.aadObjectId.toLowerCase(), person]))
  const unitsByParent = grouped(units, unit => (unit.parent === null ? [] : [unit.parent]))
  const peopleByPost = grouped(people, person => new Set(person.roles.map(({ role, unit }) => `${role} ${unit}`)))
  const monitoringsByPerson = grouped(monitorings, m => [m.person])
  const monitoringsByUnit = grouped(monitorings, m => [m.unit])
  const delegationsByReceiver = grouped(delegations, d => [d.to])
  // Either side may name the other: `successor` on the old unit, `predecessors` on the new one.
  const heirs = new Map<string, Set<string>>()
  const forebears = new Map<string, Set<string>>()
  const inherits = (heir: string, forebear: string) => {
    heirs.set(forebear, (heirs.get(forebear) ?? new Set()).add(heir))
    forebears.set(heir, (forebears.get(heir) ?? new Set()).add(forebear))
  }
  for (const unit of units) {
    if (unit.successor !== null) inherits(unit.successor, unit.id)
    for (const predecessor of unit.predecessors) inherits(unit.id, predecessor)
  }
  let latest: { day: Day; units: readonly Unit[] } | undefined

  const present = (ids: Iterable<string>) => [...ids].flatMap(id => unitById.get(id) ?? [])

  function ancestors(id: string): Unit[] {
    const above: Unit[] = []
    const seen = new Set([id])
    for (let parent = unitById.get(id)?.parent; parent && !seen.has(parent); parent = unitById.get(parent)?.parent) {
      seen.add(parent)
      above.push(...present([parent]))
    }
    return above
  }

  /** Walks a relation breadth first; a unit that comes twice (by two ways, or in a circle) counts once. */
  function reach(start: string, next: Map<string, Set<string>>, stop: (unit: Unit) => boolean): Unit[] {
    const seen = new Set([start])
    const queue = [...(next.get(start) ?? [])]
    const found: Unit[] = []
    for (const id of queue) {
      const unit = unitById.get(id)
      if (seen.has(id) || !unit) continue
      seen.add(id)
      found.push(unit)
      if (!stop(unit)) queue.push(...(next.get(id) ?? []))
    }
    return found
  }

  function successorsAt(id: string, day: Day): Unit[] {
    const unit = unitById.get(id)
    if (!unit) return []
    if (unit.to === null || day <= unit.to) return existsOn(unit, day) ? [unit] : []
    return reach(id, heirs, heir => existsOn(heir, day)).filter(heir => existsOn(heir, day))
  }

  const holdings = (person: string, day: Day) => personById.get(person)?.roles.filter(holding => lasts(holding, day)) ?? []

  function delegationsTo(person: string, day: Day): Delegation[] {
    // Only what the delegator holds by right can be delegated, and only while it is held: a delegation is not passed on.
    return (delegationsByReceiver.get(person) ?? []).filter(
      d => inForce(d, day) && holdings(d.from, day).some(({ role, unit }) => role === d.role && unit === d.unit),
    )
  }

  const capacities = (person: string, day: Day): Capacity[] => [
    ...holdings(person, day).map(({ role, unit }) => ({ role, unit })),
    ...delegationsTo(person, day).map(delegation => ({ role: delegation.role, unit: delegation.unit, delegation })),
  ]

  function standsToward(person: string, unit: string, { receiver = unitById.get(unit)?.parent ?? undefined, day }: { receiver?: string; day: Day }): Stand[] {
    const now = new Set([unit, ...successorsAt(unit, day).map(heir => heir.id)])
    const receivers = new Set(receiver === undefined ? [] : [receiver, ...successorsAt(receiver, day).map(heir => heir.id)])
    const above = new Set([...now].flatMap(id => ancestors(id).map(ancestor => ancestor.id)))
    const follows = (monitoringsByPerson.get(person) ?? []).some(m => now.has(m.unit) && lasts(m, day))
    const stands: Stand[] = []
    for (const { role, unit: by, delegation } of capacities(person, day)) {
      const add = (relation: Stand['relation']) => stands.push({ role, by, relation, ...(delegation && { delegation }) })
      if (now.has(by)) add('own')
      if (receivers.has(by)) add('receiving')
      if (above.has(by)) add('subordinate')
      if (follows && !delegation) add('monitored')
    }
    for (const { role, unit: by, to } of personById.get(person)?.roles ?? []) {
      if (to !== null && to < day && now.has(by)) stands.push({ role, by, relation: 'former' })
    }
    return stands
  }

  return Object.freeze<Directory>({
    unit: id => unitById.get(id),
    person: id => personById.get(id),
    personByAad: aadObjectId => personByAadId.get(aadObjectId.toLowerCase()),
    units: () => units,
    people: () => people,
    unitsAt(day) {
      if (latest?.day !== day) latest = { day, units: units.filter(unit => existsOn(unit, day)) }
      return latest.units
    },
    children: (unit, day) => (unitsByParent.get(unit) ?? []).filter(child => existsOn(child, day)),
    ancestors,
    successorsAt,
    predecessors: id => reach(id, forebears, () => false),
    peopleWith: (role, unit, day) =>
      (peopleByPost.get(`${role} ${unit}`) ?? []).filter(person =>
        person.roles.some(holding => holding.role === role && holding.unit === unit && lasts(holding, day)),
      ),
    holdings,
    capacities,
    delegationsTo,
    monitoredBy: (person, day) => present(new Set((monitoringsByPerson.get(person) ?? []).filter(m => lasts(m, day)).map(m => m.unit))),
    monitorsOf: (unit, day) => [
      ...new Set((monitoringsByUnit.get(unit) ?? []).filter(m => lasts(m, day)).flatMap(m => personById.get(m.person) ?? [])),
    ],
    standsToward,
    relationsOf(person, unit, options) {
      const found = new Set<Relation>(standsToward(person, unit, options).map(stand => (stand.delegation ? 'delegated' : stand.relation)))
      if (found.has('own')) found.delete('former')
      return found.size > 0 ? [...found] : ['none']
    },
  })
}
