/** A number read from words: `end` is the index after its last word; `sure` is false where the same words could mean something else. */
export interface ReadNumber {
  value: number
  end: number
  sure: boolean
}

/** Spellings with diacritics, by folded word: in a message that has diacritics "sau" is "after", only "sáu" is six. */
const DIGITS: Record<string, { value: number; spelt: string[] }> = {
  mot: { value: 1, spelt: ['một', 'mốt'] }, hai: { value: 2, spelt: ['hai'] }, ba: { value: 3, spelt: ['ba'] },
  bon: { value: 4, spelt: ['bốn'] }, nam: { value: 5, spelt: ['năm'] }, sau: { value: 6, spelt: ['sáu'] },
  bay: { value: 7, spelt: ['bảy', 'bẩy'] }, tam: { value: 8, spelt: ['tám'] }, chin: { value: 9, spelt: ['chín'] },
}
/** Digits as they sound after "mươi" and after a ten said short: "ba lăm", "hai tư". */
const LAST: Record<string, number> = { mot: 1, tu: 4, lam: 5, nham: 5 }
/** Words that are as often something else when they stand alone without diacritics: năm (year), sau (after). */
const DOUBTFUL = new Set(['nam', 'sau'])

const SCALES: Record<string, number> = { nghin: 1000, ngan: 1000, trieu: 1_000_000 }

/**
 * Reads a Vietnamese number at a word: "mười hai", "một trăm linh năm", "hai nghìn ba trăm", "3 trăm".
 * `folded` are folded syllables or digit runs, `raw` the same words as written; `plain` says that the message has no
 * diacritics at all. "không" is not read as zero here: it is an answer before it is a number. `undefined` where no number word stands.
 */
export function readNumber(folded: readonly string[], raw: readonly string[], at: number, plain: boolean): ReadNumber | undefined {
  const digit = (i: number): number | undefined => {
    const entry = Object.hasOwn(DIGITS, folded[i] ?? '') ? DIGITS[folded[i]!] : undefined
    if (!entry) return undefined
    return plain || entry.spelt.includes((raw[i] ?? '').normalize('NFC').toLowerCase()) ? entry.value : undefined
  }
  const last = (i: number): number | undefined => (Object.hasOwn(LAST, folded[i] ?? '') ? LAST[folded[i]!] : undefined) ?? digit(i)
  const figure = (i: number): number | undefined => (/^\d{1,3}$/.test(folded[i] ?? '') ? Number(folded[i]) : undefined)
  const is = (i: number, ...words: string[]): boolean => words.includes(folded[i] ?? '')

  /** Below a thousand. */
  const small = (i: number): ReadNumber | undefined => {
    const hundreds = (digit(i) ?? figure(i))
    if (hundreds !== undefined && is(i + 1, 'tram')) {
      const next = i + 2
      const unit = is(next, 'linh', 'le') ? last(next + 1) : undefined
      if (unit !== undefined) return { value: hundreds * 100 + unit, end: next + 2, sure: true }
      const tens = below100(next)
      if (tens && tens.value >= 10) return { value: hundreds * 100 + tens.value, end: tens.end, sure: tens.sure }
      // "một trăm hai" is 120 in speech; it is shown before it counts.
      if (tens) return { value: hundreds * 100 + tens.value * 10, end: tens.end, sure: false }
      return { value: hundreds * 100, end: next, sure: true }
    }
    return below100(i)
  }
  const below100 = (i: number): ReadNumber | undefined => {
    if (is(i, 'muoi') && (plain || ['mười'].includes((raw[i] ?? '').normalize('NFC').toLowerCase()))) {
      const unit = last(i + 1)
      return unit === undefined ? { value: 10, end: i + 1, sure: true } : { value: 10 + unit, end: i + 2, sure: true }
    }
    const tens = digit(i)
    if (tens === undefined) return undefined
    if (is(i + 1, 'muoi')) {
      const unit = last(i + 2)
      return unit === undefined ? { value: tens * 10, end: i + 2, sure: true } : { value: tens * 10 + unit, end: i + 3, sure: true }
    }
    if (is(i + 1, 'lam', 'tu') || (is(i + 1, 'mot') && (raw[i + 1] ?? '').normalize('NFC').toLowerCase() === 'mốt')) return { value: tens * 10 + LAST[folded[i + 1]!]!, end: i + 2, sure: false }
    return { value: tens, end: i + 1, sure: !DOUBTFUL.has(folded[i]!) }
  }

  let total = 0
  let end = at
  let sure = true
  let scaleBefore = Infinity
  while (true) {
    const part: ReadNumber | undefined = small(end) ?? (figure(end) === undefined ? undefined : { value: figure(end)!, end: end + 1, sure: true })
    if (!part) break
    const scale = Object.hasOwn(SCALES, folded[part.end] ?? '') ? SCALES[folded[part.end]!]! : 1
    if (scale >= scaleBefore) break
    // A lone digit after a scale ("hai nghìn ba") is 2300 in speech.
    const spoken = scale === 1 && scaleBefore !== Infinity && part.end - end === 1 && part.value < 10
    total += spoken ? part.value * (scaleBefore / 10) : part.value * scale
    sure = sure && part.sure && !spoken
    end = part.end + (scale > 1 ? 1 : 0)
    if (scale === 1) break
    scaleBefore = scale
    if (is(end, 'linh', 'le')) {
      const unit = last(end + 1)
      if (unit !== undefined) return { value: total + unit, end: end + 2, sure }
    }
  }
  return end > at && !(end === at + 1 && /^\d+$/.test(folded[at] ?? '')) ? { value: total, end, sure } : undefined
}
