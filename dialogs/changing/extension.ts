import { askExtension } from '#app/askExtension.ts'
import { grantExtension, refuseExtension } from '#app/decideExtension.ts'
import { eachOf, type Understood } from '#domain/language/understood.ts'
import type { Obligation } from '#domain/obligation.ts'
import { mayFollow, standing } from '#domain/standing.ts'
import { instantOf, type Instant } from '#domain/time/instant.ts'
import { myOpenObligations } from '../asking/myObligations.ts'
import { receiversOf, unitPeople } from '../deciding/people.ts'
import { askBack } from '../hearText.ts'
import { changing } from '../phrases/changing.ts'
import { asking, deciding, PHASES } from '../phrases/reports.ts'
import { sayInstantFully } from '../phrases/when.ts'
import { refuse } from '../refuse.ts'
import { formOf, unitName, type Turn } from '../turn.ts'
import { decideWish } from './decideWish.ts'
import { reasonIn } from './reasonIn.ts'

/** "Xin gia hạn đến 20/6 vì …": for the report meant, or the one that is due next. */
export async function requestExtension(turn: Turn, understood: Understood): Promise<void> {
  const { locale } = turn
  const open = (await myOpenObligations(turn)).filter(one => mayFollow(one.standing.phase, 'extension-asked') && one.standing.phase !== 'returned')
  // A unit that is not one's own is given more time, or refused it.
  const named = eachOf(understood.entities.unit)[0]
  if (named && !turn.may('ask-extension', { unit: named.id }) && turn.may('grant-extension', { unit: named.id })) return decideWish(turn, understood)
  const types = eachOf(understood.entities.reportType)
  const wanted = open.filter(one => types.length === 0 || types.includes(one.campaign.form as (typeof types)[number]))
  if (wanted.length === 0) return turn.say(asking.nothingOwed, undefined)
  const { topic } = turn.focus
  const current = wanted.find(one => 'obligation' in topic && one.obligation.id === topic.obligation) ?? (wanted.length === 1 ? wanted[0] : undefined)
  if (!current) {
    return askBack(turn, '', wanted.slice(0, 6).map(one => ({
      title: `${one.campaign.title[locale]} · ${turn.directory.unit(one.obligation.unit)?.short ?? one.obligation.unit}`, press: { act: 'extension', obligation: one.obligation.id },
    })), changing.which[locale]())
  }
  const said = turn.incoming.kind === 'text' ? turn.incoming.text : ''
  return takeExtension(turn, current.obligation, untilSaid(understood), reasonIn(said))
}

/** Sends the wish when it has its day and its reason, else asks for what is wanting. */
export async function takeExtension(turn: Turn, obligation: Obligation, until: Instant | null, reason: string): Promise<void> {
  if (!turn.may('ask-extension', obligation)) return refuse(turn, 'ask-extension', obligation)
  const { locale } = turn
  const now = standing(obligation, turn.at)
  const title = (await formOf(turn, obligation))?.campaign.title[locale] ?? obligation.campaign
  if (until === null || reason === '') {
    turn.focus.topic = { kind: 'reason', act: 'extension', obligation: obligation.id, edition: null, version: null, until }
    if (until === null && reason === '') return turn.say(changing.askExtensionDetails, { title, due: sayInstantFully(now.due, locale, turn.at) })
    return turn.say(until === null ? changing.needDate : changing.needReason, undefined)
  }
  const asked = askExtension(turn.work, obligation, { until, reason }, receiversOf(turn, obligation))
  if (asked.ok) {
    turn.focus.topic = { kind: 'idle' }
    turn.trace.obligation = obligation.id
    return turn.say(changing.extensionSent, { title, until: sayInstantFully(until, locale, turn.at) })
  }
  if (asked.problem === 'not-later') {
    turn.focus.topic = { kind: 'reason', act: 'extension', obligation: obligation.id, edition: null, version: null, until: null, said: reason }
    return turn.say(changing.notLater, { due: sayInstantFully(asked.due, locale, turn.at) })
  }
  turn.focus.topic = { kind: 'idle' }
  turn.say(deciding.wrongPhase, { unit: unitName(turn, obligation.unit), phase: PHASES[asked.phase][locale] })
}

/** The day a message names, at its hour or else 16:00. */
export function untilSaid(understood: Understood): Instant | null {
  const day = eachOf(understood.entities.date).at(-1)
  return day === undefined ? null : instantOf(day, eachOf(understood.entities.time).at(-1) ?? '16:00')
}

/** The receiver grants what was asked, or another day; `unasked` also where nothing is asked. */
export function grant(turn: Turn, obligation: Obligation, until: Instant | null, unasked?: { reason: string }): void {
  if (!turn.may('grant-extension', obligation)) return refuse(turn, 'grant-extension', obligation)
  const { locale } = turn
  const now = standing(obligation, turn.at)
  const unit = unitName(turn, obligation.unit)
  const granted = until ?? now.extensionAsked?.until
  if (granted === undefined || (!now.extensionAsked && !unasked)) return turn.say(changing.extensionSettled, { unit })
  // The same confirmed twice.
  if (unasked && now.extended && now.due === granted) return turn.say(changing.extensionGranted, { unit, until: sayInstantFully(granted, locale, turn.at) })
  const done = grantExtension(turn.work, obligation, { until: granted, reason: unasked?.reason ?? '' }, unitPeople(turn, obligation))
  if (done.ok) {
    turn.focus.topic = { kind: 'idle' }
    return turn.say(changing.extensionGranted, { unit, until: sayInstantFully(granted, locale, turn.at) })
  }
  if (done.problem === 'not-later') return turn.say(changing.notLater, { due: sayInstantFully(done.due, locale, turn.at) })
  if (done.problem === 'wrong-phase') return turn.say(deciding.wrongPhase, { unit, phase: PHASES[done.phase][locale] })
  turn.say(changing.extensionSettled, { unit })
}

/** The receiver refuses, with a reason; without one it is asked for. */
export function refuseWish(turn: Turn, obligation: Obligation, reason: string): void {
  if (!turn.may('grant-extension', obligation)) return refuse(turn, 'grant-extension', obligation)
  const unit = unitName(turn, obligation.unit)
  if (!standing(obligation, turn.at).extensionAsked) return turn.say(changing.extensionSettled, { unit })
  if (reason === '') {
    turn.focus.topic = { kind: 'reason', act: 'refuse-extension', obligation: obligation.id, edition: null, version: null }
    return turn.say(changing.needReason, undefined)
  }
  const done = refuseExtension(turn.work, obligation, reason, unitPeople(turn, obligation))
  turn.focus.topic = { kind: 'idle' }
  if (done.ok) return turn.say(changing.extensionRefused, { unit })
  turn.say(changing.extensionSettled, { unit })
}
