import type { AnswerSettings } from '#domain/provision/answerQuestion.ts'
import type { Edition, LegalDocument } from '#domain/provision/document.ts'
import type { Words } from '#domain/provision/words.ts'

/** What the repository ships about the regulations: particulars, digests, ways of asking, vocabulary and weights. */
export interface ShippedProvisions {
  documents: LegalDocument[]
  digests: Edition[]
  /** Ways in which people ask about a place, by place id. */
  asked: Record<string, string[]>
  /** Questions that sound as if the texts answered them, and are not answered by them. */
  unasked: string[]
  words: Words
  settings: AnswerSettings
}

/** Reads what is shipped; throws Fault 'data-invalid' naming the file and the line. */
export type LoadShipped = () => Promise<ShippedProvisions>

/** Text of a file somebody wants imported. `legal` is set for .json, which may carry the document's particulars and its structure. */
export interface ReadFile {
  text: string
  legal?: unknown
}

/** Turns a file's bytes into text by its name's ending (.txt .html .htm .docx .json); throws Fault 'import-invalid' for what it can't read. */
export type ReadProvisionFile = (name: string, bytes: Uint8Array) => ReadFile

/**
 * Puts found passages in a better order, when an endpoint for it is configured.
 * Answers the scores of the passages (higher is better), or null when it is unavailable, slow or talks nonsense: then the order stays.
 */
export interface Reranker {
  scores(question: string, passages: string[], deadline: number): Promise<number[] | null>
}

/** A sentence of a phrased answer with the id of the place it rests on and the words it takes from there. */
export interface PhrasedSentence {
  text: string
  place: string
  quote: string
}

/** Words an answer from the places given, when a model for it is configured; null when it is unavailable, slow or talks nonsense. */
export interface Phraser {
  phrase(question: string, places: { id: string; cited: string; text: string }[], locale: 'vi' | 'en', deadline: number): Promise<PhrasedSentence[] | null>
}
