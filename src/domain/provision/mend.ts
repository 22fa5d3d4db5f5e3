import { fromTelex, isSyllable } from '#domain/language/syllable.ts'
import { pairTerm } from './termIndex.ts'
import type { TermIndex } from './termIndex.ts'
import type { Lexicon } from './words.ts'

/**
 * A row of a question's words with slips of the fingers put right: what no text and no table knows and cannot be a Vietnamese syllable
 * is read as Telex left over, or as the word one letter away that the texts have beside its neighbours.
 */
export function mendRow(row: readonly string[], index: TermIndex, lexicon: Lexicon): string[] {
  return row.map((word, at) => {
    if (word.length < 3 || /\d/u.test(word) || index.words.has(word) || lexicon.known.has(word) || isSyllable(word)) return word
    const typed = fromTelex(word)
    if (typed && (index.words.has(typed) || lexicon.known.has(typed))) return typed
    return nearest(word, row[at - 1], row[at + 1], index) ?? word
  })
}

/** Of the words one slip away, the one the texts have most tellingly beside a neighbour. */
function nearest(word: string, before: string | undefined, after: string | undefined, index: TermIndex): string | undefined {
  let best: string | undefined
  let weight = 0
  for (const other of index.words.keys()) {
    if (!oneSlip(word, other)) continue
    const pairs = [before && pairTerm(index, before, other), after && pairTerm(index, other, after)].filter(pair => typeof pair === 'number')
    const tells = pairs.reduce((sum, pair) => sum + index.idf[pair]!, 0)
    if (tells > weight) [best, weight] = [other, tells]
  }
  return best
}

/** Whether one letter more, fewer, different or swapped with its neighbour makes one word the other. */
function oneSlip(a: string, b: string): boolean {
  const more = a.length - b.length
  if (more > 1 || more < -1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
