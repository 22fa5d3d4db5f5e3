import { describe, expect, test } from 'vitest'
import { judge } from '#domain/form/judge.ts'
import type { Answers } from '#domain/form/form.ts'
import { answersIn, read, six, TYPED, WINDOW } from './sample.ts'

describe('what could be read two ways is asked, never taken', () => {
  test.each<[number, string, string]>([
    [2, 'khoảng 340 lượt người', 'about'],
    [2, 'hơn 300 lượt người', 'about'],
    [2, 'gan 300 luot nguoi', 'about'],
    [2, '20-25 lượt người', 'about'],
    [2, '1,200 lượt người', 'about'],
    [2, 'hội nghị 2 tọa đàm', 'which'],
    [6, 'tự kiểm tra 8 đơn vị', 'which'],
    [2, 'hội nghị 2 phòng', 'words'],
    [2, 'hội nghị 2, hội nghị 3', 'twice'],
    [2, 'một số hội nghị', 'no-value'],
    [2, 'nhiều tọa đàm', 'no-value'],
    [2, 'hội nghị', 'no-value'],
    [2, 'hội nghị tháng 3', 'no-value'],
    [2, '3, 2, 1, 340', 'no-field'],
    [4, 'tán thành 100%', 'percent'],
    [4, 'có 48 người', 'no-field'],
    [1, 'tổng số 36 người', 'which'],
    [1, 'công đoàn không hoạt động', 'words'],
    [1, 'ban ttnd có 3 người', 'no-field'],
    [6, 'giải quyết 12 vụ án', 'words'],
    [6, 'đơn vị 3 phòng', 'words'],
    [6, 'kiểm tra phòng 3', 'no-value'],
    [6, 'có 3 công chức vi phạm', 'words'],
    [8, 'Nguyên nhân: do ít người', 'which'],
    [3, '2 hội nghị, 1 tọa đàm', 'which'],
    [2, 'tôi có 3 con mèo', 'no-field'],
    [2, 'asdf 12 qwer', 'no-field'],
  ])('page %i: %s', (page, text, why) => {
    const filled = read(page, text)
    expect(answersIn(filled)).toEqual({})
    expect(filled.unclear.map(each => each.why)).toContain(why)
  })

  test('what is not there is not the one count asked, when it is something else', () => {
    const all = { 'inspections': 1, 'self-inspections': 7, 'units-inspected': 4, 'violations': 0, 'inspection-recommendations': 2, 'complaints-new': 3, 'complaints-resolved': 3, 'complaints-pending': 0 }
    expect(answersIn(read(6, 'khong co tep', all))).toEqual({})
    expect(answersIn(read(6, 'khong co', all))).toEqual({ 'complaints-carried-over': 0 })
  })

  test('a share is offered as a count when the whole is known, and still not taken', () => {
    const filled = read(4, 'có mặt 48, tán thành 100%')
    expect(answersIn(filled)).not.toHaveProperty('votes-for')
    expect(filled.unclear).toMatchObject([{ why: 'percent', candidates: [{ field: 'votes-for', value: 48 }] }])
  })

  test('a figure with no name beside a good one is asked about; the good one is kept', () => {
    const filled = read(2, 'hội nghị 2, 340')
    expect(answersIn(filled)).toEqual({ conferences: 2 })
    expect(filled.unclear).toMatchObject([{ said: '340', why: 'no-field' }])
  })

  test('supervision by a Board that does not exist is asked about', () => {
    const filled = read(5, 'giám sát 2', { 'inspection-board': 'none' })
    expect(answersIn(filled)).toEqual({})
    expect(filled.unclear).toMatchObject([{ why: 'other' }])
  })

  test.each([1, 2, 6])('nor do its figures go to other sections that call theirs the same, when page %i is asked', page => {
    const filled = read(page, 'giam sat 4 cuoc, nhan 9 kien nghi, giai quyet 8, qua 15 ngay 0', { 'inspection-board': 'none' })
    expect(answersIn(filled)).toEqual({})
    expect(filled.unclear.map(each => each.said)).toEqual(expect.arrayContaining(['giam sat 4', '9 kien nghi', 'giai quyet 8', 'qua 15 ngay 0']))
  })

  test('that there is nothing of what was counted before is asked about, where nothing else is left to be nothing', () => {
    const answered = { 'complaints-carried-over': 1, 'complaints-new': 4, 'complaints-resolved': 5, 'complaints-pending': 0 }
    const filled = read(6, 'kiểm tra 3, đơn thư: không có', answered)
    expect(answersIn(filled)).toEqual({ inspections: 3 })
    expect(filled.unclear).toMatchObject([{ said: 'đơn thư: không có', why: 'other', candidates: [{ field: 'complaints-carried-over' }, { field: 'complaints-new' }, { field: 'complaints-resolved' }] }])
    expect(read(6, 'kiểm tra 3, đơn thư: không có', { 'complaints-carried-over': 0, 'complaints-new': 0, 'complaints-resolved': 0, 'complaints-pending': 0 }).unclear).toEqual([])
    expect(read(6, 'kiểm tra 3, các mục còn lại bằng 0', { ...answered, 'self-inspections': 1, 'units-inspected': 2, violations: 1, 'inspection-recommendations': 1 }).unclear).toEqual([])
  })

  test('one figure between two names is offered to both', () => {
    const filled = read(6, 'tự kiểm tra 8 đơn vị')
    expect(filled.unclear).toEqual([{ said: 'tự kiểm tra 8 đơn vị', span: [0, 20], why: 'which', candidates: [{ field: 'self-inspections', value: 8 }, { field: 'units-inspected', value: 8 }] }])
  })
})

describe('what cannot be an answer is kept out, and told why', () => {
  test.each<[number, string, RegExp]>([
    [2, 'hội nghị -3', /số âm/],
    [2, 'hội nghị: -3', /số âm/],
    [2, 'hội nghị 2,5', /phần lẻ/],
    [2, 'tọa đàm 1.5', /phần lẻ/],
    [2, 'hội nghị 99999999999', /lớn quá mức/],
    [4, 'ngày hội nghị 31/2/2026', /không có ngày/],
    [4, 'hội nghị ngày 32/1/2026', /không có ngày/],
    [3, `tên chuyên đề: ${'dân chủ '.repeat(80)}`, /tối đa 500/],
  ])('page %i: %s', (page, text, reason) => {
    const filled = read(page, text)
    expect(answersIn(filled)).toEqual({})
    expect(filled.refused.map(each => each.problem.vi).join()).toMatch(reason)
  })
})

describe('bare values', () => {
  const assumed = (page: number, text: string, answers: Answers = {}): string[] => read(page, text, answers).found.map(each => `${each.field}=${String(each.value)}${each.assumed ? '?' : ''}`)
  test('a list is taken in the order asked only when it has as many as were asked, and shown as assumed', () => {
    expect(assumed(2, '12, 2, 1, 3, 340')).toEqual(['documents-issued=12?', 'conferences=2?', 'seminars=1?', 'circulations=3?', 'attendees=340?'])
    expect(assumed(2, '2, 1, 3, 340', { 'documents-issued': 12 })).toEqual(['conferences=2?', 'seminars=1?', 'circulations=3?', 'attendees=340?'])
    expect(assumed(2, '2, 1, 3')).toEqual([])
  })
  test('one value asked together with others is the first one’s by order, and shown as such', () => expect(assumed(2, '12')).toEqual(['documents-issued=12?']))
  test('one value for the one thing left is certain enough to need no mark', () => expect(assumed(6, '5', { ...without('violations') })).toEqual(['violations=5']))
  test('"không" to several questions answers none', () => expect(assumed(1, 'không')).toEqual([]))
  test('a lone date is that of the page’s one date', () => expect(assumed(4, '12/3/2026')).toEqual(['conference-held=yes?', 'conference-date=2026-03-12?']))

})

describe('prose', () => {
  test('figures, dates and label words inside a text stay in the text', () => {
    const text = 'Đơn vị đã tổ chức 2 hội nghị với 340 lượt người dự ngày 12/3, hạn chế tối đa sai sót.'
    expect(answersIn(read(8, text))).toEqual({ strengths: text })
    expect(answersIn(read(8, `Ưu điểm: ${text}; hạn chế: công khai chậm 3 ngày`))).toEqual({ strengths: text, limitations: 'công khai chậm 3 ngày' })
  })

  test.each<[string, Record<string, string>]>([
    ['ưu điểm: đoàn kết; hạn chế: chậm; nguyên nhân khách quan: ít người; nguyên nhân chủ quan: chưa đôn đốc; bài học: làm sớm', { 'strengths': 'đoàn kết', 'limitations': 'chậm', 'objective-causes': 'ít người', 'subjective-causes': 'chưa đôn đốc', 'lessons': 'làm sớm' }],
    ['Ưu điểm: đoàn kết\nHạn chế: chậm\nBài học kinh nghiệm: làm sớm', { strengths: 'đoàn kết', limitations: 'chậm', lessons: 'làm sớm' }],
    ['ưu điểm: đoàn kết, hạn chế: chậm, khách quan: ít người, chủ quan: lơ là', { 'strengths': 'đoàn kết', 'limitations': 'chậm', 'objective-causes': 'ít người', 'subjective-causes': 'lơ là' }],
    ['Ưu điểm:\n- Nội bộ đoàn kết\n- Tổ chức 2 hội nghị\nHạn chế:\n- Công khai chậm', { strengths: '- Nội bộ đoàn kết\n- Tổ chức 2 hội nghị', limitations: '- Công khai chậm' }],
    ['IV. Đánh giá chung\n1. Ưu điểm: tốt\n2. Hạn chế: chậm', { strengths: 'tốt', limitations: 'chậm' }],
    ['uu diem la noi bo doan ket; han che la cong khai cham', { strengths: 'noi bo doan ket', limitations: 'cong khai cham' }],
    ['ưu điểm: tốt\nV. Phương hướng: làm tiếp\nVI. Kiến nghị: không', { strengths: 'tốt', plan: 'làm tiếp', proposals: 'không' }],
    ['hạn chế: không có', { limitations: 'không có' }],
    ['Phương hướng: tổ chức 3 hội nghị; kiến nghị: bổ sung 2 biên chế', { plan: 'tổ chức 3 hội nghị', proposals: 'bổ sung 2 biên chế' }],
  ])('%s', (text, expected) => {
    const filled = read(8, text)
    expect({ answers: answersIn(filled), unclear: filled.unclear }).toEqual({ answers: expected, unclear: [] })
  })

  test('without colons the cut is shown as assumed', () => {
    expect(read(8, 'ưu điểm đoàn kết, hạn chế công khai chậm').found).toMatchObject([{ field: 'strengths', value: 'đoàn kết', assumed: true }, { field: 'limitations', value: 'công khai chậm', assumed: true }])
  })

  test('words that steer the conversation are not taken as the text asked', () => {
    for (const text of ['xem lại', 'quay lại', 'lưu nháp', 'lưu nháp giúp em ạ', 'hủy', 'gửi đi', 'tiếp', 'review', 'ok']) expect(answersIn(read(8, text)), text).toEqual({})
  })

  test('a question is not an answer, and the figures beside it are', () => {
    expect(answersIn(read(8, 'hạn nộp bao giờ?'))).toEqual({})
    const filled = read(2, 'hội nghị 2, tọa đàm 1. Hạn nộp khi nào ạ?')
    expect(answersIn(filled)).toEqual({ conferences: 2, seminars: 1 })
    expect(filled.rest).toEqual(['Hạn nộp khi nào ạ?'])
    expect(answersIn(read(2, 'hội nghị 2, tọa đàm 1, hạn nộp bao giờ'))).toEqual({ conferences: 2, seminars: 1 })
  })

  test('a text too long to be figures is still the text of the field asked', () => {
    const long = 'Nội bộ đoàn kết. '.repeat(300)
    expect(answersIn(read(8, long))).toEqual({ strengths: long.trim() })
  })
})

describe('skipping', () => {
  test.each<[string, string[], string[]]>([
    ['tọa đàm bỏ qua', ['seminars'], []],
    ['bỏ qua số tọa đàm', ['seminars'], []],
    ['tọa đàm: chưa có số liệu', ['seminars'], []],
    ['để trống tọa đàm', [], ['seminars']],
    ['skip seminars', ['seminars'], []],
  ])('%s', (text, skips, blanks) => {
    const filled = read(2, text)
    expect({ skips: filled.skips, blanks: filled.blanks, found: filled.found }).toEqual({ skips, blanks, found: [] })
  })
  test('beside an answer', () => expect(read(2, 'hội nghị 2, tọa đàm bỏ qua')).toMatchObject({ skips: ['seminars'], found: [{ field: 'conferences', value: 2 }] }))
  test('a text', () => expect(read(8, 'ưu điểm: tốt; hạn chế: bỏ qua')).toMatchObject({ skips: ['limitations'], found: [{ field: 'strengths', value: 'tốt' }] }))
})

test('a whole six-month report is filed in eight typed messages without diacritics, with nothing wrong or unclear', () => {
  let answers: Answers = {}
  for (const [at, text] of TYPED.entries()) {
    expect(text).toMatch(/^\p{ASCII}*$/u)
    const filled = read(at + 1, text, answers)
    expect({ text, unclear: filled.unclear, refused: filled.refused, skips: filled.skips }).toEqual({ text, unclear: [], refused: [], skips: [] })
    answers = { ...answers, ...answersIn(filled) }
  }
  expect(TYPED.length).toBeLessThanOrEqual(9)
  expect(judge(six, answers, { window: WINDOW })).toEqual({ missing: [], problems: [], complete: true, ready: true })
  expect(answers).toMatchObject({
    'civil-servants': 45, 'inspection-board': 'yes', 'documents-issued': 12, 'conferences': 2, 'seminars': 1, 'circulations': 3, 'attendees': 340, 'committee-change': 'no',
    'topic-name': 'dan chu trong tuyen dung va bo nhiem', 'topic-document-number': '12/KH-VKS', 'topic-document-date': '2026-01-15', 'topic-forms': ['hoi-nghi', 'sao-gui-tai-lieu'], 'topic-result': '45 nguoi tham du, 100% ky cam ket',
    'items-published': 8, 'publicity-forms': ['niem-yet', 'mang-noi-bo'], 'published-in-time': 'yes', 'conference-date': '2026-01-20', 'conference-present': 48, 'votes-for': 47,
    'opinions-taken-up': 22, 'supervisions': 2, 'board-petitions-overdue': 0, 'units-inspected': 5, 'violations': 0, 'inspection-recommendations': 1, 'complaints-resolved': 6, 'complaints-pending': 1,
    'discipline': 'chap hanh tot, khong ai bi ky luat', 'commended-collectives': 2, 'commended-individuals': 7, 'strengths': 'noi bo doan ket, 2 hoi nghi deu dung han', 'plan': 'mo 2 hoi nghi trong quy 3',
  })
})

/** Page 6 with one figure still open. */
function without(left: string): Answers {
  return Object.fromEntries(six.sections.filter(section => section.page === 6).flatMap(section => section.fields).filter(field => field.id !== left && field.kind === 'count').map(field => [field.id, 1]))
}
