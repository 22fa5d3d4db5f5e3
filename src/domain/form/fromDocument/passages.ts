import { fieldsOf } from '../parseForm.ts'
import { keysOf, waysOf, findWay, isEmpty } from './ways.ts'
import type { Part } from './outline.ts'
import type { Candidate } from './readReport.ts'
import type { Form, Section } from '../form.ts'

/** The long texts of a form: everything under the heading each has, in the document's own paragraphs. */
export function passagesOf(form: Form, parts: readonly Part[]): Candidate[] {
  const out: Candidate[] = []
  const texts = parts.filter(part => part.kind === 'text')
  for (const field of fieldsOf(form)) {
    if (field.kind !== 'text' || !field.long) continue
    const mine = texts.filter(part => part.target?.field === field.id)
    if (mine.length > 0) {
      const value = join(mine)
      if (value !== '') out.push({ field: field.id, ...fitting(value, field.max), place: mine[0]!.place, score: mine[0]!.target!.sure ? 0.95 : 0.7 })
      continue
    }
    // Under a heading over several passages, or over the whole section, each sentence says which it is.
    const section = form.sections.find(each => each.fields.includes(field))!
    const shared = texts.filter(part => part.target?.fields?.includes(field.id) || (part.target?.field === undefined && part.target?.sections.includes(section.id)))
    const named = shared.flatMap(part => sentencesNaming(form, section, field.id, part).map(text => ({ ...part, text })))
    if (named.length > 0) {
      const value = join(named)
      out.push({ field: field.id, ...fitting(value, field.max), place: named[0]!.place, score: 0.62 })
    } else if (shared.some(part => part.target?.fields?.includes(field.id))) {
      const over = shared.filter(part => part.target?.fields?.includes(field.id))
      const value = join(over)
      out.push({ field: field.id, ...fitting(value, field.max), place: over[0]!.place, score: 0.45 })
    }
  }
  return out
}

/** A text as far as its field holds it; what has to be cut is asked about. */
function fitting(value: string, max: number): Pick<Candidate, 'value' | 'said' | 'why'> {
  return value.length <= max ? { value, said: value } : { value: value.slice(0, max), said: value, why: 'too-long' }
}

function join(parts: readonly Part[]): string {
  return parts.map(part => (part.kind === 'text' ? part.text.replace(/^\s*[-–+*•●▪]\s*/u, parts.length > 1 ? '- ' : '') : '')).join('\n').trim()
}

/** The sentences of a paragraph that begin by naming one passage and no other of the section, with those that follow them. */
function sentencesNaming(form: Form, section: Section, field: string, part: Part & { kind: 'text' }): string[] {
  const rivals = section.fields.filter(each => each.kind === 'text' && each.long)
  let current: string | undefined
  const mine: string[] = []
  for (const sentence of part.text.split(/(?<=[.;!?])\s+(?=[-–+]?\s*\p{Lu})/u)) {
    const keys = keysOf(sentence.slice(0, 120))
    const fits = rivals.map(each => ({ id: each.id, weight: Math.max(0, ...waysOf(form).of(each.id).filter(way => !way.keys.every(isEmpty) && findWay(keys, way.keys, 0, Math.min(keys.length, way.keys.length + 8), 1) !== undefined).map(way => way.weight)) })).toSorted((a, b) => b.weight - a.weight)
    // Two passages named alike name neither.
    if (fits[0] && fits[0].weight > 0 && fits[0].weight > (fits[1]?.weight ?? 0)) current = fits[0].id
    if (current === field) mine.push(sentence)
  }
  return mine.length > 0 ? [mine.join(' ')] : []
}
