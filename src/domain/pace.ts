import type { Instant } from './time/instant.ts'

/** A rate: so many a second, of which `burst` may be taken at once. In any one second there are at most `perSecond + burst`. */
export interface Rate {
  perSecond: number
  burst: number
  /** The turns asked for are laid at most so many milliseconds ahead, for what takes them without waiting; without end unless said. */
  ahead?: number
}

/** Keeps rates by key: gives the milliseconds to wait for the last of the next turns, which are taken by asking. */
export function createPace(): (key: string, rate: Rate, now: Instant, turns?: number) => number {
  const freeAt = new Map<string, number>()
  return (key, { perSecond, burst, ahead = Infinity }, now, turns = 1) => {
    const apart = 1000 / perSecond
    const taken = Math.max(freeAt.get(key) ?? 0, now)
    const free = Math.max(taken, Math.min(taken + apart * turns, now + ahead))
    freeAt.set(key, free)
    return Math.max(0, free - now - burst * apart)
  }
}
