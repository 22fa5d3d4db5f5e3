import { fold, tidy } from '#domain/text/fold.ts'
import { POINT_LETTERS } from './document.ts'
import type { LegalDocument, Place } from './document.ts'

/** A reference somebody wrote, with the stretch of the folded text it takes up; the document is not yet resolved. */
export interface Reference {
  article: string | null
  clause: string | null
  point: string | null
  at: number
  end: number
}

const ARTICLE = String.raw`(?:dieu|article|d\.?)\s*(?:so\s*)?(\d{1,3}[a-z]?)(?![\d/])`
const CLAUSE = String.raw`(?:khoan|clause|k\.?)\s*(?:so\s*)?(\d{1,2}[a-z]?)(?!\d)`
const POINT = String.raw`(?:diem|point|d\.?)\s*([a-z])(?![a-z0-9])`
const GAP = String.raw`[\s,.;-]*(?:(?:cua|of)\s+)?`

const FORMS: { pattern: RegExp; order: ('article' | 'clause' | 'point')[] }[] = [
  // "điểm c khoản 2 Điều 51"
  { pattern: new RegExp(`\\b${POINT}${GAP}${CLAUSE}${GAP}${ARTICLE}`, 'dgu'), order: ['point', 'clause', 'article'] },
  // "điều 51 khoản 2 điểm c", "d51 k2 dc"
  { pattern: new RegExp(`\\b${ARTICLE}${GAP}${CLAUSE}${GAP}${POINT}`, 'dgu'), order: ['article', 'clause', 'point'] },
  // "Đ51.2c", "điều 51.2.c", "đ.46-48" is a range and not one of these
  { pattern: /\b(?:dieu|article|d\.?)\s*(\d{1,3}[a-z]?)\.(\d{1,2})\.?([a-z])?(?![a-z0-9])/dgu, order: ['article', 'clause', 'point'] },
  { pattern: new RegExp(`\\b${CLAUSE}${GAP}${ARTICLE}`, 'dgu'), order: ['clause', 'article'] },
  { pattern: new RegExp(`\\b${ARTICLE}${GAP}${CLAUSE}`, 'dgu'), order: ['article', 'clause'] },
  { pattern: new RegExp(`\\b${POINT}${GAP}${ARTICLE}`, 'dgu'), order: ['point', 'article'] },
  { pattern: new RegExp(`\\b${ARTICLE}`, 'dgu'), order: ['article'] },
  { pattern: new RegExp(`\\b${POINT}${GAP}${CLAUSE}`, 'dgu'), order: ['point', 'clause'] },
  { pattern: new RegExp(`\\b${CLAUSE}${GAP}${POINT}`, 'dgu'), order: ['clause', 'point'] },
  { pattern: new RegExp(`\\b${CLAUSE}`, 'dgu'), order: ['clause'] },
  { pattern: /\b(?:diem|point)\s+([a-z])(?![a-z0-9])/dgu, order: ['point'] },
]

/**
 * The references to articles, clauses and points in a text, as documents and as staff write them ("điểm c khoản 2 Điều 51", "d51 k2 dc", "Đ51.2c").
 * Offsets are into `fold(text)`. A point written "đ" stays "đ"; one written "d" without diacritics stays "d".
 */
export function findReferences(text: string): Reference[] {
  const folded = fold(text)
  // Folding keeps one character for one, unless the text has letters outside Vietnamese.
  const written = tidy(text).length === folded.length ? tidy(text) : folded
  const found: Reference[] = []
  for (const { pattern, order } of FORMS) {
    for (const match of folded.matchAll(pattern)) {
      const [at, end] = [match.index, match.index + match[0].length]
      if (found.some(other => at < other.end && other.at < end)) continue
      const reference: Reference = { article: null, clause: null, point: null, at, end }
      order.forEach((part, index) => {
        reference[part] = match[index + 1] ?? null
        const place = match.indices?.[index + 1]
        if (part === 'point' && place && written[place[0]]?.toLowerCase() === 'đ') reference.point = 'đ'
      })
      if (reference.point && !(POINT_LETTERS as readonly string[]).includes(reference.point)) continue
      found.push(reference)
    }
  }
  return found.sort((a, b) => a.at - b.at)
}

/** Documents named in a text, by number ("10/2022/QH15", "59/2023", "302/QĐ-VKSTC") or by another name, longest first. */
export function findDocuments(text: string, documents: readonly LegalDocument[]): { document: LegalDocument; at: number; end: number; byNumber: boolean }[] {
  const folded = fold(text)
  const found: { document: LegalDocument; at: number; end: number; byNumber: boolean }[] = []
  const names = documents.flatMap(document => {
    const number = fold(document.number)
    // "luật 10/2022", "nghị định 59/2023": number and year are enough.
    const brief = /^\d+\/\d{4}(?=\/)/u.exec(number)?.[0]
    const others = [document.short, document.title, ...document.aliases].map(fold)
    // "nđ59" for "nđ 59".
    const close = others.map(name => name.replace(/^(\D+) (\d+)$/u, '$1$2')).filter(name => !others.includes(name))
    return [{ document, name: number, byNumber: true }, ...(brief ? [{ document, name: brief, byNumber: true }] : []), ...[...others, ...close].map(name => ({ document, name, byNumber: /\d/.test(name) }))]
  })
  for (const { document, name, byNumber } of names.sort((a, b) => b.name.length - a.name.length)) {
    const at = folded.indexOf(name)
    if (at < 0 || /[\p{L}\d/]/u.test(folded[at - 1] ?? ' ') || /[\p{L}\d]/u.test(folded[at + name.length] ?? ' ')) continue
    // "luật 10" is not part of "luật 10/2022" of another law.
    if (/^\/\d/u.test(folded.slice(at + name.length))) continue
    if (found.some(other => other.document === document || (at < other.end && other.at < at + name.length && other.end - other.at > name.length))) continue
    found.push({ document, at, end: at + name.length, byNumber })
  }
  return found
}

/** A place as it is cited in Vietnamese: "điểm c khoản 2 Điều 51 Luật 10/2022/QH15". */
export function citePlace(place: Place, document: Pick<LegalDocument, 'short'>): string {
  const parts = [place.point && `điểm ${place.point}`, place.clause && `khoản ${place.clause}`, place.article && `Điều ${place.article}`, document.short]
  const cited = parts.filter(Boolean).join(' ')
  return cited[0]!.toUpperCase() + cited.slice(1)
}
