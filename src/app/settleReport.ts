import type { Obligation } from '#domain/obligation.ts'
import { mayFollow, standing, withEvent, type Phase } from '#domain/standing.ts'
import { happened, type Work } from './work.ts'
import { oweNotice } from './oweNotice.ts'

/** Whether it was done, or in which phase the report is instead. */
export type Settled = { ok: true } | { ok: false; problem: 'wrong-phase'; phase: Phase }

/** The receiver waives an unfiled report: it leaves the denominators from this instant. */
export function waiveReport(work: Work, obligation: Obligation, reason: string, tell: string[]): Settled {
  const { phase } = standing(obligation, work.now)
  if (!mayFollow(phase, 'waived')) return { ok: false, problem: 'wrong-phase', phase }
  work.put('obligation', withEvent(obligation, { kind: 'waived', reason, ...happened(work) }))
  work.act({ action: 'waived', subject: `obligation/${obligation.id}`, content: reason })
  for (const person of tell) oweNotice(work, person, 'waived', { obligation: obligation.id, at: work.at })
  return { ok: true }
}

/** The unit takes back the version that waits for acceptance; the version itself is kept, and timeliness is judged anew. */
export function withdrawReport(work: Work, obligation: Obligation, version: number, tell: string[]): Settled {
  const now = standing(obligation, work.now)
  if (!mayFollow(now.phase, 'withdrawn') || now.version !== version) return { ok: false, problem: 'wrong-phase', phase: now.phase }
  work.put('obligation', withEvent(obligation, { kind: 'withdrawn', version, ...happened(work) }))
  work.act({ action: 'withdrawn', subject: `obligation/${obligation.id}`, version })
  for (const person of tell) oweNotice(work, person, 'withdrawn', { obligation: obligation.id, version })
  return { ok: true }
}

/** The unit opens a correction of its accepted report, with a reason; the accepted version stays in force until the corrected one is accepted. */
export function openCorrection(work: Work, obligation: Obligation, reason: string): Settled {
  const { phase } = standing(obligation, work.now)
  if (!mayFollow(phase, 'correction-opened')) return { ok: false, problem: 'wrong-phase', phase }
  work.put('obligation', withEvent(obligation, { kind: 'correction-opened', reason, ...happened(work) }))
  work.act({ action: 'correction-opened', subject: `obligation/${obligation.id}`, content: reason })
  return { ok: true }
}
