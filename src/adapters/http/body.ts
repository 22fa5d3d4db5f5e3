import type { IncomingMessage } from 'node:http'

/** A request's body, or why there is none: larger than allowed, or broken off by the sender. */
export type Body = { ok: true; bytes: Buffer } | { ok: false; reason: 'too-large' | 'broken-off' }

/** Reads a whole body of at most `limit` bytes; what is too large is not kept in memory. Never rejects. */
export function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    request.resume()
    return Promise.resolve({ ok: false, reason: 'too-large' })
  }
  return new Promise(resolve => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) resolve({ ok: false, reason: 'too-large' })
      else chunks.push(chunk)
    })
    request.on('end', () => resolve({ ok: true, bytes: chunks.length === 1 ? chunks[0] as Buffer : Buffer.concat(chunks) }))
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
