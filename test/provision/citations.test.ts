import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cite, holds, wordsAt, type Citation } from '#domain/provision/answer.ts'
import { answerQuestion } from '#domain/provision/answerQuestion.ts'
import { findReferences } from '#domain/provision/cite.ts'
import { articleText, clauseText, compareNumbers, placeId, placeOf, POINT_LETTERS, type Article, type Edition, type Place } from '#domain/provision/document.ts'
import { findGaps } from '#domain/provision/gaps.ts'
import { parseLegalText } from '#domain/provision/parse.ts'
import { openBook } from '#domain/provision/search.ts'
import type { Shelf } from '#domain/provision/shelf.ts'
import { makeLexicon } from '#domain/provision/words.ts'
import { fold } from '#domain/text/fold.ts'
import { loadShipped } from './openLibrary.ts'
import { QUIRKS } from './quirks.ts'
import { readQuestions } from './questions/read.ts'

const shipped = await loadShipped()
const invented: Edition = {
  id: 'invented', source: 'official', from: null, recordedAt: 1, articles: parseLegalText(QUIRKS).articles,
  document: { number: '07/2031/QĐ-UBTV', title: 'Nội quy đọc sách', short: 'Quyết định 07/2031', kind: 'quyet-dinh', issuer: '', issued: null, from: '2020-01-01', to: null, replacedBy: null, amendedBy: [], aliases: [] },
}
const shelf: Shelf = { documents: [...shipped.documents, invented.document], editions: [...shipped.digests, invented], asked: shipped.asked, unasked: shipped.unasked, guidance: [] }
const book = openBook(shelf, '2026-11-22', makeLexicon(shipped.words))

/** Every place that the texts hold: articles, clauses, points. */
const everywhere = shelf.editions.flatMap(edition => edition.articles.flatMap((article): { edition: Edition; article: Article; place: Place }[] => {
  const at = (clause: string | null, point: string | null) => ({ edition, article, place: { document: edition.document.number, article: article.number, clause, point } })
  return [at(null, null), ...article.points.map(({ letter }) => at(null, letter)), ...article.clauses.flatMap(({ number, points }) => [at(number, null), ...points.map(({ letter }) => at(number, letter))])]
}))

/** Whether a citation's place exists and its quote stands there letter by letter. */
function standsThere(citation: Citation): boolean {
  if (citation.article === null) return shelf.documents.some(({ number, about }) => number === citation.document && about === citation.quote)
  const edition = shelf.editions.find(({ document }) => document.number === citation.document)
  const article = edition?.articles.find(({ number }) => number === citation.article)
  if (!edition || !article || !holds(edition, citation)) return false
  const stored = citation.clause === null && citation.point === null ? `${article.heading}\n${articleText(article)}` : wordsAt(article, citation)!
  return citation.quote !== '' && (stored.includes(citation.quote) || article.clauses.some(clause => clauseText(clause).includes(citation.quote)))
}

describe('citations', () => {
  it('resolve and quote what is stored, at every place there is', () => {
    expect(everywhere.length).toBeGreaterThan(600)
    for (const { edition, article, place } of everywhere) {
      const citation = cite(edition.document, article, place, '2026-11-22')
      expect(standsThere(citation), placeId(place)).toBe(true)
      expect(placeOf(placeId(place))).toEqual(place)
    }
  })

  it('resolve and quote what is stored in every answer, whatever is asked', () => {
    const known = (['calibration', 'phrasing', 'evaluation'] as const).flatMap(readQuestions).map(({ text }) => text)
    const words = [...new Set(known.join(' ').split(/\s+/))]
    const asked = fc.oneof(fc.constantFrom(...known), fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 }).map(list => list.join(' ')), fc.string())
    fc.assert(fc.property(asked, text => {
      const answer = answerQuestion(shelf, book, text, shipped.settings)
      const given = [...answer.citations, ...answer.alsoBears, ...answer.top]
      expect(answer.answered).toBe(answer.citations.length > 0)
      return given.every(standsThere)
    }), { numRuns: 400 })
  })

  it('are found from any spelling of the place', () => {
    for (const { place } of everywhere.filter(({ place: { document } }) => document === '10/2022/QH15')) {
      const { article, clause, point } = place
      const forms = point && clause ? [`điểm ${point} khoản ${clause} Điều ${article}`, `d${article} k${clause} d${point}`, `Đ${article}.${clause}${point}`] : clause ? [`khoản ${clause} điều ${article}`, `dieu ${article} khoan ${clause}`, `Đ.${article} k.${clause}`] : [`Điều ${article}`, `đ ${article}`]
      for (const form of forms) expect(findReferences(form)[0], form).toMatchObject({ article, clause: clause ?? null, point: point ?? null })
    }
  })
})

describe('numbering', () => {
  it('sorts points by the Vietnamese letters and inserted articles after their number', () => {
    expect(['đ', 'e', 'd', 'a'].sort(compareNumbers)).toEqual(['a', 'd', 'đ', 'e'])
    expect(['11', '10a', '2', '10', '10b'].sort(compareNumbers)).toEqual(['2', '10', '10a', '10b', '11'])
    expect(POINT_LETTERS).toHaveLength(23)
  })

  it('of the digests has no gap: every article and every clause of both texts', () => {
    const counts = shipped.digests.map(({ document, articles }) => [document.number, articles.length, articles.reduce((sum, { clauses }) => sum + clauses.length, 0), findGaps(document.number, articles)])
    expect(counts).toEqual([['10/2022/QH15', 91, 349, []], ['59/2023/NĐ-CP', 31, 81, []]])
  })

  it('is asked about only at places that exist', () => {
    const ids = new Set(everywhere.map(({ place }) => placeId(place)))
    expect(Object.keys(shipped.asked).filter(id => !ids.has(id))).toEqual([])
    for (const phrases of Object.values(shipped.asked)) for (const phrase of phrases) expect(fold(phrase)).not.toBe('')
  })

  it('of documents is whole: what replaces, amends or ends one is itself known', () => {
    const numbers = new Set(shipped.documents.map(({ number }) => number))
    for (const { number, replacedBy, amendedBy, endedBy, from, to } of shipped.documents) {
      if (replacedBy) expect(numbers, number).toContain(replacedBy)
      for (const { document } of amendedBy) expect(numbers, number).toContain(document)
      if (endedBy) expect(everywhere.map(({ place }) => placeId(place))).toContain(endedBy)
      if (from && to) expect(from < to, number).toBe(true)
    }
  })
})
