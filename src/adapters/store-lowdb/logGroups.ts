import { crc32 } from 'node:zlib'
import { Fault } from '#domain/fault.ts'

const NEWLINE = 10
const HEAD = /^G (\d+) (\d+) (\d+) ([0-9a-f]{8})$/

interface Group {
  first: number
  count: number
  /** Where its lines begin and end, in bytes. */
  from: number
  to: number
}

/** The group that begins at `at`, if it is whole. */
function groupAt(bytes: Buffer, at: number): Group | undefined {
  const end = bytes.indexOf(NEWLINE, at)
  // A head is some forty characters: a long line is something else, and not worth making text of.
  if (end < 0 || end - at > 80) return undefined
  const head = bytes.toString('latin1', at, end)
  const match = HEAD.exec(head)
  if (!match) return undefined
  const [, first, count, length, check] = match
  const from = end + 1
  const to = from + Number(length)
  if (to > bytes.length) return undefined
  const sum = crc32(bytes.subarray(from, to), crc32(head.slice(0, head.lastIndexOf(' '))))
  return sum.toString(16).padStart(8, '0') === check ? { first: Number(first), count: Number(count), from, to } : undefined
}

/** Whether a whole group begins anywhere after `at`: what was written later was written because what stood here had been whole. */
function wholeGroupAfter(bytes: Buffer, at: number): boolean {
  for (let next = bytes.indexOf('\nG ', at); next >= 0; next = bytes.indexOf('\nG ', next + 1)) {
    if (groupAt(bytes, next + 1)) return true
  }
  return false
}

/**
 * Reads the groups of a segment in order, giving each line its number; `before` is the number of the last change before it (NaN: not known).
 * Ends where a torn last group begins: it was never acknowledged. Throws Fault 'store-broken', naming file and byte, for what is broken before that.
 */
export function readGroups(bytes: Buffer, path: string, before: number, each: (number: number, line: string) => void): { last: number; end: number } {
  let last = before
  let at = 0
  while (at < bytes.length) {
    const group = groupAt(bytes, at)
    if (!group) {
      if (wholeGroupAfter(bytes, at)) throw new Fault('store-broken', `${path} is broken at byte ${at}, and what follows is whole. Restore a backup.`)
      break
    }
    if (Number.isNaN(last)) last = group.first - 1
    if (group.first !== last + 1) {
      throw new Fault('store-broken', `${path} goes from change ${last} to ${group.first} at byte ${at}: what was between is missing. Restore a backup.`)
    }
    let from = group.from
    while (from < group.to) {
      const end = bytes.indexOf(NEWLINE, from)
      each(++last, bytes.toString('utf8', from, end))
      from = end + 1
    }
    at = group.to
  }
  return { last, end: at }
}
