import { inheritedDrafts, takeOverDraft } from '#app/takeOverDraft.ts'
import type { Obligation } from '#domain/obligation.ts'
import { button } from '../cards/buttons.ts'
import { openFiling } from '../filing/fileReport.ts'
import { common } from '../phrases/common.ts'
import { units } from '../phrases/units.ts'
import { sayInstant } from '../phrases/when.ts'
import { refuse } from '../refuse.ts'
import { formOf, unitName, type Turn } from '../turn.ts'

/** Lines and buttons that offer the drafts of units that have become this one, to those who write its report; nothing otherwise. */
export async function offerDrafts(turn: Turn, obligation: Obligation): Promise<{ lines: string[]; buttons: unknown[] }> {
  if (!turn.may('edit-draft', obligation)) return { lines: [], buttons: [] }
  const { locale } = turn
  const drafts = await inheritedDrafts(turn.work, turn.directory, obligation)
  return {
    lines: drafts.map(({ unit, draft }) => units.draftOf[locale]({ unit: unitName(turn, unit), at: sayInstant(draft.savedAt, locale, turn.at), count: Object.keys(draft.answers).length })),
    buttons: drafts.map(({ unit, draft }) => button(units.takeDraft[locale]({ unit: unitName(turn, unit) }), { act: 'take-over', obligation: obligation.id, from: draft.id })),
  }
}

/** "Lấy bản nháp của …": its answers fill what is still empty, then the form goes on. */
export async function takeOver(turn: Turn, obligation: Obligation, from: string): Promise<void> {
  if (!turn.may('edit-draft', obligation)) return refuse(turn, 'edit-draft', obligation)
  const known = await formOf(turn, obligation)
  const taken = known && (await takeOverDraft(turn.work, turn.directory, obligation, known.form, from))
  if (!taken || (!taken.ok && taken.problem === 'gone')) return turn.say(common.gone, undefined)
  if (taken.ok) turn.say(units.draftTaken, { count: taken.taken })
  else if (taken.problem === 'nothing') turn.say(units.draftAddsNothing, undefined)
  return openFiling(turn, (await turn.work.get('obligation', obligation.id)) ?? obligation)
}
