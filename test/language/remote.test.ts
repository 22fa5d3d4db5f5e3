import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createCluRecognizer } from '#adapters/recognizer/cluRecognizer.ts'
import { loadAsked, loadPhrases } from '#adapters/recognizer/loadPhrases.ts'
import { createLocalRecognizer } from '#adapters/recognizer/localRecognizer.ts'
import { createOpenaiRecognizer } from '#adapters/recognizer/openaiRecognizer.ts'
import type { Miss } from '#adapters/recognizer/remoteRecognizer.ts'
import { parsePhrases } from '#domain/language/phrases.ts'
import { fromIso } from '#domain/time/instant.ts'
import type { Recognizer } from '#ports/recognizer.ts'
import { someUnits } from './someUnits.ts'

const AT = fromIso('2026-06-10T09:00')!
/** The deadline where the service hangs, and where it answers: a busy machine must not make an answer late. */
const DEADLINE = 300
const PATIENT = 20_000
const texts = loadPhrases('data/phrases')
const asked = loadAsked('data/provisions')
let local: Recognizer
beforeAll(() => {
  local = createLocalRecognizer({ phrases: texts, asked, units: someUnits })
}, 60_000)

type Reply = (response: ServerResponse, body: string) => void
let server: Server | undefined
afterEach(() => new Promise<void>(done => {
  server?.closeAllConnections()
  if (server) server.close(() => done())
  else done()
  server = undefined
}))

/** A server that speaks the service's wire format, and what it was sent. */
async function serve(reply: Reply): Promise<{ url: string; seen: { path: string; headers: IncomingMessage['headers']; body: string }[] }> {
  const seen: { path: string; headers: IncomingMessage['headers']; body: string }[] = []
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')))
    request.on('end', () => {
      seen.push({ path: request.url ?? '', headers: request.headers, body })
      reply(response, body)
    })
  })
  await new Promise<void>(done => server!.listen(0, '127.0.0.1', done))
  return { url: `http://127.0.0.1:${(server!.address() as AddressInfo).port}`, seen }
}

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(typeof body === 'string' ? body : JSON.stringify(body))
}

const services = {
  clu: {
    good: (response: ServerResponse) => json(response, 200, {
      kind: 'ConversationResult',
      result: { query: 'x', prediction: { topIntent: 'waive', projectKind: 'Conversation', intents: [{ category: 'waive', confidenceScore: 0.91 }, { category: 'decide', confidenceScore: 0.05 }, { category: 'None', confidenceScore: 0.01 }], entities: [] } },
    }),
    wrongSchema: (response: ServerResponse) => json(response, 200, { kind: 'ConversationResult', result: { prediction: { projectKind: 'Orchestration', intents: {} } } }),
    unknownIntent: (response: ServerResponse) => json(response, 200, { kind: 'ConversationResult', result: { query: 'x', prediction: { topIntent: 'OrderPizza', projectKind: 'Conversation', intents: [{ category: 'OrderPizza', confidenceScore: 1 }], entities: [] } } }),
    create: (url: string, onMiss: (miss: Miss) => void, more: object = {}) =>
      createCluRecognizer({ endpoint: url, key: 'k', project: 'qcdc', deployment: 'live', local, mayLeave: () => true, now: () => AT, deadline: PATIENT, onMiss, ...more }),
  },
  openai: {
    good: (response: ServerResponse) => json(response, 200, completion(JSON.stringify({ intent: 'waive', score: 0.91, runnerUp: 'decide', runnerUpScore: 0.05 }))),
    wrongSchema: (response: ServerResponse) => json(response, 200, completion(JSON.stringify({ intent: 'waive', confidence: 'high' }))),
    unknownIntent: (response: ServerResponse) => json(response, 200, completion(JSON.stringify({ intent: 'order-pizza', score: 1, runnerUp: 'none', runnerUpScore: 0 }))),
    create: (url: string, onMiss: (miss: Miss) => void, more: object = {}) =>
      createOpenaiRecognizer({ baseUrl: `${url}/v1`, apiKey: 'k', model: 'm', phrases: parsePhrases(texts), local, mayLeave: () => true, now: () => AT, deadline: PATIENT, onMiss, ...more }),
  },
}

function completion(content: string, more: object = {}) {
  return { id: '1', object: 'chat.completion', created: 1, model: 'm', choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content, refusal: null }, ...more }] }
}

const said = { text: 'nộp báo cáo sơ kết cho Bắc Giang', locale: 'vi' as const, at: AT, state: 'form:so-ket-6-thang', memory: { hn: 'hoi-nghi' } }

describe.each(Object.entries(services))('the %s recognizer', (name, service) => {
  it('takes the intent from the service and the entities from here', async () => {
    const { url, seen } = await serve(service.good)
    const misses: Miss[] = []
    const understood = await service.create(url, miss => misses.push(miss)).recognize(said)
    expect(understood).toMatchObject({ intent: 'waive', score: 0.91, runnerUp: { intent: 'decide', score: 0.05 }, ask: false, recognizer: name })
    expect(understood.entities).toMatchObject({ reportType: 'so-ket-6-thang', unit: { id: 'bac-ninh', successorOf: { id: 'bac-giang' } } })
    expect(misses).toEqual([])
    expect(seen).toHaveLength(1)
  })

  it('tells the service the message and nothing of the conversation or the directory', async () => {
    const { url, seen } = await serve(service.good)
    await service.create(url, () => undefined).recognize(said)
    const sent = seen[0]!.body
    expect(sent).toContain('nộp báo cáo sơ kết cho Bắc Giang')
    for (const secret of ['form:so-ket', 'hoi-nghi"', 'VKSND khu vực', 'bac-ninh-kv1']) expect(sent).not.toContain(secret)
  })

  it('does not let a text leave that the secrets check holds back', async () => {
    const { url, seen } = await serve(service.good)
    const misses: Miss[] = []
    const understood = await service.create(url, miss => misses.push(miss), { mayLeave: (text: string) => !text.includes('MẬT') }).recognize({ ...said, text: 'TỐI MẬT nộp báo cáo' })
    expect(understood.recognizer).toBe('local')
    expect(misses).toEqual(['kept-back'])
    expect(seen).toEqual([])
  })

  const bad: [string, Reply, Miss][] = [
    ['answers what is not JSON', response => json(response, 200, '{"kind": "Conv'), 'malformed'],
    ['answers another schema', service.wrongSchema, 'malformed'],
    ['answers an intent that is not ours', service.unknownIntent, 'malformed'],
    ['answers nothing at all', response => json(response, 200, ''), 'malformed'],
    ['is slow', () => undefined, 'slow'],
    ['sends its answer drop by drop', response => { response.writeHead(200, { 'content-type': 'application/json' }); response.write('{') }, 'slow'],
    ['refuses the key', response => json(response, 401, { error: { code: '401', message: 'no' } }), 'unauthorized'],
    ['is busy', response => json(response, 429, { error: { code: '429', message: 'later' } }, { 'retry-after': '30' }), 'busy'],
    ['is broken', response => json(response, 500, { error: { code: '500', message: 'oops' } }), 'failed'],
    ['is away', response => json(response, 503, 'upstream'), 'failed'],
    ['hangs up', response => { response.destroy() }, 'failed'],
  ]
  it.each(bad)('answers locally, in time, when the service %s', async (_, reply, miss) => {
    const { url } = await serve(reply)
    const misses: Miss[] = []
    const before = performance.now()
    const understood = await service.create(url, reason => misses.push(reason), miss === 'slow' ? { deadline: DEADLINE } : {}).recognize(said)
    expect(performance.now() - before).toBeLessThan(PATIENT / 2)
    expect(understood).toEqual(await local.recognize(said))
    expect(misses).toEqual([miss])
  })

  it('leaves a failing service alone for a while, then tries it with one message', async () => {
    let healthy = false
    const { url, seen } = await serve(response => (healthy ? service.good(response) : json(response, 500, {})))
    let now = AT
    const misses: Miss[] = []
    const recognizer = service.create(url, miss => misses.push(miss), { now: () => now, failures: 3, pause: 30_000 })
    for (let i = 0; i < 5; i++) await recognizer.recognize(said)
    expect(misses).toEqual(['failed', 'failed', 'failed', 'breaker-open', 'breaker-open'])
    expect(seen).toHaveLength(3)
    healthy = true
    now += 30_001
    const both = await Promise.all([recognizer.recognize(said), recognizer.recognize(said)])
    expect(both.map(u => u.recognizer).sort()).toEqual([name, 'local'].sort())
    expect((await recognizer.recognize(said)).recognizer).toBe(name)
  })

  it('does not go on asking after its key was refused', async () => {
    const { url, seen } = await serve(response => json(response, 401, {}))
    const recognizer = service.create(url, () => undefined)
    for (let i = 0; i < 3; i++) await recognizer.recognize(said)
    expect(seen).toHaveLength(1)
  })
})

describe('the openai recognizer', () => {
  it('takes no answer that was cut off or refused', async () => {
    for (const more of [{ finish_reason: 'length' }, { message: { role: 'assistant', content: '', refusal: 'I cannot' } }]) {
      const { url } = await serve(response => json(response, 200, completion(JSON.stringify({ intent: 'waive', score: 0.9, runnerUp: 'none', runnerUpScore: 0 }), more)))
      const misses: Miss[] = []
      expect((await services.openai.create(url, miss => misses.push(miss)).recognize(said)).recognizer).toBe('local')
      expect(misses).toEqual(['malformed'])
      server?.closeAllConnections()
      server?.close()
    }
  })

  it('reads JSON that an on-premises model put in a code fence', async () => {
    const { url } = await serve(response => json(response, 200, completion('```json\n{"intent":"help","score":0.8,"runnerUp":"none","runnerUpScore":0.1}\n```')))
    expect(await services.openai.create(url, () => undefined).recognize(said)).toMatchObject({ intent: 'help', recognizer: 'openai' })
  })
})
