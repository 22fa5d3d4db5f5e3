/** As markings stand on documents, and as people paste, spell and hide them. */
export const MARKED = [
  'MẬT', 'TỐI MẬT', 'TUYỆT MẬT', 'mật', 'Tối mật', 'tuyệt mật', 'M Ậ T', 'T Ố I  M Ậ T', 'T U Y Ệ T M Ậ T', 'TỐI-MẬT', '[MẬT]', '(TỐI MẬT)', '*** TUYỆT MẬT ***', '"MẬT"',
  'TOI MAT', 'TUYET MAT', 'toi mat', 'tuyet mat', 'MAT', 'M.Ậ.T', '_TỐI MẬT_', '| TUYỆT MẬT |', 'ＴỐＩ ＭẬＴ', 'TỐI\u200b MẬT', 'M\u00adẬT', 'TUYỆT\u00a0MẬT',
  'TUYỆT MẬT'.normalize('NFD'), 'tối mật'.normalize('NFD'),
  'Độ mật: Mật', 'Độ mật: Tối mật', 'Độ mật: TUYỆT MẬT', 'do mat: toi mat', 'ĐỘ MẬT : MẬT', 'Mức độ mật: Tối mật', 'Độ mật: A', 'Dấu độ mật: Tuyệt mật', 'Phân loại: MẬT', 'Độ mật - Tối mật',
  'BỘ CÔNG AN\nTỐI MẬT\nSố: 12/BC', 'Gửi anh báo cáo:\n\nMẬT\n\nKính gửi Ban Chỉ đạo', 'TỐI MẬT   Số: 15/BC-VKS\nBÁO CÁO', 'Số: 15/BC-VKS   TUYỆT MẬT\nBÁO CÁO', 'TỐI MẬT - Kế hoạch phối hợp',
  'MẬT: kế hoạch kiểm tra đột xuất', 'VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO | TỐI MẬT', 'Loại văn bản: công văn; Độ mật: Tối mật; Độ khẩn: thường', 'Báo cáo sơ kết\tTUYỆT MẬT', 'Tài liệu này thuộc độ TUYỆT MẬT',
  'Văn bản dưới đây đóng dấu "TỐI MẬT"', 'TUYỆT MẬT.', 'MẬT\r\nBản số: 01', 'Số 15/BC-V1 (Mật)\nBÁO CÁO', 'Độ mật là tối mật', 'MẬT; HỎA TỐC', 'Độ mật C', 'Thượng khẩn / Tuyệt mật', 'HỎA TỐC - MẬT', 'Ghi chú: xem kèm\n  TỐI MẬT  \nDanh sách',
]
