import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCalendar } from '#adapters/files/readCalendar.ts'
import {
  addWorkingDays, buildCalendar, fixedHolidays, holidayOn, isProvisional, isWorkingDay, workingDaysBetween, workingTimeBetween,
} from '#domain/time/calendar.ts'
import { addDays, fromIso, HOUR, instantOf, MINUTE } from '#domain/time/instant.ts'

const calendar = await readCalendar(join(import.meta.dirname, '../../data/holidays'))
const at = (text: string) => fromIso(text)!

describe('working days of the shipped calendar', () => {
  it.each([
    ['2026-06-10', true, 'an ordinary Wednesday'],
    ['2026-06-13', false, 'a Saturday'],
    ['2026-01-02', false, 'swapped for 10 January'],
    ['2026-01-10', true, 'a Saturday worked in exchange'],
    ['2026-08-22', true, 'a Saturday worked in exchange'],
    ['2026-08-31', false, 'swapped for 22 August'],
    ['2025-04-26', true, 'a Saturday worked in exchange'],
    ['2025-05-02', false, 'swapped for 26 April'],
    ['2026-02-18', false, 'Tết'],
    ['2026-04-26', false, 'Giỗ Tổ, a Sunday'],
    ['2026-04-27', false, 'Giỗ Tổ in lieu'],
    ['2026-11-24', false, 'Viet Nam Culture Day, from 2026'],
    ['2025-11-24', true, 'not a day off yet'],
    ['2027-09-03', false, 'expected second day of National Day'],
  ])('%s works: %s (%s)', (day, works) => {
    expect(isWorkingDay(calendar, day)).toBe(works)
  })

  it('names a day off in both languages', () => {
    expect(holidayOn(calendar, '2026-11-24')).toEqual({ vi: 'Ngày Văn hóa Việt Nam', en: 'Viet Nam Culture Day' })
    expect(holidayOn(calendar, '2026-06-13')).toBeUndefined()
  })

  it('tells what is announced from what is only expected or unknown', () => {
    expect(isProvisional(calendar, '2026-06-01', '2026-12-31')).toBe(false)
    expect(isProvisional(calendar, '2026-12-31', '2027-01-04')).toBe(true)
    expect(isProvisional(calendar, '2031-01-01', '2031-01-02')).toBe(true)
  })
})

describe('years without a table', () => {
  it('have the days off with a fixed date, and those on a weekend are made up for', () => {
    // 2033: 1 January a Saturday, 30 April a Saturday, 1 May a Sunday.
    expect([...fixedHolidays(2033).keys()].sort()).toEqual(['2033-01-03', '2033-05-02', '2033-05-03', '2033-09-01', '2033-09-02', '2033-11-24'])
    expect(isWorkingDay(calendar, '2033-05-03')).toBe(false)
    expect(isWorkingDay(calendar, '2024-11-25')).toBe(true)
  })
})

describe('counting', () => {
  it.each([
    ['2026-06-10T09:00', '2026-06-12T16:00', 2],
    ['2026-06-12T09:00', '2026-06-12T16:00', 0],
    ['2026-06-12T17:00', '2026-06-15T08:00', 1],
    ['2026-08-21T16:00', '2026-09-03T16:00', 7],
    ['2026-06-15T08:00', '2026-06-12T16:00', -1],
  ])('from %s to %s: %i working days', (from, to, days) => {
    expect(workingDaysBetween(calendar, at(from), at(to))).toBe(days)
  })

  it.each([
    ['2026-06-12T09:00', '2026-06-12T16:00', 2.5 * HOUR + 3 * HOUR],
    ['2026-06-12T12:00', '2026-06-12T12:30', 0],
    ['2026-06-12T16:30', '2026-06-15T07:45', 45 * MINUTE],
    ['2026-06-13T08:00', '2026-06-14T16:00', 0],
  ])('from %s to %s: %i ms of office time', (from, to, time) => {
    expect(workingTimeBetween(calendar, at(from), at(to))).toBe(time)
  })

  it('steps over weekends and days off in both directions', () => {
    expect(addWorkingDays(calendar, '2026-08-28', 1)).toBe('2026-09-03')
    expect(addWorkingDays(calendar, '2026-09-03', -1)).toBe('2026-08-28')
    expect(addWorkingDays(calendar, '2026-08-29', 0)).toBe('2026-09-03')
  })

  it('agrees with stepping: n working days on, n are counted', () => {
    const days = fc.integer({ min: 0, max: 1460 }).map(offset => addDays('2025-01-01', offset))
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), (day, count) => {
        const later = addWorkingDays(calendar, day, count)
        expect(isWorkingDay(calendar, later)).toBe(true)
        expect(workingDaysBetween(calendar, instantOf(day, '10:00'), instantOf(later, '10:00'))).toBe(count)
      }),
    )
  })
})

it('uses the season that holds the day, over New Year too', () => {
  const seasonal = buildCalendar([], {
    seasons: [
      { from: '10-16', to: '04-15', spans: [['08:00', '12:00'], ['13:00', '17:00']] },
      { from: '04-16', to: '10-15', spans: [['07:00', '11:30'], ['13:30', '17:00']] },
    ],
  })
  expect(workingTimeBetween(seasonal, at('2026-01-12T07:00'), at('2026-01-12T09:00'))).toBe(HOUR)
  expect(workingTimeBetween(seasonal, at('2026-06-15T07:00'), at('2026-06-15T09:00'))).toBe(2 * HOUR)
})
