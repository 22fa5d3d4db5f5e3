import { progress } from '#app/progress.ts'
import type { Understood } from '#domain/language/understood.ts'
import { eachOf } from '#domain/language/understood.ts'
import { filedOf, isEmpty, rate, type Counts } from '#domain/rates.ts'
import type { Locale } from '#ports/channel.ts'
import { actionsCard, button } from '../cards/buttons.ts'
import { asking, LEVELS } from '../phrases/reports.ts'
import { sayInstant } from '../phrases/when.ts'
import type { Turn } from '../turn.ts'
import { campaignMeant } from './campaignMeant.ts'
import { asksToCompare, compare } from './compare.ts'
import { asOf, queryOf } from './lateUnits.ts'
import { viewOf } from './view.ts'

/** "Tiến độ thế nào?": complete, on-time and accepted-first-time rates, in all and by level, as of an instant. */
export async function askProgress(turn: Turn, understood: Understood): Promise<void> {
  const { locale } = turn
  if (turn.incoming.kind === 'text' && asksToCompare(turn.incoming.text)) return compare(turn, understood)
  const campaign = (await campaignMeant(turn, understood)).campaigns[0]
  if (!campaign) return turn.say(asking.noSuchCampaign, undefined)
  const view = await viewOf(turn, campaign.id)
  if (!view.ok) return view.refuse()
  const at = asOf(turn, understood)
  const level = eachOf(understood.entities.level)[0]
  const answer = await progress(turn.store, queryOf(view.view, { campaign: campaign.id, at, ...(level ? { level } : {}) }))
  if (!answer) return turn.say(asking.noSuchCampaign, undefined)
  turn.focus.about = { ...turn.focus.about, campaign: campaign.id, asked: { intent: 'progress', campaign: campaign.id } }
  if (isEmpty(answer.total)) return turn.say(asking.nobodyInScope, { title: campaign.title[locale] })
  // Before the due instant a share "on time" would read as if the rest were late.
  const early = at <= campaign.due
  const lines = [
    asking.progressHead[locale]({ title: campaign.title[locale], scope: view.view.scope, at: sayInstant(at, locale, turn.at) }),
    asking.counts[locale](answer.total),
    ratesLine(answer.total, early, locale),
    ...(answer.levels.length > 1 ? fromTheTop(answer.levels).map(one => asking.levelLine[locale]({
      level: LEVELS[one.level]?.[locale] ?? one.level, filed: percent(filedOf(one.counts), one.counts.owed, locale),
      onTime: early ? null : percent(one.counts.onTime, one.counts.owed, locale),
    })) : []),
  ]
  turn.tell(lines.join('\n'), { card: actionsCard([
    button(asking.whoIsLate[locale](), { act: 'late', campaign: campaign.id, at, from: 0 }),
    ...(early && answer.total.notDue + answer.total.waitingAtHead > 0 ? [button(asking.whoHasNotFiled[locale](), { act: 'unfiled', campaign: campaign.id, at, from: 0 })] : []),
    button(asking.definitions[locale](), { act: 'definitions' }),
  ]) })
}

/** Levels as they stand above each other; those that only a deployer's data knows come last. */
function fromTheTop<L extends { level: string }>(levels: readonly L[]): L[] {
  const order = Object.keys(LEVELS)
  const place = ({ level }: L) => (order.includes(level) ? order.indexOf(level) : order.length)
  return levels.toSorted((a, b) => place(a) - place(b))
}

function ratesLine(counts: Counts, early: boolean, locale: Locale): string {
  return asking.rates[locale]({
    early,
    onTime: percent(early ? filedOf(counts) : counts.onTime, counts.owed, locale),
    complete: percent(counts.complete, filedOf(counts), locale),
    first: percent(counts.acceptedFirstTime, counts.decided, locale),
  })
}

/** "87,5 % (49/56)"; a dash when there is nothing to divide by. */
export function percent(part: number, whole: number, locale: Locale): string {
  const share = rate(part, whole)
  if (share === null) return '–'
  const written = share.toLocaleString(locale === 'vi' ? 'vi-VN' : 'en-US', { maximumFractionDigits: 1 })
  return `${written} % (${part}/${whole})`
}
