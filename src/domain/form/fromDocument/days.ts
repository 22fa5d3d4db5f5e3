import { dayFrom } from '../fill/value.ts'
import { aboveOf } from './context.ts'
import { offSubject } from './figures.ts'
import { figuresOf, spotsOf } from './spots.ts'
import type { Learnt } from './learnt.ts'
import type { Part } from './outline.ts'
import type { Candidate } from './reading.ts'
import type { When } from './statements.ts'
import type { Form } from '../form.ts'

/** A chance below this is none. */
const LEAST = 0.3

/** The days of a paragraph with the date fields they answer, by the words around them. */
export function daysIn(form: Form, part: Part & { kind: 'text' }, learnt: Learnt, when: When): Candidate[] {
  const { tokens, spots } = spotsOf(part.text, when.window)
  const keys = tokens.map(token => token.key)
  const figure = figuresOf(tokens.length, spots)
  const above = aboveOf(part.path.slice(1), part.target?.sections ?? [])
  return tokens.flatMap((token, at) => {
    const said = token.date ?? (token.pair?.sign === '/' && ['ngay', 'hom', 'sang', 'chieu'].includes(keys[at - 1] ?? '') ? { day: token.pair.a, month: token.pair.b } : undefined)
    const value = said && dayFrom(said, when.window, when.at)
    if (value === undefined) return []
    const chances = learnt.ofDay({ keys, figure, from: at, to: at + 1, negated: false, part: false }, above)
    return [...chances].flatMap(([field, chance]) => {
      const score = chance * offSubject(form, field, part.target)
      return score >= LEAST ? [{ field, value, score, said: part.text.slice(token.from, token.to), place: part.place }] : []
    })
  })
}
