import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Outgoing, Reference } from '#ports/channel.ts'
import { SILENT } from '#ports/log.ts'
import { toActivity } from '#adapters/messenger/activity.ts'
import { retryAfterOf } from '#adapters/messenger/classify.ts'
import { createCredentials } from '#adapters/messenger/credentials.ts'
import { createMessenger } from '#adapters/messenger/messenger.ts'
import { startConnector } from './connector.ts'
import type { Behaviour, StubConnector } from './connector.ts'
import { CARD } from './echo.ts'

let connector: StubConnector
const messenger = createMessenger({ local: true, log: SILENT })
beforeAll(async () => { connector = await startConnector() })
afterAll(async () => {
  await messenger.close()
  await connector.close()
})
beforeEach(() => connector.clear())

const to = (members: Partial<Reference> = {}): Reference => ({ channel: 'msteams', serviceUrl: connector.url, conversation: '19:abc@thread.tacv2;messageid=1', scope: 'personal', bot: { id: '28:bot' }, user: { id: '29:an' }, ...members })
const message: Outgoing = { text: 'Nhắc: còn 3 ngày.' }

describe('what became of a send', () => {
  test.each<[string, Behaviour, object]>([
    ['taken', 'ok', { outcome: 'sent', id: expect.stringMatching(/^c\d+$/) as unknown }],
    ['taken, without an id', { status: 202, body: '', store: true }, { outcome: 'sent', id: '' }],
    ['throttled', { status: 429, retryAfter: '7' }, { outcome: 'again', after: 7000 }],
    ['throttled, without saying how long', { status: 429 }, { outcome: 'again', after: 2000 }],
    ['a precondition', { status: 412 }, { outcome: 'again' }],
    ['blocked by the person', { status: 403, code: 'ConversationBlockedByUser' }, { outcome: 'unreachable', reason: 'ConversationBlockedByUser' }],
    ['not in the roster', { status: 403, code: 'BotNotInConversationRoster' }, { outcome: 'unreachable', reason: 'BotNotInConversationRoster' }],
    ['disabled', { status: 403, code: 'BotDisabledByAdmin' }, { outcome: 'unreachable', reason: 'BotDisabledByAdmin' }],
    ['forbidden in an unknown way', { status: 403, body: '<html>' }, { outcome: 'unreachable', reason: 'http-403' }],
    ['gone', { status: 404, code: 'ConversationNotFound' }, { outcome: 'unreachable', reason: 'ConversationNotFound' }],
    ['not accepted', { status: 400, code: 'BadArgument' }, { outcome: 'refused', reason: 'BadArgument' }],
    ['too large', { status: 413, code: 'MessageSizeTooBig' }, { outcome: 'refused', reason: 'MessageSizeTooBig' }],
    ['sent elsewhere', { status: 307 }, { outcome: 'refused', reason: 'ServiceError' }],
    ['500 after it was shown', '500-after-store', { outcome: 'unsure', reason: 'ServiceError' }],
    ['503 with a wait', { status: 503, retryAfter: '4' }, { outcome: 'unsure', after: 4000 }],
    ['the connection broke', 'reset', { outcome: 'unsure' }],
    ['no answer', 'hang', { outcome: 'unsure', reason: 'time-out' }],
    ['credentials refused', { status: 401 }, { outcome: 'again', after: 60_000 }],
  ])('%s', async (_name, behaviour, expected) => {
    connector.next(behaviour)
    expect(await messenger.send(to(), message, { deadline: behaviour === 'hang' ? 300 : 5000 })).toMatchObject(expected)
    expect(connector.requests()).toBeGreaterThan(0)
  })

  test('nobody listens there: certainly not taken', async () => {
    const closed = createServer()
    await new Promise<void>(resolve => closed.listen(0, '127.0.0.1', resolve))
    const { port } = closed.address() as AddressInfo
    await new Promise(resolve => closed.close(resolve))
    expect(await messenger.send(to({ serviceUrl: `http://127.0.0.1:${port}` }), message, { deadline: 5000 })).toMatchObject({ outcome: 'again', reason: 'ECONNREFUSED' })
  })

  test('an address that is none is unreachable', async () => {
    expect(await messenger.send(to({ serviceUrl: 'nowhere' }), message, { deadline: 5000 })).toMatchObject({ outcome: 'unreachable' })
  })

  test('the deadline holds, and one hanging message does not hold up the next', async () => {
    connector.nextIn('hanging', 'hang')
    let given = false
    const hanging = messenger.send(to({ conversation: 'hanging' }), message, { deadline: 1000 }).finally(() => { given = true })
    expect(await messenger.send(to({ conversation: 'other' }), message, { deadline: 1000 })).toMatchObject({ outcome: 'sent' })
    expect(given).toBe(false)
    expect(await hanging).toMatchObject({ outcome: 'unsure', reason: 'time-out' })
  })

  test('each message is sent once: an ambiguous answer is never repeated here', async () => {
    const before = connector.requests()
    for (const behaviour of ['500-after-store', '503-after-store', 'reset-after-store', 'hang-after-store'] as const) {
      connector.next(behaviour)
      await messenger.send(to(), message, { deadline: 1000 })
    }
    expect(await connector.waitFor(4)).toHaveLength(4)
    expect(connector.requests() - before).toBe(4)
  })

  test('conversation and reply ids are put into the address safely', async () => {
    await messenger.send(to({ conversation: 'a/../b?c#d;e' }), message, { replyTo: '1/2', deadline: 5000 })
    expect(connector.sent).toMatchObject([{ conversation: 'a/../b?c#d;e', replyTo: '1/2' }])
  })
})

describe('Retry-After', () => {
  test.each([['3', 3000], ['0', 0], ['Wed, 10 Jun 2026 02:00:05 GMT', 5000], ['soon', undefined], [undefined, undefined], ['999999999', 3_600_000]] as const)('%s is %s ms', (header, expected) => {
    expect(retryAfterOf(header, Date.UTC(2026, 5, 10, 2))).toBe(expected)
  })
})

describe('the bot proves who it is', () => {
  test('with its token, and asks for a new one when that is refused', async () => {
    const asked: boolean[] = []
    const proving = createMessenger({ local: false, log: SILENT, credentials: async fresh => {
      asked.push(fresh)
      return fresh ? 'new' : 'old'
    } })
    connector.next({ status: 401 }, 'ok')
    expect(await proving.send(to(), message, { deadline: 5000 })).toMatchObject({ outcome: 'sent' })
    expect(connector.sent).toMatchObject([{ authorization: 'Bearer new' }])
    expect(asked).toEqual([false, true])
    await proving.close()
  })
  test('no token in time means not sent', async () => {
    const before = connector.requests()
    const waiting = createMessenger({ local: false, log: SILENT, credentials: () => new Promise(() => {}) })
    expect(await waiting.send(to(), message, { deadline: 100 })).toMatchObject({ outcome: 'again', reason: 'no-token' })
    expect(connector.requests()).toBe(before)
    await waiting.close()
  })
})

test('a login service that gives no token means not sent, within the deadline', async () => {
  const credentials = createCredentials({ MicrosoftAppId: '11111111-2222-4333-8444-555555555555', MicrosoftAppPassword: 'mat-khau', ToChannelFromBotLoginUrl: 'http://127.0.0.1:1/login' })
  const cut = createMessenger({ local: false, log: SILENT, credentials })
  expect(await cut.send(to(), message, { deadline: 5000 })).toMatchObject({ outcome: 'again', reason: 'no-token' })
  await cut.close()
})

describe('someone never met', () => {
  const stranger = { aadObjectId: '00000000-0000-4000-8000-000000000001', tenant: '00000000-0000-4000-8000-00000000000a', channel: 'msteams', bot: { id: '28:bot' } }
  test('gets a conversation of their own, to which can be sent', async () => {
    const opened = await messenger.createConversation({ ...stranger, serviceUrl: connector.url }, { deadline: 5000 })
    expect(connector.opened).toMatchObject([{ isGroup: false, tenantId: stranger.tenant, members: [{ id: stranger.aadObjectId }], bot: { id: '28:bot' }, channelData: { tenant: { id: stranger.tenant } } }])
    if (opened.outcome !== 'opened') throw new RangeError(opened.outcome)
    expect(await messenger.send(opened.reference, message, { deadline: 5000 })).toMatchObject({ outcome: 'sent' })
    expect(connector.sent[0]?.conversation).toBe(opened.reference.conversation)
  })
  test('or it is said why not', async () => {
    connector.next({ status: 403, code: 'BotDisabledByAdmin' })
    expect(await messenger.createConversation({ ...stranger, serviceUrl: connector.url }, { deadline: 5000 })).toMatchObject({ outcome: 'unreachable', reason: 'BotDisabledByAdmin' })
  })
})

const json = (reference: Reference, outgoing: Outgoing, traced = true) => JSON.parse(toActivity(reference, outgoing, { traced })) as Record<string, unknown>

describe('the message itself', () => {
  const trace = { intent: 'greet', obligation: null, version: null, asking: null, missing: 0 }

  test('in Teams a card goes alone, its text as the preview', () => {
    const activity = json(to(), { text: 'Phần II', card: CARD })
    expect(activity).toMatchObject({ summary: 'Phần II', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: CARD }] })
    expect(activity).not.toHaveProperty('text')
  })
  test('its lines end as Markdown ends them, for Teams joins others; elsewhere they stand as they are', () => {
    const text = 'Còn thiếu:\n• văn bản\n• hội nghị\n\nXin bổ sung.'
    const sent = (channel: string) => (JSON.parse(toActivity(to({ channel }), { text }, { traced: false })) as { text: string }).text
    expect(sent('msteams')).toBe('Còn thiếu:  \n• văn bản  \n• hội nghị\n\nXin bổ sung.')
    expect(sent('webchat')).toBe(text)
  })
  test('its preview is the card in words, where the text does not say it all', () => {
    expect(json(to(), { text: 'Phần II', card: CARD, fallback: 'Phần II: số hội nghị?' })).toMatchObject({ summary: 'Phần II: số hội nghị?' })
  })
  test('elsewhere the card stands under its text, and its words are not said twice', () => {
    const activity = json(to({ channel: 'webchat' }), { text: 'Phần II', card: CARD, fallback: 'Phần II: số hội nghị?' })
    expect(activity).toMatchObject({ text: 'Phần II', attachments: [{ content: CARD }] })
    expect(activity).not.toHaveProperty('summary')
  })
  test('a card too heavy to send gives way to its words', () => {
    const card = { ...CARD, body: Array.from({ length: 3000 }, (_, n) => ({ type: 'TextBlock', text: `Đơn vị số ${n}` })) }
    expect(json(to({ channel: 'webchat' }), { text: 'Danh sách', card, fallback: 'Danh sách: 3000 đơn vị' })).toMatchObject({ text: 'Danh sách: 3000 đơn vị' })
  })
  test('where cards cannot be shown the text stands alone', () => {
    const activity = json(to({ channel: 'email' }), { text: 'Phần II', card: CARD })
    expect(activity).toMatchObject({ text: 'Phần II' })
    expect(activity).not.toHaveProperty('attachments')
  })
  test('suggestions are for one person; Teams shows six', () => {
    const suggestions = Array.from({ length: 8 }, (_, n) => `Gợi ý ${n}`)
    const titles = (reference: Reference) => (json(reference, { text: 'x', suggestions })['suggestedActions'] as { actions: unknown[] } | undefined)?.actions.length
    expect([titles(to()), titles(to({ channel: 'webchat' })), titles(to({ scope: 'channel' }))]).toEqual([6, 8, undefined])
  })
  test('the trace is told in local mode only', () => {
    expect(json(to(), { text: 'x', trace })).toMatchObject({ channelData: { qcdc: trace } })
    expect(json(to(), { text: 'x', trace }, false)).not.toHaveProperty('channelData')
  })
  test.each([
    ['a long text', { text: 'Ban Chỉ đạo '.repeat(20_000) }],
    ['a long word of pairs', { text: '😀'.repeat(60_000) }],
    ['a heavy card', { text: 'Danh sách', card: { ...CARD, body: Array.from({ length: 3000 }, (_, n) => ({ type: 'TextBlock', text: `Đơn vị số ${n}` })) } }],
  ] satisfies [string, Outgoing][])('%s stays under 80 KB', (_name, outgoing) => {
    const activity = toActivity(to(), outgoing, { traced: true })
    expect(Buffer.byteLength(activity)).toBeLessThanOrEqual(80_000)
    expect(activity).not.toContain('\\ud83d"')
    expect(JSON.parse(activity)).toMatchObject({ text: expect.stringMatching(/…$|^Danh sách$/) as unknown })
  })
})
