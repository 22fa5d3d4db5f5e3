import { fold, syllables } from './fold.ts'

/**
 * The one check that stands before any write, log or model.
 *
 * It looks for the *markings* of the state-secret law (MẬT, TỐI MẬT, TUYỆT MẬT as a stamp stands on a document), never for
 * the words of daily work: "bảo vệ bí mật nhà nước", "mật thiết", "giải quyết 12 vụ án" are a report's ordinary prose.
 */
export type Sensitive = 'marked-secret' | 'person-in-case'

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
/** How far down a document its stamp may stand. */
const HEAD_LINES = 15

/** Letters only, so that "T.Ố.I  M Ậ T", "[TỐI-MẬT]" and "tối mật" compare alike. Full-width forms become plain by NFKC. */
function letters(line: string): string {
  return line.normalize('NFKC').normalize('NFC').replace(INVISIBLE, '').replace(/[^\p{L}]/gu, '')
}

const LEVELS = new Set(['mat', 'toimat', 'tuyetmat'])
const LEVEL_LABELS = /^(?:(?:muc)?do(?:bi)?mat|dau(?:chi)?(?:do|muc)?mat|capdomat|phanloai(?:do)?mat|dongdau|dau|loai|vanban|tailieu|hoso|congvan)(mat|toimat|tuyetmat)(?:nhanuoc)?$/

const URGENCY = /^(?:hoatoc(?:hengio)?|thuongkhan|khan)+(?=(?:toi|tuyet)?mat$)|(?<=^(?:toi|tuyet)?mat)(?:hoatoc(?:hengio)?|thuongkhan|khan)+$/

/** Whether a whole line is a secrecy marking. */
function isMarkLine(line: string): boolean {
  const raw = letters(line)
  if (raw === '') return false
  // An urgency stamp stands beside it: "HỎA TỐC - TỐI MẬT".
  const plain = fold(raw).replace(URGENCY, '')
  if (LEVELS.has(plain)) {
    // "mat" alone without its accent is a word of daily work ("mặt", "mất", "mát"); in capitals, or accented, it is the stamp.
    return plain !== 'mat' || raw === raw.toUpperCase() || raw.toLowerCase().normalize('NFC') === 'mật'
  }
  // "Độ mật: A|B|C" is the older lettering of the same three levels.
  if (/^(?:mucdo|do|dau(?:chi)?do)mat[abc]$/.test(plain) && /[:\-–\s]\s*["'([]?[ABC]["')\]]?\s*\.?$/.test(line.trim())) return true
  const labelled = LEVEL_LABELS.exec(plain)
  if (!labelled) return false
  // "tài liệu mật", "văn bản mật" as a bare phrase is a topic; with a colon or in capitals it is a marking.
  return /[:\-–]/.test(line) || raw === raw.toUpperCase()
}

const STAMP = String.raw`(?:T\s*U\s*Y\s*Ệ\s*T\s*M\s*Ậ\s*T|T\s*Ố\s*I\s*M\s*Ậ\s*T|M\s*Ậ\s*T|T\s*U\s*Y\s*E\s*T\s*M\s*A\s*T|T\s*O\s*I\s*M\s*A\s*T)`
/** A stamp at the beginning of a line and set off from what follows, or at its end and set off from what stands before. */
const STAMP_FIRST = new RegExp(String.raw`^\s*[\[(*<"'|#_~\s]*${STAMP}(?:[\])*>"'|_~\s]*(?:[:;\-–—.|/]|\s{2,}|\t|$)|[\])*>|]+)`, 'u')
const STAMP_LAST = new RegExp(String.raw`(?:\s{2,}|\t|[|:\-–—\[(*/]\s*)[\[(*<"'\s]*${STAMP}[\])*>"'.|_~\s]*$`, 'u')
/** The line of a document's number, with its level behind it: "Số 15/BC-V1 (Mật)". */
const NUMBERED = /^\s*(?:so|no)\s*[:.]?\s*\d+\S*\s*[([]\s*(?:toi mat|tuyet mat|mat)\s*[)\]]\s*$/u
/** "Độ mật: Tối mật" inside a line, as in a table of document data. */
const LABELLED = /(?:^|[^\p{L}])(?:muc\s+)?do\s+(?:bi\s+)?mat\s*(?:[:=\-–|]|la\s)\s*["'([]*\s*(toi\s*mat|tuyet\s*mat|mat)(?![\p{L}])/u
/** "Văn bản này đóng dấu TỐI MẬT": a statement about the very text at hand. */
const SELF_STATED = /(?:(?:tai lieu|van ban|bao cao|cong van|noi dung|tep|file|ho so) (?:nay|duoi day|sau day|kem theo|dinh kem)|sau day la (?:tai lieu|noi dung|van ban)) (?:la |co |thuoc |duoc |da |dang )*(?:dong dau |loai |danh dau |do |muc do )*["'(]?(?:mat|toi mat|tuyet mat)(?![\p{L}])/u

/** Whether a text, pasted or attached, carries a secrecy marking. */
export function carriesMarking(text: string): boolean {
  const lines = text.normalize('NFKC').normalize('NFC').replace(INVISIBLE, '').split(/\r\n|\r|\n|\u2028|\u2029/)
  let seen = 0
  for (const line of lines) {
    if (line.trim() === '') continue
    seen++
    if (isMarkLine(line)) return true
    const plain = fold(line)
    if (LABELLED.test(plain) || NUMBERED.test(plain)) return true
    if (SELF_STATED.test(plain) && accentedOrCapital(line)) return true
    if (seen <= HEAD_LINES && (STAMP_FIRST.test(line) || STAMP_LAST.test(line))) return true
  }
  return false
}

/** Guards against "mat" that only looks like the level because the accents were left out. */
function accentedOrCapital(line: string): boolean {
  return /mật/iu.test(line) || /\b(?:TOI|TUYET)?\s*MAT\b/.test(line) || /(?:toi|tuyet) mat/.test(fold(line))
}

const UNDER_WAY = /(?:dang (?:duoc |bi |trong qua trinh )?(?:dieu tra|khoi to|tam giam|tam giu|truy to|xac minh|thu ly|xet xu)|vua (?:bi )?(?:khoi to|bat)|moi (?:bi )?(?:khoi to|bat)|chua (?:ket thuc dieu tra|xet xu|truy to)|bi (?:khoi to|tam giam|tam giu|bat|truy na|dieu tra)|khoi to bi can|trong giai doan dieu tra)/
const CASE = /(?:vu an|vu viec|bi can|bi cao|nghi pham|nghi can|hanh vi|toi (?:tham o|nhan hoi lo|lua dao|giet nguoi|danh bac|buon|mua ban|tang tru|trom|cuop|hiep|gay)|chuyen an)/
const PROPER = String.raw`(?:\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}*){1,4})`
/** The name's capitals matter, the title's do not: it may begin the sentence. */
const TITLES = ['bị can', 'bị cáo', 'nghi phạm', 'nghi can', 'đối tượng', 'người tố cáo', 'người bị tố cáo', 'nhân chứng', 'bị hại', 'ông', 'bà', 'anh', 'chị', 'đồng chí', 'đ/c', 'vụ án', 'vụ']
  .map(title => `[${title[0]}${title[0]!.toUpperCase()}]${title.slice(1)}`).join('|')
const NAMED = new RegExp(String.raw`(?:^|[^\p{L}])(?:${TITLES})\s+(?:tên\s+)?${PROPER}(?![\p{L}])`, 'u')
const NAMED_PLAIN = /(?:bi can|bi cao|nghi pham|nghi can|nguoi to cao|nguoi bi to cao)\s+(?:ten\s+)?[a-z]+\s+(?:van|thi|duc|minh|huu|quoc|thanh|ngoc|xuan|dinh|quang)\s+[a-z]+/
const BY_POST = /(?:(?:giam doc|chu tich|pho chu tich|bi thu|pho bi thu|truong phong|pho phong|ke toan truong|vien truong|pho vien truong|hieu truong|chanh an|thu truong|cuc truong|vu truong|truong cong an|can bo|dieu tra vien|kiem sat vien) (?:cua )?(?:xa|phuong|huyen|tinh|so|cong ty|ubnd|phong|chi cuc|cuc|vu|ngan hang|truong|benh vien|doanh nghiep|cong an|toa an|vks\w*|vien)\b)/

/** Whether a text tells a person (by name, or by post) together with a concrete case under way. Asked about before anything is kept. */
export function namesPersonInCase(text: string): boolean {
  for (const sentence of text.normalize('NFC').split(/[.;!?\n]+(?:\s|$)/)) {
    const plain = fold(sentence)
    if (!CASE.test(plain) && !/bi can|bi cao/.test(plain)) continue
    if (!UNDER_WAY.test(plain)) continue
    if (NAMED.test(sentence) || NAMED_PLAIN.test(plain) || BY_POST.test(plain)) return true
  }
  return false
}

/** What, if anything, keeps this text from being kept, logged or shown to a model. */
export function sensitivity(text: string): Sensitive | null {
  // Very long inputs are judged by their head and tail as well as line by line; the work stays linear.
  if (carriesMarking(text)) return 'marked-secret'
  return syllables(text).length >= 4 && namesPersonInCase(text) ? 'person-in-case' : null
}
