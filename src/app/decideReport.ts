import type { Comment, Obligation } from '#domain/obligation.ts'
import { standing, withEvent, type Phase } from '#domain/standing.ts'
import type { Instant } from '#domain/time/instant.ts'
import { happened, type Work } from './work.ts'
import { oweNotice } from './oweNotice.ts'

/** Whether the decision stands, or why it can’t be made. */
export type Decided =
  | { ok: true }
  | { ok: false; problem: 'wrong-phase'; phase: Phase }
  /** A newer version has come in since this one was shown. */
  | { ok: false; problem: 'moved-on'; version: number }

/** The receiving committee takes exactly the version shown. */
export function acceptReport(work: Work, obligation: Obligation, version: number, tell: string[]): Decided {
  const refused = undecidable(work, obligation, version)
  if (refused) return refused
  work.put('obligation', withEvent(obligation, { kind: 'accepted', version, ...happened(work) }))
  work.act({ action: 'accepted', subject: `obligation/${obligation.id}`, version })
  for (const person of tell) oweNotice(work, person, 'accepted', { obligation: obligation.id, version })
  return { ok: true }
}

/** The receiving committee returns exactly the version shown, with comments pinned to fields and a due instant for the supplement. */
export function returnReport(
  work: Work, obligation: Obligation, version: number,
  { comments, reason, supplementDue }: { comments: Comment[]; reason: string; supplementDue: Instant }, tell: string[],
): Decided {
  const refused = undecidable(work, obligation, version)
  if (refused) return refused
  work.put('obligation', withEvent(obligation, { kind: 'returned', version, comments, reason, supplementDue, ...happened(work) }))
  work.act({ action: 'returned', subject: `obligation/${obligation.id}`, version, content: { comments, reason } })
  for (const person of tell) oweNotice(work, person, 'returned', { obligation: obligation.id, version })
  return { ok: true }
}

function undecidable(work: Work, obligation: Obligation, version: number): Extract<Decided, { ok: false }> | undefined {
  const now = standing(obligation, work.now)
  if (now.version !== null && now.version !== version) return { ok: false, problem: 'moved-on', version: now.version }
  if (now.phase !== 'submitted') return { ok: false, problem: 'wrong-phase', phase: now.phase }
  return undefined
}
