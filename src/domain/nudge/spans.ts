import type { Obligation } from '../obligation.ts'
import type { Standing } from '../standing.ts'
import type { Instant } from '../time/instant.ts'

/** A stretch of time in which one due instant is in force: the report's own, the one after each extension, and that of each supplement. */
export interface Span {
  /** What steps of it are called before their own id: "" for the first due instant, "extended-1.", "supplement-1.". */
  prefix: string
  kind: 'report' | 'supplement'
  due: Instant
  /** Steps at or before it are not owed: nobody knew yet. */
  since: Instant
  /** Another due instant is in force after it; Infinity while it lasts. */
  until: Instant
  /** Version that was returned, of a supplement. */
  version: number | null
}

/** Every due instant an obligation has had, by what was recorded by `now`, oldest first. */
export function spansOf(obligation: Obligation, now: Instant): Span[] {
  let span: Span = { prefix: '', kind: 'report', due: obligation.due, since: obligation.events[0]?.recordedAt ?? -Infinity, until: Infinity, version: null }
  const spans = [span]
  let extensions = 0
  for (const event of obligation.events) {
    if (event.recordedAt > now) continue
    // An extension that ends earlier than what is in force moves nothing; neither does one that comes after the report was filed.
    if (event.kind === 'extended' && span.kind === 'report' && event.until > span.due) {
      span.until = event.recordedAt
      spans.push(span = { ...span, prefix: `extended-${++extensions}.`, due: event.until, since: event.recordedAt, until: Infinity })
    } else if (event.kind === 'returned') {
      span.until = event.recordedAt
      spans.push(span = { prefix: `supplement-${event.version}.`, kind: 'supplement', due: event.supplementDue, since: event.recordedAt, until: Infinity, version: event.version })
    }
  }
  return spans
}

/** The prefix that a step's name carries; "" for steps of the first due instant and those somebody wanted. */
export function prefixOf(step: string): string {
  return step.slice(0, step.lastIndexOf('.') + 1)
}

/** Whether the unit still has something to do about a span's due instant; with no span, about anything at all. */
export function isUnsettled(now: Standing, span: Pick<Span, 'kind' | 'version'> | undefined): boolean {
  if (now.phase === 'waived' || now.phase === 'merged') return false
  const supplement = now.returned !== null && (span === undefined || span.version === now.returned.version)
  const report = now.submittedAt === null
  return span === undefined ? supplement || report : span.kind === 'supplement' ? supplement : report
}
