import { formContext } from '#app/formContext.ts'
import { readDraft, saveDraft } from '#app/saveDraft.ts'
import { beside, fingerprint, type Beside } from '#domain/form/fromDocument/beside.ts'
import { isOtherPeriod, type DocumentHead } from '#domain/form/fromDocument/head.ts'
import { readReport } from '#domain/form/fromDocument/readReport.ts'
import type { ReportRead } from '#domain/form/fromDocument/reading.ts'
import type { Answer, Answers, Field, Form } from '#domain/form/form.ts'
import { judge } from '#domain/form/judge.ts'
import { nextPage } from '#domain/form/pages.ts'
import { fieldOf, fieldsOf } from '#domain/form/parseForm.ts'
import type { Campaign } from '#domain/campaign.ts'
import type { Obligation } from '#domain/obligation.ts'
import { isEditable, standing } from '#domain/standing.ts'
import { fold } from '#domain/text/fold.ts'
import { inputOf, wordCard, wordText } from '../cards/wordCard.ts'
import { filing } from '../phrases/filing.ts'
import { PHASES } from '../phrases/reports.ts'
import { sayPeriod, word } from '../phrases/word.ts'
import { refuse } from '../refuse.ts'
import { formOf, unitName, type Turn } from '../turn.ts'
import { showPage } from './askPage.ts'
import { showReview } from './review.ts'

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** A file in its holding place: its SHA-256, and the name it was sent under. */
export interface HeldFile {
  file: string
  name: string
}

/** What a press on the card brings back: the file, the draft it was set beside, and which reading was shown when. */
export interface ShownReading extends HeldFile {
  edition: number
  shown: string
  at: number
}

interface Prepared {
  form: Form
  campaign: Campaign
  draftEdition: number
  answers: Answers
  read: ReportRead
  set: Beside
  bytes: number
}

/** Reads a held file for a report and shows everything it says with its place; nothing is saved. */
export async function offerWord(turn: Turn, obligation: Obligation, held: HeldFile, said: string[] = []): Promise<void> {
  const prepared = await prepare(turn, obligation, held, turn.at)
  if (!prepared) return
  const { locale } = turn
  const { form, campaign, answers, read, set } = prepared
  if (read.found.length === 0 && read.doubts.length === 0) {
    await turn.documents?.files.release(held.file)
    return turn.say(word.nothing, { name: held.name })
  }
  turn.trace.intent = 'file-report'
  turn.focus.topic = { kind: 'filing', obligation: obligation.id, page: nextPage(form, answers)?.number ?? 1, last: [], reviewed: null }
  const attachment = attachmentFor(form, answers, held)
  if (set.fresh.length === 0 && set.questions.length === 0 && attachment?.there) {
    turn.say(word.nothingNew, { name: held.name })
    return goOn(turn, obligation, form, answers)
  }
  const merged = { ...answers, ...Object.fromEntries(set.fresh.map(one => [one.field, one.value])) }
  const context = await formContext(turn.work, obligation, campaign, form)
  const judged = judge(form, merged, context)
  const missing = judged.missing.filter(id => !set.questions.some(question => question.field === id))
  const warnings = [...headWarnings(turn, read.head, obligation, campaign), ...judged.problems.map(problem => problem.message[locale])]
  const notes = [
    ...(missing.length > 0 ? [word.missing[locale]({ fields: missing.map(id => fieldOf(form, id)?.label[locale] ?? id).join('; ') })] : []),
    ...(set.same.length > 0 ? [word.alreadyThere[locale]({ count: set.same.length })] : []),
    ...(attachment && !attachment.there ? [word.attached[locale]({ name: held.name, instead: attachment.instead })] : []),
  ]
  const press: ShownReading & { obligation: string } = { ...held, obligation: obligation.id, edition: prepared.draftEdition, shown: fingerprint(read), at: turn.at }
  const [take, drop] = [{ act: 'word-take', ...press }, { act: 'word-drop', file: held.file }]
  turn.focus.choosing = { said: '', options: [{ title: word.take[locale](), press: take }, { title: word.drop[locale](), press: drop }] }
  const lines = [...said, word.read[locale]({
    name: held.name, title: campaign.title[locale], unit: unitName(turn, obligation.unit), count: set.fresh.length, ask: set.questions.length, missing: missing.length,
  })]
  turn.tell(lines.join('\n'), {
    card: wordCard(form, set, locale, { name: held.name, warnings, notes, take, drop }),
    fallback: [...lines, wordText(form, set, locale, { warnings, notes })].join('\n'),
  })
}

/** The person takes what was shown, with what they chose: saved in one go, and the file is kept as the report's attachment. */
export async function takeWord(turn: Turn, obligation: Obligation, shown: ShownReading, inputs: Record<string, unknown>): Promise<void> {
  const prepared = await prepare(turn, obligation, shown, shown.at)
  if (!prepared) return
  const { form, read, set, draftEdition, answers } = prepared
  // What was shown is what is taken: another draft, or another reading, is shown anew.
  if (draftEdition !== shown.edition || fingerprint(read) !== shown.shown) return offerWord(turn, obligation, shown, draftEdition !== shown.edition && (set.fresh.length > 0 || set.questions.length > 0) ? [word.changedSince[turn.locale]()] : [])
  const taken: Record<string, Answer> = Object.fromEntries(set.fresh.map(one => [one.field, one.value]))
  let left = 0
  for (const question of set.questions) {
    const said = inputs[inputOf(question.field)]
    const option = typeof said === 'string' && /^\d$/.test(said) ? question.options[Number(said)] : undefined
    if (option) taken[question.field] = option.value
    else if (question.draft === undefined) left++
  }
  const count = Object.keys(taken).length
  const attachment = attachmentFor(form, answers, shown)
  if (attachment && !attachment.there) {
    // Kept before a record names it: a crash in between leaves a file without a report, never a report without its file.
    if (!(await turn.documents?.files.keep(shown.file))) return turn.say(word.gone, undefined)
    taken[attachment.field.id] = { file: shown.file, name: shown.name, bytes: prepared.bytes, sha256: shown.file }
  }
  const saved = await saveDraft(turn.work, obligation, form, { answers: taken })
  if (!saved.ok) return turn.say(filing.notEditable, { phase: PHASES[saved.phase][turn.locale] })
  turn.trace.intent = 'file-report'
  turn.focus.topic = { kind: 'filing', obligation: obligation.id, page: 1, last: [], reviewed: null }
  turn.say(word.taken, { count, left })
  return goOn(turn, obligation, form, saved.draft.answers, saved.draft.skipped)
}

/** The person wants nothing of the file: it is let go of at once. */
export async function dropWord(turn: Turn, { file }: Pick<HeldFile, 'file'>): Promise<void> {
  await turn.documents?.files.release(file)
  turn.say(word.dropped, undefined)
}

/** What is missing is asked; when nothing is, the review is shown. */
async function goOn(turn: Turn, obligation: Obligation, form: Form, answers: Answers, skipped: readonly string[] = []): Promise<void> {
  const next = nextPage(form, answers, skipped)
  return next ? showPage(turn, obligation, next.number) : showReview(turn, obligation)
}

/** Reads the held file again, and the draft as it is now; says why not when that is no longer possible. */
async function prepare(turn: Turn, obligation: Obligation, { file }: HeldFile, at: number): Promise<Prepared | undefined> {
  if (!turn.may('edit-draft', obligation)) return void refuse(turn, 'edit-draft', obligation)
  const known = await formOf(turn, obligation)
  const now = standing(obligation, turn.at)
  if (!known) return void turn.say(word.notFound, undefined)
  if (!isEditable(now)) return void turn.say(filing.notEditable, { phase: PHASES[now.phase][turn.locale] })
  const bytes = await turn.documents?.files.read(file, turn.work.now)
  const document = bytes && (await turn.documents?.read(bytes))
  if (!document?.ok) return void turn.say(word.gone, undefined)
  const { form, campaign } = known
  const draft = await readDraft(turn.work, obligation, form)
  const read = readReport(form, document.document, { window: campaign.window, at }, await turn.documents!.statements())
  return { form, campaign, draftEdition: draft.edition, answers: draft.answers, read, set: beside(read, draft.answers), bytes: bytes!.byteLength }
}

/** The field a Word file is attached in: one that takes such files and is empty or holds one already. */
function attachmentFor(form: Form, answers: Answers, { file }: HeldFile): { field: Field; there: boolean; instead?: string } | undefined {
  const fields = fieldsOf(form).filter(field => field.kind === 'attachment' && field.accepts.includes(DOCX))
  const held = (field: Field): { file: string; name: string } | undefined => {
    const value = answers[field.id]
    return typeof value === 'object' && !Array.isArray(value) ? value : undefined
  }
  const same = fields.find(field => held(field)?.file === file)
  if (same) return { field: same, there: true }
  const field = fields.find(each => !held(each)) ?? fields[0]
  if (!field) return undefined
  const before = held(field)
  return { field, there: false, ...(before ? { instead: before.name } : {}) }
}

/** What the head of the file says otherwise than the report: another period, another unit. */
function headWarnings(turn: Turn, head: DocumentHead, obligation: Obligation, campaign: Campaign): string[] {
  const { locale } = turn
  const out: string[] = []
  if (head.period && isOtherPeriod(head.period, campaign.window)) out.push(word.otherPeriod[locale]({ said: sayPeriod(head.period, locale), title: campaign.title[locale] }))
  const said = ` ${fold(head.lines.join(' ')).replace(/\bvksnd\b/g, 'vien kiem sat nhan dan').replace(/[^a-z0-9]+/g, ' ')} `
  const isNamed = (name: string): boolean => said.includes(` ${fold(name).replace(/\bvksnd\b/g, 'vien kiem sat nhan dan').replace(/[^a-z0-9]+/g, ' ').trim()} `)
  const own = new Set([obligation.unit, ...turn.directory.predecessors(obligation.unit).map(unit => unit.id)])
  const above = new Set([obligation.receiver, ...turn.directory.ancestors(obligation.unit).map(unit => unit.id)])
  const named = turn.directory.units().filter(unit => isNamed(unit.name))
  if (named.some(unit => own.has(unit.id))) return out
  const other = named.filter(unit => !above.has(unit.id)).toSorted((a, b) => b.name.length - a.name.length)[0]
  if (other) out.push(word.otherUnit[locale]({ said: other.name, unit: unitName(turn, obligation.unit) }))
  return out
}
