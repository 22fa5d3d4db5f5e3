import { fieldsOnPage, pagesOf } from '#domain/form/pages.ts'
import type { Answers, Field, Form, Section } from '#domain/form/form.ts'
import type { Locale } from '#ports/channel.ts'
import { phrase, plain } from './phrase.ts'

/** Words around a form: its pages, its review, its cards. */
export const formWords = {
  page: phrase<{ page: number; pages: number; titles: string }>(p => `**Phần ${p.page}/${p.pages} · ${p.titles}**`, p => `**Part ${p.page}/${p.pages} · ${p.titles}**`),
  asks: phrase<{ fields: string }>(p => `Xin cho biết: ${p.fields}.`, p => `Please give: ${p.fields}.`),
  optional: phrase<{ fields: string }>(p => `Nếu có: ${p.fields}.`, p => `If any: ${p.fields}.`),
  example: phrase<{ example: string }>(p => `Ví dụ: “${p.example}”`, p => `For example: “${p.example}”`),
  allAnswered: plain('Phần này đã điền đủ. Anh/chị có thể sửa, hoặc gõ “tiếp”.', 'Everything here is filled in. Change it, or type “next”.'),
  optionalMark: plain('(nếu có)', '(optional)'),
  saveAndGoOn: plain('Lưu và tiếp', 'Save and go on'),
  back: plain('Quay lại', 'Back'),
  review: plain('Xem lại', 'Review'),
  saveForLater: plain('Để sau', 'Later'),
  fileInChat: plain('Gửi tệp vào khung trò chuyện.', 'Send the file in the chat.'),
  unanswered: plain('(chưa có)', '(not given)'),
  leftBlank: plain('(để trống)', '(left blank)'),
  edit: phrase<{ number: string }>(p => `Sửa ${p.number}`, p => `Edit ${p.number}`),
  editSection: plain('Sửa mục', 'Edit section'),
  toCorrect: plain('Cần sửa', 'To correct'),
  toConfirm: plain('Cần xác nhận', 'To confirm'),
  confirmed: plain('đã xác nhận', 'confirmed'),
  missing: phrase<{ fields: string }>(p => `Còn thiếu: ${p.fields}.`, p => `Missing: ${p.fields}.`),
  complete: plain('Đã đủ nội dung, số liệu khớp.', 'Complete, and the figures agree.'),
  part: phrase<{ part: number; parts: number }>(p => `(${p.part}/${p.parts})`, p => `(${p.part}/${p.parts})`),
  changes: phrase<{ count: number }>(p => `${p.count} chỗ thay đổi so với bản trước`, p => (p.count === 1 ? '1 change from the version before' : `${p.count} changes from the version before`)),
  noChanges: plain('Không có thay đổi so với bản trước.', 'No changes from the version before.'),
  was: plain('Trước', 'Before'),
  now: plain('Nay', 'Now'),
  moreChanges: phrase<{ count: number }>(p => `… và ${p.count} chỗ khác.`, p => `… and ${p.count} more.`),
  tooLong: phrase<{ length: number; max: number }>(p => `dài ${p.length} ký tự, tối đa ${p.max}.`, p => `has ${p.length} characters; at most ${p.max}.`),
}

/** A section's number and title as they stand in the document: "I. Đặc điểm tình hình", "III.1. Chuyên đề". */
export function sectionTitle(section: Section, locale: Locale): string {
  return `${section.number}. ${section.title[locale]}`
}

/** Titles of a page's sections: "III.1. Chuyên đề; III.2. Công khai". */
export function pageTitles(form: Form, page: number, locale: Locale): string {
  return form.sections.filter(section => section.page === page).map(section => sectionTitle(section, locale)).join('; ')
}

/** A label inside a sentence: lower-case unless it begins with an abbreviation or a proper name ("Ban Thanh tra"). */
export function inSentence(label: string): string {
  return /^\p{Lu}(?:\p{Lu}|\p{Ll}+(?:’s)? \p{Lu})/u.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1)
}

/** The one message that asks a page: what is still open on it, required first, and how an answer may look. */
export function askPage(form: Form, page: number, answers: Answers, locale: Locale): string {
  const fields = fieldsOnPage(form, page, answers)
  const open = fields.filter(field => !Object.hasOwn(answers, field.id))
  const required = open.filter(field => field.required)
  const optional = open.filter(field => !field.required)
  const asked = (list: Field[]): string => list.map(field => `${inSentence(field.label[locale])}${choices(field, locale)}`).join('; ')
  const conditional = form.sections.filter(section => section.page === page).flatMap(section => section.fields)
    .filter(field => field.required && !fields.includes(field) && required.some(parent => parent.id === field.when?.field))
  const lines = [formWords.page[locale]({ page, pages: pagesOf(form).length, titles: pageTitles(form, page, locale) })]
  if (required.length > 0) lines.push(formWords.asks[locale]({ fields: asked([...required, ...conditional]) }))
  else lines.push(formWords.allAnswered[locale]())
  if (optional.length > 0) lines.push(formWords.optional[locale]({ fields: asked(optional) }))
  const example = exampleOf([...required, ...conditional], locale)
  if (example !== '') lines.push(formWords.example[locale]({ example }))
  return lines.join('\n')
}

function choices(field: Field, locale: Locale): string {
  if (field.kind !== 'choice' || field.choices.length > 4) return ''
  return ` (${field.choices.map(choice => inSentence(choice.label[locale])).join(', ')})`
}

const SAMPLE_COUNTS = [2, 1, 3, 0, 5, 4]

/** One line that answers some of these fields, built from their own names, and understood when it is typed: figures and short answers first, one labelled text when there is nothing else. */
export function exampleOf(fields: readonly Field[], locale: Locale): string {
  const short = fields.filter(field => field.kind !== 'text' && field.kind !== 'attachment').slice(0, 4)
  const texts = fields.filter(field => field.kind === 'text')
  const name = (field: Field): string => (locale === 'vi' ? field.said[0] ?? inSentence(field.label.vi) : inSentence(field.label.en))
  const pieces = short.map((field, at) => {
    switch (field.kind) {
      case 'count': return `${name(field)} ${SAMPLE_COUNTS[at % SAMPLE_COUNTS.length]}`
      case 'yes-no-none': return `${name(field)}: ${locale === 'vi' ? 'có' : 'yes'}`
      case 'date': return `${name(field)} 12/3`
      case 'choice': return `${name(field)}: ${inSentence(field.choices[0]!.label[locale])}`
      default: return ''
    }
  })
  if (pieces.length > 0) return pieces.join(short.some(field => field.kind === 'choice') ? '; ' : ', ')
  return texts.slice(0, 2).map(field => `${name(field)}: …`).join('; ')
}
