import { describe, expect, it } from 'vitest'
import { previewNudges } from '#app/previewNudges.ts'
import { previewReminders, remindUnits } from '#app/remindUnits.ts'
import { sendDue } from '#app/sendDue.ts'
import { actAs, at, beginWorld, heard, ORG, owe, recordNow } from './begin.ts'
import { campaignDue, TOP } from './organisation.ts'

// What goes out when its time comes: once, worded for then, one message a person a day. Everything arrives; delivery.test.ts is about what does not.

describe('sending', () => {
  it('waits for the morning, sends once, and the counts add up', async () => {
    const world = await beginWorld('2026-06-12T05:00')
    await sendDue(world.due)
    expect(world.shown).toEqual([])
    world.now = at('2026-06-12T07:30')
    expect(await sendDue(world.due)).toMatchObject({ owed: 2, sent: 2, pending: 0 })
    await sendDue(world.due)
    expect(heard(world)).toEqual(['reporter.dv-0: due-morning', 'reporter.dv-1: due-morning'])
    const { message } = world.shown[0]!
    expect(message.text).toBe('Xin nhắc anh/chị: Đợt dot của Đơn vị dv-0 đến hạn 16:00 thứ Sáu, 12/6 (còn 7 giờ làm việc).')
    expect(JSON.stringify(message.card)).toContain('"title":"Mở báo cáo"')
  })

  it('catches up after a downtime: only the newest step, worded for now', async () => {
    const world = await beginWorld('2026-06-08T08:00')
    await sendDue(world.due)
    world.restart()
    world.now = at('2026-06-15T10:00')
    const preview = await previewNudges(world.store, await world.nudging(), world.now)
    expect(preview.messages.find(one => one.person === 'reporter.dv-0')).toMatchObject({
      items: [{ step: 'after-1' }], dropped: [{ step: 'before-3', reason: 'overtaken' }, { step: 'before-1', reason: 'overtaken' }, { step: 'due-morning', reason: 'overtaken' }],
    })
    expect(await sendDue(world.due)).toMatchObject({ reasons: { overtaken: 6 }, sent: 4 })
    expect(heard(world)).toContain('reporter.dv-0: after-1')
    expect(world.shown[0]!.message.text).toContain('đã quá hạn 3 ngày')
  })

  it('a step that no longer applies does not take one that does with it', async () => {
    const world = await beginWorld('2026-06-04T18:00', { units: 1 })
    await sendDue(world.due)
    // Planned, but the service was down in sending hours; meanwhile the report was extended.
    world.now = at('2026-06-05T00:01')
    await sendDue(world.due)
    world.now = at('2026-06-05T00:02')
    await recordNow(world, 'dot.dv-0', { kind: 'extended', until: at('2026-06-20T16:00'), reason: 'x' })
    world.now = at('2026-06-08T10:00')
    const preview = await previewNudges(world.store, await world.nudging(), world.now)
    expect(preview.messages).toMatchObject([{ items: [{ step: 'extended-1.before-14' }], dropped: [{ step: 'before-7', reason: 'extended' }] }])
    expect(await sendDue(world.due)).toMatchObject({ sent: 1, reasons: { extended: 1 } })
    expect(heard(world)).toEqual(['reporter.dv-0: extended-1.before-14'])
  })

  it('a message of which nothing was left is none: the day is free for another', async () => {
    const world = await beginWorld('2026-06-11T06:00', { units: 1 })
    await sendDue(world.due)
    await recordNow(world, 'dot.dv-0', { kind: 'submitted', version: 1, receipt: 'x', complete: true })
    world.now = at('2026-06-11T07:30')
    expect(await sendDue(world.due)).toMatchObject({ sent: 0, reasons: { submitted: 1 } })
    const other = campaignDue('khac', '2026-06-19')
    await owe(world, other, ORG.units.slice(0, 2))
    world.now = at('2026-06-11T09:00')
    const wish = { campaign: other, receiver: TOP }
    expect(await previewReminders(world.store, await world.nudging(), wish, world.now)).toMatchObject({ told: [], reminders: [{ people: [{ person: 'reporter.dv-0' }] }] })
    await actAs(world, `secretariat.${TOP}`, (work, nudging) => remindUnits(work, world.store, nudging, wish))
    await sendDue(world.due)
    expect(heard(world)).toEqual(['reporter.dv-0: asked-2026-06-11'])
  })

  it('drops, when it is sent, what no longer applies, and says why', async () => {
    const world = await beginWorld('2026-06-12T06:00')
    await sendDue(world.due)
    await recordNow(world, 'dot.dv-0', { kind: 'submitted', version: 1, receipt: 'x', complete: true })
    world.now = at('2026-06-12T07:31')
    expect(await sendDue(world.due)).toMatchObject({ sent: 1, reasons: { submitted: 1 } })
  })

  it('one message a person a day: what comes up after it waits for the next', async () => {
    const world = await beginWorld('2026-06-11T08:00', { units: 1 })
    await sendDue(world.due)
    const other = campaignDue('khac', '2026-06-19')
    await owe(world, other, ORG.units.slice(0, 2))
    const sent = (await world.store.get('nudge', 'dot.dv-0|before-1|reporter.dv-0'))!.record
    const id = 'khac.dv-0|asked-2026-06-11|reporter.dv-0'
    await world.store.commit({ writes: [{ table: 'nudge', id, record: { ...sent, id, obligation: 'khac.dv-0', campaign: 'khac', step: 'asked-2026-06-11', at: world.now, before: null, state: 'pending', message: null, settledAt: null, askedBy: 'x' } }] })
    world.now = at('2026-06-11T15:00')
    expect(await sendDue(world.due)).toMatchObject({ sent: 1, pending: 1 })
    world.now = at('2026-06-12T07:30')
    await sendDue(world.due)
    expect(heard(world)).toEqual(['reporter.dv-0: before-1', 'reporter.dv-0: due-morning, asked-2026-06-11'])
  })

})
