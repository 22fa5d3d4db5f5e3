import { featuresOf, wordsOf } from './features.ts'
import { INTENTS } from './intent.ts'
import type { Phrase } from './phrases.ts'
import { read } from './reading.ts'
import { judgeFeatures, learnFrom } from './softmax.ts'
import type { Model } from './softmax.ts'

/** The words of a phrase of data/phrases, a bracketed unit being one word. */
export function wordsOfPhrase(text: string): string[] {
  const reading = read(text.replace(/\[[^\]]*\]/g, ' unitx '))
  return wordsOf(reading, [])
}

/** Learns what is meant from phrases: deterministic; about a second for the shipped ones. */
export function learn(phrases: readonly Phrase[]): Model {
  return learnFrom(phrases.map(phrase => ({ features: featuresOf(wordsOfPhrase(phrase.text)), label: INTENTS.indexOf(phrase.intent) })), INTENTS.length)
}

/** Probabilities of all intents, in the order of INTENTS, for the words of a message. */
export function judge(model: Model, words: readonly string[]): Float64Array {
  return judgeFeatures(model, featuresOf(words))
}
