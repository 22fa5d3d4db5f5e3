import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { PhraseText } from '#domain/language/phrases.ts'

/** Reads the texts of data/phrases, one JSON file an intent, in the order of their names. */
export function loadPhrases(folder: string): PhraseText[] {
  return readdirSync(folder).filter(name => name.endsWith('.json')).sort().map(name => {
    const file = join(folder, name)
    return { file, content: readFileSync(file) }
  })
}

/** Reads the digests of data/provisions, which tell how people ask about the regulations. */
export function loadAsked(folder: string): Uint8Array[] {
  return readdirSync(folder).filter(name => name.endsWith('.txt') && name !== 'unasked.txt').sort().map(name => readFileSync(join(folder, name)))
}
