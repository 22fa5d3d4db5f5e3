import { formContext } from '#app/formContext.ts'
import { judgeDraft } from '#app/judgeDraft.ts'
import { readDraft, saveDraft, type DraftChange } from '#app/saveDraft.ts'
import type { Answer, Bilingual, Form } from '#domain/form/form.ts'
import type { Unclear, Unplaced } from '#domain/form/fill.ts'
import { markOf } from '#domain/form/mark.ts'
import { fieldOf, fieldsOf } from '#domain/form/parseForm.ts'
import { fieldsOnPage, nextPage } from '#domain/form/pages.ts'
import { showAnswer } from '#domain/form/showAnswer.ts'
import type { Obligation } from '#domain/obligation.ts'
import { readCardInputs } from '../cards/formCard.ts'
import { formWords } from '../phrases/form.ts'
import { filing, UNCLEAR } from '../phrases/filing.ts'
import { either } from '../phrases/phrase.ts'
import { PHASES } from '../phrases/reports.ts'
import { sayInstant } from '../phrases/when.ts'
import { refuse } from '../refuse.ts'
import { formOf, type Turn } from '../turn.ts'
import { carriedFacts, showPage } from './askPage.ts'
import { showReview } from './review.ts'
import { unplacedLines } from './unplacedLines.ts'

/** What was read out of a message or a card, not saved yet. */
export interface Given {
  answers: Record<string, Answer>
  found: { field: string; value: Answer; assumed?: true }[]
  skipped: string[]
  cleared: string[]
  unclear: Pick<Unclear, 'said' | 'why' | 'candidates'>[]
  refused: { field: string; problem: Bilingual }[]
  unplaced?: Unplaced[]
  /** Inputs of a card that somebody else has answered since it was shown: not saved, the newer answer is shown. */
  overtaken?: { field: string; value: Answer | undefined }[]
}

/** Where a page's buttons lead after what is typed on the card was saved. */
export const AFTER_SAVING = ['next', 'back', 'review', 'later'] as const
export type AfterSaving = (typeof AFTER_SAVING)[number]

/** Another person's save this recent is worth a word. */
const RECENTLY = 15 * 60_000

/** Saves what was given the moment it is given, says what was understood and what looks wrong, and asks what is next, or goes where `then` says. */
export async function saveAndGoOn(turn: Turn, obligation: Obligation, given: Given, then: AfterSaving = 'next'): Promise<void> {
  const { topic } = turn.focus
  const known = await formOf(turn, obligation)
  if (!known || topic.kind !== 'filing') return
  const { form } = known
  const { locale } = turn
  const before = await readDraft(turn.work, obligation, form)
  const change: DraftChange = { answers: { ...given.answers, ...Object.fromEntries(given.cleared.map(field => [field, null])) }, skip: given.skipped }
  const saved = await saveDraft(turn.work, obligation, form, change)
  if (!saved.ok) {
    turn.focus.topic = { kind: 'idle' }
    return turn.say(filing.notEditable, { phase: PHASES[saved.phase][locale] })
  }
  const label = (field: string) => fieldOf(form, field)?.label[locale] ?? field
  const lines: string[] = []
  if (before.edition > 0 && before.savedBy !== turn.person.id && turn.at - before.savedAt < RECENTLY) {
    lines.push(filing.otherEditor[locale]({ by: turn.directory.person(before.savedBy)?.name ?? before.savedBy, at: sayInstant(before.savedAt, locale, turn.at) }))
  }
  if (given.found.length > 0) {
    lines.push(filing.saved[locale]({
      items: inFormOrder(form, given.found).map(({ field, value, assumed }) => {
        const known = fieldOf(form, field)
        return filing.item[locale]({ label: label(field), value: known ? brief(showAnswer(known, value, locale)) : '', assumed: assumed ?? false })
      }).join('; '),
    }))
  }
  if (given.cleared.length > 0) lines.push(filing.cleared[locale]({ items: given.cleared.map(label).join(', ') }))
  if (given.skipped.length > 0) lines.push(filing.skipped[locale]({ fields: given.skipped.map(label).join(', ') }))
  for (const refused of given.refused) lines.push(filing.wrongValue[locale]({ why: refused.problem[locale] }))
  const shownValue = (field: string, value: Answer | undefined) => {
    const known = fieldOf(form, field)
    return known && value !== undefined ? brief(showAnswer(known, value, locale)) : formWords.unanswered[locale]()
  }
  for (const { field, value } of given.overtaken ?? []) {
    lines.push(filing.overtaken[locale]({
      label: label(field), by: turn.directory.person(before.savedBy)?.name ?? before.savedBy, now: shownValue(field, before.answers[field]), given: shownValue(field, value),
    }))
  }
  const unclear = given.unclear.map(one => {
    // What a value goes against is what was answered before; else it could be any of these.
    const candidates = one.candidates.map(candidate => candidate.field).filter(field => one.why !== 'other' || before.answers[field] !== undefined)
    const fields = [...new Set(candidates.map(label))].slice(0, 4)
    return { said: brief(one.said), ask: UNCLEAR[one.why][locale]({ fields: either(fields, locale) }) }
  })
  // Several pieces with one and the same doubt are asked about once.
  for (const [ask, pieces] of Map.groupBy(unclear, one => one.ask)) lines.push(filing.unclear[locale]({ said: pieces.map(one => one.said), ask }))
  const unplaced = (given.unplaced ?? []).map(one => ({ ...one, said: brief(one.said) }))
  lines.push(...unplacedLines(form, topic.page, saved.draft.answers, unplaced, locale))
  const { draft } = saved
  const { judged } = await judgeDraft(turn.work, obligation, known, draft)
  const touched = new Set(given.found.map(one => one.field))
  for (const problem of judged.problems) {
    if (!problem.confirmed && problem.fields.some(field => touched.has(field))) lines.push(filing.check[locale]({ message: problem.message[locale] }))
  }
  turn.focus.topic = { ...topic, last: given.found.length > 0 ? given.found.map(({ field, value }) => ({ field, value })) : topic.last, reviewed: null }

  if (given.overtaken && given.overtaken.length > 0) return showPage(turn, obligation, topic.page, lines)
  // Leaving is never stopped by what is missing or was refused: it is said, and asked again later.
  if (then === 'back') return showPage(turn, obligation, topic.page - 1, lines)
  if (then === 'review' || then === 'later') {
    if (lines.length > 0) turn.tell(lines.join('\n'))
    if (then === 'review') return showReview(turn, obligation)
    turn.focus.topic = { kind: 'idle' }
    return turn.say(filing.savedForLater, { missing: judged.missing.length })
  }
  const reviewed = topic.reviewed !== null
  // A message of which nothing could be kept leads nowhere else.
  const nothing = unplaced.length > 0 && given.found.length + given.cleared.length + given.skipped.length === 0
  const onPage = fieldsOnPage(form, topic.page, draft.answers).filter(field => judged.missing.includes(field.id) && !draft.skipped.includes(field.id))
  if (given.unclear.length > 0 || given.refused.length > 0 || nothing || (onPage.length > 0 && !reviewed)) {
    if (onPage.length > 0) lines.push(filing.stillMissing[locale]({ fields: onPage.map(field => field.label[locale]) }))
    return turn.tell(lines.join('\n'))
  }
  const next = reviewed ? undefined : nextPage(form, draft.answers, draft.skipped)
  if (next) return showPage(turn, obligation, next.number, lines)
  if (lines.length > 0) turn.tell(lines.join('\n'))
  return showReview(turn, obligation)
}

function inFormOrder<Of extends { field: string }>(form: Form, found: readonly Of[]): Of[] {
  const order = new Map(fieldsOf(form).map((field, at) => [field.id, at]))
  return found.toSorted((a, b) => (order.get(a.field) ?? 0) - (order.get(b.field) ?? 0))
}

/** Long prose is shown by its beginning when it is only confirmed, and without the full stop that the sentence around it has. */
function brief(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77).trimEnd()}…` : text.replace(/(?<!\.)\.$/, '')
}

/** A page's card was sent: its inputs, read and checked, are saved like a message, whichever of its buttons was pressed. */
export async function savePage(turn: Turn, obligation: Obligation, page: number, inputs: Record<string, unknown>, then?: AfterSaving, shown?: Readonly<Record<string, string>>): Promise<void> {
  if (!turn.may('edit-draft', obligation)) return refuse(turn, 'edit-draft', obligation)
  const known = await formOf(turn, obligation)
  if (!known) return
  const draft = await readDraft(turn.work, obligation, known.form)
  const read = readCardInputs(known.form, inputs)
  const { topic } = turn.focus
  turn.focus.topic = {
    kind: 'filing', obligation: obligation.id, page, last: topic.kind === 'filing' ? topic.last : [], reviewed: null,
  }
  turn.trace.intent = 'file-report'
  // An input left as it was shown is no answer: what was typed since stays. A blank one clears what the card showed there.
  const mark = (value: Answer | undefined) => (value === undefined ? undefined : markOf(value))
  const given = [...Object.entries(read.answers), ...read.blank.map((field): [string, undefined] => [field, undefined])]
    .map(([field, value]) => ({ field, value }))
    .filter(({ field, value }) => mark(draft.answers[field]) !== mark(value) && (!shown || shown[field] !== mark(value)))
  const overtaken = given.filter(({ field }) => shown && draft.savedBy !== turn.person.id && mark(draft.answers[field]) !== shown[field])
  const taken = given.filter(one => !overtaken.includes(one))
  const found = taken.flatMap(({ field, value }) => (value === undefined ? [] : [{ field, value }]))
  return saveAndGoOn(turn, obligation, {
    answers: Object.fromEntries(found.map(({ field, value }) => [field, value])), found, skipped: [],
    cleared: taken.filter(one => one.value === undefined).map(one => one.field), unclear: [], refused: read.problems, overtaken,
  }, then)
}

/** "Giữ nguyên": last period's facts go into the items of this page still empty. */
export async function keepLast(turn: Turn, obligation: Obligation): Promise<void> {
  if (!turn.may('edit-draft', obligation)) return refuse(turn, 'edit-draft', obligation)
  const known = await formOf(turn, obligation)
  if (!known) return
  const { form, campaign } = known
  const draft = await readDraft(turn.work, obligation, form)
  const context = await formContext(turn.work, obligation, campaign, form)
  const { topic } = turn.focus
  const page = topic.kind === 'filing' && topic.obligation === obligation.id ? topic.page : nextPage(form, draft.answers, draft.skipped)?.number ?? 1
  const facts = carriedFacts(form, page, draft.answers, context.previous)
  if (facts.length === 0) return turn.say(filing.nothingToKeep, undefined)
  turn.focus.topic = { kind: 'filing', obligation: obligation.id, page, last: [], reviewed: null }
  const found = facts.map(({ field, value }) => ({ field: field.id, value }))
  return saveAndGoOn(turn, obligation, { answers: Object.fromEntries(found.map(one => [one.field, one.value])), found, skipped: [], cleared: [], unclear: [], refused: [] })
}
