import { describe, expect, it } from 'vitest'
import { buildDirectory } from '#domain/directory.ts'
import { backOff } from '#domain/nudge/backOff.ts'
import { planNudges } from '#domain/nudge/planNudges.ts'
import { policySchema } from '#domain/nudge/policy.ts'
import { isPermitted, slotAfter, slotOf } from '#domain/nudge/sendingTime.ts'
import type { Obligation } from '#domain/obligation.ts'
import { toIso } from '#domain/time/instant.ts'
import { at, CAMPAIGN, ORG } from './begin.ts'
import { afterEvent, owedBy, TOP } from './organisation.ts'
import { CALENDAR, POLICY } from './year.ts'

// What is owed to whom and when it may go: rules alone, nothing is stored or sent.

const TIMES = { calendar: CALENDAR, window: POLICY.window }

function planOn(from: string, to: string, change: (obligation: Obligation) => Obligation = one => one) {
  return planNudges({
    policy: POLICY, calendar: CALENDAR, directory: buildDirectory(ORG), campaigns: new Map([[CAMPAIGN.id, CAMPAIGN]]),
    obligations: owedBy(ORG.units, CAMPAIGN).map(change), preferences: new Map(), from: at(from), to: at(to), now: at(to),
  }).map(({ step, person, at: instant, noTime }) => `${step} ${person} ${noTime ? 'no time' : toIso(instant).slice(0, 16)}`)
}

describe('what the policy owes', () => {
  it('reporters before the due instant and on its morning', () => {
    expect(planOn('2026-06-04T00:00', '2026-06-12T23:00').filter(one => one.includes('dv-0'))).toEqual([
      'before-7 reporter.dv-0 2026-06-05T07:30', 'before-3 reporter.dv-0 2026-06-09T07:30', 'before-1 reporter.dv-0 2026-06-11T07:30', 'due-morning reporter.dv-0 2026-06-12T07:30',
    ])
  })
  it('reporter and head the working day after, the member and the chair later, then weekly', () => {
    expect(planOn('2026-06-13T00:00', '2026-07-03T23:00').filter(one => one.includes('dv-0') || one.includes(TOP)).sort()).toEqual([
      'after-1 head.dv-0 2026-06-15T07:30', 'after-1 reporter.dv-0 2026-06-15T07:30',
      `after-3 member1.${TOP} 2026-06-17T07:30`, `after-3 member2.${TOP} 2026-06-17T07:30`,
      `after-7 chair.${TOP} 2026-06-19T07:30`, `after-7 chair.${TOP} 2026-06-19T07:30`,
      'weekly-1 head.dv-0 2026-06-26T07:30', 'weekly-1 reporter.dv-0 2026-06-26T07:30',
      'weekly-2 head.dv-0 2026-07-03T07:30', 'weekly-2 reporter.dv-0 2026-07-03T07:30',
    ])
  })
  it('the head alone while the report waits there', () => {
    const waiting = (one: Obligation) => afterEvent(one, { kind: 'sent-for-approval', draft: 1 }, at('2026-06-10T09:00'))
    expect(planOn('2026-06-11T00:00', '2026-06-11T23:00', waiting)).toEqual(['before-1 head.dv-0 2026-06-11T07:30', 'before-1 head.dv-1 2026-06-11T07:30'])
  })
  it('anew around an extended due instant, under names of their own', () => {
    const extended = (one: Obligation) => afterEvent(one, { kind: 'extended', until: at('2026-06-19T16:00'), reason: 'x' }, at('2026-06-10T09:00'))
    expect(planOn('2026-06-10T12:00', '2026-06-19T23:00', extended).filter(one => one.includes('dv-0'))).toEqual([
      'extended-1.before-7 reporter.dv-0 2026-06-12T07:30', 'extended-1.before-3 reporter.dv-0 2026-06-16T07:30', 'extended-1.before-1 reporter.dv-0 2026-06-18T07:30', 'extended-1.due-morning reporter.dv-0 2026-06-19T07:30',
    ])
  })
  it('the chair of what the receiving committee has become', () => {
    const moved = { ...ORG, units: [{ ...ORG.units[0]!, id: 'moi' }, ...ORG.units.map(unit => (unit.id === TOP ? { ...unit, to: '2026-06-13', successor: 'moi' } : unit))] }
    const people = ORG.people.map(person => ({ ...person, roles: person.roles.map(role => (role.unit === TOP ? { ...role, unit: 'moi' } : role)) }))
    const planned = planNudges({
      policy: POLICY, calendar: CALENDAR, directory: buildDirectory({ ...moved, people }), campaigns: new Map([[CAMPAIGN.id, CAMPAIGN]]), obligations: owedBy(ORG.units, CAMPAIGN), preferences: new Map(),
      from: at('2026-06-19'), to: at('2026-06-19T23:00'), now: at('2026-06-19T23:00'),
    })
    expect(planned.map(one => `${one.step} ${one.person}`)).toEqual([`after-7 chair.${TOP}`, `after-7 chair.${TOP}`])
  })
  it('nothing of what nobody knew of yet', () => {
    const late = { ...CAMPAIGN, openedAt: at('2026-06-11T09:00') }
    expect(planNudges({
      policy: POLICY, calendar: CALENDAR, directory: buildDirectory(ORG), campaigns: new Map([[late.id, late]]), obligations: owedBy(ORG.units, late), preferences: new Map(),
      from: at('2026-05-01'), to: at('2026-06-12T23:00'), now: at('2026-06-12T23:00'),
    }).map(one => one.step)).toEqual(['due-morning', 'due-morning'])
  })
})

describe('when it may be sent', () => {
  const since = at('2026-06-01T08:00')
  it.each([
    ['a weekend before a Monday noon', '2026-06-14', '2026-06-15T12:00', '2026-06-15T07:30'],
    ['a weekend before a Monday dawn', '2026-06-14', '2026-06-15T07:00', '2026-06-12T17:00'],
    ['the due day itself, due before the window', '2026-06-15', '2026-06-15T07:00', '2026-06-12T17:00'],
  ])('%s', (_name, day, before, expected) => {
    expect(toIso(slotOf(TIMES, { day, hour: '07:30', since, before: at(before) })!).slice(0, 16)).toBe(expected)
  })
  it('never, when the time left holds no permitted time', () => {
    expect(slotOf(TIMES, { day: '2026-06-14', hour: '07:30', since: at('2026-06-13T08:00'), before: at('2026-06-15T07:00') })).toBeUndefined()
    expect(slotAfter(TIMES, at('2026-06-12T18:00'), at('2026-06-13T08:00'))).toBeUndefined()
  })
  it('not in Tết, not at lunch on a Sunday, not at the very end of the window', () => {
    expect(['2026-02-17T09:00', '2026-06-14T12:00', '2026-06-12T17:30', '2026-06-12T07:29'].map(text => isPermitted(TIMES, at(text)))).toEqual([false, false, false, false])
    expect(['2026-06-12T07:30', '2026-06-12T17:29'].map(text => isPermitted(TIMES, at(text)))).toEqual([true, true])
  })
  it('longer each time, up to a quarter of an hour', () => {
    expect([1, 2, 3, 20].map(tries => backOff(tries, () => 1))).toEqual([1000, 2000, 4000, 900_000])
    expect(backOff(3, () => 0)).toBe(2000)
  })
})

describe('the policy file', () => {
  it.each([
    ['an unknown place in the wording', (policy: typeof POLICY) => ({ ...policy, wording: { ...policy.wording, before: { vi: '{tên}', en: '{name}' } } })],
    ['two steps of one id', (policy: typeof POLICY) => ({ ...policy, steps: [...policy.steps, policy.steps[0]] })],
    ['an hour outside the window', (policy: typeof POLICY) => ({ ...policy, hour: '19:00' })],
  ])('is refused for %s', (_name, spoil) => expect(policySchema.safeParse(spoil(POLICY)).success).toBe(false))
})
