import { fold } from '#domain/text/fold.ts'

const ASKS = /(?:^|\s)(?:bao gio|khi nao|luc nao|the nao|nhu nao|ntn|bao nhieu|con may|may (?:ngay|gio|nguoi|lan)|la gi|la sao|o dau|vi sao|tai sao|co phai|co duoc|duoc khong|dc ko|dung khong|hay khong|co khong|ai (?:duyet|nop|tre|muon|cham|phai|duoc)|nhung ai|quy dinh|when|who|what|how|why|which|may i|can i|is it)(?:\s|$|\?)/

/** Whether a message reads as a question, with or without its mark. */
export function isQuestion(text: string): boolean {
  return /\?\s*$/.test(text) || ASKS.test(fold(text))
}

const MAY_ASK = /(?:^|\s)(?:ai|gi|nao|sao|may|bao lau|chung nao|co dc|dung hay sai)(?:\s|[?.,!]|$)|\s(?:khong|ko|k|hok|hong|hem|chua|chang|nhi|ha)(?:,? (?:a|ah|vay|z|the|ta|ad|anh|chi|em|nhi|thua dong chi))*[?.!]*$/

/** Whether a message could be a question, by words that also stand where nothing is asked: enough to look whether the texts answer it, not to act on. */
export function mayAsk(text: string): boolean {
  return isQuestion(text) || MAY_ASK.test(fold(text))
}
