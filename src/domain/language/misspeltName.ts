import { strangeSyllables } from './nameMarks.ts'
import { written } from './reading.ts'
import type { Reading } from './reading.ts'
import { isSyllable } from './syllable.ts'
import type { UnitNames } from './unitNames.ts'

/** Words before which a name counts even with a typing error or in the wrong accents. */
export const CUE = /(?:\b(?:vien kiem sat nhan dan|vien kiem sat|vien|tinh|thanh pho|tp|nganh|vks|don vi)\.? )$/

/** Whether a near miss is written as a name would be: in one piece, with at most one syllable whose marks are not the name's. */
export function nearlyWritten(reading: Reading, names: UnitNames, start: number, end: number, key: string): boolean {
  if (/[,;:.!?] /.test(reading.line.slice(start, end))) return false
  return strangeSyllables(written(reading, start, end).said, names, key).length <= 1
}

/** Words of daily messages that no name is misspelt into. */
const EVERYDAY = new Set('lam nao bao cao nop chua roi khong gi di den toi cho cua la co duoc the nay hom ngay thang nam tuan mai ket so tong han con ai xem gui hoi giup va voi vu cuc kiem tra nhac duyet trong mot hai ba lai tra ve lao dat nong thue'.split(' '))

/** Whether a near miss is a name at all: after a word that announces one, with a word that is no syllable, or at least without everyday words and not somebody's own name. */
export function likelyMisspelt(before: string, words: readonly string[], key: string): boolean {
  if (CUE.test(before)) return true
  if (words.length === 1 && key.length < 8) return false
  if (words.some(word => !isSyllable(word) && !/^\d+$/.test(word))) return true
  return key.length >= 7 && !words.some(word => EVERYDAY.has(word)) && !/\b(?:anh|chi|ong|ba|co|em|ban|dong chi|ten) $/.test(before)
}

/** The key of a name that what was said is one typing error away from. */
export function misspelt(names: UnitNames, said: string): string | undefined {
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
