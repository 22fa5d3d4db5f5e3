import { z } from 'zod'
import { ROLES, type Delegation, type Monitoring, type Person } from '#domain/person.ts'
import type { Unit } from '#domain/unit.ts'
import { column, dayColumn, lastDayColumn, personIdColumn, readRows, unitIdColumn, type ImportProblem, type Reference, type Row } from './rows.ts'
import { holdingProblems, unitReference } from './personRows.ts'

/** The columns of a table of who follows which unit. */
export const MONITORING_COLUMNS = { person: personIdColumn, unit: unitIdColumn, from: dayColumn, to: lastDayColumn }

/** The columns of a table of delegations (ủy quyền): `start` and `end` are both days on which it counts. */
export const DELEGATION_COLUMNS = {
  from: personIdColumn,
  to: personIdColumn,
  role: column(z.enum(ROLES), `một trong các vai trò: ${ROLES.join(', ')}`, `one of the roles ${ROLES.join(', ')}`),
  unit: unitIdColumn,
  start: dayColumn,
  end: dayColumn,
}

const PERSON_EXPECTED = { vi: 'mã của một người có trong danh bạ', en: 'the id of a person in the directory' }

function personReference(people: ReadonlyMap<string, Person>): Reference {
  return { knows: id => people.has(id), expected: PERSON_EXPECTED }
}

/** Monitorings of a table, or every problem found; their ids come from person, unit and first day, so that the same row again is the same record. */
export function monitoringsFromRows(
  rows: readonly Row[], units: ReadonlyMap<string, Unit>, people: ReadonlyMap<string, Person>,
): { monitorings: Monitoring[]; problems: ImportProblem[] } {
  const { read, problems } = readRows(rows, MONITORING_COLUMNS, { person: personReference(people), unit: unitReference(units) })
  const monitorings = new Map<string, Monitoring>()
  for (const { row, value } of read) {
    if (!people.has(value.person)) problems.push({ row, column: 'person', got: value.person, expected: PERSON_EXPECTED })
    problems.push(...holdingProblems(row, value, units))
    const id = `${value.person}|${value.unit}|${value.from}`
    monitorings.set(id, { id, ...value })
  }
  problems.sort((a, b) => a.row - b.row)
  return { monitorings: [...monitorings.values()], problems }
}

/** Delegations of a table, or every problem found: strangers, a role the delegator does not hold on the first day, an end before the start, oneself. */
export function delegationsFromRows(
  rows: readonly Row[], units: ReadonlyMap<string, Unit>, people: ReadonlyMap<string, Person>,
): { delegations: Delegation[]; problems: ImportProblem[] } {
  const { read, problems } = readRows(rows, DELEGATION_COLUMNS, { from: personReference(people), to: personReference(people), unit: unitReference(units) })
  const delegations = new Map<string, Delegation>()
  for (const { row, value } of read) {
    const problem = (name: string, got: string, vi: string, en: string) => problems.push({ row, column: name, got, expected: { vi, en } })
    const { from, to, role, unit, start, end } = value
    const delegator = people.get(from)
    if (!delegator) problem('from', from, PERSON_EXPECTED.vi, PERSON_EXPECTED.en)
    if (!people.has(to)) problem('to', to, PERSON_EXPECTED.vi, PERSON_EXPECTED.en)
    if (from === to) problem('to', to, 'một người khác', 'somebody else')
    if (!units.has(unit)) problem('unit', unit, unitReference(units).expected.vi, unitReference(units).expected.en)
    if (end < start) problem('end', end, `ngày không sớm hơn ${start}`, `a day not before ${start}`)
    const held = delegator?.roles.some(holding => holding.role === role && holding.unit === unit && holding.from <= start && (holding.to === null || start <= holding.to))
    if (delegator && !held) problem('role', role, `vai trò mà ${from} giữ tại ${unit} từ ${start}`, `a role that ${from} holds in ${unit} on ${start}`)
    const id = `${from}|${to}|${role}|${unit}|${start}`
    delegations.set(id, { id, ...value })
  }
  problems.sort((a, b) => a.row - b.row)
  return { delegations: [...delegations.values()], problems }
}
