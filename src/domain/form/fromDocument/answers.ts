import { fieldsOf } from '../parseForm.ts'
import { aboveOf } from './context.ts'
import { offSubject } from './figures.ts'
import { sentencesOf } from './sentences.ts'
import { yesNoFor } from './statements.ts'
import { unitsOf } from './units.ts'
import type { Learnt } from './learnt.ts'
import type { Part } from './outline.ts'
import type { Candidate } from './reading.ts'
import type { Form } from '../form.ts'

/** A clause that does not call a thing by its name tells of it less surely; one that does tells of it as surely as its name weighs, and what stands around the name says what. */
const UNNAMED = 0.7
const SECOND = 0.75
const NAMED = 8
/** A chance below this is not offered; one half more is asked of a clause about something else. */
const OFFERED = 0.3
const ELSEWHERE = 1.5

/** Yes, no or none of each clause: what was learnt says whether it is told there, and that and the words around its name what is told. */
export function answersIn(form: Form, part: Part & { kind: 'text' }, learnt: Learnt): Candidate[] {
  const above = aboveOf(part.path.slice(1), part.target?.sections ?? [])
  const fields = fieldsOf(form).filter(field => field.kind === 'yes-no-none')
  return unitsOf(part.text).flatMap(unit => {
    const sentences = sentencesOf(unit.text)
    return fields.flatMap(field => {
      const chances = learnt.ofAnswer(field.id, unit.tokens, above)
      if (!chances) return []
      const off = offSubject(form, field.id, part.target)
      const named = sentences.map(sentence => yesNoFor(form, sentence, field)).find(each => each !== undefined)
      const learntTold = [...chances.values()].reduce((sum, each) => sum + each, 0)
      const told = named ? 1 - (1 - learntTold) * (1 - named.score * SECOND) : learntTold * UNNAMED
      const weights = [...chances].map(([value, chance]) => [value, (chance + 0.03) * (value === named?.value ? NAMED : 1)] as const)
      const sum = weights.reduce((total, [, weight]) => total + weight, 0)
      return weights.flatMap(([value, weight]) => (told * off * weight / sum >= OFFERED * (off < 1 ? ELSEWHERE : 1) ? [{ field: field.id, value, score: told * off * weight / sum, said: unit.text, place: part.place }] : []))
    })
  })
}
