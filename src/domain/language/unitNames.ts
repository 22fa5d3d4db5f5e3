import { existsOn } from '#domain/unit.ts'
import type { Unit } from '#domain/unit.ts'
import type { Day } from '#domain/time/instant.ts'
import { read, written } from './reading.ts'
import type { Reading } from './reading.ts'
import { isSyllable } from './syllable.ts'
import type { UnitNamed } from './understood.ts'

/** Words that may stand before a name without being part of it, and inside one without changing it. */
const BEFORE = /(?:(?:vien kiem sat nhan dan|vien kiem sat|vksnd|vks|vien|ksnd|nganh)(?: (?:tinh|thanh pho|tp\.?))?|tinh|thanh pho|tp\.?) ?$/
const PASSED_OVER = new Set(['tinh', 'tp', 'tai', 'thuoc', 'cua', 'va'])
const LONGEST = 20
/** An error is looked for in names of up to this many words: longer ones are seldom typed out. */
const MISSPELT_WORDS = 6
/** … and among so many words of a message: what is longer is pasted. */
const MISSPELT_WITHIN = 60
/** Syllables that people add to a name. */
const COMMON = ['vụ', 'cục', 'án', 'tỉnh', 'của', 'thuộc', 'tại', 'và', 'khu', 'vực', 'sài', 'gòn', 'thành', 'phố', 'cụm', 'viện', 'trường', 'đăk', 'đắc', 'đắk', 'lắc', 'lăk', 'lắk', 'nông', 'huế'].map(marksOf)

/** Places as they are also written in this country; the right side is how the directory is expected to write them. */
const OTHER_SPELLINGS: [RegExp, string][] = [
  [/hochiminh$/, 'hcm'], [/hochiminh$/, 'tphcm'], [/hochiminh$/, 'saigon'], [/hochiminh$/, 'hochiminhcity'], [/^baria?vungtau$/, 'brvt'], [/^bariavungtau$/, 'vungtau'], [/^bariavungtau$/, 'baria'],
  [/^thuathienhue$/, 'hue'], [/^thuathienhue$/, 'tthue'], [/^thuathienhue$/, 'tth'], [/^daklak$/, 'daclac'], [/^daklak$/, 'darlac'], [/^daknong$/, 'dacnong'], [/^kontum$/, 'congtum'],
  [/^backan$/, 'baccan'], [/^quangngai$/, 'qngai'], [/^quangnam$/, 'qnam'], [/^quangninh$/, 'qninh'], [/^quangbinh$/, 'qbinh'], [/^quangtri$/, 'qtri'], [/^haiphong$/, 'hphong'], [/^danang$/, 'dnang'],
]

/** The names by which units are called, ready to be found in a message. */
export interface UnitNames {
  /** Key (letters and digits run together) → ids of units it may mean. */
  keys: Map<string, string[]>
  /** First ("<bac") or last (">inh") three letters → keys, for names with one typing error. */
  halves: Map<string, string[]>
  /** Key → the syllables of its units' names with their marks; filled as names are met. */
  marks: Map<string, Set<string>>
  units: Map<string, Unit>
  /** Length of the longest key. */
  longest: number
}

/** A unit's name found in `line[start, end)`. */
export interface UnitFound {
  start: number
  end: number
  unit: Unit
  /** All units that have had this name. */
  ids: string[]
  exact: boolean
}

/** The part of a folded name that tells it from its sisters: "vien kiem sat nhan dan tinh bac ninh" → "bac ninh". */
function core(line: string): string {
  return line.replace(/^(?:vien kiem sat nhan dan|vien kiem sat)\s+/, '').replace(/^(?:tinh|thanh pho|tp\.?)\s+/, '')
}

function keysOf(unit: Unit): Set<string> {
  const keys = new Set<string>()
  const add = (line: string) => {
    const words = line.split(/[^a-z0-9]+/).filter(word => word !== '')
    const kept = words.filter((word, i) => i === 0 || i === words.length - 1 || !PASSED_OVER.has(word)).join('')
    if (kept.length > 1) keys.add(kept)
  }
  for (const name of [unit.name, unit.short, ...unit.codes]) {
    const line = read(name).line
    add(line)
    const bare = core(line.replace(/\s*\([^)]*\)/g, ''))
    add(bare)
    for (const inner of line.matchAll(/\(([^)]*)\)/g)) add(inner[1]!)
    // "V15" is also said "Vụ 15", "C3" "Cục 3".
    const code = /^([vc]) ?(\d+)$/.exec(line)
    if (code) add(`${code[1] === 'v' ? 'vu' : 'cuc'} ${code[2]}`)
    // "Vụ Công tố và Kiểm sát điều tra án kinh tế" is called "Vụ án kinh tế"; "Cục Tài chính" "tài chính" only with its kind.
    const matter = /^(vu|cuc) (?:.* )?(?:kiem sat|dieu tra) (.+)$/.exec(bare)
    if (matter) {
      add(`${matter[1]} ${matter[2]}`)
      const kind = /^an (.+)$/.exec(matter[2]!)
      if (kind) add(`${matter[1]} ${kind[1]}`)
    }
    const initials = /^(vu|cuc|truong|vien) (\w+(?: \w+){2,})$/.exec(bare)
    if (initials) {
      const letters = initials[2]!.split(' ').filter(word => word !== 'va').map(word => word[0]).join('')
      if (letters.length >= 3) {
        add(`${initials[1]} ${letters}`)
        add(initials[1]![0]! + letters)
      }
      if (initials[1] === 'vu' && initials[2]!.split(' ').length <= 4) add(initials[2]!)
    }
  }
  for (const key of Array.from(keys)) {
    if (key.length > 24) continue
    for (const [place, spelling] of OTHER_SPELLINGS) if (place.test(key)) keys.add(key.replace(place, spelling))
  }
  return keys
}

/** Prepares a directory (of all times: predecessors are found, too) for {@link unitsIn}. */
export function unitNames(units: readonly Unit[]): UnitNames {
  const keys = new Map<string, string[]>()
  const halves = new Map<string, string[]>()
  let longest = 0
  for (const unit of units) {
    for (const key of keysOf(unit)) {
      // A level's name is not a unit's, even where the directory gives it as one of the names of the top.
      if (key === 'trunguong') continue
      push(keys, key, unit.id)
      longest = Math.max(longest, key.length)
    }
  }
  for (const key of keys.keys()) {
    if (key.length < 7) continue
    push(halves, `<${key.slice(0, 3)}`, key)
    push(halves, `>${key.slice(-3)}`, key)
  }
  return { keys, halves, marks: new Map(), longest, units: new Map(units.map(unit => [unit.id, unit])) }
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const there = map.get(key)
  if (there) there.push(value)
  else map.set(key, [value])
}
/** Words before which a name counts even with a typing error or in the wrong accents. */
const CUE = /(?:\b(?:vien kiem sat nhan dan|vien kiem sat|vien|tinh|thanh pho|tp|nganh|vks|don vi)\.? )$/

/** The last words before a place of the line. */
function tail(reading: Reading, at: number): string {
  return reading.line.slice(Math.max(0, at - 40), at)
}

/** Codes of one letter and a number are written in capitals, or they are something else: "t6" is June or Friday. */
const CAPITALS_ONLY = /^t\d$/

interface Word {
  text: string
  start: number
  end: number
}

/** Finds units' names in a message: the longest at each place, exact ones first, then with one typing error. */
export function unitsIn(reading: Reading, names: UnitNames): UnitFound[] {
  const words: Word[] = []
  for (const match of reading.line.matchAll(/[a-z]+|\d+/g)) words.push({ text: match[0], start: match.index, end: match.index + match[0].length })
  const found: UnitFound[] = []
  const claimed = (first: number, last: number) => found.some(unit => words[first]!.start < unit.end && unit.start < words[last]!.end)
  const put = (match: Match, first: number) => {
    const ids = names.keys.get(match.key)!
    const prefix = BEFORE.exec(tail(reading, words[first]!.start))
    const begins = words[first]!.start - (prefix?.[0].length ?? 0)
    const start = found.every(unit => unit.end <= begins || unit.start > words[first]!.start) ? begins : words[first]!.start
    found.push({ start, end: words[match.last]!.end, unit: names.units.get(ids[0]!)!, ids, exact: match.exact })
  }
  for (let i = 0; i < words.length; i++) {
    const match = longestAt(reading, names, words, i, true)
    if (!match) continue
    put(match, i)
    i = match.last
  }
  // Names as they should be go before names with an error: in "trả lại Đồng Tháp" nobody means Lâm Đồng.
  for (let i = 0; i < Math.min(words.length, MISSPELT_WITHIN); i++) {
    const match = claimed(i, i) ? undefined : longestAt(reading, names, words, i, false)
    if (!match || claimed(i, match.last)) continue
    put(match, i)
    i = match.last
  }
  const sorted = found.sort((x, y) => x.start - y.start)
  // "Thanh tra VKSND tối cao" is one unit: what stands right behind it only says whose.
  return sorted.filter((unit, at) => {
    const before = sorted[at - 1]
    return !before || !/^ (?:(?:cua|thuoc) )?$/.test(reading.line.slice(before.end, unit.start)) || !isAbove(names, before.ids, unit.ids)
  })
}

function isAbove(names: UnitNames, below: readonly string[], above: readonly string[]): boolean {
  return below.some(id => {
    for (let unit = names.units.get(id), steps = 0; unit && unit.parent !== null && steps < 10; unit = names.units.get(unit.parent), steps++) if (above.includes(unit.parent)) return true
    return false
  })
}

interface Match {
  key: string
  last: number
  exact: boolean
}

function longestAt(reading: Reading, names: UnitNames, words: readonly Word[], i: number, exactly: boolean): Match | undefined {
  if (PASSED_OVER.has(words[i]!.text)) return undefined
  let joined = ''
  let best: Match | undefined
  for (let n = i; n < words.length && n < i + LONGEST; n++) {
    const passed = n > i && PASSED_OVER.has(words[n]!.text)
    // "Hà Tĩnh" ends in a word that is passed over inside other names.
    const key = joined + words[n]!.text
    if (!passed) joined = key
    if (key.length > names.longest + 1) break
    if (names.keys.has(key)) {
      if (exactly && fits(reading, names, words, i, n, key)) best = { key, last: n, exact: true }
    } else if (!exactly && !passed && !best && key.length >= 6 && n < i + MISSPELT_WORDS) {
      const meant = misspelt(names, key)
      if (meant !== undefined && nearlyWritten(reading, names, words[i]!.start, words[n]!.end, meant) && likelyMisspelt(tail(reading, words[i]!.start), words.slice(i, n + 1), meant)) best = { key: meant, last: n, exact: false }
    }
  }
  return best
}

/** Words after which, and before which, a name of one or two words is an ordinary word. */
const NOT_BEFORE: Record<string, RegExp> = { hue: /^ hong/, thanhtra: /^ (?:nhan dan|vien|chinh phu|bo\b|so\b|so tai|giao thong|dot xuat|kiem tra)/, vanphong: /^ (?:pham|uy|quoc hoi|chinh phu|cong chung|luat|dang ky|pham)/, vp: /^ (?:uy|quoc)/ }
const NOT_AFTER: Record<string, RegExp> = { travinh: /(?:kiem|thanh|dieu) $/, thanhtra: /(?:ban|doan|cuoc|viec|cong tac|dang|kiem tra|ket luan) $/, vanphong: /(?:dung cu|do) $/ }

/** Whether a near miss is written as a name would be: in one piece, with at most one syllable whose marks are not the name's. */
function nearlyWritten(reading: Reading, names: UnitNames, start: number, end: number, key: string): boolean {
  if (/[,;:.!?] /.test(reading.line.slice(start, end))) return false
  const own = marksFor(names, key)
  const strange = written(reading, start, end).said.normalize('NFC').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(syllable => !plain(syllable) && !own.has(marksOf(syllable)))
  return strange.length <= 1
}

function fits(reading: Reading, names: UnitNames, words: readonly Word[], first: number, last: number, key: string): boolean {
  const { start } = words[first]!
  const { end } = words[last]!
  const said = written(reading, start, end).said.normalize('NFC')
  if (CAPITALS_ONLY.test(key) && said !== said.toUpperCase()) return false
  if (/^[vc]\d+$/.test(key) && /(?:diem|khoan|dieu|muc|phan) $/.test(tail(reading, start))) return false
  if (NOT_BEFORE[key]?.test(reading.line.slice(end)) || NOT_AFTER[key]?.test(tail(reading, start))) return false
  // "sơn là" is not Sơn La, "án giảng" not An Giang: a syllable written with marks must be one of the name's.
  if (plain(said) || /^(?:vu|cuc|vien|truong|khuvuc|capcao|phuctham|bao|tapchi)/.test(key) || CUE.test(tail(reading, start))) return true
  const own = marksFor(names, key)
  return said.toLowerCase().split(/[^\p{L}\p{N}]+/u).every(syllable => plain(syllable) || own.has(marksOf(syllable)))
}

function marksFor(names: UnitNames, key: string): Set<string> {
  let own = names.marks.get(key)
  if (!own) {
    const units = names.keys.get(key)!.map(id => names.units.get(id)!)
    own = new Set([...units.flatMap(unit => [unit.name, unit.short, ...unit.codes]).flatMap(name => name.normalize('NFC').toLowerCase().split(/[^\p{L}\p{N}]+/u)).map(marksOf), ...COMMON])
    names.marks.set(key, own)
  }
  return own
}

function plain(syllable: string): boolean {
  return /^[\x20-\x7e]*$/.test(syllable)
}

/** A syllable with its marks in one order and wherever they stand: "hoà" and "hòa" are the same. */
function marksOf(syllable: string): string {
  const apart = syllable.normalize('NFD')
  return apart.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '') + [...apart].filter(char => /[\u0300\u0301\u0303\u0309\u0323]/.test(char)).join('')
}

/** Words of daily messages that no name is misspelt into. */
const EVERYDAY = new Set('lam nao bao cao nop chua roi khong gi di den toi cho cua la co duoc the nay hom ngay thang nam tuan mai ket so tong han con ai xem gui hoi giup va voi vu cuc kiem tra nhac duyet trong mot hai ba lai tra ve lao dat nong thue'.split(' '))

/** Whether a near miss is a name at all: after a word that announces one, with a word that is no syllable, or at least without everyday words and not somebody's own name. */
function likelyMisspelt(before: string, words: readonly Word[], key: string): boolean {
  if (CUE.test(before)) return true
  if (words.length === 1 && key.length < 8) return false
  if (words.some(word => !isSyllable(word.text) && !/^\d+$/.test(word.text))) return true
  return key.length >= 7 && !words.some(word => EVERYDAY.has(word.text)) && !/\b(?:anh|chi|ong|ba|co|em|ban|dong chi|ten) $/.test(before)
}

function misspelt(names: UnitNames, said: string): string | undefined {
  const [head, tail] = [`<${said.slice(0, 3)}`, `>${said.slice(-3)}`]
  // One error leaves the beginning or the end as it is: most windows have neither of any name.
  for (const half of [head, tail]) {
    for (const key of names.halves.get(half) ?? []) {
      if (Math.abs(key.length - said.length) <= 1 && oneErrorApart(key, said) && digitsOf(key) === digitsOf(said)) return key
    }
  }
  return undefined
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}

/** Whether one letter added, left out, changed or swapped with its neighbour makes one text of the other. */
function oneErrorApart(a: string, b: string): boolean {
  let i = 0
  while (i < a.length && i < b.length && a[i] === b[i]) i++
  let x = a.length
  let y = b.length
  while (x > i && y > i && a[x - 1] === b[y - 1]) {
    x--
    y--
  }
  const [left, right] = [x - i, y - i]
  return Math.max(left, right) <= 1 || (left === 2 && right === 2 && a[i] === b[i + 1] && a[i + 1] === b[i])
}

/**
 * The unit meant by a name on a day: the one that existed then, else what carries it on today, `successorOf` saying whose name it was.
 * A name that several had is the living one's.
 */
export function namedOn(names: UnitNames, found: Pick<UnitFound, 'ids'>, on: Day, said: string): UnitNamed {
  const candidates = found.ids.map(id => names.units.get(id)!)
  const alive = candidates.find(unit => existsOn(unit, on))
  if (alive) return { id: alive.id, name: alive.name, said }
  const old = candidates[0]!
  let unit = old
  for (let steps = 0; steps < 10 && unit.successor !== null && !existsOn(unit, on); steps++) unit = names.units.get(unit.successor) ?? { ...unit, successor: null }
  return unit.id === old.id ? { id: old.id, name: old.name, said } : { id: unit.id, name: unit.name, said, successorOf: { id: old.id, name: old.name } }
}
