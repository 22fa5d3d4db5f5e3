/** A source of randomness in [0, 1): jitter only, nothing secret. */
export type Random = () => number

/** First wait in milliseconds, and the longest. */
const FIRST = 1000
const LONGEST = 15 * 60_000

/** Milliseconds to wait before try number `tries + 1`: doubled each time, half of it left to chance so that many do not come back at once. */
export function backOff(tries: number, random: Random): number {
  const whole = Math.min(LONGEST, FIRST * 2 ** Math.min(20, Math.max(0, tries - 1)))
  return Math.round(whole / 2 + (whole / 2) * random())
}
