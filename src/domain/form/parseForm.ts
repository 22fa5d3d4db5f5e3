import { createHash } from 'node:crypto'
import { Fault } from '#domain/fault.ts'
import { formSchema } from './form.ts'
import type { Field, Form, Rule } from './form.ts'

/** Fields of forms looked at before: forms are read once and never change, and every answer asks for their fields many times. */
const known = new WeakMap<Form, { list: readonly Field[]; byId: ReadonlyMap<string, Field> }>()

function look(form: Form): { list: readonly Field[]; byId: ReadonlyMap<string, Field> } {
  const before = known.get(form)
  if (before) return before
  const list = form.sections.flatMap(section => section.fields)
  const made = { list, byId: new Map(list.map(field => [field.id, field])) }
  known.set(form, made)
  return made
}

/** Every field of a form in the order of the document. */
export function fieldsOf(form: Form): readonly Field[] {
  return look(form).list
}

/** The field of that id, or `undefined`. */
export function fieldOf(form: Form, id: string): Field | undefined {
  return look(form).byId.get(id)
}

/** Field ids named by one side of a rule, without "previous:" and "first-half:". */
export function idsOf(side: number | string | string[]): string[] {
  if (typeof side === 'number') return []
  return (Array.isArray(side) ? side : [side]).map(name => name.replace(/^(previous|first-half):/, ''))
}

/**
 * A form from the content of its file. Throws Fault 'form-invalid' naming the file and everything wrong with it at once:
 * shape, an id other than the file's name, ids used twice, rules and conditions over fields that do not exist or are not
 * counts, conditions that look forward, unreadable patterns.
 */
export function parseForm(json: unknown, fileName: string): Form {
  const parsed = formSchema.safeParse(json)
  if (!parsed.success) throw invalid(fileName, parsed.error.issues.map(issue => `${issue.path.join('.') || '(form)'}: ${issue.message}`))
  const form = parsed.data
  const problems = [...wrongIds(form, fileName), ...wrongRules(form), ...wrongFields(form)]
  if (problems.length > 0) throw invalid(fileName, problems)
  return form
}

/** All forms from their files, by id. Throws Fault 'form-invalid' as {@link parseForm} does, and when a form is cumulative over one that is not there. */
export function parseForms(files: Iterable<{ name: string; json: unknown }>): Map<string, Form> {
  const forms = new Map<string, Form>()
  for (const { name, json } of files) {
    const form = parseForm(json, name)
    if (forms.has(form.id)) throw invalid(name, [`the id "${form.id}" is used by another file`])
    forms.set(form.id, form)
  }
  for (const form of forms.values())
    if (form.cumulativeOver !== undefined && !forms.has(form.cumulativeOver)) throw invalid(`${form.id}.json`, [`cumulativeOver: there is no form "${form.cumulativeOver}"`])
  return forms
}

/** SHA-256 (hex) of what answers depend on: everything but the version and the names staff give things. Changes exactly when the version must be raised. */
export function formHash(form: Form): string {
  const { version: _version, said: _said, asides: _asides, ...rest } = form
  const sections = rest.sections.map(({ written: _heads, ...section }) => ({ ...section, fields: section.fields.map(({ said: _names, written: _more, ...field }) => (field.kind === 'choice' ? { ...field, choices: field.choices.map(({ written: _ways, ...choice }) => choice) } : field)) }))
  return createHash('sha256').update(canonical({ ...rest, sections })).digest('hex')
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object')
    return `{${Object.entries(value).filter(([, inner]) => inner !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
  return JSON.stringify(value)
}

function wrongIds(form: Form, fileName: string): string[] {
  const wanted = fileName.replace(/^.*[\\/]/, '').replace(/\.json$/, '')
  const problems = form.id === wanted ? [] : [`id: "${form.id}" must be the file's name, "${wanted}"`]
  for (const [what, ids] of [
    ['section', form.sections.map(section => section.id)],
    ['section number', form.sections.map(section => section.number)],
    ['field', fieldsOf(form).map(field => field.id)],
    ['rule', form.rules.map(rule => rule.id)],
  ] as const)
    for (const id of new Set(ids.filter((each, at) => ids.indexOf(each) !== at))) problems.push(`${what} "${id}" is there twice`)
  const pages = form.sections.map(section => section.page)
  if (pages.some((page, at) => page < (pages[at - 1] ?? 1) || page > (pages[at - 1] ?? 0) + 1)) problems.push('pages must count up from 1 in the order of the sections')
  return problems
}

function wrongRules(form: Form): string[] {
  const problems: string[] = []
  const byId = new Map(fieldsOf(form).map(field => [field.id, field]))
  for (const rule of form.rules) {
    for (const id of namedIn(rule)) {
      const field = byId.get(id)
      if (!field) problems.push(`rule "${rule.id}": there is no field "${id}"`)
      else if (field.kind !== 'count') problems.push(`rule "${rule.id}": "${id}" is not a count`)
    }
    for (const [, id] of `${rule.message.vi} ${rule.message.en}`.matchAll(/\{([^}]*)\}/g))
      if (!byId.has(id!)) problems.push(`rule "${rule.id}": its message names no field: {${id}}`)
  }
  return problems
}

function namedIn(rule: Rule): string[] {
  return [...idsOf(rule.check[0]), ...idsOf(rule.check[2]), ...(rule.unless ? idsOf(rule.unless[0]) : [])]
}

function wrongFields(form: Form): string[] {
  const problems: string[] = []
  const before = new Map<string, Field>()
  for (const field of fieldsOf(form)) {
    if (field.when) {
      const parent = before.get(field.when.field)
      const allowed = parent?.kind === 'yes-no-none' ? ['yes', 'no', 'none'] : parent?.kind === 'choice' ? parent.choices.map(choice => choice.id) : undefined
      if (!parent) problems.push(`field "${field.id}": "${field.when.field}" is not a field before it`)
      else if (!allowed) problems.push(`field "${field.id}": "${parent.id}" has no fixed answers to depend on`)
      else for (const answer of field.when.is) if (!allowed.includes(answer)) problems.push(`field "${field.id}": "${parent.id}" is never "${answer}"`)
    }
    if (field.kind === 'text' && field.pattern !== undefined && !compiles(field.pattern)) problems.push(`field "${field.id}": its pattern is not a regular expression`)
    if (field.kind === 'choice' && new Set(field.choices.map(choice => choice.id)).size < field.choices.length) problems.push(`field "${field.id}": a choice is there twice`)
    before.set(field.id, field)
  }
  return problems
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp
  } catch {
    return false
  }
}

function invalid(fileName: string, problems: string[]): Fault {
  return new Fault('form-invalid', `${fileName}: ${problems.join('; ')}`)
}
