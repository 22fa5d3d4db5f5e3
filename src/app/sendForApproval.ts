import type { Obligation } from '#domain/obligation.ts'
import { isEditable, mayFollow, standing, withEvent, type Phase } from '#domain/standing.ts'
import { happened, type Work } from './work.ts'
import { oweNotice } from './oweNotice.ts'

/** The edition that now waits for the head, or why none does anew. */
export type SentForApproval =
  | { ok: true; edition: number }
  | { ok: false; problem: 'wrong-phase'; phase: Phase }
  /** Exactly this edition waits for the head already. */
  | { ok: false; problem: 'again' }
  /** The draft has moved on since it was shown. */
  | { ok: false; problem: 'moved-on'; edition: number }
  | { ok: false; problem: 'empty' }

/** Asks the heads of the unit to approve exactly the draft edition that was shown. */
export async function sendForApproval(work: Work, obligation: Obligation, shown: number, heads: string[]): Promise<SentForApproval> {
  const now = standing(obligation, work.now)
  const draft = await work.get('draft', obligation.id)
  if (!draft) return { ok: false, problem: 'empty' }
  if (now.phase === 'waiting-at-head' && now.waiting?.edition === shown) return { ok: false, problem: 'again' }
  if (!mayFollow(now.phase, 'sent-for-approval') || !isEditable(now)) return { ok: false, problem: 'wrong-phase', phase: now.phase }
  if (draft.edition !== shown) return { ok: false, problem: 'moved-on', edition: draft.edition }
  work.put('obligation', withEvent(obligation, { kind: 'sent-for-approval', draft: shown, ...happened(work) }))
  work.act({ action: 'sent-for-approval', subject: `obligation/${obligation.id}`, version: shown, content: draft.answers })
  for (const head of heads) oweNotice(work, head, 'approval-waiting', { obligation: obligation.id, edition: shown })
  return { ok: true, edition: shown }
}
