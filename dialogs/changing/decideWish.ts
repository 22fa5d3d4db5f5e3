import { awaitedKey, isWishOpen } from '#domain/awaited.ts'
import { eachOf, type Understood } from '#domain/language/understood.ts'
import type { Obligation } from '#domain/obligation.ts'
import { mayFollow, standing } from '#domain/standing.ts'
import { fold } from '#domain/text/fold.ts'
import { campaignMeant } from '../asking/campaignMeant.ts'
import { actionsCard, button } from '../cards/buttons.ts'
import { wishCard } from '../cards/wishCard.ts'
import { queuesOf } from '../deciding/reviewQueue.ts'
import { changeNotices, changing } from '../phrases/changing.ts'
import { asking, deciding, PHASES } from '../phrases/reports.ts'
import { sayInstantFully } from '../phrases/when.ts'
import { refuse } from '../refuse.ts'
import { formOf, unitName, type Turn } from '../turn.ts'
import { grant, refuseWish, untilSaid } from './extension.ts'
import { reasonIn } from './reasonIn.ts'

/** Wishes shown in one answer, each with its buttons. */
const SHOWN = 5

/** Whether a message speaks of more time for a report. */
export function namesExtension(text: string): boolean {
  return /\b(?:gia han|(?:lui|keo dai|noi) (?:thoi )?han|exten(?:d|ds|sion|sions))\b/.test(fold(text))
}

/** "Gia hạn cho Cà Mau đến 20/6", "không cho Cà Mau gia hạn vì …"; without a unit the wishes that wait are shown. */
export async function decideWish(turn: Turn, understood: Understood): Promise<void> {
  const { locale } = turn
  const unit = eachOf(understood.entities.unit)[0]
  if (!unit) return showWishes(turn)
  const campaign = (await campaignMeant(turn, understood)).campaigns[0]
  const asked = (await wishes(turn)).find(one => one.unit === unit.id)
  const obligation = asked ?? (campaign && (await turn.work.get('obligation', `${campaign.id}.${unit.id}`)))
  if (!turn.may('grant-extension', obligation ?? { unit: unit.id })) return refuse(turn, 'grant-extension', obligation ?? { unit: unit.id })
  if (!obligation) return turn.say(asking.noSuchCampaign, undefined)
  const said = turn.incoming.kind === 'text' ? turn.incoming.text : ''
  if (/\b(?:khong (?:cho|dong y|chap)|tu choi|bac|refuse|reject|do not)\b/.test(fold(said))) return refuseWish(turn, obligation, reasonIn(said))
  const until = untilSaid(understood)
  if (asked) return grant(turn, asked, until)
  const now = standing(obligation, turn.at)
  const title = (await formOf(turn, obligation))?.campaign.title[locale] ?? obligation.campaign
  const due = sayInstantFully(now.due, locale, turn.at)
  if (!mayFollow(now.phase, 'extended')) return turn.say(deciding.wrongPhase, { unit: unitName(turn, obligation.unit), phase: PHASES[now.phase][locale] })
  if (until === null) return turn.say(changing.extendUntil, { unit: unitName(turn, obligation.unit), title, due })
  if (until <= now.due) return turn.say(changing.notLater, { due })
  const reason = reasonIn(said)
  turn.say(changing.confirmExtend, { unit: unitName(turn, obligation.unit), title, due, until: sayInstantFully(until, locale, turn.at), reason }, {
    card: actionsCard([button(changing.yes[locale](), { act: 'extend-yes', obligation: obligation.id, until, reason }, 'positive'), button(changing.no[locale](), { act: 'nothing' })]),
  })
}

/** "Có đơn vị nào xin gia hạn không?" */
export async function showWishes(turn: Turn): Promise<void> {
  const { locale } = turn
  const waiting = await wishes(turn)
  if (waiting.length === 0) return turn.say(changing.wishNone, undefined)
  for (const obligation of waiting.slice(0, SHOWN)) {
    const { due, extensionAsked } = standing(obligation, turn.at)
    turn.say(changeNotices.extensionAsked, {
      unit: unitName(turn, obligation.unit), title: (await formOf(turn, obligation))?.campaign.title[locale] ?? obligation.campaign,
      until: sayInstantFully(extensionAsked!.until, locale, turn.at), due: sayInstantFully(due, locale, turn.at), reason: extensionAsked!.reason,
    }, { card: wishCard(obligation.id, extensionAsked!.until, locale) })
  }
}

/** Reports for which more time is asked of this person's committee, the earliest due first. */
async function wishes(turn: Turn): Promise<Obligation[]> {
  const found = new Map<string, Obligation>()
  for (const { actor, unit } of queuesOf(turn))
    if (actor === 'receiver')
      for (const obligation of await turn.work.find('obligation', 'awaited', awaitedKey('wish', unit))) if (isWishOpen(standing(obligation, turn.at))) found.set(obligation.id, obligation)
  return [...found.values()].sort((a, b) => standing(a, turn.at).due - standing(b, turn.at).due || (a.id < b.id ? -1 : 1))
}
