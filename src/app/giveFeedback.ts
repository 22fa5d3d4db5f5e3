import type { Feedback } from '#domain/provision/question.ts'
import { tidyLines } from '#domain/text/fold.ts'
import { sensitivity } from '#domain/text/secrets.ts'
import type { Work } from './work.ts'

/** Keeps what somebody thought of an answer; with a sensitive question or comment only the verdict and the places are kept. The same id again changes the verdict. */
export function giveFeedback(work: Work, feedback: Omit<Feedback, 'at' | 'person'>): Feedback {
  const keep = (text: string) => (sensitivity(text) ? '' : tidyLines(text))
  const kept: Feedback = { ...feedback, at: work.at, person: work.by, question: keep(feedback.question), comment: feedback.comment === null ? null : keep(feedback.comment) || null }
  work.put('feedback', kept)
  work.act({ action: 'feedback-given', subject: `feedback/${kept.id}`, content: kept })
  return kept
}
