import { fieldsOf } from '../parseForm.ts'
import { findWay, isEmpty, keysOf, waysOf } from './ways.ts'
import type { Form } from '../form.ts'

/** What of a form a heading is about: a section, a passage (a long text of it), or several passages at once ("Tồn tại, hạn chế và nguyên nhân"). */
export interface Target {
  sections: readonly string[]
  field?: string
  /** Passages the heading names together. */
  fields?: readonly string[]
  /** The heading says it almost word for word. */
  sure: boolean
  /** A name of the target stands in it word for word. */
  whole: boolean
  /** It is about something the form does not ask. */
  aside?: true
}

interface Named {
  section: string
  field?: string
  keys: string[]
}

interface Titles {
  all: Named[]
  tells(key: string): number
}

const known = new WeakMap<Form, Titles>()

function titlesOf(form: Form): Titles {
  const cached = known.get(form)
  if (cached) return cached
  const all: Named[] = []
  for (const section of form.sections) {
    all.push({ section: section.id, keys: keysOf(section.title.vi) })
    for (const part of section.title.vi.split(/[,;]/)) if (section.title.vi.includes(',') || section.title.vi.includes(';')) all.push({ section: section.id, keys: keysOf(part) })
    for (const phrase of section.written) all.push({ section: section.id, keys: keysOf(phrase) })
    for (const field of section.fields) if (field.kind === 'text' && field.long) for (const phrase of [field.label.vi, ...field.said, ...field.written]) all.push({ section: section.id, field: field.id, keys: keysOf(phrase) })
  }
  const count = new Map<string, Set<string>>()
  for (const named of all) for (const key of named.keys) count.set(key, (count.get(key) ?? new Set()).add(named.field ?? named.section))
  const total = form.sections.length + fieldsOf(form).filter(field => field.kind === 'text' && field.long).length
  const made: Titles = {
    all: all.filter(named => named.keys.length > 0),
    tells: key => {
      const rare = Math.log(1 + total / (count.get(key)?.size ?? total))
      return isEmpty(key) ? rare * 0.2 : rare
    },
  }
  known.set(form, made)
  return made
}

/** What a heading is about, or undefined when its words say nothing of this form. Under a heading that is understood, its own passages come first. */
export function headingTarget(form: Form, title: string, above: Target | undefined): Target | undefined {
  const titles = titlesOf(form)
  const said = keysOf(title.replace(/\([^)]*\)/g, ' '))
  if (said.length === 0 || said.length > 40) return undefined
  const whole = [...new Set(said)].reduce((sum, key) => sum + titles.tells(key), 0)
  const best = new Map<string, { named: Named; fit: number; keys: Set<string> }>()
  for (const named of titles.all) {
    const unique = [...new Set(named.keys)]
    const together = togetherIn(said, named.keys)
    const shared = unique.filter(key => together.has(key))
    const telling = shared.filter(key => !isEmpty(key))
    const near = above?.sections.includes(named.section) ?? false
    // "Kết quả:" says nothing by itself; under the section it belongs to it is a passage's name.
    const bare = telling.length === 0
    if (bare && !(near && saysOnly(said, named.keys))) continue
    const weight = shared.reduce((sum, key) => sum + titles.tells(key), 0)
    const covered = weight / unique.reduce((sum, key) => sum + titles.tells(key), 0)
    const fit = bare ? 1.12 : covered * Math.sqrt(Math.min(1, weight / whole)) * (isRun(said, named.keys) ? 1 : named.field !== undefined && !near ? 0.45 : 0.8) * (near ? 1.1 : 1) * 0.97 ** firstAt(said, new Set(shared))
    const id = named.field ?? `§${named.section}`
    if (fit > (best.get(id)?.fit ?? 0)) best.set(id, { named, fit, keys: new Set(telling) })
  }
  // Of a section and a passage of the same name the passage is meant: "Kiến nghị", "Cải cách hành chính".
  const ranked = [...best.values()].toSorted((a, b) => b.fit - a.fit + (Number(b.named.field !== undefined) - Number(a.named.field !== undefined)) * 0.03)
  const first = ranked[0]
  if (!first || first.fit < 0.4) return byFigures(form, said)
  const exact = first.fit > 0.7 && isRun(said, first.named.keys)
  // Other passages named beside the first, each by words of its own, in a heading over several of them.
  const passages = ranked.filter(each => each.named.section === first.named.section && each.named.field !== undefined && each.fit >= 0.3 && (each === first || [...each.keys].some(key => !first.keys.has(key))))
  const tied = ranked.filter(each => each.fit > first.fit * 0.97 && each.named.field !== undefined && [...each.keys].join() === [...first.keys].join())
  if (tied.length > 1) return { sections: [first.named.section], fields: tied.map(each => each.named.field!), sure: false, whole: exact }
  if (first.named.field === undefined) {
    const section = form.sections.find(each => each.id === first.named.section)!
    const only = section.fields.filter(field => field.kind === 'text' && field.long)
    // A section that is one passage and nothing else.
    // "Kỷ luật, cải cách hành chính, khen thưởng" is about more than one section.
    const more = ranked.filter(each => each.named.section !== section.id && each.fit >= 0.35 && [...each.keys].filter(key => !first.keys.has(key)).length * 2 >= each.keys.size).map(each => each.named.section)
    return { sections: [section.id, ...new Set(more)], sure: first.fit > 0.7, whole: exact, ...(only.length === 1 && section.fields.length === 1 ? { field: only[0]!.id } : only.length === 2 && section.fields.length === 2 ? { fields: only.map(field => field.id) } : {}) }
  }
  if (passages.length > 1) return { sections: [first.named.section], fields: passages.toSorted((a, b) => firstAt(said, a.keys) - firstAt(said, b.keys)).map(each => each.named.field!), sure: false, whole: exact }
  return { sections: [first.named.section], field: first.named.field, sure: first.fit > 0.6, whole: exact }
}

/** Syllables of a name that stand in a line beside a neighbour they have in the name: "cáo" alone is not "tố cáo". */
function togetherIn(said: readonly string[], keys: readonly string[]): Set<string> {
  const out = new Set<string>()
  if (keys.length === 1 && said.includes(keys[0]!)) out.add(keys[0]!)
  for (let at = 0; at + 1 < keys.length; at++) {
    if (said.some((key, nth) => key === keys[at] && said[nth + 1] === keys[at + 1])) for (const key of [keys[at]!, keys[at + 1]!]) out.add(key)
  }
  return out
}

/** The section whose figures a heading calls by name: "Hội nghị cán bộ, công chức" is where that conference is told of. Never sure. */
function byFigures(form: Form, said: readonly string[]): Target | undefined {
  const ways = waysOf(form)
  // A heading that names people says whom, not what: "Cán bộ, công chức bàn, quyết định".
  const fits = form.sections.flatMap(section => section.fields.filter(field => field.kind !== 'count' || field.measure?.vi !== 'người').flatMap(field => ways.of(field.id).flatMap(way => {
    const at = way.keys.length < 2 || way.keys.every(isEmpty) || ways.isShared(way) ? undefined : findWay(said, way.keys, 0, said.length, 0)
    // What a heading begins with is what it is about.
    return at ? [{ section: section.id, from: at.from, size: way.keys.length, fit: way.weight * 0.85 ** at.from }] : []
  }))).toSorted((a, b) => b.fit - a.fit)
  const first = fits[0]
  if (!first) return undefined
  const apart = fits.filter(each => each.from >= first.from + first.size || each.from + each.size <= first.from).filter(each => each.fit > first.fit * 0.5).map(each => each.section)
  return { sections: [...new Set([first.section, ...apart])], sure: false, whole: false }
}

function firstAt(said: readonly string[], keys: ReadonlySet<string>): number {
  return said.findIndex(key => keys.has(key))
}

/** Words that may follow "Kết quả" without making it another thing. */
const FURTHER = /^(?:buoc dau|dat duoc|cu the|thuc hien|trien khai|chuyen de|nhu sau)*$/

function saysOnly(said: readonly string[], keys: readonly string[]): boolean {
  return keys.every((key, at) => said[at] === key) && FURTHER.test(said.slice(keys.length).join(' '))
}

function isRun(said: readonly string[], keys: readonly string[]): boolean {
  return said.some((_, at) => keys.every((key, offset) => said[at + offset] === key))
}
