import { existsOn } from '#domain/unit.ts'
import type { Unit } from '#domain/unit.ts'
import type { Day } from '#domain/time/instant.ts'
import { read } from './reading.ts'
import type { UnitNamed } from './understood.ts'

/** Words that may stand before a name without being part of it, and inside one without changing it. */
const BEFORE = /(?:(?:vien kiem sat nhan dan|vien kiem sat|vksnd|vks|vien|ksnd|nganh)(?: (?:tinh|thanh pho|tp\.?))?|tinh|thanh pho|tp\.?) ?$/
const PASSED_OVER = new Set(['tinh', 'tp', 'tai', 'thuoc', 'cua', 'va'])
const LONGEST = 14

/** Places as they are also written in this country; the right side is how the directory is expected to write them. */
const OTHER_SPELLINGS: [RegExp, string][] = [
  [/hochiminh$/, 'hcm'], [/hochiminh$/, 'tphcm'], [/hochiminh$/, 'saigon'], [/hochiminh$/, 'hochiminhcity'], [/^baria?vungtau$/, 'brvt'], [/^bariavungtau$/, 'vungtau'], [/^bariavungtau$/, 'baria'],
  [/^thuathienhue$/, 'hue'], [/^thuathienhue$/, 'tthue'], [/^thuathienhue$/, 'tth'], [/^hue$/, 'thuathienhue'], [/^daklak$/, 'daclac'], [/^daklak$/, 'darlac'], [/^daknong$/, 'dacnong'], [/^kontum$/, 'congtum'],
  [/^backan$/, 'baccan'], [/^quangngai$/, 'qngai'], [/^quangnam$/, 'qnam'], [/^quangninh$/, 'qninh'], [/^quangbinh$/, 'qbinh'], [/^quangtri$/, 'qtri'], [/^haiphong$/, 'hphong'], [/^danang$/, 'dnang'],
]

/** The names by which units are called, ready to be found in a message. */
export interface UnitNames {
  /** Key (letters and digits run together) → ids of units it may mean. */
  keys: Map<string, string[]>
  /** First or last three letters with a length → keys, for names with one typing error. */
  halves: Map<string, string[]>
  units: Map<string, Unit>
}

/** A unit's name found in `line[start, end)`. */
export interface UnitFound {
  start: number
  end: number
  unit: Unit
  exact: boolean
}

function run(text: string): string {
  return read(text).line.replace(/[^a-z0-9]+/g, '')
}

/** The part of a folded name that tells it from its sisters: "vien kiem sat nhan dan tinh bac ninh" → "bac ninh". */
function core(line: string): string {
  return line.replace(/^(?:vien kiem sat nhan dan|vien kiem sat)\s+/, '').replace(/^(?:tinh|thanh pho|tp\.?)\s+/, '')
}

function keysOf(unit: Unit): Set<string> {
  const keys = new Set<string>()
  const add = (line: string) => {
    const words = line.split(/[^a-z0-9]+/).filter(word => word !== '')
    const kept = words.filter((word, i) => i === 0 || !PASSED_OVER.has(word)).join('')
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
  for (const key of [...keys]) for (const [place, spelling] of OTHER_SPELLINGS) if (place.test(key)) keys.add(key.replace(place, spelling))
  return keys
}

/** Prepares a directory (of all times: predecessors are found, too) for {@link unitsIn}. */
export function unitNames(units: readonly Unit[]): UnitNames {
  const keys = new Map<string, string[]>()
  const halves = new Map<string, string[]>()
  for (const unit of units) for (const key of keysOf(unit)) push(keys, key, unit.id)
  for (const key of keys.keys()) {
    if (key.length < 7) continue
    push(halves, `<${key.slice(0, 3)}${key.length}`, key)
    push(halves, `>${key.slice(-3)}${key.length}`, key)
  }
  return { keys, halves, units: new Map(units.map(unit => [unit.id, unit])) }
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const there = map.get(key)
  if (there) there.push(value)
  else map.set(key, [value])
}
void run
void BEFORE
void LONGEST
void existsOn
export type { Day, UnitNamed }
