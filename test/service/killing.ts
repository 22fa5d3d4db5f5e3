import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '#config'
import { openStore } from '../../src/openStore.ts'
import { AT, sampleStore, type Filer } from '../bench/stores.ts'
import { startServerProcess, type ServerProcess } from './serverProcess.ts'

const CONVERSATIONS = 32

/** A reply as the connector took it. */
interface Heard {
  conversation: string
  replyTo: string
  text: string
  /** What is shown besides the text: a card alone has none. */
  card: string
  asking: string | null | undefined
  at: number
  /** Which start of the service sent it, counted from 0. */
  life: number
}

interface Inbox {
  url: string
  heard: Heard[]
  /** Count of the service's starts, less one: whatever connects from now on belongs to it. */
  life: number
  /** Resolves when the connector has taken a reply to the activity. */
  replyTo(activity: string): Promise<Heard>
  close(): Promise<void>
}

/** A connector that outlives the servers. */
async function openInbox(): Promise<Inbox> {
  const heard: Heard[] = []
  const first = new Map<string, Heard>()
  const waiting = new Map<string, (heard: Heard) => void>()
  const lives = new WeakMap<Socket, number>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { text = '', replyToId: replyTo = '', conversation, channelData, attachments } = JSON.parse(Buffer.concat(chunks).toString())
      response.writeHead(200, { 'content-type': 'application/json' })
      // A nudge to somebody who never wrote begins by asking for a conversation.
      if (request.url === '/v3/conversations') return response.end('{"id":"opened"}')
      const one: Heard = { conversation: conversation.id, replyTo, text, card: JSON.stringify(attachments ?? null), asking: channelData?.qcdc?.asking, at: performance.now(), life: lives.get(request.socket)! }
      heard.push(one)
      if (!first.has(replyTo)) first.set(replyTo, one)
      response.end(`{"id":"r${heard.length}"}`)
      waiting.get(replyTo)?.(one)
      waiting.delete(replyTo)
    })
  })
  // What a killed process had sent can still be on its way: its connections tell it from what the next one sends.
  server.on('connection', (socket: Socket) => lives.set(socket, inbox.life))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const inbox: Inbox = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    life: 0,
    replyTo: activity => {
      const known = first.get(activity)
      return known ? Promise.resolve(known) : new Promise(resolve => waiting.set(activity, resolve))
    },
    close: () => new Promise(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
  return inbox
}

/** One reporter's way through the kills. */
interface Filing {
  filer: Filer
  /** Answers sent so far; each says its own number, so the draft tells which it holds. */
  sent: number
  /** The last answer whose reply was taken. */
  acknowledged: number
}

/** What a run of kills showed; `problems` is empty when nothing was lost, torn, doubled without cause or left hanging. */
export interface Killed {
  kills: number
  answers: number
  /** Activities brought again because no 200 had come. */
  redelivered: number
  /** Replies that came after the restart, to activities from before it. */
  afterRestart: number
  /** Replies taken twice: sent again as their first delivery could not be noted before the kill. */
  resent: number
  problems: string[]
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Files from 32 conversations through the real service in a process of its own, kills it −9 at random moments, looks into the store as the kill left it, starts it again
 * on the same folder and brings again what got no 200, as channels do.
 */
export async function killService({ dataDir, kills, seed, say = () => {} }: { dataDir: string; kills: number; seed: number; say?: (line: string) => void }): Promise<Killed> {
  const random = seeded(seed)
  const result: Killed = { kills: 0, answers: 0, redelivered: 0, afterRestart: 0, resent: 0, problems: [] }
  const filings: Filing[] = (await sampleStore(dataDir, CONVERSATIONS)).map(filer => ({ filer, sent: 0, acknowledged: 0 }))
  const inbox = await openInbox()
  const start = () => startServerProcess({ env: { DATA_DIR: dataDir, CLOCK: new Date(AT).toISOString(), LOG_LEVEL: 'error' } })
  let server = Promise.withResolvers<ServerProcess>()
  let ending = false
  const killedAt: number[] = []

  async function deliver({ filer }: Filing, id: string, said: Record<string, unknown>): Promise<void> {
    const body = JSON.stringify({
      type: 'message', id, channelId: 'msteams', serviceUrl: inbox.url, locale: 'vi-VN',
      from: { id: `29:${filer.id}`, name: filer.name, aadObjectId: filer.aadObjectId }, recipient: { id: '28:bot', name: 'Trợ lý QCDC' },
      conversation: { id: filer.id, conversationType: 'personal', tenantId: 't' }, ...said,
    })
    const posted = performance.now()
    for (let attempt = 1; ; attempt++) {
      if (attempt > 1) result.redelivered++
      const to = await server.promise
      const status = await fetch(`${to.url}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body }).then(async answer => {
        await answer.arrayBuffer()
        return answer.status
      }, () => undefined)
      if (status === 200) break
      if (status !== undefined) {
        result.problems.push(`${id} was answered ${status}`)
        break
      }
      // Nobody answers: the next server is waited for.
      if (to === (await server.promise)) await to.ended
    }
    const { at } = await inbox.replyTo(id)
    if (killedAt.some(killed => posted < killed && killed < at)) result.afterRestart++
  }

  async function file(filing: Filing): Promise<void> {
    await deliver(filing, `${filing.filer.id}:open`, { value: { qcdc: { act: 'page', obligation: filing.filer.obligation, page: 2 } } })
    while (!ending) {
      const number = ++filing.sent
      const id = `${filing.filer.id}:${number}`
      await deliver(filing, id, { text: `hội nghị ${number}` })
      const { text, asking } = await inbox.replyTo(id)
      if (!text.includes(`Số hội nghị: ${new Intl.NumberFormat('de-DE').format(number)}.`)) result.problems.push(`${id} was not saved: ${text}`)
      if (asking !== 'documents-issued') result.problems.push(`${id} does not go on to its next question but asks ${String(asking)}`)
      filing.acknowledged = number
    }
  }

  /** The store as it is on the disk, held against what was acknowledged. */
  async function examine(): Promise<void> {
    const store = await openStore(readConfig({ DATA_DIR: dataDir }), () => AT)
    const saved = new Map<string, number>()
    for await (const entry of store.journal()) if (entry.action === 'draft-saved' && entry.by.startsWith('bench.')) saved.set(entry.subject, (saved.get(entry.subject) ?? 0) + 1)
    for (const { filer, sent, acknowledged } of filings) {
      const draft = (await store.get('draft', filer.obligation))?.record
      const holds = Number(draft?.answers['conferences'] ?? 0)
      const conversation = (await store.find('conversation', 'person', filer.id))[0]?.record
      const name = filer.obligation
      if (holds < acknowledged) result.problems.push(`${name}: answer ${acknowledged} was acknowledged, the draft holds ${holds}`)
      if (holds > sent) result.problems.push(`${name}: the draft holds ${holds}, only ${sent} were sent`)
      // Answer, edition, journal and conversation are written together or not at all, each once.
      if ((draft?.edition ?? 0) !== holds || (saved.get(`draft/${name}`) ?? 0) !== holds) result.problems.push(`${name}: answer ${holds} is edition ${draft?.edition}, ${saved.get(`draft/${name}`)} are in the journal`)
      if (holds > 0 && !conversation?.handled.includes(`${filer.id}:${holds}`)) result.problems.push(`${name}: the conversation does not know answer ${holds}`)
    }
    const soundness = await store.check()
    if (!soundness.ok) result.problems.push(...soundness.problems)
    await store.close()
  }

  const loops = (async () => {
    server.resolve(await start())
    await Promise.all(filings.map(file))
  })()
  loops.catch(() => {})
  try {
    while (result.kills < kills) {
      const running = await server.promise
      await Promise.race([pause(100 + random() * 1200), loops])
      server = Promise.withResolvers()
      server.promise.catch(() => {})
      await running.kill()
      killedAt.push(performance.now())
      result.kills++
      inbox.life++
      await examine()
      server.resolve(await start())
      say(`kill ${result.kills}/${kills}: ${filings.reduce((sum, { acknowledged }) => sum + acknowledged, 0)} answers acknowledged, ${result.redelivered} brought again, ${result.problems.length} problems`)
      if (result.problems.length > 0) break
    }
    ending = true
    await loops
  } finally {
    ending = true
    await (await server.promise).stop()
    await inbox.close()
  }
  await examine()
  result.answers = filings.reduce((sum, { acknowledged }) => sum + acknowledged, 0)
  if (filings.some(({ sent, acknowledged }) => sent !== acknowledged)) result.problems.push('a conversation was left without its reply')

  judgeRepeats(inbox.heard, result)
  return result
}

/**
 * A delivery is noted without waiting for the disk, and what is not noted is sent again after a kill. The note comes before the conversation's next reply is sent, and is on the disk
 * with what is committed after it: once the second next activity had its reply, the first one's must never come again.
 */
function judgeRepeats(heard: readonly Heard[], result: Killed): void {
  const taken = new Map<string, Heard>()
  const answered = new Map<string, { replyTo: string; life: number }[]>()
  for (const one of heard) {
    // Nudges come of themselves; what becomes of them at a kill is proved apart.
    if (one.replyTo === '') continue
    const key = `${one.replyTo} ${one.text} ${one.card}`
    const before = taken.get(key)
    const order = answered.get(one.conversation) ?? []
    if (!order.some(({ replyTo }) => replyTo === one.replyTo)) answered.set(one.conversation, [...order, { replyTo: one.replyTo, life: one.life }])
    if (!before) {
      taken.set(key, one)
      continue
    }
    const next = order.slice(order.findIndex(({ replyTo }) => replyTo === one.replyTo) + 1).filter(({ life }) => life === before.life)
    if (one.life > before.life && next.length < 2) result.resent++
    else result.problems.push(`“${one.text}” was shown twice to ${one.conversation} without a cause`)
  }
}
