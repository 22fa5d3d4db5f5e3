import { formContext } from '#app/formContext.ts'
import { submitReport } from '#app/submitReport.ts'
import { sendBack } from '#app/sendBack.ts'
import { judge } from '#domain/form/judge.ts'
import type { Obligation } from '#domain/obligation.ts'
import { standing, type Phase } from '#domain/standing.ts'
import { deciding, PHASES } from '../phrases/reports.ts'
import { sayInstant } from '../phrases/when.ts'
import { refuse } from '../refuse.ts'
import { formOf, unitName, type Turn } from '../turn.ts'
import { reportersOf, receiversOf } from './people.ts'
import { showForDecision } from './reportShown.ts'

/** The head approves exactly the edition shown, and so submits it. */
export async function approve(turn: Turn, obligation: Obligation, edition: number): Promise<void> {
  if (!turn.may('approve', obligation)) return refuse(turn, 'approve', obligation)
  const { locale } = turn
  const known = await formOf(turn, obligation)
  const draft = await turn.work.get('draft', obligation.id)
  if (!known || !draft) return turn.say(deciding.nothingShown, undefined)
  const { phase, receipt } = standing(obligation, turn.at)
  const unit = unitName(turn, obligation.unit)
  // An old card's button: what was sent back or returned meanwhile is not submitted again as it was.
  if (phase !== 'waiting-at-head') return tooLate(turn, unit, phase, receipt)
  const selfApproved = draft.savedBy === turn.person.id
  if (selfApproved && !turn.settings.selfApproval) return turn.say(deciding.noHeadSelf, undefined)
  const context = await formContext(turn.work, obligation, known.campaign, known.form)
  const done = await submitReport(turn.work, obligation, {
    edition, selfApproved,
    complete: judge(known.form, draft.answers, { ...context, confirmed: draft.confirmed }).complete,
    reporters: reportersOf(turn, obligation), receivers: receiversOf(turn, obligation),
  })
  if (done.ok) {
    turn.focus.topic = { kind: 'idle' }
    turn.trace = { ...turn.trace, obligation: obligation.id, version: done.version.number }
    return turn.say(deciding.approved, {
      title: known.campaign.title[locale], unit, receipt: done.receipt, at: sayInstant(turn.at, locale, turn.at), late: done.late,
    })
  }
  switch (done.problem) {
    case 'moved-on': {
      turn.say(deciding.movedOn, undefined)
      return showForDecision(turn, obligation, standing(obligation, turn.at))
    }
    case 'incomplete': return turn.say(deciding.incomplete, undefined)
    case 'empty': return turn.say(deciding.nothingShown, undefined)
    case 'wrong-phase': return tooLate(turn, unit, done.phase, done.receipt)
  }
}

function tooLate(turn: Turn, unit: string, phase: Phase, receipt: string | null): void {
  if (receipt !== null && (phase === 'submitted' || phase === 'accepted')) return turn.say(deciding.againApproved, { receipt })
  turn.say(deciding.wrongPhase, { unit, phase: PHASES[phase][turn.locale] })
}

/** The head sends the report back with a reason; without one it is asked for. */
export function sendReportBack(turn: Turn, obligation: Obligation, edition: number | null, reason: string): void {
  if (!turn.may('send-back', obligation)) return refuse(turn, 'send-back', obligation)
  if (reason.trim() === '') {
    turn.focus.topic = { kind: 'reason', act: 'send-back', obligation: obligation.id, edition, version: null }
    return turn.say(deciding.askSendBackReason, undefined)
  }
  const done = sendBack(turn.work, obligation, reason.trim(), reportersOf(turn, obligation))
  turn.focus.topic = { kind: 'idle' }
  const unit = unitName(turn, obligation.unit)
  if (!done.ok) return turn.say(deciding.wrongPhase, { unit, phase: PHASES[done.phase][turn.locale] })
  turn.say(deciding.sentBackDone, { unit })
}
