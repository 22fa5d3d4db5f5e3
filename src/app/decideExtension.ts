import type { Obligation } from '#domain/obligation.ts'
import { mayFollow, standing, withEvent, type Phase } from '#domain/standing.ts'
import type { Instant } from '#domain/time/instant.ts'
import { happened, type Work } from './work.ts'
import { oweNotice } from './oweNotice.ts'

/** Whether the decision stands, or why it can’t be made. */
export type DecidedExtension =
  | { ok: true }
  | { ok: false; problem: 'wrong-phase'; phase: Phase }
  | { ok: false; problem: 'not-later'; due: Instant }
  /** Nothing is asked any more: decided already, or never asked. */
  | { ok: false; problem: 'not-asked' }

/** The receiver grants more time, as asked or otherwise, also unasked. The due instant moves from now on; questions about earlier instants still see the old one. */
export function grantExtension(work: Work, obligation: Obligation, { until, reason }: { until: Instant; reason: string }, tell: string[]): DecidedExtension {
  const now = standing(obligation, work.now)
  if (!mayFollow(now.phase, 'extended')) return { ok: false, problem: 'wrong-phase', phase: now.phase }
  if (until <= now.due) return { ok: false, problem: 'not-later', due: now.due }
  work.put('obligation', withEvent(obligation, { kind: 'extended', until, reason, ...happened(work) }))
  work.act({ action: 'extended', subject: `obligation/${obligation.id}`, content: { until, reason } })
  for (const person of tell) oweNotice(work, person, 'extended', { obligation: obligation.id, until })
  return { ok: true }
}

/** The receiver refuses the extension asked for, with a reason. */
export function refuseExtension(work: Work, obligation: Obligation, reason: string, tell: string[]): DecidedExtension {
  const now = standing(obligation, work.now)
  if (!now.extensionAsked) return { ok: false, problem: 'not-asked' }
  if (!mayFollow(now.phase, 'extension-refused')) return { ok: false, problem: 'wrong-phase', phase: now.phase }
  work.put('obligation', withEvent(obligation, { kind: 'extension-refused', reason, ...happened(work) }))
  work.act({ action: 'extension-refused', subject: `obligation/${obligation.id}`, content: reason })
  for (const person of tell) oweNotice(work, person, 'extension-refused', { obligation: obligation.id, at: work.at })
  return { ok: true }
}
