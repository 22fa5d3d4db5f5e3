import { Agent, request } from 'node:http'
import type { Replies, Reply } from './replies.ts'

/** Somebody who writes to a bot from one conversation: a message, its reply, the next message. */
export interface Talker {
  /** Says something or presses a button; resolves with the replies and the milliseconds until the last of them had come. */
  say(said: { text: string } | { value: Record<string, unknown> }, until?: (replies: Reply[]) => boolean): Promise<{ replies: Reply[]; took: number }>
}

/** Who talks. */
export interface Speaker {
  id: string
  aadObjectId: string
  name: string
}

const one = (replies: Reply[]) => replies.length > 0

/** A talker whose connection stays open, as a channel's do. */
export function createTalker({ url, replies, speaker }: { url: string; replies: Replies; speaker: Speaker }): Talker {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const conversation = `bench:${speaker.id}`
  const common = {
    type: 'message', channelId: 'msteams', serviceUrl: replies.url, locale: 'vi-VN',
    from: { id: `29:${speaker.id}`, name: speaker.name, aadObjectId: speaker.aadObjectId }, recipient: { id: '28:bot', name: 'Trợ lý QCDC' },
    conversation: { id: conversation, conversationType: 'personal', tenantId: '00000000-0000-4000-8000-00000000000a' },
  }
  let count = 0
  const post = (body: string): Promise<void> => new Promise((resolve, reject) => {
    const sent = request(`${url}/api/messages`, { method: 'POST', agent, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } }, response => {
      response.resume()
      response.on('end', () => (response.statusCode === 200 || response.statusCode === 201 ? resolve() : reject(new RangeError(`answered ${response.statusCode}`))))
    })
    // A kept connection that the server had just let go of: said again, on a new one.
    sent.on('error', error => (sent.reusedSocket ? post(body).then(resolve, reject) : reject(error)))
    sent.end(body)
  })
  return {
    async say(said, until = one) {
      const id = `${speaker.id}-${++count}`
      const body = JSON.stringify({ ...common, id, timestamp: new Date().toISOString(), ...said })
      const from = performance.now()
      const replied = replies.to(id, until)
      await Promise.all([post(body), replied])
      return { replies: await replied, took: performance.now() - from }
    },
  }
}

/** The value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

/** The middle value. */
export const median = (values: readonly number[]): number => quantile(values, 0.5)
