import { citePlace } from '#domain/provision/cite.ts'
import { cite, holds, type Citation } from '#domain/provision/answer.ts'
import { articleText, placeId, type Article, type Edition, type Place } from '#domain/provision/document.ts'
import { editionOn, findDocument } from '#domain/provision/shelf.ts'
import { dayOf, type Instant } from '#domain/time/instant.ts'
import type { ProvisionLibrary } from './provisionLibrary.ts'

/** An article to read as a whole, with where it stands and what stands beside it. */
export interface ShownProvision {
  /** "Điều 51 Luật 10/2022/QH15". */
  cited: string
  heading: string
  /** Everything the article says, a paragraph a line. */
  text: string
  source: Edition['source']
  inForce: boolean
  /** "Chương III", "Mục 2", … with their titles, outermost first. */
  under: { kind: 'part' | 'chapter' | 'section' | 'subsection'; number: string; title: string }[]
  /** Ids of the articles before and after. */
  before: string | null
  after: string | null
  citation: Citation
}

/** The whole article of a place as it stands on a day, for "cả điều" and "điều trước/sau"; undefined when there is none. */
export async function showProvision(library: ProvisionLibrary, place: Place, at: Instant): Promise<ShownProvision | undefined> {
  const shelf = await library.shelf()
  const day = dayOf(at)
  const edition = editionOn(shelf, place.document, day)
  const document = findDocument(shelf, place.document)
  const index = edition?.articles.findIndex(article => article.number === place.article) ?? -1
  const article = edition?.articles[index]
  if (!edition || !document || !article) return undefined
  const beside = (other: Article | undefined) => (other ? placeId({ document: place.document, article: other.number, clause: null, point: null }) : null)
  const whole: Place = { document: place.document, article: article.number, clause: null, point: null }
  const kinds = ['part', 'chapter', 'section', 'subsection'] as const
  const citation = cite(document, article, holds(edition, place) ? place : whole, day)
  return {
    cited: citePlace(whole, document), heading: article.heading, text: articleText(article), source: edition.source, inForce: citation.inForce,
    under: kinds.flatMap(kind => (article[kind] ? [{ kind, ...article[kind] }] : [])),
    before: beside(edition.articles[index - 1]), after: beside(edition.articles[index + 1]), citation,
  }
}

/** A place as it is cited in Vietnamese ("khoản 2 Điều 47 Luật 10/2022/QH15"), and the heading it stands under on a day ("" outside an article). */
export async function readProvision(library: ProvisionLibrary, place: Place, at: Instant): Promise<{ cited: string; heading: string }> {
  const shelf = await library.shelf()
  const document = findDocument(shelf, place.document)
  const article = editionOn(shelf, place.document, dayOf(at))?.articles.find(each => each.number === place.article)
  return { cited: citePlace(place, document ?? { short: place.document }), heading: article?.heading ?? '' }
}
