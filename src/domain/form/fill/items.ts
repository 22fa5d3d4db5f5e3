import { readNumber } from '#domain/text/number.ts'
import { namesAt } from './names.ts'
import type { Name, Names } from './names.ts'
import type { Figure, Token } from './tokens.ts'

/** A value as it stands in a message, before it is known whose it is. */
export type Value =
  | { is: 'number'; value: number; odd?: Figure['odd'] | 'about'; sure: boolean }
  | { is: 'answer'; value: 'yes' | 'no' | 'none' }
  /** As it was: "như cũ", "không thay đổi". */
  | { is: 'same' }
  | { is: 'date'; day: number; month: number; year?: number }
  | { is: 'pair'; a: number; b: number; sign: '/' | '-'; dated: boolean }

/** A message as a line of items; `from`/`to` are character positions. */
export type Item = { from: number; to: number } & (
  | { type: 'name'; name: Name }
  | { type: 'value'; value: Value }
  /** ":" and "là": what follows belongs to what stands before. */
  | { type: 'copula' }
  | { type: 'break'; hard: boolean }
  /** Words that carry nothing by themselves: "cuộc", "đã tổ chức". */
  | { type: 'filler' }
  /** "đều": the value is for every name before it. */
  | { type: 'all' }
  | { type: 'skip'; blank: boolean }
  | { type: 'word'; key: string }
)

const words = (text: string): Set<string> => new Set(text.split(' '))
/** Syllables between a name and its figure that change nothing: measures, courtesies, auxiliaries. */
const FILLERS = words('da duoc co la gom tong cong so luong cuoc buoi to chuc trong ky ki nay thi chi hien tat ca thay toan bo cho cua don vi chung toi em anh minh a ah nhe nha bao cao dot lan nguoi luot dong dau phieu y noi dung truong hop cac nhung tren cai vua moi roi oi da vang thua xin gui ban ket qua theo ngay giup voi thoi luon nua duy nhat kien tham du gia lieu van phat hanh tai o lam kip chu hen nghen nhen nhi day ha het nao roi hang bang dat of are were the there have has we had with total in all held people')
/** Nouns after which a figure is a number of something named, not a count: "quý 2", "khu vực 1". */
const ORDINAL = words('quy qui dot vuc vu dieu khoan muc thu phong thang cap khoa ki ky trang to phan diem article section chapter quarter')
/** Nouns before which a figure is a length of time or a sum of money: "3 tháng", "15 ngày". */
const UNIT = words('thang ngay nam gio tuan phut quy qui dong ty ti trieu tuoi tiet ngan nghin days months years weeks hours minutes')
const ABOUT: string[] = ['khoang', 'tren', 'hon', 'gan', 'duoi', 'chung', 'xap xi', 'it nhat', 'toi da', 'toi thieu', 'tam', 'about', 'around', 'over', 'nearly', 'almost', 'uoc', 'uoc chung', '~', '>', '<', '≈', '±']
const ABOUT_LAST = new Set(ABOUT.map(phrase => phrase.split(' ').at(-1)!))
const VAGUE = words('vai nhieu may it mot_so')
const SAID: [string, Value | 'all' | 'skip' | 'blank'][] = [
  ['khong con to chuc', { is: 'answer', value: 'none' }], ['khong con ton tai', { is: 'answer', value: 'none' }], ['khong con nua', { is: 'answer', value: 'none' }], ['khong con', { is: 'answer', value: 'none' }],
  ['da giai the', { is: 'answer', value: 'none' }], ['giai the', { is: 'answer', value: 'none' }], ['no longer exists', { is: 'answer', value: 'none' }], ['no longer', { is: 'answer', value: 'none' }], ['het roi', { is: 'answer', value: 'none' }],
  ['chua co so lieu', 'skip'], ['chua biet', 'skip'], ['bo qua', 'skip'], ['de sau', 'skip'], ['tinh sau', 'skip'], ['skip', 'skip'], ['later', 'skip'],
  ['de trong', 'blank'], ['xoa trang', 'blank'], ['bo trong', 'blank'], ['leave blank', 'blank'], ['leave empty', 'blank'], ['blank', 'blank'],
  ['khong phat sinh', { is: 'answer', value: 'no' }], ['khong to chuc', { is: 'answer', value: 'no' }], ['chua to chuc', { is: 'answer', value: 'no' }], ['khong thay doi', { is: 'same' }], ['khong co thay doi', { is: 'same' }], ['khong co gi thay doi', { is: 'same' }], ['khong co su thay doi', { is: 'same' }], ['khong co bien dong', { is: 'same' }], ['chua thuc hien', { is: 'answer', value: 'no' }], ['khong thuc hien', { is: 'answer', value: 'no' }],
  ['khong co ai', { is: 'answer', value: 'no' }], ['khong co gi', { is: 'answer', value: 'no' }], ['khong he co', { is: 'answer', value: 'no' }], ['khong co', { is: 'answer', value: 'no' }], ['chua co', { is: 'answer', value: 'no' }], ['chua he', { is: 'answer', value: 'no' }], ['chua', { is: 'answer', value: 'no' }], ['khong', { is: 'answer', value: 'no' }],
  ['not yet', { is: 'answer', value: 'no' }], ['none', { is: 'answer', value: 'no' }], ['nil', { is: 'answer', value: 'no' }], ['no', { is: 'answer', value: 'no' }], ['not', { is: 'answer', value: 'no' }], ['zero', { is: 'answer', value: 'no' }],
  ['da co', { is: 'answer', value: 'yes' }], ['co roi', { is: 'answer', value: 'yes' }], ['da to chuc', { is: 'answer', value: 'yes' }], ['da thuc hien', { is: 'answer', value: 'yes' }], ['da lam', { is: 'answer', value: 'yes' }], ['da xong', { is: 'answer', value: 'yes' }], ['roi', { is: 'answer', value: 'yes' }], ['co', { is: 'answer', value: 'yes' }], ['yes', { is: 'answer', value: 'yes' }], ['dung', { is: 'answer', value: 'yes' }], ['da', { is: 'answer', value: 'yes' }],
  ['van nhu cu', { is: 'same' }], ['nhu cu', { is: 'same' }], ['van the', { is: 'same' }], ['van vay', { is: 'same' }], ['giu nguyen', { is: 'same' }], ['van giu nguyen', { is: 'same' }], ['nhu ki truoc', { is: 'same' }], ['giong ki truoc', { is: 'same' }], ['nhu nam ngoai', { is: 'same' }], ['nhu truoc', { is: 'same' }], ['unchanged', { is: 'same' }], ['same as before', { is: 'same' }],
  ['deu', 'all'], ['all', 'all'],
]
const SAID_KEYS = SAID.map(([phrase, meaning]) => ({ keys: phrase.split(' ').map(key => key.replace(/^(h|k|l|m|s|t|v|qu)y$/, '$1i')), meaning })).toSorted((a, b) => b.keys.length - a.keys.length)
const SAID_BY_FIRST = Map.groupBy(SAID_KEYS, said => said.keys[0]!)
const ENGLISH: Record<string, number> = { one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12 }

/** Syllables that may begin a number in words, and those that go on after digits. */
const COUNTING = new Set([...words('mot hai ba bon nam sau bay tam chin muoi'), ...Object.keys(ENGLISH)])
const SCALED = words('tram nghin ngan trieu')

/** Reads tokens into items. `admit` says which names count here; the longest admitted one wins, and a name wins over a value of the same length. */
export function itemsOf(tokens: readonly Token[], names: Names, admit: (name: Name) => boolean): Item[] {
  const items: Item[] = []
  const keys = tokens.map(token => token.key)
  const raws = tokens.map(token => token.raw)
  const plain = !tokens.some(token => token.kind === 'word' && /[^\p{ASCII}]/u.test(token.raw))
  const word = (at: number): string => (tokens[at]?.kind === 'word' ? keys[at]! : '')
  let at = 0
  const push = (item: { type: Item['type'] } & Record<string, unknown>, until: number): void => {
    items.push({ ...item, from: tokens[at]!.from, to: tokens[until - 1]!.to } as Item)
    at = until
  }
  const aboutBefore = (): boolean => ABOUT_LAST.has(keys[at - 1] ?? '') && ABOUT.some(phrase => phrase === phrase.split(' ').map((_, offset, all) => keys[at - all.length + offset]).join(' '))
  while (at < tokens.length) {
    const token = tokens[at]!
    const name = namesAt(names, tokens, at).find(admit)
    const said = SAID_BY_FIRST.get(word(at))?.find(each => each.keys.every((key, offset) => word(at + offset) === key))
    const spoken = (token.kind === 'word' && COUNTING.has(token.key)) || (token.kind === 'number' && SCALED.has(keys[at + 1] ?? '')) ? (spokenAt(at) ?? (Object.hasOwn(ENGLISH, token.key) ? { value: ENGLISH[token.key]!, end: at + 1, sure: true } : undefined)) : undefined
    if (name && name.keys.length >= (said?.keys.length ?? 0)) push({ type: 'name', name }, at + name.keys.length)
    else if (token.key === 'da' && isCourtesy(at)) push({ type: 'filler' }, at + 1)
    else if (spoken && !(spoken.end === at + 1 && masked(at, spoken.end))) push({ type: 'value', value: { is: 'number', value: spoken.value, sure: spoken.sure, ...(aboutBefore() ? { odd: 'about' } : {}) } }, spoken.end)
    else if (said) {
      const until = at + said.keys.length
      if (typeof said.meaning === 'object') {
        // "có 2", "đã ban hành": auxiliaries, not answers.
        if (said.meaning.is === 'answer' && said.meaning.value === 'yes' && (tokens[until]?.number || tokens[until]?.pair || (word(until) !== '' && said.keys.length === 1 && keys[at] !== 'roi' && !namesAt(names, tokens, until).some(admit) && !closes(until)) || readNumber(keys, raws, until, plain))) push({ type: 'filler' }, until)
        else push({ type: 'value', value: said.meaning }, until)
      } else if (said.meaning === 'all') push({ type: 'all' }, until)
      else push({ type: 'skip', blank: said.meaning === 'blank' }, until)
    } else if (token.number) {
      if (masked(at, at + 1)) push({ type: 'word', key: token.key }, at + 1)
      else push({ type: 'value', value: { is: 'number', value: token.number.value, sure: true, ...(token.number.odd ? { odd: token.number.odd } : aboutBefore() ? { odd: 'about' } : {}) } }, at + 1)
    } else if (token.date) push({ type: 'value', value: { is: 'date', ...token.date } }, at + 1)
    else if (token.pair) push({ type: 'value', value: { is: 'pair', ...token.pair, dated: word(at - 1) === 'ngay' } }, at + 1)
    else if (token.kind === 'mark') {
      if (token.key === ':' || token.key === '=' || token.key === '→') push({ type: 'copula' }, at + 1)
      else if (token.key === '(' && tokens[at + 2]?.key === ')' && (tokens[at + 1]!.number || tokens[at + 1]!.pair || tokens[at + 1]!.date)) push({ type: 'filler' }, at + 1)
      else if (token.key === ')' && tokens[at - 2]?.key === '(' && items.at(-1)?.type === 'value') push({ type: 'filler' }, at + 1)
      else if ([',', '(', ')', '+', '&', '/', '|', '•'].includes(token.key)) push({ type: 'break', hard: false }, at + 1)
      else if (['-', '–', '—'].includes(token.key)) push(items.at(-1)?.type === 'name' ? { type: 'copula' } : { type: 'break', hard: false }, at + 1)
      else if ([';', '.', '\n', '?', '!'].includes(token.key)) push({ type: 'break', hard: true }, at + 1)
      else push({ type: 'filler' }, at + 1)
    } else if (token.key === 'va' || token.key === 'voi' || token.key === 'cung' || token.key === 'con' || token.key === 'and') push({ type: 'break', hard: false }, at + 1)
    else if (token.key === 'la' || token.key === 'thanh' || token.key === 'is' || token.key === 'was') push({ type: 'copula' }, at + 1)
    else if (VAGUE.has(token.key) || ABOUT.includes(token.key)) push({ type: 'word', key: token.key }, at + 1)
    else if (FILLERS.has(token.key)) push({ type: 'filler' }, at + 1)
    else push({ type: 'word', key: token.key }, at + 1)
  }
  return items

  /** A number in words that stops where a name begins: "năm mươi ba triệu tập", "một tự kiểm tra". */
  function spokenAt(from: number): { value: number; end: number; sure: boolean } | undefined {
    const read = readNumber(keys, raws, from, plain)
    for (let next = from + 1; read && next < read.end; next++)
      if (namesAt(names, tokens, next).some(name => name.keys.length > 1 && admit(name))) return readNumber(keys.slice(0, next), raws.slice(0, next), from, plain)
    return read
  }

  /** "dạ", also without diacritics at the beginning of a clause that has its answer further on: "da cong doan co". */
  function isCourtesy(here: number): boolean {
    if (tokens[here]!.raw.normalize('NFC').toLowerCase() === 'dạ') return true
    if (here > 0 || !plain) return false
    for (let i = 1; i < tokens.length && !(tokens[i]!.kind === 'mark' && tokens[i]!.key !== ':'); i++) if (['co', 'khong', 'chua', 'roi'].includes(keys[i]!) || tokens[i]!.number) return true
    return false
  }

  /** Words that may follow "có" without making it an auxiliary. */
  function closes(next: number): boolean {
    return ['a', 'nhe', 'nha', 'a', 'roi', 'va', 'con', 'em', 'anh', 'chi', 'thoi', 'du'].includes(word(next))
  }

  /** A figure that is not a count: "quý 2", "15 ngày", "năm 2026", "một số". */
  function masked(from: number, until: number): boolean {
    const before = word(from - 1)
    const after = word(until)
    if (word(from) === 'mot' && (after === 'so' || after === 'phan' || after === 'vai' || after === 'cach')) return true
    if (ORDINAL.has(before) && !(items.at(-1)?.type === 'name' && tokens[from - 1]!.to === items.at(-1)!.to)) return true
    if (before === 'so' && items.at(-1)?.type !== 'name' && tokens[from]!.kind === 'number') return true
    if ((before === 'nam' || before === 'in' || before === 'year') && (tokens[from]!.number?.value ?? 0) >= 1900) return true
    if (word(from) === 'nam' && (tokens[until]?.number || ['nay', 'truoc', 'qua', 'ngoai', 'sau', 'cong', 'toi'].includes(after))) return true
    // "hội nghị 1 ngày 12/3": on that day, not for one day.
    if (after === 'ngay' && (tokens[until + 1]?.date || tokens[until + 1]?.pair)) return false
    // "53 triệu tập 50": what follows is the next field's name, not a unit of the figure.
    if (namesAt(names, tokens, until).some(name => name.keys.length > 1 && admit(name))) return false
    return UNIT.has(after) && !(after === 'dong' && word(until + 1) === 'chi')
  }
}
