import { inPieces } from '#domain/language/pieces.ts'
import { allDocuments, type Shelf } from '#domain/provision/shelf.ts'
import { openBookInPieces, type Book } from '#domain/provision/search.ts'
import { makeLexicon, type Lexicon } from '#domain/provision/words.ts'
import type { Day } from '#domain/time/instant.ts'
import type { LoadShipped, ShippedProvisions } from '#ports/provisions.ts'
import type { Store } from '#ports/store.ts'
import type { Work } from './work.ts'

/** The regulations as they can be asked about now, read and indexed at the first question and again when something was imported or answered. */
export interface ProvisionLibrary {
  shipped(): Promise<ShippedProvisions>
  shelf(): Promise<Shelf>
  /** The shelf indexed as it stands on a day. Days between which no text and no document's force changes share one index. */
  book(day: Day): Promise<{ shelf: Shelf; book: Book; shipped: ShippedProvisions }>
}

/** The setting whose revision tells that texts or reviewed answers changed, also when another process changed them. */
const MARK = 'provisions'

/** Opens the library over what is shipped and what the store holds; nothing is read before the first question. */
export function openProvisionLibrary(store: Store, load: LoadShipped): ProvisionLibrary {
  let loaded: Promise<{ shipped: ShippedProvisions; lexicon: Lexicon }> | undefined
  let known: { mark: number; shelf: Shelf } | undefined
  let books = new Map<string, Promise<Book>>()

  const ready = () => (loaded ??= load().then(shipped => ({ shipped, lexicon: makeLexicon(shipped.words) })))
  const shelf = async (): Promise<Shelf> => {
    const mark = (await store.get('setting', MARK))?.rev ?? 0
    if (known?.mark === mark) return known.shelf
    const { shipped } = await ready()
    const made: Shelf = { documents: shipped.documents, editions: [...shipped.digests], asked: shipped.asked, unasked: shipped.unasked, guidance: [] }
    for await (const { record } of store.all('provisionText')) made.editions.push(record)
    for await (const { record } of store.all('guidance')) made.guidance.push(record)
    known = { mark, shelf: made }
    books = new Map()
    return made
  }

  return {
    shipped: async () => (await ready()).shipped,
    shelf,
    async book(day) {
      const [current, { shipped, lexicon }] = [await shelf(), await ready()]
      const since = lastChange(current, day)
      const opening = books.get(since) ?? inPieces(openBookInPieces(current, day, lexicon))
      // A few days are asked about at a time; more than that is somebody walking through the years.
      if (books.size > 8) books.clear()
      books.set(since, opening)
      const book = await opening
      return { shelf: current, book: book.day === day ? book : { ...book, day }, shipped }
    },
  }
}

/** Notes in a unit of work that texts or reviewed answers changed, so that every process reads them again. */
export async function markProvisionsChanged(work: Work): Promise<void> {
  const before = await work.get('setting', MARK)
  const times = typeof before?.value === 'number' ? before.value : 0
  work.put('setting', { id: MARK, value: times + 1 })
}

/** The last day up to `day` on which a text or a document's force changed. */
function lastChange(shelf: Shelf, day: Day): Day {
  const days = [...shelf.editions.map(edition => edition.from), ...allDocuments(shelf).flatMap(document => [document.from, document.issued, document.to])]
  return days.reduce<Day>((last, each) => (each !== null && each <= day && each > last ? each : last), '')
}
