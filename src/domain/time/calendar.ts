import { z } from 'zod'
import { addDays, dayOf, instantOf, weekday, type Day, type Instant } from './instant.ts'

const bilingual = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })
const day = z.iso.date()
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time "HH:mm"')
const monthDay = z.string().regex(/^\d{2}-\d{2}$/, '"MM-DD"')

/** One year's days off and swapped working days, as a deployer edits it in data/holidays. `expected` years await the yearly announcement. */
export const calendarYearSchema = z
  .strictObject({
    year: z.int().min(1976).max(9999),
    status: z.enum(['announced', 'expected']),
    nonWorking: z.array(z.strictObject({ from: day, to: day.optional(), name: bilingual })),
    /** Saturdays or Sundays worked in exchange for a day off (làm bù). */
    workingInstead: z.array(z.strictObject({ day, name: bilingual })),
  })
  .superRefine((year, context) => {
    const outside = (d: Day) => !d.startsWith(`${year.year}-`)
    year.nonWorking.forEach(({ from, to = from }, index) => {
      if (outside(from) || outside(to)) context.addIssue({ code: 'custom', path: ['nonWorking', index], message: `days of ${year.year}` })
      if (to < from) context.addIssue({ code: 'custom', path: ['nonWorking', index, 'to'], message: 'a day not before "from"' })
    })
    year.workingInstead.forEach(({ day: d }, index) => {
      if (outside(d)) context.addIssue({ code: 'custom', path: ['workingInstead', index, 'day'], message: `a day of ${year.year}` })
    })
  })
export type CalendarYear = z.infer<typeof calendarYearSchema>

/** Office hours by season; the first season that holds the month and day counts. */
export const workingHoursSchema = z.strictObject({
  seasons: z.array(z.strictObject({ from: monthDay, to: monthDay, spans: z.array(z.tuple([time, time])).min(1) })).min(1),
})
export type WorkingHours = z.infer<typeof workingHoursSchema>

interface Name {
  vi: string
  en: string
}

/** Working days and hours, ready for asking. */
export interface Calendar {
  /** Days off other than weekends, by day. */
  readonly off: ReadonlyMap<Day, Name>
  /** Weekend days that are worked. */
  readonly worked: ReadonlyMap<Day, Name>
  /** Years whose table was announced; every other year is provisional. */
  readonly announced: ReadonlySet<number>
  /** Years that have a table at all; the others follow {@link fixedHolidays}. */
  readonly known: ReadonlySet<number>
  readonly hours: WorkingHours
}

/** The calendar of the given years; a year given twice counts as given last. */
export function buildCalendar(years: readonly CalendarYear[], hours: WorkingHours): Calendar {
  const off = new Map<Day, Name>()
  const worked = new Map<Day, Name>()
  const byYear = new Map(years.map(year => [year.year, year]))
  for (const year of byYear.values()) {
    for (const { from, to = from, name } of year.nonWorking) for (let d = from; d <= to; d = addDays(d, 1)) off.set(d, name)
    for (const { day: d, name } of year.workingInstead) worked.set(d, name)
  }
  const announced = new Set([...byYear.values()].filter(year => year.status === 'announced').map(year => year.year))
  return { off, worked, announced, known: new Set(byYear.keys()), hours }
}

const yearOf = (d: Day) => Number(d.slice(0, 4))
const isWeekend = (d: Day) => weekday(d) === 0 || weekday(d) === 6

/**
 * Days off with a fixed date in the solar calendar (Bộ luật Lao động 45/2019/QH14, Đ.112; 24/11 from 2026 by Nghị quyết 28/2026/QH16),
 * each that falls on a weekend moved to the next working day. Tết and Giỗ Tổ follow the moon and are left to the tables.
 */
export function fixedHolidays(year: number): ReadonlyMap<Day, Name> {
  const cached = fixed.get(year)
  if (cached) return cached
  const days = new Map<Day, Name>()
  const names: [string, Name][] = [
    ['01-01', { vi: 'Tết Dương lịch', en: "New Year's Day" }],
    ['04-30', { vi: 'Ngày Chiến thắng 30/4', en: 'Reunification Day' }],
    ['05-01', { vi: 'Ngày Quốc tế lao động 1/5', en: 'Labour Day' }],
    ['09-01', { vi: 'Quốc khánh', en: 'National Day' }],
    ['09-02', { vi: 'Quốc khánh', en: 'National Day' }],
  ]
  if (year >= 2026) names.push(['11-24', { vi: 'Ngày Văn hóa Việt Nam', en: 'Viet Nam Culture Day' }])
  const dates = names.map(([monthAndDay, name]) => ({ d: `${year}-${monthAndDay}`, name }))
  for (const { d, name } of dates) if (!isWeekend(d)) days.set(d, name)
  for (const { d, name } of dates) {
    if (!isWeekend(d)) continue
    let next = addDays(d, 1)
    while (isWeekend(next) || days.has(next)) next = addDays(next, 1)
    days.set(next, { vi: `Nghỉ bù ${name.vi}`, en: `${name.en} (in lieu)` })
  }
  fixed.set(year, days)
  return days
}
const fixed = new Map<number, ReadonlyMap<Day, Name>>()

/** What a day off is called, in both languages; `undefined` for working days and plain weekends. */
export function holidayOn(calendar: Calendar, d: Day): Name | undefined {
  return calendar.known.has(yearOf(d)) ? calendar.off.get(d) : fixedHolidays(yearOf(d)).get(d)
}

/** Whether staff work on the day: not a weekend unless it is a swapped working day, and no day off. */
export function isWorkingDay(calendar: Calendar, d: Day): boolean {
  if (calendar.worked.has(d)) return true
  return !isWeekend(d) && holidayOn(calendar, d) === undefined
}

/** Whether any day of the range lies in a year whose table is not announced yet: what is counted over it may still change. */
export function isProvisional(calendar: Calendar, from: Day, to: Day): boolean {
  const [first, last] = from <= to ? [yearOf(from), yearOf(to)] : [yearOf(to), yearOf(from)]
  for (let year = first; year <= last; year++) if (!calendar.announced.has(year)) return true
  return false
}

/** The working day `count` working days after (before when negative) a day; with 0 the day itself, or the next working day when it is none. */
export function addWorkingDays(calendar: Calendar, d: Day, count: number): Day {
  const step = count < 0 ? -1 : 1
  let current = d
  if (count === 0) while (!isWorkingDay(calendar, current)) current = addDays(current, 1)
  for (let left = Math.abs(count); left > 0; ) {
    current = addDays(current, step)
    if (isWorkingDay(calendar, current)) left--
  }
  return current
}

/**
 * Working days from one instant to another: those after the first instant's day, up to and including the last one's
 * (from Wednesday 09:00 to Friday 16:00 two; within one day none). Negative when `to` is earlier.
 */
export function workingDaysBetween(calendar: Calendar, from: Instant, to: Instant): number {
  if (to < from) return -workingDaysBetween(calendar, to, from) || 0
  const last = dayOf(to)
  let count = 0
  for (let d = addDays(dayOf(from), 1); d <= last; d = addDays(d, 1)) if (isWorkingDay(calendar, d)) count++
  return count
}

/** Office hours of a day as instants, none when it is not a working day. */
function officeHours(calendar: Calendar, d: Day): { from: Instant; to: Instant }[] {
  if (!isWorkingDay(calendar, d)) return []
  const monthAndDay = d.slice(5)
  const season = calendar.hours.seasons.find(({ from, to }) =>
    // A season may run over New Year ("10-16" to "04-15").
    from <= to ? from <= monthAndDay && monthAndDay <= to : from <= monthAndDay || monthAndDay <= to,
  )
  return (season?.spans ?? []).map(([from, to]) => ({ from: instantOf(d, from), to: instantOf(d, to) }))
}

/** Office time between two instants, in milliseconds; 0 when `to` is not later. */
export function workingTimeBetween(calendar: Calendar, from: Instant, to: Instant): number {
  let time = 0
  for (let d = dayOf(from), last = dayOf(to); d <= last; d = addDays(d, 1)) {
    for (const span of officeHours(calendar, d)) time += Math.max(0, Math.min(span.to, to) - Math.max(span.from, from))
  }
  return time
}
