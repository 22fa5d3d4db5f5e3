import { readNumber } from '#domain/text/number.ts'
import { tokenise, type Token } from '../fill/tokens.ts'

/** One clause-bearing sentence: its syllables and figures, with character positions in the text it came from. */
export interface Sentence {
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
const NOUGHT = ['khong phat hien', 'chua phat hien', 'khong phat sinh', 'chua phat sinh', 'khong de xay ra', 'khong xay ra', 'khong ghi nhan', 'khong nhan duoc', 'chua nhan duoc', 'khong tiep nhan', 'chua tiep nhan', 'khong to chuc', 'chua to chuc', 'khong con', 'khong co', 'chua co', 'khong'].map(phrase => phrase.split(' '))

/** Cuts a text into sentences at full stops, semicolons and line ends, and finds the figures in each. */
export function sentencesOf(text: string): Sentence[] {
  const tokens = tokenise(text)
  const out: Sentence[] = []
  let current: Token[] = []
  const flush = (): void => {
    if (current.some(token => token.kind !== 'mark')) out.push({ text: text.slice(current[0]!.from, current.at(-1)!.to), tokens: current, figures: figuresIn(current) })
    current = []
  }
  tokens.forEach((token, at) => {
    const stop = token.key === '\n' || token.key === ';' || token.key === '!' || (token.key === '.' && /^\s|^$/.test(text.slice(token.to, token.to + 1)) && !(tokens[at - 1]?.number && current.length === 1))
    if (stop) flush()
    else current.push(token)
  })
  flush()
  return out
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
      figures.push({ value: scaled?.value ?? token.number.value, from: at, to: scaled?.end ?? at + 1, about: about(at), negated: false })
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
      figures.push({ value: token.pair.a, whole: token.pair.b, from: at, to: at + 1, about: about(at), negated: false })
      continue
    }
    if (token.kind !== 'word') continue
    const nought = NOUGHT.find(phrase => phrase.every((key, offset) => keys[at + offset] === key))
    if (nought) {
      // "không chỉ", "không ngừng" deny nothing; "không … nào" does.
      if (!['chi', 'ngung', 'nhung', 'qua', 'dung', 'kip', 'day'].includes(keys[at + nought.length] ?? '')) figures.push({ value: 0, from: at, to: at + nought.length, about: false, negated: true })
      at += nought.length - 1
      continue
    }
    const spoken = readNumber(keys, raws, at, false)
    if (spoken && spoken.sure && !isNumbering(keys, at, spoken.end) && !/^(?:một|mot)$/i.test(token.raw) ) {
      figures.push({ value: spoken.value, from: at, to: spoken.end, about: about(at), negated: false })
      at = spoken.end - 1
    } else if (spoken && /^một$/i.test(token.raw) && ['cuoc', 'hoi', 'buoi', 'don', 'van', 'chuyen', 'tap', 'lan', 'kien'].includes(keys[at + 1] ?? '')) {
      figures.push({ value: 1, from: at, to: at + 1, about: false, negated: false })
    }
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
