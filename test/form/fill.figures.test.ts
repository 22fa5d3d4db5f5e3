import { describe, expect, test } from 'vitest'
import { answersIn, read } from './sample.ts'
import type { Answer } from '#domain/form/form.ts'

type Line = [page: number, text: string, expected: Record<string, Answer>]

const STAFF = { 'civil-servants': 30, 'public-employees': 2, 'workers': 4 }
const II = (documents: number, conferences: number, seminars: number, circulations: number, attendees: number): Record<string, Answer> => ({ 'documents-issued': documents, conferences, seminars, circulations, attendees })

/** Lines as staff type them, every one understood whole: nothing unclear, nothing refused, nothing else filled. */
const LINES: Line[] = [
  // What is counted may be described further
  [1, 'truc thuoc 8 don vi khu vuc', { 'subordinate-units': 8 }],
  [1, 'trực thuộc: 8 VKSND khu vực', { 'subordinate-units': 8 }],
  [3, 'chuyên đề “Nâng cao đạo đức công vụ” theo Kế hoạch số 21/KH-VKS', { 'topic-name': 'Nâng cao đạo đức công vụ', 'topic-document-number': '21/KH-VKS' }],
  [6, 'đơn thư: không có', { 'complaints-carried-over': 0, 'complaints-new': 0, 'complaints-resolved': 0, 'complaints-pending': 0 }],
  [7, 'ky luat khong co, cai cach hanh chinh: rut gon quy trinh', { 'discipline': 'khong co', 'administrative-reform': 'rut gon quy trinh' }],
  [1, 'cc 45 vc 2 ld 6', { 'civil-servants': 45, 'public-employees': 2, 'workers': 6 }],
  // Several figures in any order
  [2, 'hội nghị 2, tọa đàm 1, 340 lượt người', { conferences: 2, seminars: 1, attendees: 340 }],
  [2, '2 hội nghị và 1 tọa đàm với 340 lượt người dự', { conferences: 2, seminars: 1, attendees: 340 }],
  [2, 'hoi nghi 2 toa dam 1 340 luot nguoi', { conferences: 2, seminars: 1, attendees: 340 }],
  [2, '2 hội nghị 1 tọa đàm 340 lượt người', { conferences: 2, seminars: 1, attendees: 340 }],
  [2, 'Tọa đàm: 1; hội nghị: 2; lượt người: 340', { conferences: 2, seminars: 1, attendees: 340 }],
  [2, 'hội nghị = 2\ntọa đàm = 1', { conferences: 2, seminars: 1 }],
  [2, 'Hội nghị: 2 cuộc, tọa đàm: 1 buổi, 340 lượt người tham dự', { conferences: 2, seminars: 1, attendees: 340 }],
  [2, 'số hội nghị là 2 còn tọa đàm là 1', { conferences: 2, seminars: 1 }],
  [2, 'Dạ, hội nghị 2 ạ, tọa đàm 1 nhé', { conferences: 2, seminars: 1 }],
  [2, 'đã tổ chức 2 hội nghị, 1 tọa đàm', { conferences: 2, seminars: 1 }],
  [2, 'da to chuc duoc 2 hoi nghi va 1 toa dam', { conferences: 2, seminars: 1 }],
  [2, 'Ban hành 12 văn bản, sao gửi tài liệu 3 lần', { 'documents-issued': 12, circulations: 3 }],
  [2, 'vb 12, hn 2, toa dam 1, sao gui 3, luot nguoi 340', II(12, 2, 1, 3, 340)],
  [2, 'van ban: 12\nhoi nghi: 2\ntoa dam: 1\nsao gui: 3\nluot nguoi: 340', II(12, 2, 1, 3, 340)],
  [2, '- Văn bản: 12\n- Hội nghị: 2\n- Tọa đàm: 1', { 'documents-issued': 12, conferences: 2, seminars: 1 }],
  [2, '1. Văn bản: 12\n2. Hội nghị: 2\n3. Tọa đàm: 1', { 'documents-issued': 12, conferences: 2, seminars: 1 }],
  [2, 'a) văn bản 12; b) hội nghị 2', { 'documents-issued': 12, conferences: 2 }],
  [2, '+ hội nghị 2\n+ tọa đàm 1', { conferences: 2, seminars: 1 }],
  [2, 'Số văn bản ban hành: 12. Số hội nghị: 2. Số tọa đàm: 1.', { 'documents-issued': 12, conferences: 2, seminars: 1 }],
  [2, 'Hội nghị\n2\nTọa đàm\n1', { conferences: 2, seminars: 1 }],
  [2, 'HỘI NGHỊ 2, TỌA ĐÀM 1', { conferences: 2, seminars: 1 }],
  [2, 'hội nghị 2/ tọa đàm 1', { conferences: 2, seminars: 1 }],
  [2, 'hội nghị (2), tọa đàm (1)', { conferences: 2, seminars: 1 }],
  [2, 'hội nghị - 2, tọa đàm - 1', { conferences: 2, seminars: 1 }],
  [2, 'toạ đàm 1 cuộc', { seminars: 1 }],
  [2, 'có 2 hội nghị', { conferences: 2 }],
  [2, 'hội nghị có 2', { conferences: 2 }],
  [2, 'tổng cộng 340 lượt', { attendees: 340 }],
  [2, '340 luot dong chi tham gia', { attendees: 340 }],
  [2, '340 đ/c lượt dự', { attendees: 340 }],
  [2, 'he thong: sl hoi nghi 2', { conferences: 2 }],
  // Decomposed, no-break and zero-width characters
  [2, 'hội nghị 2, tọa đàm 1'.normalize('NFD'), { conferences: 2, seminars: 1 }],
  [2, 'hội\u00a0nghị\u00a02,\u200b tọa đàm 1', { conferences: 2, seminars: 1 }],
  [2, 'ho\u00adi nghi 2', { conferences: 2 }],
  // Numbers in words
  [2, 'mười hai văn bản', { 'documents-issued': 12 }],
  [2, 'muoi hai van ban, hai hoi nghi, mot toa dam', { 'documents-issued': 12, conferences: 2, seminars: 1 }],
  [2, 'hội nghị hai, tọa đàm một', { conferences: 2, seminars: 1 }],
  [2, 'một trăm linh năm lượt người', { attendees: 105 }],
  [2, 'mot tram linh nam luot nguoi', { attendees: 105 }],
  [2, 'ba trăm bốn mươi lượt người', { attendees: 340 }],
  [2, 'hai mươi mốt văn bản', { 'documents-issued': 21 }],
  [2, 'hai muoi lam van ban', { 'documents-issued': 25 }],
  [2, 'một nghìn hai trăm lượt người', { attendees: 1200 }],
  [2, '3 trăm lượt người', { attendees: 300 }],
  [2, 'ba hội nghị và sáu tọa đàm', { conferences: 3, seminars: 6 }],
  [2, 'bảy văn bản, tám lần sao gửi', { 'documents-issued': 7, circulations: 8 }],
  // None
  [2, 'tọa đàm không, hội nghị 2', { seminars: 0, conferences: 2 }],
  [2, 'không có tọa đàm', { seminars: 0 }],
  [2, 'ko co toa dam, hn 2', { seminars: 0, conferences: 2 }],
  [2, 'chưa có tọa đàm', { seminars: 0 }],
  [2, 'tọa đàm chưa có', { seminars: 0 }],
  [2, 'tọa đàm: 0', { seminars: 0 }],
  [2, 'toa dam chua to chuc', { seminars: 0 }],
  [2, 'tọa đàm không tổ chức, sao gửi không có', { seminars: 0, circulations: 0 }],
  [2, 'không tổ chức tọa đàm', { seminars: 0 }],
  [2, 'hội nghị, tọa đàm đều không', { conferences: 0, seminars: 0 }],
  // Separators of thousands
  [2, '1.200 lượt người', { attendees: 1200 }],
  [2, 'lượt người 12.345', { attendees: 12345 }],
  [2, 'luot nguoi: 1200', { attendees: 1200 }],
  // Yes, no, no longer
  [2, 'kiện toàn BCĐ: không', { 'committee-change': 'no' }],
  [2, 'kien toan bcd co', { 'committee-change': 'yes' }],
  [2, 'có kiện toàn Ban Chỉ đạo', { 'committee-change': 'yes' }],
  [2, 'đã kiện toàn ban chỉ đạo', { 'committee-change': 'yes' }],
  [2, 'không kiện toàn', { 'committee-change': 'no' }],
  [2, 'chưa kiện toàn bcđ', { 'committee-change': 'no' }],
  [2, 'hoi nghi 2, kien toan khong', { conferences: 2, 'committee-change': 'no' }],
  [1, 'cong doan co, ttnd khong con', { 'trade-union': 'yes', 'inspection-board': 'none' }],
  [1, 'Công đoàn: có; Ban TTND: không còn tổ chức', { 'trade-union': 'yes', 'inspection-board': 'none' }],
  [1, 'có công đoàn, không còn ban thanh tra nhân dân', { 'trade-union': 'yes', 'inspection-board': 'none' }],
  [1, 'công đoàn có ttnd không', { 'trade-union': 'yes', 'inspection-board': 'no' }],
  [1, 'công đoàn, ttnd đều có', { 'trade-union': 'yes', 'inspection-board': 'yes' }],
  [1, 'cong doan va ttnd deu khong con', { 'trade-union': 'none', 'inspection-board': 'none' }],
  [1, 'không có công đoàn; chưa có ban ttnd', { 'trade-union': 'no', 'inspection-board': 'no' }],
  [1, 'công đoàn đã giải thể', { 'trade-union': 'none' }],
  [1, 'công đoàn vẫn có', { 'trade-union': 'yes' }],
  // Situation
  [1, 'công chức 30, viên chức 2, người lao động 4', STAFF],
  [1, '30 công chức, 2 viên chức và 4 người lao động', STAFF],
  [1, 'cc 30, vc 2, nlđ 4', STAFF],
  [1, '30 cán bộ công chức; hợp đồng lao động 4; viên chức: 2', STAFF],
  [1, 'đơn vị trực thuộc 5', { 'subordinate-units': 5 }],
  [1, 'khong co don vi truc thuoc', { 'subordinate-units': 0 }],
  [1, '5 đv trực thuộc', { 'subordinate-units': 5 }],
  // Topic and publicity
  [3, 'hình thức: hội nghị, tọa đàm', { 'topic-forms': ['hoi-nghi', 'toa-dam'] }],
  [3, 'hinh thuc trien khai hoi nghi va sao gui tai lieu', { 'topic-forms': ['hoi-nghi', 'sao-gui-tai-lieu'] }],
  [3, 'triển khai bằng tọa đàm', { 'topic-forms': ['toa-dam'] }],
  [3, 'số văn bản 12/KH-VKS ngày 15/1/2026', { 'topic-document-number': '12/KH-VKS', 'topic-document-date': '2026-01-15' }],
  [3, 'kế hoạch số 05/KH-VKSBN, ký ngày 15-1', { 'topic-document-number': '05/KH-VKSBN', 'topic-document-date': '2026-01-15' }],
  [3, 'văn bản số 123/2026/CV-VKS ban hành ngày 3 tháng 2 năm 2026', { 'topic-document-number': '123/2026/CV-VKS', 'topic-document-date': '2026-02-03' }],
  [3, 'Tên chuyên đề: Dân chủ trong tuyển dụng', { 'topic-name': 'Dân chủ trong tuyển dụng' }],
  [3, 'chuyên đề: "Công khai tài chính", số 12/KH-VKS ngày 15/1/2026', { 'topic-name': '"Công khai tài chính"', 'topic-document-number': '12/KH-VKS', 'topic-document-date': '2026-01-15' }],
  [3, 'nội dung công khai 8', { 'items-published': 8 }],
  [3, 'công khai 8 nội dung, đúng hạn: có', { 'items-published': 8, 'published-in-time': 'yes' }],
  [3, 'hình thức công khai: niêm yết, cổng thông tin điện tử, hội nghị', { 'publicity-forms': ['niem-yet', 'mang-noi-bo', 'hoi-nghi'] }],
  [3, 'cong khai bang niem yet va mang noi bo', { 'publicity-forms': ['niem-yet', 'mang-noi-bo'] }],
  [3, 'công khai trong 5 ngày làm việc: có', { 'published-in-time': 'yes' }],
  [3, 'trong 5 ngay lam viec khong', { 'published-in-time': 'no' }],
  [3, 'công khai đúng hạn: rồi', { 'published-in-time': 'yes' }],
  // The staff conference
  [4, 'ngày hội nghị 12/3/2026', { 'conference-held': 'yes', 'conference-date': '2026-03-12' }],
  [4, 'hội nghị ngày 12/3', { 'conference-held': 'yes', 'conference-date': '2026-03-12' }],
  [4, 'hội nghị tổ chức ngày 12-3-2026', { 'conference-held': 'yes', 'conference-date': '2026-03-12' }],
  [4, 'to chuc ngay 12 thang 3 nam 2026', { 'conference-held': 'yes', 'conference-date': '2026-03-12' }],
  [4, 'họp ngày 5/12', { 'conference-held': 'yes', 'conference-date': '2025-12-05' }],
  [4, 'ngay hop 12.3.2026', { 'conference-held': 'yes', 'conference-date': '2026-03-12' }],
  [4, 'ngày hội nghị 12/3/26', { 'conference-held': 'yes', 'conference-date': '2026-03-12' }],
  [4, 'ngày tổ chức: 2026-03-12', { 'conference-held': 'yes', 'conference-date': '2026-03-12' }],
  [4, 'tổng số 52, triệu tập 50, có mặt 48, tán thành 47', { 'conference-held': 'yes', 'conference-total': 52, 'conference-called': 50, 'conference-present': 48, 'votes-for': 47 }],
  [4, 'triệu tập 50 người, 48 người có mặt, 47 người tán thành', { 'conference-held': 'yes', 'conference-called': 50, 'conference-present': 48, 'votes-for': 47 }],
  [4, 'tong so can bo cong chuc la 52', { 'conference-held': 'yes', 'conference-total': 52 }],
  [4, 'có mặt 45/50', { 'conference-held': 'yes', 'conference-present': 45, 'conference-called': 50 }],
  [4, '45/50 người dự', { 'conference-held': 'yes', 'conference-present': 45, 'conference-called': 50 }],
  [4, 'có mặt 45/50, tán thành 44/45', { 'conference-held': 'yes', 'conference-present': 45, 'conference-called': 50, 'votes-for': 44 }],
  [4, 'triệu tập 50/52', { 'conference-held': 'yes', 'conference-called': 50, 'conference-total': 52 }],
  [4, 'chưa tổ chức hội nghị', { 'conference-held': 'no' }],
  [4, 'hội nghị cbcc: chưa', { 'conference-held': 'no' }],
  [4, 'danh gia nghi quyet: co', { 'resolution-review': 'yes' }],
  [4, 'đã đánh giá thực hiện nghị quyết', { 'resolution-review': 'yes' }],
  // Consultation
  [5, 'dự thảo 4, ý kiến 30, tiếp thu 22, giải trình 8', { 'drafts-consulted': 4, 'opinions': 30, 'opinions-taken-up': 22, 'opinions-explained': 8 }],
  [5, 'lấy ý kiến 4 dự thảo, có 30 ý kiến, tiếp thu 22 ý kiến, giải trình 8 ý kiến', { 'drafts-consulted': 4, 'opinions': 30, 'opinions-taken-up': 22, 'opinions-explained': 8 }],
  [5, '30 luot y kien; 22 y kien duoc tiep thu', { 'opinions': 30, 'opinions-taken-up': 22 }],
  // Inspections and complaints
  [6, 'kiểm tra 2, tự kiểm tra 3', { 'inspections': 2, 'self-inspections': 3 }],
  [6, 'tu kiem tra 3 kiem tra 2', { 'inspections': 2, 'self-inspections': 3 }],
  [6, '2 cuộc kiểm tra, 3 cuộc tự kiểm tra tại 5 đơn vị', { 'inspections': 2, 'self-inspections': 3, 'units-inspected': 5 }],
  [6, 'không có vi phạm', { violations: 0 }],
  [6, 'phát hiện 2 vi phạm, kiến nghị 1', { 'violations': 2, 'inspection-recommendations': 1 }],
  [6, 'kỳ trước chuyển sang 2, mới 5, giải quyết 6, tồn 1', { 'complaints-carried-over': 2, 'complaints-new': 5, 'complaints-resolved': 6, 'complaints-pending': 1 }],
  [6, 'don ky truoc chuyen sang 2 don, nhan moi 5 don, da giai quyet 6 don, con ton 1 don', { 'complaints-carried-over': 2, 'complaints-new': 5, 'complaints-resolved': 6, 'complaints-pending': 1 }],
  [6, 'mới nhận 5 đơn, đã giải quyết 5, không còn tồn', { 'complaints-new': 5, 'complaints-resolved': 5, 'complaints-pending': 0 }],
  // Sections named in the message
  [2, 'III.7: chuyển sang 2, mới 5, giải quyết 6, tồn 1', { 'complaints-carried-over': 2, 'complaints-new': 5, 'complaints-resolved': 6, 'complaints-pending': 1 }],
  [1, 'mục 7: mới 5, tồn 0', { 'complaints-new': 5, 'complaints-pending': 0 }],
  [1, 'muc III.6 kiem tra 2, tu kiem tra 3', { 'inspections': 2, 'self-inspections': 3 }],
  [6, 'III.6 kiểm tra 2, kiến nghị 1; III.5 giám sát 3', { 'inspections': 2, 'inspection-recommendations': 1, 'inspection-board': 'yes', 'supervisions': 3 }],
  // Another page's figures, plainly named
  [5, 'hội nghị 2, tọa đàm 1', { conferences: 2, seminars: 1 }],
  // Commendations
  [7, 'tập thể 2, cá nhân 7', { 'commended-collectives': 2, 'commended-individuals': 7 }],
  [7, 'khen thưởng 2 tập thể, 7 cá nhân', { 'commended-collectives': 2, 'commended-individuals': 7 }],
  [7, 'khen 2 tap the va 7 ca nhan', { 'commended-collectives': 2, 'commended-individuals': 7 }],
  // English
  [2, 'conferences 2, seminars 1, 340 attendees', { conferences: 2, seminars: 1, attendees: 340 }],
  [2, 'no seminars, 2 conferences', { seminars: 0, conferences: 2 }],
  [1, 'trade union: yes, inspection board: no longer exists', { 'trade-union': 'yes', 'inspection-board': 'none' }],
]

describe('what staff type is understood', () => {
  test.each(LINES)('page %i: %s', (page, text, expected) => {
    const filled = read(page, text)
    expect({ answers: answersIn(filled), unclear: filled.unclear, refused: filled.refused }).toEqual({ answers: expected, unclear: [], refused: [] })
  })

  test('there are enough lines to mean something', () => {
    expect(LINES.length).toBeGreaterThan(120)
  })
})
