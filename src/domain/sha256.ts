import { createHash } from 'node:crypto'

/** SHA-256 of some bytes, as 64 hex digits: the name a file is kept under. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
