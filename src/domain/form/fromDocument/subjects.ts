import { fieldsOf } from '../parseForm.ts'
import { aboveOf } from './context.ts'
import { subjectOf, type Learnt } from './learnt.ts'
import { unitsOf, type Unit } from './units.ts'
import type { Form } from '../form.ts'
import type { Target } from './headingTarget.ts'
import type { Part } from './outline.ts'

type Prose = Part & { kind: 'text' }

/** A stretch of a paragraph that is about one subject. */
export type Piece = Prose & {
  /** The paragraph it is of, and where in it it begins. */
  of: Part
  from: number
  /** How much speaks for its subject against the next likeliest. */
  weight: number
}

/** What going over to another subject costs, by what stands between: a semicolon, a full stop, a paragraph's end, a heading. */
const CHANGE = { half: 3.2, stop: 1.7, start: 0.8, heading: 0.1 }
/** What a heading says for its subject, by how surely it names it; less for each further paragraph under it. */
const NAMED = { field: 3, section: 1.4, unsure: 0.8, other: -1.2 }
const LEAST = 0.004

/**
 * Cuts prose where its subject changes, and says of each piece what it is about: what its words and its headings make likeliest,
 * all clauses of the document weighed together. What a heading sets aside stays aside. `at` is the subject at a place of a part.
 */
export function bySubject(form: Form, parts: readonly Part[], learnt: Learnt): { parts: Part[]; pieces: Piece[]; at(part: Part, from: number): Target | undefined } {
  const subjects = ['', ...new Set(fieldsOf(form).map(field => subjectOf(form, field)))]
  const targets = new Map(subjects.map(id => [id, targetOf(form, id)]))
  const clauses: { part: Prose; unit: Unit; scores: number[]; change: number }[] = []
  let under: number | undefined
  let nth = 0
  let inline = false
  for (const part of parts) {
    if (part.kind !== 'text' || part.target?.aside) continue
    const fresh = part.under !== under
    nth = fresh ? 0 : nth + 1
    inline = fresh ? part.inline ?? false : inline
    under = part.under
    const above = aboveOf(part.path.slice(1), part.target?.sections ?? [])
    for (const unit of unitsOf(part.text)) {
      const chances = learnt.ofSubject(unit.tokens, above)
      const rest = Math.max(LEAST, 1 - [...chances.values()].reduce((sum, each) => sum + each, 0))
      const scores = subjects.map(id => Math.log(Math.max(LEAST, id === '' ? rest : chances.get(id)!)) + headed(part.target, targets.get(id)) * (inline ? 0.3 : 0.7) ** nth)
      clauses.push({ part, unit, scores, change: unit.after !== 'start' ? CHANGE[unit.after] : fresh ? CHANGE.heading : CHANGE.start })
    }
  }
  const chosen = likeliest(clauses)
  const pieces = new Map<Part, Piece[]>()
  clauses.forEach(({ part, unit, scores }, at) => {
    const weight = scores[chosen[at]!]! - Math.max(...scores.filter((_, other) => other !== chosen[at]))
    const own = pieces.get(part) ?? []
    pieces.set(part, own)
    const last = own.at(-1)
    if (last && chosen[at] === chosen[at - 1]) {
      last.text = part.text.slice(last.from, unit.from + unit.text.length)
      last.weight += weight
    }
    else own.push({ ...part, text: unit.text, of: part, from: unit.from, weight, target: targets.get(subjects[chosen[at]!]!) ?? part.target })
  })
  return { parts: parts.flatMap(part => pieces.get(part) ?? [part]), pieces: [...pieces.values()].flat(), at: (part, from) => pieces.get(part)?.findLast(piece => piece.from <= from)?.target ?? part.target }
}

/** Which of the subjects each clause is about, so that the sum over the document is greatest. */
function likeliest(clauses: readonly { scores: readonly number[]; change: number }[]): number[] {
  const back: number[][] = []
  let sums: number[] = []
  clauses.forEach(({ scores, change }, at) => {
    const best = sums.reduce((top, each, index) => (each > sums[top]! ? index : top), 0)
    const from: number[] = []
    sums = scores.map((score, subject) => {
      const stays = at === 0 || sums[subject]! >= sums[best]! - change
      from.push(stays ? subject : best)
      return score + (at === 0 ? 0 : stays ? sums[subject]! : sums[best]! - change)
    })
    back.push(from)
  })
  const out: number[] = []
  let now = sums.reduce((top, each, index) => (each > sums[top]! ? index : top), 0)
  for (let at = clauses.length - 1; at >= 0; at--) {
    out[at] = now
    now = back[at]![now]!
  }
  return out
}

function targetOf(form: Form, id: string): Target | undefined {
  if (id === '') return undefined
  const section = form.sections.find(each => id === `§${each.id}` || each.fields.some(field => field.id === id))!
  return { sections: [section.id], sure: true, whole: true, ...(id.startsWith('§') ? {} : { field: id }) }
}

/** What the heading over a clause says for a subject. */
function headed(over: Target | undefined, subject: Target | undefined): number {
  if (!over || !subject) return 0
  if (subject.field !== undefined && (over.field === subject.field || over.fields?.includes(subject.field))) return over.sure && over.field !== undefined ? NAMED.field : NAMED.section
  if (!subject.sections.some(section => over.sections.includes(section))) return over.sure ? NAMED.other : 0
  if (over.field !== undefined) return 0
  return over.sure ? NAMED.section : NAMED.unsure
}
