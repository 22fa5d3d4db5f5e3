import { judgeDraft } from '#app/judgeDraft.ts'
import { readDraft } from '#app/saveDraft.ts'
import { fill } from '#domain/form/fill.ts'
import type { Form } from '#domain/form/form.ts'
import { fieldsOnPage, nextPage, pageOf, pagesOf } from '#domain/form/pages.ts'
import { parseJump } from '#domain/form/parseJump.ts'
import type { Understood } from '#domain/language/understood.ts'
import { INTENTS_HEARD } from '../intents.ts'
import { asksInForm } from '../isQuestion.ts'
import { filing } from '../phrases/filing.ts'
import { askPage } from '../phrases/form.ts'
import { formOf, type Turn } from '../turn.ts'
import { carriedFacts, showPage } from './askPage.ts'
import { commandIn, type Command } from './commands.ts'
import { confirmOdd, sendShown, showReview } from './review.ts'
import { keepLast, saveAndGoOn } from './savePage.ts'

/** Whether a message in mid-form is clearly no answer but something else. */
function clearlyElse(text: string, understood: Understood, foundValues: number): boolean {
  const words = text.split(/\s+/).length
  const { inForm } = INTENTS_HEARD[understood.intent]
  if (inForm === 'answer') return false
  if (inForm === 'alone') return foundValues === 0 && words <= 8 && understood.score >= 0.7
  if (asksInForm(text)) return !understood.ask || foundValues === 0
  return foundValues === 0 && words <= 12 && understood.score >= 0.9
}

/** The page people went on to: where all they answered stands, when none of it is on the page asked. */
export function pageAnswered(form: Form, found: readonly { field: string }[], asked: number): number {
  const pages = new Set(found.map(one => pageOf(form, one.field)))
  return pages.size === 1 ? [...pages][0]! : asked
}

/**
 * Takes a message as an answer to the form, or as a word that steers it; null when it is clearly something else.
 * `question` is what was asked besides, still to be answered. `understand` is asked only where the form can't tell: it may be a service elsewhere.
 */
export async function answerForm(turn: Turn, text: string, understand: () => Promise<Understood>): Promise<{ question?: string | undefined } | null> {
  const { topic } = turn.focus
  if (topic.kind !== 'filing') return null
  const obligation = await turn.work.get('obligation', topic.obligation)
  const known = obligation && (await formOf(turn, obligation))
  if (!known || !turn.may('edit-draft', obligation)) {
    turn.focus.topic = { kind: 'idle' }
    return null
  }
  turn.trace.intent = 'file-report'
  const command = commandIn(text)
  const { form, campaign } = known
  const draft = await readDraft(turn.work, obligation, form)
  const { judged, context } = await judgeDraft(turn.work, obligation, known, draft)
  const reviewing = topic.reviewed === draft.edition
  // "không thay đổi" where there is nothing to keep answers the question whether something changed.
  const keepsNothing = command === 'keep' && carriedFacts(form, topic.page, draft.answers, context.previous).length === 0
  if (command && !keepsNothing && (command !== 'confirm' || reviewing)) {
    await steer(command)
    return {}
  }
  const jump = parseJump(form, text)
  if (jump) {
    await showPage(turn, obligation, jump.field ? pageOf(form, jump.field) : form.sections.find(section => section.id === jump.section)?.page ?? topic.page)
    return {}
  }
  const asked = judged.missing.find(field => fieldsOnPage(form, topic.page, draft.answers).some(one => one.id === field))
  const filled = fill(form, text, {
    page: topic.page, answers: draft.answers, at: turn.at, window: campaign.window, last: topic.last, ...(asked && !reviewing ? { field: asked } : {}), ...(context.previous ? { previous: context.previous } : {}),
  })
  const found = [...filled.found, ...filled.repairs]
  const page = pageAnswered(form, found, topic.page)
  if (page !== topic.page) turn.focus.topic = { ...topic, page }
  const values = found.length + filled.skips.length + filled.blanks.length
  // A whole message taken as the text of the field asked is the weakest of readings: a question wins over it. A figure is never taken so.
  const named = found.filter(one => typeof one.value === 'number' || one.said.length < filled.text.length)
  // Figures were read and nothing is asked: an answer, whatever else its words could mean.
  const understood = named.length === 0 || asksInForm(text) ? await understand() : undefined
  if (understood && clearlyElse(text, understood, named.length)) {
    turn.trace.intent = understood.intent
    return null
  }
  if (keepsNothing && values === 0) {
    await steer('keep')
    return {}
  }
  if (values === 0 && filled.unclear.length === 0 && filled.refused.length === 0) {
    if (understood && understood.intent !== 'none' && !understood.ask && understood.score >= 0.85) {
      turn.trace.intent = understood.intent
      return null
    }
    // Another report, or another unit's, is asked for by name.
    if (understood && (understood.intent === 'file-report' || understood.intent === 'resume-draft') && (understood.entities.unit !== undefined || understood.entities.reportType !== undefined)) {
      turn.trace.intent = understood.intent
      return null
    }
    // "đúng rồi" to what was understood, where nothing waits to be confirmed.
    if (filled.unplaced.length === 0) {
      if (command === 'confirm') turn.say(filing.goOn, { what: askPage(form, topic.page, draft.answers, turn.locale) })
      else turn.say(filing.notUnderstood, undefined)
      return {}
    }
  }
  await saveAndGoOn(turn, obligation, {
    answers: Object.fromEntries(found.map(one => [one.field, one.value])),
    found, skipped: filled.skips, cleared: filled.blanks, unclear: filled.unclear, refused: filled.refused, unplaced: filled.unplaced,
  })
  // "hội nghị 2, tọa đàm 1. Hạn là khi nào ạ?": the figures are saved, and the question is heard after them.
  return { question: filled.rest.find(piece => piece.trim().endsWith('?')) }

  async function steer(named: Command): Promise<void> {
    if (!obligation || !known || topic.kind !== 'filing') return
    switch (named) {
      case 'review': return showReview(turn, obligation)
      case 'back': return showPage(turn, obligation, reviewing ? pagesOf(form).length : Math.max(1, topic.page - 1))
      case 'next': {
        const open = reviewing ? nextPage(form, draft.answers, [], true) : undefined
        if (open) return showPage(turn, obligation, open.number)
        if (topic.page >= pagesOf(form).length) return showReview(turn, obligation)
        return showPage(turn, obligation, topic.page + 1)
      }
      case 'skip': {
        const open = judged.missing.filter(field => fieldsOnPage(form, topic.page, draft.answers).some(one => one.id === field))
        return saveAndGoOn(turn, obligation, { answers: {}, found: [], skipped: open, cleared: [], unclear: [], refused: [] })
      }
      case 'later':
        turn.focus.topic = { kind: 'idle' }
        return turn.say(filing.savedForLater, { missing: judged.missing.length })
      case 'keep': return keepLast(turn, obligation)
      case 'confirm': return confirmOdd(turn, obligation)
      case 'send':
        if (reviewing) return sendShown(turn, obligation, draft.edition)
        turn.say(filing.reviewFirst, undefined)
        return showReview(turn, obligation)
    }
  }
}

