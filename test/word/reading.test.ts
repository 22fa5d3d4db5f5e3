import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { readWord } from '#adapters/word/readWord.ts'
import { isOtherPeriod } from '#domain/form/fromDocument/head.ts'
import { readReport } from '#domain/form/fromDocument/readReport.ts'
import type { Block } from '#domain/form/fromDocument/document.ts'
import { forms, six } from '../form/sample.ts'
import { docx, table } from './docx.ts'
import { SIX } from './reports/six.ts'
import { LAST } from './reports/last.ts'
import { LATER } from './reports/later.ts'
import { UNSEEN } from './reports/unseen.ts'
import { scoreOf, STATEMENTS, WHEN } from './score.ts'

const yearly = forms.get('tong-ket-nam')!

async function reading(blocks: string[]) {
  const file = await readWord(docx(blocks))
  if (!file.ok) throw new RangeError(file.problem)
  return readReport(six, file.document, WHEN, STATEMENTS)
}

describe('six offices, six ways of writing', () => {
  it.each(SIX)('$name: nine values of ten are found, none is wrong', async report => {
    const score = await scoreOf(report)
    expect({ wrong: score.wrong, askedWrong: score.askedWrong, extra: score.extra }).toEqual({ wrong: [], askedWrong: [], extra: [] })
    expect(score.right.length / score.values, JSON.stringify([score.asked, score.missing])).toBeGreaterThanOrEqual(0.9)
  })
})

describe('reports written after the reader, and what they taught it', () => {
  it.each([...UNSEEN, ...LATER])('$name: nine values of ten are found', async report => {
    const score = await scoreOf(report)
    expect((score.right.length + score.asked.length) / score.values, JSON.stringify([score.wrong, score.missing])).toBeGreaterThanOrEqual(0.9)
    expect(score.wrong).toEqual([])
  })
})

describe('reports the reader was never corrected by', () => {
  it.each(LAST)('$name: nine values of ten are found', async report => {
    const score = await scoreOf(report)
    expect((score.right.length + score.asked.length) / score.values, JSON.stringify([score.wrong, score.missing])).toBeGreaterThanOrEqual(0.9)
  })
})

describe('where a value stands', () => {
  it('is told by heading and paragraph, and by table and row', async () => {
    const { found } = await reading(['**I. ĐẶC ĐIỂM TÌNH HÌNH**', 'Trụ sở đã được sửa chữa.', 'Đơn vị có 86 công chức.', table([['Nội dung', 'Số lượng'], ['Số viên chức', '4'], ['Số người lao động', '9']])])
    expect(Object.fromEntries(found.map(one => [one.field, one.place]))).toEqual({
      'civil-servants': { kind: 'paragraph', heading: 'I', paragraph: 2 },
      'public-employees': { kind: 'table', table: 1, row: 2 },
      'workers': { kind: 'table', table: 1, row: 3 },
    })
  })
})

describe('what is asked instead of taken', () => {
  it('two values for one figure', async () => {
    const { found, doubts } = await reading(['**III.9. THI ĐUA, KHEN THƯỞNG**', 'Đã khen thưởng 3 tập thể.', table([['Tập thể được khen', 'Cá nhân được khen'], ['4', '12']])])
    expect(found.map(one => one.field)).toEqual(['commended-individuals'])
    expect(doubts).toMatchObject([{ field: 'commended-collectives', why: 'twice' }])
    expect(doubts[0]!.options.map(option => option.value).toSorted()).toEqual([3, 4])
  })

  it('an estimate', async () => {
    const { found, doubts } = await reading(['**II. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO**', 'Có khoảng 300 lượt người tham dự.'])
    expect(found).toEqual([])
    expect(doubts).toMatchObject([{ field: 'attendees', why: 'about' }])
  })

  it('a row of totals that its rows do not make', async () => {
    const { doubts } = await reading(['**I. TÌNH HÌNH TỔ CHỨC**', table([['TT', 'Phòng', 'Công chức', 'Viên chức'], ['1', 'Phòng 1', '10', '1'], ['2', 'Phòng 2', '12', '0'], ['', 'Tổng cộng', '23', '1']])])
    expect(doubts).toMatchObject([{ field: 'civil-servants', why: 'sum', options: [{ value: 23 }] }])
  })
})

describe('what is nobody’s figure', () => {
  it('laws, days, percentages, money and last period', async () => {
    const { found, doubts } = await reading([
      '**II. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO**', 'Quán triệt Luật số 10/2022/QH15, Điều 46, Nghị định số 59/2023/NĐ-CP; ngày 12/3/2026; đạt 98% kế hoạch; kinh phí 30 triệu đồng; quý II; trong 15 ngày.',
      table([['Nội dung', 'Cùng kỳ năm 2025', 'Ghi chú'], ['Số hội nghị', '9', '']]),
    ])
    expect([...found, ...doubts].map(one => one.field)).toEqual([])
  })
})

/** What was taken of a document, by field. */
async function taken(blocks: string[], form = six, when = WHEN) {
  const file = await readWord(docx(blocks))
  if (!file.ok) throw new RangeError(file.problem)
  const { found, doubts } = readReport(form, file.document, when, STATEMENTS)
  return { ...Object.fromEntries(found.map(one => [one.field, one.value])), ...Object.fromEntries(doubts.map(one => [`${one.field}?`, one.options.map(option => option.value)])) }
}

describe('figures of another time, of a difference, of each', () => {
  it.each<[string, Record<string, unknown>]>([
    ['Đã ban hành 05 văn bản, tăng 02 văn bản so với cùng kỳ năm 2025 (03 văn bản).', { 'documents-issued': 5 }],
    ['Tổ chức 03 hội nghị; cùng kỳ năm trước tổ chức 02 hội nghị, 04 tọa đàm.', { conferences: 3 }],
    ['Năm 2025 là 15 văn bản; kỳ này 12 văn bản.', { 'documents-issued': 12 }],
    ['Tổ chức 02 hội nghị, mỗi hội nghị có 40 lượt người dự.', { conferences: 2 }],
    ['Có từ 40 đến 45 lượt người dự.', { 'attendees?': [45] }],
    ['Đã ban hành hai (02) văn bản; mở một (01) hội nghị với hai mươi sáu (26) lượt người dự.', { 'documents-issued': 2, conferences: 1, attendees: 26 }],
    ['Vụ không có chức năng tổ chức tọa đàm.', {}],
    ['Đã ban hành sáu văn bản, tổ chức năm hội nghị; trong năm đơn vị còn khó khăn.', { 'documents-issued': 6, 'conferences': 5 }],
  ])('%s', async (line, read) => expect(await taken(['**II. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO**', line])).toEqual(read))

  it('the first half in a report on the whole year', async () => {
    const year = { window: { from: '2024-12-01', to: '2025-11-30' }, at: WHEN.at }
    expect(await taken(['**II. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO**', 'Cả năm ban hành 23 văn bản; riêng 6 tháng đầu năm ban hành 09 văn bản.'], yearly, year)).toEqual({ 'documents-issued': 23 })
    expect(await taken([table([['Nội dung', '6 tháng đầu năm', '6 tháng cuối năm', 'Cả năm 2025'], ['Văn bản đã ban hành', '04', '06', '10']])], yearly, year)).toEqual({ 'documents-issued': 10 })
    expect(await taken([table([['STT', 'Chỉ tiêu', 'Năm 2024', 'Năm 2025', 'So sánh'], ['1', 'Số lần sao gửi tài liệu', '14', '15', '+1'], ['2', 'Cuộc tọa đàm', '01', '02', '+1']])], yearly, year)).toEqual({ circulations: 15, seminars: 2 })
  })
})

describe('words that only look alike', () => {
  it('“đủ” is not “dự”, “Kiểm tra viên” no inspection, “kết quả” no way of publishing, “Viện có” no “viên chức”', async () => {
    expect(await taken(['**III.3. BÀN VÀ QUYẾT ĐỊNH**', 'Triệu tập đủ 26 người.'])).toMatchObject({ 'conference-called': 26 })
    expect(await taken(['**III.6. KIỂM TRA, TỰ KIỂM TRA**', 'Đơn vị có 12 Kiểm tra viên.'])).toEqual({})
    expect(await taken(['**III.2. CÔNG KHAI**', 'Đã công khai 09 nội dung gồm kết quả xếp loại, quyết toán quỹ nội bộ. Công khai bằng niêm yết tại bảng tin.'])).toMatchObject({ 'items-published': 9, 'publicity-forms': ['niem-yet'] })
    expect(await taken(['**I. TÌNH HÌNH**', 'Viện có 118 công chức.'])).toEqual({ 'civil-servants': 118 })
  })
})

describe('what is written around a report', () => {
  it('whom it is addressed to, what else the office did, and who receives a copy are nobody’s answers', async () => {
    expect(await taken([
      '**BÁO CÁO**', 'Kính gửi: Ban Chỉ đạo', 'Thực hiện Công văn số 233/VKS-TTr ngày 18/5/2026, đơn vị báo cáo như sau:',
      '**1. Khái quát về đơn vị**', 'Đơn vị có 31 công chức.',
      '**2. Phòng, chống tham nhũng; tiếp công dân**', 'Kê khai tài sản đối với 96 công chức; tiếp 95 lượt công dân.',
      '**3. Kiến nghị, đề xuất**', 'Sớm ban hành biểu mẫu thống nhất./.', 'Nơi nhận:', '- Như trên;', '- Lưu: VT.',
    ])).toEqual({ 'civil-servants': 31, 'proposals': 'Sớm ban hành biểu mẫu thống nhất.' })
  })

  it('numbered headings within their lines, ended by a stop', async () => {
    expect(await taken(['**PHẦN III. NỘI DUNG**', '3.1. Công khai. Tổng số nội dung công khai trong kỳ: 25 nội dung.', '3.2. Kỷ luật, kỷ cương. Đơn vị giữ nghiêm nền nếp.', '3.3. Tiết kiệm, chống lãng phí; tiếp công dân. Đã tiếp 77 lượt công dân.', '3.4. Khen thưởng. Khen thưởng 05 tập thể, 22 cá nhân.'])).toEqual({ 'items-published': 25, 'discipline': 'Đơn vị giữ nghiêm nền nếp.', 'commended-collectives': 5, 'commended-individuals': 22 })
  })

  it('a page’s number between two halves of a sentence', async () => {
    expect(await taken(['**V. PHƯƠNG HƯỚNG**', 'Tiếp tục quán triệt Luật Thực hiện dân chủ ở cơ sở và kiểm', '3', 'tra các đơn vị theo kế hoạch.'])).toEqual({ plan: 'Tiếp tục quán triệt Luật Thực hiện dân chủ ở cơ sở và kiểm tra các đơn vị theo kế hoạch.' })
  })
})

describe('passages without a heading of their own', () => {
  it('causes told apart within the limitations', async () => {
    expect(await taken(['**IV. ĐÁNH GIÁ**', '**1. Tồn tại**', 'Chưa tổ chức tọa đàm.', 'Nguyên nhân: Về khách quan, địa bàn rộng, trụ sở xa nhau. Về chủ quan, lãnh đạo một số đơn vị chưa sâu sát.'])).toEqual({
      limitations: 'Chưa tổ chức tọa đàm.', 'objective-causes': 'Về khách quan, địa bàn rộng, trụ sở xa nhau.', 'subjective-causes': 'Về chủ quan, lãnh đạo một số đơn vị chưa sâu sát.',
    })
  })

  it('two subjects of one heading, and what tells more of a yes', async () => {
    expect(await taken(['**8. Kỷ luật, kỷ cương; cải cách hành chính**', 'Công chức chấp hành nghiêm giờ giấc. Về cải cách hành chính, đơn vị đã số hóa hồ sơ.'])).toMatchObject({ discipline: 'Công chức chấp hành nghiêm giờ giấc.', 'administrative-reform': 'Về cải cách hành chính, đơn vị đã số hóa hồ sơ.' })
    expect(await taken(['**II. CHỈ ĐẠO, QUÁN TRIỆT**', 'Ban Chỉ đạo được kiện toàn theo Quyết định số 144/QĐ-VKS ngày 27/01/2026, bổ sung 03 thành viên.'])).toMatchObject({ 'committee-change': 'yes', 'committee-change-note': 'Ban Chỉ đạo được kiện toàn theo Quyết định số 144/QĐ-VKS ngày 27/01/2026, bổ sung 03 thành viên.' })
    expect(await taken(['**9. KHEN THƯỞNG**', 'Có 02 tập thể, 05 cá nhân được tặng Giấy khen của Viện trưởng.'])).toMatchObject({ 'commendation-note': 'tặng Giấy khen của Viện trưởng' })
  })

  it('late is no, whatever else was in time', async () => {
    expect(await taken(['**III.2. CÔNG KHAI**', 'Nội dung quyết toán công khai chậm 04 ngày so với quy định, các nội dung còn lại bảo đảm thời hạn.'])).toMatchObject({ 'published-in-time': 'no' })
    expect(await taken(['**III.2. CÔNG KHAI**', 'Không có nội dung nào công khai chậm so với quy định.'])).toMatchObject({ 'published-in-time': 'yes' })
  })
})

describe('tables of other shapes', () => {
  it('several figures packed in a cell, labels under a label, lines of labels in a cell, remarks that hold the answer', async () => {
    expect(await taken(['**III.5. GIÁM SÁT CỦA BAN THANH TRA NHÂN DÂN**', table([['TT', 'Nội dung', 'Số liệu'], ['1', 'Kiến nghị của Ban Thanh tra nhân dân (đã nhận/đã giải quyết/quá 15 ngày)', '5/4/1'], ['2', 'Số công chức', '7']])])).toMatchObject({ 'board-petitions-received': 5, 'board-petitions-resolved': 4, 'board-petitions-overdue': 1 })
    expect(await taken([table([['TT', 'Nội dung', 'Chỉ tiêu', 'Kết quả'], ['1', 'Hội nghị cán bộ, công chức', 'Triệu tập', '36'], ['', 'Hội nghị cán bộ, công chức', 'Có mặt', '34'], ['2', 'Khen thưởng', 'Tập thể', '01']])])).toMatchObject({ 'conference-called': 36, 'conference-present': 34, 'commended-collectives': 1 })
    expect(await taken([table([['Nội dung', 'Kết quả', 'Diễn giải'], ['Hình thức công khai', '', 'Niêm yết tại trụ sở; gửi văn bản'], ['Số nội dung công khai', '19', 'Năm 2024: 16 nội dung']])])).toMatchObject({ 'publicity-forms': ['niem-yet', 'van-ban'], 'items-published': 19 })
  })

  it('a row for each time, of which one is this report’s', async () => {
    expect(await taken(['**II. LÃNH ĐẠO, CHỈ ĐẠO**', table([['Kỳ báo cáo', 'Văn bản ban hành', 'Hội nghị quán triệt', 'Tọa đàm'], ['6 tháng 2025', '13', '04', '01'], ['6 tháng 2026', '16', '05', '03'], ['Tăng, giảm', '+03', '+01', '+02']])])).toEqual({ 'documents-issued': 16, 'conferences': 5, 'seminars': 3 })
  })

  it('text and table that tell a figure differently are asked about', async () => {
    expect(await taken(['**II. LÃNH ĐẠO, CHỈ ĐẠO**', 'Đã ban hành 12 văn bản.', table([['Nội dung', 'Số liệu'], ['Số văn bản ban hành', '14'], ['Số hội nghị', '4']])])).toEqual({ 'conferences': 4, 'documents-issued?': expect.arrayContaining([12, 14]) })
  })
})

describe('the time a file reports on', () => {
  const window = { from: '2025-12-01', to: '2026-05-31' }
  it.each([
    ['Sơ kết 6 tháng đầu năm 2026', false], ['Sơ kết 6 tháng đầu năm 2025', true], ['Tổng kết năm 2025', true], ['Sơ kết 6 tháng cuối năm 2026', true],
    ['(Từ ngày 01/12/2025 đến ngày 31/5/2026)', false], ['(Từ ngày 01/12/2024 đến ngày 31/5/2025)', true], ['Báo cáo tình hình thực hiện dân chủ', false],
  ])('%s', async (line, other) => {
    const { head } = await reading(['BÁO CÁO', line, 'I. TÌNH HÌNH', 'Có 5 công chức.'])
    expect(isOtherPeriod(head.period, window)).toBe(other)
  })
})

describe('any document', () => {
  const words = fc.constantFrom('I. ', 'Số công chức', ': ', '12', '1.250', 'không', '\n', 'hội nghị', 'Ưu điểm', '3/4', 'ngày 12/3', '“', '”', '- ', 'KẾT QUẢ', ', ', '. ', 'Tổng cộng', '\u0301', '98 %', 'Kiến nghị')
  const text = fc.array(words, { maxLength: 12 }).map(all => all.join(''))
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ kind: fc.constant('paragraph' as const), text, bold: fc.nat(20) }),
    fc.record({ kind: fc.constant('table' as const), rows: fc.array(fc.array(fc.record({ text, bold: fc.boolean() }), { maxLength: 4 }), { maxLength: 4 }) }),
  )
  it('is read without fault, every value fits its field once, with a place and its words', () => {
    fc.assert(fc.property(fc.array(block, { maxLength: 8 }), blocks => {
      const { found, doubts } = readReport(six, { blocks }, WHEN, STATEMENTS)
      const fields = [...found, ...doubts].map(one => one.field)
      expect(new Set(fields).size).toBe(fields.length)
      for (const one of found) expect(one.said.length, one.field).toBeGreaterThan(0)
    }), { numRuns: 150 })
  })
})

describe('answers that hang on another', () => {
  it('a day of the conference against a word that it was not held is asked about', async () => {
    const { found, doubts } = await reading(['**III.3. BÀN VÀ QUYẾT ĐỊNH**', 'Chưa tổ chức hội nghị cán bộ, công chức.', 'Có mặt 50 người; hội nghị tổ chức ngày 12/01/2026.'])
    expect(doubts.find(one => one.field === 'conference-held')).toMatchObject({ why: 'twice', options: [{ value: 'no', place: { heading: 'III.3', paragraph: 1 } }, { value: 'yes' }] })
    expect(found.map(one => one.field)).toContain('conference-date')
  })

  it('a text longer than its field is never cut silently', async () => {
    const { found, doubts } = await reading(['**IV. ĐÁNH GIÁ CHUNG**', '**1. Ưu điểm**', 'Dân chủ được mở rộng. '.repeat(400)])
    expect(found).toEqual([])
    expect(doubts).toMatchObject([{ field: 'strengths', why: 'too-long' }])
  })
})
