import type { UnitNames } from './unitNames.ts'

/** Syllables that people add to a name. */
const COMMON = ['vụ', 'cục', 'án', 'tỉnh', 'của', 'thuộc', 'tại', 'và', 'khu', 'vực', 'sài', 'gòn', 'thành', 'phố', 'cụm', 'viện', 'trường', 'đăk', 'đắc', 'đắk', 'lắc', 'lăk', 'lắk', 'nông', 'huế'].map(marksOf)

/** The syllables of what was said that are written with marks, but not with those of a name that the key may mean: "sơn là" has one for Sơn La. */
export function strangeSyllables(said: string, names: UnitNames, key: string): string[] {
  const own = marksFor(names, key)
  return syllablesOf(said).filter(syllable => !plain(syllable) && !own.has(marksOf(syllable)))
}

function marksFor(names: UnitNames, key: string): Set<string> {
  let own = names.marks.get(key)
  if (!own) {
    const units = names.keys.get(key)!.map(id => names.units.get(id)!)
    own = new Set([...units.flatMap(unit => [unit.name, unit.short, ...unit.codes]).flatMap(syllablesOf).map(marksOf), ...COMMON])
    names.marks.set(key, own)
  }
  return own
}

function syllablesOf(text: string): string[] {
  return text.normalize('NFC').toLowerCase().split(/[^\p{L}\p{N}]+/u)
}

/** Whether a text is written without any marks. */
export function plain(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text)
}

/** A syllable with its marks in one order and wherever they stand: "hoà" and "hòa" are the same. */
function marksOf(syllable: string): string {
  const apart = syllable.normalize('NFD')
  return apart.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '') + [...apart].filter(char => /[\u0300\u0301\u0303\u0309\u0323]/.test(char)).join('')
}
