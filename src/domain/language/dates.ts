import { addDays, weekday } from '#domain/time/instant.ts'
import type { Day } from '#domain/time/instant.ts'
import { asWritten, before, each, mayBe } from './claims.ts'
import type { Claims } from './claims.ts'
import { fromLunar, tet } from './lunar.ts'
import { numeralAt } from './numerals.ts'
import { written } from './reading.ts'

const two = (n: number) => String(n).padStart(2, '0')

/** A calendar day, or undefined when there is no such day. */
function dayIn(year: number, month: number, day: number): Day | undefined {
  const text = `${year}-${two(month)}-${two(day)}`
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1900 || year > 2100) return undefined
  return addDays(text, 0) === text ? text : undefined
}

/** Last day of a month. */
function monthEnd(year: number, month: number): Day {
  return addDays(month === 12 ? `${year + 1}-01-01` : `${year}-${two(month + 1)}-01`, -1)
}

function distance(a: Day, b: Day): number {
  return Math.abs(Date.parse(a) - Date.parse(b))
}

/** What is told of the past: "đã họp ngày 20/1". */
const PAST = /\b(?:da|vua|hom|was|were|did|held)\b/

/**
 * The day of that month nearest to `on`: in December "15/1" is next month, in January "20/12" was last month.
 * What is asked for lies ahead more often than behind, unless the message tells of something done.
 */
function nearest(on: Day, month: number, day: number, past: boolean): Day | undefined {
  const year = Number(on.slice(0, 4))
  const far = (d: Day) => distance(d, on) * ((d > on) === past ? 2.5 : 1)
  const days = [year - 1, year, year + 1].map(y => dayIn(y, month, day)).filter(d => d !== undefined)
  return days.sort((a, b) => far(a) - far(b))[0]
}

function fullYear(text: string): number {
  const year = Number(text)
  return text.length === 2 ? 2000 + year : year
}

const WEEKDAYS: Record<string, number> = { hai: 1, ba: 2, tu: 3, nam: 4, sau: 5, bay: 6, '2': 1, '3': 2, '4': 3, '5': 4, '6': 5, '7': 6, 'chu nhat': 0, cn: 0 }
const ENGLISH_DAYS: Record<string, number> = { monday: 1, mon: 1, tuesday: 2, tue: 2, wednesday: 3, wed: 3, thursday: 4, thu: 4, friday: 5, fri: 5, saturday: 6, sat: 6, sunday: 0, sun: 0 }
const ENGLISH_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH_NAMES: Record<string, number> = { gieng: 1, chap: 12, mot: 11, hai: 2, ba: 3, tu: 4, nam: 5, sau: 6, bay: 7, tam: 8, chin: 9, muoi: 10, 'muoi mot': 11, 'muoi hai': 12 }

/** Monday of the week of a day: Vietnamese weeks begin on Monday. */
function monday(on: Day): Day {
  return addDays(on, -((weekday(on) + 6) % 7))
}

/** A weekday as said: of this week ("này"), weeks ahead or back, else the next such day from today on, or the last one after "hôm". */
function onWeekday(on: Day, day: number, weeks: number | undefined, past: boolean): Day {
  if (weeks !== undefined) return addDays(monday(on), weeks * 7 + ((day + 6) % 7))
  const ahead = (day - weekday(on) + 7) % 7
  return past ? addDays(on, ahead === 0 ? -7 : ahead - 7) : addDays(on, ahead)
}

function weeksOf(words: string | undefined): number | undefined {
  if (!words) return undefined
  if (/tuan (?:sau nua|toi nua)/.test(words)) return 2
  if (/tuan (?:sau|toi|ke|toi day)|^ sau|^ toi|^ tuan ke/.test(words)) return 1
  if (/tuan (?:truoc|roi|qua|vua)|^ (?:truoc|vua)/.test(words)) return -1
  return 0
}

/** Day counts in words or digits before "ngày nữa". */
function countOf(words: string): number | undefined {
  if (/^\d+$/.test(words)) return Number(words)
  const parts = words.split(' ')
  const numeral = numeralAt(parts, 0)
  return numeral?.length === parts.length ? numeral.value : undefined
}

const YEAR = '(?:(?: nam |[/.-]| ?, ?| )(20\\d\\d|\\d\\d(?=\\b)))?'
const NUMBER_WORD = '(?:\\d{1,3}|(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|tu|lam)(?: (?:muoi|mot|hai|ba|bon|nam|lam|sau|bay|tam|chin))*)'

/** Finds the calendar days a message names, as seen from the day it was said. */
export function findDates(claims: Claims, on: Day): void {
  const past = PAST.test(claims.reading.line)
  const year = Number(on.slice(0, 4))
  const month = Number(on.slice(5, 7))
  const relativeYear = (word: string | undefined): number => (word === undefined || word === '' ? year : /sau|toi/.test(word) ? year + 1 : /ngoai|truoc|roi/.test(word) ? year - 1 : /\d{4}/.test(word) ? Number(/\d{4}/.exec(word)![0]) : year)

  // A share, not a day: "2/3 số người", "quá 1/2"; "quá 31/5" is a day.
  each(claims, 'date', /\b(?:it nhat|hon|tren|duoi|qua|ty le|ti le|dat|du|chiem) (\d{1,3})\/(\d{1,3})\b(?!\/)|(?<!\b(?:ngay|hom|truoc|sau|tu|den|toi|luc|vao|han|sang|chieu|toi ngay) )\b\d{1,3}\/\d{1,3}(?= (?:so|tong so|thanh vien|can bo|nguoi|cong chuc|dai bieu|don vi|dv|tinh|phieu|vks|vien kiem sat)\b)/g, m => (m[1] !== undefined && Number(m[1]) > Number(m[2]) ? null : undefined))

  each(claims, 'date', /\b(20\d\d)-(\d{1,2})-(\d{1,2})\b/g, m => dayIn(Number(m[1]), Number(m[2]), Number(m[3])) ?? null)
  lunarDates(claims, on)
  each(claims, 'date', /\b(?:(?:ngay|hom|mung|mong) )?(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(20\d\d|\d\d)\b(?! ?[/.-]\d)/g, m => dayIn(fullYear(m[3]!), Number(m[2]), Number(m[1])) ?? null)
  each(claims, 'date', new RegExp(`\\b(?:(?:ngay|hom|mung|mong) )?(\\d{1,2}) (?:thang|th) ?(\\d{1,2})${YEAR}\\b`, 'g'), m =>
    (m[3] === undefined ? nearest(on, Number(m[2]), Number(m[1]), past) : dayIn(fullYear(m[3]), Number(m[2]), Number(m[1]))) ?? null)
  each(claims, 'date', new RegExp(`\\bngay (${NUMBER_WORD}) thang (${NUMBER_WORD})${YEAR}\\b`, 'g'), m => {
    const day = countOf(m[1]!)
    const inMonth = countOf(m[2]!)
    if (day === undefined || inMonth === undefined) return null
    return (m[3] === undefined ? nearest(on, inMonth, day, past) : dayIn(fullYear(m[3]), inMonth, day)) ?? null
  })
  each(claims, 'date', /\b(?:(?:ngay|hom) )?(\d{1,2})\/(\d{1,2})\b(?! ?\/|-?[a-z])/g, m => nearest(on, Number(m[2]), Number(m[1]), past) ?? null)
  each(claims, 'date', /\b(?:ngay|hom|truoc|den|han|toi|sang|qua|tu|vao|het) (\d{1,2})[.-](\d{1,2})\b(?! ?[/.-]?\d)/g, m => nearest(on, Number(m[2]), Number(m[1]), past) ?? null)
  each(claims, 'date', /\b(?:thang )?\d{1,2}\/20\d\d\b/g, () => undefined)

  monthParts(claims, month, on, relativeYear, past)
  weekdays(claims, on)
  relativeDays(claims, on)
  englishDates(claims, on, year, past)

  each(claims, 'date', /\b(?:tet duong lich|tet tay|quoc khanh|giai phong mien nam|giang sinh|noel|ngay phap luat)\b/g, m => {
    const [inMonth, day] = m[0].startsWith('tet') ? [1, 1] : m[0] === 'quoc khanh' ? [9, 2] : m[0].startsWith('giai') ? [4, 30] : m[0].startsWith('ngay') ? [11, 9] : [12, 25]
    return comingDay(on, y => dayIn(y, inMonth!, day!))
  })
  each(claims, 'date', /\b(?:ngay|hom|mung|mong) (\d{1,2})\b(?! ?(?:[/%.,:-] ?\d|h\b|gio|thang|ngay|lam viec|nguoi|don vi|lan))/g, m => dayOfMonth(on, Number(m[1])))
}

/** "ngày 20": the next such day of the month, today included. */
function dayOfMonth(on: Day, day: number): Day | null {
  const year = Number(on.slice(0, 4))
  const month = Number(on.slice(5, 7))
  for (let ahead = 0; ahead < 3; ahead++) {
    const inMonth = ((month - 1 + ahead) % 12) + 1
    const found = dayIn(year + Math.floor((month - 1 + ahead) / 12), inMonth, day)
    if (found !== undefined && found >= on) return found
  }
  return null
}

/** The first of these days that is not more than a month past. */
function comingDay(on: Day, inYear: (year: number) => Day | undefined): Day | null {
  const year = Number(on.slice(0, 4))
  const since = addDays(on, -30)
  for (const y of [year - 1, year, year + 1, year + 2]) {
    const day = inYear(y)
    if (day !== undefined && day >= since) return day
  }
  return null
}

function lunarDates(claims: Claims, on: Day): void {
  // Nobody minds that the twelfth month may have 29 days: "30 Tết" is the eve.
  each(claims, 'date', /\b(?:(?:ngay|dem|chieu) )?(?:30|ba muoi|ba moi) tet\b|\bgiao thua\b|\btat nien\b/g, () => comingDay(on, y => addDays(tet(y), -1)))
  each(claims, 'date', new RegExp(`\\b(?:ngay )?(?:(?:mung|mong) (${NUMBER_WORD})|(\\d{1,2})) (?:tet|am lich tet)\\b(?! (?:duong|tay))`, 'g'), m => {
    const day = countOf(m[1] ?? m[2]!)
    if (day === undefined || day < 1) return null
    // "28 Tết" counts up to the eve, "mùng 3 Tết" from New Year's Day on.
    return day > 15 ? comingDay(on, y => addDays(tet(y), day - 31)) : comingDay(on, y => addDays(tet(y), day - 1))
  })
  each(claims, 'date', /\bgio to(?: hung vuong)?\b/g, () => comingDay(on, y => fromLunar(y, 3, 10)))
  each(claims, 'date', /\bram(?: thang)? (gieng|chap|\d{1,2}|bay|tam|tu|muoi|hai|ba|nam|sau|chin)\b/g, m => {
    const month = MONTH_NAMES[m[1]!] ?? Number(m[1])
    return comingDay(on, y => fromLunar(y, month, 15))
  })
  each(claims, 'date', new RegExp(`\\b(?:ngay )?(?:mung |mong )?(${NUMBER_WORD})(?: thang (gieng|chap|${NUMBER_WORD})|/(\\d{1,2})) (?:am lich|am)\\b`, 'g'), m => {
    const day = countOf(m[1]!)
    const month = MONTH_NAMES[m[2] ?? ''] ?? countOf(m[2] ?? m[3]!)
    return day === undefined || month === undefined ? null : comingDay(on, y => fromLunar(y, month, day))
  })
  each(claims, 'date', new RegExp(`\\b(?:mung|mong) (${NUMBER_WORD}) thang (gieng|chap)\\b`, 'g'), m => {
    const day = countOf(m[1]!)
    return day === undefined ? null : comingDay(on, y => fromLunar(y, MONTH_NAMES[m[2]!]!, day))
  })
  each(claims, 'date', /\b(?:mung|mong) (mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)\b(?! thang)/g, m => comingDay(on, y => addDays(tet(y), numeralAt([m[1]!], 0)!.value - 1)))
}

function monthParts(claims: Claims, month: number, on: Day, relativeYear: (word: string | undefined) => number, past: boolean): void {
  each(claims, 'date', /\b(dau|giua|cuoi|het|ngay cuoi|ngay cuoi cung cua|trong)( cua)? (?:thang|th) ?(\d{1,2}|nay|sau|toi|truoc|roi)?\b(?:(?: nam |\/| )(20\d\d|nay|sau|toi|ngoai|truoc)\b)?/g, m => {
    const word = m[3]
    if (before(claims, m.index).endsWith('tuan ') || /^ ?(?:may|nao|bao nhieu)\b/.test(claims.reading.line.slice(m.index + m[0].length))) return null
    if (m[1] === 'trong' || (word !== undefined && /^\d/.test(word) && (Number(word) < 1 || Number(word) > 12))) return null
    let inMonth = month
    let inYear = relativeYear(m[4])
    if (word === 'sau' || word === 'toi') inMonth += 1
    else if (word === 'truoc' || word === 'roi') inMonth -= 1
    else if (word !== undefined && /^\d/.test(word)) {
      inMonth = Number(word)
      if (m[4] === undefined) inYear = Number((nearest(on, inMonth, 15, past) ?? on).slice(0, 4))
    }
    if (inMonth > 12) [inMonth, inYear] = [inMonth - 12, inYear + 1]
    if (inMonth < 1) [inMonth, inYear] = [inMonth + 12, inYear - 1]
    if (m[1] === 'dau') return `${inYear}-${two(inMonth)}-01`
    if (m[1] === 'giua') return `${inYear}-${two(inMonth)}-15`
    return monthEnd(inYear, inMonth)
  })
  each(claims, 'date', /\b(?:het|cuoi) quy (\d|iv|i{1,3})\b(?:(?: nam |\/| )(20\d\d|nay|sau|toi|ngoai|truoc)\b)?/g, m => {
    const quarter = quarterOf(m[1]!)
    return quarter === undefined ? null : monthEnd(relativeYear(m[2]), quarter * 3)
  })
  each(claims, 'date', /\b(?:(?:den|toi|truoc|vao|han) (?:het |cuoi )|het )nam(?: (nay|sau|toi|20\d\d))?\b/g, m => `${relativeYear(m[1])}-12-31`)
}

/** 1 … 4 of "2", "II". */
function quarterOf(text: string): number | undefined {
  const roman = ['i', 'ii', 'iii', 'iv'].indexOf(text)
  const quarter = roman >= 0 ? roman + 1 : Number(text)
  return quarter >= 1 && quarter <= 4 ? quarter : undefined
}

const WEEK = '( tuan (?:sau nua|toi day|sau|toi|ke tiep|ke|nay|truoc|roi|vua roi|vua qua|qua)| (?:sau|toi|nay|truoc|vua roi|vua qua)(?! khi))?'

function weekdays(claims: Claims, on: Day): void {
  const ordinalBefore = /\b(?:lan|cuoc|phien|ban|khoan|dot|nguoi|don vi|diem|thu tu|muc|so|stt|quy|chuyen de|phuong an) $/
  each(claims, 'date', new RegExp(`\\b((?:hom|bua|chieu|sang|toi|trua|ngay) )?(?:thu ?(hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat|cn))${WEEK}\\b`, 'g'), m => {
    const thu = m.index + (m[1]?.length ?? 0)
    if (m[3] === undefined) {
      if ((m[1] === undefined && ordinalBefore.test(before(claims, m.index))) || !mayBe(claims, thu, thu + 3, 'thứ')) return null
      // "thư từ", "thứ tự": the second word must be a weekday's, too.
      const second = asWritten(claims, thu + 4, thu + 4 + m[2]!.length)
      if (/[^\x20-\x7e]/.test(second) && !/^(?:hai|ba|tư|năm|sáu|bảy|bẩy)$/.test(second)) return null
      if (m[2] === 'tu' && m[4] === undefined && m[1] === undefined && !/[ưu]̛?/.test(second)) return null
    }
    const rest = claims.reading.line.slice(m.index + m[0].length)
    // "thứ sáu 18/12": the day that is named tells more.
    if (/^,? ?\(?(?:ngay )?\d{1,2} ?[/-] ?\d/.test(rest)) return undefined
    const weeks = weeksOf(m[4])
    return onWeekday(on, WEEKDAYS[m[2] ?? m[3]!]!, weeks, weeks === undefined && (m[1] === 'hom ' || /^ (?:(?:toi|den) (?:nay|gio)|roi|vua roi|vua qua)\b/.test(rest)))
  })
  // "t6", "t2 tuần sau": only with a week or a word that leads to a day, since t6 may be June.
  each(claims, 'date', new RegExp(`\\b(den |toi |truoc |sang |chieu |hom |vao |qua )?(?:t|thang) ?([2-7]) (tuan (?:sau|toi|nay|truoc))\\b`, 'g'), m => onWeekday(on, Number(m[2]) - 1, weeksOf(` ${m[3]!}`), false))
  each(claims, 'date', /\b(dau|giua|cuoi|het) tuan( (?:sau|toi|nay|truoc|ke|roi))?\b/g, m => {
    const start = addDays(monday(on), 7 * (weeksOf(m[2] === undefined ? undefined : ` tuan${m[2]}`) ?? 0))
    return m[1] === 'dau' ? start : m[1] === 'giua' ? addDays(start, 2) : addDays(start, 6)
  })
}

function relativeDays(claims: Claims, on: Day): void {
  // "mấy hôm nay", "hổm rày": no day in particular.
  each(claims, 'date', /\b(?:(?:may|nhung|cac|vai) (?:hom|bua|ngay) (?:nay|qua|ray)|(?:hom|bua|lau) ray)\b/g, () => undefined)
  const fixed: [RegExp, number][] = [
    [/\b(?:ngay kia|ngay mot|ngay mai mot)\b/g, 2],
    [/\b(?:hom kia|bua kia|bua kia)\b/g, -2],
    [/\b(?:hom qua|bua qua|ngay hom qua|toi qua|chieu qua|sang qua|dem qua)\b/g, -1],
    [/\b(?:ngay hom nay|hom nay|bua nay|sang nay|chieu nay|trua nay|toi nay|trong ngay nay|trong hom nay|ngay nay)\b/g, 0],
    [/\b(?:ngay mai|sang mai|chieu mai|trua mai|toi mai)\b/g, 1],
    [/\bmai\b/g, 1],
  ]
  for (const [pattern, days] of fixed) {
    each(claims, 'date', pattern, m => {
      if (m[0] === 'mai') {
        // Mai is also a name, and "mãi" folds to it.
        if (m.index > 0 && written(claims.reading, m.index, m.index + 3).said === 'Mai') return null
        if (/\b(?:chi|anh|co|em|ba|ong|chau|dong chi|cho) $/.test(before(claims, m.index)) || !/^mai$/.test(asWritten(claims, m.index, m.index + 3))) return null
        if (before(claims, m.index).endsWith('nhac ')) return null
        // "gõ mãi không xong", where nothing is accented.
        if (!claims.reading.accented && /^ (?:khong|ma|van|chua|moi|hoai|the|roi)\b/.test(claims.reading.line.slice(m.index + 3)) && !/(?:^|[,.;:?!] ?|\b(?:ngay|den|toi|truoc|sang|han|la|vao|de) )$/.test(before(claims, m.index))) return null
      }
      if (m[0].startsWith('toi ') && !asWritten(claims, m.index, m.index + 3).startsWith('tối') && claims.reading.accented) return null
      if (m[0] === 'ngay nay' && asWritten(claims, m.index, m.index + m[0].length) !== 'ngày này') return null
      return m[0] === 'ngay nay' ? null : addDays(on, days)
    })
  }
  each(claims, 'date', new RegExp(`\\b(?:sau |trong )?(${NUMBER_WORD}) (ngay|hom|bua|tuan|thang)(?: lam viec)? nua\\b`, 'g'), m => {
    const count = countOf(m[1]!)
    if (count === undefined || count > 400) return null
    if (/lam viec/.test(m[0])) return undefined
    if (m[2] !== 'thang') return addDays(on, m[2] === 'tuan' ? count * 7 : count)
    const month = Number(on.slice(5, 7)) - 1 + count
    const [y, inMonth] = [Number(on.slice(0, 4)) + Math.floor(month / 12), (month % 12) + 1]
    return dayIn(y, inMonth, Number(on.slice(8))) ?? monthEnd(y, inMonth)
  })
  each(claims, 'date', new RegExp(`\\b(?:cach day )?(${NUMBER_WORD}) (ngay|hom|tuan) (?:truoc|qua)\\b(?! (?:khi|han|ngay|hoi|dot))`, 'g'), m => {
    const count = countOf(m[1]!)
    return count === undefined || count > 400 ? null : addDays(on, -(m[2] === 'tuan' ? count * 7 : count))
  })
}

function englishDates(claims: Claims, on: Day, year: number, past: boolean): void {
  if (!/\b(?:to|by|on|the|until|till|before|next|last|this|today|tomorrow|yesterday|in|due|at|from|of|january|february|april|june|july|august|september|october|november|december)\b/.test(claims.reading.line)) return
  const months = `(${ENGLISH_MONTHS.join('|')})[a-z]*`
  const build = (day: string, name: string, inYear: string | undefined) => {
    const month = ENGLISH_MONTHS.indexOf(name) + 1
    return (inYear === undefined ? nearest(on, month, Number(day), past) : dayIn(Number(inYear), month, Number(day))) ?? null
  }
  each(claims, 'date', new RegExp(`\\b(\\d{1,2})(?: ?(?:st|nd|rd|th))?(?: of)? ${months}(?:,? (20\\d\\d))?\\b`, 'g'), m => build(m[1]!, m[2]!, m[3]))
  each(claims, 'date', new RegExp(`\\b${months} (\\d{1,2})(?: ?(?:st|nd|rd|th))?(?:,? (20\\d\\d))?\\b`, 'g'), m => build(m[2]!, m[1]!, m[3]))
  each(claims, 'date', /\b(?:(next|this|last) )?(monday|tuesday|wednesday|thursday|friday|saturday|sunday)( next week| this week)?\b/g, m => {
    const weeks = m[1] === 'next' || m[3] === ' next week' ? 1 : m[1] === 'last' ? -1 : m[1] === 'this' || m[3] === ' this week' ? 0 : undefined
    return onWeekday(on, ENGLISH_DAYS[m[2]!]!, weeks, false)
  })
  each(claims, 'date', /\b(?:the day after tomorrow|tomorrow|today|tonight|this (?:morning|afternoon|evening)|yesterday|last night)\b/g, m => addDays(on, m[0].startsWith('the day') ? 2 : m[0] === 'tomorrow' ? 1 : m[0] === 'yesterday' || m[0] === 'last night' ? -1 : 0))
  each(claims, 'date', /\b(?:the )?end of (?:the |this )?month\b/g, () => monthEnd(year, Number(on.slice(5, 7))))
  each(claims, 'date', new RegExp(`\\b(?:the )?(beginning|middle|end) of ${months}(?: (20\\d\\d))?\\b`, 'g'), m => {
    const month = ENGLISH_MONTHS.indexOf(m[2]!) + 1
    const inYear = m[3] === undefined ? year : Number(m[3])
    return m[1] === 'end' ? monthEnd(inYear, month) : `${inYear}-${two(month)}-${m[1] === 'middle' ? '15' : '01'}`
  })
  each(claims, 'date', /\bin (\d{1,3}) (days|day|weeks|week)\b/g, m => addDays(on, Number(m[1]) * (m[2]!.startsWith('week') ? 7 : 1)))
}
