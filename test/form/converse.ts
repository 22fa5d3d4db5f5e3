import { pageAnswered } from '#dialogs/filing/answerForm.ts'
import { fill } from '#domain/form/fill.ts'
import type { Unclear } from '#domain/form/fill.ts'
import type { Answer, Answers, Form } from '#domain/form/form.ts'
import { judge } from '#domain/form/judge.ts'
import type { Judged } from '#domain/form/judge.ts'
import { fieldsOnPage, nextPage } from '#domain/form/pages.ts'
import { AT, six, WINDOW } from './sample.ts'

export interface Conversation {
  answers: Answers
  judged: Judged
  /** Everything that was not taken, message by message. */
  doubts: { text: string; unclear: Pick<Unclear, 'said' | 'why'>[]; refused: string[] }[]
  /** Ids of answers that were shown as assumed. */
  assumed: string[]
}

/** Types messages into a form one after the other, each read against the page the dialog would be on by then. */
export function converse(messages: readonly string[], start: Answers = {}, form: Form = six): Conversation {
  let answers: Answers = start
  let skipped: string[] = []
  let last: { field: string; value: Answer }[] = []
  let page = nextPage(form, answers)?.number ?? 1
  const doubts: Conversation['doubts'] = []
  const assumed: string[] = []
  for (const text of messages) {
    const onPage = (): string[] => judge(form, answers, { window: WINDOW }).missing.filter(id => fieldsOnPage(form, page, answers).some(field => field.id === id))
    const asked = onPage()[0]
    const filled = fill(form, text, { page, answers, at: AT, window: WINDOW, last, ...(asked === undefined ? {} : { field: asked }) })
    const found = [...filled.found, ...filled.repairs]
    page = pageAnswered(form, found, page)
    answers = { ...answers, ...Object.fromEntries(found.map(({ field, value }) => [field, value])) }
    for (const id of filled.blanks) delete answers[id]
    skipped = [...skipped, ...filled.skips]
    if (found.length > 0) last = found.map(({ field, value }) => ({ field, value }))
    assumed.push(...found.filter(one => one.assumed).map(one => one.field))
    if (filled.unclear.length + filled.refused.length > 0) doubts.push({ text, unclear: filled.unclear.map(({ said, why }) => ({ said, why })), refused: filled.refused.map(one => one.problem.vi) })
    const open = onPage().filter(id => !skipped.includes(id))
    if (open.length === 0) page = nextPage(form, answers, skipped)?.number ?? page
  }
  return { answers, judged: judge(form, answers, { window: WINDOW }), doubts, assumed }
}
