/**
 * Folded text: the one form in which Vietnamese is compared anywhere in this program.
 *
 * Half of all staff messages come without diacritics, some decomposed, some with
 * zero-width or no-break characters from copying; folding makes them one.
 */

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
const SPACES = /[\s\u00a0]+/g
const MARKS = /\p{Mn}+/gu

/** NFC, without invisible or direction-changing characters, white space collapsed, trimmed. Keeps case and diacritics. */
export function tidy(text: string): string {
  return text.normalize('NFC').replace(INVISIBLE, '').replace(SPACES, ' ').trim()
}

/** {@link tidy} for text of several lines: line breaks stay, each line is tidied, no more than one blank line in a row. */
export function tidyLines(text: string): string {
  return text.split(/\r\n|\r|\n/).map(tidy).join('\n').replace(/\n{3,}/g, '\n\n').trim()
}

/** Lower case without diacritics, đ→d (NFD alone leaves đ). Length may differ from the input. */
export function fold(text: string): string {
  const lower = tidy(text).toLowerCase()
  // Plain ASCII is the common case and needs no normalisation.
  // eslint-disable-next-line no-control-regex
  if (/^[\x20-\x7e]*$/.test(lower)) return lower
  return lower.normalize('NFD').replace(MARKS, '').replace(/đ/g, 'd')
}

/** Words (Vietnamese syllables), numbers and Latin words of folded text, punctuation dropped. */
export function syllables(folded: string): string[] {
  return folded.match(/[\p{L}\p{N}]+/gu) ?? []
}
