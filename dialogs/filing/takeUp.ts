import { readDraft } from '#app/saveDraft.ts'
import { fill } from '#domain/form/fill.ts'
import { nextPage } from '#domain/form/pages.ts'
import type { Intent } from '#domain/language/intent.ts'
import type { Understood } from '#domain/language/understood.ts'
import { isEditable } from '#domain/standing.ts'
import { fold } from '#domain/text/fold.ts'
import { myOpenObligations } from '../asking/myObligations.ts'
import { isQuestion } from '../isQuestion.ts'
import { filing } from '../phrases/filing.ts'
import { formOf, unitName, type Turn } from '../turn.ts'

/** Share of a message that has to be answers for it to be meant as answers, where it is not known to mean something else. */
const MOSTLY = 0.5

/** Wishes that are about the report being written. */
const CHANGES = new Set<Intent>(['correct-report', 'resume-draft'])

/**
 * Answers typed where no form is open, on another device or after "lưu nháp": they go on with the one report that is being written.
 * False when they are no answers, or it is not certain which report they belong to.
 */
export async function takeUpDraft(turn: Turn, text: string, understood: Understood): Promise<boolean> {
  if (turn.focus.topic.kind !== 'idle' || turn.incoming.reference.scope !== 'personal' || isQuestion(text)) return false
  const open = (await myOpenObligations(turn)).filter(one => isEditable(one.standing))
  const begun = []
  for (const one of open) if (await turn.work.get('draft', one.obligation.id)) begun.push(one)
  const only = begun.length > 0 ? begun : open
  if (only.length !== 1) return false
  const { obligation } = only[0]!
  const known = await formOf(turn, obligation)
  if (!known) return false
  const { form, campaign } = known
  const draft = await readDraft(turn.work, obligation, form)
  const page = nextPage(form, draft.answers, draft.skipped)?.number ?? 1
  const { found: answers, repairs, text: read } = fill(form, text, { page, answers: draft.answers, at: turn.at, window: campaign.window })
  const found = [...answers, ...repairs]
  const answered = new Set(found.flatMap(one => Array.from({ length: one.span[1] - one.span[0] }, (_, at) => one.span[0] + at))).size
  // Who asks to change the report and says to what has answered, courteous words and all; a correction of what was accepted is opened first.
  const changes = CHANGES.has(understood.intent) && !understood.ask && begun.length === 1 && found.some(one => !one.assumed) && !/dinh chinh|correction/.test(fold(text))
  if (!changes && answered < read.length * MOSTLY) return false
  // One figure is little to go by: it must not go against a meaning that is clear.
  if (!changes && found.length < 2 && understood.intent !== 'none' && !understood.ask) return false
  turn.focus.topic = { kind: 'filing', obligation: obligation.id, page, last: [], reviewed: null }
  turn.say(filing.takenUp, { title: campaign.title[turn.locale], unit: unitName(turn, obligation.unit) })
  return true
}
