import { answerPrepared, prepareQuestion, type AnswerSettings } from '#domain/provision/answerQuestion.ts'
import { placeId, type Place } from '#domain/provision/document.ts'
import type { Book } from '#domain/provision/search.ts'
import type { Shelf } from '#domain/provision/shelf.ts'
import type { SignalName } from '#domain/provision/signals.ts'
import type { KnownQuestion, Score } from './read.ts'

const sameArticle = (a: Place, b: Place) => a.document === b.document && a.article === b.article

/** One known question answered: what was found, whether rightly, and the signals. */
export interface Scored {
  question: KnownQuestion
  answered: boolean
  confidence: number
  signals: Record<SignalName, number>
  /** Rank of the first right article among those found, from 0; -1 when not found. */
  rank: number
  clause: boolean | null
  found: Place[]
}

/** Answers known questions. */
export function scoreEach(shelf: Shelf, book: Book, settings: AnswerSettings, questions: readonly KnownQuestion[]): Scored[] {
  return questions.map(question => {
    const { answer, signals } = answerPrepared(shelf, book, prepareQuestion(shelf, book, question.text, settings), settings)
    const rank = answer.top.findIndex(each => question.places.some(place => sameArticle(place, each)))
    const clauses = question.places.filter(place => place.clause !== null)
    const first = answer.top[0]
    const clause = clauses.length === 0 ? null : first !== undefined && question.places.some(place => sameArticle(place, first) && (place.clause === null || place.clause === first.clause))
    return { question, answered: answer.answered, confidence: answer.confidence, signals, rank, clause, found: answer.top }
  })
}

/** The shares by which a set of answers is judged. */
export function summarise(scored: readonly Scored[]): Score {
  const able = scored.filter(({ question }) => question.places.length > 0)
  const unable = scored.filter(({ question }) => question.places.length === 0)
  const clauses = able.filter(({ clause }) => clause !== null)
  const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole)
  const wrong = scored.flatMap(({ question, rank, clause, answered, found, confidence }) => {
    const found3 = found.slice(0, 3).map(placeId).join(' ')
    if (question.places.length === 0) return answered ? [`answered ${confidence}: ${question.text} → ${found3}`] : []
    const faults = [rank !== 0 && `article ${rank}`, clause === false && 'clause', !answered && `declined ${confidence}`].filter(Boolean)
    return faults.length > 0 ? [`${faults.join(', ')}: ${question.text} (${question.places.map(placeId).join(' or ')}) → ${found3}`] : []
  })
  return {
    questions: scored.length,
    unanswerable: unable.length,
    article1: share(able.filter(({ rank }) => rank === 0).length, able.length),
    article3: share(able.filter(({ rank }) => rank >= 0 && rank < 3).length, able.length),
    clause1: share(clauses.filter(({ clause }) => clause).length, clauses.length),
    declinedUnanswerable: share(unable.filter(({ answered }) => !answered).length, unable.length),
    declinedAnswerable: share(able.filter(({ answered }) => !answered).length, able.length),
    wrong,
  }
}
