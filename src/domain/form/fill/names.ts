import { fieldsOf } from '../parseForm.ts'
import { tokenise } from './tokens.ts'
import type { Token } from './tokens.ts'
import type { Form } from '../form.ts'

/** One way of naming fields or choices, as folded syllables. */
export interface Name {
  keys: string[]
  /** Fields named, in the order of the form. */
  fields: string[]
  choices: { field: string; choice: string }[]
  /** Fields whose own label this is, with or without "số": the others are only sometimes called so. */
  labels: string[]
  /** Fields with a longer name that begins with this one: "hình thức" may be short for "hình thức công khai". */
  also: string[]
  /** What is left without the words that only say that something is counted: "công chức" of "tổng số công chức". */
  tail?: Name
}

/** Names by their first syllable, longest first. */
export type Names = Map<string, Name[]>

const known = new WeakMap<Form, Names>()

/** Words a label may begin with that people leave out: "Số hội nghị" is called "hội nghị". */
const LEAD = /^(?:tong so|so luong|so luot|so cuoc|so lan|so|number of) /

/** Every name of a form's fields and choices: labels in both languages and what staff say. */
export function namesOf(form: Form): Names {
  const cached = known.get(form)
  if (cached) return cached
  const names = new Map<string, Name>()
  const add = (phrase: string, counted = false): Name[] => {
    const full = tokenise(phrase).filter(token => token.kind !== 'mark').map(token => token.key)
    const short = counted ? full.join(' ').replace(LEAD, '').split(' ') : full
    return [full, short].filter((keys, at, all) => keys.length > 0 && keys[0] !== '' && (at === 0 || keys.length < all[0]!.length)).map(keys => {
      const id = keys.join(' ')
      const name = names.get(id) ?? { keys, fields: [], choices: [], labels: [], also: [] }
      names.set(id, name)
      return name
    })
  }
  for (const field of fieldsOf(form)) {
    for (const phrase of [field.label.vi, field.label.en])
      for (const name of add(phrase, field.kind === 'count')) {
        if (!name.fields.includes(field.id)) name.fields.push(field.id)
        name.labels.push(field.id)
      }
    for (const phrase of field.said) for (const name of add(phrase)) if (!name.fields.includes(field.id)) name.fields.push(field.id)
    if (field.kind === 'choice')
      for (const choice of field.choices)
        for (const phrase of [choice.label.vi, choice.label.en, ...choice.said])
          for (const name of add(phrase)) if (!name.choices.some(each => each.field === field.id && each.choice === choice.id)) name.choices.push({ field: field.id, choice: choice.id })
  }
  for (const name of names.values()) {
    for (let length = 1; length < name.keys.length; length++)
      for (const id of names.get(name.keys.slice(0, length).join(' '))?.fields.length ? name.fields : []) {
        const short = names.get(name.keys.slice(0, length).join(' '))!
        if (!short.fields.includes(id) && !short.also.includes(id)) short.also.push(id)
      }
    const tail = names.get(name.keys.join(' ').replace(LEAD, ''))
    if (tail && tail !== name) name.tail = tail
  }
  const byFirst: Names = new Map()
  for (const name of [...names.values()].toSorted((a, b) => b.keys.length - a.keys.length)) {
    const list = byFirst.get(name.keys[0]!)
    if (list) list.push(name)
    else byFirst.set(name.keys[0]!, [name])
  }
  known.set(form, byFirst)
  return byFirst
}

/** Names that say something by themselves: "đúng hạn", "trong 5 ngày làm việc". */
const STATEMENT = new Set(['dung', 'trong', 'kip'])

/** Whether a name is a statement rather than a noun: standing alone it says yes. */
export function isStatement(name: Name): boolean {
  return name.keys.length > 1 && (STATEMENT.has(name.keys[0]!) || (name.keys.length > 3 && STATEMENT.has(name.keys[2]!)))
}

const NO_NAMES: Name[] = []

/** Names that stand at a token, longest first. */
export function namesAt(names: Names, tokens: readonly Token[], at: number): Name[] {
  const candidates = names.get(tokens[at]?.key ?? '')
  if (!candidates) return NO_NAMES
  let out: Name[] | undefined
  next: for (const name of candidates) {
    const { keys } = name
    if (at + keys.length > tokens.length) continue
    for (let offset = 1; offset < keys.length; offset++) if (tokens[at + offset]!.key !== keys[offset]) continue next
    ;(out ??= []).push(name)
  }
  return out ?? NO_NAMES
}
