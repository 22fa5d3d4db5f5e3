import { describe, expect, test } from 'vitest'
import { unplacedLines } from '#dialogs/filing/unplacedLines.ts'
import type { Answers } from '#domain/form/form.ts'
import { pagesOf } from '#domain/form/pages.ts'
import { answersIn, forms, read, six } from './sample.ts'

/** What is told about values without a place, as the officer reads it. */
function told(page: number, text: string, answers: Answers = {}, locale: 'vi' | 'en' = 'vi', form = six): string[] {
  return unplacedLines(form, page, answers, read(page, text, answers, {}, form).unplaced, locale)
}

describe('what has no item on the page is told, and the rest is kept', () => {
  test.each<[page: number, text: string, kept: Answers, said: string[]]>([
    [2, 'tọa đàm 2, kế hoạch 12/KH-VKS', { seminars: 2 }, ['12/KH-VKS']],
    [2, 'toa dam 2, theo ke hoach so 12/kh-vks', { seminars: 2 }, ['12/kh-vks']],
    [2, 'tọa đàm 2, kế hoạch 12/KH-VKS và quyết định 302/QĐ-VKSTC', { seminars: 2 }, ['12/KH-VKS', '302/QĐ-VKSTC']],
    [2, 'Triển khai Luật 10/2022/QH15, đơn vị đã tổ chức 2 hội nghị', { conferences: 2 }, ['10/2022/QH15']],
    [2, 'hội nghị 1 (theo Kế hoạch 05-KH/TU), tọa đàm 2', { conferences: 1, seminars: 2 }, ['05-KH/TU']],
    [2, 'tọa đàm 2, theo kế hoạch số 12', { seminars: 2 }, ['kế hoạch số 12']],
    [2, 'seminars 2, plan 12/KH-VKS', { seminars: 2 }, ['12/KH-VKS']],
    [2, 'kế hoạch 12/KH-VKS', {}, ['12/KH-VKS']],
    [6, 'kiểm tra 2 cuộc theo Kế hoạch 15/KH-VKS ngày 10/2/2026', { inspections: 2 }, ['15/KH-VKS', '10/2/2026']],
    [6, 'kiểm tra 2 cuộc theo Quyết định 15/QĐ-VKS ngày 10/2/2026', { inspections: 2 }, ['15/QĐ-VKS ngày 10/2/2026']],
    [6, 'kiểm tra 2, tỷ lệ 100%', { inspections: 2 }, ['tỷ lệ 100%']],
    [2, 'tọa đàm 2, KH số 12', { seminars: 2 }, ['KH số 12']],
    [2, 'hội nghị theo kế hoạch 12/KH-VKS: 2', { conferences: 2 }, ['12/KH-VKS']],
    [2, 'hội nghị 1 ngày 12/3, tọa đàm 2', { conferences: 1, seminars: 2 }, ['12/3']],
    [2, 'tọa đàm 2, tài liệu ở https://vks.example.vn/2026/12', { seminars: 2 }, ['https://vks.example.vn/2026/12']],
    [2, 'tọa đàm 2, kinh phí 15.000.000 đồng', { seminars: 2 }, ['15.000.000 đồng']],
    [2, 'tọa đàm 2, kinh phí 20 triệu đồng', { seminars: 2 }, ['20 triệu đồng']],
    [1, '30 công chức (nữ 12), viên chức 2', { 'civil-servants': 30, 'public-employees': 2 }, ['nữ 12']],
    [3, 'hình thức triển khai: 2 hội nghị, 1 tọa đàm', { 'topic-forms': ['hoi-nghi', 'toa-dam'] }, ['2 hội nghị', '1 tọa đàm']],
    [3, 'công khai 5 nội dung theo kế hoạch số 15', { 'items-published': 5 }, ['kế hoạch số 15']],
  ])('page %i: %s', (page, text, kept, said) => {
    const filled = read(page, text)
    expect(answersIn(filled)).toEqual(kept)
    expect(filled.unplaced.map(one => one.said)).toEqual(said)
    expect(filled.unclear).toEqual([])
    for (const { said, span } of filled.unplaced) expect(filled.text.slice(...span)).toBe(said)
  })
})

describe('nothing is told about what was kept or says nothing', () => {
  test.each<[page: number, text: string]>([
    // In the text asked, or in one that is labelled, it is kept with its sentence.
    [8, 'Đơn vị đã thực hiện nghiêm Kế hoạch 12/KH-VKS ngày 10/2/2026 và Quyết định 302/QĐ-VKSTC của Viện trưởng'],
    [8, 'ưu điểm: triển khai Kế hoạch 12/KH-VKS, đăng tại https://vks.example.vn, chi 20 triệu đồng'],
    [7, 'kỷ cương: thực hiện Chỉ thị 05-CT/TW ngày 10/2/2026'],
    [3, 'kết quả: đã ban hành Kế hoạch 12/KH-VKS, 100% đơn vị thực hiện'],
    // Its own item
    [3, 'số văn bản 12/KH-VKS ngày 10/2/2026'],
    [4, 'hội nghị ngày 20/1/2026, tổng số 52, triệu tập 50, có mặt 48'],
    // Asked back already
    [3, 'số văn bản 12/KH-VKS, số văn bản 13/KH-VKS'],
    [4, 'ngày hội nghị 31/2/2026'],
    // The end of a period, another year, a share of what stands beside it
    [2, 'từ 01/12/2025 đến 31/5/2026 đã tổ chức 2 hội nghị'],
    [2, 'tính đến ngày 31/5: hội nghị 2, tọa đàm 1'],
    [2, 'hội nghị 2, năm 2026, quý 2'],
    [4, 'có mặt 48 (đạt 96%)'],
    // Marks between answers, and words that begin like money
    [2, 'HỘI NGHỊ 2/TỌA ĐÀM 1'],
    [4, 'có mặt 48, 45 đồng ý'],
    [2, '340 lượt đồng chí'],
    // A question is answered, not filed.
    [2, 'tọa đàm 2. Kế hoạch 12/KH-VKS quy định gì?'],
    [4, 'ngày hội nghị là 15/3 chứ không phải 13/3'],
  ])('page %i: %s', (page, text) => expect(read(page, text).unplaced).toEqual([]))
})

describe('in words', () => {
  test('one line says what was not saved, why, and what to type if another part has the item', () => {
    expect(told(2, 'tọa đàm 2, kế hoạch 12/KH-VKS')).toEqual(['“12/KH-VKS”: chưa lưu vì phần 2 không có mục ghi số văn bản; nếu thuộc phần 3, xin gõ “số văn bản chuyên đề: 12/KH-VKS”.'])
    expect(told(2, 'seminars 2, plan 12/KH-VKS', {}, 'en')).toEqual(['“12/KH-VKS”: not saved, as part 2 has no item for a document number; if it belongs to part 3, type “topic document number: 12/KH-VKS”.'])
  })

  test('a document and its day are told together, several documents once', () => {
    expect(told(2, 'tọa đàm 2 theo kế hoạch 12/KH-VKS ngày 10/2')).toEqual(['“12/KH-VKS”, “10/2”: chưa lưu vì phần 2 không có mục ghi số văn bản hay ngày; nếu thuộc phần 3, xin gõ “số văn bản chuyên đề: 12/KH-VKS; ngày văn bản chuyên đề: 10/2”.'])
    expect(told(2, 'tọa đàm 2, kế hoạch 12/KH-VKS, kế hoạch 15/KH-VKS')).toEqual(['“12/KH-VKS”, “15/KH-VKS”: chưa lưu vì phần 2 không có mục ghi số văn bản; nếu thuộc phần 3, xin gõ như “số văn bản chuyên đề: 12/KH-VKS”.'])
  })

  test('a document goes where its kind is asked for', () => {
    expect(told(2, 'tọa đàm 2, quyết định 15/QĐ-VKS ngày 10/2')).toEqual(['“15/QĐ-VKS ngày 10/2”: chưa lưu vì chưa rõ thuộc mục nào; nếu là Số văn bản chuyên đề hay Nội dung kiện toàn, xin gõ kèm tên mục, ví dụ “số văn bản chuyên đề: 15/QĐ-VKS ngày 10/2”.'])
    expect(told(6, 'kiểm tra 2, kiện toàn theo quyết định 15/QĐ-VKS')).toEqual(['“15/QĐ-VKS”: chưa lưu vì phần 6 không có mục ghi số văn bản; nếu thuộc phần 2, xin gõ “nội dung kiện toàn: 15/QĐ-VKS”.'])
    expect(told(2, 'kiện toàn theo quyết định 15/QĐ-VKS')).toEqual(['“15/QĐ-VKS”: chưa lưu vì chưa rõ thuộc mục nào; nếu là Nội dung kiện toàn, xin gõ “nội dung kiện toàn: 15/QĐ-VKS”.'])
    const own = forms.get('tu-kiem-tra')!
    expect(told(2, 'vi phạm 2, theo kế hoạch 12/KH-VKS', {}, 'vi', own)).toEqual(['“12/KH-VKS”: chưa lưu vì phần 2 không có mục ghi số văn bản; nếu thuộc phần 1, xin gõ “số kế hoạch tự kiểm tra: 12/KH-VKS”.'])
    // A regulation is no plan, and a law is nobody's own document.
    expect(told(2, 'vi phạm 2, theo quy chế 05/QC-VKS', {}, 'vi', own)).toEqual(['“05/QC-VKS”: chưa lưu vì phần 2 không có mục ghi số văn bản; nếu cần, xin nêu trong phần lời văn.'])
    expect(told(2, 'triển khai Luật 10/2022/QH15, tổ chức 2 hội nghị')).toEqual(['“10/2022/QH15”: chưa lưu vì phần 2 không có mục ghi số văn bản; nếu cần, xin nêu trong phần lời văn.'])
  })

  test('a day goes where its words point, and is not guessed where they point nowhere', () => {
    expect(told(2, 'hội nghị 1 ngày 12/3')).toEqual(['“12/3”: chưa lưu vì phần 2 không có mục ghi ngày; nếu thuộc phần 4, xin gõ “ngày hội nghị: 12/3”.'])
    expect(told(2, 'tọa đàm 1 ngày 12/3')).toEqual(['“12/3”: chưa lưu vì phần 2 không có mục ghi ngày; nếu là Ngày văn bản chuyên đề hay Ngày hội nghị, xin gõ kèm tên mục, ví dụ “ngày văn bản chuyên đề: 12/3”.'])
  })

  test('what no part has room for, or what is answered there already, is not sent there', () => {
    expect(told(2, 'tọa đàm 2, kinh phí 20 triệu đồng')).toEqual(['“20 triệu đồng”: chưa lưu vì phần 2 không có mục ghi số tiền; nếu cần, xin nêu trong phần lời văn.'])
    expect(told(2, 'tọa đàm 2, kế hoạch 12/KH-VKS', { 'topic-document-number': '3/KH-VKS' })).toEqual(['“12/KH-VKS”: chưa lưu vì phần 2 không có mục ghi số văn bản; nếu cần, xin nêu trong phần lời văn.'])
    expect(told(3, 'công khai 5 nội dung theo kế hoạch số 15', { 'topic-document-number': '3/KH-VKS' })).toEqual(['“kế hoạch số 15”: chưa lưu vì mục ghi số văn bản đã có nội dung; nếu cần, xin nêu trong phần lời văn.'])
  })

  test('of a pasted report with many only the first are quoted', () => {
    const many = Array.from({ length: 9 }, (_, at) => `kế hoạch ${at + 1}/KH-VKS`).join(', ')
    expect(told(2, `tọa đàm 2, ${many}`)[0]).toMatch(/^“1\/KH-VKS”, “2\/KH-VKS”, “3\/KH-VKS”, “4\/KH-VKS” và 5 chỗ khác: /)
  })
})

describe('what is offered to be typed is understood when it is typed', () => {
  const cases = [...forms.values()].flatMap(form => pagesOf(form).flatMap(page => (['vi', 'en'] as const).map(locale => ({ form, page: page.number, locale }))))
  test.each(cases)('$form.id, page $page, $locale', ({ form, page, locale }) => {
    const before = read(page, 'kế hoạch 12/KH-VKS ngày 10/2/2026', {}, {}, form).unplaced
    const examples = unplacedLines(form, page, {}, before, locale).flatMap(line => /(?:gõ|type) “(.+)”/.exec(line)?.[1] ?? [])
    for (const example of examples) expect(Object.keys(answersIn(read(page, example, {}, {}, form))), example).toEqual(expect.arrayContaining(before.flatMap(one => one.fields)))
    if (form.id === 'so-ket-6-thang' && page === 2) expect(examples).toHaveLength(1)
  })
})
