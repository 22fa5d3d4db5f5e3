import { openCorrection, waiveReport, withdrawReport } from '#app/settleReport.ts'
import { eachOf, type Understood } from '#domain/language/understood.ts'
import type { Obligation } from '#domain/obligation.ts'
import { standing, type Phase } from '#domain/standing.ts'
import { fold } from '#domain/text/fold.ts'
import { campaignMeant } from '../asking/campaignMeant.ts'
import { myObligations } from '../asking/myObligations.ts'
import { actionsCard, button } from '../cards/buttons.ts'
import { receiversOf, unitPeople } from '../deciding/people.ts'
import { openFiling } from '../filing/fileReport.ts'
import { askBack } from '../hearText.ts'
import { changing } from '../phrases/changing.ts'
import { asking, deciding, PHASES } from '../phrases/reports.ts'
import { refuse } from '../refuse.ts'
import { formOf, unitName, type Turn } from '../turn.ts'
import { reasonIn } from './reasonIn.ts'

/** The person's own reports in a phase, narrowed by what the message names; asks which when several fit. */
async function oneOfMine(turn: Turn, understood: Understood, phase: Phase, act: string): Promise<Obligation | 'asked' | undefined> {
  const types = eachOf(understood.entities.reportType)
  const fits = (await myObligations(turn)).filter(one => one.standing.phase === phase && (types.length === 0 || types.includes(one.campaign.form as (typeof types)[number])))
  if (fits.length <= 1) return fits[0]?.obligation
  askBack(turn, '', fits.slice(-6).map(one => ({
    title: `${one.campaign.title[turn.locale]} · ${turn.directory.unit(one.obligation.unit)?.short ?? one.obligation.unit}`, press: { act, obligation: one.obligation.id },
  })), changing.which[turn.locale]())
  return 'asked'
}

/** "Rút báo cáo": shown first, done when confirmed. */
export async function withdraw(turn: Turn, understood: Understood): Promise<void> {
  const obligation = await oneOfMine(turn, understood, 'submitted', 'withdraw')
  if (obligation === 'asked') return
  // With the head nothing has been filed: it is simply changed.
  if (!obligation && (await myObligations(turn)).some(one => one.standing.phase === 'waiting-at-head')) return turn.say(changing.atHeadNotFiled, undefined)
  if (!obligation) return turn.say(changing.nothingToWithdraw, undefined)
  return askWithdraw(turn, obligation)
}

/** Asks whether a filed report is really to be taken back. */
export async function askWithdraw(turn: Turn, obligation: Obligation): Promise<void> {
  if (!turn.may('withdraw', obligation)) return refuse(turn, 'withdraw', obligation)
  const { locale } = turn
  const now = standing(obligation, turn.at)
  if (now.phase !== 'submitted' || now.version === null) return turn.say(deciding.wrongPhase, { unit: unitName(turn, obligation.unit), phase: PHASES[now.phase][locale] })
  const title = (await formOf(turn, obligation))?.campaign.title[locale] ?? obligation.campaign
  turn.say(changing.confirmWithdraw, { title, unit: unitName(turn, obligation.unit), receipt: now.receipt ?? '', late: turn.at > now.due }, {
    card: actionsCard([
      button(changing.yes[locale](), { act: 'withdraw-yes', obligation: obligation.id, version: now.version }, 'destructive'),
      button(changing.no[locale](), { act: 'nothing' }),
    ]),
  })
}

/** Takes back the version shown, while nobody has accepted it. */
export async function withdrawNow(turn: Turn, obligation: Obligation, version: number): Promise<void> {
  if (!turn.may('withdraw', obligation)) return refuse(turn, 'withdraw', obligation)
  const title = (await formOf(turn, obligation))?.campaign.title[turn.locale] ?? obligation.campaign
  const done = withdrawReport(turn.work, obligation, version, receiversOf(turn, obligation))
  if (done.ok) return turn.say(changing.withdrawn, { title })
  turn.say(deciding.wrongPhase, { unit: unitName(turn, obligation.unit), phase: PHASES[done.phase][turn.locale] })
}

/** "Đính chính báo cáo": an accepted report is opened again, with a reason. One not yet filed or returned is simply being written. */
export async function correct(turn: Turn, understood: Understood): Promise<void> {
  // "Sửa báo cáo" with one returned or under way means that one; an accepted one is corrected when it is called so.
  const said = turn.incoming.kind === 'text' ? fold(turn.incoming.text) : ''
  const mine = await myObligations(turn)
  const current = mine.filter(one => one.standing.phase === 'returned' || one.standing.phase === 'draft' || one.standing.phase === 'waiting-at-head')
  if (current.length > 0 && !/dinh chinh|correct/.test(said)) return openFiling(turn, (current.find(one => one.standing.phase === 'returned') ?? current[0]!).obligation)
  // What was filed last and still waits can be taken back; it is not an older one that is meant.
  const waiting = mine.findLast(one => one.standing.phase === 'submitted')
  if (waiting && !/dinh chinh|correct/.test(said)) {
    return turn.say(changing.withdrawFirst, { title: waiting.campaign.title[turn.locale], unit: unitName(turn, waiting.obligation.unit), receipt: waiting.standing.receipt ?? '' }, {
      card: actionsCard([button(changing.withdraw[turn.locale](), { act: 'withdraw', obligation: waiting.obligation.id })]),
    })
  }
  const obligation = await oneOfMine(turn, understood, 'accepted', 'correct')
  if (obligation === 'asked') return
  if (obligation) return takeCorrection(turn, obligation, reasonIn(turn.incoming.kind === 'text' ? turn.incoming.text : ''))
  if (current[0]) return openFiling(turn, current[0].obligation)
  turn.say(changing.nothingToCorrect, undefined)
}

/** Opens the correction when it has its reason, else asks for it. */
export async function takeCorrection(turn: Turn, obligation: Obligation, reason: string): Promise<void> {
  if (!turn.may('correct', obligation)) return refuse(turn, 'correct', obligation)
  const { locale } = turn
  const title = (await formOf(turn, obligation))?.campaign.title[locale] ?? obligation.campaign
  const now = standing(obligation, turn.at)
  if (now.correction) return openFiling(turn, obligation)
  if (reason === '') {
    turn.focus.topic = { kind: 'reason', act: 'correction', obligation: obligation.id, edition: null, version: null }
    return turn.say(changing.askCorrectionReason, { title })
  }
  const done = openCorrection(turn.work, obligation, reason)
  if (!done.ok) return turn.say(deciding.wrongPhase, { unit: unitName(turn, obligation.unit), phase: PHASES[done.phase][locale] })
  const draft = await turn.work.get('draft', obligation.id)
  turn.focus.topic = { kind: 'filing', obligation: obligation.id, page: 1, last: [], reviewed: draft?.edition ?? 0 }
  turn.say(changing.correctionOpened, { title })
}

/** "Miễn báo cáo cho …": by the receiver, confirmed before it is done. */
export async function waive(turn: Turn, understood: Understood): Promise<void> {
  const { locale } = turn
  const unit = eachOf(understood.entities.unit)[0]
  const campaign = (await campaignMeant(turn, understood)).campaigns[0]
  if (!unit) return turn.say(changing.waiveWhich, undefined)
  const obligation = campaign && (await turn.work.get('obligation', `${campaign.id}.${unit.id}`))
  if (!turn.may('waive', obligation ?? { unit: unit.id })) return refuse(turn, 'waive', { unit: unit.id })
  if (!campaign || !obligation) return turn.say(asking.noSuchCampaign, undefined)
  return takeWaiver(turn, obligation, reasonIn(turn.incoming.kind === 'text' ? turn.incoming.text : ''), campaign.title[locale])
}

/** Shows what a waiver would do and asks to confirm it; without a reason that is asked first. */
export function takeWaiver(turn: Turn, obligation: Obligation, reason: string, title: string): void {
  const { locale } = turn
  const now = standing(obligation, turn.at)
  const unit = unitName(turn, obligation.unit)
  if (now.phase !== 'not-started' && now.phase !== 'draft' && now.phase !== 'waiting-at-head') return turn.say(deciding.wrongPhase, { unit, phase: PHASES[now.phase][locale] })
  if (reason === '') {
    turn.focus.topic = { kind: 'reason', act: 'waive', obligation: obligation.id, edition: null, version: null }
    return turn.say(changing.needReason, undefined)
  }
  turn.focus.topic = { kind: 'idle' }
  turn.say(changing.confirmWaive, { unit, title, reason }, {
    card: actionsCard([button(changing.yes[locale](), { act: 'waive-yes', obligation: obligation.id, reason }, 'destructive'), button(changing.no[locale](), { act: 'nothing' })]),
  })
}

/** Frees a unit from a report, with the reason given. */
export async function waiveNow(turn: Turn, obligation: Obligation, reason: string): Promise<void> {
  if (!turn.may('waive', obligation)) return refuse(turn, 'waive', obligation)
  const { locale } = turn
  const unit = unitName(turn, obligation.unit)
  const done = waiveReport(turn.work, obligation, reason, unitPeople(turn, obligation))
  if (!done.ok) return turn.say(deciding.wrongPhase, { unit, phase: PHASES[done.phase][locale] })
  turn.say(changing.waived, { unit, title: (await formOf(turn, obligation))?.campaign.title[locale] ?? obligation.campaign })
}
