import { describe, expect, test } from 'vitest'
import { readsAsVietnamese } from '#domain/language/vietnamese.ts'

describe('what a message is written in', () => {
  test.each(['nop bao cao', 'Đơn vị nào trễ hạn?', 'hội nghị 2, tọa đàm 1', 'hoi nghi 2 toa dam 1', 'ai chua nop', 'xin chào', 'dạ', 'bao gio den han', 'luu nhap', 'bc so ket 6 thang', 'chờ duyệt'.normalize('NFD')])('Vietnamese: %s', text => {
    expect(readsAsVietnamese(text)).toBe(true)
  })
  test.each(['hello', 'help', 'file report', 'who is late', 'status of Đà Nẵng', 'when is it due?', 'conferences 2, seminars 1', 'can you help me', 'what is my report about', 'to do', '12', '', 'ok', 'save draft', 'I am on it', 'progress of the provinces', 'remind me tomorrow', 'talk to a person', 'correct the report', 'go on', 'send to the head'])('not: %s', text => {
    expect(readsAsVietnamese(text)).toBe(false)
  })
})
