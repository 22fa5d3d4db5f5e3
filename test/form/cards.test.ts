import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { judge } from '#domain/form/judge.ts'
import { fieldsOf } from '#domain/form/parseForm.ts'
import { fieldsOnPage, pagesOf } from '#domain/form/pages.ts'
import { parseJump } from '#domain/form/parseJump.ts'
import { showAnswer } from '#domain/form/showAnswer.ts'
import type { Answers } from '#domain/form/form.ts'
import { pageCard, readCardInputs } from '#dialogs/cards/formCard.ts'
import { reviewCard, textReview } from '#dialogs/cards/reviewCard.ts'
import { versionDiffCard } from '#dialogs/cards/versionDiffCard.ts'
import { askPage } from '#dialogs/phrases/form.ts'
import type { AdaptiveCard } from '#ports/channel.ts'
import { answersIn, forms, read, six, TYPED, WINDOW } from './sample.ts'

const adaptive = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as {
  AdaptiveCard: new () => { parse(json: unknown, context?: unknown): void; validateProperties(): { validationEvents: { message: string }[] }; getAllInputs(): { id: string }[] }
  SerializationContext: new () => { eventCount: number; getEventAt(at: number): { message: string } }
}

/** What the official renderer finds wrong with a card. */
function faults(card: AdaptiveCard): string[] {
  const official = new adaptive.AdaptiveCard()
  const context = new adaptive.SerializationContext()
  official.parse(JSON.parse(JSON.stringify(card)), context)
  return [...Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message), ...official.validateProperties().validationEvents.map(event => event.message)]
}

/** The inputs of a card as the official renderer finds them. */
function inputsOf(card: AdaptiveCard): string[] {
  const official = new adaptive.AdaptiveCard()
  official.parse(JSON.parse(JSON.stringify(card)))
  return official.getAllInputs().map(input => input.id)
}

const size = (card: AdaptiveCard): number => new TextEncoder().encode(JSON.stringify(card)).length
const strings = (json: unknown): string[] => (typeof json === 'string' ? [json] : json !== null && typeof json === 'object' ? Object.values(json).flatMap(strings) : [])

/** The whole typed report of the other tests, as answers. */
const FULL: Answers = TYPED.reduce<Answers>((answers, text, at) => ({ ...answers, ...answersIn(read(at + 1, text, answers)) }), {})
const HOSTILE = '[bấm](http://evil.example) <at>Viện trưởng</at> **đậm** `x` =SUM(A1) \u202Etxt.exe\n- một\n1. hai\n# ba'
const LONG: Answers = { ...FULL, strengths: 'Nội bộ đoàn kết, thống nhất. '.repeat(200).slice(0, 6000), limitations: 'Công khai còn chậm. '.repeat(300).slice(0, 6000), lessons: HOSTILE, plan: 'a'.repeat(6000) }

describe('a page as a card', () => {
  test.each([...forms.values()].flatMap(form => pagesOf(form).flatMap(page => (['vi', 'en'] as const).map(locale => [form.id, page.number, locale] as const))))('%s page %i (%s) is a valid card of 1.5, small, with an input for each field', (id, page, locale) => {
    const form = forms.get(id)!
    for (const answers of [{}, id === 'so-ket-6-thang' ? LONG : {}]) {
      const card = pageCard(form, page, answers, locale, { data: { obligation: 'sk-2026.bac-ninh' } })
      expect(faults(card)).toEqual([])
      expect(card.version).toBe('1.5')
      expect(inputsOf(card)).toEqual(expect.arrayContaining(fieldsOnPage(form, page, answers).filter(field => field.kind !== 'attachment').map(field => field.id)))
      expect(size(card)).toBeLessThan(28_000)
    }
  })

  test('asks the fields that depend on a question of the same page along with it', () => {
    expect(inputsOf(pageCard(six, 4, {}, 'vi'))).toContain('conference-date')
    expect(inputsOf(pageCard(six, 4, { 'conference-held': 'no' }, 'vi'))).not.toContain('conference-date')
  })

  test('shows what is there and what is wrong with it', () => {
    const problems = judge(six, { ...FULL, 'conference-present': 51 }, { window: WINDOW }).problems
    const card = pageCard(six, 4, { ...FULL, 'conference-present': 51 }, 'vi', { problems })
    expect(strings(card).join('\n')).toContain('Số có mặt (51) không thể lớn hơn số triệu tập (50).')
    expect(faults(card)).toEqual([])
  })

  test('every button of its own saves what is typed, and says where to go then', () => {
    const presses = (page: number): unknown[] => (pageCard(six, page, {}, 'vi', { data: { obligation: 'o' } }).actions as { data: { qcdc: unknown }; associatedInputs?: string }[]).map(action => (action.associatedInputs === 'none' ? undefined : action.data.qcdc))
    const press = (page: number, then: string): unknown => ({ act: 'save-page', obligation: 'o', page, shown: {}, then })
    expect(presses(2)).toEqual(['next', 'back', 'review', 'later'].map(then => press(2, then)))
    expect(presses(1)).toEqual(['next', 'review', 'later'].map(then => press(1, then)))
  })

  test('what a filled card sends back is what was answered', () => {
    const sent = pagesOf(six).map(page => readCardInputs(six, collect(pageCard(six, page.number, FULL, 'vi'))))
    expect(sent.flatMap(({ problems, unknown }) => [...problems, ...unknown])).toEqual([])
    expect(Object.assign({}, ...sent.map(({ answers }) => answers))).toEqual(FULL)
  })
})

describe('inputs of a card', () => {
  test('are read from strings, and blanks are told apart', () => {
    expect(readCardInputs(six, { 'conferences': '2', 'attendees': '1.200', 'seminars': 1, 'topic-forms': 'sao-gui-tai-lieu,hoi-nghi', 'trade-union': 'none', 'conference-date': '2026-01-20', 'strengths': '  ', 'circulations': '' })).toEqual({
      answers: { 'conferences': 2, 'attendees': 1200, 'seminars': 1, 'topic-forms': ['hoi-nghi', 'sao-gui-tai-lieu'], 'trade-union': 'none', 'conference-date': '2026-01-20' },
      blank: ['strengths', 'circulations'], problems: [], unknown: [],
    })
  })

  test.each<[string, unknown]>([
    ['conferences', '-1'], ['conferences', '2,5'], ['conferences', 'hai'], ['conferences', '1e9'], ['conferences', '99999999999'], ['conferences', Number.NaN], ['conferences', Infinity], ['conferences', { $gt: 0 }], ['conferences', [2]], ['conferences', true],
    ['conference-date', '2026-02-30'], ['conference-date', '20/1/2026'], ['trade-union', 'maybe'], ['committee-change', 'none'], ['topic-forms', 'hoi-nghi,khac'], ['topic-forms', ['hoi-nghi']], ['topic-name', 'x'.repeat(501)], ['strengths', 'x'.repeat(100_000)], ['topic-name', 12],
  ])('%s = %j is a problem in words, not an answer', (field, value) => {
    const { answers, problems, blank } = readCardInputs(six, { [field]: value })
    expect({ answers, blank }).toEqual({ answers: {}, blank: [] })
    expect(problems).toMatchObject([{ field, problem: { vi: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) } }])
  })

  test('names that are no field are ignored and named', () => {
    const inputs = JSON.parse('{"__proto__": "x", "constructor": "y", "signed-scan": "z", "nope": 1}') as Record<string, unknown>
    const { answers, unknown } = readCardInputs(six, inputs)
    expect(answers).toEqual({})
    expect(unknown.toSorted()).toEqual(['__proto__', 'constructor', 'nope', 'signed-scan'])
  })
})

describe('the review', () => {
  test.each(['vi', 'en'] as const)('is valid, within what Teams takes, and shows every answer (%s)', locale => {
    for (const answers of [{}, FULL, LONG]) {
      const cards = reviewCard(six, answers, judge(six, answers, { window: WINDOW }), locale, { data: { obligation: 'sk-2026.bac-ninh' }, actions: [{ type: 'Action.Submit', title: 'Gửi' }] })
      for (const card of cards) {
        expect(faults(card)).toEqual([])
        expect(size(card)).toBeLessThan(28_000)
      }
      expect(cards.map(card => card.actions?.length ?? 0)).toEqual([...cards.slice(1).map(() => 0), 1])
      const shown = strings(cards).join('\n').replaceAll('\\', '')
      for (const field of fieldsOf(six)) {
        const value = answers[field.id]
        if (value !== undefined && field.kind !== 'text') expect(shown, field.id).toContain(showAnswer(field, value, locale))
      }
    }
  })

  test('says what is missing and what looks wrong, with the reason and the article', () => {
    const answers: Answers = { ...FULL, 'conference-present': 30, 'votes-for': 30, 'complaints-pending': 9 }
    delete answers.strengths
    const text = textReview(six, answers, judge(six, answers, { window: WINDOW }), 'vi').join('\n')
    expect(text).toContain('Còn thiếu: Ưu điểm.')
    expect(text).toContain('Cần sửa: Đã giải quyết (6) + còn tồn (9) phải bằng kỳ trước chuyển sang (2) + mới nhận (5).')
    expect(text).toContain('Cần xác nhận: Có mặt 30/50 người, dưới 2/3')
    expect(text).toContain('Đ.51.2c')
    expect(text).toContain('- Ưu điểm: (chưa có)')
  })

  test('as text comes in messages a channel takes, nothing left out', () => {
    const messages = textReview(six, LONG, judge(six, LONG, { window: WINDOW }), 'vi')
    expect(Math.max(...messages.map(message => message.length))).toBeLessThanOrEqual(3500)
    const whole = messages.join('').replace(/\s/g, '')
    expect(whole).toContain('Số hội nghị: 2'.replace(/\s/g, ''))
    expect(whole.match(/Nộibộđoànkết/g)?.length).toBe(LONG.strengths!.toString().match(/Nội bộ đoàn kết/g)?.length)
  })
})

describe('the difference between two versions', () => {
  test('shows each change, old beside new', () => {
    const after: Answers = { ...FULL, conferences: 3, proposals: 'Bổ sung biên chế' }
    delete after['topic-result']
    const card = versionDiffCard(six, FULL, after, 'vi')
    expect(faults(card)).toEqual([])
    expect(strings(card)).toEqual(expect.arrayContaining(['3 chỗ thay đổi so với bản trước', 'II Số hội nghị', '2', '3', 'VI Kiến nghị, đề xuất', '(chưa có)', 'Bổ sung biên chế']))
  })
  test('says so when there is none', () => expect(strings(versionDiffCard(six, FULL, { ...FULL }, 'vi'))).toContain('Không có thay đổi so với bản trước.'))
  test('of everything at once stays a card of bounded size', () => {
    const card = versionDiffCard(six, {}, LONG, 'vi')
    expect(faults(card)).toEqual([])
    expect(size(card)).toBeLessThan(28_000)
  })
})

test('people’s own text in a card is text: no link, mention, emphasis or list takes hold', () => {
  const cards = [...reviewCard(six, LONG, judge(six, LONG, { window: WINDOW }), 'vi'), versionDiffCard(six, FULL, LONG, 'vi')]
  const shown = strings(cards).filter(text => text.includes('evil.example'))
  expect(shown.length).toBeGreaterThan(0)
  for (const text of shown) {
    expect(text).not.toMatch(/(?<!\\)[[\]<>*`#]/)
    expect(text).not.toMatch(/^\s*(?:-|\d+\.)\s/m)
  }
})

describe('the question of a page', () => {
  test('names what is required first, marks the rest, and gives an example', () => {
    expect(askPage(six, 2, {}, 'vi')).toBe([
      '**Phần 2/8 · II. Lãnh đạo, chỉ đạo, quán triệt**',
      'Xin cho biết: số văn bản ban hành; số hội nghị; số tọa đàm; số lần sao gửi tài liệu; số lượt người dự; kiện toàn Ban Chỉ đạo.',
      'Ví dụ: “văn bản 2, hội nghị 1, tọa đàm 3, sao gửi 0”',
    ].join('\n'))
  })
  test('asks only what is open, and says when nothing is', () => {
    expect(askPage(six, 2, { 'documents-issued': 12, 'conferences': 2, 'seminars': 1, 'circulations': 3, 'attendees': 340 }, 'vi')).toContain('Xin cho biết: kiện toàn Ban Chỉ đạo.')
    expect(askPage(six, 2, FULL, 'vi')).toContain('đã điền đủ')
  })
  test('in English', () => expect(askPage(six, 2, {}, 'en')).toContain('Please give: documents issued; conferences; seminars'))
})

describe('going to a place in the form', () => {
  test.each<[string, ReturnType<typeof parseJump>]>([
    ['sửa mục 7', { section: 'complaints' }], ['quay lại mục III.3', { section: 'decision' }], ['về phần công khai', { section: 'publicity' }], ['sua so hoi nghi', { section: 'direction', field: 'conferences' }],
    ['mục 7', { section: 'complaints' }], ['III.7', { section: 'complaints' }], ['muc iii.7', { section: 'complaints' }], ['sửa mục IV', { section: 'assessment' }], ['đi đến phần V', { section: 'plan' }], ['trang 3', { section: 'topic' }],
    ['cho em sửa lại mục 3 ạ', { section: 'decision' }], ['sửa mục Ưu điểm', { section: 'assessment', field: 'strengths' }], ['go to section III.2', { section: 'publicity' }], ['sửa ngày hội nghị', { section: 'decision', field: 'conference-date' }],
    ['sửa phần khen thưởng', { section: 'commendation' }], ['cho xem lại mục IV', { section: 'assessment' }], ['xem lại phần III.7', { section: 'complaints' }], ['mở phần kiến nghị', { section: 'proposals' }], ['sửa lại phần đánh giá', { section: 'assessment' }], ['sửa phần đơn thư', { section: 'complaints' }],
    // "Phần 3/8" is what the page is called where it is shown; "mục" counts as the document does.
    ['quay lại phần 3', { section: 'topic' }], ['phan 8', { section: 'assessment' }], ['muc 3', { section: 'decision' }], ['về mục III', { section: 'topic' }], ['phần 12', undefined],
    ['sửa tổng số thành 45', undefined], ['sửa mục 12', undefined], ['quay lại', undefined], ['tiếp', undefined], ['hội nghị 2', undefined], ['sửa', undefined], ['về nhà', undefined], ['III.7: mới 5, tồn 2', undefined],
  ])('“%s” leads to %j', (text, expected) => expect(parseJump(six, text)).toEqual(expected))
})

/** What a client sends when a card is submitted as it was shown. */
function collect(json: unknown): Record<string, unknown> {
  if (json === null || typeof json !== 'object') return {}
  const own = json as { type?: unknown; id?: unknown; value?: unknown }
  const mine = typeof own.type === 'string' && own.type.startsWith('Input.') ? { [String(own.id)]: own.value === undefined ? '' : String(own.value) } : {}
  return Object.assign(mine, ...Object.values(json).map(collect)) as Record<string, unknown>
}
