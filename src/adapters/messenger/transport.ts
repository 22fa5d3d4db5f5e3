import { createRequire } from 'node:module'
import type { Agent as UndiciAgent, Dispatcher } from 'undici'

// Undici's index loads fetch, WebSocket and caches as well: ten times the start time of the one part that sends need.
const Agent = createRequire(import.meta.url)('undici/lib/dispatcher/agent.js') as new (options: UndiciAgent.Options) => UndiciAgent

/** What became of one HTTP request. `started` says whether it had been put on a connection: before that nothing can have been taken. */
export type Exchange =
  | { kind: 'answer'; status: number; retryAfter: string | undefined; body: string }
  | { kind: 'failed'; started: boolean; reason: string }

/** Posts JSON; never throws and never takes longer than `deadline` milliseconds. */
export type Post = (url: string, body: string, options: { deadline: number; authorization?: string | undefined }) => Promise<Exchange>

export interface Transport {
  post: Post
  /** Lets go of idle connections, after what is under way has ended. */
  close(): Promise<void>
}

/** Answers of the connector are ids and error codes; more than this is not read. */
const LONGEST_ANSWER = 64 * 1024

const one = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header)

function reasonOf(error: Error): string {
  const code = (error as Error & { code?: unknown }).code
  return typeof code === 'string' ? code : error.name
}

/** HTTP with connections kept open, one pool an origin; redirects are not followed. */
export function createTransport(): Transport {
  // As many connections as there are sends: a queue would make one hanging connector hold up the others' messages.
  const agent = new Agent({ connections: null, pipelining: 1, keepAliveTimeout: 4000, headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 5000 } })

  const post: Post = (url, body, { deadline, authorization }) => new Promise(resolve => {
    const target = URL.parse(url)
    if (!target || (target.protocol !== 'https:' && target.protocol !== 'http:')) return resolve({ kind: 'failed', started: false, reason: 'not-an-address' })
    let controller: Dispatcher.DispatchController | undefined
    let done = false
    const finish = (exchange: Exchange) => {
      if (done) return
      done = true
      clearTimeout(timer)
      resolve(exchange)
    }
    const timer = setTimeout(() => {
      finish({ kind: 'failed', started: controller !== undefined, reason: 'time-out' })
      controller?.abort(new Error('time-out'))
    }, Math.max(0, deadline))
    let status = 0
    let retryAfter: string | undefined
    let size = 0
    const chunks: Buffer[] = []
    const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8', accept: 'application/json' }
    if (authorization) headers['authorization'] = authorization
    try {
      agent.dispatch({ origin: target.origin, path: target.pathname + target.search, method: 'POST', headers, body }, {
        onRequestStart(started) {
          controller = started
          // Out of time while waiting for a connection: it must not be sent behind the caller's back.
          if (done) started.abort(new Error('time-out'))
        },
        onResponseStart(_controller, code, answered) {
          status = code
          retryAfter = one(answered['retry-after'])
        },
        onResponseData(_controller, chunk) {
          size += chunk.length
          if (size <= LONGEST_ANSWER) chunks.push(chunk)
        },
        onResponseEnd() {
          finish({ kind: 'answer', status, retryAfter, body: Buffer.concat(chunks).toString('utf8') })
        },
        onResponseError(_controller, error) {
          // With the status line the connector has decided; a body broken off after it changes nothing.
          if (status > 0) finish({ kind: 'answer', status, retryAfter, body: Buffer.concat(chunks).toString('utf8') })
          else finish({ kind: 'failed', started: controller !== undefined, reason: reasonOf(error) })
        },
      })
    } catch (error) {
      finish({ kind: 'failed', started: false, reason: error instanceof Error ? reasonOf(error) : 'unknown' })
    }
  })

  return { post, close: () => agent.close() }
}
