import type { Day, Instant } from '#domain/time/instant.ts'

/** What sort of text a document is; the order is the order of legal force used to break ties between equal matches. */
export const DOCUMENT_KINDS = ['hien-phap', 'luat', 'phap-lenh', 'nghi-quyet', 'nghi-dinh', 'thong-tu', 'quyet-dinh', 'chi-thi', 'ket-luan', 'ke-hoach', 'huong-dan', 'khac'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/** What is known about a document, whether or not its text is at hand. */
export interface LegalDocument {
  /** Its number, which is its id: "10/2022/QH15". */
  number: string
  /** Full name with its kind: "Luật Thực hiện dân chủ ở cơ sở". */
  title: string
  /** How colleagues say it, for citations: "Luật 10/2022/QH15". */
  short: string
  kind: DocumentKind
  issuer: string
  issued: Day | null
  /** First day in force; null when it is not known. */
  from: Day | null
  /** Last day in force; null while it is. */
  to: Day | null
  replacedBy: string | null
  /** Id of the provision that ended it, where we have that provision: "10/2022/QH15#90.2". */
  endedBy?: string
  /** Documents that changed it, with the day their change took effect. */
  amendedBy: { document: string; from: Day }[]
  /** Other names it goes by in questions: "luật dân chủ cơ sở". */
  aliases: string[]
  /** What the document is about, in our own words; also the answer to questions about the document itself. */
  about?: string
  /** A caution shown with every answer from it, from a day on: "đã được Luật 97/2025/QH15 sửa đổi". */
  cautions?: { from: Day | null; vi: string; en: string }[]
  /** Whom parts of it speak to, by article number: tells parallel provisions apart. */
  scopes?: { scope: string; from: string; to: string }[]
}

/** A text of a document as of a day: our digest, or the official wording that somebody imported. */
export interface Edition {
  /** "<number>@<from>.<hash>" for imports, "<number>@digest" for what is shipped. */
  id: string
  document: LegalDocument
  source: 'digest' | 'official'
  /** First day on which this wording holds: for a consolidated text the day the change took effect. null: from the document's first day. */
  from: Day | null
  /** When it was put in; 0 for what is shipped. */
  recordedAt: Instant
  articles: Article[]
}

/** An article (điều) with the headings it stands under; an article without clauses has only paragraphs and perhaps points. */
export interface Article {
  /** "51", "10a". */
  number: string
  heading: string
  part: Heading | null
  chapter: Heading | null
  section: Heading | null
  subsection: Heading | null
  /** Paragraphs before the first clause. */
  text: string[]
  /** Points directly under the article, without a clause. */
  points: Point[]
  clauses: Clause[]
}

/** A part, chapter, section or subsection: number as written ("III", "1", "thứ nhất") and title. */
export interface Heading {
  number: string
  title: string
}

/** A clause (khoản): its paragraphs before the points, the points, and paragraphs after them. */
export interface Clause {
  /** "1", "2a". */
  number: string
  text: string[]
  points: Point[]
  tail: string[]
}

/** A point (điểm) with its paragraphs. */
export interface Point {
  /** "a" … "y" in the Vietnamese order, "đ" after "d"; "a1" when inserted. */
  letter: string
  text: string[]
}

/** A place in a document; what is null is not narrowed down. */
export interface Place {
  document: string
  article: string | null
  clause: string | null
  point: string | null
}

/** Letters that number points, in order; f, j, w and z are not used (checked over every point of Luật 10/2022/QH15). */
export const POINT_LETTERS = [...'abcdđeghiklmnopqrstuvxy'] as const

/** The id of a place: "10/2022/QH15#51.2.c"; a point without a clause is "#12..a", a document alone its number. */
export function placeId(place: Place): string {
  if (place.article === null) return place.document
  const tail = [place.article, place.clause ?? '', place.point ?? ''].join('.').replace(/\.+$/, '')
  return `${place.document}#${tail}`
}

/** The place of an id written by {@link placeId}; undefined when it is not one. */
export function placeOf(id: string): Place | undefined {
  const [document, path, more] = id.split('#')
  if (!document || more !== undefined) return undefined
  if (path === undefined) return { document, article: null, clause: null, point: null }
  const [article, clause, point, extra] = path.split('.')
  if (!article || extra !== undefined) return undefined
  return { document, article, clause: clause || null, point: point || null }
}

/** Sorts "2", "10", "10a" as people count, and point letters by {@link POINT_LETTERS}. */
export function compareNumbers(a: string, b: string): number {
  const [, digits = '', rest = ''] = /^(\d*)(.*)$/.exec(a)!
  const [, digitsOther = '', restOther = ''] = /^(\d*)(.*)$/.exec(b)!
  return Number(digits || 0) - Number(digitsOther || 0) || letterRank(rest) - letterRank(restOther) || (a < b ? -1 : a > b ? 1 : 0)
}

function letterRank(text: string): number {
  return text === '' ? -1 : (POINT_LETTERS as readonly string[]).indexOf(text[0]!)
}

/** Whether a document is in force on a day; a document whose first day is unknown counts from its issue. */
export function inForce(document: LegalDocument, day: Day): boolean {
  const from = document.from ?? document.issued
  return (from === null || from <= day) && (document.to === null || day <= document.to)
}

/** The paragraphs of a clause as one text, points as "a) …" on lines of their own. */
export function clauseText(clause: Clause): string {
  return [...clause.text, ...clause.points.map(pointText), ...clause.tail].join('\n')
}

/** A point as it stands in its clause: "a) …". */
export function pointText(point: Point): string {
  return `${point.letter}) ${point.text.join('\n')}`
}

/** The whole article as one text, without its heading. */
export function articleText(article: Article): string {
  return [...article.text, ...article.points.map(pointText), ...article.clauses.map(clause => `${clause.number}. ${clauseText(clause)}`)].join('\n')
}
