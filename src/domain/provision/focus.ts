/** A stretch of a question, and whether it is the one that asks. */
export interface QuestionPart {
  words: string[]
  asks: boolean
}

/** Up to here a question has no story to tell. */
const SHORT = 18
/** What asks holds at least so many words of content, else what stands before it belongs to it. */
const CONTENT = 4
/** A sentence longer than this is cut at its commas too. */
const LONG_SENTENCE = 24

/** Words with which people turn from their story to their question, in folded text. */
const TURNS = /(?<=\s)(?=(?:cho (?:em|e|toi|minh|chung em|chung toi|xin)? ?hoi|xin hoi|(?:em|e|toi|minh|nho) (?:xin |muon |can )?hoi|(?:toi|em|e|minh)? ?muon (?:biet|hoi)|vay(?: thi)? |the thi|nhu vay|theo (?:luat|quy dinh|nghi dinh)\S* thi|cho (?:em|e|toi|minh) xin)\b)/u
const ASKS = /\?|\b(?:bao nhieu|may|ai|gi|nao|sao|dau|bao lau|bao gio|khong|ko|k|hong|hok|hem|khg|chua|what|how|who|when|which|where|whom|does|must|may|can|is|are)\b/u

/**
 * Cuts a long question, folded, into the part that asks and the story around it: people tell what happened in their office before they ask,
 * and the words of the story find other provisions than the one asked about.
 */
export function questionParts(folded: string, split: (text: string) => string[][], asking: (row: string[]) => boolean[]): QuestionPart[] {
  const rows = (text: string, asks: boolean): QuestionPart[] => split(text).map(words => ({ words, asks }))
  if (countWords(folded) <= SHORT) return rows(folded, true)
  const pieces = folded.split(/(?<=[.?!…])(?=\s)|\n|;/u).flatMap(sentence => sentence.split(TURNS)).flatMap(sentence => (countWords(sentence) > LONG_SENTENCE ? sentence.split(/(?<=,)(?=\s)/u) : [sentence])).filter(piece => countWords(piece) > 0)
  const content = (piece: string) => split(piece).reduce((sum, row) => sum + asking(row).filter(each => !each).length, 0)
  let last = pieces.length - 1
  while (last > 0 && !ASKS.test(pieces[last]!)) last--
  // Nothing asks: all of it counts alike.
  if (!ASKS.test(pieces[last]!)) return rows(folded, true)
  let first = last
  let held = content(pieces[last]!)
  while (first > 0 && held < CONTENT) held += content(pieces[--first]!)
  return pieces.flatMap((piece, at) => rows(piece, at >= first && at <= last))
}

function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
}
