import { fromIso, type Instant } from '#domain/time/instant.ts'

/** The end of the year's last campaign in the sample as it is written, in Viet Nam: from then on the next year's shape is the one that fits. */
const YEAR_END = { year: 2026, rest: '-12-31T17:00+07:00' }

/**
 * By how many whole years the sample must move so that at `now` one of its yearly campaigns is closed with its history and the next is open:
 * none up to the end of 2026, then one more after each year's last closing.
 */
export function firstStartShift(now: Instant): number {
  let shift = 0
  while (fromIso(`${YEAR_END.year + shift}${YEAR_END.rest}`)! <= now) shift++
  return shift
}

/** A document of the sample moved by whole years: days and instants, campaign ids ("sk-2026") and the years in titles. Prose stays as it is. */
export function moveYears<T>(document: T, years: number): T {
  return years === 0 ? document : (moved(document, years, '') as T)
}

function moved(value: unknown, years: number, name: string): unknown {
  if (typeof value === 'string') {
    const later = (year: string) => String(Number(year) + years)
    if (name === 'vi' || name === 'en') return value.replace(/\b20\d\d\b/g, later)
    if (/^\d{4}-\d{2}-\d{2}/.test(value)) return value.replace(/^\d{4}/, later)
    return name === 'id' ? value.replace(/\d{4}$/, later) : value
  }
  if (Array.isArray(value)) return value.map(item => moved(item, years, ''))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, moved(inner, years, key)]))
}
