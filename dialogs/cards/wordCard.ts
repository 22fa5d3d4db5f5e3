import { fieldOf } from '#domain/form/parseForm.ts'
import { showAnswer } from '#domain/form/showAnswer.ts'
import type { Form } from '#domain/form/form.ts'
import type { Beside, Question } from '#domain/form/fromDocument/beside.ts'
import type { Reading } from '#domain/form/fromDocument/reading.ts'
import type { AdaptiveCard, Locale } from '#ports/channel.ts'
import { sectionTitle } from '../phrases/form.ts'
import { DOUBTS, sayPlace, word } from '../phrases/word.ts'
import { button, type Press } from './buttons.ts'
import { plainText } from './plainText.ts'
import { CARD_BYTES } from './reviewCard.ts'

export interface WordCardOptions {
  name: string
  /** Another period or unit, problems of the figures: shown first. */
  warnings: string[]
  /** What is still missing, what is the same, what becomes of the file. */
  notes: string[]
  take: Press
  drop: Press
}

/** Characters of a long text shown at first; fewer where the card would grow too large. */
const SHOWN = [240, 120, 40]

/** Name of the input that settles a question. */
export const inputOf = (field: string): string => `word-${field}`

/** What was read from a file, by section, each value with its place; questions as choices; one button takes it all. */
export function wordCard(form: Form, { fresh, questions }: Pick<Beside, 'fresh' | 'questions'>, locale: Locale, options: WordCardOptions): AdaptiveCard {
  let card: AdaptiveCard | undefined
  for (const shown of SHOWN) {
    card = made(form, fresh, questions, locale, options, shown)
    if (new TextEncoder().encode(JSON.stringify(card)).length <= CARD_BYTES) break
  }
  return card!
}

function made(form: Form, fresh: readonly Reading[], questions: readonly Question[], locale: Locale, options: WordCardOptions, shown: number): AdaptiveCard {
  const body: unknown[] = [
    { type: 'TextBlock', text: plainText(options.name), weight: 'Bolder', size: 'Medium', wrap: true },
    ...options.warnings.map(text => ({ type: 'TextBlock', text: plainText(`⚠ ${text}`), color: 'Attention', wrap: true, spacing: 'Small' })),
  ]
  if (questions.length > 0) body.push({ type: 'TextBlock', text: word.toChoose[locale](), weight: 'Bolder', wrap: true, separator: true, spacing: 'Medium' })
  for (const question of questions) body.push(choice(form, question, locale, shown))
  for (const section of form.sections) {
    const mine = section.fields.flatMap(field => fresh.find(one => one.field === field.id) ?? [])
    if (mine.length === 0) continue
    body.push({ type: 'TextBlock', text: plainText(sectionTitle(section, locale)), weight: 'Bolder', wrap: true, spacing: 'Small' })
    const facts = mine.filter(one => !isLong(one))
    if (facts.length > 0) body.push({ type: 'FactSet', spacing: 'Small', facts: facts.map(one => ({ title: plainText(fieldOf(form, one.field)!.label[locale]), value: plainText(shownWithPlace(form, one, locale, 200)) })) })
    for (const one of mine.filter(isLong)) {
      body.push(
        { type: 'TextBlock', text: plainText(word.longText[locale]({ label: fieldOf(form, one.field)!.label[locale], place: sayPlace(one.place, locale), characters: String(one.value).length })), isSubtle: true, wrap: true, spacing: 'Small' },
        { type: 'TextBlock', text: plainText(brief(String(one.value), shown)), wrap: true, spacing: 'None' },
      )
    }
  }
  for (const note of options.notes) body.push({ type: 'TextBlock', text: plainText(note), isSubtle: true, wrap: true, spacing: 'Small' })
  return { type: 'AdaptiveCard', version: '1.5', body, actions: [button(word.take[locale](), options.take, 'positive'), { ...(button(word.drop[locale](), options.drop) as object), associatedInputs: 'none' }] }
}

function isLong(one: Reading): boolean {
  return typeof one.value === 'string' && one.value.length > 100
}

function shownWithPlace(form: Form, one: Reading, locale: Locale, most: number): string {
  return word.fromPlace[locale]({ value: brief(showAnswer(fieldOf(form, one.field)!, one.value, locale), most), place: sayPlace(one.place, locale) })
}

/** With the words a figure was read from, by which a person tells which of two is meant. */
function plainSaid(title: string, { value, said }: Reading): string {
  const words = said.replace(/\s+/g, ' ').trim()
  return typeof value === 'number' && words.length > String(value).length + 3 ? `${title}: “${brief(words, 90)}”` : title
}

function choice(form: Form, question: Question, locale: Locale, shown: number): unknown {
  const field = fieldOf(form, question.field)!
  return {
    type: 'Input.ChoiceSet', id: inputOf(question.field), style: 'expanded', wrap: true, label: DOUBTS[question.why][locale]({ label: field.label[locale] }),
    choices: [
      ...question.options.map((option, at) => ({ title: plainSaid(shownWithPlace(form, option, locale, shown), option), value: String(at) })),
      question.draft === undefined ? { title: word.askLater[locale](), value: 'later' } : { title: word.keepDraft[locale]({ value: brief(showAnswer(field, question.draft, locale), shown) }), value: 'draft' },
    ],
    // Nothing doubtful is chosen beforehand; what stands in the draft stays.
    ...(question.draft === undefined ? {} : { value: 'draft' }),
  }
}

/** A text by its beginning and its end, so that one sees that all of it is there. */
function brief(text: string, most: number): string {
  const line = text.replace(/\s*\n\s*/g, ' / ')
  return line.length <= most ? line : `${line.slice(0, Math.floor(most * 0.7)).trimEnd()} … ${line.slice(line.length - Math.floor(most * 0.25)).trimStart()}`
}

/** The same in words, for channels without cards. */
export function wordText(form: Form, { fresh, questions }: Pick<Beside, 'fresh' | 'questions'>, locale: Locale, options: Pick<WordCardOptions, 'warnings' | 'notes'>): string {
  const lines = options.warnings.map(text => `⚠ ${text}`)
  for (const one of fresh) lines.push(`- ${fieldOf(form, one.field)!.label[locale]}: ${shownWithPlace(form, one, locale, 160)}`)
  for (const question of questions) {
    lines.push(`⚠ ${DOUBTS[question.why][locale]({ label: fieldOf(form, question.field)!.label[locale] })}: ${question.options.map(option => shownWithPlace(form, option, locale, 80)).join('; ')}`)
  }
  return [...lines, ...options.notes].join('\n')
}
