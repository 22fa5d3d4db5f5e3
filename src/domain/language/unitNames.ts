import { existsOn } from '#domain/unit.ts'
import type { Unit } from '#domain/unit.ts'
import type { Day } from '#domain/time/instant.ts'
import { read } from './reading.ts'
import type { UnitNamed } from './understood.ts'

/** Words that may stand inside a name without changing it. */
export const PASSED_OVER = new Set(['tinh', 'tp', 'tai', 'thuoc', 'cua', 'va'])

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

/**
 * The unit meant by a name on a day: the one that existed then, else what carries it on today, `successorOf` saying whose name it was.
 * A name that several had is the living one's.
 */
export function namedOn(names: UnitNames, found: { ids: readonly string[] }, on: Day, said: string): UnitNamed {
  const candidates = found.ids.map(id => names.units.get(id)!)
  const alive = candidates.find(unit => existsOn(unit, on))
  if (alive) return { id: alive.id, name: alive.name, said }
  const old = candidates[0]!
  let unit = old
  for (let steps = 0; steps < 10 && unit.successor !== null && !existsOn(unit, on); steps++) unit = names.units.get(unit.successor) ?? { ...unit, successor: null }
  return unit.id === old.id ? { id: old.id, name: old.name, said } : { id: unit.id, name: unit.name, said, successorOf: { id: old.id, name: old.name } }
}
