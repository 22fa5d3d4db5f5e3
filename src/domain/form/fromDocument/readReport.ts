import { fieldsOf } from '../parseForm.ts'
import { countIn, fromCells } from './cells.ts'
import { conditions } from './conditions.ts'
import { consistent } from './consistent.ts'
import { figuresIn } from './figures.ts'
import { headOf } from './head.ts'
import { learntOf } from './learnt.ts'
import { notesOf, restsOf } from './notes.ts'
import { outline } from './outline.ts'
import { passagesOf } from './passages.ts'
import { fromProse } from './prose.ts'
import { partialSums, settle } from './settle.ts'
import { bySubject } from './subjects.ts'
import { entriesOf } from './tableRows.ts'
import type { Form } from '../form.ts'
import type { WordDocument } from './document.ts'
import type { Candidate, Doubt, Reading, ReportRead } from './reading.ts'
import type { Statement } from './statement.ts'
import type { When } from './statements.ts'

const NONE: readonly Statement[] = []

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
      candidates.push(...fromCells(form, part, entries, when, learnt))
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
    const settled = settle(field, candidates.filter(each => each.field === field.id && !sums.has(each)))
    if (settled?.taken) {
      found.push(settled.taken)
      chances.set(field.id, settled.score)
    }
    if (settled?.doubt) doubts.push(settled.doubt)
  }
  const weighed = consistent(form, found, doubts, chances, when)
  return { ...conditions(form, weighed.found, weighed.doubts), head: headOf(document) }
}
