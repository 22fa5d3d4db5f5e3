import { strToU8, zipSync } from 'fflate'

/** A regulation of our own invention with every quirk that real files were seen to have. Numbers in the names say what is where. */
export const QUIRKS = [
  '# chép từ bản lưu của đơn vị',
  'ỦY BAN THƯ VIỆN THÔN',
  'Số: 07/2031/QĐ-UBTV',
  'Thôn Hạ, ngày 5 tháng 3 năm 2031',
  'QUYẾT ĐỊNH',
  'BAN HÀNH NỘI QUY ĐỌC SÁCH',
  'Căn cứ nhu cầu của bạn đọc;',
  'CHƯƠNG I',
  'NHỮNG ĐIỀU',
  'CẦN BIẾT TRƯỚC',
  'Điều 1. Ai được vào',
  'Người đọc\u00a0từ 06\u00a0tuổi được vào ph\u00adòng đọc.Điều 2. Giờ mở cửa',
  '1. Mở từ 8 giờ đến 17 giờ.2. Đóng cửa ngày mùng một. 3. Giờ mùa đông theo thông báo.',
  '(Điều này có nội dung liên quan đến Điều 9 của quy định khác)',
  'Điều 3. Thẻ đọc',
  'Người đọc làm thẻ như sau:',
  '1. Hồ sơ gồm: a) Đơn theo mẫu; b) Một ảnh;',
  'ảnh chụp không quá 03 tháng;',
  'c) Bản khai;',
  'd) Lệ phí 02 đồng;',
  'đ) Giấy giới thiệu;',
  'e) Phong bì.',
  'Thủ thư hướng dẫn chi tiết khoản này.',
  '2. Thẻ có hạn 01 năm. Trường hợp mất thẻ thực hiện theo khoản 1 Điều 3. Người đọc báo ngay.',
  'Trong thẻ ghi:',
  '1. Họ tên;',
  '2. Năm sinh.',
  '2a. Thẻ của trẻ em do cha mẹ giữ.',
  '3. Thẻ hỏng được đổi.',
  'Chương II. MƯỢN SÁCH',
  'Mục 1. MƯỢN VỀ NHÀ',
  'Điều 4. Số sách được mượn',
  // Decomposed, as some exports write it.
  'Mỗi lần mượn không quá 05 cuốn.'.normalize('NFD'),
  'Mục 2',
  'TRẢ SÁCH',
  'Tiểu mục 1. TRẢ ĐÚNG HẠN',
  'Điều 5. Hạn trả',
  'a) Sách thường: 15 ngày;',
  'b) Sách quý: đọc tại chỗ.',
  'Điều 5a. Gia hạn',
  '1. Gia hạn một lần, không quá 07 ngày.[2]',
  '2. Sửa đổi Điều 2 của nội quy cũ như sau:',
  '“Điều 2. Giờ mở cửa',
  '1. Mở từ 9 giờ.',
  'Điều 6. Ngày nghỉ',
  '3. Nghỉ ngày rằm.”',
  '3. Việc gia hạn ghi vào sổ.',
  'Điều 6.',
  'Hiệu lực',
  'Quyết định này có hiệu lực thi hành kể từ ngày 01 tháng 4 năm 2031.',
  'noi-quy-kem-theo.doc',
  '[2] Khoản này được sửa năm 2030.',
  'Nơi nhận:',
  '- Như Điều 6;',
  'Điều 7. Không thuộc văn bản',
].join('\n')

/** The quirks as the pages of a library's website. */
export const QUIRKS_HTML = `<html><head><meta charset="utf-8"><style>p { margin: 0 }</style><title>Điều 99. Tiêu đề trang</title></head><body><!-- Điều 98. Ghi chú -->
${QUIRKS.split('\n').map((line, at) => `<p class="c${at}">${line.replaceAll('Ủ', '&#7910;').replaceAll('à', '&agrave;').replaceAll('À', '&Agrave;').replaceAll('\u00a0', '&nbsp;').replaceAll(' như ', '\n<b>như</b>\n')}</p>`).join('\n')}
<script>document.write('Điều 97. Quảng cáo')</script></body></html>`

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const paragraph = (text: string, list?: { id: number; level: number }) =>
  `<w:p>${list ? `<w:pPr><w:numPr><w:ilvl w:val="${list.level}"/><w:numId w:val="${list.id}"/></w:numPr></w:pPr>` : ''}<w:r><w:t xml:space="preserve">${escape(text.slice(0, 4))}</w:t></w:r><w:r><w:t xml:space="preserve">${escape(text.slice(4))}</w:t></w:r></w:p>`

function docx(body: string, numbering?: string): Uint8Array {
  const files: Record<string, Uint8Array> = { 'word/document.xml': strToU8(`<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`) }
  if (numbering) files['word/numbering.xml'] = strToU8(numbering)
  return zipSync(files)
}

/** The quirks as a Word file, with a table at its head and a tracked deletion. */
export const QUIRKS_DOCX = docx(`<w:tbl><w:tr><w:tc>${paragraph('ỦY BAN THƯ VIỆN THÔN')}</w:tc></w:tr></w:tbl>${QUIRKS.split('\n').slice(2).map(line => paragraph(line)).join('')}<w:del w:id="1"><w:r><w:delText>Điều 96. Đã xóa</w:delText></w:r></w:del>`)

/** Articles whose numbers Word makes: "Điều 1.", "1.", "a)". */
export const NUMBERED_DOCX = docx(
  [paragraph('Chăm cây', { id: 1, level: 0 }), paragraph('Tưới vào buổi sáng.', { id: 1, level: 1 }), paragraph('Bón phân gồm:', { id: 1, level: 1 }), paragraph('phân xanh;', { id: 1, level: 2 }), paragraph('tro bếp.', { id: 1, level: 2 }), paragraph('Hái quả', { id: 1, level: 0 }), paragraph('Hái khi chín.', { id: 1, level: 1 })].join(''),
  `<w:numbering><w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num></w:numbering>`,
)

/** An article with a table whose rows are numbered. */
export const TABLE_DOCX = docx(`${paragraph('Điều 1. Mức tưới')}${paragraph('Như sau:')}<w:tbl><w:tr><w:tc>${paragraph('1. Cây nhỏ')}</w:tc><w:tc>${paragraph('02 lít')}</w:tc></w:tr></w:tbl>${paragraph('1. Tưới sáng.')}`)
