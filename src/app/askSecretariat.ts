import { authority } from '#domain/authority.ts'
import type { Directory } from '#domain/directory.ts'
import type { Answer } from '#domain/provision/answer.ts'
import { placeId } from '#domain/provision/document.ts'
import type { Audience, Guidance, Question } from '#domain/provision/question.ts'
import { sensitivity, type Sensitive } from '#domain/text/secrets.ts'
import { tidyLines } from '#domain/text/fold.ts'
import { dayOf, type Day } from '#domain/time/instant.ts'
import { oweNotice } from './oweNotice.ts'
import { markProvisionsChanged } from './provisionLibrary.ts'
import type { Work } from './work.ts'

/** A question and the answer that did not satisfy or was not given. */
export interface Unanswered {
  /** An unguessable id; pressing twice with the same one asks once. */
  id: string
  text: string
  answer: Pick<Answer, 'top' | 'confidence'>
  /** Person id and unit of the asker; null from the command line. */
  person: string | null
  unit: string | null
}

/** `sensitive`: the text carries a secrecy marking or names a person in a case; nothing of it is kept. `nobody`: no secretariat is known for the unit. */
export type Asked =
  | { ok: true; question: Question; receivers: string[] }
  | { ok: false; problem: 'sensitive'; kind: Sensitive }
  | { ok: false; problem: 'nobody' }

/** Puts a question to the secretariat of the committee above the asker's unit, and owes each of them a notice. `audience` says who may read it and its answer. */
export function askSecretariat(work: Work, directory: Directory, unanswered: Unanswered & { person: string; unit: string }, audience: Audience): Asked {
  const kind = sensitivity(unanswered.text)
  if (kind) return { ok: false, problem: 'sensitive', kind }
  const day = dayOf(work.at)
  const receivers = directory.peopleWith('secretariat', answeringUnit(directory, unanswered.unit), day).map(person => person.id)
  if (receivers.length === 0) return { ok: false, problem: 'nobody' }
  const question = questionOf(work, unanswered, audience, 'open')
  work.put('question', question)
  work.act({ action: 'question-asked', subject: `question/${question.id}`, content: question })
  for (const person of receivers) oweNotice(work, person, 'question-asked', { question: question.id })
  return { ok: true, question, receivers }
}

/** Keeps a question that was declined, so that the gaps can be seen; a sensitive one is not kept. Tells whether it was. */
export function noteUnanswered(work: Work, unanswered: Unanswered): boolean {
  if (sensitivity(unanswered.text)) return false
  work.put('question', questionOf(work, unanswered, 'asker', 'noted'))
  return true
}

/** What the secretariat answers with. */
export interface SecretariatAnswer {
  /** Unguessable id of the reviewed answer. */
  id: string
  answer: string
  /** Where it comes from, as the author says: a document number, a place id, "hướng dẫn nghiệp vụ". */
  source: string
  audience: Audience
  /** Ids of the places of the law it builds on. */
  places: string[]
}

export type AnsweredQuestion =
  | { ok: true; guidance: Guidance }
  | { ok: false; problem: 'not-yours' | 'unknown' | 'empty' }
  /** Somebody answered or closed it meanwhile. */
  | { ok: false; problem: 'settled'; question: Question }
  | { ok: false; problem: 'sensitive'; kind: Sensitive }

/** Answers a question: the answer becomes a reviewed entry that later questions find, marked as guidance, and is owed to the asker. */
export async function answerAsked(work: Work, directory: Directory, questionId: string, given: SecretariatAnswer): Promise<AnsweredQuestion> {
  const found = await settle(work, directory, questionId)
  if (!found.ok) return found
  const { question, capacity } = found
  const answer = tidyLines(given.answer)
  if (answer === '') return { ok: false, problem: 'empty' }
  const kind = sensitivity(answer)
  if (kind) return { ok: false, problem: 'sensitive', kind }
  const guidance: Guidance = {
    id: `guidance-${given.id}`, question: question.text, answer, source: given.source, day: question.day, recordedAt: work.now, authorRole: capacity.role, author: work.by,
    asker: question.person, audience: given.audience, unit: question.unit, places: given.places, withdrawnAt: null,
  }
  work.put('guidance', guidance)
  work.put('question', { ...question, state: 'answered', guidance: guidance.id })
  work.act({ action: 'question-answered', subject: `question/${question.id}`, content: guidance })
  await markProvisionsChanged(work)
  if (question.person) oweNotice(work, question.person, 'question-answered', { question: question.id })
  return { ok: true, guidance }
}

/** Sets a question aside without an answer. */
export async function closeQuestion(work: Work, directory: Directory, questionId: string): Promise<{ ok: true } | Exclude<AnsweredQuestion, { ok: true }>> {
  const found = await settle(work, directory, questionId)
  if (!found.ok) return found
  work.put('question', { ...found.question, state: 'closed' })
  work.act({ action: 'question-closed', subject: `question/${questionId}` })
  return { ok: true }
}

/** Takes a reviewed answer out of what later questions find; what was answered with it stays. */
export async function withdrawGuidance(work: Work, directory: Directory, guidanceId: string): Promise<{ ok: true } | { ok: false; problem: 'not-yours' | 'unknown' }> {
  const guidance = await work.get('guidance', guidanceId)
  if (!guidance || guidance.withdrawnAt !== null) return { ok: false, problem: 'unknown' }
  if (guidance.author !== work.by && !mayAnswer(directory, work.by, guidance.unit, dayOf(work.at))) return { ok: false, problem: 'not-yours' }
  work.put('guidance', { ...guidance, withdrawnAt: work.now })
  work.act({ action: 'guidance-withdrawn', subject: `guidance/${guidanceId}` })
  await markProvisionsChanged(work)
  return { ok: true }
}

/** Whether somebody may read a question: the asker, those who answer it, and whom its audience names. */
export function mayReadQuestion(directory: Directory, question: Question, reader: { person: string; units: string[] }, day: Day): boolean {
  if (question.person === reader.person || question.audience === 'everyone') return true
  if (question.audience === 'unit' && question.unit !== null && reader.units.includes(question.unit)) return true
  return mayAnswer(directory, reader.person, question.unit, day) !== undefined
}

async function settle(work: Work, directory: Directory, id: string) {
  const question = await work.get('question', id)
  if (!question) return { ok: false, problem: 'unknown' } as const
  const capacity = mayAnswer(directory, work.by, question.unit, dayOf(work.at))
  if (!capacity) return { ok: false, problem: 'not-yours' } as const
  if (question.state === 'answered' || question.state === 'closed') return { ok: false, problem: 'settled', question } as const
  return { ok: true, question, capacity } as const
}

function mayAnswer(directory: Directory, person: string, unit: string | null, day: Day) {
  if (unit === null) return directory.capacities(person, day).find(({ role }) => role === 'secretariat')
  return authority(directory, person, 'answer-question', { unit: answeringUnit(directory, unit) }, day)?.capacity
}

/** The unit whose committee answers: the one above, or at the top the unit itself. */
function answeringUnit(directory: Directory, unit: string): string {
  return directory.unit(unit)?.parent ?? unit
}

function questionOf(work: Work, { id, text, answer, person, unit }: Unanswered, audience: Audience, state: Question['state']): Question {
  return { id, text: tidyLines(text), day: dayOf(work.at), askedAt: work.at, person, unit, audience, state, nearest: answer.top.map(placeId), confidence: answer.confidence, guidance: null }
}
