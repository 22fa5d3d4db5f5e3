import { applies } from '../pages.ts'
import { fieldOf, fieldsOf } from '../parseForm.ts'
import type { Answers, Form } from '../form.ts'
import type { Doubt, Reading } from './reading.ts'

/** A field that hangs on another answers it ("the date of the conference says that it was held"), or is dropped when the answer is no. */
export function conditions(form: Form, found: Reading[], doubts: Doubt[]): { found: Reading[]; doubts: Doubt[] } {
  const answers: Answers = Object.fromEntries(found.map(one => [one.field, one.value]))
  for (const field of fieldsOf(form)) {
    if (!field.when || answers[field.id] === undefined || field.when.is.length !== 1) continue
    const parent = fieldOf(form, field.when.field)
    if (!parent || parent.kind !== 'yes-no-none' || answers[parent.id] === field.when.is[0]) continue
    const child = found.find(one => one.field === field.id)!
    const says: Reading = { field: parent.id, value: field.when.is[0]!, said: child.said, place: child.place }
    const denied = found.find(one => one.field === parent.id)
    if (denied) {
      // "Không tổ chức" here and the day it was held there: a person says which.
      found = found.filter(one => one !== denied)
      doubts = [...doubts, { field: parent.id, why: 'twice', options: [denied, says] }]
      delete answers[parent.id]
      continue
    }
    const open = doubts.find(one => one.field === parent.id)
    // A weak "không" against a date of the conference is a contradiction to ask about.
    if (open && open.options.some(option => option.value !== says.value)) continue
    if (open) doubts = doubts.filter(one => one !== open)
    found = [...found, says]
    answers[parent.id] = says.value
  }
  const kept = (id: string): boolean => {
    const field = fieldOf(form, id)!
    if (!field.when) return true
    const parent = answers[field.when.field]
    return parent === undefined ? doubts.some(one => one.field === field.when!.field) : applies(form, field, answers)
  }
  return { found: found.filter(one => kept(one.field)), doubts: doubts.filter(one => kept(one.field)) }
}
