import { fieldsOf } from '../parseForm.ts'
import { unitsOf } from './units.ts'
import type { Learnt } from './learnt.ts'
import type { Part } from './outline.ts'
import type { Candidate } from './reading.ts'
import type { Token } from '../fill/tokens.ts'
import type { Form } from '../form.ts'

/** A chance below this is none. */
const LEAST = 0.45

/** What parts one thing named from the next. */
const PARTS = new Set([',', ';', ':', '.', '(', ')', '+', '\n', '-', '–', '/'])
const JOINS = new Set(['va', 'cung', 'hoac', 'dong', 'ket'])

/** The stretches of a clause that may each name one thing. */
export function namesIn(tokens: readonly Token[]): Token[][] {
  const out: Token[][] = [[]]
  for (const token of tokens) {
    if (token.kind === 'mark' && PARTS.has(token.key)) out.push([])
    else if (JOINS.has(token.key) && out.at(-1)!.length > 1) out.push([token])
    else out.at(-1)!.push(token)
  }
  return out.filter(each => each.length > 0)
}

/** The choices that clauses of their section name, each by itself; what was learnt knows them by other words than the form's. */
export function choicesIn(form: Form, part: Part & { kind: 'text' }, learnt: Learnt): Candidate[] {
  const sections = form.sections.filter(section => part.target?.sections.includes(section.id) && part.target.field === undefined)
  const fields = fieldsOf(form).filter(field => field.kind === 'choice' && sections.some(section => section.fields.includes(field)))
  if (fields.length === 0) return []
  const denies = (tokens: readonly Token[]): boolean => tokens.some(token => token.key === 'khong' || token.key === 'chua')
  return unitsOf(part.text).flatMap(unit => namesIn(unit.tokens).filter(tokens => !denies(tokens)).flatMap(tokens => fields.flatMap(field => (
    [...learnt.ofChoice(field.id, tokens) ?? []].flatMap(([choice, score]) => (score >= LEAST ? [{ field: field.id, value: [choice], score: Math.max(0.6, score), said: unit.text, place: part.place }] : []))
  ))))
}
