import type { IncomingMessage } from 'node:http'

/** A request's body, or why there is none: larger than allowed, or broken off by the sender. */
export type Body = { ok: true; bytes: Buffer } | { ok: false; reason: 'too-large' | 'broken-off' }

/** Bytes of a body too large that are still read and thrown away: most senders look for the answer only when they have sent everything. */
const MOST_DISCARDED = 64 * 1024 * 1024

/** Reads a whole body of at most `limit` bytes; what is too large is not kept in memory. Never rejects. */
export function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_DISCARDED) {
    request.resume()
    return Promise.resolve({ ok: false, reason: 'too-large' })
  }
  return new Promise(resolve => {
    let chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= limit) chunks.push(chunk)
      else chunks = []
      if (size > MOST_DISCARDED) resolve({ ok: false, reason: 'too-large' })
    })
    request.on('end', () => resolve(size > limit ? { ok: false, reason: 'too-large' } : { ok: true, bytes: chunks.length === 1 ? chunks[0] as Buffer : Buffer.concat(chunks) }))
    request.on('error', () => resolve({ ok: false, reason: 'broken-off' }))
    request.on('close', () => resolve({ ok: false, reason: 'broken-off' }))
  })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** JSON of a body; `ok: false` for what is not JSON in UTF-8. */
export function parseJson(bytes: Buffer): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(utf8.decode(bytes)) }
  } catch {
    return { ok: false }
  }
}
