import type { Instant } from './time/instant.ts'

/** Keeps rates: the next turn of a key that has `perSecond` of them; gives the milliseconds to wait for it. A second's worth may be taken at once. */
export function createPace(): (key: string, perSecond: number, now: Instant) => number {
  const freeAt = new Map<string, number>()
  return (key, perSecond, now) => {
    const free = Math.max(freeAt.get(key) ?? 0, now) + 1000 / perSecond
    freeAt.set(key, free)
    return Math.max(0, free - now - 1000)
  }
}
