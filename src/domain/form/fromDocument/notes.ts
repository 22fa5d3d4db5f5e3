import { fieldOf, fieldsOf } from '../parseForm.ts'
import type { Part } from './outline.ts'
import type { Candidate } from './reading.ts'
import type { Form } from '../form.ts'

/** A sentence that goes on with what the one before began. */
const FURTHER = /^(?:qua |kết quả|theo đó|trong đó|cụ thể)/iu

type Prose = Part & { kind: 'text' }

const samePlace = (a: Pick<Candidate, 'place'>, b: Pick<Candidate, 'place'>): boolean => JSON.stringify(a.place) === JSON.stringify(b.place)
const wholeSentences = (text: string): string[] => text.split(/(?<=[.!?])\s+(?=[-–+“"]?\s*\p{Lu})/u)

/** What tells more of a yes: the whole sentence that said it is the note asked after it ("kiện toàn theo Quyết định số …, thay 02 thành viên"). */
export function notesOf(form: Form, parts: readonly Part[], read: readonly Candidate[]): Candidate[] {
  return fieldsOf(form).flatMap(field => {
    if (field.kind !== 'text' || field.pattern !== undefined || read.some(each => each.field === field.id && each.score > 0.6)) return []
    // A note right behind a yes or no that nobody has to give explains a no.
    const fields = fieldsOf(form)
    const parent = field.when ? fieldOf(form, field.when.field) : field.required ? undefined : fields[fields.indexOf(field) - 1]
    if (parent?.kind !== 'yes-no-none') return []
    const wanted = field.when?.is ?? ['no']
    const said = read.filter(each => each.field === parent.id && each.score >= (field.when ? 0 : 0.56) && wanted.includes(String(each.value))).toSorted((a, b) => b.score - a.score)[0]
    const part = said && parts.find((each): each is Prose => each.kind === 'text' && samePlace(each, said))
    const sentences = part ? wholeSentences(part.text) : []
    const first = said ? sentences.findIndex(sentence => sentence.includes(said.said)) : -1
    const further = first >= 0 && FURTHER.test(sentences[first + 1] ?? '') ? [sentences[first + 1]!] : []
    const value = first < 0 ? undefined : [sentences[first]!, ...further].join(' ').trim()
    // "Đã kiện toàn Ban Chỉ đạo." says no more than the yes.
    return !said || value === undefined || value.length < said.said.length || (value.length < 100 && !/số\s*\d/u.test(value)) || value.length > field.max ? [] : [{ field: field.id, value, said: value, place: part!.place, score: Math.min(0.62, said.score) }]
  })
}

/** The one long text of a section without a heading of its own: the sentences from which no other answer was read, to the section's end. */
export function restsOf(form: Form, parts: readonly Part[], read: readonly Candidate[]): Candidate[] {
  return form.sections.flatMap(section => {
    const long = section.fields.filter(field => field.kind === 'text' && field.long && !field.when)
    const field = long[0]
    if (long.length !== 1 || field?.kind !== 'text' || section.fields.length < 2 || read.some(each => each.field === field.id && each.score > 0.45)) return []
    const own = new Set(section.fields.map(each => each.id))
    const choices = new Set(section.fields.filter(each => each.kind === 'choice').map(each => each.id))
    const isUsed = (part: Part, sentence: string): boolean => read.some(each => own.has(each.field) && each.field !== field.id && each.score >= (choices.has(each.field) ? 0.85 : 0.5) && samePlace(each, part) && sentence.includes(each.said))
    const mine = parts.filter((part): part is Prose => part.kind === 'text' && part.target?.field === undefined && part.target?.sections.length === 1 && part.target.sections[0] === section.id)
    const sentences = mine.flatMap(part => wholeSentences(part.text).map(text => ({ part, text })))
    const last = sentences.findLastIndex(({ part, text }) => isUsed(part, text))
    const rest = sentences.slice(last + 1)
    const value = rest.map(each => each.text).join(' ').trim()
    return last < 0 || value.length < 60 || value.length > field.max ? [] : [{ field: field.id, value, said: value, place: rest[0]!.part.place, score: 0.58 }]
  })
}
