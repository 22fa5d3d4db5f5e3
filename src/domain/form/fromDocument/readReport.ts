import { tidyLines } from '#domain/text/fold.ts'
import { applies } from '../pages.ts'
import { fieldOf, fieldsOf } from '../parseForm.ts'
import { wrongAnswer } from '../wrongAnswer.ts'
import { headOf, type DocumentHead } from './head.ts'
import { headingTarget } from './headingTarget.ts'
import { outline, type Part } from './outline.ts'
import { notesOf, restsOf } from './notes.ts'
import { passagesOf } from './passages.ts'
import { answersIn } from './answers.ts'
import { aboveOf } from './context.ts'
import { choicesIn } from './choices.ts'
import { consistent } from './consistent.ts'
import { daysIn } from './days.ts'
import { figuresIn } from './figures.ts'
import { learntOf, type Learnt } from './learnt.ts'
import { bySubject } from './subjects.ts'
import { sentencesOf, type Sentence } from './sentences.ts'
import { choicesFor, dateFor, numbersFor, readYesNo, shortTextFor, yesNoFor, type When } from './statements.ts'
import { entriesOf, type TableEntry } from './tableRows.ts'
import { keysOf, labelFit, waysOf } from './ways.ts'
import type { Statement } from './statement.ts'
import type { Place, WordDocument } from './document.ts'
import type { Answer, Answers, Field, Form } from '../form.ts'

/** A value a document gives to a field, with its place and the words it was read from. */
export interface Reading {
  field: string
  value: Answer
  said: string
  place: Place
}

/** Why a field is asked about instead of taken: two values, a weak reading, an estimate, or a total that its parts do not make, a text of which only the beginning fits. */
export type DoubtWhy = 'twice' | 'unsure' | 'about' | 'sum' | 'too-long'

/** A field for which something was read that is asked about before it is taken. */
export interface Doubt {
  field: string
  why: DoubtWhy
  /** The readings, the likeliest first. */
  options: Reading[]
}

/** What a document says to a form. Nothing in it is saved by itself. */
export interface ReportRead {
  found: Reading[]
  doubts: Doubt[]
  head: DocumentHead
}

/** A reading with how well it fits its field, before all of them are settled. */
export interface Candidate extends Reading {
  score: number
  why?: 'about' | 'sum' | 'too-long'
}

const NONE: readonly Statement[] = []

/** Below this a reading is not even offered; from {@link SURE} on it is taken. */
const OFFERED = 0.3
const SURE = 0.6
/** Chances that were learnt are sure earlier, where nothing else comes near; and from {@link CERTAIN} on what comes near does less. */
const LIKELY = 0.5
const CERTAIN = 0.85

const isLearnt = (field: Field): boolean => field.kind === 'count' || field.kind === 'yes-no-none'

/**
 * Reads a report out of a document: passages by their headings, figures by labels in tables and in prose, dates, yes and no, choices.
 * Pure and total. What is contradicted within the document or weakly read is in `doubts`, never in `found`.
 */
export function readReport(form: Form, document: WordDocument, when: When, statements: readonly Statement[] = NONE): ReportRead {
  const learnt = learntOf(form, statements)
  const outlined = outline(form, document)
  const subjects = bySubject(form, outlined, learnt)
  const { parts } = subjects
  const candidates: Candidate[] = []
  const figures = figuresIn(form, learnt, when)
  for (const part of outlined) if (part.kind === 'text' && !part.target?.aside) figures.prose(part, from => subjects.at(part, from))
  for (const part of parts) {
    if (part.target?.aside) continue
    if (part.kind === 'table') {
      figures.next()
      const entries = entriesOf(part.table, when.window)
      for (const entry of entries) figures.cell(part, entry, countIn(entry.value))
      candidates.push(...fromTable(form, part, entries, when, learnt))
    } else candidates.push(...fromProse(form, part, when, learnt))
  }
  candidates.push(...figures.settled())
  candidates.push(...passagesOf(form, subjects.pieces))
  candidates.push(...notesOf(form, parts, candidates), ...restsOf(form, parts, candidates))
  const sums = partialSums(form, candidates)
  const found: Reading[] = []
  const doubts: Doubt[] = []
  const chances = new Map<string, number>()
  for (const field of fieldsOf(form)) {
    const settled = settle(field, together(field, candidates.filter(each => each.field === field.id && !sums.has(each))))
    if (settled?.taken) {
      found.push(settled.taken)
      chances.set(field.id, settled.score)
    }
    if (settled?.doubt) doubts.push(settled.doubt)
  }
  const weighed = consistent(form, found, doubts, chances, when)
  return { ...conditions(form, weighed.found, weighed.doubts), head: headOf(document) }
}

const bare = ({ field, value, said, place }: Candidate): Reading => ({ field, value, said, place })

/** What one field is given by all that was read for it. */
function settle(field: Field, all: Candidate[]): { taken?: Reading; doubt?: Doubt; score: number } | undefined {
  const usable = all.filter(each => each.score >= OFFERED && wrongAnswer(field, each.value) === undefined).toSorted((a, b) => b.score - a.score)
  const best = usable[0]
  if (!best) return undefined
  const same = (a: Answer, b: Answer): boolean => JSON.stringify(a) === JSON.stringify(b)
  const others = usable.filter(each => !same(each.value, best.value))
  const agreeing = usable.filter(each => same(each.value, best.value))
  // A figure that text and table tell differently is asked, however much better one of them names it.
  // Choices named in several sentences add up; the fullest list holds the others.
  const close = isLearnt(field) ? (best.score >= CERTAIN ? 0.8 : 0.45) : 0.8
  const rivals = others.filter(each => (each.score > Math.max(OFFERED * 0.8, best.score * close) || (field.kind === 'count' && each.score >= 0.7 && each.place.kind !== best.place.kind)) && !holds(best.value, each.value))
  const distinct = rivals.filter((each, at) => rivals.findIndex(other => same(other.value, each.value)) === at).slice(0, 3)
  if (distinct.length > 0) return { doubt: { field: field.id, why: 'twice', options: [best, ...distinct].map(bare) }, score: best.score }
  if (best.why) return { doubt: { field: field.id, why: best.why, options: [bare(best)] }, score: best.score }
  const sure = best.score >= (isLearnt(field) ? LIKELY : SURE) || (agreeing.length > 1 && best.score >= SURE - 0.1)
  return { ...(sure ? { taken: bare(best) } : { doubt: { field: field.id, why: 'unsure', options: [bare(best)] } }), score: best.score }
}

/** Choices named one after another in a paragraph are one list. */
function together(field: Field, all: Candidate[]): Candidate[] {
  // Parts of one note in one place ("Giấy khen: 17; Bằng khen: 02") are that note.
  if (field.kind === 'text' && !field.long && !field.required && field.when === undefined) {
    return [...Map.groupBy(all, each => JSON.stringify([each.place, Math.round(each.score * 20)])).values()].map(group => {
      const value = [...new Set(group.map(each => String(each.value)))].join('; ')
      return group.length > 1 && value.length <= field.max ? { ...group[0]!, value, said: value } : group[0]!
    })
  }
  if (field.kind !== 'choice' || !field.many) return all
  return [...Map.groupBy(all.filter(each => each.score >= Math.max(0.48, Math.max(...all.map(one => one.score)) - 0.42)), each => JSON.stringify(each.place)).values()].map(group => {
    const best = group.toSorted((a, b) => b.score - a.score)[0]!
    const named = new Set(group.flatMap(each => each.value as string[]))
    return { ...best, value: field.choices.map(choice => choice.id).filter(id => named.has(id)), said: group.map(each => each.said).join('; ') }
  })
}

function holds(whole: Answer, part: Answer): boolean {
  return Array.isArray(whole) && Array.isArray(part) && part.every(each => whole.includes(each))
}

function fromProse(form: Form, part: Part & { kind: 'text' }, when: When, learnt: Learnt): Candidate[] {
  const out: Candidate[] = [...answersIn(form, part, learnt), ...daysIn(form, part, learnt, when), ...choicesIn(form, part, learnt)]
  const sections = new Set(part.target?.sections)
  const scoped = (field: string): boolean => sections.size === 0 || form.sections.some(section => sections.has(section.id) && section.fields.some(each => each.id === field))
  // In the author's own assessment figures and names are examples; only what is named in full counts there.
  const damp = part.target?.field !== undefined || part.target?.fields !== undefined ? 0.75 : sections.size === 0 ? 0.85 : 1
  // Under another heading a weak reading is not worth a question.
  const isOffered = (field: string, score: number): boolean => scoped(field) || score >= OFFERED + 0.06
  for (const sentence of sentencesOf(part.text, when.window)) {
    for (const field of fieldsOf(form)) {
      if (field.kind === 'choice' || (field.kind === 'yes-no-none' && learnt.knows(field.id))) continue
      const scope = scoped(field.id)
      const far = (scope ? 1 : field.kind === 'yes-no-none' ? 0.5 : 0.6) * damp
      for (const statement of statementsOf(form, sentence, field, when, scope)) if (isOffered(field.id, statement.score * far)) out.push({ ...statement, place: part.place, score: statement.score * far })
    }
  }
  // A list of choices goes on past its semicolons.
  for (const sentence of sentencesOf(part.text.replace(/;/g, ','))) for (const field of fieldsOf(form)) {
    const chosen = field.kind === 'choice' ? choicesFor(form, sentence, field) : undefined
    if (chosen && (scoped(field.id) || chosen.score > 0.85)) out.push({ ...chosen, place: part.place, score: chosen.score * (scoped(field.id) ? 1 : 0.6) * damp })
  }
  return out
}

function statementsOf(form: Form, sentence: Sentence, field: Field, when: When, scope: boolean) {
  switch (field.kind) {
    case 'yes-no-none': return [yesNoFor(form, sentence, field)].filter(each => each !== undefined)
    case 'date': return [dateFor(form, sentence, field, when, numberBefore(form, field))].filter(each => each !== undefined)
    case 'text': return field.long ? [] : field.pattern !== undefined ? (scope ? numbersFor(sentence, field) : []) : [shortTextFor(form, sentence, field, scope)].filter(each => each !== undefined)
    default: return []
  }
}

/** The pattern of the document number that a date's section asks beside it: "Kế hoạch số 12/KH-VKS ngày 05/02/2026". */
function numberBefore(form: Form, date: Field): RegExp | undefined {
  const section = form.sections.find(each => each.fields.includes(date))
  const number = section?.fields.find(field => field.kind === 'text' && field.pattern !== undefined)
  const next = number && section!.fields.indexOf(number) + 1 === section!.fields.indexOf(date)
  return next && number.kind === 'text' && number.pattern !== undefined ? new RegExp(number.pattern, 'u') : undefined
}

function fromTable(form: Form, part: Part & { kind: 'table' }, entries: readonly TableEntry[], when: When, learnt: Learnt): Candidate[] {
  const ways = waysOf(form)
  const out: Candidate[] = []
  for (const entry of entries) {
    const named = entry.context.map(text => headingTarget(form, text, part.target)).findLast(each => each !== undefined)
    const over = named && (named.sure || !part.target?.sure) ? named : part.target
    const sections = new Set(over?.sections)
    const place: Place = { kind: 'table', table: part.number, row: entry.row }
    // What is remarked beside a figure may give others of its section.
    if (entry.note !== undefined && entry.note.length > 5) out.push(...fromProse(form, { kind: 'text', text: entry.note, under: 0, place, target: over, path: part.path }, when, learnt).map(each => ({ ...each, score: each.score * 0.9 })))
    const passage = entry.value.length > 20 ? headingTarget(form, entry.label, over) : undefined
    if (passage?.field !== undefined && passage.sure && fieldOf(form, passage.field)?.kind === 'text') {
      out.push({ field: passage.field, value: tidyLines(entry.value), said: `${entry.label}: ${entry.value}`, place, score: 0.9 })
      continue
    }
    const label = keysOf(entry.label)
    const wide = [...entry.context.slice(-1).flatMap(keysOf), ...label]
    const chances = learnt.ofLabel(entry.label, aboveOf([...part.path.slice(1), ...entry.context], over?.sections ?? []))
    const fits = fieldsOf(form).filter(field => field.kind !== 'count').map(field => {
      const scope = sections.size === 0 || form.sections.some(section => sections.has(section.id) && section.fields.includes(field))
      const around = labelFit(ways, field.id, wide)
      // "Đã giải quyết" is two figures' name; what stands over it says whose.
      const fit = Math.max(Math.max(labelFit(ways, field.id, label), around * 0.97) * (0.9 + 0.1 * around), chances.get(field.id) ?? 0)
      return { field, fit: fit * (scope ? 1 : fit > 0.9 || over?.sure === false ? 0.85 : 0.62) }
    }).filter(({ field, fit }) => fit > 0.3 && valueFor(form, field, entry, when) !== undefined).toSorted((a, b) => b.fit - a.fit)
    const [first, second] = fits
    if (!first) {
      // A cell of prose is read like any other.
      if (entry.value.length > 60) out.push(...fromProse(form, { kind: 'text', text: `${entry.label}: ${entry.value}`, under: 0, place, target: over, path: part.path }, when, learnt))
      continue
    }
    const close = second !== undefined && second.fit > first.fit * 0.93
    for (const { field, fit } of close ? [first, second] : [first]) {
      const value = valueFor(form, field, entry, when)!
      out.push({ field: field.id, value, said: `${entry.label}: ${entry.value}`, place, score: Math.min(1, fit * 1.05) * (close ? 0.62 : 1), ...(entry.total?.sum !== undefined && typeof value === 'number' && entry.total.sum !== value ? { why: 'sum' as const } : {}) })
    }
    // "Có. Quyết định số 05/QĐ-VKS, bổ sung 01 thành viên": the yes, and what is asked after it.
    const more = first.field.kind === 'yes-no-none' ? /^(?:có|đã[^.;:]{0,60})\s*[.;:,]\s*(.{30,})$/isu.exec(entry.value)?.[1] : undefined
    const after = more && fieldsOf(form).find(field => field.kind === 'text' && field.when?.field === first.field.id)
    if (after) out.push({ field: after.id, value: tidyLines(more), said: entry.value, place, score: 0.66 })
    // "Số, ngày văn bản" asks two things in one cell.
    const both = (first.field.kind === 'date' || (first.field.kind === 'text' && first.field.pattern !== undefined)) && entry.value.length > 10
    if (both || (entry.value.length > 80 && first.field.kind !== 'text')) out.push(...fromProse(form, { kind: 'text', text: both ? `${entry.label}: ${entry.value}` : entry.value, under: 0, place, target: over, path: part.path }, when, learnt))
  }
  return out
}

/** The figure of a cell that holds no more than one, or says that there is none. */
function countIn(text: string): number | undefined {
  const said = text.trim()
  if (/^(?:-|–|—|(?:không|khong|ko|chưa)(?:\s+(?:có|co|còn|tổ chức|phát sinh|phát hiện|tiến hành|thực hiện|xảy ra))?)[.\s]*(?:\(.*\))?[.\s]*$/isu.test(said)) return 0
  const plain = /^(?:khoảng )?(\d{1,3}(?:[. ]\d{3})+|\d{1,7})(?!\s*%|[\d.,/])(?:\s+[\p{L} ]{1,30})?(?:\s*\(.*\))?[.\s]*$/u.exec(said)
  return plain && !said.startsWith('khoảng') ? Number(plain[1]!.replace(/[. ]/g, '')) : undefined
}

/** A cell's text as the answer of a field; undefined when it can't be one. */
function valueFor(form: Form, field: Field, entry: TableEntry, when: When): Answer | undefined {
  const said = entry.value.trim()
  const [sentence] = sentencesOf(said)
  switch (field.kind) {
    case 'count': return countIn(said)
    case 'yes-no-none': return readYesNo(field, said)
    case 'date': return sentence && (dateFor(form, { ...sentence, text: sentence.text }, field, when)?.value ?? anyDay(form, said, field, when))
    case 'choice': {
      const [all] = sentencesOf(said.replace(/[;\n.]+/g, ', '))
      return all && choicesFor(form, all, field)?.value
    }
    case 'text': {
      if (field.pattern !== undefined) return new RegExp(field.pattern, 'u').exec(said)?.[0]
      const quoted = field.required && !field.long ? /[“"«]([^“”"«»]{10,})[”"»]/u.exec(said)?.[1] : undefined
      if (quoted !== undefined) return tidyLines(quoted)
      return said.length >= 3 && !/^\d+$/.test(said) ? tidyLines(said).replace(field.long ? /$^/ : /^[“"«]|[”"»]$/gu, '') : undefined
    }
    default: return undefined
  }
}

function anyDay(form: Form, said: string, field: Field & { kind: 'date' }, when: When): Answer | undefined {
  const [sentence] = sentencesOf(`${field.label.vi} ngày ${said}`)
  return sentence && dateFor(form, sentence, field, when)?.value
}

/** Totals that only add up their own parts ("Tổng số công chức, viên chức: 52, trong đó công chức 45 …") are nobody's own figure. */
function partialSums(form: Form, candidates: Candidate[]): Set<Candidate> {
  const out = new Set<Candidate>()
  for (const one of candidates) {
    const field = fieldOf(form, one.field)
    if (field?.kind !== 'count' || typeof one.value !== 'number' || one.value === 0) continue
    const beside = candidates.filter(other => other !== one && other.field !== one.field && other.score >= SURE && JSON.stringify(other.place) === JSON.stringify(one.place) && typeof other.value === 'number')
    const own = candidates.find(other => other !== one && other.field === one.field && JSON.stringify(other.place) === JSON.stringify(one.place) && other.value !== one.value)
    const parts = [...beside, ...(own ? [own] : [])]
    if (own && /(?:tổng|cộng|toàn)/iu.test(one.said) && parts.reduce((sum, each) => sum + (each.value as number), 0) === one.value) out.add(one)
  }
  return out
}

/** A field that hangs on another answers it ("the date of the conference says that it was held"), or is dropped when the answer is no. */
function conditions(form: Form, found: Reading[], doubts: Doubt[]): { found: Reading[]; doubts: Doubt[] } {
  const answers: Answers = Object.fromEntries(found.map(one => [one.field, one.value]))
  for (const field of fieldsOf(form)) {
    if (!field.when || answers[field.id] === undefined || field.when.is.length !== 1) continue
    const parent = fieldOf(form, field.when.field)
    if (!parent || parent.kind !== 'yes-no-none' || answers[parent.id] === field.when.is[0]) continue
    const child = found.find(one => one.field === field.id)!
    const says: Reading = { field: parent.id, value: field.when.is[0]!, said: child.said, place: child.place }
    const denied = found.find(one => one.field === parent.id)
    if (denied) {
      // "Không tổ chức" here and the day it was held there: a person says which.
      found = found.filter(one => one !== denied)
      doubts = [...doubts, { field: parent.id, why: 'twice', options: [denied, says] }]
      delete answers[parent.id]
      continue
    }
    const open = doubts.find(one => one.field === parent.id)
    // A weak "không" against a date of the conference is a contradiction to ask about.
    if (open && open.options.some(option => option.value !== says.value)) continue
    if (open) doubts = doubts.filter(one => one !== open)
    found = [...found, says]
    answers[parent.id] = says.value
  }
  const kept = (id: string): boolean => {
    const field = fieldOf(form, id)!
    if (!field.when) return true
    const parent = answers[field.when.field]
    return parent === undefined ? doubts.some(one => one.field === field.when!.field) : applies(form, field, answers)
  }
  return { found: found.filter(one => kept(one.field)), doubts: doubts.filter(one => kept(one.field)) }
}
