import { each } from './claims.ts'
import type { Claims } from './claims.ts'
import { numeralAt } from './numerals.ts'

const HOUR_WORD = '(\\d{1,2}|(?:muoi )?(?:mot|hai|ba|bon|nam|sau|bay|tam|chin)|muoi)'
/** The part of the day is looked at and left where it is: "8h sáng mai" names a day by it, too. */
const PART = '(?=(?: ?(?:vao )?(?:buoi )?(sang|trua|chieu|toi|dem)\\b)?)'

/** Finds clock times: "16h30", "4 giờ chiều", "8 rưỡi sáng", "17g", "16:00", "3 pm". */
export function findTimes(claims: Claims): void {
  // Hours as a length of time ("trong 24 giờ", "sau 2 giờ", "48h nữa") are not times of day; "sau 16h" is one.
  each(claims, 'time', /\b(?:(?:trong|vong)(?: vong)? \d{1,3}|(?:sau|cham nhat|qua) (?:[0-5]|2[4-9]|[3-9]\d|\d{3})) ?(?:h|gio|tieng)\b(?! (?:\d|sang|trua|chieu|toi|dem))/g, () => undefined)
  each(claims, 'time', new RegExp(`\\b${HOUR_WORD} ?(?:h|g|gio) ?(?:(\\d{2})\\b(?! ?[/.-] ?\\d)(?: ?phut| ?p\\b)?|(\\d{1,2}) phut|(ruoi))?${PART}(?![a-z])(?! (?:lam viec|nua|truoc|toi thieu|dong ho))`, 'g'), m => {
    const hour = /^\d/.test(m[1]!) ? Number(m[1]) : numeralAt(m[1]!.split(' '), 0)!.value
    return clock(hour, m[4] ? 30 : Number(m[2] ?? m[3] ?? 0), m[5])
  })
  each(claims, 'time', new RegExp(`\\b${HOUR_WORD} ruoi\\b${PART}`, 'g'), m => clock(/^\d/.test(m[1]!) ? Number(m[1]) : numeralAt(m[1]!.split(' '), 0)!.value, 30, m[2]))
  each(claims, 'time', /\b(\d{1,2}):(\d{2})(?: ?(am|pm))?\b(?!:)/g, m => clock(Number(m[1]), Number(m[2]), m[3]))
  each(claims, 'time', /(?<!thang |\/)\b(\d{1,2}) ?(am|pm)\b(?! lich)/g, m => clock(Number(m[1]), 0, m[2]))
  each(claims, 'time', /\b(?:giua trua|12 trua|noon)\b/g, () => '12:00')
}

function clock(hour: number, minute: number, part: string | undefined): string | null {
  let h = hour
  if (part !== undefined && /^(?:chieu|toi|pm)$/.test(part) && h < 12) h += 12
  else if (part === 'dem' && h >= 6 && h < 12) h += 12
  else if (part === 'trua' && h < 4) h += 12
  else if (part === 'am' && h === 12) h = 0
  if (h > 24 || minute > 59 || (h === 24 && minute > 0)) return null
  return `${String(h).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
