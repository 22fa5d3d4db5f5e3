import { judgeDraft } from '#app/judgeDraft.ts'
import { readDraft } from '#app/saveDraft.ts'
import { fieldsOnPage, pagesOf } from '#domain/form/pages.ts'
import type { Answers, Form } from '#domain/form/form.ts'
import { showAnswer } from '#domain/form/showAnswer.ts'
import type { Obligation } from '#domain/obligation.ts'
import { isEditable, standing } from '#domain/standing.ts'
import { pageCard } from '../cards/formCard.ts'
import { button } from '../cards/buttons.ts'
import { askPage, exampleOf, formWords, inSentence, pageTitles } from '../phrases/form.ts'
import { filing } from '../phrases/filing.ts'
import { refuse } from '../refuse.ts'
import { formOf, type Turn } from '../turn.ts'

/** Shows one page: what is asked on it in a few lines, and the card to fill it in. */
export async function showPage(turn: Turn, obligation: Obligation, page: number, said: string[] = []): Promise<void> {
  if (!turn.may('edit-draft', obligation)) return refuse(turn, 'edit-draft', obligation)
  const known = await formOf(turn, obligation)
  if (!known) return
  const { locale } = turn
  const { form } = known
  const draft = await readDraft(turn.work, obligation, form)
  const { context, judged } = await judgeDraft(turn.work, obligation, known, draft)
  const number = Math.min(Math.max(1, page), pagesOf(form).length)
  const before = turn.focus.topic
  turn.focus.topic = { kind: 'filing', obligation: obligation.id, page: number, last: before.kind === 'filing' && before.obligation === obligation.id ? before.last : [], reviewed: null }
  const carried = carriedFacts(form, number, draft.answers, context.previous)
  const required = fieldsOnPage(form, number, draft.answers).filter(field => field.required)
  const open = required.filter(field => draft.answers[field.id] === undefined)
  const title = formWords.page[locale]({ page: number, pages: pagesOf(form).length, titles: pageTitles(form, number, locale) }).replaceAll('*', '')
  const ask = open.length > 0 ? filing.askOnCard : filing.changeOnCard
  const lines = [...said, ask[locale]({ title, example: exampleOf(open.length > 0 ? open : fieldsOnPage(form, number, draft.answers).slice(0, 1), locale) })]
  // On an empty page the card says what is asked; on one half filled in, a gap is easily overlooked.
  if (open.length > 0 && open.length < required.length) lines.push(filing.stillMissing[locale]({ fields: open.map(field => field.label[locale]) }))
  if (carried.length > 0) {
    lines.push(filing.keepLast[locale]({ facts: carried.map(({ field, value }) => `${inSentence(field.label[locale])} ${showAnswer(field, value, locale)}`).join(', ') }))
  }
  turn.tell(lines.join('\n'), {
    fallback: [...said, askPage(form, number, draft.answers, locale)].join('\n'),
    card: pageCard(form, number, draft.answers, locale, {
      data: { obligation: obligation.id },
      problems: judged.problems.filter(problem => !problem.confirmed),
      actions: carried.length > 0 ? [button(filing.keepLastButton[locale](), { act: 'keep-last', obligation: obligation.id })] : [],
    }),
  })
}

/** After a question in between: what the form now waits for, in one line, without the whole card again. */
export async function resumeAsking(turn: Turn): Promise<void> {
  const { topic } = turn.focus
  if (topic.kind !== 'filing') return
  const obligation = await turn.work.get('obligation', topic.obligation)
  const known = obligation && (await formOf(turn, obligation))
  if (!known) return
  if (!isEditable(standing(obligation, turn.at))) {
    // Approved or filed in the meantime: there is nothing to go on with.
    turn.focus.topic = { kind: 'idle' }
    return
  }
  const draft = await readDraft(turn.work, obligation, known.form)
  turn.say(filing.goingOn, { what: askPage(known.form, topic.page, draft.answers, turn.locale) })
}

/** Facts of last period that seldom change and are not answered yet on this page. */
export function carriedFacts(form: Form, page: number, answers: Answers, previous: Answers | undefined) {
  if (!previous) return []
  return fieldsOnPage(form, page, answers).flatMap(field => {
    const value = previous[field.id]
    return field.carry && value !== undefined && answers[field.id] === undefined ? [{ field, value }] : []
  })
}
