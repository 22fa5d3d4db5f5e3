import { describe, expect, test } from 'vitest'
import { judge } from '#domain/form/judge.ts'
import type { Answers } from '#domain/form/form.ts'
import type { JudgeContext } from '#domain/form/judge.ts'
import { forms, six, WINDOW } from './sample.ts'

const CONFERENCE: Answers = { 'conference-held': 'yes', 'conference-date': '2026-01-20', 'conference-total': 52, 'conference-called': 50, 'conference-present': 48, 'votes-for': 47 }
const rules = (answers: Answers, context: Partial<JudgeContext> = {}, form = six): string[] => judge(form, answers, { window: WINDOW, ...context }).problems.map(problem => `${problem.severity} ${problem.rule}`)

describe('blocking checks', () => {
  test.each<[string, Answers, string[]]>([
    ['present, called and total in order', CONFERENCE, []],
    ['more present than called', { ...CONFERENCE, 'conference-present': 51 }, ['blocking present-within-called']],
    ['more called than there are', { ...CONFERENCE, 'conference-called': 60 }, ['blocking called-within-total']],
    ['as many present as called as there are', { ...CONFERENCE, 'conference-total': 48, 'conference-called': 48 }, []],
    ['complaints in balance', { 'complaints-carried-over': 2, 'complaints-new': 5, 'complaints-resolved': 6, 'complaints-pending': 1 }, []],
    ['complaints out of balance', { 'complaints-carried-over': 2, 'complaints-new': 5, 'complaints-resolved': 6, 'complaints-pending': 2 }, ['blocking complaints-balance']],
    ['an unfinished balance is not judged', { 'complaints-carried-over': 2, 'complaints-new': 5, 'complaints-resolved': 9 }, []],
    ['a date on the first day of the window', { ...CONFERENCE, 'conference-date': '2025-12-01' }, []],
    ['a date on the last day of the window', { ...CONFERENCE, 'conference-date': '2026-05-31' }, []],
    ['a date before the window', { ...CONFERENCE, 'conference-date': '2025-11-30' }, ['blocking window']],
    ['a date after the window', { ...CONFERENCE, 'conference-date': '2026-06-01' }, ['blocking window']],
    ['a negative count', { conferences: -1 }, ['blocking kind']],
    ['a fraction', { conferences: 1.5 }, ['blocking kind']],
    ['a count that is text', { conferences: '2' }, ['blocking kind']],
    ['a day that does not exist', { ...CONFERENCE, 'conference-date': '2026-02-30' }, ['blocking kind']],
    ['a text that is too long', { 'topic-name': 'a'.repeat(501) }, ['blocking kind']],
    ['a choice that is not offered', { 'topic-forms': ['hoi-thao'] }, ['blocking kind']],
  ])('%s', (_, answers, expected) => expect(rules(answers)).toEqual(expected))

  test('an answer to a question that no longer applies is not judged', () => {
    expect(rules({ ...CONFERENCE, 'conference-held': 'no', 'conference-present': 99 })).toEqual([])
  })

  test('a year’s figure below its first half', () => {
    const year = forms.get('tong-ket-nam')!
    expect(rules({ conferences: 2 }, { firstHalf: { conferences: 3 } }, year)).toEqual(['blocking first-half'])
    expect(rules({ conferences: 3 }, { firstHalf: { conferences: 3 } }, year)).toEqual([])
    // Staff may well be fewer at the end of a year: only what adds up is compared.
    expect(rules({ 'civil-servants': 28 }, { firstHalf: { 'civil-servants': 30 } }, year)).toEqual([])
    expect(rules({ conferences: 2 }, { firstHalf: { conferences: 3 } }, six)).toEqual([])
  })
})

describe('asking checks', () => {
  test.each<[string, Answers, string[]]>([
    ['exactly two thirds present', { ...CONFERENCE, 'conference-total': 60, 'conference-called': 60, 'conference-present': 40, 'votes-for': 40 }, []],
    ['under two thirds present', { ...CONFERENCE, 'conference-total': 60, 'conference-called': 60, 'conference-present': 39, 'votes-for': 39 }, ['asking present-two-thirds']],
    ['seven staff need no quorum', { ...CONFERENCE, 'conference-total': 7, 'conference-called': 7, 'conference-present': 4, 'votes-for': 4 }, []],
    ['eight staff do', { ...CONFERENCE, 'conference-total': 8, 'conference-called': 8, 'conference-present': 5, 'votes-for': 5 }, ['asking present-two-thirds']],
    ['exactly half is not above half', { ...CONFERENCE, 'votes-for': 24 }, ['asking votes-over-half']],
    ['one above half is', { ...CONFERENCE, 'votes-for': 25 }, []],
    ['more votes than voters', { ...CONFERENCE, 'votes-for': 49 }, ['asking votes-within-present']],
  ])('%s', (_, answers, expected) => expect(rules(answers)).toEqual(expected))

  test.each<[number, number, boolean]>([[30, 10, false], [31, 10, true], [10, 30, false], [9, 30, true], [0, 10, true], [0, 3, false], [3, 0, false], [4, 0, true], [10, 10, false]])('%i now, %i last period: asked %s', (now, before, asked) => {
    expect(rules({ attendees: now }, { previous: { attendees: before } })).toEqual(asked ? ['asking unusual'] : [])
  })

  test('a confirmation holds for exactly the values it was given for', () => {
    const answers = { ...CONFERENCE, 'votes-for': 24 }
    const [problem] = judge(six, answers, { window: WINDOW }).problems
    const confirmed = [problem!.key]
    expect(judge(six, answers, { window: WINDOW, confirmed }).problems.map(each => each.confirmed)).toEqual([true])
    expect(judge(six, { ...answers, 'votes-for': 23 }, { window: WINDOW, confirmed }).problems.map(each => each.confirmed)).toEqual([false])
  })

  test('a blocking problem cannot be confirmed away', () => {
    const answers = { ...CONFERENCE, 'conference-present': 51 }
    const { problems } = judge(six, answers, { window: WINDOW })
    expect(judge(six, answers, { window: WINDOW, confirmed: problems.map(each => each.key) }).problems.map(each => each.confirmed)).toEqual([false])
  })

  test('the message names the figures and the article', () => {
    const [problem] = judge(six, { ...CONFERENCE, 'conference-present': 30, 'votes-for': 30 }, { window: WINDOW }).problems
    expect(problem?.message.vi).toBe('Có mặt 30/50 người, dưới 2/3 số triệu tập nên hội nghị có thể chưa hợp lệ.')
    expect(problem?.source).toContain('Đ.51.2c')
  })
})

test('an empty report lacks every required field that applies, and nothing else is wrong with it', () => {
  const judged = judge(six, {}, { window: WINDOW })
  expect(judged.problems).toEqual([])
  expect(judged.complete).toBe(false)
  expect(judged.missing).toContain('strengths')
  expect(judged.missing).not.toContain('proposals')
  expect(judged.missing).not.toContain('conference-date')
})
