import { unitHistory, type PastReport } from '#app/unitHistory.ts'
import { fold } from '#domain/text/fold.ts'
import { comparing } from '../phrases/comparing.ts'
import { PHASES, TIMELINESS } from '../phrases/reports.ts'
import { sayInstant } from '../phrases/when.ts'
import { refuse } from '../refuse.ts'
import { unitName, type Turn } from '../turn.ts'
import { unitAndToday } from './unitAsOfThen.ts'

const HISTORY = /(?:^|\s)(?:lich su|cac ky truoc|cac nam truoc|nhung nam truoc|qua cac (?:ky|nam|dot)|cac dot truoc|truoc (?:den|toi) nay|history)(?:\s|$|\?|,|\.)/
/** Reports in one answer. */
const SHOWN = 10

/** Whether a message asks for a unit's reports over the years. */
export function asksForHistory(text: string): boolean {
  return HISTORY.test(fold(text))
}

/** A unit's reports over the years, those of the units that became it included: as far as the person may see each. */
export async function tellHistory(turn: Turn, unit: string): Promise<void> {
  const { locale } = turn
  const all = await unitHistory(turn.store, turn.directory, unit, turn.at)
  const seen = all.filter(({ obligation }) => turn.may('see-standing', obligation))
  if (seen.length === 0 && (all.length > 0 || !turn.may('see-standing', { unit }))) return refuse(turn, 'see-standing', { unit })
  if (seen.length === 0) return turn.say(comparing.noHistory, { unit: unitName(turn, unit) })
  turn.tell([
    comparing.history[locale]({ unit: unitName(turn, unit), at: sayInstant(turn.at, locale, turn.at) }),
    ...seen.slice(0, SHOWN).map(one => row(turn, one, unit)),
    ...(seen.length > SHOWN ? [comparing.more[locale]({ count: seen.length - SHOWN })] : []),
  ].join('\n'))
}

function row(turn: Turn, { obligation, campaign, standing }: PastReport, asked: string): string {
  const { locale } = turn
  const told = standing.timeliness !== 'waived' && standing.timeliness !== 'merged'
  return comparing.historyRow[locale]({
    title: campaign.title[locale],
    unit: obligation.unit === asked ? '' : ` · ${unitAndToday(turn, obligation.unit)}`,
    phase: PHASES[standing.phase][locale],
    timeliness: told ? `, ${TIMELINESS[standing.timeliness][locale]}` : '',
    at: standing.submittedAt === null ? '' : comparing.submitted[locale]({ at: sayInstant(standing.submittedAt, locale, turn.at) }),
  })
}
