import { relevant } from '../pages.ts'
import { fieldsOf } from '../parseForm.ts'
import { asksOfChange, dayFrom, oddFigure } from './value.ts'
import type { Filled } from '../fill.ts'
import type { Item } from './items.ts'
import type { PieceContext } from './piece.ts'
import type { Scope } from './scope.ts'
import type { Answer, Field } from '../form.ts'

/** Reads a message as the answer to the one field asked ("12", "chưa có", "ngày 12/3"); false when it names other fields or does not answer it. */
export function bareAnswer(filled: Filled, asked: Field, items: readonly Item[], text: string, context: PieceContext): boolean {
  const names = items.filter(item => item.type === 'name')
  const chooses = asked.kind === 'choice' && names.some(item => item.name.choices.some(choice => choice.field === asked.id))
  // The asked field's own name, or the noun it counts, may stand in its answer.
  const others = names.filter(item => !item.name.fields.includes(asked.id) && !(asked.kind === 'choice' && item.name.choices.some(choice => choice.field === asked.id)))
  const values = items.filter(item => item.type === 'value')
  const words = items.filter(item => item.type === 'word')
  const skip = items.find(item => item.type === 'skip')
  if (skip?.type === 'skip' && values.length === 0 && others.length === 0) {
    // Asked with others, the whole page is skipped, not its first field.
    if (context.page !== undefined && names.length === 0) return false
    ;(skip.blank ? filled.blanks : filled.skips).push(asked.id)
    return true
  }
  if (asked.kind === 'choice') {
    const ids = asked.choices.map(choice => choice.id).filter(id => names.some(item => item.name.choices.some(choice => choice.field === asked.id && choice.choice === id)))
    const counted = values.some(value => value.value.is === 'number' || (value.value.is === 'answer' && value.value.value !== 'yes'))
    if (!chooses || counted || (others.some(item => item.name.choices.length === 0))) return false
    const chosen = names.filter(item => item.name.choices.some(choice => choice.field === asked.id))
    const span: [number, number] = [chosen[0]!.from, chosen.at(-1)!.to]
    if (!asked.many && ids.length > 1) filled.unclear.push({ said: text.slice(...span), span, why: 'twice', candidates: ids.map(value => ({ field: asked.id, value })) })
    else filled.found.push({ field: asked.id, value: asked.many ? ids : ids[0]!, said: text.slice(...span), span })
    return true
  }
  if (others.length > 0) return false
  if (values.length !== 1) {
    // Beside its own name the figures are told apart by where they stand: "3 văn bản (1 kế hoạch, 2 công văn)".
    if (values.length === 0 || names.length > 0) return false
    const span: [number, number] = [values[0]!.from, values.at(-1)!.to]
    filled.unclear.push({ said: text.slice(...span), span, why: 'twice', candidates: values.flatMap(value => (value.value.is === 'number' && value.value.odd === undefined && asked.kind === 'count' ? [{ field: asked.id, value: value.value.value }] : [])) })
    return true
  }
  const item = values[0]!
  const { value } = item
  const span: [number, number] = [item.from, item.to]
  const said = text.slice(...span)
  const found = (answer: Answer, assumed = words.length > 0): boolean => {
    filled.found.push({ field: asked.id, value: answer, said, span, ...(assumed ? { assumed: true as const } : {}) })
    return true
  }
  if (value.is === 'same') {
    const before = asksOfChange(asked) ? 'no' : asked.carry ? context.previous?.[asked.id] : undefined
    return before !== undefined && found(before, true)
  }
  if (asked.kind === 'yes-no-none' && value.is === 'answer') {
    if (words.length > 3) return false
    return value.value === 'none' && !asked.none ? found('no', true) : found(value.value)
  }
  if (asked.kind === 'count') {
    // A figure in a whole sentence may be any figure.
    if (words.length > 4) {
      filled.unclear.push({ said, span, why: 'words', candidates: value.is === 'number' && value.odd === undefined ? [{ field: asked.id, value: value.value }] : [] })
      return true
    }
    // "không có tệp": what is not there is something else.
    if (value.is === 'answer') return value.value === 'yes' || words.length > 0 ? false : found(0)
    if (value.is === 'number') {
      if (value.odd === 'negative' || value.odd === 'fraction' || value.odd === 'giant') filled.refused.push({ field: asked.id, said, span, problem: oddFigure(asked, said, value.odd) })
      else if (value.odd === 'percent') filled.unclear.push({ said, span, why: 'percent', candidates: [{ field: asked.id }] })
      else if (value.odd) filled.unclear.push({ said, span, why: 'about', candidates: [{ field: asked.id, value: value.value }] })
      else return found(value.value, words.length > 0 || (!value.sure && words.length > 0))
      return true
    }
    if (value.is === 'pair' && value.sign === '/') return false
    filled.unclear.push({ said, span, why: 'about', candidates: [{ field: asked.id }] })
    return true
  }
  if (asked.kind === 'date' && (value.is === 'date' || value.is === 'pair')) {
    const day = dayFrom(value.is === 'date' ? value : { day: value.a, month: value.b }, context.window, context.at)
    if (day !== undefined) return found(day)
    filled.refused.push({ field: asked.id, said, span, problem: { vi: `${asked.label.vi}: không có ngày “${said}”.`, en: `${asked.label.en}: there is no day “${said}”.` } })
    return true
  }
  return false
}

/**
 * Reads a message of bare values ("3, 2, 1, 340") in the order asked, only when it has exactly as many as were asked, and then
 * as assumed. False when it is not such a list.
 */
export function bareList(filled: Filled, scope: Scope, items: readonly Item[], text: string, context: PieceContext): boolean {
  if (scope.whole || items.some(item => item.type === 'word' || item.type === 'skip' || item.type === 'name')) return false
  const values = items.filter(item => item.type === 'value')
  if (values.length === 0) return false
  const span: [number, number] = [values[0]!.from, values.at(-1)!.to]
  const said = text.slice(...span)
  const now = relevant(scope.form, context.answers)
  // What depends on an open question of the same page was asked with it.
  const near = fieldsOf(scope.form).filter(field => scope.near.has(field.id) && field.required && (now.includes(field) || (field.when !== undefined && scope.near.has(field.when.field) && !Object.hasOwn(context.answers, field.when.field))))
  const open = near.filter(field => !Object.hasOwn(context.answers, field.id))
  const figures = values.every(value => (value.value.is === 'number' && value.value.odd === undefined) || (value.value.is === 'answer' && value.value.value !== 'yes'))
  if (figures && values.some(value => value.value.is === 'number')) {
    for (const asked of [countsOf(open), countsOf(near)])
      if (asked.length === values.length) {
        values.forEach((value, at) => filled.found.push({ field: asked[at]!.id, value: value.value.is === 'number' ? value.value.value : 0, said: text.slice(value.from, value.to), span: [value.from, value.to], assumed: true }))
        return true
      }
  }
  const days = open.filter(field => field.kind === 'date')
  const [only] = values
  if (values.length === 1 && open.length === 1) {
    const before = filled.found.length + filled.unclear.length + filled.refused.length
    if (bareAnswer(filled, open[0]!, items, text, context) && filled.found.length + filled.unclear.length + filled.refused.length > before) {
      for (const found of filled.found.slice(before)) found.assumed = true
      return true
    }
  }
  const date = only!.value.is === 'date' ? only!.value : only!.value.is === 'pair' && (only!.value.dated || countsOf(open).length === 0 || only!.value.b <= 12) ? { day: only!.value.a, month: only!.value.b } : undefined
  if (values.length === 1 && date && days.length === 1) {
    const day = dayFrom(date, context.window, context.at)
    if (day !== undefined) { filled.found.push({ field: days[0]!.id, value: day, said, span, assumed: true }); return true }
  }
  if (values.every(value => value.value.is === 'answer')) {
    // A "có" or "không" alone may answer the assistant, not the form.
    const yesNo = open.filter(field => field.kind === 'yes-no-none')
    if (yesNo.length === values.length && yesNo.length > 1) {
      values.forEach((value, at) => filled.found.push({ field: yesNo[at]!.id, value: value.value.is === 'answer' ? value.value.value : 'no', said: text.slice(value.from, value.to), span: [value.from, value.to], assumed: true }))
      return true
    }
    filled.rest.push(said)
    return true
  }
  filled.unclear.push({ said, span, why: 'no-field', candidates: open.filter(field => field.kind === 'count' || field.kind === 'date').map(field => ({ field: field.id })) })
  return true
}

function countsOf(fields: readonly Field[]): Field[] {
  return fields.filter(field => field.kind === 'count')
}
