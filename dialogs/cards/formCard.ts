import { fieldsOf } from '#domain/form/parseForm.ts'
import { fieldsOnPage } from '#domain/form/pages.ts'
import { showAnswer } from '#domain/form/showAnswer.ts'
import { LARGEST_COUNT, wrongAnswer } from '#domain/form/wrongAnswer.ts'
import type { Answer, Answers, Bilingual, Field, Form } from '#domain/form/form.ts'
import type { Problem } from '#domain/form/judge.ts'
import { markOf } from '#domain/form/mark.ts'
import { tidy, tidyLines } from '#domain/text/fold.ts'
import type { AdaptiveCard, Locale } from '#ports/channel.ts'
import { formWords, pageTitles, sectionTitle } from '../phrases/form.ts'
import { button } from './buttons.ts'
import { plainText } from './plainText.ts'

export interface PageCardOptions {
  /** Merged into every button's press: the obligation. */
  data?: Record<string, unknown>
  /** What is wrong with answers on this page: shown under their inputs. */
  problems?: readonly Pick<Problem, 'fields' | 'message' | 'severity'>[]
  /** Further buttons, after "save and go on". */
  actions?: readonly unknown[]
}

/** A page of a form as a card. Input ids are field ids; every button of its own is `save-page` with the page's number and where to go `then`, so that nothing typed on the card is lost. */
export function pageCard(form: Form, page: number, answers: Answers, locale: Locale, options: PageCardOptions = {}): AdaptiveCard {
  const { data = {}, problems = [], actions = [] } = options
  const shown = new Set(shownOnCard(form, page, answers).map(field => field.id))
  const body: unknown[] = [
    { type: 'TextBlock', text: plainText(form.title[locale]), weight: 'Bolder', size: 'Medium', wrap: true },
    { type: 'TextBlock', text: plainText(pageTitles(form, page, locale)), isSubtle: true, spacing: 'None', wrap: true },
  ]
  if (page === 1) body.push({ type: 'TextBlock', text: plainText(form.note[locale]), isSubtle: true, size: 'Small', wrap: true })
  const sections = form.sections.filter(section => section.page === page)
  for (const section of sections) {
    const fields = section.fields.filter(field => shown.has(field.id))
    if (fields.length === 0) continue
    if (sections.length > 1) body.push({ type: 'TextBlock', text: plainText(sectionTitle(section, locale)), weight: 'Bolder', spacing: 'Medium', separator: true, wrap: true })
    body.push(...rows(fields, answers, locale, problems))
  }
  const press = { ...data, page, shown: marks(shown, answers) }
  return {
    type: 'AdaptiveCard', version: '1.5', body,
    actions: [
      button(formWords.saveAndGoOn[locale](), { act: 'save-page', ...press, then: 'next' }, 'positive'),
      ...actions,
      ...(page > 1 ? [button(formWords.back[locale](), { act: 'save-page', ...press, then: 'back' })] : []),
      button(formWords.review[locale](), { act: 'save-page', ...press, then: 'review' }),
      button(formWords.saveForLater[locale](), { act: 'save-page', ...press, then: 'later' }),
    ],
  }
}

/** What the inputs begin with, in short: people answer in words too, and two write at once, so a card may be older than the draft. */
function marks(shown: ReadonlySet<string>, answers: Answers): Record<string, string> {
  return Object.fromEntries([...shown].flatMap(id => (answers[id] === undefined ? [] : [[id, markOf(answers[id])]])))
}

/** Fields that a page's card asks: those that apply, and those that will apply once a question on the same page is answered. */
function shownOnCard(form: Form, page: number, answers: Answers): Field[] {
  const now = fieldsOnPage(form, page, answers)
  return form.sections.filter(section => section.page === page).flatMap(section => section.fields)
    .filter(field => now.includes(field) || (field.when !== undefined && !Object.hasOwn(answers, field.when.field) && now.some(parent => parent.id === field.when?.field)))
}

/** Counts and other short inputs stand two in a row. */
function rows(fields: readonly Field[], answers: Answers, locale: Locale, problems: NonNullable<PageCardOptions['problems']>): unknown[] {
  const out: unknown[] = []
  let pair: unknown[][] = []
  const flush = (): void => {
    if (pair.length === 1) out.push(...pair[0]!)
    else if (pair.length === 2) out.push({ type: 'ColumnSet', columns: pair.map(items => ({ type: 'Column', width: 'stretch', items })) })
    pair = []
  }
  for (const field of fields) {
    const items = [input(field, answers[field.id], locale), ...notes(field, locale, problems)]
    if (field.kind === 'count' || field.kind === 'date' || (field.kind === 'yes-no-none')) {
      pair.push(items)
      if (pair.length === 2) flush()
    } else {
      flush()
      out.push(...items)
    }
  }
  flush()
  return out
}

function notes(field: Field, locale: Locale, problems: NonNullable<PageCardOptions['problems']>): unknown[] {
  return [
    ...(field.help ? [{ type: 'TextBlock', text: plainText(field.help[locale]), isSubtle: true, size: 'Small', spacing: 'None', wrap: true }] : []),
    ...problems.filter(problem => problem.fields.includes(field.id)).map(problem => ({
      type: 'TextBlock', text: plainText(problem.message[locale]), color: problem.severity === 'blocking' ? 'Attention' : 'Warning', size: 'Small', spacing: 'None', wrap: true,
    })),
  ]
}

function input(field: Field, value: Answer | undefined, locale: Locale): unknown {
  const label = field.required ? field.label[locale] : `${field.label[locale]} ${formWords.optionalMark[locale]()}`
  const base = { id: field.id, label }
  switch (field.kind) {
    case 'count':
      // Input.Number holds a number or nothing; a wrong value of an older draft is left out.
      return { type: 'Input.Number', ...base, min: 0, max: LARGEST_COUNT, ...(field.measure ? { placeholder: field.measure[locale] } : {}), ...(typeof value === 'number' ? { value } : {}) }
    case 'text':
      return { type: 'Input.Text', ...base, maxLength: field.max, isMultiline: field.long, ...(typeof value === 'string' ? { value } : {}) }
    case 'date':
      return { type: 'Input.Date', ...base, ...(typeof value === 'string' ? { value } : {}) }
    case 'yes-no-none':
      return {
        type: 'Input.ChoiceSet', ...base, style: 'compact', placeholder: '—',
        choices: (['yes', 'no', ...(field.none ? ['none'] : [])]).map(each => ({ title: sentence(showAnswer(field, each, locale)), value: each })),
        ...(typeof value === 'string' ? { value } : {}),
      }
    case 'choice':
      return {
        type: 'Input.ChoiceSet', ...base, style: field.many || field.choices.length <= 4 ? 'expanded' : 'compact', isMultiSelect: field.many, wrap: true,
        choices: field.choices.map(choice => ({ title: choice.label[locale], value: choice.id })),
        ...(value === undefined ? {} : { value: Array.isArray(value) ? value.join(',') : String(value) }),
      }
    case 'attachment':
      return {
        type: 'TextBlock', wrap: true, isSubtle: value === undefined,
        text: plainText(`${label}: ${value === undefined ? formWords.fileInChat[locale]() : showAnswer(field, value, locale)}`),
      }
  }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** What a card's inputs say, checked: nothing a client sends is trusted. */
export interface CardInputs {
  answers: Answers
  /** Fields whose input was shown and is empty. */
  blank: string[]
  problems: { field: string; problem: Bilingual }[]
  /** Names that are no field of the form: ignored, and told. */
  unknown: string[]
}

/** The longest raw input looked at, whatever a field allows. */
const LONGEST_INPUT = 20_000

/** Reads the inputs of a page's card: strings from Input.Number, "a,b" from a choice of many, blanks; a hostile value is a problem, never an answer. */
export function readCardInputs(form: Form, inputs: Readonly<Record<string, unknown>>): CardInputs {
  const read: CardInputs = { answers: {}, blank: [], problems: [], unknown: [] }
  const fields = new Map(fieldsOf(form).map(field => [field.id, field]))
  for (const id of Object.keys(inputs)) {
    const field = fields.get(id)
    // A file comes as a file, never as an input.
    if (!field || field.kind === 'attachment') {
      if (read.unknown.length < 20) read.unknown.push(id.slice(0, 80))
      continue
    }
    const raw = inputs[id]
    if (raw === undefined || raw === null || (typeof raw === 'string' && tidy(raw.slice(0, LONGEST_INPUT)) === '')) {
      read.blank.push(id)
      continue
    }
    const value = typeof raw === 'string' && raw.length > LONGEST_INPUT ? undefined : answerOf(field, raw)
    if (value === undefined) read.problems.push({ field: id, problem: typeof raw === 'string' && raw.length > LONGEST_INPUT ? tooLong(field, raw.length) : unreadable(field) })
    else {
      const wrong = wrongAnswer(field, value)
      if (wrong) read.problems.push({ field: id, problem: wrong })
      else read.answers[id] = value
    }
  }
  return read
}

function answerOf(field: Field, raw: unknown): Answer | undefined {
  if (field.kind === 'count') {
    if (typeof raw === 'number') return raw
    if (typeof raw !== 'string') return undefined
    const text = tidy(raw)
    // "1.200" is how a thousand is written here; "1.5" is no count either way.
    if (/^\d{1,3}(?:[. ]\d{3})+$/.test(text)) return Number(text.replace(/[. ]/g, ''))
    return /^[-+]?\d{1,15}(?:[.,]\d{1,6})?$/.test(text) ? Number(text.replace(',', '.')) : undefined
  }
  if (typeof raw !== 'string') return undefined
  if (field.kind === 'text') return field.long ? tidyLines(raw) : tidy(raw)
  const text = tidy(raw)
  if (field.kind === 'choice' && field.many) return field.choices.map(choice => choice.id).filter(id => text.split(',').map(each => each.trim()).includes(id)).concat(text.split(',').map(each => each.trim()).filter(id => id !== '' && !field.choices.some(choice => choice.id === id)))
  return text
}

function unreadable(field: Field): Bilingual {
  return wrongAnswer(field, field.kind === 'count' ? 'x' : field.kind === 'text' ? '' : '\0') ?? field.label
}

function tooLong(field: Field, length: number): Bilingual {
  const max = field.kind === 'text' ? field.max : 100
  return { vi: `${field.label.vi} ${formWords.tooLong.vi({ length, max })}`, en: `${field.label.en} ${formWords.tooLong.en({ length, max })}` }
}
