import type { Locale } from '#ports/channel.ts'
import { phrase, plain, plural } from './phrase.ts'

/** Items named before the others are only counted. */
const NAMED = 8

/** Items of a form, told apart by semicolons since their names have commas; of many the first ones. */
function several(fields: readonly string[], locale: Locale): string {
  const more = fields.length - NAMED
  if (more < 2) return fields.join('; ')
  return `${fields.slice(0, NAMED).join('; ')}; ${locale === 'vi' ? `và ${more} mục khác` : `and ${more} others`}`
}

const itemsLeft = phrase<{ missing: number }>(
  p => (p.missing === 0 ? 'đã đủ mục bắt buộc' : `còn ${p.missing} mục bắt buộc`),
  p => (p.missing === 0 ? 'no required item missing' : `${plural(p.missing, 'required item')} left`),
)

/** Pieces of a message, as they stand in it. */
function quoted(pieces: readonly string[]): string {
  return pieces.map(piece => `“${piece}”`).join(', ')
}

/** Filing a report. */
export const filing = {
  opened: phrase<{ title: string; unit: string; due: string; remaining: string }>(
    p => `**${p.title}** · ${p.unit}\nHạn ${p.due} (${p.remaining}).`,
    p => `**${p.title}** · ${p.unit}\nDue ${p.due} (${p.remaining}).`,
  ),
  resumed: phrase<{ at: string; by: string; missing: number }>(
    p => `Làm tiếp bản nháp lưu lúc ${p.at} (${p.by}); ${itemsLeft.vi(p)}.`,
    p => `Going on with the draft saved at ${p.at} (${p.by}); ${itemsLeft.en(p)}.`,
  ),
  takenUp: phrase<{ title: string; unit: string }>(p => `Tôi ghi tiếp vào **${p.title}** · ${p.unit}.`, p => `This goes into **${p.title}** · ${p.unit}.`),
  forWhom: phrase<{ person: string }>(p => `Anh/chị đang làm thay ${p.person} theo ủy quyền.`, p => `You are acting for ${p.person} by delegation.`),
  returnedNow: phrase<{ comments: string; due: string }>(p => `Báo cáo bị trả lại để bổ sung, hạn ${p.due}:\n${p.comments}`, p => `Returned for supplement, due ${p.due}:\n${p.comments}`),
  sentBackNow: phrase<{ reason: string }>(p => `Thủ trưởng chuyển lại: ${p.reason}`, p => `Sent back by the head: ${p.reason}`),
  atHead: plain('Báo cáo đang chờ thủ trưởng duyệt. Nếu anh/chị sửa, bản đang trình sẽ cũ và cần trình lại.', 'The report is with the head. If you change it, it has to be sent for approval again.'),
  changeOnCard: phrase<{ title: string; example: string }>(
    p => `**${p.title}**\nPhần này đã điền đủ. Sửa trên thẻ, hoặc gõ mục kèm số mới${p.example ? `, ví dụ: “${p.example}”` : ''}.`,
    p => `**${p.title}**\nThis part is filled in. Change it on the card, or type an item with its new value${p.example ? `, like: “${p.example}”` : ''}.`,
  ),
  askOnCard: phrase<{ title: string; example: string }>(
    p => `**${p.title}**\nĐiền trên thẻ, hoặc gõ vào một tin nhắn${p.example ? `, ví dụ: “${p.example}”` : ''}.`,
    p => `**${p.title}**\nUse the card, or type it in one message${p.example ? `, like: “${p.example}”` : ''}.`,
  ),
  keepLast: phrase<{ facts: string }>(p => `Kỳ trước: ${p.facts}. Nếu không đổi, bấm hoặc gõ “giữ nguyên”.`, p => `Last period: ${p.facts}. If unchanged, press or type “keep”.`),
  keepLastButton: plain('Giữ nguyên như kỳ trước', 'Keep as last period'),
  kept: phrase<{ count: number }>(p => `Đã lấy ${p.count} mục của kỳ trước.`, p => `${plural(p.count, 'item')} taken from last period.`),
  nothingToKeep: plain('Không có số liệu kỳ trước nào để lấy cho các mục còn trống.', 'There is nothing from last period for the empty items.'),
  saved: phrase<{ items: string }>(p => `Đã lưu: ${p.items}.`, p => `Saved: ${p.items}.`),
  item: phrase<{ label: string; value: string; assumed: boolean }>(p => `${p.label}: ${p.value}${p.assumed ? ' (tôi hiểu vậy)' : ''}`, p => `${p.label}: ${p.value}${p.assumed ? ' (as I read it)' : ''}`),
  cleared: phrase<{ items: string }>(p => `Đã xóa trống: ${p.items}.`, p => `Cleared: ${p.items}.`),
  unchanged: plain('Nội dung này đã được lưu trước đó.', 'This was saved already.'),
  unclear: phrase<{ said: string[]; ask: string }>(p => `${quoted(p.said)}: ${p.ask}`, p => `${quoted(p.said)}: ${p.ask}`),
  unplaced: phrase<{ said: string[]; more: number; kinds: string; here: 'none' | 'answered' | 'open'; page: number | undefined; way: string }>(
    p => `${quoted(p.said)}${p.more > 0 ? ` và ${p.more} chỗ khác` : ''}: chưa lưu vì ${{ none: `${p.page === undefined ? 'biểu mẫu' : `phần ${p.page}`} không có mục ghi ${p.kinds}`, answered: `mục ghi ${p.kinds} đã có nội dung`, open: 'chưa rõ thuộc mục nào' }[p.here]}; ${p.way}.`,
    p => `${quoted(p.said)}${p.more > 0 ? ` and ${p.more} more` : ''}: not saved, as ${{ none: `${p.page === undefined ? 'the form' : `part ${p.page}`} has no item for ${p.kinds}`, answered: `the item for ${p.kinds} is filled in`, open: 'I am not sure which item it is' }[p.here]}; ${p.way}.`,
  ),
  typeAs: phrase<{ pages: string; fields: string; example: string; several: boolean }>(
    p => `nếu ${p.pages ? `thuộc phần ${p.pages}` : `là ${p.fields}`}, xin gõ ${p.several ? 'như ' : ''}“${p.example}”`,
    p => `if it ${p.pages ? `belongs to part ${p.pages}` : `is ${p.fields}`}, type ${p.several ? 'it like ' : ''}“${p.example}”`,
  ),
  typeWithName: phrase<{ fields: string; example: string }>(p => `nếu là ${p.fields}, xin gõ kèm tên mục, ví dụ “${p.example}”`, p => `if it is ${p.fields}, type it with that name, like “${p.example}”`),
  tellInProse: plain('nếu cần, xin nêu trong phần lời văn', 'if it matters, put it into one of the texts'),
  notUnderstood: plain(
    'Tôi chưa đọc được số liệu nào trong tin này nên chưa lưu gì. Anh/chị ghi tên mục kèm số, ví dụ “hội nghị 2, tọa đàm 1”, hoặc điền trên thẻ.',
    'I found no figure in this message, so nothing was saved. Write the item with its figure, like “conferences 2, seminars 1”, or use the card.',
  ),
  stillMissing: phrase<{ fields: string[] }>(p => `Còn thiếu: ${several(p.fields, 'vi')}.`, p => `Still missing: ${several(p.fields, 'en')}.`),
  notSentMissing: phrase<{ fields: string[] }>(p => `Chưa gửi được vì còn thiếu: ${several(p.fields, 'vi')}.`, p => `Not sent yet: still missing ${several(p.fields, 'en')}.`),
  skipped: phrase<{ fields: string }>(p => `Tạm bỏ qua: ${p.fields}. Mục bắt buộc sẽ được hỏi lại trước khi nộp.`, p => `Skipped for now: ${p.fields}. Required items will be asked again before sending.`),
  savedForLater: phrase<{ missing: number }>(p => `Đã lưu nháp; ${itemsLeft.vi(p)}. Khi cần, anh/chị gõ “nộp báo cáo” để làm tiếp, trên máy nào cũng được.`, p => `Draft saved; ${itemsLeft.en(p)}. Type “file report” to go on, on any device.`),
  noSuchPlace: plain('Tôi không tìm thấy mục đó trong biểu mẫu.', 'I find no such item in this form.'),
  review: phrase<{ title: string; unit: string }>(p => `Xem lại ${p.title} · ${p.unit}.`, p => `Review: ${p.title} · ${p.unit}.`),
  reviewMissing: phrase<{ count: number }>(p => `Còn ${p.count} mục bắt buộc chưa điền.`, p => `${plural(p.count, 'required item')} missing.`),
  reviewBlocking: phrase<{ count: number }>(p => `${p.count} chỗ số liệu chưa khớp, cần sửa trước khi nộp.`, p => `${plural(p.count, 'figure')} must be corrected first.`),
  reviewAsking: phrase<{ count: number }>(p => `${p.count} chỗ cần anh/chị xác nhận là đúng (gõ “đúng”) hoặc sửa lại.`, p => `${plural(p.count, 'item')} to confirm as right (type “correct”) or change.`),
  reviewReadyHead: plain('Đã đủ nội dung. Gõ hoặc bấm “Trình thủ trưởng” để gửi duyệt.', 'Everything is in. Type or press “Send to the head”.'),
  reviewReadySubmit: plain('Đã đủ nội dung. Gõ hoặc bấm “Nộp báo cáo” để nộp.', 'Everything is in. Type or press “Submit”.'),
  sendToHead: plain('Trình thủ trưởng', 'Send to the head'),
  submit: plain('Nộp báo cáo', 'Submit'),
  confirm: plain('Số liệu đúng', 'It is right'),
  goOn: phrase<{ what: string }>(p => `Vâng. ${p.what}`, p => `Very well. ${p.what}`),
  nothingToConfirm: plain('Không có số liệu nào cần xác nhận.', 'There is nothing to confirm.'),
  confirmed: plain('Đã ghi nhận xác nhận của anh/chị.', 'Your confirmation was noted.'),
  continue: plain('Điền tiếp', 'Go on'),
  reviewFirst: plain('Trước khi gửi, xin anh/chị xem lại toàn bộ:', 'Before it is sent, please look it over:'),
  changedSince: plain('Báo cáo đã được sửa sau khi anh/chị xem nên chưa gửi. Đây là bản mới nhất:', 'The report was changed after you saw it, so it was not sent. Here is the newest:'),
  notEditable: phrase<{ phase: string }>(p => `Báo cáo ${p.phase} nên không sửa được ở đây; nội dung anh/chị vừa nhập chưa được lưu.`, p => `The report is ${p.phase} and can't be edited here; what you just entered was not saved.`),
  nothingToFile: phrase<{ type: string }>(p => `Không có ${p.type} nào đang chờ đơn vị anh/chị nộp.`, p => `No ${p.type} is waiting for your unit.`),
  anyReport: plain('báo cáo', 'report'),
  alreadyFiled: phrase<{ title: string; unit: string; phase: string; receipt: string }>(p => `${p.title} của ${p.unit} ${p.phase} (${p.receipt}).`, p => `${p.title}, ${p.unit}: ${p.phase} (${p.receipt}).`),
  whichReport: plain('Anh/chị muốn làm báo cáo nào?', 'Which report is it?'),
  goingOn: phrase<{ what: string }>(p => `Tiếp tục báo cáo: ${p.what}`, p => `Back to the report: ${p.what}`),
  otherEditor: phrase<{ by: string; at: string }>(p => `Lưu ý: ${p.by} vừa sửa bản nháp này lúc ${p.at}.`, p => `Note: ${p.by} changed this draft at ${p.at}.`),
  overtaken: phrase<{ label: string; by: string; now: string; given: string }>(
    p => `${p.label}: ${p.by} vừa ghi ${p.now}; ${p.given} của anh/chị chưa lưu. Nếu đúng là ${p.given}, xin nhập lại trên thẻ mới.`,
    p => `${p.label}: ${p.by} has just entered ${p.now}; your ${p.given} was not saved. If it is right, enter it again on the new card.`,
  ),
  wrongValue: phrase<{ why: string }>(p => `${p.why} Chưa lưu giá trị này.`, p => `${p.why} This value was not saved.`),
  check: phrase<{ message: string }>(p => `⚠ ${p.message}`, p => `⚠ ${p.message}`),
  goSection: plain('Chọn mục để sửa', 'Choose a section to change'),
}

/** What has no item on a page, by its kind. */
export const UNPLACED: Record<'document' | 'date' | 'link' | 'sum' | 'figure', ReturnType<typeof phrase<{ count: number }>>> = {
  document: phrase(() => 'số văn bản', () => 'a document number'),
  date: phrase(() => 'ngày', () => 'a date'),
  link: phrase(() => 'địa chỉ web, email', () => 'a web or e-mail address'),
  sum: phrase(() => 'số tiền', () => 'a sum of money'),
  figure: phrase(p => (p.count > 1 ? 'riêng các số này' : 'riêng số này'), p => (p.count > 1 ? 'these figures' : 'this figure')),
}

/** Why a part of a message was not taken, and what would settle it. */
export const UNCLEAR: Record<'which' | 'no-field' | 'no-value' | 'about' | 'percent' | 'words' | 'twice' | 'other', ReturnType<typeof phrase<{ fields: string }>>> = {
  'which': phrase(p => `chưa lưu; anh/chị muốn ghi vào ${p.fields}?`, p => `not saved; which is it for: ${p.fields}?`),
  'no-field': phrase(p => `chưa lưu vì chưa rõ thuộc mục nào${p.fields ? ` (${p.fields}?)` : ''}.`, p => `not saved: I am not sure which item it is${p.fields ? ` (${p.fields}?)` : ''}.`),
  'no-value': phrase(p => `chưa lưu vì chưa rõ trả lời thế nào; xin cho biết ${p.fields || 'mục này'}.`, p => `not saved, for the answer is not clear; what is ${p.fields || 'it'}?`),
  'about': phrase(p => `chưa lưu vì là số ước chừng; xin anh/chị cho số chính xác${p.fields ? ` của ${p.fields}` : ''}.`, p => `not saved: it is an estimate; please give the exact figure${p.fields ? ` for ${p.fields}` : ''}.`),
  'percent': phrase(p => `chưa lưu vì là tỷ lệ; xin anh/chị cho số lượng${p.fields ? ` của ${p.fields}` : ''}.`, p => `not saved: it is a share; please give the count${p.fields ? ` for ${p.fields}` : ''}.`),
  'words': phrase(p => `chưa lưu vì tôi chưa hiểu hết câu${p.fields ? `; có phải là ${p.fields}?` : '.'}`, p => `not saved: I did not understand all of it${p.fields ? `; is it ${p.fields}?` : '.'}`),
  'twice': phrase(p => `chưa lưu vì có hai giá trị cho ${p.fields}; giá trị nào đúng?`, p => `not saved: there are two values for ${p.fields}; which is right?`),
  'other': phrase(p => `chưa lưu vì trái với nội dung đã ghi ở ${p.fields}; xin anh/chị nói rõ.`, p => `not saved: it goes against what stands in ${p.fields}; please say which is right.`),
}
