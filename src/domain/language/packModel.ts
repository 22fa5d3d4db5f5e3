import { createHash } from 'node:crypto'
import { BUCKETS } from './features.ts'
import { CLASSES } from './learn.ts'
import type { Model } from './learn.ts'

const KEY = 32
const SUM = 20
const HEAD = KEY + SUM

/** A model as bytes: key (32 ASCII characters), checksum, number of rows, bias, the bucket of each row, its step size, its steps. Little-endian, as every machine this runs on. */
export function packModel(model: Model, key: string): Uint8Array<ArrayBuffer> {
  const count = model.scale.length
  const buckets = new Uint32Array(count)
  model.rows.forEach((row, bucket) => {
    if (row > 0) buckets[row] = bucket
  })
  const parts = [Uint32Array.of(count), model.bias, buckets, model.scale, model.steps]
  const bytes = new Uint8Array(HEAD + parts.reduce((length, part) => length + part.byteLength, 0))
  let at = HEAD
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at)
    at += part.byteLength
  }
  for (let i = 0; i < KEY; i++) bytes[i] = key.charCodeAt(i)
  bytes.set(checksum(bytes), KEY)
  return bytes
}

/** The model in the bytes, or `undefined` when they are of other phrases or code, cut off, or damaged. */
export function unpackModel(bytes: Uint8Array, key: string): Model | undefined {
  if (bytes.length < HEAD + 4 || String.fromCharCode(...bytes.subarray(0, KEY)) !== key) return undefined
  const sum = checksum(bytes)
  for (let i = 0; i < SUM; i++) if (bytes[KEY + i] !== sum[i]) return undefined
  // A copy, because the parts must lie at multiples of four and what a file was read into need not.
  const body = new Uint8Array(bytes.subarray(HEAD)).buffer
  const count = new Uint32Array(body, 0, 1)[0]!
  if (body.byteLength !== 4 + 4 * CLASSES + 8 * count + count * CLASSES) return undefined
  const bias = new Float32Array(body, 4, CLASSES)
  const buckets = new Uint32Array(body, 4 + 4 * CLASSES, count)
  const scale = new Float32Array(body, 4 + 4 * CLASSES + 4 * count, count)
  const steps = new Int8Array(body, 4 + 4 * CLASSES + 8 * count, count * CLASSES)
  const rows = new Int32Array(BUCKETS)
  for (let row = 1; row < count; row++) rows[buckets[row]! & (BUCKETS - 1)] = row
  return { rows, steps, scale, bias }
}

function checksum(bytes: Uint8Array): Uint8Array {
  return createHash('sha1').update(bytes.subarray(HEAD)).digest()
}
