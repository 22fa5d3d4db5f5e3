import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { authority } from '#domain/authority.ts'
import { buildDirectory, type Directory } from '#domain/directory.ts'
import { ACTION_NAMES, ACTIONS, allows, PERMISSIONS, RELATIONS, type Relation } from '#domain/permission.ts'
import { ROLES, type Delegation, type Monitoring, type Person, type Role } from '#domain/person.ts'
import type { Unit } from '#domain/unit.ts'

const LISTING = join(import.meta.dirname, '../../docs/permissions.md')
const DAY = '2026-06-10'

/** The table as people read it: one row an action, one column a role, in each cell the relations by which it is allowed. */
function listing(): string {
  const rows = ACTION_NAMES.map(action => `| \`${action}\` | ${ACTIONS[action].vi} | ${ROLES.map(role =>
    RELATIONS.filter(relation => allows(role, relation, action)).join(', ') || '–').join(' | ')} |`)
  return [
    '# Who may do what', '',
    'Made from the table in `src/domain/permission.ts`; a test keeps the two the same. A cell lists the relations of the person to the unit by which the role is',
    'allowed the action; everything else is refused. own: the role is held in that unit; receiving: in the unit whose committee receives its report; subordinate:',
    'in a unit above it; monitored: the unit is assigned to the member; delegated: the action may be delegated, and a delegate then stands as the delegator does; former and none never allow anything.', '',
    `| action | | ${ROLES.join(' | ')} |`, `|---|---|${ROLES.map(() => '---').join('|')}|`, ...rows, '',
  ].join('\n')
}

const unit = (id: string, parent: string | null): Unit => ({
  id, name: id, short: id, codes: [], level: 'cap-tinh', parent, reports: true, from: '2020-01-01', to: null, predecessors: [], successor: null,
})
const UNITS = [unit('centre', null), unit('province', 'centre'), unit('region', 'province'), unit('elsewhere', 'centre')]
/** The obligation asked about is the region's; its province receives it. */
const TARGET = { unit: 'region', receiver: 'province' }
/** The person in each relation and role; where the role is held says the relation. */
function world(role: Role, relation: Relation): Directory {
  const people: Person[] = [{ id: 'asker', aadObjectId: 'a', name: 'A', roles: [] }, { id: 'other', aadObjectId: 'b', name: 'B', roles: [] }]
  const monitorings: Monitoring[] = []
  const delegations: Delegation[] = []
  const hold = (person: number, at: string, to: string | null = null) => people[person]!.roles.push({ role, unit: at, from: '2025-01-01', to })
  switch (relation) {
    case 'own': hold(0, 'region'); break
    case 'receiving': hold(0, 'province'); break
    case 'subordinate': hold(0, 'centre'); break
    case 'monitored': hold(0, 'elsewhere'); monitorings.push({ id: 'm', person: 'asker', unit: 'region', from: '2025-01-01', to: null }); break
    case 'delegated': hold(1, 'region'); delegations.push({ id: 'd', from: 'other', to: 'asker', role, unit: 'region', start: '2026-06-01', end: '2026-06-30' }); break
    case 'former': hold(0, 'region', '2026-05-31'); break
    case 'none': hold(0, 'elsewhere'); break
  }
  return buildDirectory({ units: UNITS, people, monitorings, delegations })
}

/** Relations a person in this relation has by the rules of the directory: being in the receiver means being above as well. */
function alsoBy(role: Role, relation: Relation): Relation[] {
  if (relation === 'receiving') return ['receiving', 'subordinate']
  if (relation === 'monitored') return role === 'member' ? ['monitored'] : ['none']
  return [relation]
}

describe('who may do what', () => {
  it('is written down for people to read, exactly as it is judged', () => {
    if (process.env.WRITE_DOCS === '1') writeFileSync(LISTING, listing())
    expect(readFileSync(LISTING, 'utf8')).toBe(listing())
  })

  const cells = ROLES.flatMap(role => RELATIONS.flatMap(relation => ACTION_NAMES.map(action => ({ role, relation, action }))))
  it(`holds in each of its ${cells.length} cells, allowed and refused, through the directory`, () => {
    const wrong = cells.filter(({ role, relation, action }) => {
      // A delegate does what the delegator may there, as far as it can be delegated at all.
      const expected = relation === 'delegated'
        ? allows(role, 'own', action) && allows(role, 'delegated', action)
        : alsoBy(role, relation).some(one => PERMISSIONS[role][one]?.includes(action))
      return (authority(world(role, relation), 'asker', action, TARGET, DAY) !== undefined) !== expected
    })
    expect(wrong).toEqual([])
  })

  it('allows nothing to former holders and to strangers', () => {
    expect(cells.filter(({ role, relation, action }) => (relation === 'former' || relation === 'none') && allows(role, relation, action))).toEqual([])
  })

  it('gives a delegate no more than the delegator has: the head of a province does not approve for its regional units', () => {
    const people: Person[] = [
      { id: 'asker', aadObjectId: 'a', name: 'A', roles: [] },
      { id: 'other', aadObjectId: 'b', name: 'B', roles: [{ role: 'head', unit: 'province', from: '2025-01-01', to: null }] },
    ]
    const delegations: Delegation[] = [{ id: 'd', from: 'other', to: 'asker', role: 'head', unit: 'province', start: '2026-06-01', end: '2026-06-30' }]
    const directory = buildDirectory({ units: UNITS, people, delegations })
    expect(authority(directory, 'asker', 'approve', TARGET, DAY)).toBeUndefined()
    expect(authority(directory, 'asker', 'approve', { unit: 'province', receiver: 'centre' }, DAY)).toBeDefined()
  })

  it('ends a delegation with its last day', () => {
    expect(authority(world('head', 'delegated'), 'asker', 'approve', TARGET, '2026-06-30')).toBeDefined()
    expect(authority(world('head', 'delegated'), 'asker', 'approve', TARGET, '2026-07-01')).toBeUndefined()
  })
})
