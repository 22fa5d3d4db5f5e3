import { inForce } from '#domain/provision/document.ts'
import { countFound, type Found } from '#domain/provision/gaps.ts'
import { allDocuments, editionOn } from '#domain/provision/shelf.ts'
import { dayOf, type Day, type Instant } from '#domain/time/instant.ts'
import type { ProvisionLibrary } from './provisionLibrary.ts'

/** A document as `provisions list` shows it. */
export interface ListedDocument {
  document: string
  title: string
  inForce: boolean
  from: Day | null
  to: Day | null
  replacedBy: string | null
  amendedBy: { document: string; from: Day }[]
  /** What answers rest on that day: the official wording, our digest, or only the document's particulars. */
  source: 'official' | 'digest' | null
  found: Found | null
  /** Every wording held, by its first day; older ones answer questions "as of". */
  wordings: { from: Day | null; source: 'official' | 'digest'; recordedAt: Instant }[]
}

/** Every document that is known, with what its answers rest on at an instant. */
export async function listProvisions(library: ProvisionLibrary, at: Instant): Promise<ListedDocument[]> {
  const shelf = await library.shelf()
  const day = dayOf(at)
  return allDocuments(shelf).map(document => {
    const edition = editionOn(shelf, document.number, day)
    return {
      document: document.number, title: document.title, inForce: inForce(document, day), from: document.from, to: document.to, replacedBy: document.replacedBy, amendedBy: document.amendedBy,
      source: edition?.source ?? null, found: edition ? countFound(edition.articles) : null,
      wordings: shelf.editions.filter(each => each.document.number === document.number).map(({ from, source, recordedAt }) => ({ from, source, recordedAt })),
    }
  })
}
