import type { Locale } from '#ports/channel.ts'

/** One thing the assistant says, in both languages, from the same values. */
export interface Phrase<P> {
  vi: (values: P) => string
  en: (values: P) => string
}

/** A phrase that needs no values. */
export function plain(vi: string, en: string): Phrase<void> {
  return { vi: () => vi, en: () => en }
}

/** A phrase made from values. */
export function phrase<P>(vi: (values: P) => string, en: (values: P) => string): Phrase<P> {
  return { vi, en }
}

/** Items as a sentence lists them: "a, b và c". */
export function listed(items: string[], locale: Locale): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} ${locale === 'vi' ? 'và' : 'and'} ${items.at(-1)}`
}

/** Things of which one is meant: "a, b hay c". */
export function either(items: string[], locale: Locale): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} ${locale === 'vi' ? 'hay' : 'or'} ${items.at(-1)}`
}

/** English plural: "1 day", "2 days". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
