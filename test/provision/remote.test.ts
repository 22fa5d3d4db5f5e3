import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOpenaiPhraser } from '#adapters/provisions/openaiPhraser.ts'
import { createOpenaiReranker } from '#adapters/provisions/openaiReranker.ts'
import { askProvision } from '#app/askProvision.ts'
import { phraseAnswer } from '#app/phraseAnswer.ts'
import { placeId } from '#domain/provision/document.ts'
import { NOW, withLibrary } from './openLibrary.ts'

interface Reply { status?: number; body: unknown; hang?: boolean }
/** What the endpoint answers next, and what it was asked. */
let reply: (path: string, asked: { input?: string[]; messages?: { content: string }[] }) => Reply
const heard: { path: string; input?: string[] }[] = []
let server: Server
let baseUrl = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    void read(request).then(text => {
      const asked = JSON.parse(text) as { input?: string[]; messages?: { content: string }[] }
      heard.push({ path: request.url!, ...(asked.input ? { input: asked.input } : {}) })
      const { status = 200, body, hang } = reply(request.url!, asked)
      if (!hang) response.writeHead(status, { 'content-type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body))
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
})
afterAll(() => new Promise(resolve => {
  server.closeAllConnections()
  server.close(resolve)
}))

async function read(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

const said = (sentences: unknown, finish = 'stop'): Reply => ({ body: { choices: [{ finish_reason: finish, message: { content: JSON.stringify({ sentences }) } }] } })
const vectors = (of: (text: string) => number[]) => (_: string, { input = [] }: { input?: string[] }): Reply => ({ body: { data: input.map((text, index) => ({ index, embedding: of(text) })).reverse() } })

describe('an embedding endpoint', () => {
  const text = 'nhiệm kỳ ban ttnd'

  it('can put another found article first, and is asked only once about a passage', () =>
    withLibrary(async library => {
      const reranker = createOpenaiReranker({ baseUrl, apiKey: '', model: 'm' })
      const plain = await askProvision(library, { text, at: NOW })
      expect(plain.top[0]!.article).toBe('60')
      // It thinks that what was found next is what was asked about.
      const next = plain.top.find(each => each.article !== '60')!
      reply = vectors(each => (each === text || each.includes(next.quote) ? [1, 0] : [0, 1]))
      heard.length = 0
      const other = await askProvision(library, { text, at: NOW }, reranker)
      expect(other.top.map(each => each.article)).toContain('60')
      expect(other.top[0]!.article).toBe(next.article)
      expect(heard.map(({ path }) => path)).toEqual(['/v1/embeddings'])
      await askProvision(library, { text, at: NOW }, reranker)
      expect(heard[1]!.input).toEqual([text])
    }))

  it.each([
    ['fails', { status: 500, body: {} }],
    ['talks nonsense', { body: { data: 'gì cơ' } }],
    ['sends too few', { body: { data: [{ index: 0, embedding: [1] }] } }],
    ['is not JSON', { body: '<html>' }],
  ] satisfies [string, Reply][])('that %s changes nothing', (_, bad) =>
    withLibrary(async library => {
      reply = () => bad
      const [plain, tried] = [await askProvision(library, { text, at: NOW }), await askProvision(library, { text, at: NOW }, createOpenaiReranker({ baseUrl, apiKey: 'k', model: 'm' }))]
      expect(tried).toEqual(plain)
    }))

  it('that hangs is not waited for', async () => {
    reply = () => ({ body: {}, hang: true })
    expect(await createOpenaiReranker({ baseUrl, apiKey: '', model: 'm' }).scores('a', ['b'], 50)).toBeNull()
  })
})

describe('a phrasing model', () => {
  const text = 'thủ trưởng trả lời kiến nghị của Ban TTND trong bao lâu'
  const phrased = (reading: () => Reply, question = text) =>
    withPhrase(question, reading)
  async function withPhrase(question: string, reading: () => Reply) {
    let got: Awaited<ReturnType<typeof phraseAnswer>> = null
    await withLibrary(async library => {
      reply = reading
      const answer = await askProvision(library, { text, at: NOW })
      expect(answer.citations.map(placeId)).toEqual(['10/2022/QH15#63.1.c'])
      got = await phraseAnswer(library, createOpenaiPhraser({ baseUrl, apiKey: '', model: 'm' }), question, answer, 'vi')
    })
    return got
  }
  const good = { text: 'Người đứng đầu phải báo kết quả trong 15 ngày.', place: '10/2022/QH15#63.1.c', quote: 'báo kết quả trong 15 ngày từ khi nhận' }

  it('is believed when every sentence takes words that stand at the place it names', async () => {
    expect(await phrased(() => said([good]))).toEqual([good])
  })

  it.each([
    ['quotes words that are not there', [{ ...good, quote: 'báo kết quả trong 10 ngày từ khi nhận' }]],
    ['rests on a place that was not cited', [{ ...good, place: '10/2022/QH15#60.1' }]],
    ['names a number the text does not have', [{ ...good, text: 'Phải trả lời trong 30 ngày.' }]],
    ['has one good and one made-up sentence', [good, { ...good, quote: 'và phải xin lỗi công khai' }]],
    ['quotes next to nothing', [{ ...good, quote: 'ngày' }]],
    ['says nothing', []],
    ['is not of the form', [{ text: 'Mười lăm ngày.' }]],
  ])('is not when it %s', async (_, sentences) => {
    expect(await phrased(() => said(sentences))).toBeNull()
  })

  it('is not when it was cut off, refused or failed', async () => {
    expect(await phrased(() => said([good], 'length'))).toBeNull()
    expect(await phrased(() => ({ body: { choices: [{ finish_reason: 'stop', message: { content: '', refusal: 'không' } }] } }))).toBeNull()
    expect(await phrased(() => ({ status: 503, body: {} }))).toBeNull()
  })

  it('is never shown a sensitive question', async () => {
    heard.length = 0
    expect(await phrased(() => said([good]), 'TỐI MẬT\nthủ trưởng trả lời trong bao lâu')).toBeNull()
    expect(heard).toEqual([])
  })
})
