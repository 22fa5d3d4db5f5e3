import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carriesMarking, namesPersonInCase, sensitivity } from '#domain/text/secrets.ts'
import { MARKED } from './markings.ts'

/** Daily work that speaks of secrets, closeness, losses, faces and colours, and must never be stopped. */
const ORDINARY = [
  'Thực hiện tốt công tác bảo vệ bí mật nhà nước', 'bao ve bi mat nha nuoc', 'Phối hợp mật thiết với cấp ủy địa phương', 'moi quan he mat thiet', 'Giải quyết 12 vụ án, không có án quá hạn',
  'Độ mật: Thường', 'Độ mật: Không', 'Đã tổ chức hội nghị tuyên truyền Luật Bảo vệ bí mật nhà nước cho 45 cán bộ', 'Quản lý văn bản mật đúng quy định', 'quan ly van ban mat dung quy dinh',
  'Có mặt 50 người, vắng mặt 3 người', 'co mat 50', 'mặt trận Tổ quốc', 'Mất 2 ngày để hoàn thiện báo cáo', 'mat dien ca ngay', 'thời tiết mát mẻ', 'mat khau dang nhap bi quen', 'Mật khẩu thư điện tử công vụ phải đổi 3 tháng một lần',
  'Không để xảy ra lộ, lọt bí mật nhà nước', 'Đã phân loại tài liệu mật, tối mật, tuyệt mật theo quy định mới', 'Kiểm tra công tác bảo mật thông tin tại 5 đơn vị', 'bảo mật', 'Mật độ dân số cao', 'Rà soát danh mục bí mật nhà nước độ mật của ngành',
  'tiếp nhận 12 văn bản mật, 2 văn bản tối mật', 'Bỏ phiếu kín bảo đảm bí mật', 'lấy phiếu tín nhiệm bằng hình thức bỏ phiếu kín', 'Ban hành quy chế bảo vệ bí mật nhà nước của đơn vị', 'toi mat 2 gio de lam bao cao', 'Tôi mất nhiều thời gian tổng hợp số liệu',
  'Ưu điểm: đoàn kết, gắn bó mật thiết', 'Công khai 9 nội dung, trừ nội dung thuộc bí mật nhà nước', 'Trừ nội dung mật theo quy định của pháp luật', 'mat tran to quoc phoi hop giam sat', 'hoi nghi co mat 45 tren 50 nguoi', 'Mặt bằng chung còn hạn chế',
  'Số tố cáo: 2 đơn, đã giải quyết 2', 'Không có trường hợp bị kỷ luật', 'thụ lý kiểm sát điều tra 120 vụ 180 bị can, đạt 100 %', 'Đã khởi tố 15 vụ/22 bị can, tăng 3 vụ so với cùng kỳ', 'Tỷ lệ giải quyết án đạt 98 %', 'tạm giam 12 bị can, không có trường hợp quá hạn',
  'Đồng chí Viện trưởng chủ trì hội nghị', 'Ông Nguyễn Văn An, Chủ tịch Công đoàn, trình bày báo cáo', 'Khen thưởng đồng chí Trần Thị Bình, Lê Văn Cường', 'Kiểm sát viên Phạm Minh Đức được tặng Giấy khen', 'Anh Tuấn phụ trách văn thư', 'Viện trưởng VKSND tỉnh chỉ đạo rà soát quy chế dân chủ',
  'Kết quả công tác kiểm sát xét xử hình sự có nhiều chuyển biến', 'vụ án hình sự tăng so với cùng kỳ năm trước', 'Nguyên nhân chủ quan: một số đồng chí kiêm nhiệm', 'Hạn chế: chất lượng kháng nghị chưa cao', 'Bài học: phân công rõ người, rõ việc', 'Công tác điều tra, truy tố được kiểm sát chặt chẽ',
  'Giám đốc thẩm 3 vụ việc dân sự', 'Chủ tịch Hội đồng xét tặng họp ngày 12/3', 'Báo cáo gửi Vụ 15, Vụ Tổ chức cán bộ', 'Thông báo rút kinh nghiệm vụ án dân sự gửi các đơn vị', 'Tỷ lệ bị can được đình chỉ do không phạm tội bằng 0', 'Đang điều tra xã hội học lấy ý kiến về dân chủ cơ sở',
  'Đã tiếp nhận văn bản số 15/BC (Mật) theo đúng quy trình', 'Xác định độ mật là việc của người soạn thảo', 'Văn bản hỏa tốc, khẩn: 12', 'Khẩn trương khắc phục mặt hạn chế',
  'MẶT TRẬN TỔ QUỐC VIỆT NAM', 'CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC', 'VIII. CÔNG TÁC BẢO MẬT', 'HỘI NGHỊ CÓ MẶT 50 NGƯỜI', 'DANH SÁCH VẮNG MẶT', 'BÍ MẬT NHÀ NƯỚC', 'MẬT ĐỘ', 'III. KẾT QUẢ',
]

/** A person together with a concrete case under way. */
const CASES = [
  'bị can Nguyễn Văn An đang bị tạm giam trong vụ án đánh bạc', 'Vụ án Trần Văn B tham ô đang điều tra tại Công an huyện', 'Ông Lê Văn Cường vừa bị khởi tố về hành vi nhận hối lộ', 'nghi phạm Phạm Hùng bị bắt tối qua trong vụ án giết người',
  'Chủ tịch xã X đang bị điều tra trong vụ án đất đai', 'Giám đốc công ty Y bị khởi tố trong vụ án lừa đảo', 'bi can nguyen van an dang bi dieu tra', 'Kế toán trưởng của bệnh viện tỉnh vừa bị bắt vì hành vi tham ô', 'Vụ án Nguyễn Thị Hoa trong giai đoạn điều tra, chưa kết thúc điều tra',
  'Đối tượng Lê Minh Hải bị tạm giữ trong vụ án cướp giật tài sản',
]

const PHRASES = join(import.meta.dirname, '../../data/phrases')
const learnt = readdirSync(PHRASES).flatMap(name => {
  const file = JSON.parse(readFileSync(join(PHRASES, name), 'utf8')) as Record<string, unknown>
  return [...JSON.stringify(file).matchAll(/"((?:[^"\\]|\\.)+)"/g)].map(match => JSON.parse(`"${match[1]}"`) as string)
})

describe('secrecy markings', () => {
  it.each(MARKED)('refuses %j', text => expect(carriesMarking(text)).toBe(true))

  it('refuses a marking hidden in a long report', () => {
    const prose = ORDINARY.filter(line => line.length > 30)
    expect(carriesMarking([...prose, 'TỐI MẬT', ...prose].join('\n'))).toBe(true)
    expect(carriesMarking(prose.join('\n'))).toBe(false)
  })

  it(`lets ordinary prose through: ${ORDINARY.length} lines written to provoke, and every phrase the recognizer learns from`, () => {
    expect(ORDINARY.filter(line => sensitivity(line) !== null)).toEqual([])
    const alarms = learnt.filter(line => sensitivity(line) !== null)
    expect(learnt.length).toBeGreaterThan(2000)
    expect(alarms.length / learnt.length, alarms.join('\n')).toBeLessThan(0.001)
  })

  it('is quick and total on any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), text => { sensitivity(text) }))
    const long = `${'MẬ '.repeat(30_000)}${'a'.repeat(100_000)} T Ố I ${'.'.repeat(20_000)}`
    const before = performance.now()
    sensitivity(long)
    // Quadratic matching would take minutes; the bound is a hundred times what it takes.
    expect(performance.now() - before).toBeLessThan(5000)
  })
})

describe('a person together with a concrete case', () => {
  it.each(CASES)('is asked about first: %s', text => expect(namesPersonInCase(text)).toBe(true))
  it.each(ORDINARY)('is not seen in: %s', text => expect(namesPersonInCase(text)).toBe(false))
})
