import { afterEach, describe, expect, it } from 'vitest'
import { buildDirectory } from '#domain/directory.ts'
import { backOff } from '#domain/nudge/backOff.ts'
import { planNudges } from '#domain/nudge/planNudges.ts'
import { policySchema } from '#domain/nudge/policy.ts'
import { isPermitted, slotAfter, slotOf } from '#domain/nudge/sendingTime.ts'
import type { Obligation } from '#domain/obligation.ts'
import { withEvent } from '#domain/standing.ts'
import { fromIso, HOUR, toIso, type Instant } from '#domain/time/instant.ts'
import { chooseHour, preferNudges, snoozeNudges } from '#app/preferNudges.ts'
import { nudgeStatus } from '#app/nudgeStatus.ts'
import { previewNudges } from '#app/previewNudges.ts'
import { previewReminders, remindUnits } from '#app/remindUnits.ts'
import { resolveNudge } from '#app/resolveNudge.ts'
import { sendDue } from '#app/sendDue.ts'
import { beginWork } from '#app/work.ts'
import { beginWorld, CAMPAIGN, ORG } from './begin.ts'
import { campaignDue, owedBy, TOP } from './organisation.ts'
import { CALENDAR, POLICY, type World } from './year.ts'

const at = (text: string): Instant => fromIso(text)!
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
    const waiting = (one: Obligation) => withEvent(one, { kind: 'sent-for-approval', draft: 1, at: at('2026-06-10T09:00'), recordedAt: at('2026-06-10T09:00'), by: 'x' })
    expect(planOn('2026-06-11T00:00', '2026-06-11T23:00', waiting)).toEqual(['before-1 head.dv-0 2026-06-11T07:30', 'before-1 head.dv-1 2026-06-11T07:30'])
  })
  it('anew around an extended due instant, under names of their own', () => {
    const extended = (one: Obligation) => withEvent(one, { kind: 'extended', until: at('2026-06-19T16:00'), reason: 'x', at: at('2026-06-10T09:00'), recordedAt: at('2026-06-10T09:00'), by: 'x' })
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

let world: World
afterEach(() => world?.close())

const begin = async (now: string, options?: Parameters<typeof beginWorld>[1]) => (world = await beginWorld(now, options))
const heard = () => world.shown.map(({ person, items }) => `${person}: ${items.map(item => item.split('|')[1]).join(', ')}`).sort()
const workAt = () => beginWork(world.store, { at: world.now, by: 'reporter.dv-0' })

describe('sending', () => {
  it('waits for the morning, sends once, and the counts add up', async () => {
    await begin('2026-06-12T05:00')
    await sendDue(world.due)
    expect(world.shown).toEqual([])
    world.now = at('2026-06-12T07:30')
    expect(await sendDue(world.due)).toMatchObject({ owed: 2, sent: 2, pending: 0 })
    await sendDue(world.due)
    expect(heard()).toEqual(['reporter.dv-0: due-morning', 'reporter.dv-1: due-morning'])
    const { message } = world.shown[0]!
    expect(message.text).toBe('Xin nhắc anh/chị: Đợt dot của Đơn vị dv-0 đến hạn 16:00 thứ Sáu, 12/6 (còn 7 giờ làm việc).')
    expect(JSON.stringify(message.card)).toContain('"title":"Mở báo cáo"')
  })

  it('catches up after a downtime: only the newest step, worded for now', async () => {
    await begin('2026-06-08T08:00')
    await sendDue(world.due)
    world.restart()
    world.now = at('2026-06-15T10:00')
    const preview = await previewNudges(world.store, await world.nudging(), world.now)
    expect(preview.messages.find(one => one.person === 'reporter.dv-0')).toMatchObject({
      items: [{ step: 'after-1' }], dropped: [{ step: 'before-3', reason: 'overtaken' }, { step: 'before-1', reason: 'overtaken' }, { step: 'due-morning', reason: 'overtaken' }],
    })
    expect(await sendDue(world.due)).toMatchObject({ reasons: { overtaken: 6 }, sent: 4 })
    expect(heard()).toContain('reporter.dv-0: after-1')
    expect(world.shown[0]!.message.text).toContain('đã quá hạn 3 ngày')
  })

  it('a step that no longer applies does not take one that does with it', async () => {
    await begin('2026-06-04T18:00', { units: 1 })
    await sendDue(world.due)
    // Planned, but the service was down in sending hours; meanwhile the report was extended.
    world.now = at('2026-06-05T00:01')
    await sendDue(world.due)
    const obligation = (await world.store.get('obligation', 'dot.dv-0'))!.record
    const extended = withEvent(obligation, { kind: 'extended', until: at('2026-06-20T16:00'), reason: 'x', at: at('2026-06-05T00:02'), recordedAt: at('2026-06-05T00:02'), by: 'x' })
    await world.store.commit({ writes: [{ table: 'obligation', id: obligation.id, record: extended }] })
    world.now = at('2026-06-08T10:00')
    const preview = await previewNudges(world.store, await world.nudging(), world.now)
    expect(preview.messages).toMatchObject([{ items: [{ step: 'extended-1.before-14' }], dropped: [{ step: 'before-7', reason: 'extended' }] }])
    expect(await sendDue(world.due)).toMatchObject({ sent: 1, reasons: { extended: 1 } })
    expect(heard()).toEqual(['reporter.dv-0: extended-1.before-14'])
  })

  it('a message of which nothing was left is none: the day is free for another', async () => {
    await begin('2026-06-11T06:00', { units: 1 })
    await sendDue(world.due)
    const obligation = (await world.store.get('obligation', 'dot.dv-0'))!.record
    const submitted = withEvent(obligation, { kind: 'submitted', version: 1, receipt: 'x', complete: true, at: world.now, recordedAt: world.now, by: 'x' })
    await world.store.commit({ writes: [{ table: 'obligation', id: obligation.id, record: submitted }] })
    world.now = at('2026-06-11T07:30')
    expect(await sendDue(world.due)).toMatchObject({ sent: 0, reasons: { submitted: 1 } })
    const other = campaignDue('khac', '2026-06-19')
    await world.store.commit({ writes: [{ table: 'campaign', id: other.id, record: other }, ...owedBy(ORG.units.slice(0, 2), other).map(record => ({ table: 'obligation' as const, id: record.id, record }))] })
    world.now = at('2026-06-11T09:00')
    const wish = { campaign: other, receiver: TOP }
    expect(await previewReminders(world.store, await world.nudging(), wish, world.now)).toMatchObject({ told: [], reminders: [{ people: [{ person: 'reporter.dv-0' }] }] })
    const work = beginWork(world.store, { at: world.now, by: `secretariat.${TOP}` })
    await remindUnits(work, world.store, await world.nudging(), wish)
    await work.commit()
    await sendDue(world.due)
    expect(heard()).toEqual(['reporter.dv-0: asked-2026-06-11'])
  })

  it('drops, when it is sent, what no longer applies, and says why', async () => {
    await begin('2026-06-12T06:00')
    await sendDue(world.due)
    const obligation = (await world.store.get('obligation', 'dot.dv-0'))!.record
    await world.store.commit({ writes: [{ table: 'obligation', id: obligation.id, record: withEvent(obligation, { kind: 'submitted', version: 1, receipt: 'x', complete: true, at: world.now, recordedAt: world.now, by: 'x' }) }] })
    world.now = at('2026-06-12T07:31')
    expect(await sendDue(world.due)).toMatchObject({ sent: 1, reasons: { submitted: 1 } })
  })

  it('one message a person a day: what comes up after it waits for the next', async () => {
    await begin('2026-06-11T08:00', { units: 1 })
    await sendDue(world.due)
    const other = campaignDue('khac', '2026-06-19')
    await world.store.commit({ writes: [{ table: 'campaign', id: other.id, record: other }, ...owedBy(ORG.units.slice(0, 2), other).map(record => ({ table: 'obligation' as const, id: record.id, record }))] })
    const sent = (await world.store.get('nudge', 'dot.dv-0|before-1|reporter.dv-0'))!.record
    const id = 'khac.dv-0|asked-2026-06-11|reporter.dv-0'
    await world.store.commit({ writes: [{ table: 'nudge', id, record: { ...sent, id, obligation: 'khac.dv-0', campaign: 'khac', step: 'asked-2026-06-11', at: world.now, before: null, state: 'pending', message: null, settledAt: null, askedBy: 'x' } }] })
    world.now = at('2026-06-11T15:00')
    expect(await sendDue(world.due)).toMatchObject({ sent: 1, pending: 1 })
    world.now = at('2026-06-12T07:30')
    await sendDue(world.due)
    expect(heard()).toEqual(['reporter.dv-0: before-1', 'reporter.dv-0: due-morning, asked-2026-06-11'])
  })

  /** Yesterday's message could not go; its reader has chosen 14:00 since, and the connector takes messages again. */
  async function deferredToAnotherDay(): Promise<void> {
    await begin('2026-06-11T17:00', { units: 1 })
    world.deliver = () => ({ outcome: 'again', after: HOUR, reason: 'http-429' })
    await sendDue(world.due)
    const work = workAt()
    await chooseHour(work, await world.nudging(), 'reporter.dv-0', '14:00')
    await work.commit()
    world.deliver = () => ({ outcome: 'sent', id: '1' })
  }

  it('a message that could not go on its day counts for the day on which it goes', async () => {
    await deferredToAnotherDay()
    for (const hour of ['08', '14', '15']) {
      world.now = at(`2026-06-12T${hour}:00`)
      await sendDue(world.due)
    }
    expect(heard()).toEqual(['reporter.dv-0: due-morning'])
    expect((await previewNudges(world.store, await world.nudging(), world.now)).messages).toEqual([])
  })

  it('a message that could not go on its day takes along what is for later on the day on which it goes', async () => {
    await deferredToAnotherDay()
    world.now = at('2026-06-12T08:00')
    const preview = await previewNudges(world.store, await world.nudging(), world.now)
    expect(preview.messages).toMatchObject([{ items: [{ step: 'due-morning' }], dropped: [{ step: 'before-1', reason: 'overtaken' }] }])
    await sendDue(world.due)
    expect(heard()).toEqual(['reporter.dv-0: due-morning'])
  })

  it('a 429 holds back one reader, not the others', async () => {
    await begin('2026-06-12T08:00')
    world.deliver = ({ person }) => (person === 'reporter.dv-0' && world.now < at('2026-06-12T08:01') ? { outcome: 'again', after: 30_000, reason: 'http-429' } : { outcome: 'sent', id: '1' })
    await sendDue(world.due)
    expect(heard()).toEqual(['reporter.dv-1: due-morning'])
    world.now += 29_000
    await sendDue(world.due)
    expect(world.shown).toHaveLength(1)
    world.now = at('2026-06-12T08:01')
    expect(await sendDue(world.due)).toMatchObject({ sent: 2, resent: 0 })
  })

  it('an ambiguous answer: once more after a pause, marked and counted; then held until somebody decides', async () => {
    await begin('2026-06-12T08:00', { units: 1 })
    world.deliver = () => ({ outcome: 'unsure', reason: 'http-502', store: true })
    await sendDue(world.due)
    world.now += 3000
    const status = await sendDue(world.due)
    expect(status).toMatchObject({ owed: 1, sent: 0, pending: 1, resent: 1, held: [{ reason: 'http-502' }] })
    expect(world.shown.map(one => one.repeat)).toEqual([false, true])
    expect(world.shown[1]!.message.text).toMatch(/^\(Gửi lại, có thể anh\/chị đã nhận được tin này\.\)/)
    world.now += HOUR
    await sendDue(world.due)
    expect(world.shown).toHaveLength(2)
    world.deliver = () => ({ outcome: 'sent', id: '1' })
    world.now = at('2026-06-15T08:00')
    expect(await sendDue(world.due), 'the next step does not wait for that decision').toMatchObject({ owed: 3, sent: 2, pending: 1 })
    expect(await resolveNudge(world.store, status.held[0]!.id, 'shown', { at: world.now, by: 'x' })).toMatchObject({ ok: true, items: 1 })
    expect(await nudgeStatus(world.store)).toMatchObject({ sent: 3, pending: 0, resent: 1, held: [] })
  })

  it('a process that died while sending leaves a possible repeat, counted, and loses nothing', async () => {
    await begin('2026-06-12T08:00', { units: 1 })
    // Never answered: as if the process had been killed there.
    world.deliver = () => { throw new RangeError('killed') }
    await sendDue(world.due)
    world.restart()
    world.deliver = () => ({ outcome: 'sent', id: '1' })
    expect(await sendDue(world.due)).toMatchObject({ sent: 1, resent: 1, pending: 0 })
    expect(world.shown.map(one => one.repeat)).toEqual([true])
  })

  it('a message in doubt goes again as it is, which the preview says; what came up since waits', async () => {
    await begin('2026-06-11T17:29', { units: 1 })
    world.deliver = () => ({ outcome: 'unsure', reason: 'http-502', store: true })
    await sendDue(world.due)
    world.deliver = () => ({ outcome: 'sent', id: '1' })
    world.now = at('2026-06-12T08:00')
    const preview = await previewNudges(world.store, await world.nudging(), world.now)
    expect(preview.messages).toMatchObject([{ person: 'reporter.dv-0', items: [{ step: 'before-1' }] }])
    await sendDue(world.due)
    expect(world.shown.map(({ items, repeat }) => [items[0]!.split('|')[1], repeat])).toEqual([['before-1', false], ['before-1', true]])
  })
})

describe('what a committee asks for', () => {
  it('goes to the heads too once something is overdue, which a report returned for supplement is by its own due instant', async () => {
    await begin('2026-06-15T08:00')
    const filed = (await world.store.get('obligation', 'dot.dv-0'))!.record
    const common = { at: at('2026-06-12T10:00'), recordedAt: at('2026-06-12T10:00'), by: 'x' }
    const returned = withEvent(
      withEvent(filed, { ...common, kind: 'submitted', version: 1, receipt: 'x', complete: true }),
      { ...common, kind: 'returned', version: 1, comments: [], reason: 'x', supplementDue: at('2026-06-19T16:00') },
    )
    await world.store.commit({ writes: [{ table: 'obligation', id: returned.id, record: returned }] })
    const asked = async () => (await previewReminders(world.store, await world.nudging(), { campaign: CAMPAIGN, receiver: TOP }, world.now)).reminders.map(one => one.people.map(({ person }) => person).join(' '))
    expect(await asked()).toEqual(['reporter.dv-0', 'reporter.dv-1 head.dv-1'])
    world.now = at('2026-06-22T08:00')
    expect(await asked()).toEqual(['reporter.dv-0 head.dv-0', 'reporter.dv-1 head.dv-1'])
  })
})

describe('what a person wants', () => {
  it('an hour of their own', async () => {
    await begin('2026-06-11T06:00')
    const work = workAt()
    expect(await chooseHour(work, await world.nudging(), 'reporter.dv-0', '14:00')).toBe('14:00')
    await work.commit()
    world.now = at('2026-06-11T13:00')
    await sendDue(world.due)
    expect(heard()).toEqual(['reporter.dv-1: before-1'])
    world.now = at('2026-06-11T14:00')
    await sendDue(world.due)
    expect(heard()).toEqual(['reporter.dv-0: before-1', 'reporter.dv-1: before-1'])
  })
  it('to be left alone: steps before the due day stop, its morning does not', async () => {
    await begin('2026-06-09T06:00', { units: 1 })
    const work = workAt()
    await preferNudges(work, 'reporter.dv-0', { stopped: true })
    await work.commit()
    for (const day of ['09', '10', '11', '12']) {
      world.now = at(`2026-06-${day}T08:00`)
      await sendDue(world.due)
    }
    expect(heard()).toEqual(['reporter.dv-0: due-morning'])
    expect(await nudgeStatus(world.store)).toMatchObject({ reasons: { stopped: 2 } })
  })
  it('to be reminded on a day they choose, though no step falls on it', async () => {
    await begin('2026-06-09T06:00', { units: 1 })
    const work = workAt()
    expect(await snoozeNudges(work, await world.nudging(), 'reporter.dv-0', { day: '2026-06-10' })).toEqual({ until: at('2026-06-10T07:30'), count: 1 })
    await work.commit()
    for (const day of ['09', '10']) {
      world.now = at(`2026-06-${day}T08:00`)
      await sendDue(world.due)
    }
    expect(heard()).toEqual(['reporter.dv-0: snooze-2026-06-10'])
    expect(await nudgeStatus(world.store)).toMatchObject({ reasons: { snoozed: 1 } })
  })
})
