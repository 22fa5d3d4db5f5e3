import { tidyLines } from '#domain/text/fold.ts'

/** A keyed hash whose key never leaves the process: it tells equal texts, and nothing else about them. */
export type HashText = (text: string) => string

/** What is remembered of a text that a person says is no concrete case: enough to know it again. */
export function textHash(hash: HashText, text: string): string {
  return hash(tidyLines(text))
}
