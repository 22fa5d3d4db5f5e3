import type { Day } from '#domain/time/instant.ts'
import { asWritten, before, each, free } from './claims.ts'
import type { Claims } from './claims.ts'

/**
 * The period a review is now about: the first half until the end of June, the whole year after. The procuracy's working year runs from 1 December to
 * 30 November, but its reviews are due, and spoken of, in the weeks after their window closes.
 */
function currentPeriod(on: Day): string {
  const year = on.slice(0, 4)
  return on.slice(5) <= '06-30' ? `${year}-H1` : `${year}-Y`
}

/** The period before: the year before a first half, the first half before a whole year. */
function previousPeriod(period: string): string {
  const year = Number(period.slice(0, 4))
  return period.endsWith('-H1') ? `${year - 1}-Y` : `${year}-H1`
}

function yearsBack(period: string, years: number): string {
  return `${Number(period.slice(0, 4)) - years}${period.slice(4)}`
}

const YEARS = '20\\d\\d|nay|ngoai|truoc|roi|qua|kia|sau'
/** "năm tới"; "6 tháng cuối năm tôi phải làm gì" speaks of oneself, and where nothing is accented the next word tells. */
const YEARS_AHEAD = `${YEARS}|toi(?! (?:phai|can|muon|chua|da|se|duoc|co|lam|nop|gui|xin|khong|di|bi|la|dang|hoi|nghi|dau|nay|gio|luc)\\b)`

/** Finds reporting periods; `halfYear` says that the message speaks of the six-month review, so that "sơ kết năm ngoái" is a first half. */
export function findPeriods(claims: Claims, on: Day, halfYear: boolean, wholeYear: boolean): void {
  const year = Number(on.slice(0, 4))
  const YEAR_WORD = `(${claims.reading.accented && !/tới|toi/i.test(claims.reading.source.normalize('NFC')) ? YEARS : YEARS_AHEAD})`
  const yearOf = (word: string | undefined): number =>
    word === undefined ? year : /^\d/.test(word) ? Number(word) : word === 'ngoai' || word === 'truoc' || word === 'roi' || word === 'qua' ? year - 1 : word === 'kia' ? year - 2 : word === 'toi' || word === 'sau' ? year + 1 : year
  const kind = halfYear && !wholeYear ? 'H1' : 'Y'
  const last = (type: string) => (type === 'H1' ? (on.slice(5) <= '06-30' ? `${year}-H1` : `${year}-H1`) : `${year}-Y`)

  each(claims, 'period', new RegExp(`\\b(?:6|sau) thang (dau|cuoi)(?: cua)?(?: nam)?(?:(?: nam)?[ /]${YEAR_WORD})?\\b(?! thang)`, 'g'), m => `${yearOf(m[2])}-${m[1] === 'dau' ? 'H1' : 'H2'}`)
  each(claims, 'period', new RegExp(`\\bnua (?:dau nam|nam dau|cuoi nam|nam cuoi|nam sau)(?:(?: nam)?[ /]${YEAR_WORD})?\\b`, 'g'), m => `${yearOf(m[1])}-${/cuoi|sau/.test(m[0].slice(0, 13)) ? 'H2' : 'H1'}`)
  each(claims, 'period', new RegExp(`\\b(?:6|sau) thang(?: cua)?(?: nam)?[ /]${YEAR_WORD}\\b`, 'g'), m => (/^(?:sau|toi|nua|truoc|qua)$/.test(m[1]!) && !/nam/.test(m[0]) ? null : `${yearOf(m[1])}-H1`))
  each(claims, 'period', /\b(20\d\d) ?- ?(h ?[12]|y)\b/g, m => `${m[1]}-${m[2]!.replace(' ', '').toUpperCase()}`)
  each(claims, 'period', /\bh ?([12])(?: ?[/-]? ?(20\d\d))?\b/g, m => `${yearOf(m[2])}-H${m[1]}`)
  // No review is of a quarter; its year is not the period either.
  each(claims, 'period', new RegExp(`\\bquy (?:thu )?(?:[1-4]|iv|i{1,3}|nhat|mot|hai|ba|bon|tu)\\b(?:(?: nam |[ /])${YEAR_WORD}\\b)?`, 'g'), () => undefined)
  each(claims, 'period', new RegExp(`\\bcung ky(?: (?:cua )?(?:nam |so ket |tong ket )?${YEAR_WORD})?\\b`, 'g'), m => {
    const now = kind === 'H1' || wholeYear ? last(kind) : currentPeriod(on)
    return m[1] !== undefined && /^\d/.test(m[1]) ? `${m[1]}${now.slice(4)}` : yearsBack(now, m[1] === 'kia' ? 2 : 1)
  })
  each(claims, 'period', /\b(?:ky|dot|lan) (?:bao cao )?(?:truoc|vua roi|vua qua|roi|ngay truoc)\b(?! (?:han|khi|ngay))/g, m => {
    if (m[0].startsWith('lan') || !sayPeriod(claims, m)) return null
    if (kind === 'H1') return yearsBack(last('H1'), on.slice(5) <= '06-30' || /truoc/.test(m[0]) ? 1 : 0)
    if (wholeYear) return yearsBack(last('Y'), 1)
    return previousPeriod(currentPeriod(on))
  })
  each(claims, 'period', /\b(?:ky|dot) (?:bao cao )?(?:nay|hien tai|hien nay)\b/g, m => (m[0].startsWith('dot') || !sayPeriod(claims, m) ? null : kind === 'H1' || wholeYear ? last(kind) : currentPeriod(on)))
  each(claims, 'period', new RegExp(`\\b(?:ca |trong |cuoi |dau )?nam ${YEAR_WORD}\\b`, 'g'), m => {
    // "năm trước khi", "5 năm qua", "mấy năm nay" and "năm sau" as "five after" are no years of review.
    const said = before(claims, m.index)
    if (/(?:\d|may|nhieu|cac|vai|hai|ba|moi|tuoi|thu) $/.test(said) && !/^\d/.test(m[1]!) && free(claims, m.index - 2, m.index - 1)) return null
    if (m[0].startsWith('dau')) return null
    const second = claims.reading.line.slice(m.index + m[0].length)
    if ((m[1] === 'truoc' && /^ (?:khi|han|ngay|thang)/.test(second)) || (/^(?:qua|roi|sau|toi)$/.test(m[1]!) && !/^ ?$|^ ?[?.,]| /.test(second))) return null
    return `${yearOf(m[1])}-${m[0].startsWith('cuoi') ? 'Y' : kind}`
  })
  each(claims, 'period', /\b(?:last|this|previous|next) year\b|\b(?:first|second) half(?: of (?:the year|(20\d\d)|last year|this year))?\b|\bthe same period last year\b|\b(?:year|in|for) (20\d\d)\b/g, m => {
    if (/half/.test(m[0])) return `${m[1] ?? (/last year/.test(m[0]) ? year - 1 : year)}-${m[0].startsWith('first') ? 'H1' : 'H2'}`
    if (/same period/.test(m[0])) return yearsBack(currentPeriod(on), 1)
    return `${m[2] ?? (/last|previous/.test(m[0]) ? year - 1 : /next/.test(m[0]) ? year + 1 : year)}-${kind}`
  })
  each(claims, 'period', /\bhoi (20\d\d)\b/g, m => `${m[1]}-${kind}`)
  // "tổng kết 2025", "sơ kết 2026", "tự kiểm tra 2025", "đợt 2025".
  each(claims, 'period', /(?<=\b(?:ket|tra|de|thang|cao|tac|nien|review|report|campaign|dot|ky) )(20\d\d)\b/g, m => `${m[1]}-${kind}`)
}

/** Whether "ky" is "kỳ", not "ký" (to sign): by its accent, or in bare text by who stands before it. */
function sayPeriod(claims: Claims, match: RegExpExecArray): boolean {
  if (!match[0].startsWith('ky')) return true
  const said = asWritten(claims, match.index, match.index + 2)
  if (/[^\x20-\x7e]/.test(said)) return said === 'kỳ' || said === 'kì'
  if (match[0] === 'ky roi') return /(?:^|\b(?:dot|bao cao|ket|cua|voi|o|trong|tu|tra|nhu|hoi|bang|hon|va|de) )$/.test(before(claims, match.index))
  return !/\b(?:truong|sep|dao|da|duoc|chua|dang|anh|chi|vua|duyet|doc|xem|thu|moi|cho|trinh) $/.test(before(claims, match.index))
}
