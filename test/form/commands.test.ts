import { describe, expect, test } from 'vitest'
import { commandIn } from '#dialogs/filing/commands.ts'
import type { Command } from '#dialogs/filing/commands.ts'

describe('words that steer a form', () => {
  test.each<[string, Command]>([
    ['cho xem lại', 'review'], ['xem lại hết đi', 'review'], ['xem lại báo cáo giúp em', 'review'], ['quay lại giùm', 'back'], ['tiếp đi ạ', 'next'], ['sang phần sau', 'next'],
    ['bỏ qua phần này nha', 'skip'], ['tạm dừng nha', 'later'], ['để mai làm tiếp', 'later'], ['lưu lại giúp em', 'later'],
    ['giữ nguyên hết', 'keep'], ['dạ vẫn như cũ ạ', 'keep'], ['y như kỳ trước', 'keep'], ['không thay đổi gì', 'keep'],
    ['dạ em gửi ạ', 'send'], ['gửi đi', 'send'], ['trình sếp giúp em', 'send'], ['nộp luôn', 'send'], ['dạ đúng rồi ạ', 'confirm'], ['ok em', 'confirm'], ['dung, gui', 'confirm'], ['đúng rồi, trình thủ trưởng', 'confirm'],
  ])('“%s” is: %s', (text, command) => expect(commandIn(text)).toBe(command))

  test.each(['hội nghị 2', 'không', 'có', 'công đoàn vẫn như cũ', 'gửi tài liệu 3 lần', 'sao gửi 2', 'xem lại quy trình công tác', 'tiếp thu 22 ý kiến', 'đúng hạn', 'nộp báo cáo chậm', 'sửa mục 7', 'ban chỉ đạo không thay đổi'])('an answer is none: %s', text => expect(commandIn(text)).toBeUndefined())
})
