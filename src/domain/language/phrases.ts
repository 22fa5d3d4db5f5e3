import { z } from 'zod'
import { Fault } from '#domain/fault.ts'
import { INTENTS } from './intent.ts'
import type { Intent } from './intent.ts'

/** One file of data/phrases: how people say one intent. Units' names stand in square brackets, so that what is learnt about one holds for all. */
export const PhraseFile = z.strictObject({
  intent: z.enum(INTENTS),
  /** A few words to name the intent on a button or in help. */
  title: z.strictObject({ vi: z.string().min(1), en: z.string().min(1) }),
  vi: z.array(z.string().min(1)),
  en: z.array(z.string().min(1)),
  /** Lines with alternatives, "{nộp|gửi} báo cáo {sơ kết|}": each stands for all its combinations, of which some are learnt. */
  patterns: z.strictObject({ vi: z.array(z.string().min(1)), en: z.array(z.string().min(1)) }).optional(),
})
export type PhraseFile = z.infer<typeof PhraseFile>

/** A file of data/phrases in UTF-8 as it was read, neither decoded nor checked: at a start with a good cache it is only compared. */
export interface PhraseText {
  file: string
  content: Uint8Array
}

/** The files checked. Throws Fault 'data-invalid' naming the file that cannot be used. */
export function parsePhrases(texts: readonly PhraseText[]): PhraseFile[] {
  return texts.map(({ file, content }) => {
    try {
      return PhraseFile.parse(JSON.parse(new TextDecoder().decode(content)))
    } catch (cause) {
      throw new Fault('data-invalid', `${file}: ${cause instanceof Error ? cause.message : 'not readable'}`, { cause })
    }
  })
}

/** A phrase to learn from, and what it means. */
export interface Phrase {
  text: string
  locale: 'vi' | 'en'
  intent: Intent
}

/** How many combinations of a pattern are learnt, unless it has fewer. */
export const PER_PATTERN = 4

/** All phrases of the files, those that patterns stand for included, in a fixed order. */
export function phrasesOf(files: readonly PhraseFile[], perPattern = PER_PATTERN): Phrase[] {
  return [...files].sort((a, b) => (a.intent < b.intent ? -1 : 1)).flatMap(file => (['vi', 'en'] as const).flatMap(locale =>
    [...file[locale], ...(file.patterns?.[locale] ?? []).flatMap(pattern => expand(pattern, perPattern))].map(text => ({ text, locale, intent: file.intent }))))
}

/** Up to `most` combinations of a pattern, evenly spread over all of them, so that every alternative is used about equally often. */
export function expand(pattern: string, most: number): string[] {
  const parts = pattern.split(/[{}]/).map((part, i) => (i % 2 === 0 ? [part] : part.split('|')))
  const total = parts.reduce((product, part) => product * part.length, 1)
  const count = Math.min(total, most)
  const lines = new Set<string>()
  for (let n = 0; n < count; n++) {
    // A step that shares no factor with small alternatives walks through all digits of the mixed-radix number.
    let at = total === count ? n : Math.floor(((n * 0.6180339887) % 1) * total)
    lines.add(parts.map((part, i) => {
      const which = (at + (total === count ? 0 : n * (i + 1))) % part.length
      at = Math.floor(at / part.length)
      return part[which]!
    }).join('').replace(/\s+/g, ' ').replace(/ ,/g, ',').trim())
  }
  return [...lines].filter(line => line !== '')
}

/** A phrase as somebody would send it: without the brackets around units. */
export function spoken(phrase: string): string {
  return phrase.replace(/[[\]]/g, '')
}
