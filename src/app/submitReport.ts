import type { Obligation } from '#domain/obligation.ts'
import type { Version } from '#domain/report.ts'
import { filedLate, isEditable, mayFollow, receiptOf, standing, withEvent, type Phase } from '#domain/standing.ts'
import { happened, type Work } from './work.ts'
import { oweNotice } from './oweNotice.ts'
import { versionId } from './formContext.ts'

/** What is submitted, as it was shown to whoever submits it. */
export interface Submission {
  /** Draft edition shown to the person who submits: the approval binds to it. */
  edition: number
  /** Whether every required field is answered and every blocking rule met (#domain/form judge). */
  complete: boolean
  /** The approver also prepared the report. */
  selfApproved: boolean
  /** Persons to tell of the receipt, and those of the receiving committee. */
  reporters: string[]
  receivers: string[]
}

/** The version made with its receipt number and whether it is late ({@link filedLate}), or why none was made. */
export type Submitted =
  | { ok: true; version: Version; receipt: string; late: boolean | null }
  | { ok: false; problem: 'wrong-phase'; phase: Phase; receipt: string | null }
  | { ok: false; problem: 'moved-on'; edition: number }
  | { ok: false; problem: 'incomplete' }
  | { ok: false; problem: 'empty' }

/**
 * Submits exactly the edition shown, as a new version with a receipt number: the head's approval, or the reporter's own act in a unit without a head.
 * On time is judged by when the server received the activity (`work.at`).
 */
export async function submitReport(work: Work, obligation: Obligation, submission: Submission): Promise<Submitted> {
  const before = standing(obligation, work.now)
  const draft = await work.get('draft', obligation.id)
  if (!mayFollow(before.phase, 'submitted') || !isEditable(before)) {
    return { ok: false, problem: 'wrong-phase', phase: before.phase, receipt: before.receipt }
  }
  if (!draft) return { ok: false, problem: 'empty' }
  if (draft.edition !== submission.edition) return { ok: false, problem: 'moved-on', edition: draft.edition }
  if (!submission.complete) return { ok: false, problem: 'incomplete' }
  const number = 1 + obligation.events.reduce((top, event) => (event.kind === 'submitted' ? Math.max(top, event.version) : top), 0)
  const receipt = receiptOf(obligation, number)
  const version: Version = {
    id: versionId(obligation.id, number),
    obligation: obligation.id,
    number,
    form: draft.form,
    formVersion: draft.formVersion,
    answers: draft.answers,
    skipped: draft.skipped,
    submittedAt: work.at,
    submittedBy: work.by,
    preparedBy: draft.savedBy,
  }
  const after = withEvent(obligation, {
    kind: 'submitted', version: number, receipt, complete: submission.complete, ...happened(work),
    ...(submission.selfApproved ? { selfApproved: true as const } : {}),
    ...(before.correction ? { correction: before.correction.reason } : {}),
  })
  // Read first so that the commit insists on the version being new.
  await work.get('version', version.id)
  work.put('version', version)
  work.put('obligation', after)
  work.act({ action: 'submitted', subject: `version/${version.id}`, version: number, content: version.answers })
  for (const person of submission.reporters) oweNotice(work, person, 'receipt', { obligation: obligation.id, version: number })
  for (const person of submission.receivers) oweNotice(work, person, 'submitted-to-you', { obligation: obligation.id, version: number })
  return { ok: true, version, receipt, late: filedLate(after, number) }
}
