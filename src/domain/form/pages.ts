import { fieldOf, fieldsOf } from './parseForm.ts'
import type { Answers, Field, Form, Section } from './form.ts'

/** What is asked together, in one message or on one card. */
export interface Page {
  number: number
  sections: Section[]
}

/** The form's pages, in order. */
export function pagesOf(form: Form): Page[] {
  const pages: Page[] = []
  for (const section of form.sections) {
    const last = pages.at(-1)
    if (last?.number === section.page) last.sections.push(section)
    else pages.push({ number: section.page, sections: [section] })
  }
  return pages
}

/** The page a field stands on; 1 for a field the form does not have. */
export function pageOf(form: Form, field: string): number {
  return form.sections.find(section => section.fields.some(each => each.id === field))?.page ?? 1
}

/** The section a field stands in. */
export function sectionOf(form: Form, field: string): Section | undefined {
  return form.sections.find(section => section.fields.some(each => each.id === field))
}

/** Whether a field applies, given the answers: its condition holds, and that of the field it depends on. */
export function applies(form: Form, field: Field, answers: Answers): boolean {
  if (!field.when) return true
  const parent = fieldOf(form, field.when.field)
  if (!parent || !applies(form, parent, answers)) return false
  const answer = Object.hasOwn(answers, parent.id) ? answers[parent.id] : undefined
  const is = field.when.is
  return Array.isArray(answer) ? answer.some(each => is.includes(each)) : typeof answer === 'string' && is.includes(answer)
}

/** The fields that apply, in the order of the document. */
export function relevant(form: Form, answers: Answers): Field[] {
  return fieldsOf(form).filter(field => applies(form, field, answers))
}

/** Fields of a page that apply. */
export function fieldsOnPage(form: Form, page: number, answers: Answers): Field[] {
  return form.sections.filter(section => section.page === page).flatMap(section => section.fields).filter(field => applies(form, field, answers))
}

/**
 * The field to ask next: the first required one without an answer that was not skipped, else the first skipped required one
 * when `again` is set. Derived from the answers each time, so reordering a form never misfiles an answer. `undefined` when nothing is left to ask.
 */
export function nextField(form: Form, answers: Answers, skipped: readonly string[] = [], again = false): Field | undefined {
  const open = relevant(form, answers).filter(field => field.required && !Object.hasOwn(answers, field.id))
  return open.find(field => !skipped.includes(field.id)) ?? (again ? open[0] : undefined)
}

/** The page to ask next: the one {@link nextField} is on. */
export function nextPage(form: Form, answers: Answers, skipped: readonly string[] = [], again = false): Page | undefined {
  const field = nextField(form, answers, skipped, again)
  return field && pagesOf(form).find(page => page.number === pageOf(form, field.id))
}
