import { fold } from '#domain/text/fold.ts'
import type { Day } from '#domain/time/instant.ts'
import type { Article, DocumentKind, LegalDocument } from './document.ts'
import { articleText } from './document.ts'

const NUMBER = /\b(\d{1,4}(?:\/\d{4})?\/[A-ZĐ]{2,}[A-ZĐ0-9]*(?:-[A-ZĐ0-9]+)*|\d{1,4}-(?:CT|KL|NQ|QĐ|HD|QC)\/TW)(?![\p{L}\d])/u
const DATED = /ngày\s+(\d{1,2})\s*(?:tháng\s+|[/.-])(\d{1,2})\s*(?:năm\s+|[/.-])(\d{4})/iu
const KINDS: [RegExp, DocumentKind, string][] = [
  [/^hien phap\b/u, 'hien-phap', 'Hiến pháp'], [/^(?:bo luat|luat)\b/u, 'luat', 'Luật'], [/^phap lenh\b/u, 'phap-lenh', 'Pháp lệnh'], [/^nghi quyet\b/u, 'nghi-quyet', 'Nghị quyết'], [/^nghi dinh\b/u, 'nghi-dinh', 'Nghị định'],
  [/^thong tu\b/u, 'thong-tu', 'Thông tư'], [/^(?:quyet dinh|quy che|quy dinh)\b/u, 'quyet-dinh', 'Quyết định'], [/^chi thi\b/u, 'chi-thi', 'Chỉ thị'], [/^ket luan\b/u, 'ket-luan', 'Kết luận'], [/^(?:ke hoach|chuong trinh)\b/u, 'ke-hoach', 'Kế hoạch'], [/^huong dan\b/u, 'huong-dan', 'Hướng dẫn'],
]
const SIGNS: [RegExp, DocumentKind][] = [[/QH\d+$/u, 'luat'], [/NĐ-CP$/u, 'nghi-dinh'], [/TT-/u, 'thong-tu'], [/QĐ-/u, 'quyet-dinh'], [/PL-/u, 'phap-lenh'], [/NQ-/u, 'nghi-quyet'], [/-CT\//u, 'chi-thi'], [/-KL\//u, 'ket-luan']]

/** What the opening lines and the final articles of a text say about the document: number, title, kind, issue and first day in force; undefined members where they say nothing. */
export function readParticulars(preamble: readonly string[], articles: readonly Article[]): Partial<LegalDocument> {
  const opening = preamble.join('\n')
  const numbered = preamble.find(line => /số/iu.test(line) && NUMBER.test(line)) ?? preamble.find(line => NUMBER.test(line))
  const number = numbered && NUMBER.exec(numbered)?.[1]
  const kindAt = preamble.findIndex(line => line === line.toUpperCase() && KINDS.some(([pattern]) => pattern.test(fold(line))))
  const titled = kindAt < 0 ? undefined : titleFrom(preamble.slice(kindAt))
  const sign = number && SIGNS.find(([pattern]) => pattern.test(number))?.[1]
  const dated = DATED.exec(opening)
  const force = articles.slice(-6).map(articleText).map(text => /có hiệu lực(?: thi hành)?\s+(?:kể )?từ\s+(ngày[^.;\n]+)/iu.exec(text)?.[1]).find(text => text !== undefined && DATED.test(text))
  return Object.fromEntries(Object.entries({
    number, title: titled?.title, kind: titled?.kind ?? sign, issued: dated ? dayFrom(dated) : undefined, from: force ? dayFrom(DATED.exec(force)!) : undefined,
  }).filter(([, value]) => value !== undefined))
}

/** "NGHỊ ĐỊNH" and the lines in which its title goes on, up to the first that is a sentence. */
function titleFrom(lines: string[]): { title: string; kind: DocumentKind } {
  const [, kind] = KINDS.find(([pattern]) => pattern.test(fold(lines[0]!)))!
  const words = [lines[0]!]
  for (const line of lines.slice(1, 4)) {
    if (/^(?:căn cứ|theo đề nghị|số|luật số|chương|quốc hội|chính phủ)/iu.test(line) || /[.;:]$/u.test(line) || NUMBER.test(line)) break
    words.push(line)
  }
  const text = words.join(' ')
  const lower = text === text.toUpperCase() ? text.toLowerCase() : text
  return { title: lower[0]!.toUpperCase() + lower.slice(1), kind }
}

function dayFrom([, day = '', month = '', year = '']: RegExpExecArray): Day {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
