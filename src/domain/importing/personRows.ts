import { z } from 'zod'
import { ROLES, type Holding, type Person } from '#domain/person.ts'
import { addDays, type Day } from '#domain/time/instant.ts'
import { existsOn, type Unit } from '#domain/unit.ts'
import { column, dayColumn, lastDayColumn, personIdColumn, readRows, unitIdColumn, type Bilingual, type ImportProblem, type Reference, type Row } from './rows.ts'

const ROLE_EXPECTED = [`một trong các vai trò: ${ROLES.join(', ')}`, `one of the roles ${ROLES.join(', ')}`] as const
const optional = <S extends z.ZodType>(schema: S) => schema.optional()

/** The columns of a table of people: one row a role, so a person with two roles has two rows with the same id and name; or one row with `roles` as a JSON list. */
export const PERSON_COLUMNS = {
  id: personIdColumn,
  aadObjectId: column(z.guid().transform(id => id.toLowerCase()), 'mã đối tượng Entra (GUID)', 'a Microsoft Entra object id (GUID)'),
  name: column(z.string().min(1).max(300), 'tên hoặc chức danh', 'a name or post'),
  role: column(optional(z.enum(ROLES)), ...ROLE_EXPECTED),
  unit: column(optional(unitIdColumn.schema), unitIdColumn.expected.vi, unitIdColumn.expected.en),
  from: column(optional(dayColumn.schema), dayColumn.expected.vi, dayColumn.expected.en),
  to: lastDayColumn,
  roles: column(z.array(z.record(z.string(), z.unknown())).optional(), 'danh sách vai trò {role, unit, from, to}', 'a list of roles {role, unit, from, to}'),
}
const HOLDING_COLUMNS = { role: column(z.enum(ROLES), ...ROLE_EXPECTED), unit: unitIdColumn, from: dayColumn, to: lastDayColumn }

interface Gathered {
  person: Person
  row: number
}

/**
 * People of a table, checked against the units and people already known, or every problem found: wrong cells, one id with two names or Entra ids,
 * an Entra id given to two people, units nobody knows, a role that begins when its unit does not exist, a last day before the first.
 */
export function peopleFromRows(rows: readonly Row[], units: ReadonlyMap<string, Unit>, known: Iterable<Person>): { people: Person[]; problems: ImportProblem[] } {
  const { read, problems } = readRows(rows, PERSON_COLUMNS, { unit: unitReference(units) })
  const gathered = new Map<string, Gathered>()
  for (const { row, value } of read) {
    const { id, aadObjectId, name } = value
    const problem = (name: string, got: string, expected: Bilingual) => problems.push({ row, column: name, got, expected })
    let one = gathered.get(id)
    if (!one) gathered.set(id, (one = { person: { id, aadObjectId, name, roles: [] }, row }))
    else if (one.person.name !== name) problem('name', name, { vi: `cùng tên với dòng ${one.row}: ${one.person.name}`, en: `the name of row ${one.row}: ${one.person.name}` })
    else if (one.person.aadObjectId !== aadObjectId) {
      problem('aadObjectId', aadObjectId, { vi: `cùng mã với dòng ${one.row}: ${one.person.aadObjectId}`, en: `the id of row ${one.row}: ${one.person.aadObjectId}` })
    }
    const held = holdingsOf(row, value)
    problems.push(...held.problems)
    for (const holding of held.holdings) {
      problems.push(...holdingProblems(row, holding, units))
      one.person.roles.push(holding)
    }
  }
  const owners = new Map<string, string>()
  for (const person of known) if (!gathered.has(person.id)) owners.set(person.aadObjectId.toLowerCase(), person.id)
  for (const { person, row } of gathered.values()) {
    const other = owners.get(person.aadObjectId)
    if (other !== undefined) {
      problems.push({
        row, column: 'aadObjectId', got: person.aadObjectId,
        expected: { vi: `mã chưa thuộc về người khác (đang thuộc về ${other})`, en: `an id that nobody else has (it is ${other}'s)` },
      })
    }
    owners.set(person.aadObjectId, person.id)
  }
  problems.sort((a, b) => a.row - b.row)
  return { people: [...gathered.values()].map(one => one.person), problems }
}

interface Cells {
  role?: Holding['role']
  unit?: string
  from?: Day
  to: Day | null
  roles?: Record<string, unknown>[]
}

function holdingsOf(row: number, cells: Cells): { holdings: Holding[]; problems: ImportProblem[] } {
  if (cells.roles) {
    const { read, problems } = readRows(cells.roles.map(role => ({ row, cells: role })), HOLDING_COLUMNS)
    return { holdings: read.map(({ value }) => value), problems: problems.map(one => ({ ...one, column: `roles.${one.column}` })) }
  }
  const { role, unit, from, to } = cells
  // A person without any role may be imported: somebody to whom others delegate.
  if (role === undefined && unit === undefined && from === undefined) return { holdings: [], problems: [] }
  if (role !== undefined && unit !== undefined && from !== undefined) return { holdings: [{ role, unit, from, to }], problems: [] }
  const missing = (['role', 'unit', 'from'] as const).filter(name => cells[name] === undefined)
  return { holdings: [], problems: missing.map(name => ({ row, column: name, got: '', expected: HOLDING_COLUMNS[name].expected })) }
}

/** Units that a row may name. */
export function unitReference(units: ReadonlyMap<string, Unit>): Reference {
  return { knows: id => units.has(id), expected: { vi: 'mã của một đơn vị có trong danh bạ', en: 'the id of a unit in the directory' } }
}

/** What is wrong with a holding of a row: its unit, its days. */
export function holdingProblems(row: number, { unit: id, from, to }: { unit: string; from: Day; to: Day | null }, units: ReadonlyMap<string, Unit>): ImportProblem[] {
  const unit = units.get(id)
  if (!unit) return [{ row, column: 'unit', got: id, expected: unitReference(units).expected }]
  if (!existsOn(unit, from)) {
    const life = { vi: `ngày đơn vị này tồn tại (từ ${unit.from}${unit.to ? ` đến ${unit.to}` : ''})`, en: `a day on which the unit exists (from ${unit.from}${unit.to ? ` to ${unit.to}` : ''})` }
    return [{ row, column: 'from', got: from, expected: life }]
  }
  if (to !== null && to < from) return [{ row, column: 'to', got: to, expected: { vi: `ngày không sớm hơn ${from}`, en: `a day not before ${from}` } }]
  return []
}

/**
 * A person as known, brought up to an imported one: roles named in the import count as imported, ended ones that it does not name stay,
 * and running ones that it does not name end the day before `today` (they are dropped when they had not begun).
 */
export function mergePerson(before: Person | undefined, imported: Person, today: Day): Person {
  if (!before) return imported
  const same = (a: Holding, b: Holding) => a.role === b.role && a.unit === b.unit && a.from === b.from
  const yesterday = addDays(today, -1)
  const kept = before.roles
    .filter(held => !imported.roles.some(role => same(role, held)))
    .flatMap(held => (held.to !== null && held.to < today ? [held] : held.from > yesterday ? [] : [{ ...held, to: yesterday }]))
  return { ...imported, roles: [...kept, ...imported.roles] }
}
