import { phrase, plain } from './phrase.ts'

/** What awaits a person, told when they greet, ask for help or ask what there is to do. */
export const awaiting = {
  approveOne: phrase<{ title: string; unit: string; due: string; remaining: string }>(
    p => `${p.title} của ${p.unit} đang chờ anh/chị duyệt, hạn ${p.due} (${p.remaining}).`,
    p => `${p.title}, ${p.unit}, awaits your approval; due ${p.due} (${p.remaining}).`,
  ),
  approveMany: phrase<{ count: number; due: string; remaining: string }>(
    p => `Có ${p.count} báo cáo đang chờ anh/chị duyệt, hạn sớm nhất ${p.due} (${p.remaining}).`,
    p => `${p.count} reports await your approval; the first is due ${p.due} (${p.remaining}).`,
  ),
  acceptOne: phrase<{ title: string; unit: string }>(
    p => `${p.title} của ${p.unit} đang chờ anh/chị tiếp nhận.`,
    p => `${p.title}, ${p.unit}, awaits your acceptance.`,
  ),
  acceptMany: phrase<{ count: number }>(p => `Có ${p.count} báo cáo đang chờ anh/chị tiếp nhận.`, p => `${p.count} reports await your acceptance.`),
  andMore: phrase<{ line: string; more: number }>(
    p => `${p.line}${p.more > 0 ? ` · còn ${p.more} báo cáo khác` : ''}`,
    p => `${p.line}${p.more > 0 ? ` · and ${p.more} more` : ''}`,
  ),
  nothingOwed: plain('Hiện đơn vị anh/chị không còn báo cáo nào phải nộp.', 'Your unit owes no report at present.'),
  follow: plain(
    'Muốn biết tình hình các đơn vị, anh/chị hỏi “đơn vị nào trễ hạn?” hoặc “tiến độ thế nào?”.',
    'To know how the units are doing, ask “who is late?” or “how far are we?”.',
  ),
  /** To whom nothing is ever sent for a decision, and who neither files nor follows. */
  nothing: plain('Anh/chị chọn một gợi ý, hoặc gõ “trợ giúp” để xem tôi làm được gì.', 'Choose a suggestion, or type “help” to see what I can do.'),
  see: phrase<{ count: number }>(p => (p.count === 1 ? 'Xem báo cáo' : 'Xem danh sách'), p => (p.count === 1 ? 'See the report' : 'See the list')),
  /** Where no button can be shown: what is typed instead. */
  typeToSee: plain('Anh/chị gõ “báo cáo chờ xử lý” để xem.', 'Type “review queue” to see.'),
  typeToOpen: plain('Anh/chị gõ “nộp báo cáo” để mở.', 'Type “file report” to open it.'),
}
