import { docx, emblem, signature, table } from '../docx.ts'
import type { OfficeReport } from './six.ts'

/** Long sentences in which everything is told at once; a year's programme mentioned beside; figures in brackets. */
const lengthy: OfficeReport = {
  name: 'câu dài, số trong ngoặc',
  bytes: docx([
    emblem('VIỆN KIỂM SÁT NHÂN DÂN THÀNH PHỐ HẢI PHÒNG', 'Hải Phòng', '310/BC-VKS', 'ngày 05 tháng 6 năm 2026'),
    '**BÁO CÁO**', '**Kết quả công tác thực hiện dân chủ 06 tháng đầu năm 2026**', 'Căn cứ Chương trình công tác năm 2026 của Ban Chỉ đạo, VKSND thành phố báo cáo:',
    '**I. ĐẶC ĐIỂM TÌNH HÌNH**', 'VKSND thành phố có 14 đơn vị trực thuộc, với 241 công chức, 8 viên chức, 32 người lao động. Do sắp xếp bộ máy nên công đoàn cơ sở không còn hoạt động; Ban Thanh tra nhân dân đã được thành lập lại vào tháng 01/2026 gồm 09 thành viên.',
    '**II. VIỆC LÃNH ĐẠO, CHỈ ĐẠO VÀ QUÁN TRIỆT**', 'Đã ban hành văn bản chỉ đạo (15 văn bản), tổ chức hội nghị quán triệt (06 hội nghị), tọa đàm (03 cuộc), sao gửi tài liệu (09 lần), với 1.120 lượt cán bộ, công chức tham dự. Ngày 02/02/2026, Viện trưởng ký Quyết định số 40/QĐ-VKS kiện toàn Ban Chỉ đạo.',
    '**III. KẾT QUẢ THỰC HIỆN**', '**1. Chuyên đề**', 'Chuyên đề được chọn là “Đối thoại giữa người đứng đầu với công chức”, triển khai theo Kế hoạch số 66/KH-VKS ngày 30/01/2026 dưới hình thức hội nghị, tọa đàm.', 'Kết quả: đã tổ chức đối thoại tại 14/14 đơn vị.',
    '**2. Nội dung công khai**', 'Tổng số nội dung đã công khai: 18. Hình thức công khai: niêm yết, mạng nội bộ, hội nghị, văn bản. Thời hạn: các nội dung được công khai trong 5 ngày làm việc.',
    '**3. Bàn và quyết định**', 'Ngày 14/01/2026, tổ chức hội nghị cán bộ, công chức. Kết quả: tổng số cán bộ, công chức, viên chức, người lao động: 281; số người được triệu tập: 270; số người có mặt: 262; số phiếu tán thành: 251. Việc kiểm tra, đánh giá thực hiện nghị quyết hội nghị đã được tiến hành.',
    '**4. Tham gia ý kiến**', 'Lấy ý kiến 13 dự thảo; số lượt ý kiến tham gia: 140; số ý kiến được tiếp thu: 118; số ý kiến được giải trình: 22.',
    '**5. Giám sát của Ban Thanh tra nhân dân**', 'Số cuộc giám sát: 06. Số kiến nghị đã nhận: 04, đã giải quyết: 03, quá 15 ngày: 01.',
    '**6. Kiểm tra, tự kiểm tra**', 'Số cuộc kiểm tra: 07; số cuộc tự kiểm tra: 14; số đơn vị được kiểm tra: 08; số vi phạm phát hiện: 05; số kiến nghị: 11.',
    '**7. Khiếu nại, tố cáo, kiến nghị, phản ánh**', 'Số đơn kỳ trước chuyển sang: 04; số đơn mới nhận: 16; số đơn đã giải quyết: 17; số đơn còn tồn: 03. Phân loại: 12 khiếu nại, 03 tố cáo, 05 kiến nghị.',
    '**8. Kỷ luật, kỷ cương; cải cách hành chính**', '**8.1. Kỷ luật, kỷ cương**', 'Kiểm tra đột xuất 05 lần, không có vi phạm.', '**8.2. Cải cách hành chính**', 'Cắt giảm 06 loại sổ sách.',
    '**9. Thi đua, khen thưởng**', 'Số tập thể được khen thưởng: 08; số cá nhân được khen thưởng: 45 (Bằng khen 05, Giấy khen 40).',
    '**IV. ĐÁNH GIÁ CHUNG**', '**1. Ưu điểm:** Đối thoại thành nền nếp.', '**2. Hạn chế:** Còn đơn vị báo cáo chậm.', '**3. Nguyên nhân khách quan:** Nhiều việc đột xuất.', '**4. Nguyên nhân chủ quan:** Lãnh đạo một số đơn vị chưa đôn đốc.', '**5. Bài học kinh nghiệm:** Đối thoại phải có kết luận.',
    '**V. PHƯƠNG HƯỚNG**', 'Duy trì đối thoại; kiểm tra 06 đơn vị.', '**VI. KIẾN NGHỊ, ĐỀ XUẤT**', 'Bố trí kinh phí tập huấn.', signature(),
  ]),
  expected: {
    'civil-servants': 241, 'public-employees': 8, 'workers': 32, 'subordinate-units': 14, 'trade-union': 'none', 'inspection-board': 'yes', 'documents-issued': 15, 'conferences': 6, 'seminars': 3, 'circulations': 9, 'attendees': 1120, 'committee-change': 'yes', 'topic-name': 'Đối thoại giữa người đứng đầu với công chức', 'topic-document-number': '66/KH-VKS', 'topic-document-date': '2026-01-30', 'topic-forms': ['hoi-nghi', 'toa-dam'], 'topic-result': 'đã tổ chức đối thoại tại 14/14 đơn vị.',
    'items-published': 18, 'publicity-forms': ['niem-yet', 'mang-noi-bo', 'hoi-nghi', 'van-ban'], 'published-in-time': 'yes', 'conference-held': 'yes', 'conference-date': '2026-01-14', 'conference-total': 281, 'conference-called': 270, 'conference-present': 262, 'votes-for': 251, 'resolution-review': 'yes', 'drafts-consulted': 13, 'opinions': 140, 'opinions-taken-up': 118, 'opinions-explained': 22, 'supervisions': 6, 'board-petitions-received': 4, 'board-petitions-resolved': 3, 'board-petitions-overdue': 1,
    'inspections': 7, 'self-inspections': 14, 'units-inspected': 8, 'violations': 5, 'inspection-recommendations': 11, 'complaints-carried-over': 4, 'complaints-new': 16, 'complaints-resolved': 17, 'complaints-pending': 3, 'complaints-note': '12 khiếu nại, 03 tố cáo, 05 kiến nghị', 'discipline': 'Kiểm tra đột xuất 05 lần, không có vi phạm.', 'administrative-reform': 'Cắt giảm 06 loại sổ sách.', 'commended-collectives': 8, 'commended-individuals': 45,
    'strengths': 'Đối thoại thành nền nếp.', 'limitations': 'Còn đơn vị báo cáo chậm.', 'objective-causes': 'Nhiều việc đột xuất.', 'subjective-causes': 'Lãnh đạo một số đơn vị chưa đôn đốc.', 'lessons': 'Đối thoại phải có kết luận.', 'plan': 'Duy trì đối thoại; kiểm tra 06 đơn vị.', 'proposals': 'Bố trí kinh phí tập huấn.',
  },
}

/** A regional unit writes briefly and plainly, in its own order, with abbreviations. */
const brief: OfficeReport = {
  name: 'ngắn, viết tắt, đảo thứ tự',
  bytes: docx([
    'VKSND KHU VỰC 5 - NGHỆ AN', 'BC SƠ KẾT DÂN CHỦ CƠ SỞ 6 THÁNG ĐẦU NĂM 2026', '',
    '**A. Kết quả**', '**1. Tổ chức**', 'CBCC: 19; VC: 0; NLĐ: 2. Không có đơn vị trực thuộc. Công đoàn: không còn. Ban TTND: không.',
    '**2. Triển khai**', 'Ban hành 2 văn bản. Họp quán triệt 1 hội nghị, không có tọa đàm, sao gửi tài liệu 1 lần, 21 lượt người dự. BCĐ không kiện toàn.',
    '**3. Khiếu nại, tố cáo**', 'Không có đơn kỳ trước chuyển sang; không có đơn mới; giải quyết 0; tồn 0.',
    '**4. Công khai**', 'Công khai 6 nội dung, niêm yết và thông báo tại hội nghị, trong 5 ngày làm việc.',
    '**5. Hội nghị CBCC**', 'Tổ chức ngày 08/01/2026; tổng số 21, triệu tập 21, có mặt 20, tán thành 20. Chưa đánh giá thực hiện nghị quyết.',
    '**6. Góp ý**', '1 dự thảo, 6 ý kiến, tiếp thu 6, giải trình 0.',
    '**7. Kiểm tra**', 'Tự kiểm tra 1 cuộc; kiểm tra 0 cuộc; đơn vị được kiểm tra 0; vi phạm 0; kiến nghị 0.',
    '**8. Chuyên đề**', 'Tên: “Dân chủ trong bình xét thi đua”. KH số 04/KH-VKSKV5 ngày 15/01/2026. Hình thức: sao gửi tài liệu. Kết quả: bình xét bằng phiếu kín.',
    '**9. Khen thưởng**', '0 tập thể, 2 cá nhân.',
    '**10. Kỷ luật, kỷ cương**', 'Nghiêm túc.', '**11. CCHC**', 'Dùng chữ ký số.',
    '**B. Đánh giá**', 'Ưu điểm: đoàn kết.', 'Hạn chế: ít ý kiến.', 'NN khách quan: ít người.', 'NN chủ quan: ngại nói.', 'Bài học: khuyến khích góp ý.',
    '**C. Nhiệm vụ kỳ tới**', 'Họp dân chủ mỗi quý.',
  ]),
  expected: {
    'civil-servants': 19, 'public-employees': 0, 'workers': 2, 'subordinate-units': 0, 'trade-union': 'none', 'inspection-board': 'no', 'documents-issued': 2, 'conferences': 1, 'seminars': 0, 'circulations': 1, 'attendees': 21, 'committee-change': 'no', 'complaints-carried-over': 0, 'complaints-new': 0, 'complaints-resolved': 0, 'complaints-pending': 0, 'items-published': 6, 'publicity-forms': ['niem-yet', 'hoi-nghi'], 'published-in-time': 'yes',
    'conference-held': 'yes', 'conference-date': '2026-01-08', 'conference-total': 21, 'conference-called': 21, 'conference-present': 20, 'votes-for': 20, 'resolution-review': 'no', 'drafts-consulted': 1, 'opinions': 6, 'opinions-taken-up': 6, 'opinions-explained': 0, 'self-inspections': 1, 'inspections': 0, 'units-inspected': 0, 'violations': 0, 'inspection-recommendations': 0,
    'topic-name': 'Dân chủ trong bình xét thi đua', 'topic-document-number': '04/KH-VKSKV5', 'topic-document-date': '2026-01-15', 'topic-forms': ['sao-gui-tai-lieu'], 'topic-result': 'bình xét bằng phiếu kín.', 'commended-collectives': 0, 'commended-individuals': 2, 'discipline': 'Nghiêm túc.', 'administrative-reform': 'Dùng chữ ký số.',
    'strengths': 'đoàn kết.', 'limitations': 'ít ý kiến.', 'objective-causes': 'ít người.', 'subjective-causes': 'ngại nói.', 'lessons': 'khuyến khích góp ý.', 'plan': 'Họp dân chủ mỗi quý.',
  },
}

/** A ministry-style annex: tables only for some parts, merged cells, last period beside, notes; prose for the rest. */
const annexed: OfficeReport = {
  name: 'phụ lục có ô gộp và số kỳ trước',
  bytes: docx([
    '**CỤC 2 - VKSND TỐI CAO**', '**BÁO CÁO SƠ KẾT CÔNG TÁC DÂN CHỦ 6 THÁNG ĐẦU NĂM 2026**',
    '**I. Tình hình chung**', table([[{ text: 'Nhân sự', span: 3 }, { text: 'Tổ chức', span: 2 }], ['Công chức', 'Viên chức', 'Người lao động', 'Công đoàn', 'Ban TTND'], ['52', '12', '7', 'Không còn', 'Có']]), 'Cục không có đơn vị trực thuộc.',
    '**II. Chỉ đạo, quán triệt**', table([['Nội dung', 'Kỳ trước', 'Kỳ này', 'Ghi chú'], ['Văn bản ban hành', '4', '5', ''], ['Hội nghị', '1', '2', 'trực tuyến'], ['Tọa đàm', '0', '0', ''], ['Sao gửi tài liệu', '2', '3', ''], ['Lượt người dự', '70', '139', ''], ['Kiện toàn Ban Chỉ đạo', 'Có', 'Không', '']]),
    '**III. Kết quả**', '**1. Chuyên đề**', table([['Tên chuyên đề', 'Số văn bản', 'Ngày ban hành', 'Hình thức triển khai', 'Kết quả'], ['Công khai mua sắm tài sản', '08/KH-C2', '22/12/2025', 'Sao gửi tài liệu', 'Đã công khai 04 gói mua sắm.']]),
    '**2. Công khai**', 'Cục công khai 8 nội dung; hình thức công khai là niêm yết và qua trang thông tin điện tử; đều đúng thời hạn 5 ngày làm việc.',
    '**3. Bàn, quyết định**', 'Hội nghị cán bộ, công chức tổ chức ngày 06/01/2026. Tổng số 71 cán bộ, công chức, viên chức, người lao động; triệu tập 71 người; 70 người dự; 70 phiếu tán thành. Đã đánh giá thực hiện nghị quyết.',
    '**4. Tham gia ý kiến**', 'Tổng hợp 22 lượt ý kiến góp ý vào 4 dự thảo, trong đó 18 ý kiến được tiếp thu, 4 ý kiến được giải trình.',
    '**5. Ban Thanh tra nhân dân giám sát**', 'Có 2 cuộc giám sát. Không có kiến nghị nào được gửi; không có kiến nghị quá hạn.',
    '**6. Kiểm tra, tự kiểm tra**', 'Có 1 cuộc kiểm tra, 3 cuộc tự kiểm tra, 2 đơn vị được kiểm tra, không phát hiện vi phạm, 1 kiến nghị qua kiểm tra.',
    '**7. Đơn thư**', 'Chuyển sang 0 đơn, mới nhận 2 đơn, giải quyết 2 đơn, tồn 0 đơn.',
    '**8. Kỷ luật; cải cách hành chính**', 'Kỷ luật: không có vi phạm.', 'Cải cách hành chính: dùng hệ thống họp trực tuyến.', '**9. Khen thưởng**', '1 tập thể và 5 cá nhân được khen thưởng.',
    '**IV. Đánh giá**', table([['Ưu điểm', 'Mua sắm minh bạch hơn.'], ['Hạn chế', 'Chậm gửi báo cáo một lần.'], ['Nguyên nhân khách quan', 'Phụ thuộc đấu thầu tập trung.'], ['Nguyên nhân chủ quan', 'Theo dõi chưa sát.'], ['Bài học', 'Lập lịch báo cáo từ đầu kỳ.']]),
    '**V. Phương hướng**', 'Mở rộng công khai sang sửa chữa tài sản.',
  ]),
  expected: {
    'civil-servants': 52, 'public-employees': 12, 'workers': 7, 'subordinate-units': 0, 'trade-union': 'none', 'inspection-board': 'yes', 'documents-issued': 5, 'conferences': 2, 'seminars': 0, 'circulations': 3, 'attendees': 139, 'committee-change': 'no', 'topic-name': 'Công khai mua sắm tài sản', 'topic-document-number': '08/KH-C2', 'topic-document-date': '2025-12-22', 'topic-forms': ['sao-gui-tai-lieu'], 'topic-result': 'Đã công khai 04 gói mua sắm.',
    'items-published': 8, 'publicity-forms': ['niem-yet', 'mang-noi-bo'], 'published-in-time': 'yes', 'conference-held': 'yes', 'conference-date': '2026-01-06', 'conference-total': 71, 'conference-called': 71, 'conference-present': 70, 'votes-for': 70, 'resolution-review': 'yes', 'drafts-consulted': 4, 'opinions': 22, 'opinions-taken-up': 18, 'opinions-explained': 4, 'supervisions': 2, 'board-petitions-received': 0, 'board-petitions-overdue': 0,
    'inspections': 1, 'self-inspections': 3, 'units-inspected': 2, 'violations': 0, 'inspection-recommendations': 1, 'complaints-carried-over': 0, 'complaints-new': 2, 'complaints-resolved': 2, 'complaints-pending': 0, 'discipline': 'không có vi phạm.', 'administrative-reform': 'dùng hệ thống họp trực tuyến.', 'commended-collectives': 1, 'commended-individuals': 5,
    'strengths': 'Mua sắm minh bạch hơn.', 'limitations': 'Chậm gửi báo cáo một lần.', 'objective-causes': 'Phụ thuộc đấu thầu tập trung.', 'subjective-causes': 'Theo dõi chưa sát.', 'lessons': 'Lập lịch báo cáo từ đầu kỳ.', 'plan': 'Mở rộng công khai sang sửa chữa tài sản.',
  },
}

/** Written after the reader was corrected by the first batch. On the first look 136 of 158 values were taken right, 6 asked about and 7 wrong; corrected again since. */
export const LATER: OfficeReport[] = [lengthy, brief, annexed]
