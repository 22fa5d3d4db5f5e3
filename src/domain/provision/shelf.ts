import type { Day } from '#domain/time/instant.ts'
import { compareNumbers, placeId } from './document.ts'
import type { Article, Edition, LegalDocument, Place } from './document.ts'
import { wordsAt } from './answer.ts'
import type { Guidance } from './question.ts'

/** Everything that can be asked about: documents, their editions, ways of asking by place id, and the secretariat's reviewed answers. */
export interface Shelf {
  documents: LegalDocument[]
  editions: Edition[]
  /** Ways in which people ask about a place, for finding only; never quoted. */
  asked: Record<string, string[]>
  /** Questions known not to be answered. */
  unasked: readonly string[]
  guidance: Guidance[]
}

/** One thing that can be found: an article of the edition that holds on the day, a document of which only the particulars are known, or a reviewed answer. */
export type ShelfItem =
  | { kind: 'article'; document: LegalDocument; edition: Edition; article: Article; scope: string | null }
  | { kind: 'document'; document: LegalDocument }
  | { kind: 'guidance'; guidance: Guidance }

/** The edition of a document that holds on a day: the latest to take effect by then, and of those the official wording before a digest, the last put in first. */
export function editionOn(shelf: Shelf, number: string, day: Day): Edition | undefined {
  const start = (edition: Edition) => edition.from ?? ''
  const candidates = shelf.editions.filter(edition => edition.document.number === number)
  const held = candidates.filter(edition => start(edition) <= day)
  // A question about a day before the first text known is answered from that text: the document says whether it was in force.
  const pool = held.length > 0 ? held : candidates
  const latestFirst = (a: Edition, b: Edition) => (held.length > 0 ? compareText(start(b), start(a)) : compareText(start(a), start(b)))
  const official = pool.filter(edition => edition.source === 'official')
  // A digest of the original says nothing of a later change, so it never outranks an official wording.
  return (official.length > 0 ? official : pool).toSorted((a, b) => latestFirst(a, b) || b.recordedAt - a.recordedAt || compareText(a.id, b.id))[0]
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** What is known about a document: the entry of documents.json, else what its imported edition says. */
export function findDocument(shelf: Shelf, number: string): LegalDocument | undefined {
  return shelf.documents.find(document => document.number === number) ?? shelf.editions.find(edition => edition.document.number === number)?.document
}

/** All documents, shipped and imported, each once. */
export function allDocuments(shelf: Shelf): LegalDocument[] {
  const known = new Map(shelf.editions.map(edition => [edition.document.number, edition.document]))
  for (const document of shelf.documents) known.set(document.number, document)
  return [...known.values()]
}

/** Everything that can be found on a day. */
export function itemsOn(shelf: Shelf, day: Day): ShelfItem[] {
  const items: ShelfItem[] = []
  for (const document of allDocuments(shelf)) {
    const edition = editionOn(shelf, document.number, day)
    if (edition) for (const article of edition.articles) items.push({ kind: 'article', document, edition, article, scope: scopeOf(document, article.number) })
    // A document whose end is stated in a provision at hand is answered from that provision.
    else if (!document.endedBy) items.push({ kind: 'document', document })
  }
  for (const guidance of shelf.guidance) if (guidance.withdrawnAt === null) items.push({ kind: 'guidance', guidance })
  return items
}

/** Whom an article speaks to, from the document's own table; null when it speaks to all. */
export function scopeOf(document: LegalDocument, article: string): string | null {
  return document.scopes?.find(({ from, to }) => compareNumbers(from, article) <= 0 && compareNumbers(article, to) <= 0)?.scope ?? null
}

/**
 * What helps to find an article besides its words, by place: the ways of asking, and for an imported wording our digest of the same place, which says it as colleagues do.
 * Nothing, when the imported article is about something else than the digest's: then the numbering has moved.
 */
export function askedOf(shelf: Shelf, item: Extract<ShelfItem, { kind: 'article' }>, sameMatter: (a: string, b: string) => boolean): { asked: (place: Place) => string[]; digest: (place: Place) => string } {
  const { document, article } = item
  const none = { asked: () => [], digest: () => '' }
  const asked = (place: Place) => shelf.asked[placeId(place)] ?? []
  if (item.edition.source === 'digest') return { asked, digest: none.digest }
  const digest = shelf.editions.find(edition => edition.source === 'digest' && edition.document.number === document.number)?.articles.find(other => other.number === article.number)
  if (!digest) return { asked, digest: none.digest }
  if (!sameMatter(digest.heading, article.heading)) return none
  return { asked, digest: place => (place.article === null ? '' : (wordsAt(digest, place) ?? '')) }
}
