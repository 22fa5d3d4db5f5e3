import type { Place } from '#domain/form/fromDocument/document.ts'
import type { DoubtWhy } from '#domain/form/fromDocument/reading.ts'
import type { Unreadable } from '#ports/documents.ts'
import type { Locale } from '#ports/channel.ts'
import { phrase, plain, plural, type Phrase } from './phrase.ts'

/** A report that comes as a Word file. */
export const word = {
  oneAtATime: plain('Xin anh/chị gửi từng tệp một; tôi chưa nhận tệp nào.', 'Please send one file at a time; none was taken.'),
  notFound: plain('Tôi chưa tìm thấy báo cáo nào đơn vị anh/chị đang phải nộp nên chưa nhận tệp này.', 'No report is due from your unit, so the file was not taken.'),
  noAccess: plain('Tệp báo cáo chỉ nhận từ cán bộ đầu mối hoặc thủ trưởng đơn vị nộp báo cáo. Tệp vừa gửi không được lưu.', 'Report files are taken from the reporter or the head of the unit that files. The file was not kept.'),
  tooLarge: phrase<{ most: number }>(p => `Tệp lớn hơn ${p.most} MB nên tôi không nhận. Anh/chị bỏ bớt ảnh rồi gửi lại.`, p => `The file is larger than ${p.most} MB and was not taken. Please leave out pictures and send it again.`),
  unavailable: plain('Tôi chưa tải được tệp này. Xin anh/chị gửi lại.', 'The file could not be fetched. Please send it again.'),
  caseRefused: phrase<{ name: string }>(
    p => `Tệp “${p.name}” có chỗ nêu một người cùng một vụ án, vụ việc cụ thể đang giải quyết nên tôi chưa nhận và chưa lưu gì. Anh/chị bỏ phần ấy rồi gửi lại. Nếu đây không phải vụ việc cụ thể, bấm nút dưới rồi gửi lại đúng tệp ấy.`,
    p => `The file “${p.name}” seems to name a person together with a concrete case under way, so nothing was taken or kept. Please leave that out and send it again. If it is no concrete case, press the button and send exactly the same file again.`,
  ),
  caseAllowed: plain('Vâng. Anh/chị gửi lại đúng tệp ấy, tôi sẽ nhận.', 'Thank you. Send exactly the same file again and I will take it.'),
  whichReport: phrase<{ name: string }>(p => `Tệp “${p.name}” là của báo cáo nào?`, p => `Which report is “${p.name}” for?`),
  gone: plain('Tệp này không còn được giữ. Anh/chị gửi lại tệp để tôi đọc.', 'The file is no longer held. Please send it again.'),
  nothing: phrase<{ name: string }>(
    p => `Tôi không đọc được mục nào của báo cáo trong tệp “${p.name}” nên chưa lấy gì và không giữ tệp.`,
    p => `No item of the report was found in “${p.name}”; nothing was taken and the file was not kept.`,
  ),
  nothingNew: phrase<{ name: string }>(p => `Các giá trị trong tệp “${p.name}” đã có đủ trong bản nháp.`, p => `Everything in “${p.name}” is in the draft already.`),
  read: phrase<{ name: string; title: string; unit: string; count: number; ask: number; missing: number }>(
    p => `Đã đọc tệp “${p.name}” cho **${p.title}** · ${p.unit}: ${p.count} mục${p.ask > 0 ? `, ${p.ask} mục cần anh/chị chọn` : ''}${p.missing > 0 ? `, còn thiếu ${p.missing} mục bắt buộc` : ', đủ các mục bắt buộc'}. Chưa lưu gì; xin anh/chị xem từng mục kèm chỗ đã đọc rồi bấm “Lấy vào báo cáo”.`,
    p => `“${p.name}” was read for **${p.title}** · ${p.unit}: ${plural(p.count, 'item')}${p.ask > 0 ? `, ${p.ask} to choose` : ''}${p.missing > 0 ? `, ${plural(p.missing, 'required item')} missing` : ', every required item is there'}. Nothing is saved yet: please look at each item with the place it was read from, then press “Take into the report”.`,
  ),
  take: plain('Lấy vào báo cáo', 'Take into the report'),
  drop: plain('Không lấy', 'Leave it'),
  dropped: plain('Vâng, tôi không lấy gì và không giữ tệp.', 'Nothing was taken and the file is not kept.'),
  otherPeriod: phrase<{ said: string; title: string }>(p => `Tệp ghi kỳ “${p.said}”, khác kỳ của ${p.title}. Xin anh/chị xem có đúng tệp không.`, p => `The file says “${p.said}”, which is not the period of ${p.title}. Is it the right file?`),
  otherUnit: phrase<{ said: string; unit: string }>(p => `Tệp ghi đơn vị “${p.said}”, không phải ${p.unit}. Xin anh/chị xem có đúng tệp không.`, p => `The file names “${p.said}”, not ${p.unit}. Is it the right file?`),
  fromPlace: phrase<{ value: string; place: string }>(p => `${p.value} (${p.place})`, p => `${p.value} (${p.place})`),
  keepDraft: phrase<{ value: string }>(p => `${p.value} (giữ bản nháp)`, p => `${p.value} (keep the draft)`),
  askLater: plain('Để hỏi lại sau', 'Ask me later'),
  toChoose: plain('Cần anh/chị chọn', 'To choose'),
  missing: phrase<{ fields: string }>(p => `Còn thiếu trong tệp: ${p.fields}.`, p => `Not in the file: ${p.fields}.`),
  alreadyThere: phrase<{ count: number }>(p => `${p.count} mục trong tệp trùng với bản nháp, không đổi.`, p => `${plural(p.count, 'item')} in the file ${p.count === 1 ? 'is' : 'are'} the same as in the draft.`),
  attached: phrase<{ name: string; instead?: string | undefined }>(p => `Tệp “${p.name}” được giữ làm tài liệu kèm theo${p.instead ? `, thay cho “${p.instead}”` : ''}.`, p => `“${p.name}” is kept as an attachment${p.instead ? `, in place of “${p.instead}”` : ''}.`),
  longText: phrase<{ label: string; place: string; characters: number }>(p => `${p.label} (${p.place}; ${p.characters} ký tự)`, p => `${p.label} (${p.place}; ${p.characters} characters)`),
  taken: phrase<{ count: number; left: number }>(
    p => `Đã lấy ${p.count} mục từ tệp${p.left > 0 ? `; ${p.left} mục chưa chọn được để lại` : ''}.`,
    p => `${plural(p.count, 'item')} taken from the file${p.left > 0 ? `; ${p.left} not chosen` : ''}.`,
  ),
  changedSince: plain('Bản nháp đã được sửa sau khi anh/chị xem nên tôi chưa lấy gì. Đây là kết quả đọc so với bản mới nhất:', 'The draft was changed after you saw this, so nothing was taken. Here it is against the newest draft:'),
}

/** Why a file was not read, and what to do instead. */
export const UNREADABLE: Record<Unreadable, Phrase<void>> = {
  'not-word': plain('Tôi chỉ đọc được tệp Word (.docx); tệp vừa gửi không được lưu. Với định dạng khác, anh/chị lưu lại thành .docx hoặc nhập nội dung qua tin nhắn.', 'I only read Word files (.docx); the file was not kept. Please save it as .docx, or enter the content by message.'),
  'legacy': plain('Đây là tệp Word kiểu cũ (.doc) nên tôi không đọc được và không lưu. Anh/chị mở bằng Word, chọn “Lưu dưới dạng” .docx rồi gửi lại.', 'This is an old Word file (.doc), which I can’t read; it was not kept. Please save it as .docx and send it again.'),
  'encrypted': plain('Tệp có đặt mật khẩu nên tôi không đọc được và không lưu. Anh/chị bỏ mật khẩu rồi gửi lại; nếu tệp có nội dung mật thì chỉ gửi theo đường văn bản mật.', 'The file is protected by a password; it was not read or kept. Please remove the password and send it again, unless it is classified: that may only go through the classified registry.'),
  'macros': plain('Tệp có macro hoặc thành phần tự chạy nên tôi không nhận, để bảo đảm an toàn. Anh/chị lưu lại thành .docx không có macro rồi gửi lại.', 'The file holds macros or something that runs by itself, so it was not taken. Please save it as a plain .docx and send it again.'),
  'embedded': plain('Tệp có đối tượng nhúng bên trong mà tôi không kiểm tra được nội dung nên không nhận. Anh/chị bỏ đối tượng nhúng rồi gửi lại.', 'The file has objects inside that can’t be checked, so it was not taken. Please remove them and send it again.'),
  'broken': plain('Tệp bị hỏng hoặc không đúng cấu trúc của Word nên tôi không đọc được và không lưu. Anh/chị mở bằng Word, lưu lại rồi gửi lại.', 'The file is damaged or not built as Word does; it was not kept. Please open it in Word, save it and send it again.'),
  'too-large': plain('Nội dung tệp lớn quá mức của một báo cáo nên tôi không nhận.', 'The file is far larger inside than a report can be, so it was not taken.'),
  'scanned': plain('Tệp chỉ có ảnh quét, không có chữ, nên tôi không đọc được và không lưu. Anh/chị gửi bản soạn thảo (.docx có chữ).', 'The file holds only scanned pictures and no text; it was not kept. Please send the typed .docx.'),
}

/** Why a value of a file is asked about. */
export const DOUBTS: Record<DoubtWhy | 'draft', Phrase<{ label: string }>> = {
  twice: phrase(p => `${p.label}: trong tệp có giá trị khác nhau`, p => `${p.label}: the file has different values`),
  unsure: phrase(p => `${p.label}: tôi chưa chắc đã đọc đúng`, p => `${p.label}: I may have misread it`),
  about: phrase(p => `${p.label}: tệp chỉ ghi số ước chừng`, p => `${p.label}: the file gives an estimate`),
  'too-long': phrase(p => `${p.label}: trong tệp dài quá giới hạn, chỉ lấy được phần đầu`, p => `${p.label}: the text is too long; only its beginning fits`),
  sum: phrase(p => `${p.label}: số tổng cộng không bằng tổng các dòng`, p => `${p.label}: the total is not the sum of its rows`),
  draft: phrase(p => `${p.label}: tệp khác với bản nháp`, p => `${p.label}: the file differs from the draft`),
}

/** "mục III.2, đoạn 3", "bảng 2, dòng 4", "phần đầu, đoạn 1". */
export function sayPlace(place: Place, locale: Locale): string {
  if (place.kind === 'table') return locale === 'vi' ? `bảng ${place.table}, dòng ${place.row}` : `table ${place.table}, row ${place.row}`
  const heading = place.heading !== null && place.heading.length > 40 ? `${place.heading.slice(0, 38).trimEnd()}…` : place.heading
  if (locale === 'vi') return heading === null ? `phần đầu, đoạn ${place.paragraph}` : `mục ${/^[\dIVXA-ZĐa-zđ.]{1,8}$/.test(heading) ? heading : `“${heading}”`}, đoạn ${place.paragraph}`
  return heading === null ? `beginning, paragraph ${place.paragraph}` : `section ${/^[\dIVXA-ZĐa-zđ.]{1,8}$/.test(heading) ? heading : `“${heading}”`}, paragraph ${place.paragraph}`
}

/** "6 tháng đầu năm 2025", "năm 2025", "từ 1/12/2024 đến 31/5/2025". */
export function sayPeriod(period: { half?: 1 | 2; year?: number; from?: string; to?: string }, locale: Locale): string {
  const day = (iso: string) => iso.split('-').reverse().map(Number).join('/')
  if (period.half && period.year) return locale === 'vi' ? `6 tháng ${period.half === 1 ? 'đầu' : 'cuối'} năm ${period.year}` : `${period.half === 1 ? 'first' : 'second'} half of ${period.year}`
  if (period.year) return locale === 'vi' ? `năm ${period.year}` : String(period.year)
  return period.from && period.to ? (locale === 'vi' ? `từ ${day(period.from)} đến ${day(period.to)}` : `${day(period.from)} to ${day(period.to)}`) : ''
}
