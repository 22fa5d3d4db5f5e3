import { each } from './claims.ts'
import type { Claims } from './claims.ts'
import type { ProvisionNamed } from './understood.ts'

/** Documents of the field by the numbers staff say; the full numbers are public. */
const DOCUMENTS: [RegExp, string][] = [
  [/^(?:luat )?10\/2022(?:\/qh ?15)?$/, '10/2022/QH15'],
  [/^nghi dinh (?:so )?59(?:\/2023)?/, '59/2023/NĐ-CP'],
  [/^nghi dinh (?:so )?61(?:\/2023)?/, '61/2023/NĐ-CP'],
  [/^nghi dinh (?:so )?0?4(?:\/2015)?/, '04/2015/NĐ-CP'],
  [/^nghi dinh (?:so )?30(?:\/2020)?/, '30/2020/NĐ-CP'],
  [/^quyet dinh (?:so )?302/, '302/QĐ-VKSTC'],
  [/^quyet dinh (?:so )?51/, '51/QĐ-VKSTC'],
  [/^quyet dinh (?:so )?260/, '260/QĐ-VKSTC'],
  [/^quyet dinh (?:so )?356/, '356/QĐ-VKSTC'],
  [/^chi thi (?:so )?30/, '30-CT/TW'],
  [/^ket luan (?:so )?120/, '120-KL/TW'],
]
const DEMOCRACY_LAW = '10/2022/QH15'

/** Points of a clause are lettered a b c d đ e g h …: "đ" is a letter of its own. */
const POINT = '(?:diem|d\\.?) ?([a-z])\\b'

/** Finds provisions: "điểm c khoản 2 Điều 51", "đ51 k2 dc", "Đ51.2c", "luật dân chủ điều 46", and documents named alone. */
export function findProvisions(claims: Claims): void {
  const document = documentNamed(claims)
  const done = (article: string, clause: string | undefined, point: string | undefined): ProvisionNamed => ({ document, article, clause: clause ?? null, point: point ?? null })
  const letter = (match: RegExpExecArray, at: number) => {
    const group = match[at]
    if (group === undefined) return undefined
    const span = claims.reading.line.indexOf(group, match.index + match[0].lastIndexOf(group))
    return group === 'd' && claims.reading.source[claims.reading.from[span]!]?.toLowerCase() === 'đ' ? 'đ' : group
  }
  // point → clause → article, as documents cite
  each(claims, 'provision', /\b(?:diem|d\.?) ?([a-z])(?:,| va| cua)?,? (?:khoan|k\.?) ?(\d{1,2}),? (?:cua )?(?:dieu|d\.?) ?(\d{1,3}[a-z]?)\b/g, m => done(m[3]!, m[2], letterNear(claims, m.index, m[1]!)))
  each(claims, 'provision', /\b(?:khoan|k\.?) ?(\d{1,2}),? (?:cua )?(?:dieu|d\.?) ?(\d{1,3}[a-z]?)\b/g, m => done(m[2]!, m[1], undefined))
  // article → clause → point, as people say
  each(claims, 'provision', new RegExp(`\\b(?:dieu|d\\.?|article|art\\.?) ?(\\d{1,3})(?: ?([a-z]))?(?=\\b),? ?(?:khoan|k\\.?|clause) ?(\\d{1,2})(?:,? ?(?:${POINT}|point ([a-z])\\b))?`, 'g'), m => done(m[1]! + (m[2] ?? ''), m[3], letter(m, m[4] === undefined ? 5 : 4)))
  each(claims, 'provision', /\b(?:dieu|d\.?) ?(\d{1,3})\.(\d{1,2})(?:\.? ?([a-z]))?\b/g, m => done(m[1]!, m[2], letter(m, 3)))
  each(claims, 'provision', /\b(?:dieu|article|art\.?) (?:so )?(\d{1,3})(?: ?([a-z])(?= |$|\?))?\b(?! ?[/%])/g, m => done(m[1]! + (m[2] !== undefined && /\d[a-z]/.test(claims.reading.source) ? m[2] : ''), undefined, undefined))
  each(claims, 'provision', /\bd\.? ?(\d{1,3})\b(?! ?[/%]|h\b)/g, m => (/^[đĐ]/.test(claims.reading.source.slice(claims.reading.from[m.index])) || /\bluat|khoan|quy dinh\b/.test(claims.reading.line) ? done(m[1]!, undefined, undefined) : null))
  each(claims, 'provision', /\b(?:khoan|clause) ?(\d{1,2})\b/g, m => ({ document, article: null, clause: m[1]!, point: null }))
  if (document !== null && !claims.found.some(found => found.kind === 'provision')) {
    const place = claims.taken.find(part => part.start === documentAt(claims)?.start)
    if (place) claims.found.push({ kind: 'provision', ...place, value: { document, article: null, clause: null, point: null } })
  }
}

function letterNear(claims: Claims, index: number, letter: string): string {
  if (letter !== 'd') return letter
  const at = claims.reading.line.indexOf(' d', index + 1)
  return claims.reading.source[claims.reading.from[at + 1] ?? 0]?.toLowerCase() === 'đ' ? 'đ' : 'd'
}

const NUMBER =
  /\b(?:(?:luat|nghi dinh|quyet dinh|thong tu|chi thi|ket luan|ke hoach|nghi quyet|cong van|qd|chuong trinh)(?: so)? (\d{1,4})(?:\/(\d{4}))?(?:[/-][a-z]+(?: ?\d+)?)*(?: nam (?:19|20)\d\d)?|(\d{1,4})\/(\d{4})\/[a-z]+ ?\d*(?:-[a-z]+)?|(\d{1,4})\/(?:qd|kh|ctr|bc|tb)-[a-z]+(?:-[a-z] ?\d+)?|(\d{1,3})-(?:ct|kl|nq|qd)\/(?:tw|trung uong)|10\/2022)\b/g

function documentAt(claims: Claims): { start: number; end: number; text: string } | undefined {
  NUMBER.lastIndex = 0
  const match = NUMBER.exec(claims.reading.line)
  if (match) return { start: match.index, end: match.index + match[0].length, text: match[0] }
  const law = /\bluat (?:thuc hien )?(?:dan chu|quy che dan chu)(?: o)?(?: co so)?\b/.exec(claims.reading.line)
  return law ? { start: law.index, end: law.index + law[0].length, text: '10/2022' } : undefined
}

function documentNamed(claims: Claims): string | null {
  const at = documentAt(claims)
  if (!at) return null
  claims.taken.push({ start: at.start, end: at.end })
  const text = at.text.replace(/^(?:luat|nghi dinh|quyet dinh|qd) so /, match => match.replace(' so', ''))
  for (const [pattern, number] of DOCUMENTS) if (pattern.test(text)) return number
  if (/^luat 10\b|10\/2022/.test(text)) return DEMOCRACY_LAW
  return claims.reading.source.slice(claims.reading.from[at.start], claims.reading.until[at.end - 1]).replace(/^(?:\p{L}+\s+)*(?:số\s+)?(?=\d)/iu, '')
}
