import { tidyLines } from '#domain/text/fold.ts'
import { fieldOf, fieldsOf } from '../parseForm.ts'
import { aboveOf } from './context.ts'
import { headingTarget } from './headingTarget.ts'
import { fromProse } from './prose.ts'
import { sentencesOf } from './sentences.ts'
import { choicesFor, dateFor, readYesNo, type When } from './statements.ts'
import { keysOf, labelFit, waysOf } from './ways.ts'
import type { Answer, Field, Form } from '../form.ts'
import type { Place } from './document.ts'
import type { Learnt } from './learnt.ts'
import type { Part } from './outline.ts'
import type { Candidate } from './reading.ts'
import type { TableEntry } from './tableRows.ts'

/** What a table's cells say to a form's fields, by their labels and by what stands over them; its figures left aside. */
export function fromCells(form: Form, part: Part & { kind: 'table' }, entries: readonly TableEntry[], when: When, learnt: Learnt): Candidate[] {
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
export function countIn(text: string): number | undefined {
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
