import type { Campaign } from '#domain/campaign.ts'
import { eachOf, type Understood } from '#domain/language/understood.ts'
import { addDays, dayOf } from '#domain/time/instant.ts'
import { formsNamed } from '../filing/fileReport.ts'
import type { Turn } from '../turn.ts'

/**
 * The campaigns a message means. `named` when it said so (report type, period or an id); otherwise those last spoken of,
 * or the one that is most alive: open, else the last closed.
 */
export async function campaignMeant(turn: Turn, understood: Understood): Promise<{ named: boolean; campaigns: Campaign[] }> {
  const all: Campaign[] = []
  for (const form of turn.forms.keys()) all.push(...(await turn.work.find('campaign', 'form', form)))
  const known = all.filter(campaign => campaign.openedAt <= turn.at).sort((a, b) => b.due - a.due)
  const said: string[] = eachOf(understood.entities.reportType)
  // A form that is only a file, or one named by another of its names, is known by that.
  const types = said.length > 0 ? said : formsNamed(turn, turn.incoming.kind === 'text' ? turn.incoming.text : '')
  const periods = eachOf(understood.entities.period)
  if (types.length > 0 || periods.length > 0) {
    const fits = known.filter(campaign =>
      (types.length === 0 || types.includes(campaign.form)) && (periods.length === 0 || periods.includes(periodOf(campaign))))
    if (fits.length > 0) return { named: true, campaigns: periods.length > 0 ? fits : fits.slice(0, 1) }
    return { named: true, campaigns: [] }
  }
  const about = known.find(campaign => campaign.id === turn.focus.about.campaign)
  if (about) return { named: false, campaigns: [about] }
  return { named: false, campaigns: liveliest(turn, known) }
}

/** Open campaigns whose due is nearest come first; with none open, the last one closed. */
function liveliest(turn: Turn, known: Campaign[]): Campaign[] {
  const open = known.filter(campaign => campaign.closedAt === null || campaign.closedAt > turn.at).sort((a, b) => a.due - b.due)
  return open.length > 0 ? open.slice(0, 1) : known.slice(0, 1)
}

/** "2026-H1" for a window of about six months ending in the first half, "2026-Y" for about a year; by the window's length and end. */
export function periodOf(campaign: Campaign): string {
  const { from, to } = campaign.window
  const months = (Date.parse(to) - Date.parse(from)) / (30.4 * 86_400_000)
  const year = to.slice(0, 4)
  if (months > 9) return `${year}-Y`
  // The procuracy's first half ends on 31/5 and its year on 30/11; a calendar half ends on 30/6.
  return addDays(dayOf(Date.parse(to)), 0).slice(5) <= '07-31' ? `${year}-H1` : `${year}-H2`
}
