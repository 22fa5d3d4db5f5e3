import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { buildCalendar, calendarYearSchema, workingHoursSchema, type Calendar } from '#domain/time/calendar.ts'
import { readJson } from './readJson.ts'

/** The calendar of a folder of `<year>.json` files and `hours.json` (data/holidays). Throws Fault 'data-invalid' naming the file and the place in it. */
export async function readCalendar(folder: string): Promise<Calendar> {
  const years = (await readdir(folder)).filter(name => /^\d{4}\.json$/.test(name)).sort()
  const [hours, ...tables] = await Promise.all([
    readJson(join(folder, 'hours.json'), workingHoursSchema),
    ...years.map(name => readJson(join(folder, name), calendarYearSchema)),
  ])
  return buildCalendar(tables, hours)
}
