import { judgeDraft } from '#app/judgeDraft.ts'
import { readDraft, saveDraft } from '#app/saveDraft.ts'
import { sendForApproval } from '#app/sendForApproval.ts'
import { submitReport } from '#app/submitReport.ts'
import type { Form } from '#domain/form/form.ts'
import { nextPage } from '#domain/form/pages.ts'
import { fieldOf } from '#domain/form/parseForm.ts'
import type { Obligation } from '#domain/obligation.ts'
import type { Action } from '#domain/permission.ts'
import { standing } from '#domain/standing.ts'
import type { Locale } from '#ports/channel.ts'
import { button } from '../cards/buttons.ts'
import { reviewCard, textReview } from '../cards/reviewCard.ts'
import { headsOf, receiversOf, reportersOf } from '../deciding/people.ts'
import { filing } from '../phrases/filing.ts'
import { listed } from '../phrases/phrase.ts'
import { deciding, PHASES } from '../phrases/reports.ts'
import { sayInstant } from '../phrases/when.ts'
import { refuse } from '../refuse.ts'
import { formOf, unitName, type Turn } from '../turn.ts'
import { showPage } from './askPage.ts'

/** Shows everything, with what looks wrong and why; sending binds to exactly the edition shown here. */
export async function showReview(turn: Turn, obligation: Obligation): Promise<void> {
  const reviewed = await review(turn, obligation, 'edit-draft')
  if (!reviewed) return
  const { locale } = turn
  const { form, campaign, draft, judged } = reviewed
  const { topic } = turn.focus
  turn.focus.topic = {
    kind: 'filing', obligation: obligation.id, page: topic.kind === 'filing' ? topic.page : 1, last: topic.kind === 'filing' ? topic.last : [], reviewed: draft.edition,
  }
  const blocking = judged.problems.filter(problem => problem.severity === 'blocking').length
  const asking = judged.problems.filter(problem => problem.severity === 'asking' && !problem.confirmed).length
  const toHead = needsHead(turn, obligation)
  const lines = [filing.review[locale]({ title: campaign.title[locale], unit: unitName(turn, obligation.unit) })]
  if (judged.missing.length > 0) lines.push(filing.reviewMissing[locale]({ count: judged.missing.length }))
  if (blocking > 0) lines.push(filing.reviewBlocking[locale]({ count: blocking }))
  if (asking > 0) lines.push(filing.reviewAsking[locale]({ count: asking }))
  if (judged.ready) lines.push(toHead ? filing.reviewReadyHead[locale]() : filing.reviewReadySubmit[locale]())
  const target = { obligation: obligation.id }
  const actions = [
    ...(judged.ready ? [button(toHead ? filing.sendToHead[locale]() : filing.submit[locale](), { act: 'send', ...target, edition: draft.edition }, 'positive')] : []),
    ...(judged.complete && asking > 0 ? [button(filing.confirm[locale](), { act: 'confirm', ...target })] : []),
    ...(judged.missing.length > 0 ? [button(filing.continue[locale](), { act: 'open', ...target })] : []),
  ]
  const cards = reviewCard(form, draft.answers, judged, locale, { actions, data: target })
  const inWords = textReview(form, draft.answers, judged, locale)
  // Without cards the review is the same text in as many messages as it needs; the cards share them out.
  // The buttons stand under a long card: what comes next is offered where one types as well.
  const suggestion = judged.ready ? (toHead ? filing.sendToHead : filing.submit) : judged.missing.length > 0 ? filing.continue : asking > 0 ? filing.confirm : undefined
  cards.forEach((card, index) => turn.tell(index === 0 ? lines.join('\n') : '', {
    ...(suggestion && index === cards.length - 1 ? { suggestions: [suggestion[locale]()] } : {}),
    card, fallback: [...(index === 0 ? lines : []), ...inWords.slice(index, index === cards.length - 1 ? undefined : index + 1)].join('\n\n'),
  }))
}

/** The draft as it stands and what is found in it; nothing where the person may not, which they were told, or there is no form. */
async function review(turn: Turn, obligation: Obligation, action: Action) {
  if (!turn.may(action, obligation)) return void refuse(turn, action, obligation)
  const known = await formOf(turn, obligation)
  if (!known) return undefined
  const draft = await readDraft(turn.work, obligation, known.form)
  const { judged } = await judgeDraft(turn.work, obligation, known, draft)
  return { ...known, draft, judged }
}

function labels(form: Form, fields: readonly string[], locale: Locale): string[] {
  return fields.map(id => fieldOf(form, id)?.label[locale] ?? id)
}

/** Whether somebody else's approval is needed: the unit has a head, and it is not the person alone who may approve their own. */
function needsHead(turn: Turn, obligation: Obligation): boolean {
  const heads = headsOf(turn, obligation)
  if (heads.length === 0) return false
  return !(turn.settings.selfApproval && turn.may('approve', obligation))
}

/** The person says that what looked odd is right: kept with the values it was said of. */
export async function confirmOdd(turn: Turn, obligation: Obligation): Promise<void> {
  const reviewed = await review(turn, obligation, 'edit-draft')
  if (!reviewed) return
  const { form, judged } = reviewed
  const odd = judged.problems.filter(problem => problem.severity === 'asking' && !problem.confirmed).map(problem => problem.key)
  if (odd.length === 0) {
    const lines = [filing.nothingToConfirm[turn.locale]()]
    if (judged.missing.length > 0) lines.push(filing.stillMissing[turn.locale]({ fields: labels(form, judged.missing, turn.locale) }))
    else if (judged.ready) lines.push((needsHead(turn, obligation) ? filing.reviewReadyHead : filing.reviewReadySubmit)[turn.locale]())
    return turn.tell(lines.join('\n'))
  }
  const saved = await saveDraft(turn.work, obligation, form, { confirm: odd })
  if (!saved.ok) return turn.say(filing.notEditable, { phase: PHASES[saved.phase][turn.locale] })
  turn.say(filing.confirmed, undefined)
  return showReview(turn, obligation)
}

/** Sends exactly the edition reviewed: to the head, or, where none is needed, to the receiver. */
export async function sendShown(turn: Turn, obligation: Obligation, edition: number): Promise<void> {
  const reviewed = await review(turn, obligation, 'send-for-approval')
  if (!reviewed) return
  const { locale } = turn
  const { form, campaign, draft, judged } = reviewed
  const now = standing(obligation, turn.at)
  if (draft.edition === edition && !judged.ready && now.phase !== 'submitted' && now.phase !== 'accepted') {
    const page = nextPage(form, draft.answers)
    if (!page) {
      turn.say(deciding.incomplete, undefined)
      return showReview(turn, obligation)
    }
    return showPage(turn, obligation, page.number, [filing.notSentMissing[locale]({ fields: labels(form, judged.missing, locale) })])
  }
  const title = campaign.title[locale]
  if (needsHead(turn, obligation)) {
    const heads = headsOf(turn, obligation)
    const sent = await sendForApproval(turn.work, obligation, edition, heads.map(person => person.id))
    if (sent.ok) {
      turn.focus.topic = { kind: 'idle' }
      turn.trace.obligation = obligation.id
      return turn.say(deciding.sentForApproval, { title, heads: listed(heads.map(person => person.name), locale) })
    }
    return notSent(turn, obligation, sent)
  }
  const done = await submitReport(turn.work, obligation, {
    edition, complete: judged.complete, selfApproved: headsOf(turn, obligation).length > 0, reporters: reportersOf(turn, obligation), receivers: receiversOf(turn, obligation),
  })
  if (done.ok) {
    turn.focus.topic = { kind: 'idle' }
    turn.trace = { ...turn.trace, obligation: obligation.id, version: done.version.number }
    return turn.say(deciding.submittedDirect, { title, receipt: done.receipt, at: sayInstant(turn.at, locale, turn.at), late: done.late })
  }
  return notSent(turn, obligation, done)
}

type NotSent = Exclude<Awaited<ReturnType<typeof sendForApproval>> | Awaited<ReturnType<typeof submitReport>>, { ok: true }>

/** Why it was not sent, and what to do now. */
function notSent(turn: Turn, obligation: Obligation, why: NotSent): Promise<void> | void {
  switch (why.problem) {
    case 'moved-on':
      turn.say(filing.changedSince, undefined)
      return showReview(turn, obligation)
    case 'again': return turn.say(deciding.againSent, undefined)
    case 'incomplete': case 'empty': return turn.say(deciding.incomplete, undefined)
    case 'wrong-phase': {
      const now = standing(obligation, turn.at)
      if (now.receipt !== null && (why.phase === 'submitted' || why.phase === 'accepted')) return turn.say(deciding.againApproved, { receipt: now.receipt })
      return turn.say(deciding.wrongPhase, { unit: unitName(turn, obligation.unit), phase: PHASES[why.phase][turn.locale] })
    }
  }
}
