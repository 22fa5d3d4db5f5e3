import type { Reading } from './reading.ts'
import { written } from './reading.ts'
import type { EntityKind, EntitySpan } from './understood.ts'

/** Something found in `line[start, end)`, not yet in terms of what was written. */
export interface Found {
  kind: EntityKind
  start: number
  end: number
  value: EntitySpan['value']
}

/** A line of which parts are taken, so that "15/6" is not also a count; the first taker keeps a part. */
export interface Claims {
  reading: Reading
  found: Found[]
  taken: { start: number; end: number }[]
}

/** Whether nothing has been taken between two places of the line. */
export function free(claims: Claims, start: number, end: number): boolean {
  return claims.taken.every(part => end <= part.start || start >= part.end)
}

/** Takes a part of the line; with `value` undefined nothing is found there, but nobody else may read it either. */
export function take(claims: Claims, start: number, end: number, kind: EntityKind, value: Found['value'] | undefined): void {
  claims.taken.push({ start, end })
  if (value !== undefined) claims.found.push({ kind, start, end, value })
}

/**
 * Tries a pattern everywhere on the free parts of the line. `make` gives the value; null leaves the place to others, undefined takes it without a value.
 * Patterns stand between word boundaries by themselves.
 */
export function each(claims: Claims, kind: EntityKind, pattern: RegExp, make: (match: RegExpExecArray) => Found['value'] | null | undefined): void {
  pattern.lastIndex = 0
  for (let match = pattern.exec(claims.reading.line); match; match = pattern.exec(claims.reading.line)) {
    if (match[0] === '') pattern.lastIndex++
    const start = match.index
    const end = start + match[0].length
    if (!free(claims, start, end)) continue
    const value = make(match)
    if (value !== null) take(claims, start, end, kind, value)
  }
}

/** The part of the line as it was written, lower case, NFC. */
export function asWritten(claims: Claims, start: number, end: number): string {
  return written(claims.reading, start, end).said.normalize('NFC').toLowerCase()
}

/**
 * Whether a word as written can be the accented word meant: exactly it, or bare in a message (or a word) without diacritics.
 * "thu chi" in accented text is not "thứ", but "thu 6" in bare text is.
 */
export function mayBe(claims: Claims, start: number, end: number, meant: string): boolean {
  const said = asWritten(claims, start, end)
  if (said === meant || !claims.reading.accented) return true
  return claims.reading.accented && /^[\x20-\x7e]*$/.test(said) && !/[^\x20-\x7e]/.test(around(claims, start, end))
}

function around(claims: Claims, start: number, end: number): string {
  return asWritten(claims, Math.max(0, start - 12), Math.min(claims.reading.line.length, end + 12))
}

/** The last words before a place of the line: enough for every rule about what comes before, however long the line is. */
export function before(claims: Claims, at: number): string {
  return claims.reading.line.slice(Math.max(0, at - 40), at)
}
