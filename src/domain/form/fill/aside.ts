import { asks } from '#domain/language/asks.ts'
import { fold } from '#domain/text/fold.ts'

/** What a message that is only an instruction to the conversation asks for. */
export type Control = 'review' | 'back' | 'next' | 'save' | 'cancel' | 'submit' | 'help' | 'confirm'

const CONTROLS: Record<Control, string[]> = {
  review: ['xem lai', 'xem lai bao cao', 'xem lai toan bo', 'xem toan bo', 'cho xem lai', 'kiem tra lai', 'ra soat lai', 'review', 'show all', 'xem bao cao'],
  back: ['quay lai', 'lui lai', 'tro lai', 'tro ve', 'back', 'go back', 'truoc do', 'cau truoc', 'muc truoc', 'trang truoc'],
  next: ['tiep', 'tiep tuc', 'tiep theo', 'lam tiep', 'next', 'continue', 'sang muc tiep', 'muc tiep theo', 'muc sau', 'trang sau', 'khai tiep', 'dien tiep'],
  save: ['luu', 'luu nhap', 'luu lai', 'luu tam', 'save', 'save draft', 'save for later', 'de mai lam tiep', 'lat nua lam tiep', 'de lat nua', 'mai lam tiep'],
  cancel: ['huy', 'huy bo', 'thoat', 'dung lai', 'thoi', 'cancel', 'stop', 'quit', 'huy bao cao', 'khong lam nua'],
  submit: ['gui', 'gui di', 'gui bao cao', 'nop', 'nop bao cao', 'trinh', 'trinh ky', 'trinh thu truong', 'trinh duyet', 'submit', 'send'],
  help: ['tro giup', 'giup', 'giup toi', 'huong dan', 'help', 'menu', '?'],
  confirm: ['ok', 'oke', 'okay', 'dong y', 'xac nhan', 'dung roi', 'dung vay', 'chinh xac', 'vang', 'uh', 'confirm', 'correct', "that's right"],
}
const BY_WORDS = new Map(Object.entries(CONTROLS).flatMap(([control, phrases]) => phrases.map(phrase => [phrase, control as Control] as const)))
const COURTESY = /(?:^(?:da|vang|thua|xin|cho (?:toi|em|anh|chi|minh)|em|toi|anh|chi oi|minh) )|(?: (?:a|nhe|nha|di|giup|voi|cai|ho|gium|giup (?:toi|em)|please)$)/g

/** The instruction a whole message is ("xem lại", "dạ lưu nháp giúp em"), `undefined` when it says anything else: it must not become the text of a field. */
export function controlOf(text: string): Control | undefined {
  let words = fold(text).replace(/[.!,…]+$/g, '').trim()
  for (let before = ''; before !== words; ) {
    const direct = BY_WORDS.get(words)
    if (direct) return direct
    before = words
    words = words.replace(COURTESY, '').trim()
  }
  return undefined
}

/** Takes the questions out of a message: "hội nghị 2, tọa đàm 1. Hạn nộp khi nào?" has one. What is labelled is an answer, whatever it asks. */
export function splitQuestions(text: string): { body: string; questions: string[] } {
  const questions: string[] = []
  const body = text.replace(/[^\n.?!;]*(?:\.\d[^\n.?!;]*)*[?]+|[^\n.?!;]+(?:\.\d[^\n.?!;]*)*(?=[.!;\n]|$)/g, sentence => {
    const folded = fold(sentence)
    const asked = sentence.trimEnd().endsWith('?') ? !/[:=]\s*\S/.test(sentence) : sentence.length < 120 && asks(folded) && !/[:=]/.test(sentence) && text.length < 200
    if (!asked || sentence.trim() === '' || sentence.trim() === '?') return sentence
    // "hội nghị 2, hạn nộp bao giờ": the question begins at its own comma.
    const start = sentence.lastIndexOf(',')
    const from = start > 0 && /\d/.test(sentence.slice(0, start)) && asks(fold(sentence.slice(start))) ? start : 0
    questions.push(sentence.slice(from).replace(/^[,\s]+/, '').trim())
    return sentence.slice(0, from) + ' '.repeat(sentence.length - from)
  })
  return { body, questions }
}
