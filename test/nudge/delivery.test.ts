import { describe, expect, it } from 'vitest'
import { nudgeStatus } from '#app/nudgeStatus.ts'
import { chooseHour } from '#app/preferNudges.ts'
import { previewNudges } from '#app/previewNudges.ts'
import { resolveNudge } from '#app/resolveNudge.ts'
import { sendDue } from '#app/sendDue.ts'
import { HOUR } from '#domain/time/instant.ts'
import { actAs, at, beginWorld, heard } from './begin.ts'
import type { World } from './year.ts'

// What becomes of a message that the connector did not take, or perhaps took: when it goes again, how it is marked, what waits for it. Who can't be reached at all is in reaching.test.ts.

describe('a message that could not go on its day', () => {
  /** Yesterday's message could not go; its reader has chosen 14:00 since, and the connector takes messages again. */
  async function deferredToAnotherDay(): Promise<World> {
    const world = await beginWorld('2026-06-11T17:00', { units: 1 })
    world.deliver = () => ({ outcome: 'again', after: HOUR, reason: 'http-429' })
    await sendDue(world.due)
    await actAs(world, 'reporter.dv-0', (work, nudging) => chooseHour(work, nudging, 'reporter.dv-0', '14:00'))
    world.deliver = () => ({ outcome: 'sent', id: '1' })
    return world
  }

  it('counts for the day on which it goes', async () => {
    const world = await deferredToAnotherDay()
    for (const hour of ['08', '14', '15']) {
      world.now = at(`2026-06-12T${hour}:00`)
      await sendDue(world.due)
    }
    expect(heard(world)).toEqual(['reporter.dv-0: due-morning'])
    expect((await previewNudges(world.store, await world.nudging(), world.now)).messages).toEqual([])
  })

  it('takes along what is for later on the day on which it goes', async () => {
    const world = await deferredToAnotherDay()
    world.now = at('2026-06-12T08:00')
    const preview = await previewNudges(world.store, await world.nudging(), world.now)
    expect(preview.messages).toMatchObject([{ items: [{ step: 'due-morning' }], dropped: [{ step: 'before-1', reason: 'overtaken' }] }])
    await sendDue(world.due)
    expect(heard(world)).toEqual(['reporter.dv-0: due-morning'])
  })
})

describe('a message whose delivery fails or is in doubt', () => {
  it('a 429 holds back one reader, not the others', async () => {
    const world = await beginWorld('2026-06-12T08:00')
    world.deliver = ({ person }) => (person === 'reporter.dv-0' && world.now < at('2026-06-12T08:01') ? { outcome: 'again', after: 30_000, reason: 'http-429' } : { outcome: 'sent', id: '1' })
    await sendDue(world.due)
    expect(heard(world)).toEqual(['reporter.dv-1: due-morning'])
    world.now += 29_000
    await sendDue(world.due)
    expect(world.shown).toHaveLength(1)
    world.now = at('2026-06-12T08:01')
    expect(await sendDue(world.due)).toMatchObject({ sent: 2, resent: 0 })
  })

  it('an ambiguous answer: once more after a pause, marked and counted; then held until somebody decides', async () => {
    const world = await beginWorld('2026-06-12T08:00', { units: 1 })
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
    const world = await beginWorld('2026-06-12T08:00', { units: 1 })
    // Never answered: as if the process had been killed there.
    world.deliver = () => { throw new RangeError('killed') }
    await sendDue(world.due)
    world.restart()
    world.deliver = () => ({ outcome: 'sent', id: '1' })
    expect(await sendDue(world.due)).toMatchObject({ sent: 1, resent: 1, pending: 0 })
    expect(world.shown.map(one => one.repeat)).toEqual([true])
  })

  it('a message in doubt goes again as it is, which the preview says; what came up since waits', async () => {
    const world = await beginWorld('2026-06-11T17:29', { units: 1 })
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
