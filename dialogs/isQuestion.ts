import { fold } from '#domain/text/fold.ts'

const ASKS = /(?:^|\s)(?:bao gio|khi nao|luc nao|the nao|nhu nao|ntn|bao nhieu|con may|may (?:ngay|gio|nguoi|lan)|la gi|la sao|o dau|vi sao|tai sao|co phai|co duoc|duoc khong|dc ko|dung khong|hay khong|co khong|ai (?:duyet|nop|tre|muon|cham|phai|duoc)|nhung ai|quy dinh|when|who|what|how|why|which|may i|can i|is it)(?:\s|$|\?)/

/** Whether a message reads as a question, with or without its mark. */
export function isQuestion(text: string): boolean {
  return /\?\s*$/.test(text) || ASKS.test(fold(text))
}
