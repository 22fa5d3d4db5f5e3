import { lateUnits, type LateQuery } from '#app/lateUnits.ts'
import { eachOf, type Understood } from '#domain/language/understood.ts'
import { instantOf } from '#domain/time/instant.ts'
import { isEmpty } from '#domain/rates.ts'
import { asking, LATE_STATES, LEVELS } from '../phrases/reports.ts'
import { sayInstant } from '../phrases/when.ts'
import { lateCard } from '../cards/lateCard.ts'
import { offerMore } from '../offerMore.ts'
import type { Turn } from '../turn.ts'
import { campaignMeant } from './campaignMeant.ts'
import { viewOf, type View } from './view.ts'

/** Units in one answer: what fits a phone without scrolling far. */
export const ROWS = 8

/** "Đơn vị nào trễ hạn?" of the units the person (or the channel) may ask about. */
export async function askLate(turn: Turn, understood: Understood): Promise<void> {
  const { campaigns } = await campaignMeant(turn, understood)
  const campaign = campaigns[0]
  if (!campaign) return turn.say(asking.noSuchCampaign, undefined)
  const level = eachOf(understood.entities.level)[0]
  const at = asOf(turn, understood)
  await showLate(turn, { campaign: campaign.id, at, from: 0, ...(level ? { level } : {}) })
}

/** The instant a question is about: a past day it names (its end), or now. A future day asks about now. */
export function asOf(turn: Turn, understood: Understood): number {
  const day = eachOf(understood.entities.date)[0]
  if (!day || day >= turn.day) return turn.at
  const time = eachOf(understood.entities.time)[0]
  // The last moment of the day, which people read as that day and not as the next one's midnight.
  return time === undefined ? instantOf(day, '24:00') - 1 : instantOf(day, time)
}

/** One page of the late list. */
export async function showLate(turn: Turn, { campaign, at, level, from }: { campaign: string; at: number; level?: string; from: number }): Promise<void> {
  const view = await viewOf(turn, campaign)
  if (!view.ok) return view.refuse()
  const answer = await lateUnits(turn.store, id => turn.directory.unit(id), queryOf(view.view, { campaign, at, rows: { from, limit: ROWS }, ...(level ? { level } : {}) }))
  if (!answer) return turn.say(asking.noSuchCampaign, undefined)
  turn.focus.about.campaign = campaign
  const { locale } = turn
  if (isEmpty(answer.counts)) return turn.say(asking.nobodyInScope, { title: answer.campaign.title[locale] })
  const scope = view.view.scope + (level ? ` · ${LEVELS[level]?.[locale] ?? level}` : '')
  const head = asking.late[locale]({
    title: answer.campaign.title[locale], at: sayInstant(at, locale, turn.at), scope, counts: asking.counts[locale](answer.counts), late: answer.late,
  })
  if (answer.late === 0) return turn.tell(head)
  const { rows, late } = answer
  const lines = rows.map((row, index) => asking.lateRow[locale]({ n: from + index + 1, unit: row.name, state: LATE_STATES[row.state][locale], days: row.daysLate }))
  const paged = late > ROWS ? [asking.page[locale]({ from: from + 1, to: from + rows.length, of: late })] : []
  const next = from + ROWS < late ? { campaign, at, from: from + ROWS, ...(level ? { level } : {}) } : undefined
  if (next) offerMore(turn, { act: 'late', ...next })
  turn.tell([head, ...lines, ...paged].join('\n'), { card: lateCard(locale, next) })
}

/** A view narrows a query to what may be seen in it. */
export function queryOf(view: View, query: Omit<LateQuery, 'receiver' | 'units'>): LateQuery {
  return { ...query, ...(view.receiver ? { receiver: view.receiver } : {}), ...(view.units ? { units: view.units } : {}) }
}

