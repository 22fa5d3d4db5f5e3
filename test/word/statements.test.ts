import { describe, expect, it } from 'vitest'
import { aboveOf } from '#domain/form/fromDocument/context.ts'
import { learntOf } from '#domain/form/fromDocument/learnt.ts'
import { readReport } from '#domain/form/fromDocument/readReport.ts'
import { spotsOf } from '#domain/form/fromDocument/spots.ts'
import { parseStatements } from '#domain/form/fromDocument/statement.ts'
import { fieldsOf, parseForm } from '#domain/form/parseForm.ts'
import { forms, six } from '../form/sample.ts'
import { STATEMENTS, WHEN } from './score.ts'

describe('statements to learn from', () => {
  it('are a line each, with what they answer, what they say and the heading they stand under', () => {
    expect(parseStatements('statements/seminars.txt', '# remark\n\nII. Chỉ đạo | Mở [[02]] tọa đàm.\nlabel: II. Chỉ đạo | Số tọa đàm\n| Tọa đàm: [[2]].')).toEqual([
      { field: 'seminars', kind: 'prose', heading: 'II. Chỉ đạo', text: 'Mở [[02]] tọa đàm.' },
      { field: 'seminars', kind: 'label', heading: 'II. Chỉ đạo', text: 'Số tọa đàm' },
      { field: 'seminars', kind: 'prose', text: 'Tọa đàm: [[2]].' },
    ])
    expect(parseStatements('trade-union.txt', 'none: | Công đoàn đã giải thể.')).toEqual([{ field: 'trade-union', kind: 'prose', answer: 'none', text: 'Công đoàn đã giải thể.' }])
    expect(parseStatements('none.txt', '| Đảng bộ có [[31]] đảng viên.')[0]).toMatchObject({ field: null })
  })

  it('a line that is none is named', () => expect(() => parseStatements('seminars.txt', 'I | Có [[2]].\nkhông có gạch')).toThrow(/seminars\.txt: line 2/))

  it('are of fields that a form has, and say what those can be answered with', () => {
    const fields = new Map([...forms.values()].flatMap(form => fieldsOf(form)).map(field => [field.id, field]))
    for (const { field: id, answer } of STATEMENTS) {
      const field = id === null ? undefined : fields.get(id)
      if (id !== null) expect(field, id).toBeDefined()
      const allowed = field?.kind === 'yes-no-none' ? ['yes', 'no', 'none'] : field?.kind === 'choice' ? field.choices.map(choice => choice.id) : []
      if (answer !== undefined) expect(allowed, id ?? '').toContain(answer)
    }
  })
})

describe('what is learnt', () => {
  const chancesOf = (text: string, at = 0) => {
    const ofSpot = learntOf(six, STATEMENTS).ofFigure(spotsOf(text).spots[at]!, aboveOf([], []))
    return [...ofSpot].toSorted((a, b) => b[1] - a[1])[0]!
  }

  it('is the field of a figure by the words around it, in wordings no form has', () => {
    expect(chancesOf('Giấy mời phát ra cho 110 người.')[0]).toBe('conference-called')
    expect(chancesOf('Anh chị em góp cho các bản dự thảo cả thảy 58 ý kiến.')[0]).toBe('opinions')
  })

  it('is that most figures are nobody’s', () => {
    for (const text of ['Đảng bộ có 387 đảng viên sinh hoạt tại 14 chi bộ.', 'Tiết kiệm chi thường xuyên 612 triệu đồng.']) expect(spotsOf(text).spots.length === 0 || chancesOf(text)[1] < 0.5, text).toBe(true)
  })

  it('a form of which nothing was written is read by its labels', () => {
    const own = parseForm({ id: 'bao-cao-nhanh', version: 1, title: { vi: 'Báo cáo nhanh', en: 'Flash report' }, note: { vi: 'Mẫu nội bộ.', en: 'Internal.' }, sections: [{ id: 'so-lieu', number: 'I', title: { vi: 'Số liệu', en: 'Figures' }, page: 1, fields: [
      { kind: 'count', id: 'meetings', label: { vi: 'Số cuộc họp giao ban', en: 'Meetings' }, prompt: { vi: 'Bao nhiêu cuộc họp?', en: 'How many meetings?' }, required: true },
      { kind: 'count', id: 'visitors', label: { vi: 'Số lượt khách đến thăm', en: 'Visitors' }, prompt: { vi: 'Bao nhiêu lượt khách?', en: 'How many visitors?' }, required: true },
    ] }] }, 'bao-cao-nhanh.json')
    const { found } = readReport(own, { blocks: [{ kind: 'paragraph', text: 'I. Số liệu', bold: 10 }, { kind: 'paragraph', text: 'Số cuộc họp giao ban: 12', bold: 0 }, { kind: 'paragraph', text: 'Có 340 lượt khách đến thăm.', bold: 0 }] }, WHEN, STATEMENTS)
    expect(Object.fromEntries(found.map(one => [one.field, one.value]))).toEqual({ meetings: 12, visitors: 340 })
  })
})
