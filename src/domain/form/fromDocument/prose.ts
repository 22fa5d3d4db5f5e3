import { fieldsOf } from '../parseForm.ts'
import { answersIn } from './answers.ts'
import { choicesIn } from './choices.ts'
import { daysIn } from './days.ts'
import { sentencesOf, type Sentence } from './sentences.ts'
import { OFFERED } from './settle.ts'
import { choicesFor, dateFor, numbersFor, shortTextFor, yesNoFor, type When } from './statements.ts'
import type { Field, Form } from '../form.ts'
import type { Learnt } from './learnt.ts'
import type { Part } from './outline.ts'
import type { Candidate } from './reading.ts'

/** What the sentences of a text say to a form's fields, its figures left aside. */
export function fromProse(form: Form, part: Part & { kind: 'text' }, when: When, learnt: Learnt): Candidate[] {
  const out: Candidate[] = [...answersIn(form, part, learnt), ...daysIn(form, part, learnt, when), ...choicesIn(form, part, learnt)]
  const sections = new Set(part.target?.sections)
  const scoped = (field: string): boolean => sections.size === 0 || form.sections.some(section => sections.has(section.id) && section.fields.some(each => each.id === field))
  // In the author's own assessment figures and names are examples; only what is named in full counts there.
  const damp = part.target?.field !== undefined || part.target?.fields !== undefined ? 0.75 : sections.size === 0 ? 0.85 : 1
  // Under another heading a weak reading is not worth a question.
  const isOffered = (field: string, score: number): boolean => scoped(field) || score >= OFFERED + 0.06
  for (const sentence of sentencesOf(part.text, when.window)) {
    for (const field of fieldsOf(form)) {
      if (field.kind === 'choice' || (field.kind === 'yes-no-none' && learnt.knows(field.id))) continue
      const scope = scoped(field.id)
      const far = (scope ? 1 : field.kind === 'yes-no-none' ? 0.5 : 0.6) * damp
      for (const statement of statementsOf(form, sentence, field, when, scope)) if (isOffered(field.id, statement.score * far)) out.push({ ...statement, place: part.place, score: statement.score * far })
    }
  }
  // A list of choices goes on past its semicolons.
  for (const sentence of sentencesOf(part.text.replace(/;/g, ','))) for (const field of fieldsOf(form)) {
    const chosen = field.kind === 'choice' ? choicesFor(form, sentence, field) : undefined
    if (chosen && (scoped(field.id) || chosen.score > 0.85)) out.push({ ...chosen, place: part.place, score: chosen.score * (scoped(field.id) ? 1 : 0.6) * damp })
  }
  return out
}

function statementsOf(form: Form, sentence: Sentence, field: Field, when: When, scope: boolean) {
  switch (field.kind) {
    case 'yes-no-none': return [yesNoFor(form, sentence, field)].filter(each => each !== undefined)
    case 'date': return [dateFor(form, sentence, field, when, numberBefore(form, field))].filter(each => each !== undefined)
    case 'text': return field.long ? [] : field.pattern !== undefined ? (scope ? numbersFor(sentence, field) : []) : [shortTextFor(form, sentence, field, scope)].filter(each => each !== undefined)
    default: return []
  }
}

/** The pattern of the document number that a date's section asks beside it: "Kế hoạch số 12/KH-VKS ngày 05/02/2026". */
function numberBefore(form: Form, date: Field): RegExp | undefined {
  const section = form.sections.find(each => each.fields.includes(date))
  const number = section?.fields.find(field => field.kind === 'text' && field.pattern !== undefined)
  const next = number && section!.fields.indexOf(number) + 1 === section!.fields.indexOf(date)
  return next && number.kind === 'text' && number.pattern !== undefined ? new RegExp(number.pattern, 'u') : undefined
}
