import { z } from 'zod'
import { INTENTS } from './intent.ts'
import type { Intent } from './intent.ts'

/** One file of data/phrases: how people say one intent. Units' names stand in square brackets, so that what is learnt about one holds for all. */
export const PhraseFile = z.strictObject({
  intent: z.enum(INTENTS),
  /** A few words to name the intent on a button or in help. */
  title: z.strictObject({ vi: z.string().min(1), en: z.string().min(1) }),
  vi: z.array(z.string().min(1)),
  en: z.array(z.string().min(1)),
})
export type PhraseFile = z.infer<typeof PhraseFile>

export interface Phrase {
  text: string
  locale: 'vi' | 'en'
  intent: Intent
}

/** All phrases of the files, in a fixed order. */
export function phrasesOf(files: readonly PhraseFile[]): Phrase[] {
  return [...files].sort((a, b) => (a.intent < b.intent ? -1 : 1)).flatMap(file => [
    ...file.vi.map(text => ({ text, locale: 'vi' as const, intent: file.intent })),
    ...file.en.map(text => ({ text, locale: 'en' as const, intent: file.intent })),
  ])
}

/** A phrase as somebody would send it: without the brackets around units. */
export function spoken(phrase: string): string {
  return phrase.replace(/[[\]]/g, '')
}
