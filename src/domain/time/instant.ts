/** A moment: milliseconds since 1970-01-01T00:00Z. Written outside as ISO 8601 with the +07:00 offset. */
export type Instant = number

/** A calendar day in Asia/Ho_Chi_Minh, "YYYY-MM-DD"; compares as a string. */
export type Day = string

export const MINUTE = 60_000
export const HOUR = 3_600_000
export const DAY = 86_400_000

/** Viet Nam has had UTC+7 without daylight saving time since 1975; nothing here speaks of earlier days. */
const OFFSET = 7 * HOUR

/** The calendar day on which an instant falls in Viet Nam. */
export function dayOf(instant: Instant): Day {
  return new Date(instant + OFFSET).toISOString().slice(0, 10)
}

/** The instant of a wall-clock time ("HH:mm", "24:00" allowed) of a day in Viet Nam. */
export function instantOf(day: Day, time = '00:00'): Instant {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return Date.parse(`${day}T00:00:00Z`) - OFFSET + hours * HOUR + minutes * MINUTE
}

/** The wall-clock time "HH:mm" of an instant in Viet Nam. */
export function timeOf(instant: Instant): string {
  return new Date(instant + OFFSET).toISOString().slice(11, 16)
}

/** The day `days` calendar days later (earlier when negative). */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
}

/** Day of the week: 0 Sunday … 6 Saturday. */
export function weekday(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}

/** ISO 8601 with the +07:00 offset, to the second (milliseconds only when there are any). */
export function toIso(instant: Instant): string {
  const iso = new Date(instant + OFFSET).toISOString()
  return (iso.endsWith('.000Z') ? iso.slice(0, 19) : iso.slice(0, 23)) + '+07:00'
}

/** The instant of an ISO 8601 text. A date alone is the beginning of that day in Viet Nam; a time without an offset is Viet Nam's. `undefined` when it is neither. */
export function fromIso(text: string): Instant | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/.exec(text.trim())
  if (!match) return undefined
  const [, day, time, zone] = match
  const instant = Date.parse(`${day}T${time ?? '00:00'}${zone ?? '+07:00'}`)
  // Date.parse rolls 31 June over into July; such a day is a typing error, not a date.
  return Number.isNaN(instant) || addDays(day!, 0) !== day ? undefined : instant
}
