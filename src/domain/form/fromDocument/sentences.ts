import { readNumber } from '#domain/text/number.ts'
import { tokenise, type Token } from '../fill/tokens.ts'
import type { When } from './statements.ts'

/** One clause-bearing sentence: its syllables and figures, with character positions in the text it came from. */
export interface Sentence {
  /** Which of the paragraph's tokens is its first. */
  at: number
  text: string
  tokens: Token[]
  figures: FigureAt[]
}

/** A figure that may be a count: its value and the tokens it takes up. */
export interface FigureAt {
  value: number
  from: number
  to: number
  /** Said with "khoảng", "trên": never taken without asking. */
  about: boolean
  /** Of an earlier time ("cùng kỳ 03"), a difference ("tăng 02") or of each one of several ("mỗi đơn vị 01"): nobody's count. */
  other: boolean
  /** "không có", "chưa phát hiện": nought by a negation, not by a figure. */
  negated: boolean
  /** "02/03 đơn": the whole that the figure is a part of. */
  whole?: number
}

const words = (text: string): Set<string> => new Set(text.split(' '))
/** Before a figure: it numbers something. */
const ORDINAL = words('quy dieu khoan muc thu phong thang cap khoa ki trang to phan diem article khu vuc vu bang chuong ngay so nam nghi chi luat bieu mau tap lan giai doan kiem nhiem ban')
const ORDINAL_PAIRS = new Set(['khu vuc', 'giai doan', 'phu luc', 'bieu mau', 'lan thu'])
/** "số 12": the number of a document; but "số … là 12" and "tổng số 12" count. */
const NOT_BEFORE = new Set(['lan', 'ban', 'to', 'ki', 'vu', 'cap', 'tap', 'bang', 'kiem', 'nhiem', 'nghi', 'chi', 'luat', 'mau', 'vuc', 'doan'])
/** After a figure: a length of time, money, a share. */
const MEASURE = words('thang ngay nam gio tuan phut quy dong ty ti trieu tuoi nghin % phan')
const ABOUT = ['khoang', 'tren', 'hon', 'gan', 'duoi', 'xap xi', 'it nhat', 'uoc', 'uoc tinh', 'tren duoi', '~']
/** Longest first. */
const NOUGHT = ['khong phat hien', 'chua phat hien', 'khong phat sinh', 'chua phat sinh', 'khong de xay ra', 'khong xay ra', 'khong ghi nhan', 'khong nhan duoc', 'chua nhan duoc', 'khong tiep nhan', 'chua tiep nhan', 'khong to chuc', 'chua to chuc', 'khong tien hanh', 'chua tien hanh', 'khong thuc hien', 'chua thuc hien', 'khong con', 'khong co', 'chua co', 'khong'].map(phrase => phrase.split(' '))

/** Cuts a text into sentences at full stops, semicolons and line ends, and finds the figures in each; those told of another time than the window's are marked. */
export function sentencesOf(text: string, window?: When['window']): Sentence[] {
  return cut(text, window).sentences
}

/** The same, with all the tokens of the paragraph, stops included. */
export function cut(text: string, window?: When['window']): { tokens: Token[]; sentences: Sentence[] } {
  const tokens = tokenise(text)
  const out: Sentence[] = []
  let current: Token[] = []
  let first = 0
  const flush = (): void => {
    if (current.some(token => token.kind !== 'mark')) out.push({ at: first, text: text.slice(current[0]!.from, current.at(-1)!.to), tokens: current, figures: markOthers(current, figuresIn(current), window) })
    current = []
  }
  tokens.forEach((token, at) => {
    const stop = token.key === '\n' || token.key === ';' || token.key === '!' || (token.key === '.' && /^\s|^$/.test(text.slice(token.to, token.to + 1)) && !(tokens[at - 1]?.number && current.length === 1))
    if (stop) flush()
    else if (current.push(token) === 1) first = at
  })
  flush()
  return { tokens, sentences: out }
}

function figuresIn(tokens: readonly Token[]): FigureAt[] {
  const keys = tokens.map(token => token.key)
  const raws = tokens.map(token => token.raw)
  const figures: FigureAt[] = []
  const about = (at: number): boolean => ABOUT.some(phrase => phrase.split(' ').every((key, offset, all) => keys[at - all.length + offset] === key))
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!
    if (token.kind === 'number' && token.number) {
      // "16:00", "8h30", "12/KH": digits of a time or of a document's number.
      const glued = (tokens[at + 1]?.from === token.to && /^[/:\-–h]|^[a-zđ]/iu.test(raws[at + 1]!)) || (tokens[at - 1]?.to === token.from && /[/:\-–]|\p{L}/u.test(raws[at - 1]!) && !(raws[at - 1] === '/' && tokens[at - 2]?.kind === 'word' && /^\p{Ll}+$/u.test(raws[at - 2]!)))
      if (token.number.odd || glued || isNumbering(keys, at)) continue
      const scaled = readNumber(keys, raws, at, false)
      figures.push({ value: scaled?.value ?? token.number.value, from: at, to: scaled?.end ?? at + 1, about: about(at), other: false, negated: false })
      at = (scaled?.end ?? at + 1) - 1
      // "(bằng chữ: …)" and "02 (hai)" say the same again.
      if (keys[at + 1] === '(') {
        const again = readNumber(keys, raws, at + 2, false)
        if (again && keys[again.end] === ')') {
          figures.at(-1)!.to = again.end + 1
          at = again.end
        }
      }
      continue
    }
    if (token.kind === 'pair' && token.pair?.sign === '/' && token.pair.a <= token.pair.b && !['ngay', 'thang', 'so', 'quy'].includes(keys[at - 1] ?? '') && MEASURE.has(keys[at + 1] ?? '') === false && !isNumbering(keys, at)) {
      figures.push({ value: token.pair.a, whole: token.pair.b, from: at, to: at + 1, about: about(at), other: false, negated: false })
      continue
    }
    if (token.kind !== 'word') continue
    const nought = NOUGHT.find(phrase => phrase.every((key, offset) => keys[at + offset] === key))
    if (nought) {
      // "không chỉ", "không ngừng" deny nothing; "không … nào" does.
      if (!['chi', 'ngung', 'nhung', 'qua', 'dung', 'kip', 'day'].includes(keys[at + nought.length] ?? '') && !POWER.test(keys.slice(at + nought.length, at + nought.length + 2).join(' '))) figures.push({ value: 0, from: at, to: at + nought.length, about: false, other: false, negated: true })
      at += nought.length - 1
      continue
    }
    const spoken = readNumber(keys, raws, at, false)
    if (spoken && (spoken.sure || isCounting(keys, raws, at, spoken.end)) && !isNumbering(keys, at, spoken.end) && !/^(?:một|mot)$/i.test(token.raw) ) {
      // "hai mươi ba (23)" says it twice.
      const again = keys[spoken.end] === '(' && keys[spoken.end + 2] === ')' && tokens[spoken.end + 1]!.number?.value === spoken.value
      figures.push({ value: spoken.value, from: at, to: again ? spoken.end + 3 : spoken.end, about: about(at), other: false, negated: false })
      at = figures.at(-1)!.to - 1
    } else if (spoken && /^một$/i.test(token.raw) && keys[at + 1] === '(' && tokens[at + 2]?.number?.value === 1 && keys[at + 3] === ')') {
      figures.push({ value: 1, from: at, to: at + 4, about: about(at), other: false, negated: false })
      at += 3
    } else if (spoken && /^một$/i.test(token.raw) && COUNTED.has(keys[at + 1] ?? '')) {
      figures.push({ value: 1, from: at, to: at + 1, about: false, other: false, negated: false })
    }
  }
  return figures
}

/** First syllables of what reports count. */
const COUNTED = new Set(['cuoc', 'hoi', 'buoi', 'don', 'van', 'chuyen', 'tap', 'ca', 'lan', 'kien', 'y', 'du', 'noi', 'toa', 'nguoi', 'luot', 'truong'])

/** "sáu" is no "sau"; "năm" is five before what is counted, and a year behind what counts years. */
function isCounting(keys: readonly string[], raws: readonly string[], at: number, end: number): boolean {
  if (end > at + 1) return false
  const raw = raws[at]!.normalize('NFC').toLowerCase()
  return raw === 'sáu' || (raw === 'năm' && COUNTED.has(keys[end] ?? '') && !['trong', 'ca', 'moi', 'hang', 'cuoi', 'dau', 'cua', 'nua'].includes(keys[at - 1] ?? ''))
}

/** "không có chức năng kiểm tra" counts nothing. */
const POWER = /^(?:chuc nang|tham quyen|nhiem vu|dieu kien|nhu cau)$/
const EARLIER = ['cung ki', 'nam truoc', 'nam ngoai', 'so voi', 'ki truoc do', 'dau nam', 'truoc khi', 'truoc hop nhat', 'truoc sap nhap', 'truoc sap xep'].map(phrase => phrase.split(' '))

/** Marks the figures that tell of another time, of a difference, or of each one of several. */
function markOthers(tokens: readonly Token[], figures: FigureAt[], window: When['window'] | undefined): FigureAt[] {
  const year = window && Number(window.to.slice(0, 4))
  // To a report on a year, one of its halves or quarters is another time.
  const whole = window !== undefined && Date.parse(window.to) - Date.parse(window.from) > 250 * 86_400_000
  const keys = tokens.map(token => token.key)
  let told = false
  let start = 0
  const isEarlierAt = (at: number): boolean => EARLIER.some(phrase => phrase.every((key, offset) => keys[at + offset] === key) && keys[at + phrase.length] !== 'chuyen' && !(phrase[0] === 'dau' && keys[at - 1] === 'thang'))
    || (year !== undefined && ['nam', 'thang'].includes(keys[at - 1] ?? '') && /^20\d\d$/.test(keys[at]!) && Number(keys[at]) < year && !keys.slice(start, at).some(key => key === 'ngay' || key === 'tu'))
  const isPartAt = (at: number): boolean => whole && keys[at + 1] === 'thang' && (keys[at + 2] === 'dau' || keys[at + 2] === 'cuoi') && keys[at + 3] === 'nam'
  let earlier = false
  for (let at = 0; at <= tokens.length; at++) {
    const key = keys[at]
    const figure = figures.find(each => each.from === at)
    if (figure) {
      // "cùng kỳ 02 hội nghị, 01 tọa đàm": a clause that begins with its figure goes on with the one before.
      if (earlier || (told && at === start)) {
        figure.other = true
        earlier = true
      }
      const before = ['them', 'len', 'xuong', 'la', 'duoc'].includes(keys[at - 1] ?? '') ? keys[at - 2] : keys[at - 1]
      if (before === 'tang' || before === 'giam' || tokens.slice(start, at).some(token => /^mỗi$/iu.test(token.raw))) figure.other = true
      // "từ 40 đến 45": neither is the figure.
      const ranged = (keys[at - 1] === 'tu' && keys.slice(figure.to, figure.to + 4).includes('den')) || (keys[at - 1] === 'den' && keys.slice(Math.max(start, at - 6), at).includes('tu'))
      if (ranged && !figure.negated) figure.about = true
    }
    if (key === ',' || key === '(' || key === ')') {
      // A bracket right behind "so với cùng kỳ" gives that time's figure; behind a bracket the clause goes on.
      if (key === ',') told = earlier && figures.some(each => each.from >= start && each.from < at && each.other)
      else if (key === ')') told = false
      earlier = key === '(' && (earlier || keys.slice(start, at).some((_, offset) => isEarlierAt(start + offset)))
      start = at + 1
    } else if (key !== undefined && (isEarlierAt(at) || isPartAt(at))) earlier = true
  }
  return figures
}

function isNumbering(keys: readonly string[], at: number, end = at + 1): boolean {
  const before = keys[at - 1] ?? ''
  const two = `${keys[at - 2] ?? ''} ${before}`
  if (MEASURE.has(keys[end] ?? '')) return true
  if (ORDINAL_PAIRS.has(two)) return true
  if (before === 'so') return !['tong', 'co', 'voi', 'la', 'si'].includes(keys[at - 2] ?? '')
  // "thứ 2" numbers, "tiếp thu 2" does not.
  if (before === 'thu' && keys[at - 2] === 'tiep') return false
  return ORDINAL.has(before) && !NOT_BEFORE.has(before)
}
