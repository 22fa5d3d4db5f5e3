import { describe, expect, it } from 'vitest'
import { entitiesOf } from '#domain/language/entities.ts'
import { figure, numeralAt } from '#domain/language/numerals.ts'
import { fromLunar, tet } from '#domain/language/lunar.ts'
import { read } from '#domain/language/reading.ts'
import { unitNames } from '#domain/language/unitNames.ts'
import { eachOf } from '#domain/language/understood.ts'
import type { EntityKind } from '#domain/language/understood.ts'
import { someUnits } from './someUnits.ts'

const names = unitNames(someUnits)
/** A Wednesday. */
const ON = '2026-06-10'
const found = (text: string, on = ON) => entitiesOf(read(text), names, on)
const values = (text: string, kind: EntityKind, on = ON) => eachOf(found(text, on).entities[kind] as unknown)

function table(kind: EntityKind, rows: [string, ...unknown[]][], on = ON): void {
  it.each(rows)(`${kind}: %s`, (text, ...expected) => expect(values(text, kind, on)).toEqual(expected))
}

describe('dates', () => {
  table('date', [
    ['hôm nay', '2026-06-10'], ['hom nay', '2026-06-10'], ['bữa nay', '2026-06-10'], ['hn nay nộp', '2026-06-10'], ['sáng nay', '2026-06-10'],
    ['hôm qua', '2026-06-09'], ['bữa qua', '2026-06-09'], ['hôm kia', '2026-06-08'], ['ngày mai', '2026-06-11'], ['mai nộp', '2026-06-11'], ['ngày kia', '2026-06-12'], ['ngày mốt', '2026-06-12'],
    ['trước 15/6', '2026-06-15'], ['truoc 15/6', '2026-06-15'], ['15-6-2026', '2026-06-15'], ['15.6.2026', '2026-06-15'], ['15/06/26', '2026-06-15'], ['2026-06-15', '2026-06-15'],
    ['ngày 15 tháng 6', '2026-06-15'], ['15 tháng 6 năm 2025', '2025-06-15'], ['ngày hai mươi tháng sáu', '2026-06-20'], ['ngày 20', '2026-06-20'], ['ngày 5', '2026-07-05'],
    ['thứ sáu', '2026-06-12'], ['thứ 6', '2026-06-12'], ['thu sau', '2026-06-12'], ['thứ sáu này', '2026-06-12'], ['thứ sáu tuần này', '2026-06-12'], ['thứ sáu tuần sau', '2026-06-19'], ['thu 6 tuan sau', '2026-06-19'],
    ['thứ hai tuần tới', '2026-06-15'], ['thứ hai tuần trước', '2026-06-01'], ['hôm thứ hai', '2026-06-08'], ['t6 tuần sau', '2026-06-19'], ['chủ nhật', '2026-06-14'], ['cn tuần sau', '2026-06-21'], ['thứ tư', '2026-06-10'],
    ['cuối tháng', '2026-06-30'], ['cuối tháng này', '2026-06-30'], ['đầu tháng sau', '2026-07-01'], ['giữa tháng 7', '2026-07-15'], ['cuối tháng 2 năm 2028', '2028-02-29'], ['hết tháng 6', '2026-06-30'], ['hết quý 3', '2026-09-30'],
    ['đến hết năm', '2026-12-31'], ['đầu tuần sau', '2026-06-15'], ['3 ngày nữa', '2026-06-13'], ['hai hôm nữa', '2026-06-12'], ['2 tuần nữa', '2026-06-24'],
    ['trước 30 Tết', '2027-02-05'], ['mùng 3 Tết', '2027-02-08'], ['mùng ba tết', '2027-02-08'], ['28 Tết', '2027-02-03'], ['giỗ tổ', '2027-04-16'], ['rằm tháng bảy', '2026-08-27'], ['mồng 5 tháng 5 âm lịch', '2026-06-19'],
    ['từ 1/7 đến 20/7', '2026-07-01', '2026-07-20'], ['lên lịch họp ngày 20/1', '2027-01-20'], ['đã họp ngày 20/1', '2026-01-20'],
    ['quá 31/5 rồi', '2026-05-31'], ['8h sáng mai', '2026-06-11'], ['9 giờ sáng thứ tư tuần sau', '2026-06-17'], ['mấy hôm nay bận, lùi tới thứ sáu', '2026-06-12'],
    ['by Friday next week', '2026-06-19'], ['20 June', '2026-06-20'], ['tomorrow', '2026-06-11'],
  ])
  table('date', [
    ['trước ngày 31/6'], ['31/2/2026'], ['bao giờ'], ['lần thứ hai'], ['thư từ'], ['theo thứ tự'], ['thu chi năm nay'], ['ít nhất 2/3 số người dự'], ['25/25 đơn vị'], ['quyết định 302/QĐ-VKSTC'],
    ['nghị định 59/2023/NĐ-CP'], ['luật 10/2022/QH15'], ['hết tháng mấy'], ['chị Mai'], ['gõ mãi không xong'], ['go mai khong xong'], ['mấy bữa nay'], ['hổm rày'], ['thêm 3 ngày'], ['nhắc mãi'],
  ] as [string][])
  table('date', [['trước 15/1', '2027-01-15'], ['đã nộp hôm 28/11', '2026-11-28'], ['30 Tết', '2027-02-05'], ['ngày mai', '2027-01-01']], '2026-12-31')

  it('gives one day only, unlike readers that find two in "trước ngày 15/6/2026"', () => {
    expect(values('trước ngày 15/6/2026', 'date')).toEqual(['2026-06-15'])
    expect(values('thứ 6 tuần sau lúc 16h', 'date')).toEqual(['2026-06-19'])
  })
})

describe('the lunar calendar', () => {
  it.each([[2025, '2025-01-29'], [2026, '2026-02-17'], [2027, '2027-02-06'], [2028, '2028-01-26'], [1968, '1968-01-29'], [1985, '1985-01-21'], [2007, '2007-02-17'], [2030, '2030-02-02'], [2033, '2033-01-31']])('Tết of %i', (year, day) => expect(tet(year)).toBe(day))
  it.each([[2025, '2025-04-07'], [2026, '2026-04-26'], [2027, '2027-04-16'], [2028, '2028-04-04']])('Giỗ Tổ of %i', (year, day) => expect(fromLunar(year, 3, 10)).toBe(day))
  it('passes over leap months: the seventh month of 2025 comes after a second sixth, the third of 2023 after a second second', () => {
    expect(fromLunar(2025, 7, 15)).toBe('2025-09-06')
    expect(fromLunar(2023, 3, 1)).toBe('2023-04-20')
    expect(fromLunar(2034, 1, 1)).toBe('2034-02-19')
  })
  it('has no 30th day in short months', () => expect(fromLunar(2026, 12, 31)).toBeUndefined())
})

describe('times', () => {
  table('time', [
    ['16h', '16:00'], ['16h30', '16:30'], ['16 giờ 30 phút', '16:30'], ['4 giờ chiều', '16:00'], ['4h chieu', '16:00'], ['17g30', '17:30'], ['16:00', '16:00'], ['8 rưỡi sáng', '08:30'],
    ['chín giờ sáng', '09:00'], ['12 giờ trưa', '12:00'], ['2 pm', '14:00'], ['8h và 14h', '08:00', '14:00'], ['8h sáng mai', '08:00'], ['4 giờ chiều nay', '16:00'], ['qua 16h rồi', '16:00'], ['nộp sau 16h', '16:00'], ['lúc 9h 22/6', '09:00'],
  ])
  table('time', [['bao giờ'], ['mấy giờ'], ['25h'], ['trong 24 giờ'], ['sau 2 giờ'], ['sau 48h'], ['16:75']] as [string][])
})

describe('numbers', () => {
  it.each([
    ['muoi hai', 12], ['mot tram linh nam', 105], ['hai muoi mot', 21], ['hai muoi', 20], ['chin muoi lam', 95], ['mot tram', 100], ['hai tram muoi bon', 214], ['mot nghin hai tram', 1200], ['ba nghin hai', 3200],
    ['tram', undefined], ['mot trieu', 1_000_000], ['nam tram le chin', 509], ['mot tram hai', 120],
  ])('%s is %s', (words, value) => expect(numeralAt(words.split(' '), 0)?.value).toBe(value))
  it.each([['1.200', 1200], ['12k', 12000], ['1,5 trieu', 1_500_000], ['340', 340], ['1.2.3', undefined], ['12.34', undefined]])('%s is %s', (text, value) => expect(figure(text)).toBe(value))
  table('count', [
    ['12', 12], ['mười hai', 12], ['một trăm linh năm', 105], ['12k người', 12000], ['1.200 lượt', 1200], ['hội nghị 2, tọa đàm 1, 340 lượt người', 2, 1, 340], ['hai đơn vị', 2], ['năm cuộc kiểm tra', 5], ['34 tỉnh', 34], ['two more days', 2], ['muoi lam nguoi', 15],
  ])
  table('count', [['năm 2026'], ['mục 7'], ['Vụ 15'], ['điều 51'], ['ngày 15/6'], ['6 tháng đầu năm'], ['tổ chức họp'], ['to chuc hoi nghi'], ['bc 6t trước thứ sáu']] as [string][])
})

describe('periods', () => {
  table('period', [
    ['6 tháng đầu năm', '2026-H1'], ['6t dau nam', '2026-H1'], ['sáu tháng đầu năm 2025', '2025-H1'], ['6 tháng đầu năm ngoái', '2025-H1'], ['6 tháng cuối năm', '2026-H2'], ['nửa đầu năm', '2026-H1'], ['năm 2025', '2025-Y'],
    ['năm ngoái', '2025-Y'], ['nam ngoai', '2025-Y'], ['năm nay', '2026-Y'], ['năm kia', '2024-Y'], ['sơ kết năm ngoái', '2025-H1'], ['sơ kết 2026', '2026-H1'], ['tổng kết 2025', '2025-Y'], ['kỳ trước', '2025-Y'], ['sơ kết kỳ trước', '2025-H1'],
    ['cùng kỳ', '2025-H1'], ['cùng kỳ năm ngoái', '2025-H1'], ['kỳ này', '2026-H1'], ['kì này', '2026-H1'], ['2026-H1', '2026-H1'], ['last year', '2025-Y'],
  ])
  table('period', [['năm người'], ['5 năm qua'], ['thủ trưởng ký rồi'], ['trước năm ngày'], ['quy chế 2 mặt'], ['ngày 15 tháng 6 năm 2026'], ['quyết định 51 năm 2023'], ['đăng ký trước'], ['quý 2'], ['quý IV năm 2025'], ['đọc kỹ rồi'], ['doc ky roi']] as [string][])
  table('period', [['6 tháng cuối năm tôi phải làm gì', '2026-H2'], ['6 tháng đầu năm tới', '2027-H1'], ['hồi 2022 đạt mấy', '2022-Y']])
  table('period', [['kỳ này', '2026-Y'], ['kỳ trước', '2026-H1'], ['cùng kỳ', '2025-Y']], '2026-11-20')
})

describe('report types, levels, forms and formats', () => {
  table('reportType', [
    ['báo cáo sơ kết', 'so-ket-6-thang'], ['bc 6 tháng', 'so-ket-6-thang'], ['bc so ket 6t dau nam', 'so-ket-6-thang'], ['tổng kết năm', 'tong-ket-nam'], ['báo cáo năm', 'tong-ket-nam'], ['tu kiem tra', 'tu-kiem-tra'],
    ['sơ kết và tổng kết', 'so-ket-6-thang', 'tong-ket-nam'], ['the six-month review', 'so-ket-6-thang'], ['keets quar sow keets', 'so-ket-6-thang'],
  ])
  table('reportType', [['số kết luận'], ['báo cáo năm ngoái'], ['trong 6 tháng'], ['kiểm tra']] as [string][])
  table('level', [
    ['cấp tỉnh', 'cap-tinh'], ['các tỉnh', 'cap-tinh'], ['tỉnh nào trễ', 'cap-tinh'], ['may tinh nao tre', 'cap-tinh'], ['các vụ chưa nộp', 'trung-uong'], ['đơn vị trung ương', 'trung-uong'], ['cấp cao', 'cap-cao'], ['các viện khu vực', 'khu-vuc'],
    ['cấp huyện', 'khu-vuc'], ['các tỉnh và khu vực', 'cap-tinh', 'khu-vuc'],
  ])
  table('level', [['máy tính hỏng'], ['tình hình'], ['nhiệm vụ nào'], ['các vụ án'], ['gửi Ban Chỉ đạo Trung ương'], ['khu vực 1 Bắc Ninh'], ['cách tính']] as [string][])
  table('rolloutForm', [['bằng hội nghị', 'hoi-nghi'], ['toạ đàm', 'toa-dam'], ['sao gửi tài liệu', 'sao-gui-tai-lieu'], ['đã gửi 30 bộ tài liệu', 'sao-gui-tai-lieu']])
  table('format', [['file word', 'docx'], ['ra excel', 'xlsx'], ['docx', 'docx']])
})

describe('provisions', () => {
  const law = '10/2022/QH15'
  table('provision', [
    ['đ51 k2 dc', { document: null, article: '51', clause: '2', point: 'c' }],
    ['Đ51.2c', { document: null, article: '51', clause: '2', point: 'c' }],
    ['dieu 51 khoan 2 diem c', { document: null, article: '51', clause: '2', point: 'c' }],
    ['điểm c khoản 2 Điều 51', { document: null, article: '51', clause: '2', point: 'c' }],
    ['điểm đ khoản 2 Điều 51 luật dân chủ', { document: law, article: '51', clause: '2', point: 'đ' }],
    ['điều 46', { document: null, article: '46', clause: null, point: null }],
    ['khoản 3 thì sao', { document: null, article: null, clause: '3', point: null }],
    ['nghị định 59 điều 20', { document: '59/2023/NĐ-CP', article: '20', clause: null, point: null }],
    ['quyết định 302 còn hiệu lực không', { document: '302/QĐ-VKSTC', article: null, clause: null, point: null }],
    ['qđ 51', { document: '51/QĐ-VKSTC', article: null, clause: null, point: null }],
    ['luật 10/2022', { document: law, article: null, clause: null, point: null }],
  ])
})

describe('units', () => {
  const ids = (text: string, on = ON) => eachOf(found(text, on).entities.unit).map(unit => unit.id)
  it.each([
    ['VKSND tỉnh Bắc Ninh', 'bac-ninh'], ['vks bac ninh', 'bac-ninh'], ['bắc ninh', 'bac-ninh'], ['bacninh', 'bac-ninh'], ['vks bac nih', 'bac-ninh'], ['vks bac nihn', 'bac-ninh'], ['tỉnh bắc ninnh', 'bac-ninh'], ['Viện kiểm sát nhân dân thành phố Hà Nội', 'ha-noi'],
    ['vks HN', 'ha-noi'], ['tphcm', 'ho-chi-minh'], ['sài gòn', 'ho-chi-minh'], ['hà tĩnh', 'ha-tinh'], ['đăk lăk', 'dak-lak'], ['daklak', 'dak-lak'], ['khu vực 1 bắc ninh', 'bac-ninh-kv1'], ['kv2 lâm đồng', 'lam-dong-kv2'],
    ['VKSND khu vực 3 - Hải Phòng', 'hai-phong-kv3'], ['khu vực 3 của Hải Phòng', 'hai-phong-kv3'], ['vụ tổ chức cán bộ', 'vu-to-chuc-can-bo'], ['vu tccb', 'vu-to-chuc-can-bo'], ['vụ pháp ché', 'vu-phap-che'], ['văn phòng', 'van-phong'], ['vụ án ma túy', 'vu-ksdt-an-ma-tuy'],
    ['viện phúc thẩm đà nẵng', 'vien-phuc-tham-da-nang'],
  ])('%s is %s', (text, id) => expect(ids(text)).toEqual([id]))

  it.each([
    ['Vụ 15', 'vu-to-chuc-can-bo', 'v15'], ['V15', 'vu-to-chuc-can-bo', 'v15'], ['C3', 'cuc-tai-chinh', 'c3'], ['cục 3', 'cuc-tai-chinh', 'c3'], ['VKS Bắc Giang', 'bac-ninh', 'bac-giang'], ['hà nam', 'ninh-binh', 'ha-nam'], ['Thừa Thiên Huế', 'hue', 'thua-thien-hue'],
    ['cấp cao tại Hà Nội', 'vien-phuc-tham-ha-noi', 'cap-cao-ha-noi'], ['T1', 'thanh-tra', 't1'],
  ])('%s leads to %s, saying whose name it was', (text, id, predecessor) => {
    expect(found(text).entities.unit).toMatchObject({ id, said: text, successorOf: { id: predecessor } })
  })

  it('sees the directory of the day', () => {
    expect(ids('Bắc Giang', '2024-01-01')).toEqual(['bac-giang'])
    expect(ids('Vụ 15', '2024-01-01')).toEqual(['v15'])
    expect(ids('Bắc Ninh', '2024-01-01')).toEqual(['bac-ninh-2022'])
    expect(found('Bắc Ninh').entities.unit).not.toHaveProperty('successorOf')
  })

  it.each(['sơn là ai', 'án giảng dạy', 'ban thanh tra nhân dân', 'kiểm tra vinh dự', 'anh Quang làm', 'chị Hà', 't6 tuần sau', 'trả lại', 'khu vực tôi', 'văn phòng phẩm', 'điểm c 3', 'cái bảng số liệu', 'xử lưu động wài', 'về trễ vậy, phòng nào'])('%s names none', text => expect(ids(text)).toEqual([]))

  it.each([
    ['bên Thanh tra VKSND tối cao', 'thanh-tra'], ['Vụ TCCB của VKSND tối cao', 'vu-to-chuc-can-bo'], ['khu vực 1 Bắc Ninh thuộc VKSND tỉnh Bắc Ninh', 'bac-ninh-kv1'],
  ])('%s is one unit: what stands right behind it says whose it is', (text, id) => expect(ids(text)).toEqual([id]))
  it('finds several, in the order said', () => expect(ids('nhắc Lào Cai, Sơn La và Cục Tài chính')).toEqual(['lao-cai', 'son-la', 'cuc-tai-chinh']))
})

describe('spans', () => {
  it('say where and how each thing was written', () => {
    const text = 'Nhắc VKS Bắc Giang nộp sơ kết trước 15/6'
    const { spans } = found(text)
    expect(spans.map(span => [span.kind, span.said])).toEqual([['unit', 'VKS Bắc Giang'], ['reportType', 'sơ kết'], ['date', '15/6']])
    for (const { start, end, said } of spans) expect(text.slice(start, end)).toBe(said)
  })

  it('hold in decomposed and Telex text, too', () => {
    const text = 'nộp báo cáo sơ kết thứ sáu tuần sau'.normalize('NFD')
    for (const { start, end, said } of found(text).spans) expect(text.slice(start, end)).toBe(said)
    expect(values(text, 'date')).toEqual(['2026-06-19'])
    // VNI: every letter between figures begins a word where it is not looked at whole.
    expect(found('ba1o ca1o so7 ke61t cu3a em d9a4 d9u7o75c duye65t chu7a').entities).toEqual({ reportType: 'so-ket-6-thang' })
    expect(found('nooj baos caos sow keets').spans[0]).toMatchObject({ said: 'sow keets', start: 15, end: 24 })
  })
})
