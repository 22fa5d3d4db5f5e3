import { asWritten, before, each, free, take } from './claims.ts'
import type { Claims } from './claims.ts'
import { figure, numeralAt } from './numerals.ts'

/** What is counted in these reports: a numeral of one word counts only before one of them. */
const COUNTED =
  /^(?:don vi|cuoc|hoi nghi|toa dam|luot|nguoi|van ban|bao cao|tinh|vu|vien|dang vien|can bo|cong chuc|vien chuc|buoi|lan|y kien|kien nghi|don|vi pham|tap the|ca nhan|noi dung|dai bieu|thanh vien|phieu|ban|bo|tai lieu|chuyen de|ngay|hom|tuan|bua|khu vuc|phong|du thao|han che|doan|dong chi|nhiem vu|viec|ky lien|dot|phut|gio|tieng)\b/

const ENGLISH_NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']

/** Finds counts: "12", "1.200", "12k", "mười hai", "một trăm linh năm", and one-word numerals before what is counted. */
export function findCounts(claims: Claims): void {
  each(claims, 'count', /\b\d{1,3}(?:\.\d{3})+\b(?:,\d+)?|\b\d{1,12}(?:,\d{1,3})? ?(?:k|nghin|ngan|trieu|ty)\b|\b\d{1,9}\b/g, m => {
    const said = before(claims, m.index)
    // Numbers that name something ("mục 7", "số 302", "luật 2022") or are part of a longer sign are not counts.
    if (/(?:muc|so hieu|phan|chuong|cau|truong|dot|khu vuc|vu|cuc|ma|ban so|version|lan thu|thu|buoc|trang|mau|thang|nhiem vu so|viec so|quy|nam|ctr|chuong trinh) $/.test(said) || /[/:.-]$/.test(said) || /^(?: ?(?:%|\/|:\d|-\d)| thang (?:dau|cuoi|truoc|nam|nay)\b)/.test(claims.reading.line.slice(m.index + m[0].length))) return null
    return figure(m[0]) ?? null
  })
  each(claims, 'count', /\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?= (?:more )?(?:(?:working|extra|separate|different) )?(?:days?|weeks?|units?|provinces?|reports?|conferences?|seminars?|people|recommendations?|violations?|inspections?|documents?|opinions?|hours?|minutes?|months?)\b)/g, m => ENGLISH_NUMBERS.indexOf(m[1]!) + 1)
  const words: { text: string; start: number; end: number }[] = []
  for (const match of claims.reading.line.matchAll(/[a-z]+|\d+/g)) words.push({ text: match[0], start: match.index, end: match.index + match[0].length })
  const texts = words.map(word => word.text)
  for (let i = 0; i < texts.length; i++) {
    const numeral = numeralAt(texts, i)
    if (!numeral) continue
    const start = words[i]!.start
    const last = words[i + numeral.length - 1]!
    const rest = claims.reading.line.slice(last.end + 1)
    const ahead = before(claims, start)
    const alone = numeral.length === texts.length
    const one = numeral.length === 1
    const plain = asWritten(claims, start, last.end)
    const wrongAccent = /[^\x20-\x7e]/.test(plain) && !/^(?:(?:không|linh|lẻ|một|mốt|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|bẩy|tám|chín|mười|mươi|chục|trăm|nghìn|ngàn|triệu|tỷ|tỉ)(?: |$))+$/.test(plain)
    const counts = one ? alone || (COUNTED.test(rest) && texts[i] !== 'khong' && !/\b(?:thu|lan|muc|phan|chuong|quy|thang) $/.test(ahead)) : !/\b(?:thu|muc|chuong|quy) $/.test(ahead)
    if (wrongAccent || !counts || (one && texts[i] === 'mot' && !alone && !/^(?:hoi nghi|toa dam|cuoc|buoi|tram)/.test(rest)) || (one && texts[i] === 'tu') || !free(claims, start, last.end)) {
      if (!one) i += numeral.length - 1
      continue
    }
    // "nam vien" is lying in hospital before it is five procuracies.
    if (texts[i] === 'linh' || texts[i] === 'le' || (one && texts[i] === 'nam' && rest.startsWith('vien'))) continue
    take(claims, start, last.end, 'count', numeral.value)
    i += numeral.length - 1
  }
}
