import { describe, expect, test } from 'vitest'
import type { Answers } from '#domain/form/form.ts'
import { converse } from './converse.ts'
import { answersIn, read, TYPED } from './sample.ts'

/** An officer who shortens everything. */
const CURT = [
  'cc 45 vc 2 hd 6 dv truc thuoc 7 cd co ttnd co',
  'vb 3 hn 2 td 1 sao gui 4 luot 340 kien toan ko',
  'cd: dan chu trong cong tac can bo, so 12/KH-VKS 10/2/2026, hinh thuc hn sao gui, kq: trien khai 100% don vi\nck 9 noi dung, niem yet + hop co quan, dung han',
  'hncbcc 15/1, ts 53 tt 53 du 50 tan thanh 49, danh gia nq co',
  'du thao 4 y kien 62 tiep thu 40 giai trinh 22, giam sat 2 kien nghi 1 giai quyet 1 qua han 0',
  'ktra 1, tu ktra 7, 7 dv, vi pham 0, kien nghi 2; don cu 1 moi 4 giai quyet 4 ton 1',
  'kt 3 tap the 12 ca nhan; ky luat: ko vi pham; cchc: rut gon 2 quy trinh',
  'uu diem: doan ket. han che: gui bc cham. khach quan: dia ban rong. chu quan: kiem nhiem. bai hoc: ro nguoi ro viec. phuong huong: trien khai chuyen de 2026',
]

/** A polite one, in whole sentences. */
const POLITE = [
  'Dạ em xin báo cáo ạ: đơn vị em hiện có 45 công chức, 2 viên chức và 6 người lao động hợp đồng; có 7 đơn vị trực thuộc. Đơn vị có tổ chức công đoàn, còn Ban Thanh tra nhân dân thì không còn ạ.',
  'Trong kỳ, đơn vị đã ban hành 3 văn bản chỉ đạo, tổ chức được 2 hội nghị quán triệt và 1 cuộc tọa đàm với tổng số 340 lượt người tham dự; sao gửi tài liệu 4 lần. Ban Chỉ đạo không có thay đổi ạ.',
  'Chuyên đề: Phát huy dân chủ trong công tác cán bộ; số văn bản 12/KH-VKS, ban hành ngày 10/2/2026; hình thức triển khai: hội nghị và sao gửi tài liệu; kết quả: đã triển khai tới 100% đơn vị, cán bộ đồng tình cao.',
  'Về công khai, đơn vị đã công khai 9 nội dung, bằng hình thức niêm yết và thông báo tại cuộc họp, đúng thời hạn ạ.',
  'Hội nghị cán bộ, công chức được tổ chức ngày 15/1/2026, tổng số 53 người, triệu tập 53 người, có mặt 50 người (đạt 94,3%), tán thành 49/50 phiếu; đã đánh giá thực hiện nghị quyết 6 tháng.',
  'Đơn vị lấy ý kiến 4 dự thảo, có 62 lượt ý kiến, tiếp thu 40 ý kiến, giải trình 22 ý kiến ạ.',
  'Trong kỳ có 1 cuộc kiểm tra, 7 cuộc tự kiểm tra tại 7 đơn vị, không phát hiện vi phạm, có 2 kiến nghị. Về đơn thư: kỳ trước chuyển sang 1 đơn, nhận mới 4 đơn, đã giải quyết 4 đơn, còn tồn 1 đơn ạ.',
  'Kỷ luật, kỷ cương: chấp hành nghiêm, không có trường hợp vi phạm; cải cách hành chính: rút gọn 2 quy trình nội bộ; khen thưởng 3 tập thể và 12 cá nhân.',
  'Ưu điểm: cấp ủy, lãnh đạo quan tâm chỉ đạo sát; hạn chế: một số đơn vị gửi báo cáo chậm; nguyên nhân khách quan: địa bàn rộng; nguyên nhân chủ quan: cán bộ kiêm nhiệm; bài học kinh nghiệm: phân công rõ người, rõ việc; phương hướng: triển khai chuyên đề năm 2026, tổ chức 2 hội nghị; kiến nghị: tăng biên chế.',
]

/** One who pastes the whole report out of Word. */
const PASTED = `BÁO CÁO
Sơ kết 6 tháng thực hiện dân chủ ở cơ sở
I. ĐẶC ĐIỂM TÌNH HÌNH
- Tổng số công chức: 45; viên chức: 2; người lao động: 6.
- Số đơn vị trực thuộc: 7.
- Công đoàn: có. Ban Thanh tra nhân dân: có.
II. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO
- Ban hành 03 văn bản chỉ đạo.
- Tổ chức 02 hội nghị, 01 cuộc tọa đàm với 340 lượt người tham dự.
- Sao gửi tài liệu: 04 lần.
- Kiện toàn Ban Chỉ đạo: không.
III. KẾT QUẢ THỰC HIỆN
1. Chuyên đề
- Tên chuyên đề: Phát huy dân chủ trong công tác cán bộ
- Số văn bản: 12/KH-VKS ngày 10/02/2026
- Hình thức triển khai: hội nghị, sao gửi tài liệu
- Kết quả: đã triển khai tới 100% đơn vị; 45 người dự.
2. Công khai
- Số nội dung công khai: 9
- Hình thức: niêm yết, mạng nội bộ, hội nghị
- Công khai đúng hạn: có
3. Bàn và quyết định
- Hội nghị cán bộ, công chức: đã tổ chức ngày 15/01/2026
- Tổng số: 53; triệu tập: 53; có mặt: 50; tán thành: 49
- Đánh giá thực hiện nghị quyết: có
4. Tham gia ý kiến
- Số dự thảo lấy ý kiến: 4
- Ý kiến tham gia: 62; tiếp thu: 40; giải trình: 22
5. Giám sát của Ban Thanh tra nhân dân
- Giám sát: 2 cuộc
- Kiến nghị: 1; đã giải quyết: 1; quá hạn: 0
6. Kiểm tra, tự kiểm tra
- Kiểm tra: 1 cuộc; tự kiểm tra: 7 cuộc tại 7 đơn vị
- Vi phạm: không; kiến nghị: 2
7. Khiếu nại, tố cáo
- Kỳ trước chuyển sang: 1 đơn; mới nhận: 4 đơn
- Đã giải quyết: 4 đơn; còn tồn: 1 đơn
8. Kỷ luật, kỷ cương; cải cách hành chính
- Kỷ luật, kỷ cương: chấp hành nghiêm
- Cải cách hành chính: rút gọn 2 quy trình nội bộ
9. Thi đua, khen thưởng
- Tập thể: 3; cá nhân: 12
IV. ĐÁNH GIÁ CHUNG
1. Ưu điểm
- Cấp ủy, lãnh đạo quan tâm chỉ đạo sát
- Tổ chức 2 hội nghị đúng kế hoạch
2. Hạn chế
- Một số đơn vị gửi báo cáo chậm
3. Nguyên nhân
- Nguyên nhân khách quan: địa bàn rộng
- Nguyên nhân chủ quan: cán bộ kiêm nhiệm
4. Bài học kinh nghiệm: phân công rõ người, rõ việc
V. PHƯƠNG HƯỚNG, NHIỆM VỤ KỲ TỚI
- Triển khai chuyên đề năm 2026
- Mở 2 hội nghị
VI. KIẾN NGHỊ, ĐỀ XUẤT
- Tăng biên chế cho Ban Chỉ đạo`

/** One who dictates, section by section, without a mark. */
const SPOKEN = [
  'công chức bốn mươi lăm viên chức hai người lao động sáu đơn vị trực thuộc bảy công đoàn có ban thanh tra nhân dân không còn',
  'ban hành ba văn bản hội nghị hai tọa đàm một sao gửi bốn lần lượt người dự ba trăm bốn mươi không kiện toàn ban chỉ đạo',
  'chuyên đề là phát huy dân chủ trong công tác cán bộ\nsố văn bản 12/KH-VKS ngày 10 tháng 2\nhình thức hội nghị và sao gửi\nkết quả là triển khai toàn bộ\ncông khai chín nội dung niêm yết và họp cơ quan đúng hạn có',
  'hội nghị cán bộ công chức ngày 15 tháng 1 tổng số năm mươi ba triệu tập năm mươi ba có mặt năm mươi tán thành bốn mươi chín đánh giá nghị quyết có',
  'dự thảo bốn ý kiến tham gia sáu mươi hai tiếp thu bốn mươi giải trình hai mươi hai',
  'kiểm tra một tự kiểm tra bảy đơn vị được kiểm tra bảy vi phạm không kiến nghị hai kỳ trước chuyển sang một mới nhận bốn giải quyết bốn còn tồn một',
  'tập thể ba cá nhân mười hai\nkỷ luật là chấp hành nghiêm\ncải cách hành chính là rút gọn quy trình',
  'ưu điểm là đoàn kết\nhạn chế là gửi báo cáo chậm\nnguyên nhân khách quan là địa bàn rộng\nnguyên nhân chủ quan là kiêm nhiệm\nbài học là phân công rõ người\nphương hướng là triển khai chuyên đề',
]

/** One who pastes last year's report section by section, as it was numbered there; figures with zeros before them, headings in other words. */
const PASTED_PIECEMEAL = [
  'I. DAC DIEM TINH HINH\n1. Bien che: don vi co 45 cong chuc; 02 vien chuc; 06 nguoi lao dong.\n2. Co 07 don vi truc thuoc (cac khu vuc).\n3. To chuc doan the: Cong doan co so: co; Ban Thanh tra nhan dan: co (05 thanh vien).',
  'II. CONG TAC LANH DAO, CHI DAO\n- Da ban hanh 03 van ban (01 ke hoach, 02 cong van).\n- To chuc 02 hoi nghi quan triet, 01 toa dam voi 340 luot nguoi tham gia; sao gui tai lieu 04 lan den cac don vi.\n- Kien toan Ban Chi dao: Khong.',
  'III. KET QUA THUC HIEN\n1. Chuyen de\n- Ten chuyen de: "Cong khai minh bach"\n- Van ban: Ke hoach so 12/KH-VKS ngay 10/02/2026\n- Hinh thuc trien khai: hoi nghi, sao gui tai lieu.\n- Ket qua: 07/07 don vi hoan thanh.\n2. Cong khai (Dieu 46-48)\n- Da cong khai 09 noi dung.\n- Hinh thuc: niem yet tai tru so, dang tren mang noi bo.\n- Cong khai trong 05 ngay lam viec: Co',
  '3. Viec ban va quyet dinh\n- Hoi nghi can bo, cong chuc to chuc ngay 15/01/2026; tong so: 53 nguoi; trieu tap 53 nguoi; co mat 50 nguoi; so phieu tan thanh 49.\n- Kiem tra, danh gia viec thuc hien nghi quyet hoi nghi: co.\n4. Tham gia y kien\n- So du thao dua ra lay y kien: 04\n- Luot y kien: 62; tiep thu: 40; giai trinh: 22',
  '5. Hoat dong cua Ban Thanh tra nhan dan\n- So cuoc giam sat: 02 cuoc\n- Kien nghi: da nhan 01, da giai quyet 01, qua han 15 ngay: 0\n6. Cong tac kiem tra\n- Kiem tra: 01 cuoc tai 07 don vi; tu kiem tra: 07 cuoc\n- Phat hien 0 vi pham; kien nghi 02 noi dung',
  '7. Khieu nai, to cao\n- Ky truoc chuyen sang: 01 don; moi nhan: 04 don; da giai quyet: 04 don; con ton: 01 don.\n8. Ky luat, cai cach hanh chinh\n- Ky luat, ky cuong: chap hanh nghiem.\n- Cai cach hanh chinh: rut ngan 03 thu tuc.\n9. Thi dua, khen thuong\n- 03 tap the, 12 ca nhan duoc tang Giay khen.',
  'IV. DANH GIA CHUNG\n1. Uu diem\nNoi bo doan ket.\n2. Han che, ton tai\nLay y kien con cham.\n3. Nguyen nhan\na) Khach quan: an tang 15%.\nb) Chu quan: kiem nhiem.\n4. Bai hoc kinh nghiem\nNguoi dung dau phai guong mau.\nV. PHUONG HUONG, NHIEM VU 6 THANG CUOI NAM\n- Kiem tra 03 don vi trong quy III/2026.\nVI. KIEN NGHI, DE XUAT\nDe nghi to chuc tap huan.',
]

/** The same report in figures, whoever sends it. */
const FIGURES: Answers = {
  'civil-servants': 45, 'public-employees': 2, 'workers': 6, 'subordinate-units': 7, 'trade-union': 'yes',
  'documents-issued': 3, 'conferences': 2, 'seminars': 1, 'circulations': 4, 'attendees': 340, 'committee-change': 'no',
  'topic-document-number': '12/KH-VKS', 'topic-document-date': '2026-02-10', 'topic-forms': ['hoi-nghi', 'sao-gui-tai-lieu'], 'items-published': 9, 'published-in-time': 'yes',
  'conference-held': 'yes', 'conference-date': '2026-01-15', 'conference-total': 53, 'conference-called': 53, 'conference-present': 50, 'votes-for': 49, 'resolution-review': 'yes',
  'drafts-consulted': 4, 'opinions': 62, 'opinions-taken-up': 40, 'opinions-explained': 22,
  'inspections': 1, 'self-inspections': 7, 'units-inspected': 7, 'violations': 0, 'inspection-recommendations': 2,
  'complaints-carried-over': 1, 'complaints-new': 4, 'complaints-resolved': 4, 'complaints-pending': 1,
  'commended-collectives': 3, 'commended-individuals': 12,
}
const SUPERVISION: Answers = { 'inspection-board': 'yes', 'supervisions': 2, 'board-petitions-received': 1, 'board-petitions-resolved': 1, 'board-petitions-overdue': 0 }

describe('a whole report by typing', () => {
  test.each<[string, string[], Answers]>([
    ['shortened', CURT, { ...SUPERVISION, 'publicity-forms': ['niem-yet', 'hoi-nghi'], 'topic-name': 'dan chu trong cong tac can bo', 'topic-result': 'trien khai 100% don vi', 'discipline': 'ko vi pham', 'administrative-reform': 'rut gon 2 quy trinh', 'strengths': 'doan ket.', 'limitations': 'gui bc cham.', 'objective-causes': 'dia ban rong.', 'subjective-causes': 'kiem nhiem.', 'lessons': 'ro nguoi ro viec.', 'plan': 'trien khai chuyen de 2026' }],
    ['in polite sentences', POLITE, { 'inspection-board': 'none', 'publicity-forms': ['niem-yet', 'hoi-nghi'], 'topic-name': 'Phát huy dân chủ trong công tác cán bộ', 'topic-result': 'đã triển khai tới 100% đơn vị, cán bộ đồng tình cao.', 'discipline': 'chấp hành nghiêm, không có trường hợp vi phạm', 'administrative-reform': 'rút gọn 2 quy trình nội bộ', 'strengths': 'cấp ủy, lãnh đạo quan tâm chỉ đạo sát', 'limitations': 'một số đơn vị gửi báo cáo chậm', 'objective-causes': 'địa bàn rộng', 'subjective-causes': 'cán bộ kiêm nhiệm', 'lessons': 'phân công rõ người, rõ việc', 'plan': 'triển khai chuyên đề năm 2026, tổ chức 2 hội nghị', 'proposals': 'tăng biên chế.' }],
    ['pasted from Word', [PASTED], { ...SUPERVISION, 'publicity-forms': ['niem-yet', 'mang-noi-bo', 'hoi-nghi'], 'topic-name': 'Phát huy dân chủ trong công tác cán bộ', 'topic-result': 'đã triển khai tới 100% đơn vị; 45 người dự.', 'discipline': 'chấp hành nghiêm', 'administrative-reform': 'rút gọn 2 quy trình nội bộ', 'strengths': '- Cấp ủy, lãnh đạo quan tâm chỉ đạo sát\n- Tổ chức 2 hội nghị đúng kế hoạch', 'limitations': '- Một số đơn vị gửi báo cáo chậm', 'objective-causes': 'địa bàn rộng', 'subjective-causes': 'cán bộ kiêm nhiệm', 'lessons': 'phân công rõ người, rõ việc', 'plan': '- Triển khai chuyên đề năm 2026\n- Mở 2 hội nghị', 'proposals': '- Tăng biên chế cho Ban Chỉ đạo' }],
    ['pasted section by section', PASTED_PIECEMEAL, { ...SUPERVISION, 'publicity-forms': ['niem-yet', 'mang-noi-bo'], 'topic-name': 'Cong khai minh bach', 'topic-result': '07/07 don vi hoan thanh.', 'discipline': 'chap hanh nghiem.', 'administrative-reform': 'rut ngan 03 thu tuc.', 'strengths': 'Noi bo doan ket.', 'limitations': 'Lay y kien con cham.', 'objective-causes': 'an tang 15%.', 'subjective-causes': 'kiem nhiem.', 'lessons': 'Nguoi dung dau phai guong mau.', 'plan': '- Kiem tra 03 don vi trong quy III/2026.', 'proposals': 'De nghi to chuc tap huan.' }],
    ['dictated', SPOKEN, { 'inspection-board': 'none', 'publicity-forms': ['niem-yet', 'hoi-nghi'], 'topic-name': 'phát huy dân chủ trong công tác cán bộ', 'topic-result': 'triển khai toàn bộ', 'discipline': 'chấp hành nghiêm', 'administrative-reform': 'rút gọn quy trình', 'strengths': 'đoàn kết', 'limitations': 'gửi báo cáo chậm', 'objective-causes': 'địa bàn rộng', 'subjective-causes': 'kiêm nhiệm', 'lessons': 'phân công rõ người', 'plan': 'triển khai chuyên đề' }],
  ])('%s: every answer right, nothing asked back', (_style, messages, texts) => {
    const { answers, judged, doubts } = converse(messages)
    expect(messages.length).toBeLessThanOrEqual(9)
    expect(doubts).toEqual([])
    expect(answers).toEqual({ ...FIGURES, ...texts })
    expect({ missing: judged.missing, problems: judged.problems }).toEqual({ missing: [], problems: [] })
  })

  test('in any order of pages', () => {
    const { answers } = converse([...CURT.slice(3, 6), ...CURT.slice(0, 3), ...CURT.slice(6)])
    expect(answers).toMatchObject(FIGURES)
  })

  test('with one figure left out, the next part is still its own, and the figure can follow at the end', () => {
    const without = TYPED.map(text => text.replace(', danh gia nghi quyet: co', '').replace(', giai trinh 8', '').replace('tu kiem tra 3 cuoc ', ''))
    const { judged } = converse(without)
    expect(judged.missing).toEqual(['resolution-review', 'opinions-explained', 'self-inspections'])
    expect(converse([...without, 'danh gia nghi quyet co', 'giai trinh 8', 'tu kiem tra 3']).judged).toMatchObject({ missing: [], problems: [] })
  })

  test('in prose: what tells of another part is not the text asked for, and what is only likely replaces no answer', () => {
    const conference = 'Hoi nghi can bo cong chuc to chuc ngay 9/1/2026, tong so 107 nguoi, trieu tap 107, co mat 103, 103 nguoi bieu quyet tan thanh nghi quyet.'
    const consultation = 'Co 3 du thao quy che duoc dua ra lay y kien, thu duoc 48 y kien gop y, tiep thu 35, giai trinh 13.'
    const open = { 'topic-document-number': '31/KH-VKS' }
    expect(answersIn(read(3, conference, open))).toEqual({ 'conference-held': 'yes', 'conference-date': '2026-01-09', 'conference-total': 107, 'conference-called': 107, 'conference-present': 103, 'votes-for': 103 })
    expect(answersIn(read(3, consultation, { ...open, 'topic-name': 'x' }))).toEqual({ 'drafts-consulted': 3, 'opinions': 48, 'opinions-taken-up': 35, 'opinions-explained': 13 })
    expect(answersIn(read(7, 'Cai cach hanh chinh: da so hoa ho so luu tru. Ve khen thuong co 3 tap the va 17 ca nhan duoc bieu duong.'))).toEqual({ 'administrative-reform': 'da so hoa ho so luu tru.', 'commended-collectives': 3, 'commended-individuals': 17 })
    // Said of the conference's resolution; how things were published was answered before.
    const review = read(3, 'tong so 107 nguoi, trieu tap 107, co mat 103, danh gia nghi quyet: co, thong bao tai cuoc hop', { 'topic-name': 'x', 'topic-result': 'y', 'items-published': 9, 'publicity-forms': ['niem-yet'] })
    expect(answersIn(review)).not.toHaveProperty('publicity-forms')
  })
})
