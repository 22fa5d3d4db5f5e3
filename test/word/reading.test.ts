import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { readWord } from '#adapters/word/readWord.ts'
import { isOtherPeriod } from '#domain/form/fromDocument/head.ts'
import { readReport } from '#domain/form/fromDocument/readReport.ts'
import type { Block } from '#domain/form/fromDocument/document.ts'
import { six } from '../form/sample.ts'
import { docx, table } from './docx.ts'
import { SIX } from './reports/six.ts'
import { LAST } from './reports/last.ts'
import { LATER } from './reports/later.ts'
import { UNSEEN } from './reports/unseen.ts'
import { scoreOf, WHEN } from './score.ts'

async function reading(blocks: string[]) {
  const file = await readWord(docx(blocks))
  if (!file.ok) throw new RangeError(file.problem)
  return readReport(six, file.document, WHEN)
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
      const { found, doubts } = readReport(six, { blocks }, WHEN)
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
