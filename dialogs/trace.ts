import { judgeDraft } from '#app/judgeDraft.ts'
import { readDraft } from '#app/saveDraft.ts'
import { fieldsOnPage } from '#domain/form/pages.ts'
import { standing } from '#domain/standing.ts'
import type { Trace } from '#ports/channel.ts'
import { formOf, type Turn } from './turn.ts'

/** Where the conversation stands after a turn, for clients that follow it (`channelData.qcdc`). */
export async function stateOf(turn: Turn): Promise<Trace> {
  const { topic } = turn.focus
  const base: Trace = { intent: 'none', obligation: null, version: null, asking: null, missing: 0, ...turn.trace }
  const id = 'obligation' in topic ? topic.obligation : base.obligation
  if (id === null) return base
  const obligation = await turn.work.get('obligation', id)
  const known = obligation && (await formOf(turn, obligation))
  if (!obligation || !known) return base
  const now = standing(obligation, turn.work.now)
  const trace: Trace = { ...base, obligation: id, version: base.version ?? now.version }
  if (topic.kind !== 'filing') return trace
  const draft = await readDraft(turn.work, obligation, known.form)
  const { missing } = (await judgeDraft(turn.work, obligation, known, draft)).judged
  const onPage = new Set(fieldsOnPage(known.form, topic.page, draft.answers).map(field => field.id))
  const asking = topic.reviewed === draft.edition ? null : missing.find(field => onPage.has(field)) ?? missing[0] ?? null
  return { ...trace, asking, missing: missing.length }
}
