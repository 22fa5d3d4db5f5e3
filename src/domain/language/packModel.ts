import { createHash } from 'node:crypto'
import { BUCKETS } from './features.ts'
import { INTENTS } from './intent.ts'
import type { Model } from './softmax.ts'

/** Classes a row of a model of intents. */
const WIDTH = 4 * Math.ceil(INTENTS.length / 4)

const KEY = 32
const SUM = 20
const HEAD = KEY + SUM
/** How many arrays {@link partsOf} gives. */
const PARTS = 9

/** The arrays of a model that are kept, those of wider numbers first, so that each lies where its numbers may; their lengths stand before them. */
function partsOf({ rows, steps, scale, bias, memory }: Model) {
  const buckets = new Uint32Array(scale.length)
  rows.forEach((row, bucket) => {
    if (row > 0) buckets[row] = bucket
  })
  return [bias, buckets, scale, memory.starts, memory.rarity, memory.phrases, memory.parts, memory.labels, steps] as const
}

/** A model as bytes: key (32 ASCII characters), checksum, the lengths of its parts, its parts. Little-endian, as every machine this runs on. */
export function packModel(model: Model, key: string): Uint8Array<ArrayBuffer> {
  const parts = partsOf(model)
  const all = [Uint32Array.from(parts, part => part.length), ...parts]
  const bytes = new Uint8Array(HEAD + all.reduce((length, part) => length + part.byteLength, 0))
  let at = HEAD
  for (const part of all) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at)
    at += part.byteLength
  }
  for (let i = 0; i < KEY; i++) bytes[i] = key.charCodeAt(i)
  bytes.set(checksum(bytes), KEY)
  return bytes
}

/** The model in the bytes, or `undefined` when they are of other phrases or code, cut off, or damaged. */
export function unpackModel(bytes: Uint8Array, key: string): Model | undefined {
  if (bytes.length < HEAD + 4 * PARTS || String.fromCharCode(...bytes.subarray(0, KEY)) !== key) return undefined
  const sum = checksum(bytes)
  for (let i = 0; i < SUM; i++) if (bytes[KEY + i] !== sum[i]) return undefined
  // A copy, because the parts must lie at multiples of four and what a file was read into need not.
  const body = new Uint8Array(bytes.subarray(HEAD)).buffer
  const lengths = new Uint32Array(body, 0, PARTS)
  let at = 4 * PARTS
  const next = <A extends { byteLength: number }>(make: new (buffer: ArrayBuffer, offset: number, length: number) => A, part: number): A => {
    const array = new make(body, at, lengths[part]!)
    at += array.byteLength
    return array
  }
  const bias = next(Float32Array, 0)
  const buckets = next(Uint32Array, 1)
  const scale = next(Float32Array, 2)
  const memory = { starts: next(Int32Array, 3), rarity: next(Float32Array, 4), phrases: next(Uint16Array, 5), parts: next(Uint8Array, 6), labels: next(Uint8Array, 7) }
  const steps = next(Int8Array, 8)
  if (at !== body.byteLength || bias.length !== WIDTH) return undefined
  const rows = new Int32Array(BUCKETS)
  for (let row = 1; row < buckets.length; row++) rows[buckets[row]! & (BUCKETS - 1)] = row
  return { width: WIDTH, rows, steps, scale, bias, memory }
}

function checksum(bytes: Uint8Array): Uint8Array {
  return createHash('sha1').update(bytes.subarray(HEAD)).digest()
}
