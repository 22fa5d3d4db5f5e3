import { fold } from '#domain/text/fold.ts'
import { isSyllable } from './syllable.ts'

/** English words that are syllables as well: they tell nothing. */
const EITHER = new Set('a i an at be can do go he hi in it me my no on so the to up we you us am pm day late than then that this hang ban long song sang gang thin thing chat what'.split(' '))
/** Share of the telling words that have to be Vietnamese. */
const MOSTLY = 0.8

/** Whether a text is written in Vietnamese, with diacritics or without. Names of units in an English sentence do not make it so. */
export function readsAsVietnamese(text: string): boolean {
  const words = (text.normalize('NFC').match(/\p{L}+/gu) ?? []).map(word => ({ plain: fold(word), marked: /[^\p{ASCII}]/u.test(word) }))
  // "bc", "vks": letters of an abbreviation are no syllable anywhere.
  const telling = words.filter(({ plain, marked }) => marked || (!EITHER.has(plain) && /[aeiouy]/.test(plain)))
  const vietnamese = telling.filter(({ plain }) => isSyllable(plain))
  return vietnamese.length >= telling.length * MOSTLY && (vietnamese.length > 1 || vietnamese.some(word => word.marked))
}
