import type { Person } from '#domain/person.ts'
import { addDays, type Day } from '#domain/time/instant.ts'
import type { ChangeOptions, ChangePlan, ChangeRecords } from './change.ts'

const lastsBeyond = (span: { to: Day | null }, from: Day) => span.to === null || span.to >= from

/** Roles in an ended unit go on in its principal carrier from the first day of the new structure; what lay before stays as it was. */
export function changePeople(plan: ChangePlan, { people }: ChangeRecords, carriers: Map<string, string[]>, { from }: ChangeOptions): void {
  for (const person of people.values()) {
    let roles = person.roles
    for (const holding of person.roles) {
      const into = carriers.get(holding.unit)
      if (!into || !lastsBeyond(holding, from)) continue
      // What a split unit's people do from now on is for a person to say; until then they serve its principal part.
      const unit = into[0]!
      const next = { ...holding, unit, from: holding.from > from ? holding.from : from }
      const has = roles.some(one => one !== holding && one.role === next.role && one.unit === unit && one.from <= next.from && (one.to === null || (next.to !== null && one.to >= next.to)))
      roles = roles.flatMap(one => (one !== holding ? [one] : [...(holding.from < from ? [{ ...holding, to: addDays(from, -1) }] : []), ...(has ? [] : [next])]))
      plan.people.push({ person: person.id, role: holding.role, from: holding.unit, to: [unit] })
      if (into.length > 1) plan.notes.push({ kind: 'people-of-split', subject: person.id, detail: into })
    }
    if (roles !== person.roles) plan.written.person.set(person.id, { ...person, roles })
  }
  noteSeveral(plan, people, from)
}

/** Two heads of one unit are both able to act: somebody should say who it is. */
function noteSeveral(plan: ChangePlan, people: ReadonlyMap<string, Person>, from: Day): void {
  const posts = new Map<string, Set<string>>()
  for (const { role, to } of plan.people) if (role === 'head') posts.set(`${role} ${to[0]!}`, new Set())
  for (const person of people.values()) {
    for (const { role, unit, ...span } of (plan.written.person.get(person.id) ?? person).roles) {
      if (span.from <= from && lastsBeyond(span, from)) posts.get(`${role} ${unit}`)?.add(person.id)
    }
  }
  for (const [post, holders] of posts) if (holders.size > 1) plan.notes.push({ kind: 'several-with-role', subject: post, detail: [...holders] })
}

/** Whoever follows an ended unit follows all that carry it on, unless they do already. */
export function changeMonitorings(plan: ChangePlan, { monitorings }: ChangeRecords, carriers: Map<string, string[]>, { from }: ChangeOptions): void {
  const written = plan.written.monitoring
  const follows = (person: string, unit: string) => [...monitorings.values(), ...written.values()].some(
    one => one !== null && one.person === person && one.unit === unit && one.from <= from && lastsBeyond(one, from))
  for (const monitoring of monitorings.values()) {
    const into = carriers.get(monitoring.unit)
    if (!into || !lastsBeyond(monitoring, from)) continue
    written.set(monitoring.id, monitoring.from < from ? { ...monitoring, to: addDays(from, -1) } : null)
    for (const unit of into) {
      if (follows(monitoring.person, unit)) continue
      const begins = monitoring.from > from ? monitoring.from : from
      const id = `${monitoring.person}|${unit}|${begins}`
      written.set(id, { ...monitoring, id, unit, from: begins })
    }
    plan.monitorings.push({ person: monitoring.person, from: monitoring.unit, to: into })
  }
}

/** Delegations for an ended unit go on for its principal carrier until the day they were to end. */
export function changeDelegations(plan: ChangePlan, { delegations }: ChangeRecords, carriers: Map<string, string[]>, { from }: ChangeOptions): void {
  const written = plan.written.delegation
  for (const delegation of delegations.values()) {
    const into = carriers.get(delegation.unit)
    if (!into || delegation.end < from) continue
    written.set(delegation.id, delegation.start < from ? { ...delegation, end: addDays(from, -1) } : null)
    const unit = into[0]!
    const start = delegation.start > from ? delegation.start : from
    const id = `${delegation.from}|${delegation.to}|${delegation.role}|${unit}|${start}`
    written.set(id, { ...delegation, id, unit, start })
    plan.delegations.push({ from: delegation.from, to: delegation.to, role: delegation.role, unit: delegation.unit, into: [unit] })
  }
}
