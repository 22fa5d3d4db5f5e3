import * as fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Fault } from '#domain/fault.ts'
import { startConnector } from './connector.ts'
import type { StubConnector } from './connector.ts'
import { startEcho } from './echo.ts'
import type { EchoServer } from './echo.ts'
import { activityOf, post } from './activities.ts'

let connector: StubConnector
let server: EchoServer
beforeAll(async () => {
  connector = await startConnector()
  server = await startEcho({ invokeDeadline: 150 })
})
afterAll(async () => {
  await server.close()
  await connector.close()
})
beforeEach(() => {
  connector.clear()
  server.received.length = 0
  server.onReceive(async () => {})
})

const send = (members: Record<string, unknown> = {}) => post(server.url, activityOf(connector.url, members))

describe('a message comes in', () => {
  test('its reply goes to the connector, in reply to the message', async () => {
    server.onReceive(async incoming => {
      await server.messenger.send(incoming.reference, { text: 'Đã rõ.', suggestions: ['Xem lại'], trace: { intent: 'file', obligation: 'sk-2026.bac-ninh', version: null, asking: 'called', missing: 3 } }, { replyTo: incoming.id, deadline: 2000 })
    })
    expect((await send({ id: 'm1', text: 'nộp báo cáo' })).status).toBe(200)
    expect(connector.sent).toMatchObject([{
      conversation: 'conv-1', replyTo: 'm1',
      activity: {
        type: 'message', text: 'Đã rõ.', textFormat: 'markdown', replyToId: 'm1', inputHint: 'expectingInput',
        from: { id: '28:bot' }, recipient: { id: '29:an' }, conversation: { id: 'conv-1' },
        suggestedActions: { actions: [{ type: 'imBack', title: 'Xem lại', value: 'Xem lại' }] },
        channelData: { qcdc: { intent: 'file', obligation: 'sk-2026.bac-ninh', version: null, asking: 'called', missing: 3 } },
      },
    }])
  })

  test('the application learns who wrote, where, and when it came', async () => {
    const before = Date.now()
    await send({ text: 'xin chào' })
    expect(server.received).toMatchObject([{
      kind: 'text', id: 'm1', text: 'xin chào', locale: 'vi-VN',
      sender: { id: '29:an', name: 'An', aadObjectId: '00000000-0000-4000-8000-000000000001' },
      reference: { channel: 'msteams', serviceUrl: connector.url, conversation: 'conv-1', scope: 'personal', bot: { id: '28:bot' }, tenant: '00000000-0000-4000-8000-00000000000a' },
    }])
    expect(server.received[0]?.receivedAt).toBeGreaterThanOrEqual(before)
  })

  test.each([
    [{ conversationType: 'personal' }, 'personal'], [{ conversationType: 'groupChat', isGroup: true }, 'group'],
    [{ conversationType: 'channel', isGroup: true }, 'channel'], [{ isGroup: true }, 'group'], [{}, 'personal'],
  ])('conversation %j is %s', async (conversation, scope) => {
    await send({ conversation: { id: 'c', ...conversation } })
    expect(server.received[0]?.reference.scope).toBe(scope)
  })

  test('in a group the mention of the assistant is not part of what was said', async () => {
    await send({
      text: '<at>Trợ lý QCDC</at>&nbsp;ai còn chậm, <at>Bình</at>?',
      entities: [{ type: 'mention', text: '<at>Trợ lý QCDC</at>', mentioned: { id: '28:bot' } }, { type: 'mention', text: '<at>Bình</at>', mentioned: { id: '29:binh' } }, { type: 'clientInfo' }],
      conversation: { id: 'c', conversationType: 'groupChat', isGroup: true },
    })
    expect(server.received).toMatchObject([{ kind: 'text', text: 'ai còn chậm, Bình?' }])
  })

  test('a mark of less and greater is kept as typed', async () => {
    await send({ text: '2 < 3 và 5 > 4, <b>đậm</b>' })
    expect(server.received).toMatchObject([{ text: '2 < 3 và 5 > 4, <b>đậm</b>' }])
  })
})

describe('a button is pressed', () => {
  test('Action.Submit is a press with the card\'s inputs', async () => {
    await send({ text: undefined, value: { act: 'save', conferences: '2', msteams: { type: 'messageBack' } }, replyToId: 'card-1' })
    expect(server.received).toMatchObject([{ kind: 'press', data: { act: 'save', conferences: '2' }, reply: 'card-1' }])
    expect(server.received[0]).not.toHaveProperty('data.msteams')
  })
  test('a button whose data is a bare word is a press too', async () => {
    await send({ text: undefined, value: 'save' })
    expect(server.received).toMatchObject([{ kind: 'press', data: { value: 'save' } }])
  })
  test('Action.Execute is a press, answered as an invoke', async () => {
    const answer = await send({ type: 'invoke', name: 'adaptiveCard/action', text: undefined, replyToId: 'card-1', value: { action: { type: 'Action.Execute', verb: 'approve', data: { obligation: 'o', version: 2 } }, trigger: 'manual' } })
    expect(server.received).toMatchObject([{ kind: 'press', data: { verb: 'approve', obligation: 'o', version: 2 }, reply: 'card-1' }])
    expect(answer).toMatchObject({ status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Đã nhận.' } })
  })
  test('Action.Execute is answered in the language the conversation is in, whatever the client\'s is', async () => {
    server.onReceive(async () => 'vi')
    expect(await send({ type: 'invoke', name: 'adaptiveCard/action', value: { action: { data: {} } }, locale: 'en-US' })).toMatchObject({ status: 200, body: { statusCode: 200, value: 'Đã nhận.' } })
  })
  test('Action.Execute is answered in time although its turn takes long', async () => {
    const { promise, resolve: finish } = Promise.withResolvers<void>()
    server.onReceive(() => promise)
    const answer = await send({ type: 'invoke', name: 'adaptiveCard/action', value: { action: { data: {} } }, locale: 'en-US' })
    finish()
    expect(answer).toMatchObject({ status: 200, body: { statusCode: 200, value: 'Received.' } })
  })
  test('a press that could not be stored says so', async () => {
    server.onReceive(async () => { throw new Fault('disk-failed', 'full') })
    expect(await send({ type: 'invoke', name: 'adaptiveCard/action', value: { action: { data: {} } } })).toMatchObject({ status: 200, body: { statusCode: 500, type: 'application/vnd.microsoft.error' } })
  })
  test('a quick reply comes back as text', async () => {
    await send({ text: 'Xem lại' })
    expect(server.received).toMatchObject([{ kind: 'text', text: 'Xem lại' }])
  })
  test('an invoke nobody asked for is refused as the sender’s mistake', async () => {
    expect((await send({ type: 'invoke', name: 'composeExtension/query' })).status).toBe(400)
    expect(server.received).toEqual([])
  })
})

describe('someone comes or goes', () => {
  test.each([
    [{ type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] }, { kind: 'joined', self: true }],
    [{ type: 'conversationUpdate', membersAdded: [{ id: '29:an' }] }, { kind: 'joined', self: false }],
    [{ type: 'conversationUpdate', membersRemoved: [{ id: '28:bot' }] }, { kind: 'left', self: true }],
    [{ type: 'installationUpdate', action: 'add' }, { kind: 'joined', self: true }],
    [{ type: 'installationUpdate', action: 'remove-upgrade' }, { kind: 'left', self: true }],
  ])('%j', async (members, expected) => {
    await send(members)
    expect(server.received).toMatchObject([expected])
  })
})

describe('what is politely passed over', () => {
  test.each(['typing', 'messageReaction', 'messageUpdate', 'messageDelete', 'endOfConversation', 'event', 'frobnicate'])('%s', async type => {
    expect(await send({ type })).toMatchObject({ status: 200, body: { ignored: type } })
    expect(server.received).toEqual([])
  })
  test('a renamed channel', async () => {
    expect((await send({ type: 'conversationUpdate', channelData: { eventType: 'channelRenamed' } })).status).toBe(200)
    expect(server.received).toEqual([])
  })
  test('an echo of what the assistant said itself', async () => {
    expect((await send({ from: { id: '28:bot' } })).status).toBe(200)
    expect(server.received).toEqual([])
  })
})

describe('what is no activity', () => {
  test.each([
    ['nothing', '', 400], ['broken JSON', '{"type":', 400], ['an empty object', '{}', 400], ['a list', '[]', 400], ['a number', '7', 400], ['null', 'null', 400],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), 400],
  ] as const)('%s is refused', async (_what, body, status) => {
    const answer = await fetch(`${server.url}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ error: { code: expect.any(String) as unknown, message: expect.any(String) as unknown } })
  })
  test.each(['type', 'id', 'from', 'conversation', 'channelId', 'serviceUrl'])('without its %s it is refused by name', async member => {
    const answer = await send({ [member]: undefined })
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.body)).toContain(member)
  })
  test('a serviceUrl that is no web address is refused', async () => {
    expect((await send({ serviceUrl: 'urn:qcdc:directline' })).status).toBe(400)
    expect((await send({ serviceUrl: 'file:///etc/passwd' })).status).toBe(400)
  })
  test('inputs nested without end are refused', async () => {
    const answer = await post(server.url, JSON.stringify(activityOf(connector.url, { value: 'X' })).replace('"X"', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`))
    expect(answer.status).toBe(400)
  })
  test('a body above one megabyte is refused, announced or not', async () => {
    const body = JSON.stringify(activityOf(connector.url, { text: 'a'.repeat(1024 * 1024) }))
    expect((await post(server.url, body)).status).toBe(413)
    const streamed = await fetch(`${server.url}/api/messages`, { method: 'POST', body: new Blob([body]).stream(), duplex: 'half' } as RequestInit)
    expect(streamed.status).toBe(413)
    // A sender that reads only once it has written everything gets the answer too, not a broken pipe.
    expect((await post(server.url, `"${'x'.repeat(12_000_000)}"`)).status).toBe(413)
  })
  test('a word of 100 KB is a message', async () => {
    expect((await send({ text: 'ạ'.repeat(100_000) })).status).toBe(200)
    expect(server.received).toMatchObject([{ kind: 'text' }])
  })
  test('hostile text arrives as it was written', async () => {
    const text = '=HYPERLINK("x") **đậm** <script>1</script> \u202eabc\u200b [a](javascript:1) @all \u0000'
    await send({ text })
    expect(server.received).toMatchObject([{ text }])
  })
  test('any JSON gets an answer that is no fault of the server', async () => {
    await fc.assert(fc.asyncProperty(fc.dictionary(fc.constantFrom('type', 'value', 'text', 'attachments', 'entities', 'membersAdded', 'channelData', 'locale', 'conversation', 'from', 'name'), fc.jsonValue()), async members => {
      expect((await send(members)).status).toBeLessThan(502)
      expect((await send(members)).status).not.toBe(500)
    }), { numRuns: 100 })
  })
  test('only POST is for messages', async () => {
    expect((await fetch(`${server.url}/api/messages`)).status).toBe(405)
    expect((await fetch(`${server.url}/nothing/here`)).status).toBe(404)
  })
})

describe('when the machine fails', () => {
  test('a turn that could not be stored is not acknowledged, so that the channel brings it again', async () => {
    server.onReceive(async () => { throw new Fault('disk-failed', 'full') })
    const answer = await send()
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('2')
  })
  test('an unexpected error ends the request and nothing else', async () => {
    server.onReceive(async () => { throw new TypeError('bí mật') })
    const answer = await send()
    expect(answer.status).toBe(500)
    expect(JSON.stringify(answer.body)).not.toContain('bí mật')
    server.onReceive(async () => {})
    expect((await send()).status).toBe(200)
  })
})

describe('files', () => {
  test('a file sent in Teams is read from where Teams put it, once and within its limit', async () => {
    const { createServer } = await import('node:http')
    const storage = createServer((_request, response) => response.end('nội dung'))
    await new Promise<void>(resolve => storage.listen(0, '127.0.0.1', resolve))
    const { port } = storage.address() as { port: number }
    await send({
      text: 'bản ký', attachments: [
        { contentType: 'text/html', content: '<div>bản ký</div>' },
        { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'bao-cao.pdf', content: { downloadUrl: `http://127.0.0.1:${port}/x`, fileType: 'pdf' } },
      ],
    })
    const [incoming] = server.received
    if (incoming?.kind !== 'files') throw new RangeError('no files came')
    expect(incoming).toMatchObject({ text: 'bản ký', files: [{ name: 'bao-cao.pdf', contentType: 'application/pdf' }] })
    expect(Buffer.from(await incoming.files[0]?.content(1000) ?? []).toString()).toBe('nội dung')
    await expect(incoming.files[0]?.content(3)).rejects.toMatchObject({ code: 'file-too-large' })
    storage.close()
    storage.closeAllConnections()
    await expect(incoming.files[0]?.content(1000)).rejects.toMatchObject({ code: 'file-unavailable' })
  })
  test('a message with an HTML copy of its text is a text', async () => {
    await send({ text: 'xin chào', attachments: [{ contentType: 'text/html', content: '<p>xin chào</p>' }] })
    expect(server.received).toMatchObject([{ kind: 'text', text: 'xin chào' }])
  })
  test('a file inside the message itself is read', async () => {
    await send({ attachments: [{ contentType: 'text/plain', contentUrl: 'data:text/plain;base64,eGlu', name: 'a.txt' }] })
    const [incoming] = server.received
    if (incoming?.kind !== 'files') throw new RangeError('no files came')
    expect(Buffer.from(await incoming.files[0]?.content(10) ?? []).toString()).toBe('xin')
    await expect(incoming.files[0]?.content(2)).rejects.toMatchObject({ code: 'file-too-large' })
  })
  test('a file address that is no web address is not opened', async () => {
    await send({ attachments: [{ contentType: 'text/plain', contentUrl: 'file:///etc/passwd', name: 'a.txt' }] })
    const [incoming] = server.received
    if (incoming?.kind !== 'files') throw new RangeError('no files came')
    await expect(incoming.files[0]?.content(100)).rejects.toMatchObject({ code: 'file-unavailable' })
  })
})
