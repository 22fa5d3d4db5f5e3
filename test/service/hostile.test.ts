import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromIso } from '#domain/time/instant.ts'
import { readConfig } from '#config'
import { openStore } from '../../src/openStore.ts'
import { loadSampleInto } from '../app/sample.ts'
import { startConnector, type Recorded, type StubConnector } from '../channel/connector.ts'
import { startServerProcess, type ServerProcess } from './serverProcess.ts'

const MORNING = fromIso('2026-06-10T09:00')!
/** A word that stands in every hostile text and may turn up in no log line. */
const CANARY = 'zqxcanary'
const OWN = 'sk-2026.bac-ninh'
const OTHERS = 'sk-2026.ha-noi'

let dataDir: string
let connector: StubConnector
let server: ServerProcess
let count = 0

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'qcdc-hostile-'))
  await loadSampleInto(dataDir, () => MORNING)
  connector = await startConnector()
  server = await startServerProcess({ env: { DATA_DIR: dataDir, CLOCK: '2026-06-10T09:00:00+07:00', LOG_LEVEL: 'trace' } })
}, 60_000)
afterAll(async () => {
  await server.kill()
  await connector.close()
  await rm(dataDir, { recursive: true, force: true })
})
beforeEach(() => connector.clear())

const REPORTER = { id: 'reporter.bac-ninh', name: 'Cán bộ đầu mối' }

function activity(members: Record<string, unknown>, from: Record<string, unknown> = REPORTER): Record<string, unknown> {
  return {
    type: 'message', id: `h${++count}`, channelId: 'webchat', serviceUrl: connector.url, locale: 'vi-VN', from, recipient: { id: 'bot' },
    conversation: { id: `hostile-${String(from['id'])}`, conversationType: 'personal' }, ...members,
  }
}

async function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<number> {
  const answer = await fetch(`${server.url}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
  const text = await answer.text()
  // A refusal says what was wrong, as the Bot Framework's services word it, and repeats nothing.
  if (answer.status >= 400) expect(JSON.parse(text)).toMatchObject({ error: { code: expect.any(String) as unknown, message: expect.any(String) as unknown } })
  expect(text).not.toContain(CANARY)
  return answer.status
}

const send = (members: Record<string, unknown>, from?: Record<string, unknown>) => post(JSON.stringify(activity(members, from)))

/** What a person reads of replies. */
const said = (replies: readonly Recorded[]) => replies.map(({ activity: { text, summary } }) => text ?? summary ?? '').join('\n')

/** Sends a message or press and gives its replies: always taken, always answered in words or by a card, never beyond what a channel takes. */
async function answered(members: Record<string, unknown>, from?: Record<string, unknown>): Promise<Recorded[]> {
  const before = connector.sent.length
  expect(await send(members, from)).toBe(200)
  const replies = connector.sent.slice(before)
  expect(replies.length).toBeGreaterThan(0)
  for (const { activity: reply } of replies) {
    expect((reply.text ?? reply.summary ?? '').length + (reply.attachments?.length ?? 0)).toBeGreaterThan(0)
    expect(Buffer.byteLength(JSON.stringify(reply))).toBeLessThan(80_000)
  }
  return replies
}

const press = (qcdc: unknown, inputs: Record<string, unknown> = {}) => answered({ value: { ...inputs, qcdc } })
const openOwn = () => press({ act: 'page', obligation: OWN, page: 3 })

const HOSTILE: [string, string][] = [
  ['markdown', '**đậm** [bấm vào đây](javascript:alert(1)) ![x](http://a/b.png) `x` # to | bảng |'],
  ['HTML', '<script>alert(1)</script><img src=x onerror=alert(1)><at>mọi người</at>'],
  ['a formula', '=HYPERLINK("http://a";"x")'], ['a formula with plus', '+cmd|\' /C calc\'!A0'], ['a formula with at', '@SUM(1+9)*cmd'], ['a formula with minus', '-2+3+cmd'],
  ['right to left', '\u202Eabc \u2067def\u2069 \u200F'], ['zero width', '\u200b\u200c\u200d\ufeff\u2060'], ['one combining mark after another', `a${'\u0301'.repeat(3000)}`],
  ['half a pair', '\ud800 \udfff'], ['control characters', '\u0000\u0001\u001b[31m\u007f\r\u2028\u2029'],
  ['a word of 100 KB', 'ạ'.repeat(34_000)], ['100 KB of one letter', 'x'.repeat(100_000)], ['20,000 words', 'hội nghị 2 '.repeat(1_800)], ['20,000 digits', '9'.repeat(19_000)],
  ['many brackets', '([{'.repeat(5_000)], ['many commas and figures', '1,'.repeat(9_000)], ['many lines', 'hội nghị: 1\n'.repeat(1_500)], ['a date of no calendar', 'ngày 31/2/99999, 0/0/0, 30/02/2026'],
  ['names of object members', '__proto__ constructor toString hasOwnProperty 5'], ['a pattern', '(a+)+$ .*.*.* \\p{L}'], ['a template', '{called} ${1} {{x}} %s'],
]

describe('hostile text', () => {
  test.each(HOSTILE)('%s is answered, in mid-form and outside', async (_what, text) => {
    await answered({ text: `${text} ${CANARY}` })
    await openOwn()
    await answered({ text: `tên chuyên đề: ${text} ${CANARY}` })
    await answered({ text })
    await answered({ text: 'hủy' })
  })

  test('a stranger is told how to be added, whatever is written', async () => {
    for (const [, text] of HOSTILE) expect(said(await answered({ text }, { id: `29:${CANARY}`, name: '**Ai đó**' }))).not.toContain('VKSND tỉnh')
  })

  test('a message of any characters is answered', async () => {
    await openOwn()
    const pieces = fc.constantFrom('hội nghị ', 'toạ đàm ', '12', '-3', '1.5', '99999999999', 'ý tôi là ', 'sửa mục ', 'bỏ qua', 'xem lại', '\n', ';', ':', '%', '“', '\u202e', '\u200b', 'không', 'III.7', '/', '31/2/2026', '<b>', '**', '\ud83d', '?', 'hạn ', 'đúng', 'gửi')
    await fc.assert(fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), fc.array(pieces, { minLength: 1, maxLength: 25 }).map(list => list.join(''))), async text => {
      await answered({ text })
    }), { numRuns: 200 })
  })
})

describe('hostile presses', () => {
  const ACTS = ['open', 'page', 'save-page', 'keep-last', 'review', 'confirm', 'send', 'open-waiting', 'approve', 'ask-send-back', 'accept', 'ask-return', 'late', 'extension', 'grant',
    'refuse-extension', 'withdraw', 'withdraw-yes', 'correct', 'waive-yes', 'delegate', 'article', 'not-it', 'ask-people', 'send-question', 'answer-question', 'nothing', 'definitions', 'cancel', 'allow-text', 'intent', 'means']

  test.each(['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', '', ' ', 'drop table', 'OPEN', 'x'.repeat(10_000)])('an act called “%.20s” is no act', async act => {
    expect(said(await press({ act, obligation: OWN }))).toMatch(/\S/)
  })

  test.each([null, [], 7, 'save', true, [[]], { act: null }, { act: ['open'] }, { act: { toString: 'open' } }])('a press of %j is answered', async qcdc => {
    await press(qcdc)
  })

  test('members named like an object’s own machinery change nothing', async () => {
    const evil = `{"act":"save-page","obligation":"${OWN}","page":2,"__proto__":{"polluted":true,"act":"approve"},"constructor":{"prototype":{"polluted":true}}}`
    const body = JSON.stringify(activity({ value: 'X' })).replace('"X"', `{"qcdc":${evil},"__proto__":{"conferences":"5"},"constructor":"6","conferences":"4"}`)
    expect(await post(body)).toBe(200)
    expect(said(await answered({ text: 'xem lại' }))).not.toContain('polluted')
  })

  test.each([
    ['a figure', { conferences: { $gt: 0 } }], ['a list', { conferences: [1, 2] }], ['a fraction', { conferences: '1.5' }], ['a negative', { conferences: -1 }], ['not a number', { conferences: 'NaN' }],
    ['a giant', { conferences: 1e308 }], ['a lie about a choice', { 'committee-change': 'có lẽ' }], ['a long text', { 'topic-name': 'x'.repeat(100_000) }], ['an unknown field', { [CANARY]: '1', 'không có': 2 }],
    ['HTML', { 'topic-name': `<script>${CANARY}</script>` }], ['everything blank', { conferences: '', seminars: null }],
  ])('a card with %s is answered', async (_what, inputs) => {
    await press({ act: 'save-page', obligation: OWN, page: 2 }, inputs)
  })

  test.each(ACTS)('“%s” on another unit’s report, a missing one, and one of no name does nothing', async act => {
    for (const obligation of [OTHERS, 'sk-9999.nowhere', '', '__proto__', `${CANARY}`]) {
      const words = said(await press({ act, obligation, page: 1, edition: 1, version: 1, reason: CANARY, until: 0, campaign: obligation, at: 8.64e15, from: 0, hash: CANARY, intent: CANARY, text: CANARY, place: CANARY, id: CANARY, question: CANARY }))
      expect(words).not.toContain('Đã lưu')
    }
  })

  test('a press of any shape is answered', async () => {
    const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(OWN, OTHERS, -1, 0, 1, 1e21, 'a'.repeat(3000)))
    const names = fc.constantFrom('obligation', 'page', 'edition', 'version', 'campaign', 'at', 'from', 'level', 'hash', 'intent', 'text', 'key', 'value', 'then', 'reason', 'until', 'to', 'role', 'unit', 'start', 'end', 'place', 'question', 'id')
    await fc.assert(fc.asyncProperty(fc.constantFrom(...ACTS), fc.dictionary(names, value), fc.dictionary(fc.constantFrom('conferences', 'seminars', 'topic-name', 'reason', 'until', 'audience'), value), async (act, data, inputs) => {
      // An act on one's own report is allowed; these are about what else the press says.
      await press({ ...data, act }, inputs)
    }), { numRuns: 300 })
  })

  test('a marked secret in what a button carries is refused like any other', async () => {
    for (const act of ['send-question', 'ask-people', 'means', 'intent', 'waive-yes']) {
      const words = said(await press({ act, id: 'x', obligation: OWN, intent: 'ask-regulation', key: 'x', value: 'y', reason: `TỐI MẬT\n${CANARY}`, text: `TỐI MẬT\n${CANARY}` }))
      expect(words).toMatch(/mật/i)
    }
  })

  test('a file that cannot be had is answered', async () => {
    for (const contentUrl of ['http://127.0.0.1:1/x', 'file:///etc/passwd', 'data:;base64,!!!', 'javascript:1', `http://[::1]:1/${CANARY}`])
      expect(await send({ text: '', attachments: [{ contentType: 'application/pdf', contentUrl, name: `../../${CANARY}.pdf` }] })).toBe(200)
  })
})

describe('what is no activity', () => {
  test.each<[string, string | Uint8Array<ArrayBuffer>]>([
    ['nothing', ''], ['{}', '{}'], ['broken JSON', '{"type":"message",'], ['a list', '[]'], ['null', 'null'], ['a text', `"${CANARY}"`], ['brackets without end', '['.repeat(200_000)], ['bytes that are no UTF-8', new Uint8Array([0xff, 0xfe, 0x7b])],
    ['a byte order mark alone', '\ufeff'], ['a form', 'type=message'], ['two values', '{}{}'],
  ])('%s is refused', async (_what, body) => {
    expect(await post(body)).toBe(400)
  })

  test('a body beyond a megabyte is refused', async () => {
    expect(await post(JSON.stringify(activity({ text: CANARY + 'x'.repeat(1_100_000) })))).toBe(413)
  })

  test.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', ''])('the content type “%s” does no harm', async type => {
    expect(await post(JSON.stringify(activity({ text: 'trợ giúp' })), { 'content-type': type })).toBeLessThan(500)
  })

  test('members of any kind in any place get an answer or a refusal', async () => {
    const members = fc.constantFrom('type', 'id', 'channelId', 'serviceUrl', 'conversation', 'from', 'recipient', 'locale', 'text', 'value', 'name', 'action', 'replyToId', 'attachments', 'entities', 'membersAdded', 'membersRemoved', 'channelData', 'timestamp', 'qcdc', 'unknown')
    await fc.assert(fc.asyncProperty(fc.dictionary(members, fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom('message', 'invoke', 'event', 'adaptiveCard/action', '', 'x'.repeat(5000)))), async given => {
      expect(await send(given)).toSatisfy((status: number) => status === 200 || (status >= 400 && status < 500))
    }), { numRuns: 300 })
  })
})

test('afterwards the service works, nobody else’s record has changed, and no log line repeats what was written', { timeout: 30_000 }, async () => {
  expect(said(await answered({ text: 'nộp báo cáo sơ kết' }))).toMatch(/sơ kết 6 tháng/i)
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  await server.stop()
  expect(await server.ended).toBe(0)
  expect(server.log()).not.toContain(CANARY)
  expect(server.log()).not.toMatch(/HYPERLINK|onerror|"level":"error"/)

  const store = await openStore(readConfig({ DATA_DIR: dataDir }), () => MORNING)
  for await (const { by, subject, action } of store.journal()) {
    if (by === 'import' || action === 'refused') continue
    expect({ by, action, subject }).toMatchObject({ by: REPORTER.id, subject: expect.not.stringContaining('ha-noi') as unknown })
  }
  expect(await store.check()).toMatchObject({ ok: true, problems: [] })
  await store.close()
})
