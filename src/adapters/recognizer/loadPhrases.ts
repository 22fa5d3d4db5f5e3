import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '#domain/fault.ts'
import { PhraseFile } from '#domain/language/phrases.ts'

/** Reads data/phrases: one JSON file an intent. Throws Fault 'data-invalid' naming the file that cannot be used. */
export function loadPhrases(folder: string): PhraseFile[] {
  return readdirSync(folder).filter(name => name.endsWith('.json')).sort().map(name => {
    const file = join(folder, name)
    try {
      return PhraseFile.parse(JSON.parse(readFileSync(file, 'utf8')))
    } catch (cause) {
      throw new Fault('data-invalid', `${file}: ${cause instanceof Error ? cause.message : 'not readable'}`, { cause })
    }
  })
}
