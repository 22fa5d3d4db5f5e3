import { hash } from 'node:crypto'
import { canonicalJson } from '#domain/canonicalJson.ts'
import { Fault } from '#domain/fault.ts'
import { compareWordings, type WordingChange } from '#domain/provision/compare.ts'
import { DOCUMENT_KINDS, type Article, type Edition, type LegalDocument } from '#domain/provision/document.ts'
import { countFound, findGaps, type Found, type Gap } from '#domain/provision/gaps.ts'
import { readLegalJson } from '#domain/provision/legalJson.ts'
import { parseLegalText } from '#domain/provision/parse.ts'
import { readParticulars } from '#domain/provision/particulars.ts'
import { editionOn, findDocument, type Shelf } from '#domain/provision/shelf.ts'
import { dayOf, type Day, type Instant } from '#domain/time/instant.ts'
import type { ReadFile } from '#ports/provisions.ts'
import type { Store } from '#ports/store.ts'
import { markProvisionsChanged, type ProvisionLibrary } from './provisionLibrary.ts'
import { beginWork } from './work.ts'

/** What an import is told besides the file; what is left out is read from the file, then from what is known. */
export interface ImportProvisionsOptions {
  at: Instant
  by: string
  /** The document's number. */
  number?: string
  title?: string
  /** First day on which this wording holds: for a consolidated text the day the change took effect. */
  from?: Day
  /** Looks and reports without writing. */
  dryRun?: boolean
}

/** What an imported text holds, and how it differs from the official wording that was there. */
export interface ImportedProvisions {
  document: string
  title: string
  /** First day on which the wording holds, null when neither the file nor anybody said. */
  from: Day | null
  found: Found
  gaps: Gap[]
  /** Against the official wording held before; null when there was none. */
  changed: WordingChange | null
  /** `same`: this very wording was there already and nothing was written. */
  outcome: 'added' | 'same' | 'looked-at'
  /** Lines that belong to no article. */
  leftOut: string[]
}

/** Why nothing was imported. */
export interface ImportProblem {
  problem: 'no-articles' | 'no-number' | 'not-this-document'
  /** What was found instead, for the message. */
  detail: string
}

/**
 * Brings official wordings in from one read file; a .json may hold several documents. Older wordings stay for questions "as of" and nothing is overwritten.
 * Everything is written in one commit or nothing. Throws Fault 'contended' when others kept changing the same records.
 */
export async function importProvisions(store: Store, library: ProvisionLibrary, file: ReadFile, options: ImportProvisionsOptions): Promise<{ ok: true; documents: ImportedProvisions[] } | ({ ok: false } & ImportProblem)> {
  const shelf = await library.shelf()
  const texts = readTexts(file)
  const documents: ImportedProvisions[] = []
  const editions: Edition[] = []
  for (const text of texts) {
    if (text.articles.length === 0) return { ok: false, problem: 'no-articles', detail: text.leftOut.slice(0, 3).join(' / ') }
    const number = options.number ?? text.given.number
    if (!number) return { ok: false, problem: 'no-number', detail: text.leftOut.slice(0, 3).join(' / ') }
    if (options.number && text.given.number && texts.length > 1) return { ok: false, problem: 'not-this-document', detail: text.given.number }
    const document = describe(shelf, number, { ...text.given, ...(options.title ? { title: options.title } : {}) })
    const from = options.from ?? text.wordingFrom ?? document.from
    const before = latestOfficial(shelf, number, from ?? dayOf(options.at))
    const digestOfWords = hash('sha256', canonicalJson(text.articles), 'hex').slice(0, 12)
    const id = `${number}@${from ?? 'start'}.${digestOfWords}`
    const known = shelf.editions.find(edition => edition.id === id)
    documents.push({
      document: number, title: document.title, from, found: countFound(text.articles), gaps: findGaps(number, text.articles),
      changed: before ? compareWordings(number, before.articles, text.articles) : null,
      outcome: known ? 'same' : options.dryRun ? 'looked-at' : 'added', leftOut: text.leftOut,
    })
    if (!known) editions.push({ id, document, source: 'official', from, recordedAt: options.at, articles: text.articles })
  }
  if (options.dryRun || editions.length === 0) return { ok: true, documents }
  for (let attempt = 0; attempt < 5; attempt++) {
    const work = beginWork(store, { at: options.at, by: options.by })
    for (const edition of editions) {
      work.put('provisionText', edition)
      work.act({ action: 'provisions-imported', subject: `provisionText/${edition.id}`, content: edition.articles })
    }
    await markProvisionsChanged(work)
    if ((await work.commit()).ok) return { ok: true, documents }
  }
  throw new Fault('contended', 'the texts were changed by others during the import, five times over: run it again')
}

interface ReadText {
  given: Partial<LegalDocument>
  wordingFrom: Day | null
  articles: Article[]
  leftOut: string[]
}

function readTexts(file: ReadFile): ReadText[] {
  if (file.legal !== undefined) return readLegalJson(file.legal).map(({ document, wordingFrom, articles, leftOut }) => ({ given: document, wordingFrom, articles, leftOut }))
  const { articles, preamble, leftOut } = parseLegalText(file.text)
  return [{ given: readParticulars(preamble, articles), wordingFrom: null, articles, leftOut: articles.length === 0 ? [...preamble, ...leftOut] : leftOut }]
}

/** What we know about the document already stands; the file tells the rest. */
function describe(shelf: Shelf, number: string, given: Partial<LegalDocument>): LegalDocument {
  const known = findDocument(shelf, number)
  if (known) return known
  const kind = given.kind ?? DOCUMENT_KINDS.at(-1)!
  return { title: number, short: given.title && given.title.length < 40 ? given.title : number, issuer: '', issued: null, from: null, to: null, replacedBy: null, amendedBy: [], aliases: [], ...given, number, kind }
}

function latestOfficial(shelf: Shelf, number: string, day: Day): Edition | undefined {
  const edition = editionOn({ ...shelf, editions: shelf.editions.filter(each => each.source === 'official') }, number, day)
  return edition
}
