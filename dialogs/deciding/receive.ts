import { acceptReport, returnReport } from '#app/decideReport.ts'
import type { Comment, Obligation } from '#domain/obligation.ts'
import type { Form } from '#domain/form/form.ts'
import { standing } from '#domain/standing.ts'
import { addWorkingDays } from '#domain/time/calendar.ts'
import { instantOf, type Instant } from '#domain/time/instant.ts'
import { parseJump } from '#domain/form/parseJump.ts'
import { deciding, PHASES } from '../phrases/reports.ts'
import { sayInstantFully } from '../phrases/when.ts'
import { refuse } from '../refuse.ts'
import { formOf, unitName, type Turn } from '../turn.ts'
import { unitPeople } from './people.ts'
import { showForDecision } from './reportShown.ts'

/** The receiving secretariat accepts exactly the version shown. */
export async function accept(turn: Turn, obligation: Obligation, version: number): Promise<void> {
  if (!turn.may('accept', obligation)) return refuse(turn, 'accept', obligation)
  const unit = unitName(turn, obligation.unit)
  const done = acceptReport(turn.work, obligation, version, unitPeople(turn, obligation))
  if (done.ok) {
    turn.focus.topic = { kind: 'idle' }
    const known = await formOf(turn, obligation)
    turn.trace = { ...turn.trace, obligation: obligation.id, version }
    return turn.say(deciding.acceptedDone, { unit, title: known?.campaign.title[turn.locale] ?? obligation.campaign, receipt: standing(obligation, turn.at).receipt ?? '' })
  }
  if (done.problem === 'moved-on') return showNewest(turn, obligation)
  if (done.phase === 'accepted') return turn.say(deciding.againAccepted, { unit })
  turn.say(deciding.wrongPhase, { unit, phase: PHASES[done.phase][turn.locale] })
}

/** The receiving secretariat returns exactly the version shown; comments are pinned to the sections or fields their lines name. */
export async function giveBack(turn: Turn, obligation: Obligation, version: number, text: string, until?: Instant): Promise<void> {
  if (!turn.may('return', obligation)) return refuse(turn, 'return', obligation)
  const { locale } = turn
  const supplementDue = until ?? defaultSupplementDue(turn)
  if (text.trim() === '') {
    turn.focus.topic = { kind: 'reason', act: 'return', obligation: obligation.id, edition: null, version }
    return turn.say(deciding.askReturnReason, { due: sayInstantFully(supplementDue, locale, turn.at) })
  }
  const known = await formOf(turn, obligation)
  const { comments, reason } = pinComments(text, known?.form)
  const done = returnReport(turn.work, obligation, version, { comments, reason, supplementDue }, unitPeople(turn, obligation))
  const unit = unitName(turn, obligation.unit)
  if (done.ok) {
    turn.focus.topic = { kind: 'idle' }
    turn.trace = { ...turn.trace, obligation: obligation.id, version }
    return turn.say(deciding.returnedDone, { unit, comments: comments.length + (reason ? 1 : 0), due: sayInstantFully(supplementDue, locale, turn.at) })
  }
  if (done.problem === 'moved-on') return showNewest(turn, obligation)
  turn.say(deciding.wrongPhase, { unit, phase: PHASES[done.phase][locale] })
}

function showNewest(turn: Turn, obligation: Obligation): Promise<void> {
  turn.say(deciding.movedOn, undefined)
  return showForDecision(turn, obligation, standing(obligation, turn.at))
}

/** Working days of the settings after today, 16:00. */
export function defaultSupplementDue(turn: Turn): Instant {
  return instantOf(addWorkingDays(turn.calendar, turn.day, turn.settings.supplementDays), '16:00')
}

/** Lines that begin with a section or field become comments pinned to it; the rest is the general reason. */
export function pinComments(text: string, form: Form | undefined): { comments: Comment[]; reason: string } {
  const comments: Comment[] = []
  const general: string[] = []
  for (const line of text.split(/\n|;/).map(one => one.trim()).filter(Boolean)) {
    const head = /^(?:mục|muc|phần|phan|section)?\s*([IVX]+(?:\.\d+)?|\d+(?:\.\d+)?)\s*[:.\-–)]\s*(.+)$/iu.exec(line) ?? /^([^:]{2,60}):\s*(.+)$/u.exec(line)
    const place = head && form ? parseJump(form, `sửa mục ${head[1]!}`) : undefined
    if (head && place) comments.push({ field: place.field ?? place.section, text: head[2]!.trim() })
    else general.push(line)
  }
  return { comments, reason: general.join('\n') }
}
