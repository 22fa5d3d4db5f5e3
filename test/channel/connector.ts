import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** What a stub connector does with the next send. `store` says whether the message is kept (shown to the person) before the answer. */
export type Behaviour =
  | 'ok'
  /** Keeps the message and answers 500: the ambiguous case. */
  | '500-after-store'
  | '503-after-store'
  /** Takes the request and never answers. */
  | 'hang'
  /** Keeps the message and never answers. */
  | 'hang-after-store'
  /** Ends the connection without an answer. */
  | 'reset'
  | 'reset-after-store'
  | { status: number; retryAfter?: string; code?: string; body?: string; store?: boolean }

/** A message as the connector received it. */
export interface Recorded {
  conversation: string
  /** The id given to it. */
  id: string
  /** The activity it was sent in reply to, by its path. */
  replyTo?: string
  authorization?: string
  activity: RecordedActivity
}

/** The members of a sent activity that tests look at; everything else is there too. */
export interface RecordedActivity {
  type: string
  text?: string
  summary?: string
  textFormat?: string
  inputHint?: string
  replyToId?: string
  attachments?: { contentType: string; content: { body?: unknown[]; actions?: unknown[]; [member: string]: unknown } }[]
  suggestedActions?: { actions: { type: string; title: string; value: string }[] }
  channelData?: { qcdc?: { intent: string; obligation: string | null; version: number | null; asking: string | null; missing: number } }
  [member: string]: unknown
}

/** A Bot Connector over real HTTP that keeps what it is sent and misbehaves as told. */
export interface StubConnector {
  /** The serviceUrl to put into activities. */
  url: string
  /** Messages kept, in the order of their arrival. */
  sent: Recorded[]
  /** Requests to open a conversation. */
  opened: Record<string, unknown>[]
  /** Says which conversation is opened for a member; "opened-<n>" unless it does. The real ones give the same conversation for the same person. */
  openAs(name: (aadObjectId: string) => string | undefined): void
  /** How many requests came, kept or not. */
  requests(): number
  /** What happens to the requests to come, one behaviour a request; afterwards `otherwise`. */
  next(...behaviours: Behaviour[]): void
  /** The same for the sends to one conversation. */
  nextIn(conversation: string, ...behaviours: Behaviour[]): void
  /** What happens to every request without a behaviour of its own; 'ok' at first. */
  otherwise(behaviour: Behaviour): void
  /** Messages of one conversation, or of all. */
  in(conversation: string): Recorded[]
  /** Resolves when at least `count` messages have been kept (of one conversation, if named); rejects after `milliseconds`. */
  waitFor(count: number, options?: { conversation?: string; milliseconds?: number }): Promise<Recorded[]>
  /** Forgets what was sent and how to behave. */
  clear(): void
  close(): Promise<void>
}

async function jsonOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>
}

function answer(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

/** The one member of a conversation to be opened. */
function memberOf(body: Record<string, unknown>): string {
  const [member] = (Array.isArray(body.members) ? body.members : []) as { id?: string; aadObjectId?: string }[]
  return member?.aadObjectId ?? member?.id ?? ''
}

/** Starts a stub connector on a free loopback port. */
export async function startConnector(): Promise<StubConnector> {
  const sent: Recorded[] = []
  const opened: Record<string, unknown>[] = []
  const planned: Behaviour[] = []
  const plannedIn = new Map<string, Behaviour[]>()
  const waiting = new Set<() => void>()
  const sockets = new Set<Socket>()
  let standing: Behaviour = 'ok'
  let count = 0
  let nameOf: (aadObjectId: string) => string | undefined = () => undefined

  const server = createServer((request, response) => {
    void (async () => {
      const number = ++count
      const path = /^\/v3\/conversations(?:\/([^/]+)\/activities(?:\/([^/]+))?)?$/.exec((request.url ?? '').split('?')[0] as string)
      const body = await jsonOf(request)
      if (!path || request.method !== 'POST') return answer(response, 404, { error: { code: 'NotFound', message: 'no such operation' } })
      const id = `c${number}`
      const conversation = path[1] === undefined ? undefined : decodeURIComponent(path[1])
      const behaviour = plannedIn.get(conversation ?? '')?.shift() ?? planned.shift() ?? standing
      const keeps = behaviour === 'ok' || (typeof behaviour === 'string' && behaviour.endsWith('after-store')) || (typeof behaviour === 'object' && behaviour.store === true)
      if (keeps && conversation === undefined) opened.push(body)
      if (keeps && conversation !== undefined) {
        const { authorization } = request.headers
        sent.push({ conversation, id, ...(path[2] ? { replyTo: decodeURIComponent(path[2]) } : {}), ...(authorization ? { authorization } : {}), activity: body as unknown as RecordedActivity })
        for (const wake of waiting) wake()
      }
      if (behaviour === 'hang' || behaviour === 'hang-after-store') return
      if (behaviour === 'reset' || behaviour === 'reset-after-store') return void request.socket.resetAndDestroy()
      if (behaviour === 'ok') return answer(response, conversation === undefined ? 201 : 200, { id: conversation === undefined ? nameOf(memberOf(body)) ?? `opened-${number}` : id })
      if (typeof behaviour === 'string') return answer(response, Number(behaviour.slice(0, 3)), { error: { code: 'ServiceError', message: 'try later' } })
      answer(response, behaviour.status, behaviour.body ?? { error: { code: behaviour.code ?? 'ServiceError', message: 'as told' } },
        behaviour.retryAfter === undefined ? {} : { 'retry-after': behaviour.retryAfter })
    })().catch(() => response.destroy())
  })
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const within = (conversation: string | undefined) => (conversation === undefined ? sent : sent.filter(one => one.conversation === conversation))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent, opened,
    openAs: name => { nameOf = name },
    requests: () => count,
    next: (...behaviours) => void planned.push(...behaviours),
    nextIn: (conversation, ...behaviours) => void plannedIn.set(conversation, [...plannedIn.get(conversation) ?? [], ...behaviours]),
    otherwise: behaviour => { standing = behaviour },
    in: within,
    waitFor: (wanted, { conversation, milliseconds = 5000 } = {}) => new Promise((resolve, reject) => {
      const look = () => {
        if (within(conversation).length < wanted) return
        waiting.delete(look)
        clearTimeout(timer)
        resolve(within(conversation))
      }
      const timer = setTimeout(() => {
        waiting.delete(look)
        reject(new RangeError(`waited for ${wanted} messages, ${within(conversation).length} came`))
      }, milliseconds)
      waiting.add(look)
      look()
    }),
    clear() {
      sent.length = 0
      opened.length = 0
      planned.length = 0
      plannedIn.clear()
      standing = 'ok'
    },
    close: () => new Promise(resolve => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    }),
  }
}
