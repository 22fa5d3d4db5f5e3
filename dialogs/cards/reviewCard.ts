import { relevant } from '#domain/form/pages.ts'
import { fieldOf } from '#domain/form/parseForm.ts'
import { showAnswer } from '#domain/form/showAnswer.ts'
import type { Answers, Field, Form, Section } from '#domain/form/form.ts'
import type { Judged, Problem } from '#domain/form/judge.ts'
import type { AdaptiveCard, Locale } from '#ports/channel.ts'
import { formWords, sectionTitle } from '../phrases/form.ts'
import { button } from './buttons.ts'
import { plainText } from './plainText.ts'

export interface ReviewCardOptions {
  /** Buttons under the last card: send, confirm. */
  actions?: readonly unknown[]
  /** With this merged into their press, "edit section" buttons are shown. */
  data?: Record<string, unknown>
}

/** Bytes of JSON a card is kept under, so that Teams never splits or refuses the message. */
export const CARD_BYTES = 24_000

/** Characters of one text shown before it is continued in the next block. */
const BLOCK = 3000

/** The whole report by section with what looks wrong and why; several cards when it is long, the buttons on the last. */
export function reviewCard(form: Form, answers: Answers, judged: Judged, locale: Locale, options: ReviewCardOptions = {}): AdaptiveCard[] {
  const { actions = [], data } = options
  const blocks = [verdict(form, judged, locale), ...sectionsShown(form, answers).flatMap(({ section, fields, heading }) => sectionBlocks(section, fields, heading, answers, judged, locale, data))]
  const foot = { actions: [...actions] }
  const cards: unknown[][] = [[]]
  const room = CARD_BYTES - bytes(foot) - 400
  for (const block of blocks.flat()) {
    if (cards.at(-1)!.length > 0 && bytes(cards.at(-1)) + bytes(block) > room) cards.push([])
    cards.at(-1)!.push(block)
  }
  return cards.map((body, at) => ({
    type: 'AdaptiveCard', version: '1.5',
    body: [
      { type: 'TextBlock', text: plainText(`${form.title[locale]}${cards.length > 1 ? ` ${formWords.part[locale]({ part: at + 1, parts: cards.length })}` : ''}`), weight: 'Bolder', size: 'Medium', wrap: true },
      ...body,
    ],
    actions: at === cards.length - 1 ? [...actions] : [],
  }))
}

function bytes(json: unknown): number {
  return new TextEncoder().encode(JSON.stringify(json)).length
}

/** What is missing and what looks wrong, before anything else. */
function verdict(form: Form, judged: Judged, locale: Locale): unknown[] {
  const lines = verdictLines(form, judged, locale)
  return lines.map(({ text, tone }) => ({ type: 'TextBlock', text: plainText(text), wrap: true, spacing: 'Small', color: tone === 'blocking' ? 'Attention' : tone === 'asking' ? 'Warning' : 'Good' }))
}

interface VerdictLine {
  text: string
  tone: 'blocking' | 'asking' | 'good'
}

function verdictLines(form: Form, judged: Judged, locale: Locale): VerdictLine[] {
  const lines: VerdictLine[] = []
  if (judged.missing.length > 0) lines.push({ text: formWords.missing[locale]({ fields: judged.missing.map(id => fieldOf(form, id)?.label[locale] ?? id).join('; ') }), tone: 'blocking' })
  for (const problem of judged.problems) lines.push({ text: problemLine(problem, locale), tone: problem.severity })
  if (lines.length === 0) lines.push({ text: formWords.complete[locale](), tone: 'good' })
  return lines
}

function problemLine(problem: Problem, locale: Locale): string {
  const lead = problem.severity === 'blocking' ? formWords.toCorrect[locale]() : problem.confirmed ? formWords.confirmed[locale]() : formWords.toConfirm[locale]()
  return `${lead.charAt(0).toUpperCase()}${lead.slice(1)}: ${problem.message[locale]}${problem.source ? ` (${problem.source})` : ''}`
}

interface ShownSection {
  section: Section
  fields: Field[]
  /** Heading of the part that begins with this section. */
  heading: { number: string; title: { vi: string; en: string } } | undefined
}

function sectionsShown(form: Form, answers: Answers): ShownSection[] {
  const applying = new Set(relevant(form, answers))
  const begun = new Set<string>()
  return form.sections.flatMap(section => {
    const fields = section.fields.filter(field => applying.has(field))
    if (fields.length === 0) return []
    const part = form.parts.find(each => section.number.startsWith(`${each.number}.`) && !begun.has(each.number))
    if (part) begun.add(part.number)
    return [{ section, fields, heading: part }]
  })
}

function sectionBlocks(section: Section, fields: readonly Field[], heading: ShownSection['heading'], answers: Answers, judged: Judged, locale: Locale, data: Record<string, unknown> | undefined): unknown[] {
  const wrong = new Map<string, Problem['severity']>()
  for (const problem of judged.problems) if (!problem.confirmed) for (const field of problem.fields) if (wrong.get(field) !== 'blocking') wrong.set(field, problem.severity)
  const missing = new Set(judged.missing)
  const title = { type: 'TextBlock', text: plainText(sectionTitle(section, locale)), weight: 'Bolder', wrap: true }
  const head = data
    ? {
        type: 'ColumnSet', separator: true, spacing: 'Medium',
        columns: [
          { type: 'Column', width: 'stretch', items: [title] },
          { type: 'Column', width: 'auto', items: [{ type: 'ActionSet', actions: [button(formWords.edit[locale]({ number: section.number }), { act: 'page', ...data, page: section.page })] }] },
        ],
      }
    : { ...title, separator: true, spacing: 'Medium' }
  const short = fields.filter(field => !isLong(field, answers))
  const blocks: unknown[] = [
    ...(heading ? [{ type: 'TextBlock', text: plainText(`${heading.number}. ${heading.title[locale]}`.toUpperCase()), weight: 'Bolder', spacing: 'Large', wrap: true }] : []),
    head,
  ]
  const given = short.filter(field => !wrong.has(field.id) && !missing.has(field.id) && (Object.hasOwn(answers, field.id)))
  if (given.length > 0) blocks.push({ type: 'FactSet', facts: given.map(field => ({ title: plainText(field.label[locale]), value: plainText(showAnswer(field, answers[field.id]!, locale)) })) })
  for (const field of short) {
    if (given.includes(field)) continue
    const value = Object.hasOwn(answers, field.id) ? showAnswer(field, answers[field.id]!, locale) : undefined
    if (value === undefined && !missing.has(field.id)) continue
    const severity = wrong.get(field.id) ?? (missing.has(field.id) ? 'blocking' : undefined)
    blocks.push({
      type: 'TextBlock', text: plainText(`${severity ? '⚠ ' : ''}${field.label[locale]}: ${value ?? formWords.unanswered[locale]()}`), wrap: true, spacing: 'Small',
      ...(severity ? { color: severity === 'blocking' ? 'Attention' : 'Warning' } : {}),
    })
  }
  for (const field of fields) {
    if (!isLong(field, answers)) continue
    blocks.push({ type: 'TextBlock', text: plainText(field.label[locale]), isSubtle: true, spacing: 'Small', wrap: true })
    for (const piece of pieces(showAnswer(field, answers[field.id]!, locale), BLOCK)) blocks.push({ type: 'TextBlock', text: plainText(piece), spacing: 'None', wrap: true })
  }
  return blocks
}

/** A text too long for a line of facts. */
function isLong(field: Field, answers: Answers): boolean {
  const value = answers[field.id]
  return field.kind === 'text' && typeof value === 'string' && (field.long || value.length > 120)
}

/** Cuts a text into pieces at line ends or spaces where there are any. */
function pieces(text: string, size: number): string[] {
  const out: string[] = []
  let rest = text
  while (rest.length > size) {
    const window = rest.slice(0, size)
    const cut = Math.max(window.lastIndexOf('\n'), window.lastIndexOf('. ') + 1, size / 2 < window.lastIndexOf(' ') ? window.lastIndexOf(' ') : 0)
    let end = cut > size / 2 ? cut : size
    // A pair of surrogates stays together.
    if (/[\uD800-\uDBFF]/.test(rest.charAt(end - 1))) end--
    out.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).trimStart()
  }
  if (rest !== '') out.push(rest)
  return out
}

/** The same review as plain messages, each under `limit` characters, for channels without cards. */
export function textReview(form: Form, answers: Answers, judged: Judged, locale: Locale, limit = 3500): string[] {
  const lines: string[] = [form.title[locale], ...verdictLines(form, judged, locale).map(({ text, tone }) => `${tone === 'good' ? '' : '⚠ '}${text}`)]
  const missing = new Set(judged.missing)
  for (const { section, fields, heading } of sectionsShown(form, answers)) {
    if (heading) lines.push('', `${heading.number}. ${heading.title[locale]}`.toUpperCase())
    lines.push('', sectionTitle(section, locale))
    for (const field of fields) {
      if (Object.hasOwn(answers, field.id)) lines.push(`- ${field.label[locale]}: ${showAnswer(field, answers[field.id]!, locale)}`)
      else if (missing.has(field.id)) lines.push(`- ${field.label[locale]}: ${formWords.unanswered[locale]()}`)
    }
  }
  const messages: string[] = []
  let current = ''
  for (const line of lines.flatMap(each => (each.length > limit - 20 ? pieces(each, limit - 20) : [each]))) {
    if (current !== '' && current.length + 1 + line.length > limit - 10) {
      messages.push(current.trim())
      current = line
    } else current = current === '' ? line : `${current}\n${line}`
  }
  if (current.trim() !== '') messages.push(current.trim())
  return messages.length < 2 ? messages : messages.map((message, at) => `${formWords.part[locale]({ part: at + 1, parts: messages.length })}\n${message}`)
}
