import { describe, expect, it } from 'vitest'
import { readProvisionFile } from '#adapters/provisions/readProvisionFile.ts'
import { countFound, findGaps } from '#domain/provision/gaps.ts'
import { readLegalJson } from '#domain/provision/legalJson.ts'
import { parseLegalText } from '#domain/provision/parse.ts'
import { readParticulars } from '#domain/provision/particulars.ts'
import { NUMBERED_DOCX, QUIRKS, QUIRKS_DOCX, QUIRKS_HTML, TABLE_DOCX } from './quirks.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const outline = (text: string) => parseLegalText(text).articles.map(article => `${article.number}: ${article.clauses.map(({ number, points }) => number + points.map(({ letter }) => letter).join('')).join(' ')}${article.points.map(({ letter }) => letter).join('')}`)

describe('reading a regulation', () => {
  const read = parseLegalText(QUIRKS)
  const article = (number: string) => read.articles.find(each => each.number === number)!

  it('finds every article, clause and point, also those glued to the sentence before', () => {
    expect(outline(QUIRKS)).toEqual(['1: ', '2: 1 2 3', '3: 1abcdđe 2 2a 3', '4: ', '5: ab', '5a: 1 2 3', '6: '])
    expect(countFound(read.articles)).toEqual({ chapters: 2, articles: 7, clauses: 10, points: 8 })
    expect(findGaps('x', read.articles)).toEqual([])
  })

  it('puts articles under their headings, which may go over several lines', () => {
    expect(article('1')).toMatchObject({ heading: 'Ai được vào', chapter: { number: 'I', title: 'NHỮNG ĐIỀU CẦN BIẾT TRƯỚC' }, section: null })
    expect(article('4')).toMatchObject({ chapter: { number: 'II', title: 'MƯỢN SÁCH' }, section: { number: '1', title: 'MƯỢN VỀ NHÀ' }, subsection: null })
    expect(article('5')).toMatchObject({ section: { number: '2', title: 'TRẢ SÁCH' }, subsection: { number: '1', title: 'TRẢ ĐÚNG HẠN' } })
    expect(article('6')).toMatchObject({ heading: 'Hiệu lực', text: ['Quyết định này có hiệu lực thi hành kể từ ngày 01 tháng 4 năm 2031.'] })
  })

  it('puts spaces, soft hyphens and accents right', () => {
    expect(article('1').text).toEqual(['Người đọc từ 06 tuổi được vào phòng đọc.'])
    expect(article('4').text).toEqual(['Mỗi lần mượn không quá 05 cuốn.'])
  })

  it('keeps unnumbered paragraphs and numbering that starts again with the clause they stand in', () => {
    expect(article('3').text).toEqual(['Người đọc làm thẻ như sau:'])
    expect(article('3').clauses[0]).toMatchObject({ text: ['Hồ sơ gồm:'], tail: ['Thủ thư hướng dẫn chi tiết khoản này.'] })
    expect(article('3').clauses[0]!.points[1]).toEqual({ letter: 'b', text: ['Một ảnh;', 'ảnh chụp không quá 03 tháng;'] })
    expect(article('3').clauses[1]!.text).toEqual(['Thẻ có hạn 01 năm. Trường hợp mất thẻ thực hiện theo khoản 1 Điều 3. Người đọc báo ngay.', 'Trong thẻ ghi:', '1. Họ tên;', '2. Năm sinh.'])
  })

  it('reads a quoted article as part of the clause that quotes it', () => {
    expect(article('5a').clauses[1]!.text).toEqual(['Sửa đổi Điều 2 của nội quy cũ như sau:', '“Điều 2. Giờ mở cửa', '1. Mở từ 9 giờ.', 'Điều 6. Ngày nghỉ', '3. Nghỉ ngày rằm.”'])
  })

  it('reads an article quoted between straight marks as part of its clause too', () => {
    expect(outline('Điều 1. Sửa đổi\n1. Sửa Điều 3 như sau:\n"Điều 3. Tưới cây\n1. Tưới sáng.\n2. Tưới chiều."\n2. Thay từ "chăm" bằng từ "giữ".\nĐiều 2. Hiệu lực\n1. Từ mai.')).toEqual(['1: 1 2', '2: 1'])
  })

  it('takes the numbers of a table for no clauses, and those of a list for what they are', () => {
    const page = '<p>Điều 1. Mức tưới</p><p>Như sau:</p><table><tr><td>1.</td><td><p>Cây nhỏ</p></td></tr><tr><td>2.</td><td>Cây to</td></tr></table><p>Điều 2. Việc làm</p><ol><li>Tưới, gồm:<ol type="a"><li>sáng;</li><li>chiều.</li></ol></li><li>Nhổ cỏ.</li></ol><ol start="3"><li>3. Bón phân.</li></ol>'
    const { articles } = parseLegalText(readProvisionFile('cay.html', bytes(page)).text)
    expect(articles.map(({ text, clauses }) => [text, clauses.map(({ number, points }) => number + points.map(({ letter }) => letter).join(''))])).toEqual([[['Như sau:', '1. | Cây nhỏ', '2. | Cây to'], []], [[], ['1ab', '2', '3']]])
    expect(parseLegalText(readProvisionFile('bang.docx', TABLE_DOCX).text).articles).toMatchObject([{ text: ['Như sau:', '1. Cây nhỏ | 02 lít'], clauses: [{ number: '1', text: ['Tưới sáng.'] }] }])
  })

  it('leaves notes, file names, footnotes and what follows the signature out, and says so', () => {
    expect(read.endedBy).toBe('Nơi nhận:')
    expect(read.leftOut).toEqual(['# chép từ bản lưu của đơn vị', '(Điều này có nội dung liên quan đến Điều 9 của quy định khác)', 'noi-quy-kem-theo.doc', '[2] Khoản này được sửa năm 2030.', 'Nơi nhận:', '- Như Điều 6;', 'Điều 7. Không thuộc văn bản'])
    expect(article('5a').clauses[0]!.text).toEqual(['Gia hạn một lần, không quá 07 ngày.'])
  })

  it('tells number, title, dates and kind from the opening and the last article', () => {
    expect(readParticulars(read.preamble, read.articles)).toEqual({ number: '07/2031/QĐ-UBTV', title: 'Quyết định ban hành nội quy đọc sách', kind: 'quyet-dinh', issued: '2031-03-05', from: '2031-04-01' })
  })

  it('finds the same in .html and .docx', () => {
    for (const [name, file] of [['noi-quy.html', bytes(QUIRKS_HTML)], ['noi-quy.docx', QUIRKS_DOCX], ['noi-quy.txt', bytes(`\ufeff${QUIRKS.replaceAll('\n', '\r\n')}`)]] as const) {
      expect(parseLegalText(readProvisionFile(name, file).text).articles, name).toEqual(read.articles)
    }
  })

  it('reads text in the encodings that offices still have', () => {
    const utf16 = new Uint8Array([0xff, 0xfe, ...[...'Điều 1. Cây\nTrồng cây.'].flatMap(char => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8])])
    expect(parseLegalText(readProvisionFile('a.txt', utf16).text).articles).toMatchObject([{ number: '1', heading: 'Cây', text: ['Trồng cây.'] }])
  })

  it('writes out the numbers that Word makes', () => {
    expect(outline(readProvisionFile('cay.docx', NUMBERED_DOCX).text)).toEqual(['1: 1 2ab', '2: 1'])
  })

  it('refuses what is not a text, saying what it expected', () => {
    expect(() => readProvisionFile('luat.docx', bytes('không phải'))).toThrow('not a .docx file')
    expect(() => readProvisionFile('luat.pdf', bytes(''))).toThrow('expected .docx, .html, .txt or .json')
    expect(() => readProvisionFile('luat.doc', bytes(''))).toThrow('save it as .docx')
    expect(() => readProvisionFile('luat.json', bytes('{'))).toThrow('not JSON')
  })

  it('reports every break in the numbering', () => {
    const { articles } = parseLegalText('Điều 1. A\n1. x\n3. y\na) m\nc) n\nđ) o\nĐiều 4. B\nĐiều 4. C\nĐiều 4a. D')
    expect(findGaps('x', articles)).toEqual([
      { place: 'x#2', problem: 'missing' }, { place: 'x#3', problem: 'missing' }, { place: 'x#4', problem: 'repeated' },
      { place: 'x#1.2', problem: 'missing' }, { place: 'x#1.3.b', problem: 'missing' }, { place: 'x#1.3.d', problem: 'missing' },
    ])
  })

  it('takes references and programmes for what they are', () => {
    expect(outline('Điều 1. A\nChương trình công tác gồm:\nMục tiêu là đọc sách.\nĐiều này và khoản 2 Điều 9. Không áp dụng.\nĐiều 2. B')).toEqual(['1: ', '2: '])
  })
})

describe('the documented .json', () => {
  it('gives the structure, or a text to be read for it', () => {
    const [one, two] = readLegalJson({ documents: [
      { number: '1/2030/QĐ-A', from: '2030-01-01', articles: [{ number: '1', heading: 'Một', clauses: [{ number: '1', text: 'x', points: [{ letter: 'a', text: 'y' }] }] }] },
      { number: '2/2030/QĐ-A', articles: [{ number: '1', text: 'Tên điều\n\nMở đầu:\n1. Thứ nhất\na) Điểm;\n2. Thứ hai.' }] },
    ] })
    expect(one!.articles[0]).toMatchObject({ heading: 'Một', clauses: [{ number: '1', text: ['x'], points: [{ letter: 'a', text: ['y'] }] }] })
    expect(two!.articles[0]).toMatchObject({ heading: 'Tên điều', text: ['Mở đầu:'], clauses: [{ number: '1', points: [{ letter: 'a', text: ['Điểm;'] }] }, { number: '2' }] })
  })

  it('says where a file departs from it', () => {
    expect(() => readLegalJson({ number: '1', articles: [{ number: 'một' }] })).toThrow(/number/)
    expect(() => readLegalJson({ number: '1', articles: [] })).toThrow()
  })
})
