import { describe, expect, test } from 'vitest'
import type { Answer, Answers } from '#domain/form/form.ts'
import { read } from './sample.ts'

const ANSWERS: Answers = { 'documents-issued': 12, 'conferences': 2, 'seminars': 21, 'attendees': 340, 'conference-held': 'yes', 'conference-date': '2026-03-12', 'conference-total': 52, 'trade-union': 'yes' }
const LAST = [{ field: 'conferences', value: 2 }, { field: 'seminars', value: 21 }, { field: 'attendees', value: 340 }]
const ONE = [{ field: 'seminars', value: 21 }]

describe('a correction', () => {
  test.each<[string, Record<string, Answer>, { field: string; value: Answer }[]?]>([
    ['ý tôi là 12 chứ không phải 21', { seminars: 12 }],
    ['y toi la 12 chu khong phai 21', { seminars: 12 }],
    ['không phải 21 mà là 12', { seminars: 12 }],
    ['khong phai 21 ma la 12', { seminars: 12 }],
    ['ý tôi là mười hai chứ không phải hai mươi mốt', { seminars: 12 }],
    ['tọa đàm 12 chứ không phải 21', { seminars: 12 }],
    ['hội nghị 3 thay vì 2', { conferences: 3 }],
    ['21 sửa thành 12', { seminars: 12 }],
    ['sửa hội nghị từ 2 thành 3', { conferences: 3 }],
    ['à nhầm, tọa đàm 3', { seminars: 3 }],
    ['a nham toa dam 3', { seminars: 3 }],
    ['sửa tổng số thành 45', { 'conference-total': 45 }],
    ['sua tong so thanh 45', { 'conference-total': 45 }],
    ['sửa số lượt người thành 430', { attendees: 430 }],
    ['xin lỗi, lượt người là 430 không phải 340', { attendees: 430 }],
    ['sửa lại hội nghị 3, tọa đàm 4', { conferences: 3, seminars: 4 }],
    ['đổi công đoàn thành không còn', { 'trade-union': 'none' }],
    ['hội nghị ngày 13/3 chứ không phải 12/3', { 'conference-date': '2026-03-13' }],
    ['không phải 12/3 mà là 13/3', { 'conference-date': '2026-03-13' }],
    ['I meant 12 not 21', { seminars: 12 }],
    ['ý tôi là 12', { seminars: 12 }, ONE],
    ['nhầm, 12 mới đúng', { seminars: 12 }, ONE],
    ['sửa lại thành 12', { seminars: 12 }, ONE],
    ['ý tôi là không', { 'trade-union': 'no' }, [{ field: 'trade-union', value: 'yes' }]],
  ])('%s', (text, expected, last = LAST) => {
    const filled = read(2, text, ANSWERS, { last })
    expect(Object.fromEntries(filled.repairs.map(({ field, value }) => [field, value]))).toEqual(expected)
    expect({ found: filled.found, unclear: filled.unclear }).toEqual({ found: [], unclear: [] })
    for (const { field, before } of filled.repairs) expect(before).toEqual(ANSWERS[field])
  })

  test.each([['ý tôi là 12', 'which'], ['ý tôi là 99 chứ không phải 77', 'no-field'], ['nhầm tọa đàm', 'no-value']])('%s could be several, or none: it is asked about', (text, why) => {
    const filled = read(2, text, ANSWERS, { last: LAST })
    expect({ repairs: filled.repairs, found: filled.found }).toEqual({ repairs: [], found: [] })
    expect(filled.unclear.map(each => each.why)).toEqual([why])
  })

  test('to a value that cannot be is refused', () => {
    const filled = read(2, 'ý tôi là -5', ANSWERS, { last: ONE })
    expect(filled.repairs).toEqual([])
    expect(filled.refused).toMatchObject([{ field: 'seminars', said: '-5' }])
  })

  test.each(['Đổi mới công tác chỉ đạo, nâng cao chất lượng', 'doi moi cong tac chi dao', 'Nhằm hạn chế sai sót, đơn vị đã tăng cường kiểm tra', 'Sửa đổi quy chế chi tiêu nội bộ'])('a report’s own sentence is none: %s', text => {
    expect(read(8, text)).toMatchObject({ repairs: [], found: [{ field: 'strengths', value: text }] })
  })

  test('a new value for an answered field says what it replaces', () => {
    expect(read(2, 'hội nghị 5', ANSWERS).found).toMatchObject([{ field: 'conferences', value: 5, before: 2 }])
    expect(read(2, 'hội nghị 2', ANSWERS).found[0]).not.toHaveProperty('before')
  })
})
