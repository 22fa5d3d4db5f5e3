import { fromTelex } from '#domain/language/syllable.ts'
import { fold } from '#domain/text/fold.ts'

/** A word, a figure, a date-like or part-like group, or a mark of a message. `from`/`to` are character positions. */
export interface Token {
  /** What it is compared by: a folded syllable (y and i made one), digits, or the mark itself. */
  key: string
  raw: string
  from: number
  to: number
  kind: 'word' | 'number' | 'pair' | 'date' | 'mark'
  number?: Figure
  /** "12/3", "45/50", "20-25": day and month, a part of a whole, or a range; only the place decides. */
  pair?: { a: number; b: number; sign: '/' | '-' }
  /** Year as written, or `undefined`. */
  date?: { day: number; month: number; year?: number }
}

/** A figure in digits as written. */
export interface Figure {
  value: number
  odd?: 'negative' | 'fraction' | 'giant' | 'comma' | 'percent'
}

/** Office abbreviations, written out; only those with one meaning in a report. */
const SHORT: Record<string, string> = {
  ttnd: 'thanh tra nhan dan', bcd: 'ban chi dao', hn: 'hoi nghi', vb: 'van ban', cbcc: 'can bo cong chuc', cbccvc: 'can bo cong chuc vien chuc',
  ko: 'khong', k: 'khong', kh: 'khong', hok: 'khong', khg: 'khong', kg: 'khong', hong: 'khong', khong: 'khong', dc: 'duoc', dk: 'duoc', sl: 'so luong',
  dvtt: 'don vi truc thuoc', ktra: 'kiem tra', kq: 'ket qua', nq: 'nghi quyet', cchc: 'cai cach hanh chinh', qd: 'quyet dinh', tc: 'to chuc',
  dv: 'don vi', tkt: 'tu kiem tra', gq: 'giai quyet', nn: 'nguyen nhan', ud: 'uu diem', nlvv: 'ngay lam viec', cqdv: 'co quan don vi', ndcs: 'nhan dan', ldhd: 'lao dong hop dong',
}

const PARTS: [RegExp, (match: RegExpExecArray) => Partial<Token> & { kind: Token['kind'] }][] = [
  [/(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/uy, m => ({ kind: 'date', date: { day: Number(m[3]), month: Number(m[2]), year: Number(m[1]) } })],
  [/(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d])/uy, m => ({ kind: 'date', date: { day: Number(m[1]), month: Number(m[3]), year: Number(m[4]) + (m[4]!.length === 2 ? 2000 : 0) } })],
  [/(\d+)(?:[.,]\d+)?\s?%/uy, m => ({ kind: 'number', number: { value: Number.parseFloat(m[0].replace(',', '.')), odd: 'percent' } })],
  [/(\d{1,9})\s?([/–-])\s?(\d{1,9})(?![\d/.,]*\d|\/?\p{L})/uy, m => ({ kind: 'pair', pair: { a: Number(m[1]), b: Number(m[3]), sign: m[2] === '/' ? '/' : '-' } })],
  [/\d{1,3}(?:\.\d{3})+(?![.,]?\d)/uy, m => ({ kind: 'number', number: figure(m[0].replaceAll('.', '')) })],
  [/\d{1,3}(?:,\d{3})+(?![.,]?\d)/uy, m => ({ kind: 'number', number: { ...figure(m[0].replaceAll(',', '')), odd: 'comma' } })],
  [/\d+[.,]\d+/uy, m => ({ kind: 'number', number: { value: Number.parseFloat(m[0].replace(',', '.')), odd: 'fraction' } })],
  [/\d+/uy, m => ({ kind: 'number', number: figure(m[0]) })],
  [/đ\/c/iuy, () => ({ kind: 'word', key: 'dong chi' })],
  [/[\p{L}\p{M}]+/uy, () => ({ kind: 'word' })],
]
const [FIGURES, WORDS] = [PARTS.slice(0, -2), PARTS.slice(-2)]
const NEGATIVE = /[-−](?=\d)/y

function figure(digits: string): Figure {
  const value = Number(digits)
  return digits.length > 15 || value > 9_999_999 ? { value, odd: 'giant' } : { value }
}

/** Syllables folded before: a report is written in a few hundred of them. */
const folded = new Map<string, string>()

/** Folded syllable as names are compared: "kỷ" and "kỉ" are one. */
export function syllable(word: string): string {
  const known = folded.get(word)
  if (known !== undefined) return known
  const key = fold(word).replace(/^(h|k|l|m|s|t|v|qu)y$/, '$1i')
  if (folded.size >= 5000) folded.clear()
  if (word.length <= 12) folded.set(word, key)
  return key
}

/** What was typed while the keyboard's driver was off is read as what it would have become: "guwir" as "gửi". */
export function asTyped(tokens: readonly Token[]): Token[] {
  return tokens.map(token => {
    const meant = token.kind === 'word' ? fromTelex(token.key) : undefined
    return meant === undefined ? token : { ...token, key: syllable(meant) }
  })
}

/** Cuts a tidied message into tokens. An abbreviation gives several tokens with one span. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  scan: while (at < text.length) {
    const char = text[at]!
    if (char !== '\n' && /\s/.test(char)) { at++; continue }
    NEGATIVE.lastIndex = at
    // A minus belongs to the figure only where nothing but space or a colon stands before it: "12-3" and "- 3" are not negative.
    const minus = NEGATIVE.test(text) && /^$|[\s:=(]/.test(text[at - 1] ?? '') ? 1 : 0
    const digit = minus === 1 || (char >= '0' && char <= '9')
    for (const [pattern, make] of digit ? FIGURES : WORDS) {
      pattern.lastIndex = at + minus
      const match = pattern.exec(text)
      if (!match) continue
      const made = make(match)
      const raw = text.slice(at, at + minus + match[0].length)
      const base = { raw, from: at, to: at + raw.length }
      if (minus) tokens.push({ ...base, key: raw, kind: 'number', number: { value: -(made.number?.value ?? made.pair?.a ?? 0), odd: 'negative' } })
      else if (made.kind === 'word') {
        const key = made.key ?? syllable(match[0])
        for (const each of (Object.hasOwn(SHORT, key) ? SHORT[key]! : key).split(' ')) tokens.push({ ...base, ...made, key: syllable(each) })
      // "05 ngày" is called as "5 ngày" is.
      } else tokens.push({ ...base, ...made, key: made.kind === 'number' ? match[0].replace(/^0+(?=\d)/, '') : match[0] })
      at += raw.length
      continue scan
    }
    // "self-inspections" is two words of one name.
    if (char === '-' && /\p{L}/u.test(text[at - 1] ?? '') && /\p{L}/u.test(text[at + 1] ?? '')) { at++; continue }
    const mark = String.fromCodePoint(text.codePointAt(at)!)
    const arrow = text.startsWith('->', at) || text.startsWith('=>', at)
    tokens.push({ key: arrow ? '→' : mark, raw: arrow ? text.slice(at, at + 2) : mark, from: at, to: at + (arrow ? 2 : mark.length), kind: 'mark' })
    at += arrow ? 2 : mark.length
  }
  return writtenDates(tokens)
}

/** Joins "12 tháng 3 (năm 2026)" and the digits of "1 200" into one token. */
function writtenDates(tokens: Token[]): Token[] {
  const out: Token[] = []
  for (let i = 0; i < tokens.length; i++) {
    const [day, month, number, year, full] = tokens.slice(i, i + 5)
    if (day?.number && !day.number.odd && month?.key === 'thang' && number?.number && !number.number.odd && day.number.value <= 31 && number.number.value <= 99) {
      const withYear = year?.key === 'nam' && full?.number !== undefined && full.number.value > 1900 && full.number.value < 2200
      const last = withYear ? full : number
      out.push({ key: 'date', raw: '', from: day.from, to: last!.to, kind: 'date', date: { day: day.number.value, month: number.number.value, ...(withYear ? { year: full.number!.value } : {}) } })
      i += withYear ? 4 : 2
      continue
    }
    out.push(tokens[i]!)
  }
  return out
}
