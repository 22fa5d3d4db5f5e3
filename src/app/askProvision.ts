import { answerPrepared, prepareQuestion, type Earlier } from '#domain/provision/answerQuestion.ts'
import type { Answer } from '#domain/provision/answer.ts'
import type { Guidance } from '#domain/provision/question.ts'
import { dayOf, type Instant } from '#domain/time/instant.ts'
import type { Reranker } from '#ports/provisions.ts'
import type { ProvisionLibrary } from './provisionLibrary.ts'
import { rerankHits } from './rerankHits.ts'

/** A question about the regulations. */
export interface ProvisionQuestion {
  text: string
  /** The answer says what was in force on this instant's day. */
  at: Instant
  /** How many found articles to tell; 5 unless said, at least 3. */
  top?: number
  /** What was asked and cited just before in this conversation. */
  earlier?: Earlier
  /** Who asks: decides which reviewed answers may be shown. Left out, those meant for everyone. */
  reader?: { person: string; units: string[] }
}

/** Answers from the texts that hold on the day asked about; what it doesn't know it says. Reads the store, writes nothing. */
export async function askProvision(library: ProvisionLibrary, question: ProvisionQuestion, reranker?: Reranker): Promise<Answer> {
  const { shelf, book, shipped } = await library.book(dayOf(question.at))
  const { reader } = question
  const mayRead = reader && ((guidance: Guidance) => readableBy(guidance, reader))
  const prepared = prepareQuestion(shelf, book, question.text, shipped.settings, { top: question.top, earlier: question.earlier, mayRead })
  const hits = reranker ? await rerankHits(reranker, question.text, prepared.hits) : prepared.hits
  return answerPrepared(shelf, book, { ...prepared, hits }, shipped.settings).answer
}

/** Whether somebody may read a reviewed answer. */
export function readableBy(guidance: Guidance, reader: { person: string; units: string[] }): boolean {
  if (guidance.audience === 'everyone' || guidance.author === reader.person || guidance.asker === reader.person) return true
  return guidance.audience === 'unit' && guidance.unit !== null && reader.units.includes(guidance.unit)
}
