import { sectionOf } from '#domain/form/pages.ts'
import { showAnswer } from '#domain/form/showAnswer.ts'
import { versionDiff } from '#domain/form/versionDiff.ts'
import type { Answer, Answers, Field, Form } from '#domain/form/form.ts'
import type { AdaptiveCard, Locale } from '#ports/channel.ts'
import { formWords } from '../phrases/form.ts'
import { plainText } from './plainText.ts'
import { CARD_BYTES } from './reviewCard.ts'

/** Characters of a long text shown on either side; the review has it whole. */
const SHOWN = 600

/** What changed from the version before, old beside new. */
export function versionDiffCard(form: Form, before: Answers, after: Answers, locale: Locale): AdaptiveCard {
  const changes = versionDiff(form, before, after)
  const body: unknown[] = [
    { type: 'TextBlock', text: plainText(form.title[locale]), weight: 'Bolder', size: 'Medium', wrap: true },
    { type: 'TextBlock', text: changes.length === 0 ? formWords.noChanges[locale]() : formWords.changes[locale]({ count: changes.length }), isSubtle: true, spacing: 'None', wrap: true },
  ]
  let left = changes.length
  for (const { field, before: was, after: now } of changes) {
    const block = {
      type: 'Container', separator: true, spacing: 'Small',
      items: [
        { type: 'TextBlock', text: plainText(`${sectionOf(form, field.id)?.number ?? ''} ${field.label[locale]}`.trim()), weight: 'Bolder', wrap: true },
        {
          type: 'ColumnSet', spacing: 'Small',
          columns: [side(formWords.was[locale](), field, was, locale, true), side(formWords.now[locale](), field, now, locale, false)],
        },
      ],
    }
    if (new TextEncoder().encode(JSON.stringify([body, block])).length > CARD_BYTES) break
    body.push(block)
    left--
  }
  if (left > 0) body.push({ type: 'TextBlock', text: formWords.moreChanges[locale]({ count: left }), isSubtle: true, wrap: true })
  return { type: 'AdaptiveCard', version: '1.5', body }
}

function side(title: string, field: Field, value: Answer | undefined, locale: Locale, old: boolean): unknown {
  const text = value === undefined ? formWords.unanswered[locale]() : showAnswer(field, value, locale)
  return {
    type: 'Column', width: 'stretch',
    items: [
      { type: 'TextBlock', text: title, isSubtle: true, size: 'Small', wrap: true },
      { type: 'TextBlock', text: plainText(text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text), wrap: true, spacing: 'None', ...(old ? { isSubtle: true } : { color: 'Accent' }) },
    ],
  }
}
