import { describe, expect, it } from 'vitest'
import { openBook } from '#domain/provision/search.ts'
import { makeLexicon } from '#domain/provision/words.ts'
import { loadShipped } from './openLibrary.ts'
import { readQuestions } from './questions/read.ts'
import { scoreEach, summarise } from './questions/score.ts'

/**
 * Floors under what was reached with the digests; with the official texts imported the same questions do a little better. Raise them when answers get better;
 * a fall below one means that a change of words, weights or texts has made answers worse.
 */
const FLOORS = { article1: 0.91, article3: 0.97, clause1: 0.88, declinedUnanswerable: 0.9 }
const DECLINED_AT_MOST = 0.05

const shipped = await loadShipped()
const shelf = { documents: shipped.documents, editions: shipped.digests, asked: shipped.asked, unasked: shipped.unasked, guidance: [] }
const book = openBook(shelf, '2026-11-22', makeLexicon(shipped.words))

describe('questions that nothing is tuned on', () => {
  const questions = readQuestions('evaluation')
  const score = summarise(scoreEach(shelf, book, shipped.settings, questions))

  it('are many, half without diacritics, a fifth without an answer, some very short', () => {
    const plain = questions.filter(({ text }) => text === text.normalize('NFD').replace(/\p{Mn}|đ/giu, ''))
    const short = questions.filter(({ text }) => text.split(' ').length <= 6)
    expect(questions.length).toBeGreaterThanOrEqual(100)
    expect(plain.length / questions.length).toBeGreaterThan(0.45)
    expect(score.unanswerable / questions.length).toBeGreaterThan(0.2)
    expect(short.length).toBeGreaterThan(15)
  })

  it.each(Object.entries(FLOORS))('%s stays at least %d', (name, floor) => {
    expect(score[name as keyof typeof FLOORS], score.wrong.join('\n')).toBeGreaterThanOrEqual(floor)
  })

  it('seldom declines what it could answer', () => {
    expect(score.declinedAnswerable, score.wrong.join('\n')).toBeLessThanOrEqual(DECLINED_AT_MOST)
  })

  it('share no question with those that were tuned on', () => {
    const known = new Set([...readQuestions('calibration'), ...readQuestions('phrasing')].map(({ text }) => text.toLowerCase()))
    expect(questions.filter(({ text }) => known.has(text.toLowerCase()))).toEqual([])
  })
})

describe('questions in everyday words', () => {
  it('that the digests were written for stay found', () => {
    const score = summarise(scoreEach(shelf, book, shipped.settings, readQuestions('phrasing')))
    expect(score.article1, score.wrong.join('\n')).toBeGreaterThanOrEqual(0.95)
    expect(score.article3, score.wrong.join('\n')).toBeGreaterThanOrEqual(0.99)
  })

  it('name only places that exist', () => {
    for (const name of ['calibration', 'phrasing', 'evaluation'] as const) {
      for (const { places, text } of readQuestions(name)) {
        for (const place of places) {
          if (place.article === null) {
            expect(shipped.documents.map(({ number }) => number), text).toContain(place.document)
            continue
          }
          const article = shipped.digests.find(({ document }) => document.number === place.document)?.articles.find(({ number }) => number === place.article)
          expect(article && (place.clause === null || article.clauses.some(({ number }) => number === place.clause)), text).toBe(true)
        }
      }
    }
  })
})
