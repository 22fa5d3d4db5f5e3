import { campaignBefore, compareCampaigns } from '#app/compareCampaigns.ts'
import type { Campaign } from '#domain/campaign.ts'
import { eachOf, type Understood } from '#domain/language/understood.ts'
import { filedOf, rate } from '#domain/rates.ts'
import { fold } from '#domain/text/fold.ts'
import { DAY, HOUR } from '#domain/time/instant.ts'
import type { Locale } from '#ports/channel.ts'
import { comparing } from '../phrases/comparing.ts'
import { asking } from '../phrases/reports.ts'
import { sayInstant } from '../phrases/when.ts'
import type { Turn } from '../turn.ts'
import { campaignMeant, periodOf } from './campaignMeant.ts'
import { asOf, queryOf } from './lateUnits.ts'
import { percent } from './progress.ts'
import { viewOf } from './view.ts'

/** "so với cùng kỳ", "hơn kém năm ngoái", "compared with last year". */
const COMPARES = /(?:^|\s)(?:so voi|so sanh|cung ky|cung thoi diem|hon kem|compared?|versus|vs)(?:\s|$|\?|,|\.)/

/** Whether a message asks for one period beside another. */
export function asksToCompare(text: string): boolean {
  return COMPARES.test(fold(text))
}

/** A campaign beside an earlier one, each as of the same distance from its own due instant: what is filed later in the year is not held against it. */
export async function compare(turn: Turn, understood: Understood): Promise<void> {
  const { locale } = turn
  const { campaign, earlier } = await campaignsCompared(turn, understood)
  if (!campaign) return turn.say(asking.noSuchCampaign, undefined)
  const view = await viewOf(turn, campaign.id)
  if (!view.ok) return view.refuse()
  turn.focus.about.campaign = campaign.id
  const level = eachOf(understood.entities.level)[0]
  const query = queryOf(view.view, { campaign: campaign.id, at: asOf(turn, understood), ...(level ? { level } : {}) })
  const found = await compareCampaigns(turn.store, query, earlier?.id)
  if (!found || found.then.total.owed === 0) return turn.say(comparing.nothing, { title: campaign.title[locale] })
  const { now, then, distance } = found
  const line = (phrase: (typeof comparing)['filed'], part: (of: typeof now.total) => number, whole: (of: typeof now.total) => number) => phrase[locale]({
    now: percent(part(now.total), whole(now.total), locale), then: percent(part(then.total), whole(then.total), locale),
    change: changeOf(rate(part(now.total), whole(now.total)), rate(part(then.total), whole(then.total)), locale),
  })
  turn.tell([
    comparing.head[locale]({
      title: now.campaign.title[locale], scope: view.view.scope, at: sayInstant(now.at, locale, turn.at), distance: distanceText(distance, locale),
      earlier: then.campaign.title[locale], then: sayInstant(then.at, locale, turn.at),
    }),
    line(comparing.filed, filedOf, of => of.owed),
    // Before the due instant everything filed is on time, in either year.
    ...(distance > 0 ? [line(comparing.onTime, of => of.onTime, of => of.owed)] : []),
    line(comparing.complete, of => of.complete, filedOf),
  ].join('\n'))
}

/** The campaign asked about and the one it is held against: a period that is named in a comparison is the earlier one's, unless there is nothing after it. */
async function campaignsCompared(turn: Turn, understood: Understood): Promise<{ campaign?: Campaign; earlier?: Campaign }> {
  const { period: _, ...entities } = understood.entities
  const periods = eachOf(understood.entities.period)
  const [present] = (await campaignMeant(turn, { ...understood, entities })).campaigns
  if (!present) return {}
  const same = (await turn.work.find('campaign', 'form', present.form)).filter(one => one.openedAt <= turn.at).sort((a, b) => b.due - a.due)
  const named = same.filter(one => periods.includes(periodOf(one)))
  const [first, second] = named
  if (first && second) return { campaign: first, earlier: second }
  if (first && first.due < present.due) return { campaign: present, earlier: first }
  if (first) return { campaign: first }
  // A campaign that has only just been opened is compared all the same: both were as empty then.
  const before = campaignBefore(same, present)
  return { campaign: present, ...(before ? { earlier: before } : {}) }
}

function changeOf(now: number | null, then: number | null, locale: Locale): string {
  if (now === null || then === null) return ''
  const points = Math.round((now - then) * 10) / 10
  if (points === 0) return comparing.same[locale]()
  return comparing.change[locale]({ points: Math.abs(points).toLocaleString(locale === 'vi' ? 'vi-VN' : 'en-US'), up: points > 0 })
}

function distanceText(distance: number, locale: Locale): string {
  const length = Math.abs(distance)
  const span = comparing.days[locale]({ days: Math.floor(length / DAY), hours: Math.floor((length % DAY) / HOUR) })
  return distance < 0 ? comparing.before[locale]({ span }) : comparing.after[locale]({ span })
}
