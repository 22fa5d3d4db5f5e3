import { citePlace } from '#domain/provision/cite.ts'
import type { Answer } from '#domain/provision/answer.ts'
import { placeId } from '#domain/provision/document.ts'
import { findDocument } from '#domain/provision/shelf.ts'
import { sensitivity } from '#domain/text/secrets.ts'
import { tidy } from '#domain/text/fold.ts'
import type { PhrasedSentence, Phraser } from '#ports/provisions.ts'
import type { ProvisionLibrary } from './provisionLibrary.ts'

/** How long a model may take, in ms: people wait for the clause itself no longer than that. */
const DEADLINE = 4000
/** Shorter quotes than this prove nothing. */
const SHORTEST_QUOTE = 12

/**
 * An answer worded by a model, or null: then the clause is shown as it stands. A wording is kept only when every sentence rests on a place that was
 * cited, takes words that are found in its stored text, and names no number which is not in that text. The model sees regulations and the question, never a sensitive one.
 */
export async function phraseAnswer(library: ProvisionLibrary, phraser: Phraser, question: string, answer: Answer, locale: 'vi' | 'en'): Promise<PhrasedSentence[] | null> {
  if (!answer.answered || answer.source === 'guidance' || sensitivity(question)) return null
  const shelf = await library.shelf()
  const places = [...answer.citations, ...answer.alsoBears].map(citation => ({ id: placeId(citation), cited: citePlace(citation, findDocument(shelf, citation.document) ?? { short: citation.document }), text: citation.quote }))
  const sentences = await phraser.phrase(question, places, locale, DEADLINE)
  if (!sentences || sentences.length === 0) return null
  const texts = new Map(places.map(({ id, text, cited }) => [id, { text: plain(text), cited: plain(cited) }]))
  return sentences.every(sentence => rests(sentence, texts)) ? sentences : null
}

function rests({ text, place, quote }: PhrasedSentence, texts: Map<string, { text: string; cited: string }>): boolean {
  const source = texts.get(place)
  const words = plain(quote)
  if (!source || words.length < Math.min(SHORTEST_QUOTE, source.text.length) || !source.text.includes(words)) return false
  const known = new Set(numbers(`${source.text} ${source.cited}`))
  return numbers(text).every(number => known.has(number))
}

function plain(text: string): string {
  return tidy(text).toLowerCase()
}

/** "05" and "5" are one number. */
function numbers(text: string): string[] {
  return (text.match(/\d+/gu) ?? []).map(number => String(Number(number)))
}
