import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** What a connector does wrong, as shares of the requests it gets; the rest is taken. */
export interface Faults {
  /** 429 with a Retry-After of a second. */
  throttled: number
  /** Shown, then answered 502. */
  storedThen502: number
  /** The connection is reset without an answer; half of these messages had been shown. */
  reset: number
  /** Never answered; half of these messages had been shown. */
  hang: number
}

/** The codes by which a connector says that a conversation can't be written to. */
export const REFUSING_CODES = ['BotDisabledByAdmin', 'BotNotInConversationRoster', 'ConversationBlockedByUser', 'InvalidBotApiHost', 'NotEnoughPermissions'] as const

/** What happened to one conversation. */
export interface Thread {
  /** How often a message was shown in it. */
  shown: number
  /** How often the sender was left in the dark: no answer, or one that does not say whether it was shown. */
  ambiguous: number
  /** Messages that said they were a repeat. */
  marked: number
}

/** A Bot Connector over real HTTP that misbehaves at random in given shares, and counts what it did to whom. */
export interface FaultyConnector {
  url: string
  threads: Map<string, Thread>
  requests(): number
  /** Most requests that came within one second. */
  mostInASecond(): number
  close(): Promise<void>
}

/**
 * Starts one on a free loopback port. `refusing` names the code with which a conversation is refused, if it is. `random` gives numbers in [0, 1).
 * What a sender that dies does not read is for its killer to count: see {@link Thread.ambiguous}.
 */
export async function startFaultyConnector({ faults, refusing = () => undefined, random, latency = 0 }: {
  faults: Faults
  refusing?: (conversation: string) => string | undefined
  random: () => number
  /** Milliseconds before each answer. */
  latency?: number
}): Promise<FaultyConnector> {
  const threads = new Map<string, Thread>()
  const times: number[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    times.push(performance.now())
    const path = /^\/v3\/conversations\/([^/]+)\/activities/.exec(request.url ?? '')
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk as Buffer))
    request.on('error', () => {})
    request.on('end', () => setTimeout(() => {
      const conversation = path ? decodeURIComponent(path[1]!) : undefined
      const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => {
        response.writeHead(status, { 'content-type': 'application/json', ...headers })
        response.end(JSON.stringify(body))
      }
      if (conversation === undefined) return answer(404, { error: { code: 'NotFound' } })
      const code = refusing(conversation)
      if (code) return answer(code === 'ConversationNotFound' ? 404 : 403, { error: { code, message: 'refused' } })
      const thread = threads.get(conversation) ?? { shown: 0, ambiguous: 0, marked: 0 }
      threads.set(conversation, thread)
      const show = () => {
        thread.shown++
        if (Buffer.concat(chunks).toString('utf8').includes('(Gửi lại')) thread.marked++
      }
      let fate = random()
      const falls = (share: number) => {
        fate -= share
        return fate < 0
      }
      if (falls(faults.throttled)) return answer(429, { error: { code: 'TooManyRequests' } }, { 'retry-after': '1' })
      if (falls(faults.storedThen502)) {
        show()
        thread.ambiguous++
        return answer(502, { error: { code: 'BadGateway' } })
      }
      if (falls(faults.reset)) {
        if (random() < 0.5) show()
        thread.ambiguous++
        return void request.socket.resetAndDestroy()
      }
      if (falls(faults.hang)) {
        if (random() < 0.5) show()
        thread.ambiguous++
        return
      }
      show()
      answer(200, { id: `m${times.length}` })
    }, latency))
  })
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    threads,
    requests: () => times.length,
    mostInASecond() {
      let most = 0
      for (let first = 0, last = 0; last < times.length; last++) {
        while (times[last]! - times[first]! >= 1000) first++
        most = Math.max(most, last - first + 1)
      }
      return most
    },
    close: () => new Promise(resolve => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    }),
  }
}
