import type { Day } from '#domain/time/instant.ts'
import { articleText, clauseText, inForce, pointText } from './document.ts'
import type { Article, Edition, LegalDocument, Place } from './document.ts'

/** A place with the words that stand there. */
export interface Citation {
  document: string
  article: string | null
  clause: string | null
  point: string | null
  /** Taken letter by letter from the stored text; never shortened inside a sentence. */
  quote: string
  /** Whether the document was in force on the day asked about. */
  inForce: boolean
}

/** What an answer has to say about itself besides its text; worded by the dialogs. */
export type Notice =
  /** The answer is our digest, not the wording of the law. */
  | { kind: 'digest'; document: string }
  /** The document's own caution: it was amended, check the consolidated text. */
  | { kind: 'caution'; document: string; vi: string; en: string }
  /** Cited although not in force on the day; `by` replaced it. */
  | { kind: 'not-in-force'; document: string; from: Day | null; to: Day | null; by: string | null }
  /** A reviewed answer of the secretariat, not law. */
  | { kind: 'guidance'; id: string; role: string; day: Day; source: string }
  /** The place asked for does not exist in the text at hand. */
  | { kind: 'no-such-place'; place: Place }
  /** Only the particulars of the document are known, not its text. */
  | { kind: 'no-text'; document: string }

/** The answer to a question about the regulations, as data. */
export interface Answer {
  answered: boolean
  source: 'digest' | 'official' | 'guidance'
  /** The clause that answers first; empty when not answered. */
  citations: Citation[]
  /** What was found, best first, an article at most once. */
  top: (Citation & { score: number })[]
  /** Other places that bear on it. */
  alsoBears: Citation[]
  notices: Notice[]
  /** 0 to 1. */
  confidence: number
  /** The question asks when a report of ours is due: that is answered from the obligations, never from the law. */
  campaignDeadline: boolean
}

/** Longest quote in characters; a longer clause is quoted by its opening and the paragraph that matters. */
const LONGEST = 1200

/** The words at a place in an article: a point, a clause with its points, or what the article says before its clauses. */
export function wordsAt(article: Article, place: Pick<Place, 'clause' | 'point'>): string | undefined {
  if (place.clause === null) {
    if (place.point === null) return article.clauses.length === 0 ? articleText(article) : article.text.join('\n') || undefined
    const point = article.points.find(each => each.letter === place.point)
    return point && pointText(point)
  }
  const clause = article.clauses.find(each => each.number === place.clause)
  if (!clause) return undefined
  if (place.point === null) return clauseText(clause)
  const point = clause.points.find(each => each.letter === place.point)
  return point && pointText(point)
}

/** Whether a place exists in an edition. */
export function holds(edition: Edition, place: Place): boolean {
  const article = edition.articles.find(each => each.number === place.article)
  if (!article) return false
  if (place.clause === null && place.point === null) return true
  return wordsAt(article, place) !== undefined
}

/** Cites a place of an edition. An article as a whole is quoted by its opening, or its first clause when it has none. */
export function cite(document: LegalDocument, article: Article, place: Place, day: Day): Citation {
  const words = wordsAt(article, place) ?? (article.clauses[0] ? clauseText(article.clauses[0]) : article.heading)
  return { ...place, quote: shorten(words), inForce: inForce(document, day) }
}

/** Cites a document of which only the particulars are known. */
export function citeDocument(document: LegalDocument, day: Day): Citation {
  return { document: document.number, article: null, clause: null, point: null, quote: document.about ?? document.title, inForce: inForce(document, day) }
}

/** Whole paragraphs up to the limit, at least one. */
function shorten(words: string): string {
  if (words.length <= LONGEST) return words
  const paragraphs = words.split('\n')
  let kept = paragraphs[0]!
  for (const paragraph of paragraphs.slice(1)) {
    if (kept.length + paragraph.length + 1 > LONGEST) break
    kept += `\n${paragraph}`
  }
  return kept
}
