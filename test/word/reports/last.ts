import { docx, p, table } from '../docx.ts'
import type { OfficeReport } from './six.ts'

/** Typed in a hurry: headings underlined only by a colon, hyphen lists, "cuộc" and "lượt" after figures, one table of figures with totals by department. */
const hurried: OfficeReport = {
  name: 'đánh máy nhanh, tiêu đề kết thúc bằng dấu hai chấm',
  bytes: docx([
    'VIỆN KIỂM SÁT NHÂN DÂN TỈNH LÂM ĐỒNG', 'BÁO CÁO 6 THÁNG ĐẦU NĂM 2026 VỀ DÂN CHỦ CƠ SỞ',
    '1. Tình hình đội ngũ:', table([['Phòng', 'Công chức', 'Viên chức', 'Người lao động'], ['Văn phòng', '20', '3', '9'], ['Các phòng nghiệp vụ', '71', '0', '2'], ['Cộng', '91', '3', '11']]), '- Số đơn vị trực thuộc: 12 đơn vị.', '- Công đoàn: không còn tổ chức; Ban Thanh tra nhân dân: có.',
    '2. Lãnh đạo, chỉ đạo, quán triệt:', '- Ban hành 10 văn bản.', '- Tổ chức 5 hội nghị với 487 lượt người dự; 2 buổi tọa đàm.', '- Sao gửi tài liệu 7 lần.', '- Kiện toàn Ban Chỉ đạo: đã kiện toàn tháng 4/2026.',
    '3. Chuyên đề:', '- Tên chuyên đề: Dân chủ trong xây dựng nội quy cơ quan.', '- Kế hoạch số 52/KH-VKS ngày 09/02/2026.', '- Hình thức triển khai: tọa đàm, sao gửi tài liệu.', '- Kết quả: nội quy mới được 100% công chức góp ý.',
    '4. Công khai:', '- 13 nội dung được công khai; hình thức: niêm yết, mạng nội bộ.', '- Công khai trong 5 ngày làm việc: có.',
    '5. Bàn và quyết định:', '- Hội nghị cán bộ, công chức ngày 21/01/2026.', '- Tổng số: 105 người; triệu tập: 100 người; có mặt: 97 người; tán thành: 97 phiếu.', '- Đã kiểm tra, đánh giá thực hiện nghị quyết hội nghị.',
    '6. Tham gia ý kiến:', '- 9 dự thảo; 66 lượt ý kiến; tiếp thu 60; giải trình 6.',
    '7. Giám sát của Ban TTND:', '- 3 cuộc giám sát; nhận 1 kiến nghị; giải quyết 1 kiến nghị; quá 15 ngày: không.',
    '8. Kiểm tra, tự kiểm tra:', '- Kiểm tra 4 cuộc tại 4 đơn vị; 12 cuộc tự kiểm tra; phát hiện 1 vi phạm; 3 kiến nghị.',
    '9. Khiếu nại, tố cáo:', '- Kỳ trước chuyển sang 2 đơn; nhận mới 6 đơn; giải quyết 7 đơn; còn 1 đơn.',
    '10. Kỷ luật, kỷ cương:', 'Chấp hành nghiêm giờ giấc.', '11. Cải cách hành chính:', 'Liên thông văn bản với 12 đơn vị.', '12. Khen thưởng:', '- 3 tập thể, 18 cá nhân.',
    '13. Ưu điểm:', 'Góp ý thẳng thắn.', '14. Hạn chế:', 'Chưa số hóa hồ sơ.', '15. Nguyên nhân khách quan:', 'Thiếu thiết bị.', '16. Nguyên nhân chủ quan:', 'Chưa chủ động đề xuất.', '17. Bài học kinh nghiệm:', 'Đề xuất sớm.', '18. Phương hướng:', 'Số hóa hồ sơ dân chủ.', '19. Kiến nghị, đề xuất:', 'Cấp máy quét.',
  ]),
  expected: {
    'civil-servants': 91, 'public-employees': 3, 'workers': 11, 'subordinate-units': 12, 'trade-union': 'none', 'inspection-board': 'yes', 'documents-issued': 10, 'conferences': 5, 'attendees': 487, 'seminars': 2, 'circulations': 7, 'committee-change': 'yes', 'topic-name': 'Dân chủ trong xây dựng nội quy cơ quan', 'topic-document-number': '52/KH-VKS', 'topic-document-date': '2026-02-09', 'topic-forms': ['toa-dam', 'sao-gui-tai-lieu'], 'topic-result': 'nội quy mới được 100% công chức góp ý.',
    'items-published': 13, 'publicity-forms': ['niem-yet', 'mang-noi-bo'], 'published-in-time': 'yes', 'conference-held': 'yes', 'conference-date': '2026-01-21', 'conference-total': 105, 'conference-called': 100, 'conference-present': 97, 'votes-for': 97, 'resolution-review': 'yes', 'drafts-consulted': 9, 'opinions': 66, 'opinions-taken-up': 60, 'opinions-explained': 6, 'supervisions': 3, 'board-petitions-received': 1, 'board-petitions-resolved': 1, 'board-petitions-overdue': 0,
    'inspections': 4, 'units-inspected': 4, 'self-inspections': 12, 'violations': 1, 'inspection-recommendations': 3, 'complaints-carried-over': 2, 'complaints-new': 6, 'complaints-resolved': 7, 'complaints-pending': 1, 'discipline': 'Chấp hành nghiêm giờ giấc.', 'administrative-reform': 'Liên thông văn bản với 12 đơn vị.', 'commended-collectives': 3, 'commended-individuals': 18, 'strengths': 'Góp ý thẳng thắn.', 'limitations': 'Chưa số hóa hồ sơ.', 'objective-causes': 'Thiếu thiết bị.', 'subjective-causes': 'Chưa chủ động đề xuất.', 'lessons': 'Đề xuất sớm.', 'plan': 'Số hóa hồ sơ dân chủ.', 'proposals': 'Cấp máy quét.',
  },
}

/** Formal and wordy, the parts of the law as headings, line breaks inside paragraphs, results before direction. */
const formal: OfficeReport = {
  name: 'trang trọng, ngắt dòng trong đoạn, thứ tự khác',
  bytes: docx([
    p('VIỆN KIỂM SÁT NHÂN DÂN THÀNH PHỐ HUẾ\nBÁO CÁO\nSơ kết 6 tháng đầu năm 2026 thực hiện\nLuật Thực hiện dân chủ ở cơ sở'),
    '**I. KẾT QUẢ THỰC HIỆN CÁC NỘI DUNG DÂN CHỦ**',
    '**1. Thực hiện công khai theo Điều 46, Điều 47 và Điều 48**', 'Trong 6 tháng, cơ quan đã thực hiện công khai đối với 11 nội dung; hình thức công khai gồm niêm yết tại trụ sở,\nđăng tải trên cổng thông tin điện tử.\nViệc công khai bảo đảm thời hạn 05 ngày làm việc.',
    '**2. Những nội dung cán bộ, công chức bàn và quyết định (Điều 49 đến Điều 52)**', 'Cơ quan đã tổ chức thành công Hội nghị cán bộ, công chức vào ngày 23 tháng 01 năm 2026.\nTổng số cán bộ, công chức, viên chức, người lao động của cơ quan là 82 người; số được triệu tập là 80 người;\nsố có mặt là 78 người; 77 đại biểu biểu quyết tán thành nghị quyết. Cơ quan đã tiến hành kiểm tra, đánh giá thực hiện nghị quyết hội nghị.',
    '**3. Những nội dung cán bộ, công chức tham gia ý kiến (Điều 53 đến Điều 55)**', 'Có 07 dự thảo được lấy ý kiến với 44 lượt ý kiến tham gia. Cơ quan tiếp thu 39 ý kiến và giải trình 05 ý kiến.',
    '**4. Hoạt động kiểm tra, giám sát**', 'Ban Thanh tra nhân dân đã tiến hành 02 cuộc giám sát, chưa có kiến nghị, không có kiến nghị quá hạn. Ban Chỉ đạo tiến hành 03 cuộc kiểm tra tại 03 đơn vị; 09 cuộc tự kiểm tra được thực hiện; không phát hiện vi phạm; đã đưa ra 04 kiến nghị khắc phục.',
    '**5. Công tác tiếp nhận, giải quyết khiếu nại, tố cáo**', 'Cơ quan không có đơn kỳ trước chuyển sang, nhận mới 03 đơn, đã giải quyết xong 02 đơn, còn tồn 01 đơn.',
    '**6. Chuyên đề năm 2026**', 'Cơ quan đăng ký thực hiện chuyên đề “Xây dựng văn hóa công sở dân chủ, thân thiện” tại Kế hoạch số 23/KH-VKS ngày 16/01/2026; triển khai bằng hình thức hội nghị.\nKết quả đạt được: môi trường làm việc cởi mở hơn.',
    '**II. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO**', 'Cơ quan hiện có 66 công chức, 02 viên chức, 14 người lao động và 05 đơn vị trực thuộc. Tổ chức công đoàn không còn; Ban Thanh tra nhân dân hiện có 05 thành viên.', 'Lãnh đạo cơ quan đã ban hành 05 văn bản; tổ chức 02 hội nghị và 01 tọa đàm với tổng số 198 lượt người tham dự; sao gửi tài liệu 02 lần. Ban Chỉ đạo được kiện toàn tại Quyết định số 15/QĐ-VKS.',
    '**III. KỶ LUẬT, KỶ CƯƠNG; CẢI CÁCH HÀNH CHÍNH; KHEN THƯỞNG**', '**1. Về kỷ luật, kỷ cương**', 'Kiểm tra công vụ 02 lần, không phát hiện vi phạm.', '**2. Về cải cách hành chính**', 'Rút ngắn quy trình trình ký.', '**3. Về khen thưởng**', 'Có 02 tập thể và 10 cá nhân được khen thưởng.',
    '**IV. NHẬN XÉT CHUNG**', '**1. Những kết quả đạt được**', 'Quyền làm chủ được bảo đảm.', '**2. Những tồn tại, hạn chế**', 'Tuyên truyền chưa sâu.', '**3. Nguyên nhân khách quan và chủ quan**', 'Về khách quan: thời gian sắp xếp bộ máy kéo dài. Về chủ quan: phân công chưa rõ.', '**4. Một số kinh nghiệm**', 'Phân công rõ ngay từ đầu.',
    '**V. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI**', 'Tiếp tục tuyên truyền Luật.',
  ]),
  expected: {
    'items-published': 11, 'publicity-forms': ['niem-yet', 'mang-noi-bo'], 'published-in-time': 'yes', 'conference-held': 'yes', 'conference-date': '2026-01-23', 'conference-total': 82, 'conference-called': 80, 'conference-present': 78, 'votes-for': 77, 'resolution-review': 'yes', 'drafts-consulted': 7, 'opinions': 44, 'opinions-taken-up': 39, 'opinions-explained': 5, 'supervisions': 2, 'board-petitions-received': 0, 'board-petitions-overdue': 0, 'inspections': 3, 'units-inspected': 3, 'self-inspections': 9, 'violations': 0, 'inspection-recommendations': 4,
    'complaints-carried-over': 0, 'complaints-new': 3, 'complaints-resolved': 2, 'complaints-pending': 1, 'topic-name': 'Xây dựng văn hóa công sở dân chủ, thân thiện', 'topic-document-number': '23/KH-VKS', 'topic-document-date': '2026-01-16', 'topic-forms': ['hoi-nghi'], 'topic-result': 'môi trường làm việc cởi mở hơn.', 'civil-servants': 66, 'public-employees': 2, 'workers': 14, 'subordinate-units': 5, 'trade-union': 'none', 'inspection-board': 'yes', 'documents-issued': 5, 'conferences': 2, 'seminars': 1, 'attendees': 198, 'circulations': 2, 'committee-change': 'yes',
    'discipline': 'Kiểm tra công vụ 02 lần, không phát hiện vi phạm.', 'administrative-reform': 'Rút ngắn quy trình trình ký.', 'commended-collectives': 2, 'commended-individuals': 10, 'strengths': 'Quyền làm chủ được bảo đảm.', 'limitations': 'Tuyên truyền chưa sâu.', 'objective-causes': 'thời gian sắp xếp bộ máy kéo dài.', 'subjective-causes': 'phân công chưa rõ.', 'lessons': 'Phân công rõ ngay từ đầu.', 'plan': 'Tiếp tục tuyên truyền Luật.',
  },
}

/** The last look: the reader was not changed after these were written, so they say what to expect of a file nobody has seen. */
export const LAST: OfficeReport[] = [hurried, formal]
