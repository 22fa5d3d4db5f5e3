import type { Obligation } from '#domain/obligation.ts'
import { mayFollow, standing, withEvent, type Phase } from '#domain/standing.ts'
import type { Instant } from '#domain/time/instant.ts'
import { happened, type Work } from './work.ts'
import { oweNotice } from './oweNotice.ts'

/** Whether the wish stands, or why it can’t be made. */
export type AskedExtension =
  | { ok: true }
  | { ok: false; problem: 'wrong-phase'; phase: Phase }
  /** The instant asked for is not after the due instant in force. */
  | { ok: false; problem: 'not-later'; due: Instant }

/** The unit asks its receiver for more time, with a reason. Asking again replaces the wish that is open. */
export function askExtension(work: Work, obligation: Obligation, { until, reason }: { until: Instant; reason: string }, receivers: string[]): AskedExtension {
  const now = standing(obligation, work.now)
  if (!mayFollow(now.phase, 'extension-asked')) return { ok: false, problem: 'wrong-phase', phase: now.phase }
  if (until <= now.due || until <= work.now) return { ok: false, problem: 'not-later', due: now.due }
  work.put('obligation', withEvent(obligation, { kind: 'extension-asked', until, reason, ...happened(work) }))
  work.act({ action: 'extension-asked', subject: `obligation/${obligation.id}`, content: { until, reason } })
  for (const person of receivers) oweNotice(work, person, 'extension-asked', { obligation: obligation.id, until })
  return { ok: true }
}
