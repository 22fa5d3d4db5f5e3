import { createHash } from 'node:crypto'
import { BUCKETS } from './features.ts'
import { INTENTS } from './intent.ts'
import type { Model } from './learn.ts'

const CLASSES = INTENTS.length
const KEY = 32
const SUM = 16

/**
 * A model as bytes: key, checksum, bias, buckets in the order of their rows, one scale a row, weights in 8 bits.
 * Rounding to 127 steps a row moves no probability by more than a thousandth or so.
 */
export function packModel(model: Model, key: string): Uint8Array<ArrayBuffer> {
  const count = model.weights.length / CLASSES
  const head = KEY + SUM
  const bytes = new Uint8Array(head + 4 + 4 * CLASSES + 8 * count + count * CLASSES)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < KEY; i++) bytes[i] = key.charCodeAt(i)
  let at = head
  view.setUint32(at, count, true)
  at += 4
  for (let c = 0; c < CLASSES; c++, at += 4) view.setFloat32(at, model.bias[c]!, true)
  model.rows.forEach((row, bucket) => {
    if (row > 0) view.setUint32(at + 4 * row, bucket, true)
  })
  at += 4 * count
  const weightsAt = at + 4 * count
  for (let row = 0; row < count; row++) {
    let most = 0
    for (let c = 0; c < CLASSES; c++) most = Math.max(most, Math.abs(model.weights[row * CLASSES + c]!))
    const scale = most / 127
    view.setFloat32(at + 4 * row, scale, true)
    for (let c = 0; c < CLASSES; c++) view.setInt8(weightsAt + row * CLASSES + c, scale === 0 ? 0 : Math.round(model.weights[row * CLASSES + c]! / scale))
  }
  bytes.set(checksum(bytes), KEY)
  return bytes
}

/** The model in the bytes, or `undefined` when they are of other phrases or code, cut off, or damaged. */
export function unpackModel(bytes: Uint8Array, key: string): Model | undefined {
  const head = KEY + SUM
  if (bytes.length < head + 4 || Buffer.from(bytes.subarray(0, KEY)).toString('latin1') !== key) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = view.getUint32(head, true)
  if (bytes.length !== head + 4 + 4 * CLASSES + 8 * count + count * CLASSES) return undefined
  const sum = checksum(bytes)
  for (let i = 0; i < SUM; i++) if (bytes[KEY + i] !== sum[i]) return undefined
  let at = head + 4
  const bias = new Float32Array(CLASSES)
  for (let c = 0; c < CLASSES; c++, at += 4) bias[c] = view.getFloat32(at, true)
  const rows = new Int32Array(BUCKETS)
  for (let row = 1; row < count; row++) rows[view.getUint32(at + 4 * row, true) & (BUCKETS - 1)] = row
  at += 4 * count
  const weightsAt = at + 4 * count
  const small = new Int8Array(bytes.buffer, bytes.byteOffset + weightsAt, count * CLASSES)
  const weights = new Float32Array(count * CLASSES)
  for (let row = 0; row < count; row++) {
    const scale = view.getFloat32(at + 4 * row, true)
    for (let i = row * CLASSES; i < (row + 1) * CLASSES; i++) weights[i] = small[i]! * scale
  }
  return { rows, weights, bias }
}

function checksum(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes.subarray(KEY + SUM)).digest().subarray(0, SUM)
}
