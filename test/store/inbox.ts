import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A message that somebody was shown. */
export interface Shown {
  conversation: string
  replyTo: string
  text: string
  at: number
}

/** A connector that keeps what it took and tells who waits for the reply to an activity. */
export async function openInbox() {
  const shown: Shown[] = []
  const first = new Map<string, Shown>()
  const waiting = new Map<string, (one: Shown) => void>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(`{"id":"r${shown.length}"}`)
      // A conversation opened with somebody shows them nothing yet.
      if (!/\/activities/.test(request.url ?? '')) return
      const { text, summary, replyToId: replyTo = '', conversation } = JSON.parse(Buffer.concat(chunks).toString())
      const one: Shown = { conversation: conversation?.id ?? '', replyTo, text: text ?? summary ?? '', at: performance.now() }
      shown.push(one)
      if (replyTo === '' || first.has(replyTo)) return
      first.set(replyTo, one)
      waiting.get(replyTo)?.(one)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shown,
    replyTo: (activity: string): Promise<Shown> => new Promise(resolve => {
      const known = first.get(activity)
      if (known) resolve(known)
      else waiting.set(activity, resolve)
    }),
    close: () => new Promise<void>(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
