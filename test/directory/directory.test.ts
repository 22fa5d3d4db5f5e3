import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildDirectory } from '#domain/directory.ts'
import type { Person, Role } from '#domain/person.ts'
import type { Unit } from '#domain/unit.ts'

const units: Unit[] = JSON.parse(await readFile(join(import.meta.dirname, '../../data/organisation/units.json'), 'utf8'))

const person = (id: string, ...roles: [Role, string, string, string | null][]): Person => ({
  id, aadObjectId: `AAD-${id}`, name: id, roles: roles.map(([role, unit, from, to]) => ({ role, unit, from, to })),
})
const directory = buildDirectory({
  units,
  people: [
    person('reporter.bac-ninh', ['reporter', 'bac-ninh', '2025-07-01', null]),
    person('head.bac-ninh', ['head', 'bac-ninh', '2025-07-01', null], ['reporter', 'bac-giang', '2020-01-01', '2025-06-30']),
    person('secretariat.toi-cao', ['secretariat', 'toi-cao', '2020-01-01', null]),
    person('moved', ['reporter', 'ha-noi', '2020-01-01', '2026-03-31'], ['reporter', 'son-la', '2026-04-01', null]),
    person('member', ['member', 'toi-cao', '2020-01-01', null]),
    person('deputy.bac-ninh'),
    person('second-deputy'),
  ],
  monitorings: [{ id: 'm', person: 'member', unit: 'lao-cai', from: '2026-01-01', to: '2026-06-30' }],
  delegations: [
    { id: 'd1', from: 'head.bac-ninh', to: 'deputy.bac-ninh', role: 'head', unit: 'bac-ninh', start: '2026-06-08', end: '2026-06-12' },
    { id: 'd2', from: 'deputy.bac-ninh', to: 'second-deputy', role: 'head', unit: 'bac-ninh', start: '2026-06-08', end: '2026-06-12' },
  ],
})
const day = '2026-06-10'
const counted = (on: string) => Object.fromEntries(Object.entries(Object.groupBy(directory.unitsAt(on).filter(unit => unit.reports), unit => unit.level)).map(([level, found]) => [level, found!.length]))

describe('the shipped organisation', () => {
  it('had 25 + 3 + 63 reporting units in 2022 and has 25 + 34 today, regional units in three provinces', () => {
    expect(counted('2022-06-01')).toEqual({ 'trung-uong': 25, 'cap-cao': 3, 'cap-tinh': 63 })
    expect(counted(day)).toEqual({ 'trung-uong': 25, 'cap-tinh': 34, 'khu-vuc': 18 })
  })

  it('names every reference, both ways', () => {
    for (const unit of units) {
      if (unit.parent !== null) expect(directory.unit(unit.parent), unit.id).toBeDefined()
      if (unit.successor !== null) expect(directory.unit(unit.successor)?.predecessors).toContain(unit.id)
      for (const predecessor of unit.predecessors) expect(directory.unit(predecessor)?.successor).toBe(unit.id)
      expect(unit.to === null, unit.id).toBe(unit.successor === null)
    }
  })

  it('leads from the old names to what carries them on', () => {
    const now = (id: string) => directory.successorsAt(id, day).map(unit => unit.name)
    expect(now('v15')).toEqual(['Vụ Tổ chức cán bộ'])
    expect(now('c3')).toEqual(['Cục Tài chính'])
    expect(now('thua-thien-hue')).toEqual(['VKSND thành phố Huế'])
    expect(now('ha-noi')).toEqual(['VKSND thành phố Hà Nội'])
    expect(directory.successorsAt('bac-giang', '2022-06-01').map(unit => unit.id)).toEqual(['bac-giang'])
    expect(directory.predecessors('lam-dong').map(unit => unit.short)).toEqual(['Lâm Đồng', 'Đắk Nông', 'Bình Thuận'])
  })

  it('is a tree under the supreme procuracy', () => {
    expect(directory.ancestors('bac-ninh-kv1').map(unit => unit.id)).toEqual(['bac-ninh', 'toi-cao'])
    expect(directory.children('bac-ninh', day)).toHaveLength(6)
    expect(directory.children('toi-cao', day)).toHaveLength(25 + 34 + 2)
  })
})

describe('relations of a person to a unit', () => {
  const relations = (who: string, unit: string, on = day, receiver?: string) => directory.relationsOf(who, unit, { day: on, receiver })
  it.each([
    ['reporter.bac-ninh', 'bac-ninh', day, ['own']],
    ['reporter.bac-ninh', 'bac-ninh-kv1', day, ['receiving', 'subordinate']],
    ['reporter.bac-ninh', 'ha-noi', day, ['none']],
    ['reporter.bac-ninh', 'toi-cao', day, ['none']],
    ['secretariat.toi-cao', 'bac-ninh', day, ['receiving', 'subordinate']],
    ['secretariat.toi-cao', 'bac-ninh-kv1', day, ['subordinate']],
    ['moved', 'ha-noi', day, ['former']],
    ['moved', 'ha-noi', '2026-03-31', ['own']],
    ['moved', 'son-la', '2026-03-31', ['none']],
    ['member', 'lao-cai', day, ['receiving', 'subordinate', 'monitored']],
    ['member', 'lao-cai', '2026-07-01', ['receiving', 'subordinate']],
    ['deputy.bac-ninh', 'bac-ninh', day, ['delegated']],
    ['deputy.bac-ninh', 'bac-ninh', '2026-06-13', ['none']],
    ['deputy.bac-ninh', 'bac-ninh-kv1', day, ['delegated']],
    ['second-deputy', 'bac-ninh', day, ['none']],
    ['reporter.bac-ninh', 'bac-giang', day, ['own']],
    ['head.bac-ninh', 'bac-giang', '2025-01-01', ['own']],
    ['nobody', 'bac-ninh', day, ['none']],
  ])('%s to %s on %s: %s', (who, unit, on, expected) => {
    expect(relations(who, unit, on)).toEqual(expected)
  })

  it('follows the receiver of the report in question, not only the parent', () => {
    expect(relations('reporter.bac-ninh', 'ha-noi', day, 'bac-ninh')).toEqual(['receiving'])
  })
})

it('shows whom a delegate acts for', () => {
  expect(directory.capacities('deputy.bac-ninh', day)).toMatchObject([{ role: 'head', unit: 'bac-ninh', delegation: { from: 'head.bac-ninh' } }])
  expect(directory.capacities('head.bac-ninh', day)).toEqual([{ role: 'head', unit: 'bac-ninh' }])
})

it('tells by which role a person stands to a unit, so that a delegate gets the delegator\'s relation and not more', () => {
  expect(directory.standsToward('deputy.bac-ninh', 'bac-ninh-kv1', { day })).toMatchObject([
    { role: 'head', by: 'bac-ninh', relation: 'receiving', delegation: { id: 'd1' } },
    { role: 'head', by: 'bac-ninh', relation: 'subordinate', delegation: { id: 'd1' } },
  ])
  expect(directory.standsToward('moved', 'ha-noi', { day })).toEqual([{ role: 'reporter', by: 'ha-noi', relation: 'former' }])
})

it('finds people by their Entra object id whatever its case', () => {
  expect(directory.personByAad('aad-REPORTER.BAC-NINH')?.id).toBe('reporter.bac-ninh')
})

it('ends on a circle of parents or successors', () => {
  const loop = (id: string, other: string): Unit => ({
    id, name: id, short: id, codes: [], level: 'x', parent: other, reports: true, from: '2020-01-01', to: '2020-12-31', predecessors: [other], successor: other,
  })
  const circle = buildDirectory({ units: [loop('a', 'b'), loop('b', 'a')], people: [] })
  expect(circle.ancestors('a').map(unit => unit.id)).toEqual(['b'])
  expect(circle.successorsAt('a', '2026-01-01')).toEqual([])
})

it('answers at once with 10,000 units and 30,000 people', () => {
  const many: Unit[] = Array.from({ length: 10_000 }, (_, i) => ({
    id: `u${i}`, name: `Đơn vị ${i}`, short: `${i}`, codes: [], level: 'x', parent: i === 0 ? null : `u${Math.floor((i - 1) / 30)}`,
    reports: true, from: '2020-01-01', to: null, predecessors: [], successor: null,
  }))
  const crowd = Array.from({ length: 30_000 }, (_, i) => person(`p${i}`, ['reporter', `u${i % 10_000}`, '2020-01-01', null]))
  const started = performance.now()
  const large = buildDirectory({ units: many, people: crowd })
  const built = performance.now() - started
  for (let i = 0; i < 10_000; i++) {
    large.relationsOf(`p${i}`, `u${9_999 - i}`, { day })
    large.peopleWith('reporter', `u${i}`, day)
    large.unitsAt(day)
  }
  const each = (performance.now() - started - built) / 10_000
  // Generous bounds: what they exclude is a scan of everything for each question (milliseconds).
  expect(built).toBeLessThan(2_000)
  expect(each).toBeLessThan(0.5)
})
