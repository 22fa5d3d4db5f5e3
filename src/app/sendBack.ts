import type { Obligation } from '#domain/obligation.ts'
import { standing, withEvent, type Phase } from '#domain/standing.ts'
import { happened, type Work } from './work.ts'
import { oweNotice } from './oweNotice.ts'

/** Whether the draft is back with the reporter, or in which phase it is instead. */
export type SentBack = { ok: true } | { ok: false; problem: 'wrong-phase'; phase: Phase }

/** The head sends the report back to the reporter, with a reason; nothing written is lost. */
export function sendBack(work: Work, obligation: Obligation, reason: string, reporters: string[]): SentBack {
  const { phase, waiting } = standing(obligation, work.now)
  if (phase !== 'waiting-at-head' || !waiting) return { ok: false, problem: 'wrong-phase', phase }
  work.put('obligation', withEvent(obligation, { kind: 'sent-back', draft: waiting.edition, reason, ...happened(work) }))
  work.act({ action: 'sent-back', subject: `obligation/${obligation.id}`, version: waiting.edition, content: reason })
  for (const person of reporters) oweNotice(work, person, 'sent-back', { obligation: obligation.id, edition: waiting.edition, at: work.at })
  return { ok: true }
}
