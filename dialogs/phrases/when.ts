import { daysSince } from '#domain/standings.ts'
import { workingDaysBetween, workingTimeBetween, type Calendar } from '#domain/time/calendar.ts'
import { DAY, HOUR, dayOf, timeOf, weekday, type Day, type Instant } from '#domain/time/instant.ts'
import type { Locale } from '#ports/channel.ts'
import { plural } from './phrase.ts'

const WEEKDAYS = {
  vi: ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
}
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A day as it is written: "12/6/2026"; without its year when that is the year of `near`. */
export function sayDay(day: Day, locale: Locale, near?: Instant): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const sameYear = near !== undefined && dayOf(near).startsWith(`${year}-`)
  if (locale === 'en') return `${date} ${MONTHS[month - 1]}${sameYear ? '' : ` ${year}`}`
  return sameYear ? `${date}/${month}` : `${date}/${month}/${year}`
}

/** "16:00 ngày 12/6" */
export function sayInstant(instant: Instant, locale: Locale, near?: Instant): string {
  const day = sayDay(dayOf(instant), locale, near)
  return locale === 'vi' ? `${timeOf(instant)} ngày ${day}` : `${timeOf(instant)} on ${day}`
}

/** "16:00 thứ Sáu, 12/6" */
export function sayInstantFully(instant: Instant, locale: Locale, near?: Instant): string {
  const name = WEEKDAYS[locale][weekday(dayOf(instant))]
  return `${timeOf(instant)} ${name}, ${sayDay(dayOf(instant), locale, near)}`
}

/** Working days up to which the hours are told too: further away nobody counts them. */
const HOURS_TOLD = 3

/** How long until a due instant, in office time, or how long since: "còn 2 ngày làm việc", "quá hạn 3 ngày". */
export function sayRemaining(due: Instant, now: Instant, calendar: Calendar, locale: Locale): string {
  const vi = locale === 'vi'
  if (now > due) {
    const late = now - due
    if (late < DAY) {
      const hours = Math.max(1, Math.floor(late / HOUR))
      return vi ? `đã quá hạn ${hours} giờ` : `${plural(hours, 'hour')} overdue`
    }
    // Days begun, as in the list of those who are late.
    const days = daysSince(due, now)
    return vi ? `đã quá hạn ${days} ngày` : `${plural(days, 'day')} overdue`
  }
  const days = workingDaysBetween(calendar, now, due)
  const hours = Math.floor(workingTimeBetween(calendar, now, due) / HOUR)
  if (days > HOURS_TOLD) return vi ? `còn ${days} ngày làm việc` : `${plural(days, 'working day')} left`
  if (days > 0) return vi ? `còn ${days} ngày làm việc, tức ${hours} giờ làm việc` : `${plural(days, 'working day')} left, ${plural(hours, 'working hour')}`
  if (hours > 0) return vi ? `còn ${hours} giờ làm việc` : `${plural(hours, 'working hour')} left`
  const minutes = Math.max(1, Math.floor((due - now) / 60_000))
  if (minutes >= 60) return vi ? `còn ${Math.floor(minutes / 60)} giờ, ngoài giờ làm việc` : `${plural(Math.floor(minutes / 60), 'hour')} left, outside office hours`
  return vi ? `còn ${minutes} phút` : `${plural(minutes, 'minute')} left`
}
