import { addDays, dayOf, fromIso } from '#domain/time/instant.ts'
import type { Day, Instant } from '#domain/time/instant.ts'
import type { Value } from './items.ts'
import type { Bilingual, Field, Form } from '../form.ts'

/** Whether a field could take a value of this kind. */
export function takes(field: Field, value: Value): boolean {
  switch (value.is) {
    case 'number': return field.kind === 'count'
    case 'answer': return field.kind === 'yes-no-none' || (field.kind === 'count' && value.value !== 'yes')
    case 'date': return field.kind === 'date'
    // Only facts that seldom change are as they were.
    case 'same': return field.carry || asksOfChange(field)
    case 'pair': return value.dated ? field.kind === 'date' : field.kind === 'date' || field.kind === 'count'
  }
}

/** Whether a question asks if something changed: "như cũ" answers it with no. */
export function asksOfChange(field: Field): boolean {
  return field.kind === 'yes-no-none' && field.said.some(name => /^(?:có )?thay đổi/.test(name))
}

/** A day and month as a day: the year as written, else the one that puts it inside the window, else the last such day up to now. `undefined` when there is no such day. */
export function dayFrom(said: { day: number; month: number; year?: number }, window: { from: Day; to: Day }, at: Instant): Day | undefined {
  const real = (year: number): Day | undefined => {
    const day = [String(year).padStart(4, '0'), String(said.month).padStart(2, '0'), String(said.day).padStart(2, '0')].join('-')
    return /^\d{4}-\d{2}-\d{2}$/.test(day) && fromIso(day) !== undefined ? day : undefined
  }
  if (said.year !== undefined) return real(said.year)
  const years = [...new Set([Number(window.from.slice(0, 4)), Number(window.to.slice(0, 4)), Number(dayOf(at).slice(0, 4))])]
  const days = years.map(real).filter(day => day !== undefined)
  return days.find(day => day >= window.from && day <= window.to) ?? days.filter(day => day <= addDays(dayOf(at), 1)).toSorted().at(-1) ?? days[0] ?? real(2024)
}

/** The count that a count is a part of, by the form's own rules (`part <= whole`). */
export function wholeOf(form: Form, part: string): string | undefined {
  for (const { check: [left, operator, right] } of form.rules) if (left === part && operator === '<=' && typeof right === 'string') return right
  return undefined
}

/** Why a figure in digits cannot be a count. */
export function oddFigure(field: Field, said: string, odd: 'negative' | 'fraction' | 'giant'): Bilingual {
  const { vi, en } = field.label
  switch (odd) {
    case 'negative': return { vi: `${vi}: “${said}” là số âm, xin ghi số từ 0 trở lên.`, en: `${en}: “${said}” is negative; please give 0 or more.` }
    case 'fraction': return { vi: `${vi}: “${said}” có phần lẻ, xin ghi số nguyên.`, en: `${en}: “${said}” is not a whole number.` }
    case 'giant': return { vi: `${vi}: “${said}” lớn quá mức có thể, xin xem lại.`, en: `${en}: “${said}” is too large to be right.` }
  }
}
