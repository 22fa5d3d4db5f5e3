import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { DIRECT_LINE_URL, createConversations } from '#adapters/directline/conversations.ts'
import { parseMultipart } from '#adapters/directline/multipart.ts'
import { PEOPLE, startEcho } from './echo.ts'
import type { EchoServer } from './echo.ts'

interface Activity { type: string; id: string; text?: string; from?: { id: string }; attachments?: { contentUrl: string; name: string }[]; [member: string]: unknown }
interface Set { activities: Activity[]; watermark: string }
interface Started { conversationId: string; token: string; streamUrl: string; expires_in: number }

const [REPORTER] = PEOPLE
const USER = { id: 'reporter.bac-ninh', aadObjectId: REPORTER?.aadObjectId ?? '', name: 'Cán bộ đầu mối' }

let server: EchoServer
beforeAll(async () => { server = await startEcho() })
afterAll(() => server.close())
beforeEach(() => {
  server.received.length = 0
  server.onReceive(async incoming => {
    if (incoming.kind === 'text') await server.messenger.send(incoming.reference, { text: `Đã nghe: ${incoming.text}` }, { replyTo: incoming.id, deadline: 1000 })
  })
})

const json = async <T>(path: string, init?: RequestInit): Promise<T> => await (await fetch(path.startsWith('http') ? path : `${server.url}/directline${path}`, init)).json() as T
const start = (body: object = { user: USER, locale: 'vi-VN' }, headers: Record<string, string> = {}) =>
  json<Started>('/conversations', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
const say = (conversation: string, activity: object) =>
  fetch(`${server.url}/directline/conversations/${conversation}/activities`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(activity) })
const read = (conversation: string, watermark = '') => json<Set>(`/conversations/${conversation}/activities?watermark=${watermark}`)
const texts = (set: Set) => set.activities.map(activity => activity.text ?? activity.type)

describe('a plain polling client', () => {
  test('opens a conversation, says something, and reads both sides once', async () => {
    const { conversationId, expires_in } = await start()
    expect(expires_in).toBeGreaterThan(0)
    const said = await (await say(conversationId, { type: 'message', text: 'xin chào', from: { id: 'an' } })).json() as { id: string }
    const first = await read(conversationId)
    expect(texts(first)).toEqual(['xin chào', 'Đã nghe: xin chào'])
    expect(first.activities[1]).toMatchObject({ from: { id: 'bot' }, replyToId: said.id, conversation: { id: conversationId } })
    expect(await read(conversationId, first.watermark)).toEqual({ activities: [], watermark: first.watermark })
  })

  test('is known to the application by the person chosen', async () => {
    const { conversationId } = await start()
    await say(conversationId, { type: 'message', text: 'xin chào', locale: 'en-US' })
    expect(server.received).toMatchObject([
      { kind: 'joined', self: true, sender: { id: USER.id, aadObjectId: USER.aadObjectId }, locale: 'vi-VN' },
      { kind: 'text', text: 'xin chào', locale: 'en-US', sender: { id: USER.id, aadObjectId: USER.aadObjectId }, reference: { channel: 'directline', serviceUrl: DIRECT_LINE_URL, conversation: conversationId, scope: 'personal' } },
    ])
  })

  test('generates a token, refreshes it, and starts with it', async () => {
    const generated = await json<Started>('/tokens/generate', { method: 'POST', headers: { authorization: 'Bearer any-secret' }, body: JSON.stringify({ user: USER }) })
    const refreshed = await json<Started>('/tokens/refresh', { method: 'POST', headers: { authorization: `Bearer ${generated.token}` } })
    expect(refreshed.conversationId).toBe(generated.conversationId)
    // Said before the conversation is open: it must not be lost.
    await say(generated.conversationId, { type: 'message', text: 'nộp báo cáo', from: { id: 'an' } })
    const started = await start({}, { authorization: `Bearer ${refreshed.token}` })
    expect(started.conversationId).toBe(generated.conversationId)
    expect(texts(await read(started.conversationId))).toEqual(['nộp báo cáo', 'Đã nghe: nộp báo cáo'])
  })

  test('a client that looks under the service\'s own path is served too', async () => {
    const started = await json<Started>(`${server.url}/directline/v3/directline/conversations`, { method: 'POST' })
    expect(started.conversationId).toMatch(/^[a-z0-9]{32}$/)
  })

  test('a page of this machine may ask across ports', async () => {
    const answer = await fetch(`${server.url}/directline/conversations`, { method: 'OPTIONS', headers: { origin: 'http://localhost:9', 'access-control-request-method': 'POST' } })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:9')
  })

  test.each([
    ['an unknown conversation', '/conversations/nobody/activities', 'GET', undefined, 404], ['broken JSON', '/conversations/{id}/activities', 'POST', '{"a', 400],
    ['a list', '/conversations/{id}/activities', 'POST', '[]', 400], ['a start with broken JSON', '/conversations', 'POST', '{', 400],
    ['a refresh without a token', '/tokens/refresh', 'POST', undefined, 403], ['something else', '/elsewhere', 'GET', undefined, 404], ['an activity without shape', '/conversations/{id}/activities', 'POST', '{"type":{},"from":7}', 400],
  ])('%s is answered plainly', async (_name, path, method, body, status) => {
    const { conversationId } = await start()
    expect((await fetch(`${server.url}/directline${path.replace('{id}', conversationId)}`, { method, ...(body === undefined ? {} : { body }) })).status).toBe(status)
  })

  test('the same message sent again after a cut is one message', async () => {
    const { conversationId } = await start()
    const message = { type: 'message', text: 'lưu nháp', channelData: { clientActivityID: 'k1' } }
    const one = await (await say(conversationId, message)).json() as { id: string }
    const again = await (await say(conversationId, message)).json() as { id: string }
    expect(again.id).toBe(one.id)
    expect(server.received.filter(incoming => incoming.kind === 'text').map(incoming => incoming.id)).toEqual([one.id, one.id])
    expect(texts(await read(conversationId)).filter(text => text === 'lưu nháp')).toHaveLength(1)
  })

  test('a turn that fails is told as the bot\'s fault', async () => {
    const { conversationId } = await start()
    server.onReceive(async () => { throw new TypeError('x') })
    expect((await say(conversationId, { type: 'message', text: 'x' })).status).toBe(502)
  })
})

describe('a card', () => {
  test('Action.Submit is a press', async () => {
    const { conversationId } = await start()
    await say(conversationId, { type: 'message', value: { act: 'save' }, replyToId: 'a1' })
    expect(server.received.at(-1)).toMatchObject({ kind: 'press', data: { act: 'save' }, reply: 'a1' })
  })
  test('Action.Execute is a press whose answer comes with the request', async () => {
    const { conversationId } = await start()
    const answer = await say(conversationId, { type: 'invoke', name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute', verb: 'v', data: { a: 1 } } } })
    expect(await answer.json()).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.activity.message' })
    expect(server.received.at(-1)).toMatchObject({ kind: 'press', data: { verb: 'v', a: 1 } })
  })
})

async function watched(url: string): Promise<{ next(): Promise<Set>; close(): void }> {
  const socket = new WebSocket(url)
  const sets: Set[] = []
  const waiting: ((set: Set) => void)[] = []
  socket.on('message', data => {
    const set = JSON.parse(String(data)) as Set
    const first = waiting.shift()
    if (first) first(set)
    else sets.push(set)
  })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  return { next: () => new Promise(resolve => { const set = sets.shift(); if (set) resolve(set); else waiting.push(resolve) }), close: () => socket.terminate() }
}

describe('the stream', () => {
  test('what was missed comes first, then everything as it is said, a notice out of the blue too', async () => {
    const { conversationId, streamUrl } = await start()
    await say(conversationId, { type: 'message', text: 'một' })
    const stream = await watched(streamUrl)
    expect(texts(await stream.next())).toEqual(['một', 'Đã nghe: một'])
    await server.messenger.send({ channel: 'directline', serviceUrl: DIRECT_LINE_URL, conversation: conversationId, scope: 'personal', bot: { id: 'bot' } }, { text: 'Nhắc hạn' }, { deadline: 100 })
    const set = await stream.next()
    expect(texts(set)).toEqual(['Nhắc hạn'])
    stream.close()
    await say(conversationId, { type: 'message', text: 'hai' })
    const resumed = await json<Started>(`/conversations/${conversationId}?watermark=${set.watermark}`)
    const again = await watched(resumed.streamUrl)
    expect(texts(await again.next())).toEqual(['hai', 'Đã nghe: hai'])
    again.close()
  })
})

test('a watcher that does not answer does not hold up the shutdown', async () => {
  const closing = await startEcho()
  const { streamUrl } = await json<Started>(`${closing.url}/directline/conversations`, { method: 'POST' })
  const silent = new WebSocket(streamUrl)
  await new Promise(resolve => silent.once('open', resolve))
  silent.pause()
  const begun = performance.now()
  await closing.close()
  expect(performance.now() - begun).toBeLessThan(3000)
  silent.terminate()
})

const upload = async (conversation: string, name: string, content: string, type = 'application/pdf') => {
  const form = new FormData()
  form.append('activity', new Blob([JSON.stringify({ type: 'message', text: 'bản ký', from: USER })], { type: 'application/vnd.microsoft.activity' }))
  form.append('file', new Blob([content], { type }), name)
  return fetch(`${server.url}/directline/conversations/${conversation}/upload?userId=an`, { method: 'POST', body: form })
}

describe('files', () => {
  test('an uploaded file reaches the application with its Vietnamese name', async () => {
    const { conversationId } = await start()
    expect((await upload(conversationId, 'Báo cáo sơ kết.pdf', 'nội dung')).status).toBe(200)
    const incoming = server.received.at(-1)
    if (incoming?.kind !== 'files') throw new RangeError('no files came')
    expect(incoming).toMatchObject({ text: 'bản ký', files: [{ name: 'Báo cáo sơ kết.pdf', contentType: 'application/pdf' }] })
    expect(Buffer.from(await incoming.files[0]?.content(100) ?? []).toString()).toBe('nội dung')
    await expect(incoming.files[0]?.content(2)).rejects.toMatchObject({ code: 'file-too-large' })
  })
  test('it can be fetched again, but never shown as a page', async () => {
    const { conversationId } = await start()
    await upload(conversationId, 'a.html', '<script>1</script>', 'text/html')
    const url = (await read(conversationId)).activities[0]?.attachments?.[0]?.contentUrl ?? ''
    const answer = await fetch(url)
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/)
  })
  test('a bare body is a file as well', async () => {
    const { conversationId } = await start()
    await fetch(`${server.url}/directline/conversations/${conversationId}/upload?userId=an`, { method: 'POST', headers: { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="ghi-chu.txt"' }, body: 'xin' })
    expect(server.received.at(-1)).toMatchObject({ kind: 'files', files: [{ name: 'ghi-chu.txt' }] })
  })
  test('a body that is not what it says is refused', async () => {
    const { conversationId } = await start()
    const answer = await fetch(`${server.url}/directline/conversations/${conversationId}/upload`, { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x\r\nbroken' })
    expect(answer.status).toBe(400)
    expect(parseMultipart('multipart/form-data', Buffer.from('a'))).toBeNull()
  })
})

describe('a refused message', () => {
  test('is nowhere in the history any more, files included, and those who look on are told', async () => {
    const { conversationId } = await start()
    let address = ''
    server.onReceive(async incoming => {
      address = (await read(conversationId)).activities.at(-1)?.attachments?.[0]?.contentUrl ?? ''
      server.directLine.forget(conversationId, incoming.id)
    })
    const form = new FormData()
    form.append('activity', new Blob([JSON.stringify({ type: 'message', text: 'Độ mật: Tuyệt mật', from: USER, channelData: { clientActivityID: 'k9', note: 'Tuyệt mật' } })], { type: 'application/vnd.microsoft.activity' }))
    form.append('file', new Blob(['Tuyệt mật']), 'Tuyệt mật.txt')
    const { id } = await (await fetch(`${server.url}/directline/conversations/${conversationId}/upload`, { method: 'POST', body: form })).json() as { id: string }
    const set = await read(conversationId)
    expect(set.activities.map(activity => [activity.type, activity.id])).toEqual([['messageDelete', id], ['messageDelete', id]])
    expect(JSON.stringify(set)).not.toContain('mật')
    expect(address).not.toBe('')
    expect((await fetch(address)).status).toBe(404)
  })
})

describe('conversations in memory', () => {
  const limits = { conversations: 3, activities: 4, uploads: 10 }
  test('ids cannot be guessed', () => {
    const conversations = createConversations(() => 0, 0)
    const ids = new globalThis.Set(Array.from({ length: 200 }, () => conversations.open()))
    expect(ids.size).toBe(200)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/)
  })
  test('after a restart a conversation goes on: old marks and old ids are not taken for new ones', () => {
    const before = createConversations(() => 0, 1000)
    const id = before.open()
    const old = before.add(id, { type: 'message', text: 'một' })
    const { watermark } = before.since(id, undefined)
    const after = createConversations(() => 0, 5000)
    expect(after.resume(id)).toBe(true)
    const fresh = after.add(id, { type: 'message', text: 'hai' })
    expect(fresh.id).not.toBe(old.id)
    expect(after.since(id, watermark).activities).toEqual([fresh])
  })
  test('a watermark that is none means from the beginning', () => {
    const conversations = createConversations(() => 0, 1000)
    const id = conversations.open()
    conversations.add(id, { type: 'message' })
    for (const mark of [undefined, '', '-', 'abc', '0', '-5', '1e3']) expect(conversations.since(id, mark).activities).toHaveLength(1)
    expect(conversations.since(id, '99999999999').activities).toEqual([])
  })
  test('are bounded: old activities and the conversations longest unused go', () => {
    const conversations = createConversations(() => 0, 0, limits)
    const ids = Array.from({ length: 5 }, () => conversations.open({ id: 'an' }))
    expect(ids.filter(id => conversations.userOf(id))).toEqual(ids.slice(2))
    const id = ids[4] as string
    const { watermark } = conversations.since(id, undefined)
    for (let n = 0; n < 10; n++) conversations.add(id, { type: 'message', text: String(n) })
    expect(conversations.since(id, watermark).activities.map(activity => activity['text'])).toEqual(['6', '7', '8', '9'])
  })
  test('files are bounded over all conversations, and room comes back', () => {
    const conversations = createConversations(() => 0, 0, limits)
    const id = conversations.open()
    const file = { name: 'a', contentType: 'text/plain', bytes: Buffer.from('12345678') }
    const held = conversations.upload(id, 'm', file)
    expect(conversations.upload(id, 'm2', file)).toBeNull()
    const shown = conversations.add(id, { type: 'message' })
    conversations.uploadsBelongTo(id, 'm', shown.id)
    conversations.forget(id, shown.id)
    expect(conversations.uploaded(id, held?.id ?? '')).toBeUndefined()
    expect(conversations.upload(id, 'm3', file)).not.toBeNull()
  })
  test('someone written to while away finds the message when they come', async () => {
    const opened = await server.messenger.createConversation({ aadObjectId: 'away-1', channel: 'directline', serviceUrl: DIRECT_LINE_URL, bot: { id: 'bot' } }, { deadline: 100 })
    if (opened.outcome !== 'opened') throw new RangeError(opened.outcome)
    await server.messenger.send(opened.reference, { text: 'Nhắc: còn 3 ngày' }, { deadline: 100 })
    const { conversationId } = await start({ user: { id: 'away', aadObjectId: 'away-1' } })
    expect(texts(await read(conversationId))).toEqual(['Nhắc: còn 3 ngày'])
    expect((await start({ user: { id: 'away', aadObjectId: 'away-1' } })).conversationId).not.toBe(conversationId)
  })
})
