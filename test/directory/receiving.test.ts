import { describe, expect, it } from 'vitest'
import { authority } from '#domain/authority.ts'
import { buildDirectory } from '#domain/directory.ts'
import type { Person } from '#domain/person.ts'
import type { Unit } from '#domain/unit.ts'

const unit = (id: string, over: Partial<Unit>): Unit => ({
  id, name: id, short: id, codes: [], level: 'cap-tinh', parent: 'toi-cao', reports: true, from: '2015-01-01', to: null, predecessors: [], successor: null, ...over,
})
const secretariat = (of: string): Person => ({ id: `secretariat.${of}`, aadObjectId: of, name: of, roles: [{ role: 'secretariat', unit: of, from: '2015-01-01', to: null }] })

const directory = buildDirectory({
  units: [
    unit('toi-cao', { parent: null, reports: false }), unit('hai-phong', {}),
    unit('bac-giang', { to: '2025-06-30', successor: 'bac-ninh' }), unit('bac-ninh', { from: '2025-07-01', predecessors: ['bac-giang'] }),
    unit('kv1', { parent: 'bac-giang', to: '2025-06-30', successor: 'kv1-2025', level: 'khu-vuc' }),
    unit('kv1-2025', { parent: 'bac-ninh', from: '2025-07-01', predecessors: ['kv1'], level: 'khu-vuc' }),
  ],
  people: ['toi-cao', 'hai-phong', 'bac-ninh'].map(secretariat),
})
const may = (who: string, action: 'accept' | 'return' | 'see-campaign', unitOf: string, receiver: string) => authority(directory, `secretariat.${who}`, action, { unit: unitOf, receiver }, '2025-07-02') !== undefined

describe('each level receives its own', () => {
  it('a regional unit’s report goes to its province, the province’s to the centre', () => {
    expect(may('bac-ninh', 'accept', 'kv1-2025', 'bac-ninh')).toBe(true)
    expect(may('toi-cao', 'accept', 'kv1-2025', 'bac-ninh')).toBe(false)
    expect(may('toi-cao', 'see-campaign', 'kv1-2025', 'bac-ninh')).toBe(true)
    expect(may('hai-phong', 'accept', 'kv1-2025', 'bac-ninh')).toBe(false)
    expect(may('toi-cao', 'accept', 'bac-ninh', 'toi-cao')).toBe(true)
    expect(may('bac-ninh', 'accept', 'bac-ninh', 'toi-cao')).toBe(false)
  })

  it('what was filed to a province that has ended is decided by what carries it on', () => {
    expect(may('bac-ninh', 'accept', 'kv1', 'bac-giang')).toBe(true)
    expect(may('bac-ninh', 'return', 'kv1', 'bac-giang')).toBe(true)
    expect(may('hai-phong', 'accept', 'kv1', 'bac-giang')).toBe(false)
  })
})
