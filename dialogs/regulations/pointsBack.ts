import { readProvision } from '#app/showProvision.ts'
import { placeId } from '#domain/provision/document.ts'
import { fold, syllables } from '#domain/text/fold.ts'
import { actionsCard, button } from '../cards/buttons.ts'
import { regulations } from '../phrases/regulations.ts'
import type { Turn } from '../turn.ts'
import { readArticle } from './readOn.ts'

const set = (words: string): Set<string> => new Set(words.split(' '))
/** Words that say nothing of the matter: they point at what was answered, or carry the question. */
const POINTING = set('the thi vay con cai noi dung quy dinh can cu theo nhu dieu do nay ay kia tren vua roi neu noi tra loi cau nam o tai thuoc trong la cua duoc ghi cu the chinh xac nao may gi so a ah em anh chi cho toi minh xem biet hoi xin voi nhe ha dc which what where is it that this in of the')
const PLACES = set('dieu khoan diem muc chuong luat nghi van ban article clause point law document')
const WHOLE = /\b(?:nguyen van|toan van|ca dieu|ban goc|day du|the (?:whole|full) (?:article|text)|original)\b/
const READING = set('nguyen van toan ca dieu ban goc day du luat khoan doc lai mo ra duoc khong muon can whole full article original text show me read')

/**
 * What a message asks of the provision cited last, when it is about nothing else: "điều đó ở khoản nào?" where it stands, "cho xem nguyên văn" to read it.
 */
export function pointsBack(text: string): 'where' | 'read' | undefined {
  const words = syllables(fold(text))
  if (words.length === 0 || words.length > 14) return undefined
  const plain = words.join(' ')
  if (WHOLE.test(plain) && words.every(word => POINTING.has(word) || READING.has(word))) return 'read'
  const asks = /\b(?:dieu|khoan|diem|chuong|luat|nghi dinh|van ban) (?:nao|may|gi|bao nhieu)\b|\bwhich (?:article|clause|law|document)\b/.test(plain)
  return asks && words.every(word => POINTING.has(word) || PLACES.has(word) || word === 'bao' || word === 'nhieu') ? 'where' : undefined
}

/** Answers a message that points back at the provision cited last; false when it does not, or nothing was cited. */
export async function tellPointedAt(turn: Turn, text: string): Promise<boolean> {
  const { citation } = turn.focus.about
  const asked = citation && pointsBack(text)
  if (!asked) return false
  turn.trace.intent = 'ask-regulation'
  if (asked === 'read') {
    await readArticle(turn, placeId(citation.place), turn.at)
    return true
  }
  const { locale } = turn
  const { cited, heading } = await readProvision(turn.provisions, citation.place, turn.at)
  turn.say(regulations.standsIn, { cited, heading }, citation.place.article ? { card: actionsCard([button(regulations.wholeArticle[locale](), { act: 'article', place: placeId(citation.place), at: turn.at })]) } : {})
  return true
}
