import { fieldsOf } from './parseForm.ts'
import type { Answer, Answers, Field, Form } from './form.ts'

/** One field whose answer differs between two versions; `undefined` is no answer. */
export interface FieldChange {
  field: Field
  before: Answer | undefined
  after: Answer | undefined
}

/** What changed between two versions of a report, in the order of the form. */
export function versionDiff(form: Form, before: Answers, after: Answers): FieldChange[] {
  return fieldsOf(form).flatMap(field => {
    const change = { field, before: answerOf(before, field.id), after: answerOf(after, field.id) }
    return same(change.before, change.after) ? [] : [change]
  })
}

function answerOf(answers: Answers, id: string): Answer | undefined {
  return Object.hasOwn(answers, id) ? answers[id] : undefined
}

function same(a: Answer | undefined, b: Answer | undefined): boolean {
  if (typeof a === 'object' && typeof b === 'object' && !Array.isArray(a) && !Array.isArray(b)) return a.sha256 === b.sha256 && a.name === b.name
  return JSON.stringify(a) === JSON.stringify(b)
}
