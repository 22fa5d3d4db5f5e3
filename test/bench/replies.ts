import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A sent activity, as far as the benches look at it. */
export interface Reply {
  replyToId?: string
  text?: string
  summary?: string
  channelData?: { qcdc?: { obligation: string | null; missing: number } }
}

/** A connector that hands every reply to whoever waits for it and keeps nothing; what comes of itself (a nudge) is taken and passed over. */
export interface Replies {
  url: string
  /** Resolves with the replies to an activity, when `until` is satisfied by them. */
  to(activity: string, until: (replies: Reply[]) => boolean): Promise<Reply[]>
  close(): Promise<void>
}

/** Starts it on a free loopback port. */
export async function startReplies(): Promise<Replies> {
  const waiting = new Map<string, (reply: Reply) => void>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end('{"id":"1"}')
      const reply = JSON.parse(Buffer.concat(chunks).toString()) as Reply
      waiting.get(reply.replyToId ?? '')?.(reply)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    to: (activity, until) => new Promise(resolve => {
      const replies: Reply[] = []
      waiting.set(activity, reply => {
        // A stock bot's "is typing" is no reply.
        if (reply.text === undefined && reply.summary === undefined) return
        replies.push(reply)
        if (!until(replies)) return
        waiting.delete(activity)
        resolve(replies)
      })
    }),
    close: () => new Promise(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
