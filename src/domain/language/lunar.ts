import { addDays } from '#domain/time/instant.ts'
import type { Day } from '#domain/time/instant.ts'

/**
 * The Vietnamese lunisolar calendar, computed from mean new moons and the sun's longitude (formulae of J. Meeus, Astronomical Algorithms),
 * reckoned at UTC+7. Right for 1900–2100 except where a new moon falls within a minute or two of midnight.
 */

const UNIX_EPOCH_JULIAN = 2440587.5
const ZONE = 7 / 24
const RADIAN = Math.PI / 180
/** Mean length of a lunation in days. */
const LUNATION = 29.530588861
/** Mean new moon of 2000-01-06, as a Julian ephemeris day. */
const FIRST_NEW_MOON = 2451550.09766

/** Julian day (with fraction, universal time to within a minute) of the k-th new moon since January 2000. */
function newMoon(k: number): number {
  const t = k / 1236.85
  const sun = (2.5534 + 29.1053567 * k - 0.0000014 * t * t) * RADIAN
  const moon = (201.5643 + 385.81693528 * k + 0.0107582 * t * t) * RADIAN
  const node = (160.7108 + 390.67050284 * k - 0.0016118 * t * t) * RADIAN
  const rise = (124.7746 - 1.56375588 * k + 0.0020672 * t * t) * RADIAN
  const e = 1 - 0.002516 * t - 0.0000074 * t * t
  const correction =
    -0.4072 * Math.sin(moon) + 0.17241 * e * Math.sin(sun) + 0.01608 * Math.sin(2 * moon) + 0.01039 * Math.sin(2 * node) + 0.00739 * e * Math.sin(moon - sun) -
    0.00514 * e * Math.sin(moon + sun) + 0.00208 * e * e * Math.sin(2 * sun) - 0.00111 * Math.sin(moon - 2 * node) - 0.00057 * Math.sin(moon + 2 * node) +
    0.00056 * e * Math.sin(2 * moon + sun) - 0.00042 * Math.sin(3 * moon) + 0.00042 * e * Math.sin(sun + 2 * node) + 0.00038 * e * Math.sin(sun - 2 * node) -
    0.00024 * e * Math.sin(2 * moon - sun) - 0.00017 * Math.sin(rise)
  // Ephemeris time runs ahead of universal time by about this much in our centuries.
  const ahead = (62.92 + 0.32217 * (100 * t) + 0.005589 * (100 * t) ** 2) / 86400
  return FIRST_NEW_MOON + LUNATION * k + 0.00015437 * t * t + correction - ahead
}

/** Number of the day (days since 1970-01-01) in Viet Nam on which the k-th new moon falls. */
function newMoonDay(k: number): number {
  return Math.floor(newMoon(k) - UNIX_EPOCH_JULIAN + ZONE)
}

/** The sun's apparent longitude at the beginning of a day in Viet Nam, in twelfths of the circle: 0 from the spring equinox, 9 from the winter solstice. */
function sunTwelfth(day: number): number {
  const t = (day - ZONE + UNIX_EPOCH_JULIAN - 2451545) / 36525
  const anomaly = (357.52911 + 35999.05029 * t - 0.0001537 * t * t) * RADIAN
  const centre = (1.914602 - 0.004817 * t) * Math.sin(anomaly) + (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) + 0.000289 * Math.sin(3 * anomaly)
  const longitude = 280.46646 + 36000.76983 * t + 0.0003032 * t * t + centre - 0.00569 - 0.00478 * Math.sin((125.04 - 1934.136 * t) * RADIAN)
  return Math.floor((((longitude % 360) + 360) % 360) / 30)
}

/** Index of the new moon that begins the eleventh month of a lunar year: the last one whose month holds the winter solstice of that solar year. */
function eleventh(year: number): number {
  const yearEnd = Date.UTC(year, 11, 31) / 86_400_000
  let k = Math.floor((yearEnd + UNIX_EPOCH_JULIAN - FIRST_NEW_MOON) / LUNATION) + 1
  while (newMoonDay(k) > yearEnd) k--
  return sunTwelfth(newMoonDay(k)) >= 9 && sunTwelfth(newMoonDay(k)) < 11 ? k - 1 : k
}

function dayNumber(day: number): Day {
  return addDays('1970-01-01', day)
}

interface LunarMonth {
  /** Number of its first day, and of the next month's. */
  start: number
  next: number
  month: number
  leap: boolean
}

const YEARS = new Map<number, LunarMonth[]>()

/** The months of a lunar year in order; computed once a year. */
function monthsOf(year: number): LunarMonth[] {
  let months = YEARS.get(year)
  if (!months) {
    months = computeMonths(year)
    YEARS.set(year, months)
  }
  return months
}

function computeMonths(year: number): LunarMonth[] {
  const before = eleventh(year - 1)
  const after = eleventh(year)
  const months: LunarMonth[] = []
  for (const [from, to, first] of [[before, after, year - 1], [after, eleventh(year + 1), year]] as const) {
    let number = 11
    // Thirteen months between two elevenths: the first without a principal term is the leap month.
    let leapAllowed = to - from === 13
    for (let k = from; k < to; k++) {
      const leap = leapAllowed && k > from && sunTwelfth(newMoonDay(k)) === sunTwelfth(newMoonDay(k + 1))
      if (leap) leapAllowed = false
      else if (k > from) number = (number % 12) + 1
      const inYear = first === year ? number >= 11 : number < 11
      if (inYear) months.push({ start: newMoonDay(k), next: newMoonDay(k + 1), month: number, leap })
    }
  }
  return months
}

/** The day on which a lunar date falls; `undefined` when the month has no such day. Leap months are not meant by a plain number. */
export function fromLunar(year: number, month: number, day: number): Day | undefined {
  const found = monthsOf(year).find(m => m.month === month && !m.leap)
  if (!found || day < 1 || day > found.next - found.start) return undefined
  return dayNumber(found.start + day - 1)
}

/** New Year's Day (mùng 1 Tết) of a lunar year. */
export function tet(year: number): Day {
  return fromLunar(year, 1, 1)!
}
