import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { fill } from '#domain/form/fill.ts'
import { judge } from '#domain/form/judge.ts'
import { fieldOf, fieldsOf } from '#domain/form/parseForm.ts'
import { parseJump } from '#domain/form/parseJump.ts'
import { wrongAnswer } from '#domain/form/wrongAnswer.ts'
import { readCardInputs } from '#dialogs/cards/formCard.ts'
import type { Answer, Answers, Field } from '#domain/form/form.ts'
import { ownCpu } from '../store/processorTime.ts'
import { AT, forms, read, six, TYPED, WINDOW } from './sample.ts'

// The machine may be busy with other tests; the bound on time is the one stated below.
vi.setConfig({ testTimeout: 60_000 })

const names = fieldsOf(six).flatMap(field => [field.label.vi, field.label.en, ...field.said])
/** Messages made of what messages are made of: names, figures, marks, answers, and anything at all. */
const piece = fc.oneof(
  fc.constantFrom(...names), fc.integer({ min: -20, max: 2_000_000 }).map(String), fc.constantFrom(',', ';', '\n', ': ', ' là ', ' và ', '.', '-', '/', '%', '1.200', '2,5', '12/3', '31/2/2026', '45/50', 'III.7 ', 'mục 7:', '1. '),
  fc.constantFrom('có', 'không', 'không còn', 'chưa có', 'bỏ qua', 'để trống', 'ý tôi là', 'chứ không phải', 'nhầm', 'sửa', 'thành', 'khoảng', 'mười hai', 'một trăm linh năm', 'đều', '12/KH-VKS', 'hạn nộp khi nào?'),
  fc.string({ maxLength: 12, unit: 'grapheme' }), fc.constantFrom('\u202e', '\u0000', '\ud800', '́', '<at>x</at>', '__proto__', 'constructor'),
)
const message = fc.array(piece, { maxLength: 16 }).map(pieces => pieces.join(' '))
const answer = (field: Field): fc.Arbitrary<Answer> => {
  switch (field.kind) {
    case 'count': return fc.nat(5000)
    case 'text': return fc.string({ minLength: 1, maxLength: 20 }).filter(text => text.trim() !== '')
    case 'choice': return fc.subarray(field.choices.map(choice => choice.id), { minLength: 1 })
    case 'date': return fc.constantFrom('2026-01-20', '2025-12-01', '2026-06-30')
    case 'yes-no-none': return fc.constantFrom('yes', 'no')
    case 'attachment': return fc.constant({ file: 'f', name: 'a.pdf', bytes: 1, sha256: 'x' })
  }
}
const answersOf = fc.record(Object.fromEntries(fieldsOf(six).map(field => [field.id, answer(field)])), { requiredKeys: [] }) as fc.Arbitrary<Answers>

test('any message on any page is read without a fault, and every value read can be its field’s answer', () => {
  fc.assert(fc.property(message, fc.integer({ min: 1, max: 8 }), answersOf, (text, page, answers) => {
    const filled = read(page, text, answers, { last: [{ field: 'conferences', value: 2 }] })
    for (const { field, value, span } of [...filled.found, ...filled.repairs]) {
      expect(wrongAnswer(fieldOf(six, field)!, value)).toBeUndefined()
      expect(span[0]).toBeGreaterThanOrEqual(0)
      expect(span[1]).toBeLessThanOrEqual(filled.text.length)
    }
    const fields = [...filled.found, ...filled.repairs].map(found => found.field)
    expect(new Set(fields).size).toBe(fields.length)
    for (const id of [...filled.skips, ...filled.blanks]) expect(fields).not.toContain(id)
  }), { numRuns: 250 })
})

test('a count that was read stood in the message, as digits or as words', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('văn bản', 'hội nghị', 'tọa đàm', 'sao gửi', 'lượt người'), fc.nat(99_999)), { minLength: 1, maxLength: 5 }), fc.boolean(), fc.constantFrom(', ', '; ', '\n', ' và '), (pairs, before, joint) => {
    const text = pairs.map(([name, value]) => (before ? `${value} ${name}` : `${name} ${value}`)).join(joint)
    const once = pairs.filter(([name], at) => pairs.findIndex(([other]) => other === name) === at && !pairs.some(([other], later) => later !== at && other === name))
    const filled = read(2, text)
    const ids = { 'văn bản': 'documents-issued', 'hội nghị': 'conferences', 'tọa đàm': 'seminars', 'sao gửi': 'circulations', 'lượt người': 'attendees' }
    for (const [name, value] of once) expect(filled.found.find(found => found.field === ids[name])?.value, text).toBe(value)
    for (const { value } of filled.found) expect(pairs.map(([, number]) => number)).toContain(value)
  }), { numRuns: 300 })
})

test('reading is the same without diacritics, in capitals and decomposed', () => {
  fc.assert(fc.property(fc.constantFrom(...TYPED.map((text, at) => [at + 1, text] as const)), fc.constantFrom<(text: string) => string>(text => text.toUpperCase(), text => text.normalize('NFD'), text => `  ${text}  `, text => text.replaceAll(' ', '\u00a0')), ([page, text], change) => {
    const counts = (said: string): unknown => read(page, said, { 'inspection-board': 'yes' }).found.filter(found => typeof found.value !== 'string').map(({ field, value }) => [field, value])
    expect(counts(change(text))).toEqual(counts(text))
  }))
})

test('no form file is special: any page of any form reads any message', () => {
  fc.assert(fc.property(message, fc.constantFrom(...forms.values()), fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }), (text, form, page) => {
    const { found } = fill(form, text, { answers: {}, at: AT, window: WINDOW, ...(page === undefined ? {} : { page }) })
    for (const { field } of found) expect(fieldOf(form, field)).toBeDefined()
    const jump = parseJump(form, text)
    if (jump) expect(form.sections.map(section => section.id)).toContain(jump.section)
  }), { numRuns: 200 })
})

test('judging is a function of its arguments, changes none of them, and an answer never makes another one missing but by a condition', () => {
  fc.assert(fc.property(answersOf, answersOf, (answers, previous) => {
    const frozen = structuredClone(answers)
    const judged = judge(six, answers, { window: WINDOW, previous })
    expect(judge(six, answers, { window: WINDOW, previous })).toEqual(judged)
    expect(answers).toEqual(frozen)
    const wrong = new Set(judged.problems.flatMap(problem => problem.fields))
    // required looks only at blanks, every other check only at what is answered
    for (const id of judged.missing) expect(wrong.has(id)).toBe(false)
    expect(judged.complete).toBe(judged.missing.length === 0 && judged.problems.every(problem => problem.severity === 'asking'))
    const again = judge(six, answers, { window: WINDOW, previous, confirmed: judged.problems.map(problem => problem.key) })
    expect(again.ready).toBe(again.complete)
  }), { numRuns: 200 })
})

test('any inputs of a card are read without a fault, and every answer read can be its field’s', () => {
  fc.assert(fc.property(fc.dictionary(fc.oneof(fc.constantFrom(...fieldsOf(six).map(field => field.id)), fc.string()), fc.oneof(fc.string({ unit: 'grapheme' }), fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()), fc.object())), inputs => {
    for (const [field, value] of Object.entries(readCardInputs(six, inputs).answers)) expect(wrongAnswer(fieldOf(six, field)!, value)).toBeUndefined()
  }), { numRuns: 300 })
})

test('the longest messages are read quickly', () => {
  for (const text of ['hội nghị 2 tọa đàm 1 '.repeat(900), '1. '.repeat(6000), 'a,'.repeat(9000), 'ưu điểm: a; '.repeat(1500), 'hội nghị\n'.repeat(2000), '9'.repeat(19_000), 'một trăm '.repeat(2000), '? '.repeat(9000), '1.1.'.repeat(4900)]) {
    // CPU, not wall clock: other tests run beside this one.
    const before = ownCpu()
    read(8, text.slice(0, 9_999))
    read(2, text.slice(0, 9_999))
    expect(ownCpu() - before, text.slice(0, 20)).toBeLessThan(3000)
  }
})
