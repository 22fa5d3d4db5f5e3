import { asks } from '#domain/language/asks.ts'
import { fold } from '#domain/text/fold.ts'

/** Words of questions where no report is written; a report names the rules it kept, and tells what it has, with the same. */
const ASKS_OUTSIDE = /(?:^|\s)(?:quy dinh|co duoc|co khong)(?=\s|$|[?.,!;])/

/** Whether a message that answers a form reads as a question, with or without its mark. */
export function asksInForm(text: string): boolean {
  return /\?\s*$/.test(text) || asks(fold(text))
}

/** Whether a message where no form is open reads as a question, with or without its mark. */
export function isQuestion(text: string): boolean {
  return asksInForm(text) || ASKS_OUTSIDE.test(fold(text))
}

const MAY_ASK = /(?:^|\s)(?:ai|gi|nao|sao|may|bao lau|chung nao|co dc|dung hay sai)(?:\s|[?.,!]|$)|\s(?:khong|ko|k|hok|hong|hem|chua|chang|nhi|ha)(?:,? (?:a|ah|vay|z|the|ta|ad|anh|chi|em|nhi|thua dong chi))*[?.!]*$/

/** Whether a message could be a question, by words that also stand where nothing is asked: enough to look whether the texts answer it, not to act on. */
export function mayAsk(text: string): boolean {
  return isQuestion(text) || MAY_ASK.test(fold(text))
}
