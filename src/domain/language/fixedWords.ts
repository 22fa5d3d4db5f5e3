import { asWritten, before, each } from './claims.ts'
import type { Claims } from './claims.ts'

/** Finds report types: the forms that reviews are filed in. */
export function findReportTypes(claims: Claims): void {
  each(claims, 'reportType', /\btu (?:kiem tra|ktra|kiem)\b|\bself ?-? ?(?:inspection|review|check)\b/g, () => 'tu-kiem-tra')
  each(claims, 'reportType', /\bso (?:ket|ket 6 thang)\b|\b(?:six|6) ?-? ?months?(?:ly)?(?: review| report)?\b|\b(?:half|mid) ?-? ?year(?:ly)?\b|\bsemi-?annual\b/g, m =>
    // "số kết luận" is another word.
    (asWritten(claims, m.index, m.index + 2).startsWith('số') || claims.reading.line.startsWith(' luan', m.index + m[0].length) ? null : 'so-ket-6-thang'))
  each(claims, 'reportType', /\btong ket\b|\b(?:annual|yearly|year ?-? ?end)\b/g, () => 'tong-ket-nam')
  each(claims, 'reportType', /\bbao cao (?:dinh ky )?(?:(?:ca|cuoi|het|thuong|hang|toan) (?:nam|nien)|nam(?! (?:nay|ngoai|truoc|roi|qua|kia|sau|toi|\d{1,3}\b))(?! (?:cua )?nam))\b/g, () => 'tong-ket-nam')
}

/** "báo cáo 6 tháng" is the six-month review whatever period is said; found before periods take the words. */
export function saysHalfYearReport(line: string): boolean {
  return /\b(?:bao cao|ban|bieu|mau) (?:[a-z]+ ){0,4}(?:6 thang|sau thang|nua (?:dau )?nam)\b(?!(?: cuoi| nua| sau| qua| truoc(?! (?:thu|ngay|\d|han|hom|het|cuoi|khi))))|\bh ?1 (?:report|review)\b|\b(?:6|sau) thang bao cao\b|\b(?:6|sau) thang(?: dau nam)? (?:nop|lam) bao cao\b/.test(line)
}

/** Finds levels of the hierarchy said as such: "cấp tỉnh", "các vụ", "khu vực nào". */
export function findLevels(claims: Claims): void {
  each(claims, 'level', /\b(?:cap|khoi|don vi|cac|thuoc|o|tuyen)? ?trung uong\b|\b(?:cac|nhung|may|khoi|moi|cap|tung|toan bo|ca) (?:vu|cuc)(?:,? ?(?:va )?(?:vu|cuc|vien|truong|don vi))*\b|\bvu,? cuc\b|(?<!nhiem |nghia |chuc |phuc )\b(?:vu|cuc) nao\b|\bcac don vi (?:thuoc|truc thuoc|cua) (?:vien kiem sat nhan dan |vien )?(?:toi cao)\b|\bcentral (?:units?|level|departments?)\b/g, m => {
    const said = before(claims, m.index)
    if (/^ ?trung uong/.test(m[0]) && (/(?:ban chi dao|dan van|uy|dang|ngan hang|hoi nghi|nghi quyet|quan su|gui|len|bo chinh tri|ban bi thu|cho|ve|chap hanh) ?$/.test(said))) return null
    // "các vụ án" are cases.
    if (/^ (?:an|viec|kien|trom|tham|ma|giet|mau|le|chay)\b/.test(claims.reading.line.slice(m.index + m[0].length))) return null
    return 'trung-uong'
  })
  each(claims, 'level', /\b(?:vien kiem sat(?: nhan dan)? |cac vien |vien |don vi )?cap cao\b(?! (?:tai|cap|hon|nhat))|\bhigh ?-? ?level(?: procuracies| units)?\b/g, () => 'cap-cao')
  each(claims, 'level', /\b(?:cap|vien|vien kiem sat nhan dan|vien kiem sat|don vi|khoi|tuyen) tinh\b|\b(?:cac|nhung|moi|tung|ca|bao nhieu|toan bo|may|hai|ba|vai|nhieu|so) (?:vien )?(?:tinh(?:,? ?(?:thanh pho|thanh|tp))?)\b(?! (?:nang|trang|hinh|chat|toan))|(?<=\b\d+ )(?:vien )?tinh(?:,? ?(?:thanh pho|thanh|tp))?\b(?! (?:nang|trang|hinh|chat|toan))|\btinh nao\b|\btinh thanh\b|\bvien tinh\b|(?<=khu vuc (?:va|voi|hay|hoac) )tinh\b|\btinh(?= (?:va|voi|hay|hoac) khu vuc)|\bprovinc(?:es?|ial)(?: level| units| procuracies)?\b/g, m => {
    const tinh = m.index + m[0].indexOf('tinh')
    const said = m[0].startsWith('provinc') ? '' : asWritten(claims, tinh, tinh + 4)
    // "máy tính", "cách tính", "tình hình".
    if (said !== '' && !/^(?:tinh|tỉnh|tinhr|tirnh|ti3nh|tinh3)$/.test(said)) return null
    if (m[0] === 'may tinh' && said === 'tinh' && !/^ (?:nao|chua|da|tre|cham|nop|roi|gui|dat|mien|phia|vung|tay|dong|phia)\b/.test(claims.reading.line.slice(m.index + m[0].length))) return null
    return 'cap-tinh'
  })
  each(claims, 'level', /\b(?:(?:cap|cac vien|cac don vi|cac|nhung|vien kiem sat nhan dan|vien kiem sat|vien|khoi|tuyen|moi|tung|don vi|may|bao nhieu) )?khu vuc\b(?! ?(?:\d|mien|tay|dong|nong thon|hanh chinh|cong|mot|hai|ba|bon|nay))|\b(?:cap|cac|nhung|vien|vien kiem sat(?: nhan dan)?) (?:quan )?huyen\b|\b(?:bao nhieu|may) huyen\b|\bhuyen nao\b|\bregion(?:al|s)(?: level| units| procuracies)?\b/g, () => 'khu-vuc')
}

/** Finds how a topic was rolled out. */
export function findRolloutForms(claims: Claims): void {
  each(claims, 'rolloutForm', /\bhoi nghi\b(?! (?:quyet|luan))|\bconferences?\b/g, () => 'hoi-nghi')
  each(claims, 'rolloutForm', /\b(?:buoi |cuoc )?toa dam\b|\bseminars?\b/g, () => 'toa-dam')
  each(claims, 'rolloutForm', /\b(?:sao gui|sao goi|sao luc|sao chup|gui|goi|phat|phat hanh|cap phat|photo|sao y|chuyen) (?:\d+ )?(?:bo |ban |cuon )?(?:tai lieu|van ban chuyen de)\b|\bsao (?:gui|goi)\b|\b(?:circulat(?:ed?|ing|ion)|documents? (?:were )?circulated)\b/g, () => 'sao-gui-tai-lieu')
}

/** Finds file formats asked for. */
export function findFormats(claims: Claims): void {
  each(claims, 'format', /\b(?:file |ban |dang |tep )?(?:docx|word)\b|(?:\.|\b(?:file|ban|dang|tep|duoi) )doc\b/g, () => 'docx')
  each(claims, 'format', /\b(?:file |ban |dang |tep |bang )?(?:\.?xlsx?|excel|exel|excell|exell|excle|spreadsheet)\b/g, () => 'xlsx')
}
