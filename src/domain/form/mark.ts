import { sha256 } from '../sha256.ts'
import type { Answer } from './form.ts'

/** A short mark of an answer: what a card was shown with, so that later it is known which of its inputs a person changed. The order of choices does not count. */
export function markOf(answer: Answer): string {
  const told = Array.isArray(answer) ? answer.toSorted() : answer
  return sha256(new TextEncoder().encode(JSON.stringify(told))).slice(0, 8)
}
