import type { Directory } from '#domain/directory.ts'
import type { Form } from '#domain/form/form.ts'
import type { Obligation } from '#domain/obligation.ts'
import type { Draft } from '#domain/report.ts'
import { standing } from '#domain/standing.ts'
import { readDraft, saveDraft } from './saveDraft.ts'
import type { Work } from './work.ts'

/** Drafts begun in the same campaign by units that have become the obligation's unit and closed as merged there: nobody's whole any more, but something to start from. */
export async function inheritedDrafts(work: Work, directory: Directory, obligation: Obligation): Promise<{ unit: string; draft: Draft }[]> {
  const found: { unit: string; draft: Draft }[] = []
  for (const { id: unit } of directory.predecessors(obligation.unit)) {
    const before = await work.get('obligation', `${obligation.campaign}.${unit}`)
    const draft = before && standing(before, work.now).phase === 'merged' ? await work.get('draft', before.id) : undefined
    if (draft && Object.keys(draft.answers).length > 0) found.push({ unit, draft })
  }
  return found
}

/** What came of taking a draft over. `nothing`: every field it answers is answered already; `not-editable`: the report was filed meanwhile; `gone`: no such draft. */
export type TakenOver = { ok: true; taken: number } | { ok: false; problem: 'nothing' | 'not-editable' | 'gone' }

/**
 * Takes the answers of a predecessor's draft into the successor's, where nothing was answered yet: what the successor's people wrote is never replaced, and
 * figures of several units are never added up for them. The predecessor's draft stays as it is.
 */
export async function takeOverDraft(work: Work, directory: Directory, obligation: Obligation, form: Form, from: string): Promise<TakenOver> {
  const source = (await inheritedDrafts(work, directory, obligation)).find(one => one.draft.id === from)
  if (!source) return { ok: false, problem: 'gone' }
  const own = await readDraft(work, obligation, form)
  const known = new Set(form.sections.flatMap(section => section.fields.map(field => field.id)))
  const answers = Object.fromEntries(Object.entries(source.draft.answers).filter(([field]) => known.has(field) && own.answers[field] === undefined && !own.skipped.includes(field)))
  const taken = Object.keys(answers).length
  if (taken === 0) return { ok: false, problem: 'nothing' }
  const saved = await saveDraft(work, obligation, form, { answers })
  return saved.ok ? { ok: true, taken } : { ok: false, problem: 'not-editable' }
}
