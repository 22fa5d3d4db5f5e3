import { lateUnits, type LateQuery } from '#app/lateUnits.ts'
import { unfiledUnits } from '#app/unfiledUnits.ts'
import { eachOf, type Understood } from '#domain/language/understood.ts'
import { instantOf } from '#domain/time/instant.ts'
import { isEmpty } from '#domain/rates.ts'
import { fold } from '#domain/text/fold.ts'
import { asking, LATE_STATES, LEVELS, PHASES } from '../phrases/reports.ts'
import { sayInstant } from '../phrases/when.ts'
import { actionsCard, button } from '../cards/buttons.ts'
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
  turn.focus.about = { ...turn.focus.about, campaign, asked: { intent: 'late-units', campaign } }
  const { locale } = turn
  if (isEmpty(answer.counts)) return turn.say(asking.nobodyInScope, { title: answer.campaign.title[locale] })
  const scope = view.view.scope + (level ? ` · ${LEVELS[level]?.[locale] ?? level}` : '')
  const head = asking.late[locale]({
    title: answer.campaign.title[locale], at: sayInstant(at, locale, turn.at), scope, counts: asking.counts[locale](answer.counts), late: answer.late,
  })
  if (answer.late === 0) {
    // Before the due instant nobody is late, and who has not filed yet is what one wants to know.
    const { notDue, waitingAtHead } = answer.counts
    if (notDue + waitingAtHead === 0) return turn.tell(head)
    const text = turn.incoming.kind === 'text' ? fold(turn.incoming.text) : ''
    if (/\b(?:chua (?:nop|gui|bat dau|lam|co|xong|bao cao)|not (?:yet )?(?:filed|submitted|started)|has ?n.t|have ?n.t)\b/.test(text)) return showUnfiled(turn, { campaign, at, from: 0, ...(level ? { level } : {}) }, head)
    return turn.tell(head, { card: actionsCard([button(asking.whoHasNotFiled[locale](), { act: 'unfiled', campaign, at, from: 0, ...(level ? { level } : {}) })]) })
  }
  const { rows, late } = answer
  const lines = rows.map((row, index) => asking.lateRow[locale]({ n: from + index + 1, unit: row.name, state: LATE_STATES[row.state][locale], days: row.daysLate }))
  const paged = late > ROWS ? [asking.page[locale]({ from: from + 1, to: from + rows.length, of: late })] : []
  const next = from + ROWS < late ? { campaign, at, from: from + ROWS, ...(level ? { level } : {}) } : undefined
  if (next) offerMore(turn, { act: 'late', ...next })
  turn.tell([head, ...lines, ...paged].join('\n'), { card: lateCard(locale, next) })
}

/** One page of who has not filed yet while there is time; `head` stands before the first. */
export async function showUnfiled(turn: Turn, { campaign, at, level, from }: { campaign: string; at: number; level?: string; from: number }, head?: string): Promise<void> {
  const { locale } = turn
  const view = await viewOf(turn, campaign)
  if (!view.ok) return view.refuse()
  const units = await unfiledUnits(turn.store, queryOf(view.view, { campaign, at, ...(level ? { level } : {}) }))
  const rows = units.slice(from, from + ROWS)
  const lines = rows.map(({ unit, phase }, index) => asking.unfiledRow[locale]({ n: from + index + 1, unit: turn.directory.unit(unit)?.name ?? unit, state: PHASES[phase][locale] }))
  const paged = units.length > ROWS ? [asking.page[locale]({ from: from + 1, to: from + rows.length, of: units.length })] : []
  const next = from + ROWS < units.length ? { act: 'unfiled', campaign, at, from: from + ROWS, ...(level ? { level } : {}) } : undefined
  if (next) offerMore(turn, next)
  turn.tell([...(head ? [head] : []), asking.unfiled[locale]({ count: units.length }), ...lines, ...paged].join('\n'), next ? { card: actionsCard([button(asking.more[locale](), next)]) } : {})
}

/** A view narrows a query to what may be seen in it. */
export function queryOf(view: View, query: Omit<LateQuery, 'receiver' | 'units'>): LateQuery {
  return { ...query, ...(view.receiver ? { receiver: view.receiver } : {}), ...(view.units ? { units: view.units } : {}) }
}

