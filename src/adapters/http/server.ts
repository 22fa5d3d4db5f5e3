import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { pino } from 'pino'
import type { Server, ServerOptions } from 'restify'
import { codeOf } from '#ports/log.ts'
import type { Log } from '#ports/log.ts'
import { answerError, answerJson } from './answer.ts'
import { parseJson, readBody } from './body.ts'
import { foreignRequest } from './localOnly.ts'

// Restify's index also loads its plug-ins, none of which is used here: more than half of its start time. This is what its createServer does.
const require = createRequire(import.meta.url)
const RestifyServer = require('restify/lib/server.js') as new (options: ServerOptions) => Server
const Router = require('restify/lib/router.js') as new (options: ServerOptions) => Exclude<ServerOptions['router'], undefined>

function createServer(options: ServerOptions): Server {
  return new RestifyServer({ ...options, router: new Router(options) })
}

/** Most bytes of a posted activity. A message of 100,000 characters fits even when each is written as a JSON escape. */
const LARGEST_ACTIVITY = 1024 * 1024

/** The answer to a posted activity. */
export interface PostAnswer {
  status: number
  body?: unknown
  /** Seconds. */
  retryAfter?: number
}

/** A part of the site that is served in local mode only: gets every request under its paths, and never rejects. */
export interface Section {
  /** Path prefixes it answers for, such as "/directline". */
  paths: readonly string[]
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** WebSocket requests under its paths. */
  upgrade?(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Ends what it holds open, such as sockets. */
  close?(): void
}

/** What {@link createHttpServer} needs. */
export interface HttpParts {
  /** Local mode: Host and Origin are checked, and `sections` are served. */
  local: boolean
  /** Takes a posted activity; never rejects. */
  post(authorization: string, body: unknown): Promise<PostAnswer>
  /** What must be in order before messages are taken: name → whether it is. */
  readiness(): Promise<Record<string, boolean>>
  sections?: readonly Section[]
  log: Log
}

/** The HTTP server. */
export interface HttpServer {
  /** Listens and says where. Rejects with the system's error (EADDRINUSE …). */
  listen(port: number, host: string): Promise<{ port: number; url: string }>
  /** Takes no more requests, waits for those under way at most `grace` milliseconds, then ends every connection. */
  close(grace: number): Promise<void>
}

const isUnder = (section: Section, path: string) => section.paths.some(prefix => path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`))

/** Restify with the endpoints of the product. */
export function createHttpServer(parts: HttpParts): HttpServer {
  const { local, post, readiness, log } = parts
  const sections = local ? parts.sections ?? [] : []
  // Restify's own log would carry whole requests; what is worth knowing is logged below, by ids.
  const server = createServer({ name: '', log: pino({ level: 'silent' }) as never })
  let underWay = 0
  let closing = false
  const { promise: idle, resolve: becomeIdle } = Promise.withResolvers<void>()

  const handled = (route: string, serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>) =>
    async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      underWay++
      try {
        response.setHeader('x-content-type-options', 'nosniff')
        if (closing) response.setHeader('connection', 'close')
        const foreign = local ? foreignRequest(request.headers) : undefined
        if (foreign) answerError(response, 403, 'Forbidden', foreign)
        else await serve(request, response)
      } catch (error) {
        log.fault('request failed', error, { route, method: request.method ?? '' })
        answerError(response, 500, codeOf(error), 'Not handled.')
      } finally {
        if (--underWay === 0 && closing) becomeIdle()
      }
    }

  server.post('/api/messages', handled('/api/messages', async (request, response) => {
    const body = await readBody(request, LARGEST_ACTIVITY)
    if (!body.ok) {
      if (body.reason === 'too-large') answerError(response, 413, 'MessageSizeTooBig', `An activity has at most ${LARGEST_ACTIVITY} bytes.`, { connection: 'close' })
      return
    }
    const json = parseJson(body.bytes)
    if (!json.ok) return answerError(response, 400, 'BadSyntax', 'The body is not JSON in UTF-8.')
    const answer = await post(request.headers.authorization ?? '', json.value)
    answerJson(response, answer.status, answer.body, answer.retryAfter === undefined ? {} : { 'retry-after': String(answer.retryAfter) })
  }) as never)

  server.get('/healthz', handled('/healthz', async (_request, response) => answerJson(response, 200, { ok: true })) as never)
  server.get('/readyz', handled('/readyz', async (_request, response) => {
    const state = await readiness()
    const ok = !closing && Object.values(state).every(Boolean)
    answerJson(response, ok ? 200 : 503, { ok, ...state })
  }) as never)

  for (const section of sections) {
    for (const prefix of section.paths) {
      const serve = handled(prefix, (request, response) => section.handle(request, response)) as never
      for (const path of prefix === '/' ? ['/'] : [prefix, `${prefix}/*`]) {
        server.get(path, serve)
        server.head(path, serve)
        server.post(path, serve)
        server.put(path, serve)
        server.opts(path, serve)
      }
    }
  }

  server.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const path = (request.url ?? '').split('?')[0] as string
    const section = sections.find(candidate => candidate.upgrade && isUnder(candidate, path))
    if (closing || !section?.upgrade || foreignRequest(request.headers)) {
      socket.end(`HTTP/1.1 ${closing ? '503 Service Unavailable' : '403 Forbidden'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    section.upgrade(request, socket, head)
  })
  // A sender who dribbles a request must not hold a connection for ever.
  server.server.headersTimeout = 15_000
  server.server.requestTimeout = 60_000
  // Longer than proxies keep theirs: a connection let go of just as the next message is sent on it would lose that message.
  server.server.keepAliveTimeout = 75_000

  return {
    listen: (port, host) => new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, () => {
        server.removeListener('error', reject)
        const at = server.server.address() as AddressInfo
        resolve({ port: at.port, url: `http://${host.includes(':') ? `[${host}]` : host}:${at.port}` })
      })
    }),
    async close(grace) {
      if (closing) return
      closing = true
      const closed = new Promise<void>(resolve => server.close(resolve))
      for (const section of sections) section.close?.()
      let timer: NodeJS.Timeout | undefined
      await Promise.race([
        underWay === 0 ? undefined : idle,
        new Promise<void>(resolve => { timer = setTimeout(resolve, grace) }),
      ])
      clearTimeout(timer)
      if (underWay > 0) log.warn('requests cut off at shutdown', { count: underWay })
      // One turn of the loop, so that the last answers leave before their connections end.
      await new Promise(resolve => setImmediate(resolve))
      server.server.closeIdleConnections()
      server.server.closeAllConnections()
      await closed
    },
  }
}
