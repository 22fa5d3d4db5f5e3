import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildDirectory } from '#domain/directory.ts'
import type { Campaign } from '#domain/campaign.ts'
import type { Event, Obligation } from '#domain/obligation.ts'
import type { Person } from '#domain/person.ts'
import { countAll, filedOf } from '#domain/rates.ts'
import { isEditable, standing, withEvent } from '#domain/standing.ts'
import { foldStandings } from '#domain/standings.ts'
import { addDays, DAY, fromIso, instantOf } from '#domain/time/instant.ts'
import type { ChangeRecords, NewUnit, UnitChange } from '#domain/unitChange/change.ts'
import { planUnitChange } from '#domain/unitChange/planUnitChange.ts'
import { existsOn, type Unit } from '#domain/unit.ts'

const OPENED = fromIso('2025-01-06T08:00')!
const DUE = fromIso('2025-09-12T16:00')!
const unit = (id: string, over: Partial<Unit> = {}): Unit => ({
  id, name: `VKSND tỉnh ${id}`, short: id, codes: [], level: 'cap-tinh', parent: 'toi-cao', reports: true, from: '2015-01-01', to: null, predecessors: [], successor: null, ...over,
})
const campaign = (id: string): Campaign => ({ id, form: 'so-ket-6-thang', title: { vi: id, en: id }, window: { from: '2024-12-01', to: '2025-05-31' }, due: DUE, openedAt: OPENED, closedAt: null })
const obligation = (of: string, { id }: Campaign, parent: string): Obligation => ({
  id: `${id}.${of}`, campaign: id, unit: of, receiver: parent, level: 'cap-tinh', due: DUE, events: [{ kind: 'opened', at: OPENED, recordedAt: OPENED, by: 'import' }],
})
const reporter = (of: string): Person => ({ id: `reporter.${of}`, aadObjectId: `aad-${of}`, name: of, roles: [{ role: 'reporter', unit: of, from: '2020-01-01', to: null }] })

/** A structure with one open campaign asked of all that report. */
function structure(units: Unit[], campaigns = [campaign('sk-2025')]): ChangeRecords {
  const asked = campaigns.flatMap(one => units.filter(each => each.reports).map(each => obligation(each.id, one, each.parent!)))
  const keyed = <R extends { id: string }>(records: R[]) => new Map(records.map(record => [record.id, record]))
  return { units: keyed(units), people: keyed(units.map(each => reporter(each.id))), monitorings: new Map(), delegations: new Map(), campaigns: keyed(campaigns), obligations: keyed(asked), drafts: new Map() }
}
const CENTRE = unit('toi-cao', { level: 'toi-cao', parent: null, reports: false })
const fresh = (id: string, parent = 'toi-cao'): NewUnit => ({ id, name: `VKSND tỉnh ${id}`, short: id, codes: [], level: 'cap-tinh', parent, reports: true })

function after(records: ChangeRecords, changes: UnitChange[], from: string, at: number): ChangeRecords {
  const planned = planUnitChange(records, changes, { from, at, by: 'admin' })
  if (!planned.ok) throw new RangeError(JSON.stringify(planned.problems))
  const merged = <R>(before: ReadonlyMap<string, R>, written: ReadonlyMap<string, R | null>) =>
    new Map([...before, ...written].filter((entry): entry is [string, R] => entry[1] !== null))
  const { written } = planned.plan
  return {
    units: merged(records.units, written.unit), people: merged(records.people, written.person), monitorings: merged(records.monitorings, written.monitoring),
    delegations: merged(records.delegations, written.delegation), campaigns: records.campaigns, obligations: merged(records.obligations, written.obligation), drafts: merged(records.drafts, written.draft),
  }
}

type Told<E> = E extends Event ? Omit<E, 'at' | 'recordedAt' | 'by'> : never

/** Records something in an obligation. */
function happened(records: ChangeRecords, id: string, at: number, event: Told<Event>): ChangeRecords {
  const before = records.obligations.get(id)!
  return { ...records, obligations: new Map(records.obligations).set(id, withEvent(before, { ...event, at, recordedAt: at, by: `reporter.${before.unit}` } as Event)) }
}
const file = (records: ChangeRecords, id: string, at: number) => happened(records, id, at, { kind: 'submitted', version: 1, receipt: `R/${id}`, complete: true })

describe('a merger in mid-campaign', () => {
  const two = () => structure([CENTRE, unit('bac-ninh'), unit('bac-giang'), unit('hue')])
  const AT = fromIso('2025-07-02T09:00')!
  const merge: UnitChange = { ending: ['bac-ninh', 'bac-giang'], into: [fresh('bac-ninh-moi')] }
  const phase = (records: ChangeRecords, id: string, at = AT) => standing(records.obligations.get(id)!, at)

  it('closes what was not filed; the successor owes one, due at the latest of theirs', () => {
    const until = DUE + 5 * DAY
    const extended = happened(two(), 'sk-2025.bac-giang', OPENED + DAY, { kind: 'extended', until, reason: 'lũ lụt' })
    const done = after(extended, [merge], '2025-07-01', AT)
    expect(phase(done, 'sk-2025.bac-ninh')).toMatchObject({ phase: 'merged', successor: 'bac-ninh-moi' })
    expect(phase(done, 'sk-2025.bac-giang').phase).toBe('merged')
    expect(phase(done, 'sk-2025.bac-ninh-moi')).toMatchObject({ phase: 'not-started', due: until, extended: true, timeliness: 'not-due' })
    expect(countAll(done.obligations.values(), AT)).toMatchObject({ owed: 2, merged: 2, notDue: 2 })
    // An extension given to a predecessor is an extension still.
    expect(phase(file(done, 'sk-2025.bac-ninh-moi', DUE + DAY), 'sk-2025.bac-ninh-moi', DUE + DAY).timeliness).toBe('on-time-by-extension')
    expect(phase(file(done, 'sk-2025.bac-ninh-moi', DUE - DAY), 'sk-2025.bac-ninh-moi', DUE + DAY).timeliness).toBe('on-time')
  })

  it('leaves what was filed with its unit, which the successor reaches; all filed, nothing more is owed', () => {
    const one = after(file(two(), 'sk-2025.bac-ninh', AT - DAY), [merge], '2025-07-01', AT)
    expect(phase(one, 'sk-2025.bac-ninh')).toMatchObject({ phase: 'submitted', timeliness: 'on-time' })
    expect(phase(one, 'sk-2025.bac-ninh-moi').phase).toBe('not-started')
    const both = after(file(file(two(), 'sk-2025.bac-ninh', AT - DAY), 'sk-2025.bac-giang', AT - DAY), [merge], '2025-07-01', AT)
    expect(both.obligations.has('sk-2025.bac-ninh-moi')).toBe(false)
    const directory = buildDirectory({ units: both.units.values(), people: both.people.values() })
    expect(directory.predecessors('bac-ninh-moi').map(each => each.id)).toEqual(['bac-ninh', 'bac-giang'])
    expect(directory.standsToward('reporter.bac-giang', 'bac-ninh', { day: '2025-07-02' })).toContainEqual({ role: 'reporter', by: 'bac-ninh-moi', relation: 'own' })
  })

  it('takes people, monitorings and delegations along', () => {
    const records = {
      ...two(),
      monitorings: new Map([['m|bac-giang|2025-01-01', { id: 'm|bac-giang|2025-01-01', person: 'm', unit: 'bac-giang', from: '2025-01-01', to: null }], ['m|bac-ninh|2025-01-01', { id: 'm|bac-ninh|2025-01-01', person: 'm', unit: 'bac-ninh', from: '2025-01-01', to: '2025-12-31' }]]),
      delegations: new Map([['d', { id: 'd', from: 'reporter.bac-ninh', to: 'reporter.hue', role: 'reporter' as const, unit: 'bac-ninh', start: '2025-06-25', end: '2025-07-10' }]]),
    }
    const done = after(records, [merge], '2025-07-01', AT)
    expect(done.people.get('reporter.bac-ninh')!.roles).toEqual([
      { role: 'reporter', unit: 'bac-ninh', from: '2020-01-01', to: '2025-06-30' }, { role: 'reporter', unit: 'bac-ninh-moi', from: '2025-07-01', to: null },
    ])
    expect([...done.monitorings.values()].map(({ unit: of, from, to }) => [of, from, to])).toEqual([
      ['bac-giang', '2025-01-01', '2025-06-30'], ['bac-ninh', '2025-01-01', '2025-06-30'], ['bac-ninh-moi', '2025-07-01', null],
    ])
    expect([...done.delegations.values()].map(({ unit: of, start, end }) => [of, start, end])).toEqual([['bac-ninh', '2025-06-25', '2025-06-30'], ['bac-ninh-moi', '2025-07-01', '2025-07-10']])
  })

  it('moves the draft of a unit that goes on as one other, and leaves several to be chosen from', () => {
    const drafted = (...ids: string[]): ChangeRecords => {
      const drafts = ids.map(id => ({ id, form: 'so-ket-6-thang', formVersion: 1, answers: { staff: 40 }, skipped: [], confirmed: [], edition: 7, savedAt: AT - DAY, savedBy: 'x' }))
      return ids.reduce<ChangeRecords>((records, id) => happened(records, id, AT - DAY, { kind: 'started' }), { ...two(), drafts: new Map(drafts.map(draft => [draft.id, draft])) })
    }
    const renamed = after(drafted('sk-2025.hue'), [{ ending: ['hue'], into: [fresh('thanh-pho-hue')] }], '2025-07-01', AT)
    expect(renamed.drafts.get('sk-2025.thanh-pho-hue')).toMatchObject({ answers: { staff: 40 }, edition: 1 })
    expect(phase(renamed, 'sk-2025.thanh-pho-hue').phase).toBe('draft')
    const merged = after(drafted('sk-2025.bac-ninh'), [merge], '2025-07-01', AT)
    expect(merged.drafts.has('sk-2025.bac-ninh-moi')).toBe(false)
    expect(merged.drafts.get('sk-2025.bac-ninh')).toMatchObject({ answers: { staff: 40 }, edition: 7 })
    expect(isEditable(phase(merged, 'sk-2025.bac-ninh'))).toBe(false)
  })

  it('into a unit that goes on: its own obligation is due later, or was filed and stays', () => {
    const into: UnitChange = { ending: ['bac-giang'], into: ['bac-ninh'] }
    const until = DUE + 5 * DAY
    const extended = happened(two(), 'sk-2025.bac-giang', OPENED + DAY, { kind: 'extended', until, reason: 'lũ lụt' })
    expect(phase(after(extended, [into], '2025-07-01', AT), 'sk-2025.bac-ninh')).toMatchObject({ phase: 'not-started', due: until })
    const filed = planUnitChange(file(extended, 'sk-2025.bac-ninh', AT - DAY), [into], { from: '2025-07-01', at: AT, by: 'admin' })
    expect(filed).toMatchObject({ ok: true, plan: { notes: [{ kind: 'already-filed', subject: 'sk-2025.bac-ninh' }] } })
  })

  it('takes units below along under an id of their own, so that what they filed before stays where it went', () => {
    const records = file(structure([CENTRE, unit('bac-ninh'), unit('bac-giang'), unit('kv1', { parent: 'bac-giang', level: 'khu-vuc' }), unit('kv2', { parent: 'bac-giang', level: 'khu-vuc' })]), 'sk-2025.kv1', AT - DAY)
    const done = after(records, [merge], '2025-07-01', AT)
    expect(done.units.get('kv2-2025')).toMatchObject({ parent: 'bac-ninh-moi', from: '2025-07-01', predecessors: ['kv2'] })
    expect(done.obligations.get('sk-2025.kv2-2025')).toMatchObject({ receiver: 'bac-ninh-moi' })
    expect(phase(done, 'sk-2025.kv1').phase).toBe('submitted')
    expect(done.obligations.has('sk-2025.kv1-2025')).toBe(false)
  })

  it.each<[string, UnitChange, string, string]>([
    ['a unit nobody knows', { ending: ['x'], into: ['hue'] }, '2025-07-01', 'unknown-unit'],
    ['an id that is taken', { ending: ['bac-ninh'], into: [fresh('hue')] }, '2025-07-01', 'taken'],
    ['a unit into itself', { ending: ['bac-ninh'], into: ['bac-ninh'] }, '2025-07-01', 'into-itself'],
    ['a unit twice', { ending: ['bac-ninh', 'bac-ninh'], into: ['hue'] }, '2025-07-01', 'twice'],
    ['a day to come', { ending: ['bac-ninh'], into: ['hue'] }, '2025-08-01', 'future'],
    ['a day before the unit', { ending: ['bac-ninh'], into: ['hue'] }, '2014-01-01', 'too-young'],
    ['a unit under one that it carries on itself', { ending: ['bac-ninh', 'hue'], into: [fresh('y', 'hue')] }, '2025-07-01', 'into-itself'],
    ['nothing', { ending: ['bac-ninh'], into: [] }, '2025-07-01', 'nothing'],
    ['a parent nobody knows', { ending: ['bac-ninh'], into: [fresh('y', 'z')] }, '2025-07-01', 'unknown-parent'],
  ])('refuses %s', (_, change, from, problem) => {
    expect(planUnitChange(two(), [change], { from, at: AT, by: 'admin' })).toMatchObject({ ok: false, problems: expect.arrayContaining([expect.objectContaining({ problem })]) })
  })
})

it('refuses to end a unit on a day on which another begins below it: what is below follows, so it must have been there before', () => {
  const records = structure([CENTRE, unit('hue'), unit('da-nang'), unit('kv', { parent: 'hue', level: 'khu-vuc', from: '2025-07-01' })])
  const change: UnitChange = { ending: ['hue'], into: ['da-nang'] }
  const options = { at: fromIso('2025-07-09T09:00')!, by: 'admin' }
  expect(planUnitChange(records, [change], { ...options, from: '2025-07-01' })).toEqual({ ok: false, problems: [{ problem: 'too-young', unit: 'kv' }] })
  expect(planUnitChange(records, [change], { ...options, from: '2025-07-02' })).toMatchObject({ ok: true })
})

/** One thing that happens: a change of units, or something in the life of a report. */
type Step = { kind: 'merge' | 'split' | 'rename' | 'move' | 'file' | 'extend' | 'start' | 'waive' | 'wait'; pick: number; other: number; late: number }
const step = fc.record<Step>({
  kind: fc.constantFrom('merge', 'split', 'rename', 'move', 'file', 'file', 'extend', 'start', 'waive', 'wait'),
  pick: fc.nat(999), other: fc.nat(999), late: fc.nat(2),
})

describe('any sequence of changes over any campaign', () => {
  it('breaks no count, loses nothing filed, and leaves every earlier answer as it was', () => {
    fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), fc.integer({ min: 2, max: 8 }), (steps, size) => {
      const provinces = Array.from({ length: size }, (_, index) => unit(`t${index}`))
      const below = [unit('kv0', { parent: 't0', level: 'khu-vuc' }), unit('kv1', { parent: 't1', level: 'khu-vuc' })]
      let records = structure([CENTRE, ...provinces, ...below], [campaign('sk-2025'), { ...campaign('cd-2025'), closedAt: OPENED + DAY }])
      const answers: { at: number; given: string }[] = []
      const filed = new Map<string, string>()
      const answer = (at: number) => JSON.stringify(['sk-2025', 'cd-2025'].map(id => foldStandings([...records.obligations.values()].filter(one => one.campaign === id).sort((a, b) => (a.id < b.id ? -1 : 1)), { at })))
      let day = '2025-02-01'
      for (const [index, { kind, pick, other, late }] of steps.entries()) {
        day = addDays(day, 1 + (other % 9))
        const at = instantOf(day, '09:00')
        const living = [...records.units.values()].filter(each => existsOn(each, day) && each.to === null && each.parent !== null)
        const one = living[pick % living.length]!
        const two = living[other % living.length]!
        const from = addDays(day, -late)
        const under = (moved: Unit) => living.find(each => each.level === 'cap-tinh' && each.id !== moved.id && each.id !== moved.parent)
        const change: UnitChange | undefined =
          kind === 'merge' && one.id !== two.id ? { ending: [one.id, two.id], into: [fresh(`m${index}`, one.parent!)] }
          : kind === 'split' ? { ending: [one.id], into: [fresh(`a${index}`, one.parent!), fresh(`b${index}`, one.parent!)] }
          : kind === 'rename' ? { ending: [one.id], into: [fresh(`r${index}`, one.parent!)] }
          : kind === 'move' && one.level === 'khu-vuc' && under(one) ? { ending: [one.id], into: [{ ...fresh(`v${index}`, under(one)!.id), level: 'khu-vuc' }] }
          : undefined
        if (change) {
          const planned = planUnitChange(records, [change], { from, at, by: 'admin' })
          if (planned.ok) records = after(records, [change], from, at)
        } else {
          const open = [...records.obligations.values()].filter(each => each.campaign === 'sk-2025' && ['not-started', 'draft'].includes(standing(each, at).phase))
          const target = open[pick % Math.max(1, open.length)]
          if (target && kind === 'file') {
            records = file(records, target.id, at)
            filed.set(target.id, `R/${target.id}`)
          }
          if (target && kind === 'extend') records = happened(records, target.id, at, { kind: 'extended', until: DUE + late * DAY, reason: 'x' })
          if (target && kind === 'start') records = happened(records, target.id, at, { kind: 'started' })
          if (target && kind === 'waive') records = happened(records, target.id, at, { kind: 'waived', reason: 'x' })
        }
        // As of any earlier instant the answer is the one that was given then.
        for (const before of answers) expect(answer(before.at)).toBe(before.given)
        answers.push({ at, given: answer(at) })

        for (const [id, receipt] of filed) expect(standing(records.obligations.get(id)!, at)).toMatchObject({ receipt, phase: 'submitted' })
        const counts = countAll(records.obligations.values(), at)
        expect(filedOf(counts) + counts.missing + counts.waitingAtHead + counts.notDue).toBe(counts.owed)
        expect(filedOf(counts)).toBe(filed.size)
        expect(counts.owed + counts.waived + counts.merged).toBe(records.obligations.size)
        // Every merged obligation leads to a unit that exists or went on, and whoever still owes exists.
        const directory = buildDirectory({ units: records.units.values(), people: records.people.values() })
        for (const each of records.obligations.values()) {
          if (each.campaign !== 'sk-2025') continue
          const now = standing(each, at)
          if (now.phase === 'merged') expect(directory.successorsAt(each.unit, day).length).toBeGreaterThan(0)
          if (now.phase === 'not-started' || now.phase === 'draft') {
            expect(existsOn(records.units.get(each.unit)!, day)).toBe(true)
            expect(existsOn(records.units.get(each.receiver)!, day)).toBe(true)
          }
        }
        // Everybody who had a unit has one.
        for (const person of records.people.values()) expect(directory.holdings(person.id, day)).toHaveLength(1)
      }
    }), { numRuns: 150 })
  })
})
