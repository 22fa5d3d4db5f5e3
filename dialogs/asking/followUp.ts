import { eachOf, type Understood } from '#domain/language/understood.ts'
import { fold, syllables } from '#domain/text/fold.ts'
import { doIntent } from '../hearText.ts'
import type { Turn } from '../turn.ts'
import { periodOf } from './campaignMeant.ts'

/** What a question that only names another time or another part of the units has besides. */
const BESIDES = new Set('the thi vay con va o cua trong tinh den luc ki ky dot nam ngay thang cap khoi sao nao ra a ah em anh chi nhi ha nhe and what about how for in at of the'.split(' '))
const CHANGED = new Set(['period', 'date', 'time', 'level', 'reportType'])

/**
 * "Thế năm ngoái?", "còn cấp tỉnh?" after a question about a campaign: the same is asked again, of what is named now. False for any message that says
 * more than that.
 */
export async function askAgain(turn: Turn, understood: Understood, text: string): Promise<boolean> {
  const { asked, campaign } = turn.focus.about
  const { spans, entities } = understood
  if (asked === undefined || spans.length === 0 || !spans.every(span => CHANGED.has(span.kind))) return false
  const rest = [...spans].sort((a, b) => b.start - a.start).reduce((left, span) => `${left.slice(0, span.start)} ${left.slice(span.end)}`, text)
  if (!syllables(fold(rest)).every(word => BESIDES.has(word))) return false
  const last = await turn.work.get('campaign', asked.campaign)
  const periods = eachOf(entities.period)
  // A year alone is asked of reports of the same kind.
  const alike = last && periods.length > 0 && eachOf(entities.reportType).length === 0 ? periods.map(period => (period.endsWith('-Y') ? `${period.slice(0, 4)}${periodOf(last).slice(4)}` : period)) : periods
  const { intent } = asked
  turn.trace.intent = intent
  turn.focus.about = { ...turn.focus.about, campaign: asked.campaign }
  await doIntent(turn, intent, { ...understood, intent, ask: false, entities: { ...entities, ...(alike.length > 0 ? { period: alike } : {}) } })
  // A look aside at another year: what is asked next without one is about what was spoken of before.
  if (campaign !== undefined) turn.focus.about = { ...turn.focus.about, campaign }
  return true
}
