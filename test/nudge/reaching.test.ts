import { describe, expect, it } from 'vitest'
import { createConnectorMemory } from '#app/destination.ts'
import { nudgeStatus } from '#app/nudgeStatus.ts'
import { sendDue } from '#app/sendDue.ts'
import { instantOf, MINUTE } from '#domain/time/instant.ts'
import type { Opened, Stranger } from '#ports/messenger.ts'
import { at, beginWorld } from './begin.ts'
import { TOP } from './organisation.ts'
import { conversationOf } from './year.ts'

describe('getting through', () => {
  it.each(['BotDisabledByAdmin', 'BotNotInConversationRoster', 'ConversationBlockedByUser', 'NotEnoughPermissions', 'ConversationNotFound', 'InvalidBotApiHost'])('%s: the other channel is tried, then the secretariat is told once', async reason => {
    const world = await beginWorld('2026-06-12T08:00', { units: 1 })
    await world.store.commit({ writes: [{ table: 'conversation', id: 'web|1', record: { ...conversationOf('reporter.dv-0', at('2026-06-01'), 'webchat'), id: 'web|1', reference: { channel: 'webchat', serviceUrl: 'http://w', conversation: 'web', scope: 'personal', bot: { id: 'b' } } } }] })
    world.deliver = shown => (shown.conversation === 'reporter.dv-0' ? { outcome: 'unreachable', reason } : { outcome: 'sent', id: '1' })
    for (let minute = 0; minute < 4; minute++, world.now += MINUTE) await sendDue(world.due)
    expect(world.shown.map(one => one.conversation)).toEqual(['web'])
    world.deliver = shown => (shown.person === 'reporter.dv-0' ? { outcome: 'unreachable', reason } : { outcome: 'sent', id: '1' })
    for (const day of ['2026-06-15', '2026-06-26', '2026-07-03']) {
      world.now = instantOf(day, '08:00')
      for (let minute = 0; minute < 20; minute += 4, world.now += 4 * MINUTE) await sendDue(world.due)
    }
    expect(world.shown.filter(one => one.person === `secretariat.${TOP}`)).toHaveLength(1)
    expect(await nudgeStatus(world.store)).toMatchObject({ unreachable: 3, pending: 0 })
  })

  it('people never met wait until they come, told only the newest', async () => {
    const world = await beginWorld('2026-06-11T08:00', { units: 1, met: false })
    expect(await sendDue(world.due)).toMatchObject({ pending: 1, sent: 0 })
    world.now = at('2026-06-12T08:00')
    await sendDue(world.due)
    await world.store.commit({ writes: [{ table: 'conversation', id: 'msteams|r', record: { ...conversationOf('reporter.dv-0', world.now), id: 'msteams|r' } }] })
    expect(await sendDue(world.due)).toMatchObject({ sent: 1, reasons: { overtaken: 1 }, pending: 0 })
    expect(world.shown.map(one => one.items)).toEqual([['dot.dv-0|due-morning|reporter.dv-0']])
  })

  it('somebody who never wrote is written to in a conversation opened for them, by tenant and object id', async () => {
    const world = await beginWorld('2026-06-12T08:00', { units: 1, met: false })
    await createConnectorMemory(world.store)({ channel: 'msteams', serviceUrl: 'http://eu', conversation: 'other', scope: 'personal', bot: { id: 'bot' }, tenant: 'the-tenant' })
    const opened: Stranger[] = []
    let answers: Opened[] = [{ outcome: 'again', after: 1000, reason: 'http-429' }]
    world.open = stranger => {
      opened.push(stranger)
      return answers.shift() ?? { outcome: 'opened', reference: { channel: 'msteams', serviceUrl: stranger.serviceUrl, conversation: 'new', scope: 'personal', bot: stranger.bot, tenant: stranger.tenant! } }
    }
    expect(await sendDue(world.due)).toMatchObject({ sent: 0, pending: 1 })
    world.now += MINUTE
    expect(await sendDue(world.due)).toMatchObject({ sent: 1, pending: 0 })
    expect(opened[1]).toMatchObject({ aadObjectId: 'aad-reporter0-dv-0', tenant: 'the-tenant', serviceUrl: 'http://eu' })
    expect(world.shown.map(one => one.conversation)).toEqual(['new'])
    // Where it may not be opened, that is told, and not tried every time.
    answers = []
    world.now = at('2026-06-15T08:00')
    world.open = stranger => {
      opened.push(stranger)
      return { outcome: 'unreachable', reason: 'BotNotInConversationRoster' }
    }
    expect(await sendDue(world.due), 'the reporter by the conversation there is now, the head not at all').toMatchObject({ sent: 2, unreachable: 1 })
    world.now = at('2026-06-26T08:00')
    await sendDue(world.due)
    expect(opened.filter(one => one.aadObjectId === 'aad-head0-dv-0')).toHaveLength(1)
  })

  it('a connector that has moved is found where it was last heard from', async () => {
    const world = await beginWorld('2026-06-12T08:00', { units: 1 })
    await createConnectorMemory(world.store)({ channel: 'msteams', serviceUrl: 'http://moved', conversation: 'other', scope: 'personal', bot: { id: 'bot' }, tenant: 't' })
    world.deliver = shown => (shown.serviceUrl === 'http://moved' ? { outcome: 'sent', id: '1' } : { outcome: 'unreachable', reason: 'InvalidBotApiHost' })
    expect(await sendDue(world.due)).toMatchObject({ sent: 1, resent: 0 })
    expect(world.shown.map(one => one.serviceUrl)).toEqual(['http://moved'])
  })
})
