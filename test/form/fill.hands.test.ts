import { describe, expect, test } from 'vitest'
import type { Answer, Answers } from '#domain/form/form.ts'
import { answersIn, read } from './sample.ts'

type Line = [page: number, text: string, expected: Record<string, Answer>, before?: Answers]

const COMPLAINTS = (carried: number, fresh: number, resolved: number, pending: number): Record<string, Answer> => ({ 'complaints-carried-over': carried, 'complaints-new': fresh, 'complaints-resolved': resolved, 'complaints-pending': pending })
const PAGE_7 = { 'discipline': 'khong co truong hop vi pham', 'administrative-reform': 'rut gon 2 quy trinh noi bo', 'commended-collectives': 3, 'commended-individuals': 12 }
const TOPIC: Answers = { 'topic-name': 'x', 'topic-document-number': '1/KH-VKS', 'topic-document-date': '2026-02-01', 'topic-forms': ['hoi-nghi'], 'topic-result': 'y' }
const CONFERENCE: Answers = { 'conference-held': 'yes', 'conference-date': '2026-01-15', 'conference-total': 53, 'conference-called': 53, 'conference-present': 50, 'votes-for': 49 }
const PAGE_6 = { 'inspections': 1, 'self-inspections': 7, 'units-inspected': 7, 'violations': 0, 'inspection-recommendations': 2, ...COMPLAINTS(1, 4, 4, 1) }
const REST_OF_6 = { 'units-inspected': 0, 'violations': 0, 'inspection-recommendations': 0, ...COMPLAINTS(0, 0, 0, 0) }

/** Lines as different people send them; each is understood whole. */
const LINES: Line[] = [
  // Figures of the page before, between and after its labelled texts
  [7, 'khen thuong 3 tap the, 12 ca nhan; ky luat: khong co truong hop vi pham; cai cach hanh chinh: rut gon 2 quy trinh noi bo', PAGE_7],
  [7, 'ky luat: khong co truong hop vi pham; khen thuong 3 tap the, 12 ca nhan; cai cach hanh chinh: rut gon 2 quy trinh noi bo', PAGE_7],
  [7, 'ky luat: khong co truong hop vi pham; cai cach hanh chinh: rut gon 2 quy trinh noi bo\nkhen thuong 3 tap the, 12 ca nhan', PAGE_7],
  [7, 'khen thuong 3 tap the, 12 ca nhan\nky luat: khong co truong hop vi pham\ncai cach hanh chinh: rut gon 2 quy trinh noi bo', PAGE_7],
  [7, 'cải cách hành chính: rút gọn 2 quy trình nội bộ; tập thể 3; cá nhân 12; kỷ luật: nghiêm', { 'discipline': 'nghiêm', 'administrative-reform': 'rút gọn 2 quy trình nội bộ', 'commended-collectives': 3, 'commended-individuals': 12 }],
  [7, 'Kỷ luật: 01 đồng chí bị khiển trách; CCHC: giảm 2 thủ tục. Khen thưởng: 3 tập thể, 12 cá nhân', { 'discipline': '01 đồng chí bị khiển trách', 'administrative-reform': 'giảm 2 thủ tục.', 'commended-collectives': 3, 'commended-individuals': 12 }],
  // Labels of another page
  [7, 'uu diem: doan ket; han che: cham; nguyen nhan khach quan: dia ban rong', { 'strengths': 'doan ket', 'limitations': 'cham', 'objective-causes': 'dia ban rong' }],
  [7, 'ưu điểm: đoàn kết', { strengths: 'đoàn kết' }],
  [7, 'Ưu điểm:\n- Nội bộ đoàn kết\nHạn chế:\n- Chậm', { strengths: '- Nội bộ đoàn kết', limitations: '- Chậm' }],
  [7, 'Ưu điểm\n- Nội bộ đoàn kết\n- Tổ chức 2 hội nghị\nHạn chế\n- Chậm', { strengths: '- Nội bộ đoàn kết\n- Tổ chức 2 hội nghị', limitations: '- Chậm' }],
  [7, 'phương hướng: làm tiếp; kiến nghị: tăng biên chế', { plan: 'làm tiếp', proposals: 'tăng biên chế' }],
  [8, '1. Ưu điểm: đoàn kết\n2. Hạn chế: chậm\n3. Nguyên nhân:\n- Khách quan: địa bàn rộng\n- Chủ quan: kiêm nhiệm\n4. Bài học: làm sớm', { 'strengths': 'đoàn kết', 'limitations': 'chậm', 'objective-causes': 'địa bàn rộng', 'subjective-causes': 'kiêm nhiệm', 'lessons': 'làm sớm' }],
  [8, 'phương hướng 6 tháng cuối năm: tổ chức 2 hội nghị, kiểm tra 3 đơn vị', { plan: 'tổ chức 2 hội nghị, kiểm tra 3 đơn vị' }],
  [8, 'ưu: đoàn kết; khuyết: chậm', { strengths: 'đoàn kết', limitations: 'chậm' }],
  // What is called so is no part of the text before
  [3, 'kết quả: 9 đơn vị đã xong; công khai trong 5 ngày: có', { 'topic-result': '9 đơn vị đã xong', 'published-in-time': 'yes' }],
  // "Hình thức" is that of the section last spoken of
  [3, 'cong khai 9 noi dung, hinh thuc niem yet va hoi nghi, dung han co', { 'items-published': 9, 'publicity-forms': ['niem-yet', 'hoi-nghi'], 'published-in-time': 'yes' }, TOPIC],
  [3, 'cong khai 9 noi dung, hinh thuc niem yet va hoi nghi, dung han co', { 'items-published': 9, 'publicity-forms': ['niem-yet', 'hoi-nghi'], 'published-in-time': 'yes' }],
  [3, 'hình thức: hội nghị, tọa đàm', { 'topic-forms': ['hoi-nghi', 'toa-dam'] }],
  [3, 'hình thức: hội nghị', { 'publicity-forms': ['hoi-nghi'] }, TOPIC],
  [3, 'ket qua: da trien khai toi 100% don vi\ncong khai 9 noi dung, hinh thuc niem yet, dung han co', { 'topic-result': 'da trien khai toi 100% don vi', 'items-published': 9, 'publicity-forms': ['niem-yet'], 'published-in-time': 'yes' }],
  [3, 'chuyên đề: Dân chủ; số văn bản 12/KH-VKS; ngày 10/2/2026; hình thức hội nghị; kết quả: tốt; công khai 9 nội dung, hình thức niêm yết, hội nghị; đúng hạn', { 'topic-name': 'Dân chủ', 'topic-document-number': '12/KH-VKS', 'topic-document-date': '2026-02-10', 'topic-forms': ['hoi-nghi'], 'topic-result': 'tốt', 'items-published': 9, 'publicity-forms': ['niem-yet', 'hoi-nghi'], 'published-in-time': 'yes' }],
  [3, 'công khai 9 nội dung, niêm yết và hội nghị, đúng hạn', { 'items-published': 9, 'publicity-forms': ['niem-yet', 'hoi-nghi'], 'published-in-time': 'yes' }],
  [3, 'công khai 9, hình thức: niêm yết; công khai đúng hạn: chưa', { 'items-published': 9, 'publicity-forms': ['niem-yet'], 'published-in-time': 'no' }],
  [3, 'công khai 9 nội dung qua niêm yết với zalo nội bộ, kịp thời đúng hạn', { 'items-published': 9, 'publicity-forms': ['niem-yet', 'mang-noi-bo'], 'published-in-time': 'yes' }],
  [3, 'dán bảng tin với lại đưa lên zalo nội bộ', { 'publicity-forms': ['niem-yet', 'mang-noi-bo'] }],
  [3, 'dạ đúng hạn hết ạ', { 'published-in-time': 'yes' }],
  // The next page, or several pages at once
  [4, 'lay y kien 4 du thao, 62 y kien, tiep thu 40, giai trinh 22', { 'drafts-consulted': 4, 'opinions': 62, 'opinions-taken-up': 40, 'opinions-explained': 22 }, CONFERENCE],
  [4, 'đánh giá nghị quyết có; dự thảo 4, ý kiến 62, tiếp thu 40, giải trình 22', { 'resolution-review': 'yes', 'drafts-consulted': 4, 'opinions': 62, 'opinions-taken-up': 40, 'opinions-explained': 22 }, CONFERENCE],
  [5, 'kiem tra 1 cuoc, tu kiem tra 7, 7 don vi, vi pham 0, kien nghi 2, don ky truoc 1, moi 4, giai quyet 4, ton 1', PAGE_6, { 'inspection-board': 'yes', 'drafts-consulted': 4, 'board-petitions-received': 5, 'board-petitions-resolved': 5 }],
  [8, 'kiem tra 1 cuoc, tu kiem tra 7, vi pham 0', { 'inspections': 1, 'self-inspections': 7, 'violations': 0 }],
  [1, 'ban hanh 3 van ban, hoi nghi 2, toa dam 1, sao gui 4, 340 luot nguoi, khong kien toan bcd', { 'documents-issued': 3, 'conferences': 2, 'seminars': 1, 'circulations': 4, 'attendees': 340, 'committee-change': 'no' }, { 'civil-servants': 45 }],
  [2, '5 don vi truc thuoc, van ban 3, hoi nghi 2', { 'subordinate-units': 5, 'documents-issued': 3, 'conferences': 2 }],
  [3, 'da to chuc hoi nghi cbcc ngay 15/1/2026, tong so 53, trieu tap 53, co mat 50, tan thanh 49, co danh gia 6 thang nghi quyet', { ...CONFERENCE, 'resolution-review': 'yes' }, TOPIC],
  // The conference
  [4, 'tổng số 53 người, triệu tập 53, có mặt 50 (đạt 94,3%), tán thành 49/50', { 'conference-held': 'yes', 'conference-total': 53, 'conference-called': 53, 'conference-present': 50, 'votes-for': 49 }],
  [4, '50/53 người dự', { 'conference-held': 'yes', 'conference-present': 50, 'conference-called': 53 }],
  [4, 'hncbcc 15/1, ts 53 tt 53 du 50 tan thanh 49', CONFERENCE],
  [4, 'hội nghị cbcc ngày 15/1, 53 người được triệu tập, 50 người dự, 49 người tán thành', { 'conference-held': 'yes', 'conference-date': '2026-01-15', 'conference-called': 53, 'conference-present': 50, 'votes-for': 49 }],
  [4, 'hội nghị tổ chức ngày 15/01/2026 với 50/53 người tham dự, biểu quyết tán thành 49/50 người', { 'conference-held': 'yes', 'conference-date': '2026-01-15', 'conference-present': 50, 'conference-called': 53, 'votes-for': 49 }],
  [4, 'chưa họp hội nghị cbcc nha anh', { 'conference-held': 'no' }],
  // Nothing at all
  [6, 'không có đơn nào', COMPLAINTS(0, 0, 0, 0)],
  [6, 'khong co don thu khieu nai to cao nao', COMPLAINTS(0, 0, 0, 0)],
  [6, 'mục III.7 không phát sinh', COMPLAINTS(0, 0, 0, 0)],
  [6, 'khiếu nại, tố cáo không có', COMPLAINTS(0, 0, 0, 0)],
  [6, 'khiếu nại tố cáo: không phát sinh', COMPLAINTS(0, 0, 0, 0)],
  [6, 'không phát sinh khiếu nại, tố cáo', COMPLAINTS(0, 0, 0, 0)],
  [5, 'mục III.5 không có', { 'supervisions': 0, 'board-petitions-received': 0, 'board-petitions-resolved': 0, 'board-petitions-overdue': 0 }, { 'inspection-board': 'yes' }],
  [5, 'giám sát 2 cuộc, không có kiến nghị nào', { 'supervisions': 2, 'board-petitions-received': 0, 'board-petitions-resolved': 0, 'board-petitions-overdue': 0 }, { 'inspection-board': 'yes' }],
  [6, 'kiểm tra 1, tự kiểm tra 2, còn lại bằng 0', { 'inspections': 1, 'self-inspections': 2, ...REST_OF_6 }],
  [6, 'kiểm tra 1, tự kiểm tra 2, các mục còn lại 0', { 'inspections': 1, 'self-inspections': 2, ...REST_OF_6 }],
  [6, 'kiểm tra 1, tự kiểm tra 2, số còn lại không có', { 'inspections': 1, 'self-inspections': 2, ...REST_OF_6 }],
  [6, 'kiểm tra 1; tự kiểm tra 2; các số khác bằng không', { 'inspections': 1, 'self-inspections': 2, ...REST_OF_6 }],
  [6, 'mới 5, giải quyết 5, còn lại 0', { 'complaints-new': 5, 'complaints-resolved': 5, 'complaints-pending': 0 }],
  [7, 'chưa khen thưởng ai', { 'commended-collectives': 0, 'commended-individuals': 0 }],
  // Curt
  [1, 'cc 30 vc 0 nld 2 dvtt 4', { 'civil-servants': 30, 'public-employees': 0, 'workers': 2, 'subordinate-units': 4 }],
  [1, 'CC: 30; VC: 02; NLĐ: 04; trực thuộc: 05; CĐ: có; TTND: có', { 'civil-servants': 30, 'public-employees': 2, 'workers': 4, 'subordinate-units': 5, 'trade-union': 'yes', 'inspection-board': 'yes' }],
  [1, 'tổng số công chức: 45', { 'civil-servants': 45 }],
  [1, 'công chức 30 (nữ 12), viên chức 2', { 'civil-servants': 30, 'public-employees': 2 }],
  [2, 'ban hành được 3 văn bản (1 kế hoạch, 2 công văn)', { 'documents-issued': 3 }],
  [2, '02 hội nghị/340 lượt người tham dự', { conferences: 2, attendees: 340 }],
  [6, 'ktra 1, tự ktra 7 ở 7 đơn vị, ko vi phạm, kiến nghị 0', { 'inspections': 1, 'self-inspections': 7, 'units-inspected': 7, 'violations': 0, 'inspection-recommendations': 0 }],
  // Polite
  [2, 'Dạ thưa anh, bên em có 2 hội nghị thôi ạ, còn tọa đàm thì chưa tổ chức được ạ', { conferences: 2, seminars: 0 }],
  [2, 'dạ em gửi số liệu: 3 văn bản, 2 hội nghị, 1 tọa đàm. Em cảm ơn ạ', { 'documents-issued': 3, 'conferences': 2, 'seminars': 1 }],
  [2, 'Kính gửi Tổ thư ký, đơn vị báo cáo: hội nghị 2, tọa đàm 1', { conferences: 2, seminars: 1 }],
  [2, 'Ban Chỉ đạo đã ban hành 3 văn bản', { 'documents-issued': 3 }],
  [2, 'Ban Chỉ đạo không có thay đổi ạ', { 'committee-change': 'no' }],
  // Southern
  [1, 'công đoàn dạ có, ttnd hông có', { 'trade-union': 'yes', 'inspection-board': 'no' }],
  [1, 'dạ công đoàn có á, ttnd thì hổng còn nữa', { 'trade-union': 'yes', 'inspection-board': 'none' }],
  [1, 'công đoàn thì có, còn ban thanh tra nhân dân giải thể rồi nha anh', { 'trade-union': 'yes', 'inspection-board': 'none' }],
  [1, 'hổng có đơn vị trực thuộc nào hết trơn', { 'subordinate-units': 0 }],
  [2, 'kiện toàn thì chưa có nha', { 'committee-change': 'no' }],
  [2, 'bữa đó có 2 hội nghị với 1 tọa đàm, tổng cộng 340 người dự', { conferences: 2, seminars: 1, attendees: 340 }],
  [2, 'tọa đàm hổng có cuộc nào hết', { seminars: 0 }],
  // Spoken, without a mark
  [2, 'hội nghị hai tọa đàm một lượt người dự ba trăm bốn mươi', { conferences: 2, seminars: 1, attendees: 340 }],
  [2, 'văn bản mười hai hội nghị hai tọa đàm một sao gửi bốn lần lượt người dự ba trăm bốn mươi không kiện toàn ban chỉ đạo', { 'documents-issued': 12, 'conferences': 2, 'seminars': 1, 'circulations': 4, 'attendees': 340, 'committee-change': 'no' }],
  [1, 'công chức bốn mươi lăm viên chức hai người lao động sáu bảy đơn vị trực thuộc công đoàn có ban thanh tra nhân dân không còn', { 'civil-servants': 45, 'public-employees': 2, 'workers': 6, 'subordinate-units': 7, 'trade-union': 'yes', 'inspection-board': 'none' }],
  // Taken back right after
  [2, 'không, tọa đàm là 2', { seminars: 2 }, { conferences: 2, seminars: 1 }],
  [2, 'hội nghị 3 chứ', { conferences: 3 }, { conferences: 2, seminars: 1 }],
  [2, 'sửa lại hội nghị thành 3', { conferences: 3 }, { conferences: 2, seminars: 1 }],
  [2, 'à nhầm 21 chứ không phải 12', { 'documents-issued': 21 }, { 'documents-issued': 12, 'conferences': 2 }],
  [2, 'em ghi nhầm, 3 hội nghị thôi ạ', { conferences: 3 }, { conferences: 2, seminars: 1 }],
  [2, 'chết, nhầm rồi, tọa đàm 4', { seminars: 4 }, { conferences: 2, seminars: 1 }],
  [4, 'sửa hội nghị từ 2 thành 3', { conferences: 3 }, { conferences: 2, seminars: 1 }],
]

describe('what different people send is understood', () => {
  test.each(LINES)('page %i: %s', (page, text, expected, before = {}) => {
    const filled = read(page, text, before, { last: Object.entries(before).map(([field, value]) => ({ field, value })) })
    expect({ answers: answersIn(filled), unclear: filled.unclear, refused: filled.refused }).toEqual({ answers: expected, unclear: [], refused: [] })
  })
  test('there are enough lines to mean something', () => expect(LINES.length).toBeGreaterThan(75))
})

describe('what is not there', () => {
  test('is zero for each count it stands for, shown as assumed', () => {
    for (const [page, text] of [[6, 'không có đơn nào'], [6, 'kiểm tra 1, còn lại bằng 0'], [7, 'khen thưởng: không']] as const)
      for (const found of read(page, text).found) expect(found.assumed ?? found.value === 1, `${text}: ${found.field}`).toBe(true)
  })
  test('never empties what was answered', () => {
    const filled = read(6, 'các mục còn lại bằng 0', { 'inspections': 2, 'complaints-new': 4 })
    expect(filled.found.map(found => found.field)).not.toContain('inspections')
    expect(filled.found.map(found => found.field)).not.toContain('complaints-new')
  })
  test('on a page of several sections is asked: which', () => {
    const filled = read(6, 'không phát sinh')
    expect({ found: filled.found, why: filled.unclear.map(each => each.why) }).toEqual({ found: [], why: ['which'] })
  })
})

describe('not taken without asking', () => {
  test.each<[number, string, string, Answers?]>([
    [3, 'hình thức: hội nghị', 'which', { ...TOPIC, 'publicity-forms': ['niem-yet'] }],
    [4, '100% tán thành', 'percent'],
    [4, 'tán thành 100% (50/50)', 'percent'],
    [1, 'hđ 68: 4', 'words'],
    [1, 'tổng số cán bộ công chức 99', 'which', { 'civil-servants': 88 }],
    [1, 'công đoàn không thay đổi', 'no-value'],
    [2, '1 tọa đàm (45 người dự), 340 lượt người', 'twice', { seminars: 1 }],
    [7, 'khen thưởng: 3 TT, 12 CN', 'no-field'],
    [6, 'giải quyết 4/5 đơn', 'about'],
    [8, 'hạn chế: chậm; nguyên nhân: do ít người', 'which'],
  ])('page %i: %s', (page, text, why, before = {}) => {
    const filled = read(page, text, before)
    const taken = Object.entries(answersIn(filled)).filter(([field, value]) => before[field] !== value && field !== 'limitations')
    expect({ taken, why: filled.unclear.map(each => each.why) }).toEqual({ taken: [], why: expect.arrayContaining([why]) as unknown })
  })

  test('figures told about in a text replace none that were answered', () => {
    for (const text of ['Tổ chức 2 hội nghị, 1 tọa đàm', 'Tổ chức 3 hội nghị, 4 tọa đàm']) expect(answersIn(read(8, text, { conferences: 2, seminars: 1 }))).toEqual({ strengths: text })
  })

  test('"như cũ" is last period’s answer where that is known', () => {
    expect(read(1, 'công đoàn vẫn như cũ', {}, { previous: { 'trade-union': 'none' } }).found).toMatchObject([{ field: 'trade-union', value: 'none', assumed: true }])
  })

  test.each(['bỏ số tọa đàm đi', 'xóa tọa đàm', 'dạ bỏ giúp em tọa đàm với'])('%s empties it', text => {
    expect(read(2, text, { conferences: 2, seminars: 1 })).toMatchObject({ blanks: ['seminars'], found: [], unclear: [] })
  })
})
