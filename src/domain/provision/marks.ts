import type { Sparse } from '#domain/language/softmax.ts'

/** Marks are numbered below this; a power of two, large enough that two of them rarely meet. */
const MARKS = 1 << 20

/** What a pair of neighbours, and one of words one apart, tells against a word. */
const PAIR = 0.9
const APART = 0.6

/** The marks by which a question is known, by number: its words, pairs of neighbours and of words one apart. */
export function numberMarks(words: readonly string[]): Sparse {
  const marks = new Map<number, number>()
  const numbers = words.map(numberWord)
  numbers.forEach((number, at) => {
    marks.set(number & (MARKS - 1), 1)
    if (at > 0) marks.set(join(numbers[at - 1]!, number, 0x1b873593), PAIR)
    if (at > 1) marks.set(join(numbers[at - 2]!, number, 0x2545f491), APART)
  })
  return { index: Int32Array.from(marks.keys()), weight: Float32Array.from(marks.values()) }
}

/** FNV-1a. */
function numberWord(word: string): number {
  let number = 0x811c9dc5
  for (let at = 0; at < word.length; at++) number = Math.imul(number ^ word.charCodeAt(at), 0x01000193)
  return number ^ (number >>> 15)
}

function join(first: number, second: number, kind: number): number {
  let number = Math.imul(first ^ kind, 0x01000193)
  number = Math.imul(number ^ second, 0x85ebca6b)
  return (number ^ (number >>> 13)) & (MARKS - 1)
}
