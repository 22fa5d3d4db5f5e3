/** A stream of hostile lines, the same for the same seed: what people, scripts and attackers may put into a chat. */
export function* hostileLines(count: number, seed = 1): Generator<string> {
  let state = seed
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return ((state >>> 0) / 4294967296 * below) | 0
  }
  const pick = <T>(list: readonly T[]): T => list[random(list.length)]!
  const words = 'nộp báo cáo sơ kết đơn vị nào trễ hạn gia hạn đến thứ sáu tuần sau 15/6 16h30 Bắc Ninh Vụ 15 đ51 k2 dc điểm c khoản 2 mười hai một trăm linh năm 30 Tết mùng rằm cuối tháng quý II HN TK kì trước vks tỉnh khu vực 1 - ( ) '.split(' ')
  const pieces = [
    '<script>alert(1)</script>', '${7*7}', '{{7*7}}', "'; DROP TABLE unit;--", '=HYPERLINK("http://x")', '@everyone', '[a](javascript:alert(1))', '../../etc/passwd', '%00', '\u0000', '\u202e', '\u200b', '\ufeff', '\u00ad', '\ud83d\ude00', '\ud83d', '\u0301\u0301\u0301',
    '__proto__', 'constructor', 'toString', 'hasOwnProperty', '(a+)+$', '\\', '\n', '\r\n', '\t', '//', '--', '..', ',,,,', '1.1.1.1.1.1', '99999999999999999999', '1/1/1/1/1', '00:00:00', '(((((', ')))))', '&#x41;', 'ﷺ', '㍿', 'ﬀ', 'İ', 'ß', 'Ǆ', 'ｆｕｌｌ', '١٢٣', '①②', '½',
  ]
  const repeated = ['a', 'muoi ', 'hai ', 'ngay ', '1/', '1.', 'thu ', 'khu vuc ', 'dieu ', 'vks ', 'tinh ', '(', '\u0301', 'nam ', '6 thang ', 'ba muoi ', 'bac ', '0', 'ooo', 'ss', 'tram linh ', 'va ', 'cua ', '- ']
  for (let n = 0; n < count; n++) {
    const kind = random(8)
    if (kind === 0) yield String.fromCharCode(...Array.from({ length: random(200) }, () => random(65536)))
    else if (kind === 1) yield pick(repeated).repeat(1 + random(n % 50 === 0 ? 30_000 : 120))
    else if (kind === 2) yield Array.from({ length: 1 + random(30) }, () => pick(pieces)).join(pick(['', ' ']))
    else if (kind === 3) yield Array.from({ length: 1 + random(60) }, () => String.fromCharCode(32 + random(95))).join('')
    else if (kind === 4) yield Array.from({ length: 1 + random(120) }, () => pick(words)).join(' ')
    else if (kind === 5) yield Array.from({ length: 1 + random(80) }, () => (random(3) === 0 ? pick(pieces) : pick(words))).join(' ').normalize(pick(['NFD', 'NFC', 'NFKD']))
    else if (kind === 6) yield Array.from({ length: 1 + random(80) }, () => `${random(100)}${pick(['/', '.', '-', ':', 'h', ' ', ' thang '])}`).join('')
    else yield Array.from({ length: 1 + random(40) }, () => { const word = pick(words); const at = random(word.length + 1); return word.slice(0, at) + pick(repeated).trim() + word.slice(at) }).join(' ')
  }
}
