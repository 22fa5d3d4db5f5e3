import { standing } from '#domain/standing.ts'
import { HOUR, type Instant } from '#domain/time/instant.ts'
import type { Store } from '#ports/store.ts'

/** A nudge helped when the report was filed within this time of it, in milliseconds. */
const HELPED_WITHIN = 48 * HOUR

/** What nudging one unit about one report came to. */
export interface NudgedUnit {
  unit: string
  obligation: string
  times: number
  last: Instant
  /** Whether any of it was delivered. */
  delivered: boolean
  /** Milliseconds from the last nudge before it to the filing; null while nothing was filed after a nudge. */
  filedAfter: number | null
  filed: boolean
  helped: boolean
}

/** Who was nudged in a campaign by an instant, delivered or not, and whether it helped. */
export interface NudgeHistory {
  rows: NudgedUnit[]
  delivered: number
  waiting: number
  unreachable: number
}

/** The nudges of a campaign's units whose reports a committee receives; the latest nudged first. */
export async function nudgeHistory(store: Store, { campaign, receiver, unit, at }: { campaign: string; receiver: string; unit?: string; at: Instant }): Promise<NudgeHistory> {
  const history: NudgeHistory = { rows: [], delivered: 0, waiting: 0, unreachable: 0 }
  const times = new Map<string, { sent: Instant[]; failed: Instant[] }>()
  for (const { record: nudge } of await store.find('nudge', 'campaign', campaign)) {
    if (nudge.receiver !== receiver || nudge.at > at || (unit && !nudge.obligation.endsWith(`.${unit}`))) continue
    // What members and leaders were told is no nudge of the unit.
    if (nudge.as !== 'reporter' && nudge.as !== 'head') continue
    const of = times.get(nudge.obligation) ?? { sent: [], failed: [] }
    times.set(nudge.obligation, of)
    if (nudge.state === 'sent') {
      history.delivered++
      of.sent.push(nudge.settledAt ?? nudge.at)
    } else if (nudge.state === 'unreachable') {
      history.unreachable++
      of.failed.push(nudge.settledAt ?? nudge.at)
    } else if (nudge.state === 'pending' || nudge.state === 'held') {
      history.waiting++
    }
  }
  for (const [id, { sent, failed }] of times) {
    if (sent.length + failed.length === 0) continue
    const obligation = (await store.get('obligation', id))?.record
    if (!obligation) continue
    const { submittedAt } = standing(obligation, at)
    const before = submittedAt === null ? [] : sent.filter(one => one <= submittedAt)
    const filedAfter = before.length > 0 ? submittedAt! - Math.max(...before) : null
    // Several people of a unit told at the same time are one nudge of the unit.
    history.rows.push({
      unit: obligation.unit, obligation: id, times: new Set((sent.length > 0 ? sent : failed).map(one => Math.floor(one / HOUR))).size, last: Math.max(...sent, ...failed),
      delivered: sent.length > 0, filedAfter, filed: submittedAt !== null, helped: filedAfter !== null && filedAfter <= HELPED_WITHIN,
    })
  }
  history.rows.sort((a, b) => Number(a.filed) - Number(b.filed) || b.last - a.last || (a.unit < b.unit ? -1 : 1))
  return history
}
