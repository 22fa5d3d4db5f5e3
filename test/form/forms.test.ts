import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { formHash, fieldsOf, parseForm, parseForms } from '#domain/form/parseForm.ts'
import { nextField, nextPage, pagesOf, relevant } from '#domain/form/pages.ts'
import type { Answers, Form } from '#domain/form/form.ts'
import { exampleOf } from '#dialogs/phrases/form.ts'
import { answersIn, forms, FORMS_DIR, read, six } from './sample.ts'


/** An asking rule over these. */
function rule(check: Form['rules'][number]['check'], vi = 'a'): Form['rules'][number] {
  return { id: 'x', severity: 'asking', check, message: { vi, en: 'a' } }
}

function hashAfter(edit: (form: Form) => void): string {
  const copy = structuredClone(six)
  edit(copy)
  return formHash(copy)
}

describe('the committed forms', () => {
  test('are the four report types', () => {
    expect([...forms.keys()].toSorted()).toEqual(['chuyen-de', 'so-ket-6-thang', 'tong-ket-nam', 'tu-kiem-tra'])
  })

  test('carry a higher version whenever their fields or rules changed', () => {
    const recorded = readFileSync(new URL('VERSIONS', FORMS_DIR), 'utf8').trim().split('\n').toSorted()
    // When this fails: raise "version" in the form's file, then write the line received here into data/forms/VERSIONS.
    expect([...forms.values()].map(form => `${form.id} ${form.version} ${formHash(form)}`).toSorted()).toEqual(recorded)
  })

  test('a changed field changes the hash, another way of naming it does not', () => {
    expect(hashAfter(form => void (form.sections[0]!.fields[0]!.required = false))).not.toBe(formHash(six))
    expect(hashAfter(form => void form.rules.pop())).not.toBe(formHash(six))
    expect(hashAfter(form => void form.sections[0]!.fields[0]!.said.push('biên chế công chức'))).toBe(formHash(six))
  })

  test('the six-month form has the document’s sections, at most eight pages, and says that it is ours', () => {
    expect(six.sections.map(section => section.number)).toEqual(['I', 'II', 'III.1', 'III.2', 'III.3', 'III.4', 'III.5', 'III.6', 'III.7', 'III.8', 'III.9', 'IV', 'V', 'VI', 'VII'])
    expect(pagesOf(six).length).toBeLessThanOrEqual(8)
    expect(fieldsOf(six).length).toBeGreaterThanOrEqual(55)
    expect(six.note.vi).toMatch(/chưa tìm thấy mẫu/)
  })

  test('no page asks for more than a person can read at once', () => {
    for (const form of forms.values()) for (const page of pagesOf(form)) expect(page.sections.flatMap(section => section.fields).length, `${form.id} page ${page.number}`).toBeLessThanOrEqual(12)
  })

  test.each(['vi', 'en'] as const)('the example under every question is understood when it is typed (%s)', locale => {
    for (const form of forms.values())
      for (const page of pagesOf(form)) {
        const fields = page.sections.flatMap(section => section.fields).filter(field => field.required)
        const example = exampleOf(fields, locale)
        const answers: Answers = form.id.includes('ket') && page.number > 1 ? { 'inspection-board': 'yes' } : {}
        const filled = read(page.number, example, answers, {}, form)
        const asked = fields.filter(field => field.kind !== 'text' && field.kind !== 'attachment').slice(0, 4).map(field => field.id)
        expect({ form: form.id, page: page.number, example, unclear: filled.unclear, refused: filled.refused }).toEqual({ form: form.id, page: page.number, example, unclear: [], refused: [] })
        expect(Object.keys(answersIn(filled)), `${form.id} ${page.number}: ${example}`).toEqual(expect.arrayContaining(asked))
      }
  })
})

describe('a form file', () => {
  test('dropped in at run time is a report type', () => {
    const dropped = parseForms([{ name: 'bao-cao-nhanh.json', json: { id: 'bao-cao-nhanh', version: 1, title: { vi: 'Báo cáo nhanh', en: 'Flash report' }, note: { vi: 'Mẫu nội bộ.', en: 'Internal.' }, sections: [{ id: 'so-lieu', number: 'I', title: { vi: 'Số liệu', en: 'Figures' }, page: 1, fields: [{ kind: 'count', id: 'meetings', label: { vi: 'Số cuộc họp', en: 'Meetings' }, prompt: { vi: 'Bao nhiêu cuộc họp?', en: 'How many meetings?' }, required: true }] }] } }])
    const form = dropped.get('bao-cao-nhanh')!
    expect(nextField(form, {})?.id).toBe('meetings')
    expect(answersIn(read(1, 'cuoc hop 4', {}, {}, form))).toEqual({ meetings: 4 })
    expect(nextPage(form, { meetings: 4 })).toBeUndefined()
  })

  test.each<[string, (form: Form) => void, RegExp]>([
    ['an id that is not the file’s name', form => { form.id = 'khac' }, /must be the file's name/],
    ['a field id used twice', form => { form.sections[0]!.fields.push(form.sections[1]!.fields[0]!) }, /field "forms" is there twice/],
    ['a rule over a field that does not exist', form => { form.rules.push(rule(['nowhere', '<=', 1])) }, /there is no field "nowhere"/],
    ['a rule over a text', form => { form.rules.push(rule(['result', '<=', 1])) }, /"result" is not a count/],
    ['a message that names no field', form => { form.rules.push(rule(['attendees', '<=', 1], '{nope}')) }, /names no field: \{nope\}/],
    ['a condition on a later field', form => { form.sections[0]!.fields[0]!.when = { field: 'forms', is: ['hoi-nghi'] } }, /is not a field before it/],
    ['a condition on an answer that is never given', form => { form.sections[1]!.fields[2]!.when = { field: 'forms', is: ['dien-dan'] } }, /is never "dien-dan"/],
    ['an unreadable pattern', form => { Object.assign(form.sections[0]!.fields[1]!, { pattern: '(' }) }, /not a regular expression/],
    ['pages out of order', form => { form.sections[2]!.page = 3 }, /pages must count up/],
    ['an unknown property', form => { Object.assign(form.sections[0]!.fields[0]!, { colour: 'red' }) }, /colour/],
  ])('with %s is refused whole, saying where', (_, spoil, message) => {
    const form = structuredClone(forms.get('chuyen-de')!)
    spoil(form)
    expect(() => parseForm(form, 'chuyen-de.json')).toThrow(message)
  })

  test('every problem is told at once', () => {
    const form = structuredClone(forms.get('chuyen-de')!)
    form.rules.push(rule(['one', '<=', 'two']))
    expect(() => parseForm(form, 'chuyen-de.json')).toThrow(/"one".*"two"/)
  })

  test('that is cumulative over a form which is not there is refused', () => {
    expect(() => parseForms([{ name: 'tong-ket-nam.json', json: forms.get('tong-ket-nam') }])).toThrow(/there is no form "so-ket-6-thang"/)
  })
})

describe('the next question', () => {
  test('is derived from the answers: the first required field still open', () => {
    expect(nextField(six, {})?.id).toBe('civil-servants')
    expect(nextField(six, { 'civil-servants': 1, 'public-employees': 1, 'workers': 1 })?.id).toBe('subordinate-units')
  })

  test('passes over what was skipped, and comes back to it when asked to', () => {
    expect(nextField(six, {}, ['civil-servants'])?.id).toBe('public-employees')
    expect(nextField(six, {}, fieldsOf(six).map(field => field.id))).toBeUndefined()
    expect(nextField(six, {}, fieldsOf(six).map(field => field.id), true)?.id).toBe('civil-servants')
  })

  test('a field applies only while its condition holds', () => {
    expect(applying({ 'inspection-board': 'none' })).not.toContain('supervisions')
    expect(applying({ 'inspection-board': 'yes' })).toContain('supervisions')
    expect(applying({})).not.toContain('conference-date')
  })
})

function applying(answers: Answers): string[] {
  return relevant(six, answers).map(field => field.id)
}
