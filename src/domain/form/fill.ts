import { tidyLines } from '#domain/text/fold.ts'
import type { Day, Instant } from '#domain/time/instant.ts'
import { fillPiece } from './fill/piece.ts'
import { controlOf, splitQuestions } from './fill/aside.ts'
import { namesOf } from './fill/names.ts'
import { emptiedBy, repairOf } from './fill/repair.ts'
import { regionsOf, withoutNumbering } from './fill/regions.ts'
import { nearFields } from './fill/scope.ts'
import { stretches } from './fill/stretches.ts'
import { asTyped, tokenise } from './fill/tokens.ts'
import { uncountedIn } from './fill/uncounted.ts'
import { unplacedIn } from './fill/unplaced.ts'
import { applies, pageOf } from './pages.ts'
import { fieldOf } from './parseForm.ts'
import { wrongAnswer } from './wrongAnswer.ts'
import type { Scope } from './fill/scope.ts'
import type { Answer, Answers, Bilingual, Field, Form, Section } from './form.ts'

/** What a message is read against. */
export interface FillContext {
  answers: Answers
  /** The page asked in one message; its fields are meant first. */
  page?: number
  /** The one field asked, when a single question stands alone. */
  field?: string
  at: Instant
  /** The campaign's window: gives dates without a year theirs. */
  window: { from: Day; to: Day }
  /** Last period's answers: what "như cũ" means. */
  previous?: Answers
  /** What was saved last, newest last: what "ý tôi là 12" corrects. */
  last?: readonly { field: string; value: Answer }[]
}

/** An answer understood. `span` is the place in {@link Filled.text}. */
export interface Found {
  field: string
  value: Answer
  said: string
  span: [number, number]
  /** Likely, not certain: the reply must show it as assumed. */
  assumed?: true
  /** The different answer it would replace. */
  before?: Answer
}

/** Something that could be an answer but is not taken without asking. */
export interface Unclear {
  said: string
  span: [number, number]
  /**
   * which: several fields are named so; no-field: a value without a name; no-value: a name without a value; about: an estimate or a range;
   * percent: a share, not a count; words: words in between that were not understood; twice: two values for one field; other: goes against an answer given.
   */
  why: 'which' | 'no-field' | 'no-value' | 'about' | 'percent' | 'words' | 'twice' | 'other'
  candidates: { field: string; value?: Answer }[]
}

/** A value with no field where it was said. It is told, since its writer believes it kept, but not asked about: the form goes on. */
export interface Unplaced {
  said: string
  span: [number, number]
  /** A document's number, a day, a link, a sum of money, or a figure that goes further into another one ("30 công chức, trong đó 12 nữ"). */
  is: 'document' | 'date' | 'link' | 'sum' | 'figure'
  /** Open fields that would take it. */
  fields: string[]
}

/** A value that cannot be an answer (negative, fractional, giant, no such day, too long), with the reason in words. */
export interface Refused {
  field: string
  said: string
  span: [number, number]
  problem: Bilingual
}

/** How a message was understood. Nothing in it is saved by itself. */
export interface Filled {
  /** The message, tidied: spans count in it. */
  text: string
  found: Found[]
  /** Answers that correct earlier ones ("ý tôi là 12 chứ không phải 21"). */
  repairs: Found[]
  unclear: Unclear[]
  refused: Refused[]
  unplaced: Unplaced[]
  /** Fields to leave for later ("bỏ qua"). */
  skips: string[]
  /** Fields to empty ("để trống"). */
  blanks: string[]
  /** Pieces nothing was made of: a question in the middle, a greeting. */
  rest: string[]
}

/** The longest message read for figures; a longer one is only ever the text of the field asked. */
const LONGEST = 10_000

/**
 * Reads answers out of a message: several in any order, with or without diacritics, labelled texts, repairs, skips.
 * Pure and total. Whatever could be read two ways is reported in `unclear`, never taken.
 */
export function fill(form: Form, message: string, context: FillContext): Filled {
  const text = tidyLines(message)
  const filled: Filled = { text, found: [], repairs: [], unclear: [], refused: [], unplaced: [], skips: [], blanks: [], rest: [] }
  if (text === '') return filled
  const asked = context.field === undefined ? undefined : fieldOf(form, context.field)
  if (text.length > LONGEST) {
    if (asked?.kind === 'text') filled.found.push({ field: asked.id, value: text, said: text, span: [0, text.length] })
    else filled.rest.push(text)
    return settle(form, filled, context)
  }
  const { body, questions } = splitQuestions(text)
  filled.rest.push(...questions)
  if (body.trim() === '' || controlOf(body) !== undefined) {
    if (body.trim() !== '') filled.rest.push(body.trim())
    return filled
  }
  const page = context.page ?? (asked ? pageOf(form, asked.id) : undefined)
  const names = namesOf(form)
  const scopeOf = (section?: Section): Scope => ({ form, names, near: nearFields(form, { page, section }), whole: page === undefined && !section, answers: context.answers, ...(section ? { section } : {}) })
  const all = asTyped(tokenise(body))
  const tokens = withoutNumbering(all)
  const emptied = emptiedBy(scopeOf(), tokens, context)
  if (emptied) {
    filled.blanks.push(...emptied.map(field => field.id))
    return filled
  }
  const repair = repairOf(scopeOf(), tokens, body, context)
  if (repair?.done) {
    filled.repairs.push(...repair.found)
    filled.unclear.push(...repair.unclear)
    filled.refused.push(...repair.refused)
    return settle(form, filled, context)
  }
  const uncounted = uncountedIn(body, tokens)
  for (const region of regionsOf(form, repair?.tokens ?? all)) {
    const scope = scopeOf(region.section)
    // A section that is one text needs no label: "VI. Kiến nghị, đề xuất⏎- …".
    const own = repair ? undefined : region.section ? onlyText(region.section) : asked
    const piece = { ...context, page, uncounted, repairing: repair !== undefined }
    if (scope.section || page === undefined) fillPiece(filled, scope, region.tokens, body, { ...piece, asked: own })
    else
      for (const stretch of stretches(scope, region.tokens, body, own, page, context)) {
        if (stretch.page === page) fillPiece(filled, scope, stretch.tokens, body, { ...piece, asked: own })
        else fillPiece(filled, { ...scope, near: nearFields(form, stretch) }, stretch.tokens, body, { ...piece, page: stretch.page, asked: undefined })
      }
  }
  filled.unplaced.push(...unplacedIn(filled, form, uncounted, repair?.tokens ?? tokens, body, context))
  if (repair) {
    filled.repairs.push(...filled.found)
    filled.found = []
  }
  return settle(form, filled, context)
}

/** The one text a section consists of, apart from files. */
function onlyText(section: Section): Field | undefined {
  const fields = section.fields.filter(field => field.kind !== 'attachment')
  return fields.length === 1 && fields[0]!.kind === 'text' ? fields[0] : undefined
}

/** Takes out what contradicts itself or cannot be, adds what follows from an answer, and notes what an answer would replace. */
function settle(form: Form, filled: Filled, context: FillContext): Filled {
  for (const list of ['found', 'repairs'] as const) {
    const kept: Found[] = []
    for (const found of filled[list]) {
      const field = fieldOf(form, found.field)!
      const wrong = wrongAnswer(field, found.value)
      const same = kept.find(each => each.field === found.field)
      if (wrong) filled.refused.push({ field: found.field, said: found.said, span: found.span, problem: wrong })
      else if (same && equal(same.value, found.value)) continue
      else if (same) {
        kept.splice(kept.indexOf(same), 1)
        filled.unclear.push({ said: `${same.said} / ${found.said}`, span: found.span, why: 'twice', candidates: [same, found].map(({ value }) => ({ field: found.field, value })) })
      } else kept.push(found)
    }
    filled[list] = kept
  }
  const twice = new Set(filled.unclear.filter(each => each.why === 'twice').flatMap(each => each.candidates.map(candidate => candidate.field)))
  filled.found = filled.found.filter(found => !twice.has(found.field))
  const merged = (): Answers => Object.assign({ ...context.answers }, ...[...filled.found, ...filled.repairs].map(({ field, value }) => ({ [field]: value })))
  for (const list of ['found', 'repairs'] as const)
    for (const found of filled[list].slice()) {
      const field = fieldOf(form, found.field)!
      if (!field.when || applies(form, field, merged())) continue
      const parent = fieldOf(form, field.when.field)!
      const only = field.when.is.length === 1 ? field.when.is[0]! : undefined
      if (only !== undefined && !Object.hasOwn(merged(), parent.id) && applies(form, parent, merged()) && parent.kind === 'yes-no-none') {
        // A date of the conference says that it was held.
        filled[list].unshift({ field: parent.id, value: only, said: found.said, span: found.span, assumed: true })
      } else {
        filled[list] = filled[list].filter(each => each !== found)
        filled.unclear.push({ said: found.said, span: found.span, why: 'other', candidates: [...(only === undefined ? [] : [{ field: parent.id, value: only }]), { field: found.field, value: found.value }] })
      }
    }
  for (const found of [...filled.found, ...filled.repairs]) {
    const before = Object.hasOwn(context.answers, found.field) ? context.answers[found.field] : undefined
    if (before !== undefined && !equal(before, found.value)) found.before = before
  }
  // What was answered is not replaced by what is only likely, unless it was asked for or is being corrected.
  for (const found of filled.found.filter(each => each.assumed && each.before !== undefined && each.field !== context.field)) {
    filled.found = filled.found.filter(each => each !== found)
    filled.unclear.push({ said: found.said, span: found.span, why: 'other', candidates: [{ field: found.field, value: found.value }] })
  }
  const answered = new Set([...filled.found, ...filled.repairs].map(found => found.field))
  filled.skips = [...new Set(filled.skips)].filter(id => !answered.has(id))
  filled.blanks = [...new Set(filled.blanks)].filter(id => !answered.has(id))
  return filled
}

function equal(a: Answer, b: Answer): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
