import { fieldsOf } from '../parseForm.ts'
import { keysOf, waysOf, findWay, isEmpty } from './ways.ts'
import type { Part } from './outline.ts'
import type { Reading } from './readReport.ts'
import type { Form } from '../form.ts'

/** The long texts of a form: everything under the heading each has, in the document's own paragraphs. */
export function passagesOf(form: Form, parts: readonly Part[]): (Reading & { score: number })[] {
  const out: (Reading & { score: number })[] = []
  const texts = parts.filter(part => part.kind === 'text')
  for (const field of fieldsOf(form)) {
    if (field.kind !== 'text' || !field.long) continue
    const mine = texts.filter(part => part.target?.field === field.id)
    if (mine.length > 0) {
      const value = join(mine)
      if (value !== '') out.push({ field: field.id, value: value.slice(0, field.max), said: value, place: mine[0]!.place, score: mine[0]!.target!.sure ? 0.95 : 0.7 })
      continue
    }
    // Under a heading over several passages, or over the whole section, each paragraph says which it is.
    const section = form.sections.find(each => each.fields.includes(field))!
    const shared = texts.filter(part => part.target?.fields?.includes(field.id) || (part.target?.field === undefined && part.target?.sections.includes(section.id)))
    const named = shared.filter(part => names(form, field.id, part.text))
    if (named.length > 0) {
      const value = join(named)
      out.push({ field: field.id, value: value.slice(0, field.max), said: value, place: named[0]!.place, score: 0.62 })
    } else if (shared.length > 0 && shared.some(part => part.target?.fields !== undefined)) {
      const value = join(shared)
      out.push({ field: field.id, value: value.slice(0, field.max), said: value, place: shared[0]!.place, score: 0.45 })
    }
  }
  return out
}

function join(parts: readonly Part[]): string {
  return parts.map(part => (part.kind === 'text' ? part.text.replace(/^\s*[-–+*•●▪]\s*/u, parts.length > 1 ? '- ' : '') : '')).join('\n').trim()
}

/** Whether a paragraph begins by naming the passage, or names it in its first words. */
function names(form: Form, field: string, text: string): boolean {
  const keys = keysOf(text.slice(0, 120))
  return waysOf(form).of(field).some(way => !way.keys.every(isEmpty) && findWay(keys, way.keys, 0, Math.min(keys.length, way.keys.length + 8), 1) !== undefined)
}
