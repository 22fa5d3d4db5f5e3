import type { Unit } from '#domain/unit.ts'
import { CUE, likelyMisspelt, misspelt, nearlyWritten } from './misspeltName.ts'
import { plain, strangeSyllables } from './nameMarks.ts'
import { written } from './reading.ts'
import type { Reading } from './reading.ts'
import { PASSED_OVER, type UnitNames } from './unitNames.ts'

/** Words that may stand before a name without being part of it. */
const BEFORE = /(?:(?:vien kiem sat nhan dan|vien kiem sat|vksnd|vks|vien|ksnd|nganh)(?: (?:tinh|thanh pho|tp\.?))?|tinh|thanh pho|tp\.?) ?$/
/** Words that a name has at most. */
const LONGEST = 20
/** An error is looked for in names of up to this many words: longer ones are seldom typed out. */
const MISSPELT_WORDS = 6
/** … and among so many words of a message: what is longer is pasted. */
const MISSPELT_WITHIN = 60

/** A unit's name found in `line[start, end)`. */
export interface UnitFound {
  start: number
  end: number
  unit: Unit
  /** All units that have had this name. */
  ids: string[]
  exact: boolean
}

/** The last words before a place of the line. */
function tail(reading: Reading, at: number): string {
  return reading.line.slice(Math.max(0, at - 40), at)
}

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
      if (meant !== undefined && nearlyWritten(reading, names, words[i]!.start, words[n]!.end, meant) && likelyMisspelt(tail(reading, words[i]!.start), words.slice(i, n + 1).map(word => word.text), meant)) best = { key: meant, last: n, exact: false }
    }
  }
  return best
}

/** Codes of one letter and a number are written in capitals, or they are something else: "t6" is June or Friday. */
const CAPITALS_ONLY = /^t\d$/

/** Words after which, and before which, a name of one or two words is an ordinary word. */
const NOT_BEFORE: Record<string, RegExp> = { hue: /^ hong/, thanhtra: /^ (?:nhan dan|vien|chinh phu|bo\b|so\b|so tai|giao thong|dot xuat|kiem tra)/, vanphong: /^ (?:pham|uy|quoc hoi|chinh phu|cong chung|luat|dang ky|pham)/, vp: /^ (?:uy|quoc)/ }
const NOT_AFTER: Record<string, RegExp> = { travinh: /(?:kiem|thanh|dieu) $/, thanhtra: /(?:ban|doan|cuoc|viec|cong tac|dang|kiem tra|ket luan) $/, vanphong: /(?:dung cu|do) $/ }

function fits(reading: Reading, names: UnitNames, words: readonly Word[], first: number, last: number, key: string): boolean {
  const { start } = words[first]!
  const { end } = words[last]!
  const said = written(reading, start, end).said.normalize('NFC')
  if (CAPITALS_ONLY.test(key) && said !== said.toUpperCase()) return false
  if (/^[vc]\d+$/.test(key) && /(?:diem|khoan|dieu|muc|phan) $/.test(tail(reading, start))) return false
  if (NOT_BEFORE[key]?.test(reading.line.slice(end)) || NOT_AFTER[key]?.test(tail(reading, start))) return false
  // "sơn là" is not Sơn La, "án giảng" not An Giang: a syllable written with marks must be one of the name's.
  if (plain(said) || /^(?:vu|cuc|vien|truong|khuvuc|capcao|phuctham|bao|tapchi)/.test(key) || CUE.test(tail(reading, start))) return true
  return strangeSyllables(said, names, key).length === 0
}
