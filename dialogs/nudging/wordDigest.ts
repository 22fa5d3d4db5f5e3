import { lateUnits } from '#app/lateUnits.ts'
import { progress } from '#app/progress.ts'
import type { Campaign } from '#domain/campaign.ts'
import type { Directory } from '#domain/directory.ts'
import { filedOf } from '#domain/rates.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Locale, Outgoing } from '#ports/channel.ts'
import type { Store } from '#ports/store.ts'
import { percent } from '../asking/progress.ts'
import { actionsCard, button, textCard } from '../cards/buttons.ts'
import { plainText } from '../cards/plainText.ts'
import { nudging } from '../phrases/nudging.ts'
import { asking, LATE_STATES } from '../phrases/reports.ts'
import { sayInstant, sayInstantFully } from '../phrases/when.ts'

/** Units in one summary: those longest late; the rest are behind the button. */
const ROWS = 10

/** The week's summary for a committee's channel: rates and the late list of every open campaign it receives reports in; null when there is none. */
export async function wordDigest(store: Store, directory: Directory, { committee, channel, now, locale }: { committee: string; channel: string; now: Instant; locale: Locale }): Promise<Outgoing[] | null> {
  const paragraphs: Parameters<typeof textCard>[0] = []
  const shown: Campaign[] = []
  for await (const { record: campaign } of store.all('campaign')) {
    if (campaign.openedAt > now || (campaign.closedAt !== null && campaign.closedAt <= now)) continue
    const query = { campaign: campaign.id, at: now, receiver: committee }
    const known = await progress(store, query)
    if (!known || known.total.owed === 0) continue
    const { total } = known
    const late = await lateUnits(store, directory.unit, { ...query, rows: { limit: ROWS } })
    paragraphs.push({ text: plainText(campaign.title[locale]), weight: 'Bolder' })
    paragraphs.push({ text: nudging.digestRates[locale]({
      filed: percent(filedOf(total), total.owed, locale), onTime: percent(total.onTime + total.onTimeByExtension, total.owed, locale), due: sayInstantFully(campaign.due, locale, now),
    }) })
    for (const [nth, row] of (late?.rows ?? []).entries()) {
      paragraphs.push({ text: asking.lateRow[locale]({ n: nth + 1, unit: row.name, state: LATE_STATES[row.state][locale], days: row.daysLate }) })
    }
    if (late && late.late === 0) paragraphs.push({ text: nudging.digestNone[locale](), subtle: true })
    if (late && late.late > ROWS) paragraphs.push({ text: nudging.moreUnits[locale]({ count: late.late - ROWS }), subtle: true })
    shown.push(campaign)
  }
  if (paragraphs.length === 0) return null
  const buttons = shown.map(({ id, title }) => button(shown.length === 1 ? nudging.late[locale]() : nudging.lateOf[locale]({ title: title[locale] }), { act: 'late', campaign: id, at: now, from: 0 }))
  const head = nudging.digest[locale]({ committee: directory.unit(committee)?.name ?? committee, at: sayInstant(now, locale, now) })
  return [{
    text: [head, ...paragraphs.map(paragraph => paragraph.text)].join('\n'),
    // Where text and card are shown together the text has said it; Teams shows the card alone.
    card: channel === 'msteams' ? textCard([{ text: head, weight: 'Bolder' }, ...paragraphs], buttons.slice(0, 4)) : actionsCard(buttons.slice(0, 4)),
  }]
}
