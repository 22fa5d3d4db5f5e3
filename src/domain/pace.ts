import type { Instant } from './time/instant.ts'

/** A rate: so many a second, of which `burst` may be taken at once. In any one second there are at most `perSecond + burst`. */
export interface Rate {
  perSecond: number
  burst: number
}

/** Keeps rates by key: gives the milliseconds to wait for the last of the next turns, which are taken by asking. */
export function createPace(): (key: string, rate: Rate, now: Instant, turns?: number) => number {
  const freeAt = new Map<string, number>()
  return (key, { perSecond, burst }, now, turns = 1) => {
    const apart = 1000 / perSecond
    const free = Math.max(freeAt.get(key) ?? 0, now) + apart * turns
    freeAt.set(key, free)
    return Math.max(0, free - now - burst * apart)
  }
}
