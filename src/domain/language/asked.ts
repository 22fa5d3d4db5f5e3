import type { Phrase } from './phrases.ts'

/** How many ways of asking are learnt from beside data/phrases; found by learning from some writers' and trying on others'. More hear little more, and draw other wishes to the texts. */
const LEARNT = 500

/**
 * Ways of asking about the regulations out of the texts of data/provisions (UTF-8, as they were read), where they stand in lines "? …" below the places that
 * answer them: evenly over all places, as phrases to learn what is meant from. What an assistant is asked about the law is wider than the few hundred phrases
 * of one wish can show.
 */
export function askedPhrases(digests: readonly Uint8Array[]): Phrase[] {
  const ways = waysOfAsking(digests)
  const step = Math.max(1, ways.length / LEARNT)
  return Array.from({ length: Math.min(LEARNT, ways.length) }, (_, n) => ({ text: ways[Math.floor(n * step)]!, locale: 'vi', intent: 'ask-regulation' }))
}

/** Every way of asking that stands in texts of data/provisions, in their order. */
export function waysOfAsking(digests: readonly Uint8Array[]): string[] {
  return digests.flatMap(digest => new TextDecoder().decode(digest).split('\n')).filter(line => line.startsWith('? ')).flatMap(line => line.slice(2).split(';')).map(way => way.trim()).filter(way => way !== '')
}
