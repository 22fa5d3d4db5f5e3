import { tokenise } from '../fill/tokens.ts'
import { fieldsOf } from '../parseForm.ts'
import type { Field, Form } from '../form.ts'

/** One way a field is called, as folded syllables, with what it weighs: rare syllables tell more than common ones. */
export interface Way {
  keys: string[]
  weight: number
}

/** How fields and sections are called, and what each syllable tells. */
export interface Ways {
  of(field: string): readonly Way[]
  /** Whether several fields are called so: "hội nghị". */
  isShared(way: Way): boolean
  /** Syllables of the noun a count is measured in; none for other fields. */
  measure(field: string): readonly string[]
  /** Whether a name is the noun in which some other field is measured: "ý kiến", "kiến nghị". */
  isMeasure(name: string, of: string): boolean
  /** What a syllable tells: syllables that many fields share tell little, those of no field less. */
  tells(key: string): number
}

/** Syllables that say nothing about which figure or section is meant. */
const EMPTY = new Set('so luong viec cac nhung ve cua trong va voi cho tai theo o la da duoc tac ket qua noi dung thuc hien to chuc tong cuoc buoi nguoi lan truong hop ki nay don vi chung gom co cung tung do'.split(' '))

const LEAD = /^(?:tong so luong|tong so|so luong|so luot|so cuoc|so lan|so)$/

/** Folded syllables of a phrase, without marks and figures. */
export function keysOf(phrase: string): string[] {
  return tokenise(phrase).filter(token => token.kind === 'word').map(token => token.key)
}

/** Whether a syllable alone says nothing. */
export function isEmpty(key: string): boolean {
  return EMPTY.has(key)
}

const known = new WeakMap<Form, Ways>()

/** How a form's fields are called: their Vietnamese labels, with and without "số", and everything staff say. */
export function waysOf(form: Form): Ways {
  const cached = known.get(form)
  if (cached) return cached
  const fields = fieldsOf(form)
  const phrases = new Map(fields.map(field => [field.id, phrasesOf(field)]))
  const count = new Map<string, number>()
  for (const all of phrases.values()) for (const key of new Set(all.flat())) count.set(key, (count.get(key) ?? 0) + 1)
  const tells = (key: string): number => {
    const fieldsWith = count.get(key)
    const rare = fieldsWith === undefined ? 0.5 : Math.log(1 + fields.length / fieldsWith)
    return EMPTY.has(key) ? rare * 0.25 : rare
  }
  const ways = new Map(fields.map(field => [field.id, phrases.get(field.id)!.map(keys => ({ keys, weight: keys.reduce((sum, key) => sum + tells(key), 0) }))]))
  const owners = new Map<string, number>()
  for (const all of phrases.values()) for (const keys of all) owners.set(keys.join(' '), (owners.get(keys.join(' ')) ?? 0) + 1)
  const measures = new Map(fields.flatMap(field => (field.kind === 'count' && field.measure ? [[field.id, keysOf(field.measure.vi)] as const] : [])))
  const measuring = Map.groupBy(measures.keys(), field => measures.get(field)!.join(' '))
  const made: Ways = {
    of: field => ways.get(field) ?? [], tells,
    isShared: way => (owners.get(way.keys.join(' ')) ?? 0) > 1,
    measure: field => measures.get(field) ?? [],
    isMeasure: (name, of) => (measuring.get(name) ?? []).some(field => field !== of),
  }
  known.set(form, made)
  return made
}

function phrasesOf(field: Field): string[][] {
  const all = new Map<string, string[]>()
  const add = (keys: string[]): void => {
    if (keys.length > 0) all.set(keys.join(' '), keys)
  }
  const label = keysOf(field.label.vi)
  add(label)
  for (let drop = 1; drop <= 3 && drop < label.length; drop++) if (LEAD.test(label.slice(0, drop).join(' '))) add(label.slice(drop))
  for (const said of [...field.said, ...field.written]) add(keysOf(said))
  return [...all.values()]
}

/** Where a way of calling stands in a line of syllables: in order, with at most `slack` other syllables in between. The end is the index after its last. */
export function findWay(keys: readonly string[], way: readonly string[], from = 0, to = keys.length, slack = 2): { from: number; to: number; between: number } | undefined {
  for (let start = from; start < to; start++) {
    if (keys[start] !== way[0]) continue
    let at = start + 1
    let between = 0
    let next = 1
    while (next < way.length && at < to && between <= slack) {
      if (keys[at] === way[next]) next++
      // A comma between the parts of a name is no word of its own.
      else if (/[\p{L}\d]/u.test(keys[at]!)) between++
      at++
    }
    if (next === way.length && between <= slack) return { from: start, to: at, between }
  }
  return undefined
}

/** Where a way of calling stands last, as {@link findWay}. */
export function lastWay(keys: readonly string[], way: readonly string[], from: number, to: number, slack = 1): { from: number; to: number; between: number } | undefined {
  let last: { from: number; to: number; between: number } | undefined
  for (let at = from; at < to;) {
    const found = findWay(keys, way, at, to, slack)
    if (!found) break
    last = found
    at = found.from + 1
  }
  return last
}

/**
 * How well a label ("Số lượt CBCC tham dự hội nghị") fits a field, 0 to 1: what is shared over what either has, by what syllables tell;
 * a way that stands in the label word for word counts more than the same syllables elsewhere.
 */
export function labelFit(ways: Ways, field: string, label: readonly string[]): number {
  if (label.length === 0) return 0
  const whole = [...new Set(label)].reduce((sum, key) => sum + ways.tells(key), 0)
  let best = 0
  for (const way of ways.of(field)) {
    const shared = [...new Set(way.keys)].filter(key => label.includes(key)).reduce((sum, key) => sum + ways.tells(key), 0)
    if (shared === 0) continue
    const covered = shared / [...new Set(way.keys)].reduce((sum, key) => sum + ways.tells(key), 0)
    const inOrder = covered > 0.99 && findWay(label, way.keys, 0, label.length, 1) !== undefined
    best = Math.max(best, Math.sqrt(covered ** 1.5 * Math.min(1, shared / whole)) * (inOrder ? 1 : 0.85))
  }
  return best
}
