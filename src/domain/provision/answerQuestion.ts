import { fold } from '#domain/text/fold.ts'
import { cite, citeDocument, holds } from './answer.ts'
import type { Answer, Citation, Notice } from './answer.ts'
import { findDocuments, findReferences } from './cite.ts'
import { inForce, placeOf } from './document.ts'
import type { LegalDocument, Place } from './document.ts'
import { isCampaignDeadline } from './campaignDeadline.ts'
import type { Guidance } from './question.ts'
import { readQuestion } from './readQuestion.ts'
import type { ReadQuestion } from './readQuestion.ts'
import { search } from './search.ts'
import type { Book, Hit, Passage, SearchWeights } from './search.ts'
import { allDocuments, editionOn, findDocument, scopeOf } from './shelf.ts'
import type { Shelf } from './shelf.ts'
import { confidenceOf, readSignals } from './signals.ts'
import type { Confidence, SignalName } from './signals.ts'
import { findPhrases } from './words.ts'

/** Share of the first one's score from which another found place is told as bearing on the matter. */
const BEARS = 0.4

/** What was asked and cited just before, for "còn khoản 3?" and "thế cấp tỉnh thì sao?". */
export interface Earlier {
  question: string
  place: Place | null
}

/** The parts of answering that are data. */
export interface AnswerSettings {
  search: SearchWeights
  confidence: Confidence
}

/** What a question was understood to point at, before anything is searched. */
export interface Route {
  place: Place | null
  document: LegalDocument | null
  /** Whether the document was named by its number, so that nothing else will do. */
  strict: boolean
  /** The question without its references and document names. */
  rest: string
  followUp: boolean
}

/** How a question is to be answered. */
export interface AskOptions {
  /** How many found articles to tell, at least 3. */
  top?: number
  earlier?: Earlier
  /** Which reviewed answers the asker may read; left out, those meant for everyone. */
  mayRead?: (guidance: Guidance) => boolean
}

/** A question looked up and not yet answered, so that the order of what was found can still be improved. */
export interface Prepared {
  text: string
  route: Route
  question: ReadQuestion
  /** Best first. */
  hits: Hit[]
  limit: number
}

/** Answers a question from a book, as of the book's day. */
export function answerQuestion(shelf: Shelf, book: Book, text: string, settings: AnswerSettings, options: AskOptions = {}): Answer {
  return answerPrepared(shelf, book, prepareQuestion(shelf, book, text, settings, options), settings).answer
}

/** Looks a question up. */
export function prepareQuestion(shelf: Shelf, book: Book, text: string, settings: AnswerSettings, options: AskOptions = {}): Prepared {
  const limit = Math.max(options.top ?? 5, 3)
  const mayRead = options.mayRead ?? (guidance => guidance.audience === 'everyone')
  const route = findRoute(shelf, book, text, options.earlier)
  const carried = route.followUp && route.place === null ? options.earlier?.question : undefined
  const question = readQuestion(route.rest, book.index, book.lexicon, settings.search, carried && withoutScopes(book, carried, route.rest))
  question.scopeAsked = carried !== undefined && question.scopes.length > 0
  if (question.scopes.length === 0 && route.followUp && options.earlier?.place) question.scopes = scopesOf(shelf, options.earlier.place)
  if (route.document) question.documents = [route.document.number]
  const found = search(book, question, settings.search, Math.max(limit, 10)).filter(({ item }) => item.kind !== 'guidance' || mayRead(item.guidance))
  return { text, route, question, limit, hits: route.document && route.strict ? onlyDocument(found, route.document) : found }
}

/** Answers what was looked up, with the signals it was judged by. */
export function answerPrepared(shelf: Shelf, book: Book, prepared: Prepared, settings: AnswerSettings): { answer: Answer; signals: Record<SignalName, number> } {
  const { text, route, question, hits, limit } = prepared
  const signals = readSignals(book, question, hits, route.document !== null)
  const empty: Answer = { answered: false, source: 'digest', citations: [], top: hits.slice(0, limit).map(hit => ({ ...citeHit(book, hit), score: round(hit.score) })), alsoBears: [], notices: [], confidence: 0, campaignDeadline: false }
  const done = (answer: Answer) => ({ answer, signals })
  if (isCampaignDeadline(text)) return done({ ...empty, campaignDeadline: true })

  const exact = route.place && answerPlace(shelf, book, route.place, route.rest, hits)
  if (exact) return done(finish(shelf, book, { ...empty, ...exact, answered: exact.citations.length > 0, confidence: exact.citations.length > 0 ? 1 : 0 }, hits, limit))
  if (route.document && (question.content.length === 0 || question.aboutDocuments)) {
    const about = answerDocument(shelf, book, route.document, question.content.length === 0 ? [] : hits)
    if (about) return done(finish(shelf, book, { ...empty, ...about, answered: true, confidence: 1 }, hits, limit))
  }
  const best = hits[0]
  const noText: Notice[] = route.document && !editionOn(shelf, route.document.number, book.day) ? [{ kind: 'no-text', document: route.document.number }] : []
  if (!best) return done({ ...empty, notices: noText })
  const confidence = confidenceOf(signals, settings.confidence)
  // Of a document without text only what it is can be told, not what it provides.
  const tellable = best.item.kind !== 'document' || question.aboutDocuments
  // When only whom it is about has changed, the matter is one that was answered a moment ago.
  const needed = settings.confidence.answer * (question.scopeAsked ? 0.5 : 1)
  const answered = tellable && confidence >= needed
  return done(finish(shelf, book, { ...empty, answered, confidence: round(confidence), citations: answered ? [citeHit(book, best)] : [], notices: answered ? [] : noText }, hits, limit))
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

/** What the question points at: a place it spells out, a document it names, what went before. */
function findRoute(shelf: Shelf, book: Book, text: string, earlier: Earlier | undefined): Route {
  const folded = fold(text)
  const named = findDocuments(text, allDocuments(shelf))
  const document = chooseDocument(named.map(each => each.document), book)
  const strict = named.some(each => each.byNumber)
  const references = findReferences(text).filter(reference => !named.some(({ at, end }) => reference.at < end && at < reference.end))
  let rest = folded
  for (const { at, end } of [...named.filter(each => each.byNumber), ...references]) rest = rest.slice(0, at) + ' '.repeat(end - at) + rest.slice(end)
  const reference = references[0]
  const followUp = earlier !== undefined && /^(?:con|the|vay|the con|vay con|con neu|nhung|va)\s|thi sao|\bsao\b/u.test(folded)
  if (!reference) return { place: null, document, strict, rest, followUp }
  const base = earlier?.place
  if (reference.article !== null) {
    const number = document?.number ?? base?.document ?? mainDocument(shelf, book)
    return { place: number ? { document: number, article: reference.article, clause: reference.clause, point: reference.point } : null, document, strict, rest, followUp: false }
  }
  // "còn khoản 3?" continues in the article spoken of; without one it narrows nothing.
  if (!base?.article) return { place: null, document, strict, rest, followUp }
  return { place: { document: base.document, article: base.article, clause: reference.clause ?? base.clause, point: reference.point }, document, strict, rest: ' ', followUp: true }
}

/** Of several documents with one name, the one in force; of those, the first listed. */
function chooseDocument(documents: LegalDocument[], book: Book): LegalDocument | null {
  return documents.find(document => inForce(document, book.day)) ?? documents[0] ?? null
}

/** "Điều 51" alone is of the first document that has text: the deployer lists the main law first. */
function mainDocument(shelf: Shelf, book: Book): string | undefined {
  return allDocuments(shelf).find(document => editionOn(shelf, document.number, book.day))?.number
}

function scopesOf(shelf: Shelf, place: Place): string[] {
  const document = findDocument(shelf, place.document)
  const scope = document && place.article ? scopeOf(document, place.article) : null
  return scope ? [scope] : []
}

/** What was asked before, less whom it was about when the follow-up names somebody else. */
function withoutScopes(book: Book, earlier: string, rest: string): string {
  if (findPhrases(fold(rest).split(' '), book.lexicon.scopes).length === 0) return earlier
  const words = fold(earlier).match(/[a-z0-9]+/gu) ?? []
  const drop = new Set(findPhrases(words, book.lexicon.scopes).flatMap(({ at, end }) => Array.from({ length: end - at }, (_, step) => at + step)))
  return words.filter((_, at) => !drop.has(at)).join(' ')
}

function onlyDocument(hits: Hit[], document: LegalDocument): Hit[] {
  const own = hits.filter(({ item }) => item.kind !== 'guidance' && item.document.number === document.number)
  return own.length > 0 ? own : hits
}

/** A place that was spelt out; with further words the clause in it that they fit. */
function answerPlace(shelf: Shelf, book: Book, place: Place, rest: string, hits: Hit[]): Pick<Answer, 'citations' | 'notices'> | null {
  const edition = editionOn(shelf, place.document, book.day)
  const document = findDocument(shelf, place.document)
  if (!document) return null
  if (!edition) return { citations: [], notices: [{ kind: 'no-text', document: place.document }] }
  if (!holds(edition, place)) return { citations: [], notices: [{ kind: 'no-such-place', place }] }
  const article = edition.articles.find(each => each.number === place.article)!
  let narrowed = place
  if (place.clause === null && place.point === null && rest.trim() !== '') {
    const hit = hits.find(({ item }) => item.kind === 'article' && item.document.number === place.document && item.article.number === place.article)
    const best = hit && choosePassage(hit)
    if (best && best.score > 0.5 * (hits[0]?.passages[0]?.score ?? 0)) narrowed = best.passage.place
  }
  return { citations: [cite(document, article, narrowed, book.day)], notices: [] }
}

/** A question about a document as such: its particulars, or the provision of its text that says so. */
function answerDocument(shelf: Shelf, book: Book, document: LegalDocument, hits: Hit[]): Pick<Answer, 'citations'> | null {
  if (document.endedBy) {
    const ending = citeId(shelf, book, document.endedBy)
    if (ending.length > 0) return { citations: [...ending, citeDocument(document, book.day)] }
  }
  if (editionOn(shelf, document.number, book.day)) return hits.length > 0 ? null : { citations: [citeDocument(document, book.day)] }
  return { citations: [citeDocument(document, book.day)] }
}

/** The passage of a hit to cite: a point when it carries most of what its clause matched, else the clause, else the article. */
function choosePassage(hit: Hit): { passage: Passage; score: number } | undefined {
  const [best] = hit.passages.filter(({ passage }) => passage.level !== 'point')
  if (!best) return undefined
  const points = hit.passages.filter(({ passage }) => passage.level === 'point' && passage.place.clause === best.passage.place.clause)
  const [first, second] = points
  if (first && first.score >= 0.75 * best.score && (!second || second.score < 0.85 * first.score)) return first
  return best
}

function citeHit(book: Book, hit: Hit): Citation {
  const { item } = hit
  if (item.kind === 'document') return citeDocument(item.document, book.day)
  if (item.kind === 'guidance') return { document: item.guidance.id, article: null, clause: null, point: null, quote: item.guidance.answer, inForce: true }
  const chosen = choosePassage(hit)
  return cite(item.document, item.article, chosen?.passage.place ?? { document: item.document.number, article: item.article.number, clause: null, point: null }, book.day)
}

/** A found place without its score. */
function plainCitation({ document, article, clause, point, quote, inForce: held }: Citation): Citation {
  return { document, article, clause, point, quote, inForce: held }
}

/** The citation of an id, none when no such place is held. */
function citeId(shelf: Shelf, book: Book, id: string): Citation[] {
  const place = placeOf(id)
  const document = place && findDocument(shelf, place.document)
  const article = place && editionOn(shelf, place.document, book.day)?.articles.find(each => each.number === place.article)
  return place && document && article ? [cite(document, article, place, book.day)] : []
}

/** Puts the cited article first among the found, adds what else bears on it and what must be said about the texts used. */
function finish(shelf: Shelf, book: Book, answer: Answer, hits: Hit[], limit: number): Answer {
  const first = answer.citations[0]
  const same = (a: Citation, b: Citation) => a.document === b.document && a.article === b.article
  const score = hits[0] ? round(hits[0].score) : 1
  const top = first && !(answer.top[0] && same(first, answer.top[0])) ? [{ ...first, score }, ...answer.top.filter(each => !same(each, first))].slice(0, limit) : answer.top
  const guidance = hits.slice(0, 3).find(({ item }) => item.kind === 'guidance')
  // What is said of others ("ở doanh nghiệp nhà nước") does not bear on what is asked of an office.
  const speaksTo = (each: Citation) => {
    const scope = scopesOf(shelf, each)[0]
    return scope === undefined || first === undefined || scope === (scopesOf(shelf, first)[0] ?? scope)
  }
  const alsoBears = first ? top.slice(1).filter(each => each.score >= BEARS * score && speaksTo(each) && !answer.citations.some(cited => same(cited, each))).slice(0, 3).map(plainCitation) : []
  const built = first && guidance?.item.kind === 'guidance' && guidance.item.guidance.id === first.document ? guidance.item.guidance.places.flatMap(id => citeId(shelf, book, id)) : []
  const notices: Notice[] = [...answer.notices]
  for (const number of new Set(answer.citations.map(each => each.document))) {
    const document = findDocument(shelf, number)
    const edition = document && editionOn(shelf, number, book.day)
    if (edition?.source === 'digest') notices.push({ kind: 'digest', document: number })
    if (!document) continue
    if (!inForce(document, book.day)) notices.push({ kind: 'not-in-force', document: number, from: document.from, to: document.to, by: document.replacedBy })
    // An imported wording that takes the amendment in needs no warning of it.
    for (const caution of document.cautions ?? []) {
      const taken = edition?.source === 'official' && caution.from !== null && edition.from !== null && edition.from >= caution.from
      if ((caution.from === null || caution.from <= book.day) && !taken) notices.push({ kind: 'caution', document: number, vi: caution.vi, en: caution.en })
    }
  }
  if (guidance?.item.kind === 'guidance' && (first === undefined || first.document === guidance.item.guidance.id)) {
    const { id, authorRole, day, source } = guidance.item.guidance
    if (first) notices.push({ kind: 'guidance', id, role: authorRole, day, source })
  }
  const lead = first && (shelf.guidance.some(each => each.id === first.document) ? 'guidance' : (editionOn(shelf, first.document, book.day)?.source ?? 'digest'))
  return { ...answer, top, alsoBears: [...built, ...alsoBears.filter(each => !built.some(other => same(other, each)))], notices, source: lead ?? (top[0] && editionOn(shelf, top[0].document, book.day)?.source) ?? 'digest' }
}
