import { fold } from '#domain/text/fold.ts'

const WHEN = /\b(?:han|thoi han|deadline|khi nao|bao gio|ngay nao|may gio|chot|luc nao|hom nao|den bao gio|den khi nao|ngay bao nhieu|con may ngay|con bao nhieu ngay|con bao lau|qua han|tre han)\b/u
const OURS = /\b(?:nop|gui|dong|chot)\s+(?:bao cao|bc|so ket|tong ket|phieu tu kiem tra)|(?:bao cao|bc|so ket|tong ket|tu kiem tra|chuyen de)(?:\s\S+){0,6}?\s(?:nop|han|deadline|chot)\b|\bhan\s+(?:nop|bao cao|bc|cua dot|dot)|\bdot\s+(?:bao cao|bc|so ket|tong ket)|\b(?:sk|tk)-?\d{4}\b/u
/** A question of the law: it names a provision, or somebody whose report is not one of our campaigns. */
const LAW = /\b(?:luat|nghi dinh|dieu \d|khoan \d|theo quy dinh|ttnd|thanh tra nhan dan|uy ban nhan dan|ubnd|xa phuong|giam sat dau tu|hoi nghi can bo|cbcc|cong khai)\b/u

/** Whether somebody asks when a report of ours is due: that comes from the obligations, never from the law. */
export function isCampaignDeadline(text: string): boolean {
  const folded = fold(text)
  return WHEN.test(folded) && OURS.test(folded) && !LAW.test(folded)
}
