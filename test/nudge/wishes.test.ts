import { describe, expect, it } from 'vitest'
import { nudgeStatus } from '#app/nudgeStatus.ts'
import { chooseHour, preferNudges, snoozeNudges } from '#app/preferNudges.ts'
import { previewReminders } from '#app/remindUnits.ts'
import { sendDue } from '#app/sendDue.ts'
import { actAs, at, beginWorld, CAMPAIGN, heard, recordNow } from './begin.ts'
import { TOP } from './organisation.ts'

// What people change about nudges: a committee asks for reminders, readers say when and whether they want theirs.

describe('what a committee asks for', () => {
  it('goes to the heads too once something is overdue, which a report returned for supplement is by its own due instant', async () => {
    const world = await beginWorld('2026-06-12T10:00')
    await recordNow(world, 'dot.dv-0', { kind: 'submitted', version: 1, receipt: 'x', complete: true })
    await recordNow(world, 'dot.dv-0', { kind: 'returned', version: 1, comments: [], reason: 'x', supplementDue: at('2026-06-19T16:00') })
    world.now = at('2026-06-15T08:00')
    const asked = async () => (await previewReminders(world.store, await world.nudging(), { campaign: CAMPAIGN, receiver: TOP }, world.now)).reminders.map(one => one.people.map(({ person }) => person).join(' '))
    expect(await asked()).toEqual(['reporter.dv-0', 'reporter.dv-1 head.dv-1'])
    world.now = at('2026-06-22T08:00')
    expect(await asked()).toEqual(['reporter.dv-0 head.dv-0', 'reporter.dv-1 head.dv-1'])
  })
})

describe('what a person wants', () => {
  it.each([
    ['what is yet to be planned', false],
    ['what is planned already', true],
  ])('an hour of their own, for %s', async (_name, planned) => {
    const world = await beginWorld('2026-06-11T06:00')
    if (planned) await sendDue(world.due)
    expect(await nudgeStatus(world.store)).toMatchObject({ owed: planned ? 2 : 0 })
    expect(await actAs(world, 'reporter.dv-0', (work, nudging) => chooseHour(work, nudging, 'reporter.dv-0', '14:00'))).toBe('14:00')
    world.now = at('2026-06-11T13:00')
    await sendDue(world.due)
    expect(heard(world)).toEqual(['reporter.dv-1: before-1'])
    world.now = at('2026-06-11T14:00')
    await sendDue(world.due)
    expect(heard(world)).toEqual(['reporter.dv-0: before-1', 'reporter.dv-1: before-1'])
  })
  it('to be left alone: steps before the due day stop, its morning does not', async () => {
    const world = await beginWorld('2026-06-09T06:00', { units: 1 })
    await actAs(world, 'reporter.dv-0', work => preferNudges(work, 'reporter.dv-0', { stopped: true }))
    for (const day of ['09', '10', '11', '12']) {
      world.now = at(`2026-06-${day}T08:00`)
      await sendDue(world.due)
    }
    expect(heard(world)).toEqual(['reporter.dv-0: due-morning'])
    expect(await nudgeStatus(world.store)).toMatchObject({ reasons: { stopped: 2 } })
  })
  it('to be reminded on a day they choose, though no step falls on it', async () => {
    const world = await beginWorld('2026-06-09T06:00', { units: 1 })
    expect(await actAs(world, 'reporter.dv-0', (work, nudging) => snoozeNudges(work, nudging, 'reporter.dv-0', { day: '2026-06-10' }))).toEqual({ until: at('2026-06-10T07:30'), count: 1 })
    for (const day of ['09', '10']) {
      world.now = at(`2026-06-${day}T08:00`)
      await sendDue(world.due)
    }
    expect(heard(world)).toEqual(['reporter.dv-0: snooze-2026-06-10'])
    expect(await nudgeStatus(world.store)).toMatchObject({ reasons: { snoozed: 1 } })
  })
})
