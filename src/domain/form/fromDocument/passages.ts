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
    const section = form.sections.find(each => each.fields.includes(field))!
    const elsewhere = texts.filter(part => part.target?.field !== undefined && part.target.field !== field.id && section.fields.some(each => each.id === part.target!.field))
    const saying = (under: typeof texts) => under.flatMap(part => saidOf(form, section, field.id, part).map(text => ({ ...part, text })))
    const mine = saying(texts.filter(part => part.target?.field === field.id))
    const strayed = mine.length > 0 ? [] : saying(elsewhere)
    if (strayed.length > 0) {
      out.push({ field: field.id, ...fitting(join(strayed), field.max), place: strayed[0]!.place, score: 0.6 })
      continue
    }
    if (mine.length > 0) {
      const value = join(mine)
      if (value !== '') out.push({ field: field.id, ...fitting(value, field.max), place: mine[0]!.place, score: mine[0]!.target!.sure ? 0.95 : 0.7 })
      continue
    }
    // Under a heading over several passages, or over the whole section, each sentence says which it is.
    const shared = texts.filter(part => part.target?.fields?.includes(field.id) || (part.target?.field === undefined && part.target?.sections.includes(section.id)))
    const named = shared.flatMap(part => sentencesNaming(form, section, field.id, part).map(text => ({ ...part, text })))
    const inOrder = named.length > 0 ? undefined : inOrderOf(shared, field.id)
    if (inOrder) {
      out.push({ field: field.id, ...fitting(join([inOrder]), field.max), place: inOrder.place, score: 0.5 })
      continue
    }
    if (named.length > 0) {
      const value = join(named)
      out.push({ field: field.id, ...fitting(value, field.max), place: named[0]!.place, score: 0.62 })
    } else if (section.fields.filter(each => each.kind === 'text' && each.long).length > 2 && section.fields[0] === field && shared[0] && texts.some(part => part.target?.field !== undefined && section.fields.some(each => each.id === part.target!.field))) {
      // An assessment begins with what went well, named or not.
      const first = texts.findIndex(part => part.target?.field !== undefined && section.fields.some(each => each.id === part.target!.field))
      const before = shared.filter(part => texts.indexOf(part) < first && part.target?.field === undefined)
      if (before.length > 0) out.push({ field: field.id, ...fitting(join(before), field.max), place: before[0]!.place, score: 0.5 })
    } else if (shared.some(part => part.target?.fields?.includes(field.id))) {
      const over = shared.filter(part => part.target?.fields?.includes(field.id))
      const value = join(over)
      out.push({ field: field.id, ...fitting(value, field.max), place: over[0]!.place, score: 0.45 })
    }
  }
  return out
}

/** Which passage each sentence of a passage belongs to: its own until another is named in full ("… có nguyên nhân khách quan là"). */
function owners(form: Form, section: Section, own: string, text: string): { text: string; field: string }[] {
  let current = own
  return text.split(/(?<=[.;!?])\s+/u).map(sentence => {
    const keys = keysOf(sentence.slice(0, 120))
    const named = section.fields.filter(each => each.kind === 'text' && each.long).flatMap(each => waysOf(form).of(each.id).flatMap(way => {
      const at = way.keys.length < 3 || waysOf(form).isShared(way) ? undefined : findWay(keys, way.keys, 0, Math.min(keys.length, way.keys.length + 6), 0)
      return at ? [{ id: each.id, size: way.keys.length, from: at.from }] : []
    })).toSorted((a, b) => a.from - b.from)[0]
    if (named) current = named.id
    return { text: sentence, field: current }
  })
}

/** What a paragraph under a passage's own heading says of one passage: of that one, or of another that it names. */
function saidOf(form: Form, section: Section, field: string, part: Part & { kind: 'text' }): string[] {
  const said = owners(form, section, part.target!.field!, part.text).filter(each => each.field === field)
  return said.length > 0 ? [said.map(each => each.text).join(' ')] : []
}

/** As many paragraphs as passages named in the heading over them: they follow in its order. */
function inOrderOf(shared: readonly (Part & { kind: 'text' })[], field: string): (Part & { kind: 'text' }) | undefined {
  const over = shared.filter(part => part.target?.fields?.includes(field))
  const fields = over[0]?.target?.fields
  return fields && fields.length > 1 && fields.length === over.length ? over[fields.indexOf(field)] : undefined
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
  const before: string[] = []
  const namedHere = new Set<string>()
  for (const sentence of part.text.split(/(?<=[.;!?])\s+/u)) {
    const keys = keysOf(sentence.slice(0, 120))
    const fits = rivals.map(each => ({ id: each.id, weight: Math.max(0, ...waysOf(form).of(each.id).filter(way => !way.keys.every(isEmpty) && findWay(keys, way.keys, 0, Math.min(keys.length, way.keys.length + (before.length + mine.length === 0 ? 8 : 3)), 1) !== undefined).map(way => way.weight)) })).toSorted((a, b) => b.weight - a.weight)
    // Two passages named alike name neither.
    if (fits[0] && fits[0].weight > 0 && fits[0].weight > (fits[1]?.weight ?? 0)) current = fits[0].id
    if (current !== undefined) namedHere.add(current)
    else before.push(sentence)
    if (current === field) mine.push(sentence)
  }
  // Under a heading over two, what stands before the second is named is of the first.
  if (mine.length === 0 && namedHere.size > 0 && part.target?.fields?.find(id => !namedHere.has(id)) === field && before.length > 0) return [before.join(' ')]
  return mine.length > 0 ? [mine.join(' ')] : []
}
