import type { Answers, Form } from '#domain/form/form.ts'
import type { Draft } from '#domain/report.ts'
import { isEditable, mayFollow, standing, withEvent } from '#domain/standing.ts'
import type { Obligation } from '#domain/obligation.ts'
import { happened, type Work } from './work.ts'

/** What is to change in a draft: answers by field id (null clears one), fields to leave empty, odd values confirmed as right. */
export interface DraftChange {
  answers?: Record<string, Answers[string] | null>
  skip?: string[]
  confirm?: string[]
}

/** The draft as it is now, or why it stays as it was. */
export type SavedDraft =
  | { ok: true; draft: Draft; changed: boolean }
  /** Submitted or settled: what is filed is not edited. */
  | { ok: false; problem: 'not-editable'; phase: ReturnType<typeof standing>['phase'] }

/** The draft of an obligation, or an empty one (not yet stored) in the form's present version. */
export async function readDraft(work: Work, obligation: Obligation, form: Form): Promise<Draft> {
  const draft = await work.get('draft', obligation.id)
  return draft ?? {
    id: obligation.id, form: form.id, formVersion: form.version, answers: {}, skipped: [], confirmed: [], edition: 0, savedAt: work.at, savedBy: work.by,
  }
}

/** Saves what was answered. The same change twice is saved once: `changed` is false when nothing differs. */
export async function saveDraft(work: Work, obligation: Obligation, form: Form, change: DraftChange): Promise<SavedDraft> {
  const now = standing(obligation, work.now)
  const { phase } = now
  if (!isEditable(now)) return { ok: false, problem: 'not-editable', phase }
  const before = await readDraft(work, obligation, form)
  const draft = applyChange(before, change)
  const changed = before.edition === 0 || draft !== before
  if (!changed) return { ok: true, draft: before, changed: false }
  const saved: Draft = { ...draft, formVersion: form.version, edition: before.edition + 1, savedAt: work.at, savedBy: work.by }
  work.put('draft', saved)
  work.act({ action: 'draft-saved', subject: `draft/${saved.id}`, version: saved.edition, content: saved.answers })
  if (mayFollow(phase, 'started')) {
    work.put('obligation', withEvent(obligation, { kind: 'started', ...happened(work) }))
  }
  return { ok: true, draft: saved, changed: true }
}

function applyChange(before: Draft, change: DraftChange): Draft {
  const answers: Answers = { ...before.answers }
  let skipped = before.skipped
  for (const [field, value] of Object.entries(change.answers ?? {})) {
    if (value === null) delete answers[field]
    else answers[field] = value
  }
  // A field answered after all is no longer skipped, and a skipped one keeps what it had.
  const skip = (change.skip ?? []).filter(field => !skipped.includes(field))
  const unskipped = skipped.filter(field => change.answers?.[field] === undefined || change.answers[field] === null)
  if (skip.length > 0 || unskipped.length !== skipped.length) skipped = [...unskipped, ...skip]
  // Confirming that an odd value is right holds only for the value confirmed: any new answer to be judged asks anew.
  const confirm = (change.confirm ?? []).filter(rule => !before.confirmed.includes(rule))
  const sameAnswers = JSON.stringify(answers) === JSON.stringify(before.answers)
  if (sameAnswers && skipped === before.skipped && confirm.length === 0) return before
  return { ...before, answers, skipped, confirmed: confirm.length > 0 ? [...before.confirmed, ...confirm] : before.confirmed }
}
