const DIGITS: Record<string, number> = { khong: 0, linh: 0, le: 0, mot: 1, hai: 2, ba: 3, bon: 4, tu: 4, nam: 5, lam: 5, nham: 5, sau: 6, bay: 7, bảy: 7, tam: 8, chin: 9 }
const SCALES: Record<string, number> = { nghin: 1000, ngan: 1000, trieu: 1_000_000, ty: 1_000_000_000 }

/** A number read from words: its value and how many words it took. */
export interface Numeral {
  value: number
  length: number
}

/**
 * The number written out in folded words from `at` on: "mot tram linh nam" → 105, "hai muoi mot" → 21, "tram ruoi" is not read.
 * `undefined` when none begins there. A single digit word is returned too; whether "nam" is five or a year is for the caller to tell.
 */
export function numeralAt(words: readonly string[], at: number): Numeral | undefined {
  let total = 0
  let n = at
  for (;;) {
    const group = hundredsAt(words, n)
    if (!group) break
    const scale = SCALES[words[n + group.length] ?? '']
    if (scale !== undefined) {
      total += group.value * scale
      n += group.length + 1
      // "ba nghin hai" is 3200: a lone digit after a scale counts the next lower place.
      const tail = hundredsAt(words, n)
      if (tail?.length === 1 && tail.value > 0 && tail.value < 10 && SCALES[words[n + 1] ?? ''] === undefined) {
        return { value: total + (tail.value * scale) / 10, length: n + 1 - at }
      }
      if (!tail) break
      continue
    }
    total += group.value
    n += group.length
    break
  }
  return n > at ? { value: total, length: n - at } : undefined
}

function hundredsAt(words: readonly string[], at: number): Numeral | undefined {
  const first = digit(words[at])
  if (first !== undefined && words[at + 1] === 'tram') {
    const rest = tensAt(words, at + 2, true)
    return { value: first * 100 + (rest?.value ?? 0), length: 2 + (rest?.length ?? 0) }
  }
  return tensAt(words, at, false)
}

function tensAt(words: readonly string[], at: number, afterHundred: boolean): Numeral | undefined {
  const word = words[at]
  if (word === undefined) return undefined
  if (afterHundred && (word === 'linh' || word === 'le')) {
    const ones = digit(words[at + 1])
    return ones === undefined ? undefined : { value: ones, length: 2 }
  }
  // "chục" alone is a way of speaking, and "tổ chức" without its marks.
  if (word === 'muoi') {
    const ones = digit(words[at + 1])
    return ones !== undefined && ones > 0 && words[at + 2] !== 'muoi' ? { value: 10 + ones, length: 2 } : { value: 10, length: 1 }
  }
  const tens = digit(word)
  if (tens === undefined || word === 'linh' || word === 'le' || word === 'lam' || word === 'nham') return undefined
  if (tens > 0 && (words[at + 1] === 'muoi' || words[at + 1] === 'chuc')) {
    const ones = digit(words[at + 2])
    return ones !== undefined && ones > 0 ? { value: tens * 10 + ones, length: 3 } : { value: tens * 10, length: 2 }
  }
  // "tram hai" is 120.
  if (afterHundred && tens > 0) return { value: tens * 10, length: 1 }
  return { value: tens, length: 1 }
}

function digit(word: string | undefined): number | undefined {
  return word !== undefined && Object.hasOwn(DIGITS, word) ? DIGITS[word] : undefined
}

/** The value of digits as Vietnamese write them: "1.200" → 1200, "12k" → 12000, "1,5 triệu" → 1500000; `undefined` when it is none. */
export function figure(text: string): number | undefined {
  const match = /^(\d{1,3}(?:\.\d{3})+|\d{1,12})(?:,(\d{1,3}))?(?: ?(k|nghin|ngan|trieu|ty))?$/.exec(text)
  if (!match) return undefined
  const scale = match[3] === 'k' ? 1000 : (SCALES[match[3] ?? ''] ?? 1)
  const whole = Number(match[1]!.replaceAll('.', ''))
  const value = match[2] === undefined ? whole * scale : Math.round((whole + Number(`0.${match[2]}`)) * scale * 1000) / 1000
  return Number.isSafeInteger(Math.trunc(value)) ? value : undefined
}
