import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { randomBytes } from 'node:crypto'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import type { Log } from '#ports/log.ts'
import type { InProcess } from '#adapters/messenger/messenger.ts'
import type { PostAnswer, Section } from '#adapters/http/server.ts'
import { answerError, answerJson } from '#adapters/http/answer.ts'
import { parseJson, readBody } from '#adapters/http/body.ts'
import { DIRECT_LINE_URL } from './conversations.ts'
import type { Conversations } from './conversations.ts'
import { parseMultipart } from './multipart.ts'
import { asObject, fromClient, readUser } from './clientActivity.ts'

/** Most bytes of one upload with everything in it. */
const LARGEST_UPLOAD = 20 * 1024 * 1024
const LARGEST_ACTIVITY = 1024 * 1024
/** Direct Line's own limit for an answer to a posted activity, in milliseconds. */
const LONGEST_TURN = 14_000
/** Bytes waiting for a client that does not read; more than this, and it is cut off to come back by its watermark. */
const MOST_WAITING = 8 * 1024 * 1024
/** Seconds a token is said to be good for; in local mode it is only a name for the conversation. */
const EXPIRES_IN = 1800

/** What {@link createDirectLine} needs. */
export interface DirectLineParts {
  conversations: Conversations
  /** Takes an activity as the bot does; never rejects. */
  take(activity: unknown): Promise<PostAnswer>
  log: Log
}

/** Direct Line 3.0 inside the server (local mode), its way in from the messenger, and what the application may ask of it. */
export interface DirectLine extends Section, InProcess {
  /** Takes a refused message out of a conversation's history, files included, and tells those who look on. */
  forget(conversation: string, activity: string): void
  /** Bytes of an uploaded file by the address that its activity carries. */
  uploaded(url: string): Uint8Array | undefined
}

const PATH = /^\/(?:directline\/)?(?:v3\/directline\/)?(tokens\/(?:generate|refresh)|conversations(?:\/([^/]+)(?:\/(activities|upload|stream|attachments)(?:\/([^/]+))?)?)?|session\/getsessionid)\/?$/

/** The conversation that a token or an Authorization header stands for. */
const conversationOf = (token: string | undefined) => /^(?:Bearer\s+)?([a-z0-9]{32})\.[a-z0-9]+$/i.exec(token ?? '')?.[1]

/** In local mode a token is only another name for its conversation. */
const token = (conversation: string) => `${conversation}.${randomBytes(12).toString('hex')}`

async function bodyOf(request: IncomingMessage, response: ServerResponse, limit: number): Promise<Buffer | null> {
  const body = await readBody(request, limit)
  if (body.ok) return body.bytes
  if (body.reason === 'too-large') answerError(response, 413, 'MessageSizeTooBig', `At most ${limit} bytes.`, { connection: 'close' })
  return null
}

function started(conversation: string, request: IncomingMessage, watermark?: string) {
  const given = token(conversation)
  const query = new URLSearchParams({ ...(watermark ? { watermark } : {}), t: given })
  return {
    conversationId: conversation, token: given, expires_in: EXPIRES_IN,
    streamUrl: `ws://${request.headers.host}/directline/conversations/${conversation}/stream?${query}`, referenceGrammarId: 'qcdc',
  }
}

/** A Direct Line 3.0 endpoint under /directline (and /directline/v3/directline, where some clients look). */
export function createDirectLine({ conversations, take, log }: DirectLineParts): DirectLine {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 })
  const open = new Set<WebSocket>()

  /** Shows the bot that someone has come, so that it may greet them; what comes of it is said in the conversation. */
  async function announce(conversation: string, locale: unknown): Promise<void> {
    const user = conversations.userOf(conversation) ?? { id: 'user' }
    const bot = { id: 'bot' }
    const answer = await take({
      type: 'conversationUpdate', id: `${conversation}|joined`, channelId: 'directline', serviceUrl: DIRECT_LINE_URL,
      conversation: { id: conversation, conversationType: 'personal' }, from: user, recipient: bot, membersAdded: [bot, user],
      ...(typeof locale === 'string' ? { locale } : {}),
    })
    if (answer.status >= 400) log.warn('greeting not given', { conversation, status: answer.status })
  }

  async function start(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await bodyOf(request, response, LARGEST_ACTIVITY)
    if (!bytes) return
    const json = bytes.length === 0 ? { ok: true as const, value: {} } : parseJson(bytes)
    if (!json.ok) return answerError(response, 400, 'BadSyntax', 'The body is not JSON.')
    const body = asObject(json.value)
    const tokened = conversationOf(request.headers.authorization)
    const conversation = tokened ?? conversations.open(readUser(body['user']))
    if (!conversations.resume(conversation)) return answerError(response, 404, 'ConversationNotFound', 'No such conversation.')
    answerJson(response, 201, started(conversation, request), cors(request))
    void announce(conversation, body['locale'])
  }

  async function generate(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await bodyOf(request, response, LARGEST_ACTIVITY)
    if (!bytes) return
    const json = bytes.length === 0 ? { ok: true as const, value: {} } : parseJson(bytes)
    if (!json.ok) return answerError(response, 400, 'BadSyntax', 'The body is not JSON.')
    const conversation = conversations.open(readUser(asObject(json.value)['user']))
    answerJson(response, 200, { conversationId: conversation, token: token(conversation), expires_in: EXPIRES_IN }, cors(request))
  }

  /** Puts a client's activity into the conversation and lets the bot answer it. */
  async function say(conversation: string, activity: Record<string, unknown>, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const complete = fromClient(activity, conversation, conversations.userOf(conversation))
    if (typeof complete.type !== 'string') return answerError(response, 400, 'BadArgument', 'type: expected a word', cors(request))
    // A client that was cut off sends its message again with its own mark: that is the same message, and the bot knows its id.
    const before = conversations.sameAs(conversation, complete)
    if (before) return answerTurn(before, request, response)
    const shown = complete.type === 'invoke' || complete.type === 'typing' ? { ...complete, id: `${conversation}|${randomBytes(9).toString('hex')}` } : conversations.add(conversation, complete)
    await answerTurn(shown, request, response)
  }

  async function answerTurn(shown: Record<string, unknown>, request: IncomingMessage, response: ServerResponse): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<PostAnswer>(resolve => { timer = setTimeout(() => resolve({ status: 504, body: { error: { code: 'BotTimeout', message: 'Still at work.' } } }), LONGEST_TURN) })
    const answer = await Promise.race([take(shown), late])
    clearTimeout(timer)
    if (shown['type'] === 'invoke' && answer.status < 400) return answerJson(response, 200, answer.body ?? {}, cors(request))
    if (answer.status < 400) return answerJson(response, 200, { id: shown['id'] }, cors(request))
    // What the bot could not even read is no part of the conversation.
    if (answer.status === 400) conversations.forget(conversationId(shown), String(shown['id']))
    // Direct Line tells a client whose fault it is: 4xx its own, 502 the bot's.
    answerJson(response, answer.status < 500 ? answer.status : 502, answer.body, cors(request))
  }

  async function upload(conversation: string, query: URLSearchParams, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await bodyOf(request, response, LARGEST_UPLOAD)
    if (!bytes) return
    const contentType = request.headers['content-type'] ?? 'application/octet-stream'
    const parts = parseMultipart(contentType, bytes)
    if (parts === null && /^multipart\//i.test(contentType)) return answerError(response, 400, 'BadSyntax', 'Not a multipart/form-data body.', cors(request))
    const named = /filename="?([^";]+)/i.exec(request.headers['content-disposition'] ?? '')?.[1]
    const files = parts?.filter(part => part.contentType !== 'application/vnd.microsoft.activity')
      ?? [{ name: 'file', filename: named, contentType, bytes }]
    const described = parts?.find(part => part.contentType === 'application/vnd.microsoft.activity')
    const json = described ? parseJson(described.bytes) : { ok: true as const, value: {} }
    if (!json.ok) return answerError(response, 400, 'BadSyntax', 'The activity is not JSON.', cors(request))
    const given = asObject(json.value)
    const userId = query.get('userId')
    const user = conversations.userOf(conversation) ?? (userId ? { id: userId } : undefined)
    const complete = fromClient({ type: 'message', ...given }, conversation, user)
    const key = randomBytes(9).toString('hex')
    const attachments: unknown[] = []
    for (const file of files) {
      const held = conversations.upload(conversation, key, { name: file.filename ?? 'tep-dinh-kem', contentType: file.contentType, bytes: file.bytes })
      if (!held) return answerError(response, 507, 'InsufficientStorage', 'Too many files are held; try again later.', cors(request))
      attachments.push({ contentType: held.contentType, name: held.name, contentUrl: `http://${request.headers.host}/directline/conversations/${conversation}/attachments/${held.id}` })
    }
    const shown = conversations.add(conversation, { ...complete, attachments })
    conversations.uploadsBelongTo(conversation, key, shown.id)
    await answerTurn(shown, request, response)
  }

  function attachment(conversation: string, id: string, request: IncomingMessage, response: ServerResponse): void {
    const file = conversations.uploaded(conversation, id)
    if (!file) return answerError(response, 404, 'NotFound', 'No such file.', cors(request))
    // Never shown as a page of this origin: what people upload may be HTML.
    response.writeHead(200, {
      'content-type': 'application/octet-stream', 'content-length': String(file.bytes.byteLength),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`, ...cors(request),
    })
    response.end(file.bytes)
  }

  return {
    paths: ['/directline'],
    serviceUrl: DIRECT_LINE_URL,

    async handle(request, response) {
      const url = URL.parse(request.url ?? '', 'http://localhost')
      const match = url && PATH.exec(url.pathname.replace(/^\/directline\//, '/'))
      if (request.method === 'OPTIONS') return answerJson(response, 204, undefined, preflight(request))
      if (!url || !match) return answerError(response, 404, 'NotFound', 'No such operation.', cors(request))
      const [, operation = '', given, of, item] = match
      const method = request.method ?? 'GET'
      if (operation === 'tokens/generate' && method === 'POST') return generate(request, response)
      if (operation === 'tokens/refresh' && method === 'POST') {
        const conversation = conversationOf(request.headers.authorization)
        if (!conversation) return answerError(response, 403, 'BadArgument', 'No token to refresh.', cors(request))
        return answerJson(response, 200, { conversationId: conversation, token: token(conversation), expires_in: EXPIRES_IN }, cors(request))
      }
      if (operation === 'session/getsessionid') return answerJson(response, 200, { sessionId: '' }, cors(request))
      if (operation === 'conversations' && method === 'POST') return start(request, response)
      if (given === undefined || !conversations.resume(given)) return answerError(response, 404, 'ConversationNotFound', 'No such conversation.', cors(request))
      const watermark = url.searchParams.get('watermark') ?? undefined
      if (of === undefined && method === 'GET') return answerJson(response, 200, started(given, request, watermark), cors(request))
      if (of === 'activities' && method === 'GET') return answerJson(response, 200, conversations.since(given, watermark), cors(request))
      if (of === 'activities' && method === 'POST') {
        const bytes = await bodyOf(request, response, LARGEST_ACTIVITY)
        if (!bytes) return
        const json = parseJson(bytes)
        if (!json.ok || typeof json.value !== 'object' || json.value === null || Array.isArray(json.value)) return answerError(response, 400, 'BadSyntax', 'The body is not an activity in JSON.', cors(request))
        return say(given, asObject(json.value), request, response)
      }
      if (of === 'upload' && method === 'POST') return upload(given, url.searchParams, request, response)
      if (of === 'attachments' && item !== undefined && method === 'GET') return attachment(given, item, request, response)
      answerError(response, 405, 'MethodNotAllowed', 'Not that way.', cors(request))
    },

    upgrade(request, socket: Duplex, head) {
      const url = URL.parse(request.url ?? '', 'http://localhost')
      const match = url && PATH.exec(url.pathname.replace(/^\/directline\//, '/'))
      const conversation = match?.[2]
      if (!url || match?.[3] !== 'stream' || conversation === undefined || !conversations.resume(conversation)) {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
        return
      }
      sockets.handleUpgrade(request, socket, head, client => {
        open.add(client)
        const missed = conversations.since(conversation, url.searchParams.get('watermark') ?? undefined)
        if (missed.activities.length > 0) client.send(JSON.stringify(missed))
        const stop = conversations.watch(conversation, set => {
          if (client.bufferedAmount > MOST_WAITING) client.terminate()
          else client.send(JSON.stringify(set))
        })
        // An empty frame is Direct Line's sign of life; proxies and sleeping laptops need one.
        const beat = setInterval(() => client.send(''), 25_000)
        client.on('error', () => client.terminate())
        client.on('close', () => {
          clearInterval(beat)
          stop()
          open.delete(client)
        })
      })
    },

    close() {
      for (const client of open) {
        client.close(1001)
        // One that does not answer must not keep the process alive.
        setTimeout(() => client.terminate(), 500).unref()
      }
      sockets.close()
    },

    show(conversation, activity) {
      if (!conversations.resume(conversation)) return null
      return conversations.add(conversation, JSON.parse(activity) as Record<string, unknown>).id
    },
    open: person => conversations.openFor(person.aadObjectId),
    forget: (conversation, activity) => conversations.forget(conversation, activity),
    uploaded(address) {
      const match = /^http:\/\/[^/]+\/directline\/conversations\/([a-z0-9]{32})\/attachments\/([a-z0-9]{32})$/.exec(address)
      return match ? conversations.uploaded(match[1] as string, match[2] as string)?.bytes : undefined
    },
  }
}

const conversationId = (activity: Record<string, unknown>) => String(asObject(activity['conversation'])['id'])

function cors(request: IncomingMessage): Record<string, string> {
  const { origin } = request.headers
  return { 'cache-control': 'no-store', ...(origin ? { 'access-control-allow-origin': origin, vary: 'Origin' } : {}) }
}

function preflight(request: IncomingMessage): Record<string, string> {
  return {
    ...cors(request), 'access-control-allow-methods': 'GET, POST, PUT, OPTIONS', 'access-control-max-age': '600',
    'access-control-allow-headers': 'authorization, content-type, x-ms-bot-agent, x-requested-with, content-disposition',
  }
}
