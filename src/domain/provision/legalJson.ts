import { z } from 'zod'
import { Fault } from '#domain/fault.ts'
import { tidy } from '#domain/text/fold.ts'
import { DOCUMENT_KINDS } from './document.ts'
import type { Article, Heading, LegalDocument } from './document.ts'
import { parseLegalText } from './parse.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected YYYY-MM-DD')
const lines = z.union([z.string(), z.array(z.string())])
const heading = z.strictObject({ number: z.string(), title: z.string().default('') })
const point = z.strictObject({ letter: z.string().regex(/^[a-zđ]\d?$/), text: lines })
const clause = z.strictObject({ number: z.string().regex(/^\d+[a-zđ]?$/), text: lines, points: z.array(point).default([]), tail: lines.optional() })
const article = z.strictObject({
  number: z.string().regex(/^\d+[a-zđ]?$/),
  heading: z.string().optional(),
  text: lines.optional(),
  part: heading.nullish(), chapter: heading.nullish(), section: heading.nullish(), subsection: heading.nullish(),
  points: z.array(point).default([]),
  clauses: z.array(clause).optional(),
})
const document = z.strictObject({
  number: z.string().min(1),
  title: z.string().optional(), short: z.string().optional(), kind: z.enum(DOCUMENT_KINDS).optional(), issuer: z.string().optional(),
  issued: day.nullish(), from: day.nullish(), to: day.nullish(), replacedBy: z.string().nullish(),
  amendedBy: z.array(z.strictObject({ document: z.string(), from: day })).optional(),
  aliases: z.array(z.string()).optional(), about: z.string().optional(),
  scopes: z.array(z.strictObject({ scope: z.string(), from: z.string(), to: z.string() })).optional(),
  /** First day on which this wording holds, for a consolidated text. */
  wordingFrom: day.nullish(),
  articles: z.array(article).min(1),
})
/** The documented .json of legal texts: one document, or several under "documents" (docs/provisions.md). */
export const legalJsonSchema = z.union([z.strictObject({ documents: z.array(document).min(1) }), document])

/** A document read from the documented .json, with what it says of itself. */
export interface LegalJsonDocument {
  document: Partial<LegalDocument> & { number: string }
  wordingFrom: string | null
  articles: Article[]
  /** Lines that belong to no article. */
  leftOut: string[]
}

/** Reads the documented .json; throws Fault 'import-invalid' saying where it departs from it. */
export function readLegalJson(data: unknown): LegalJsonDocument[] {
  const parsed = legalJsonSchema.safeParse(data)
  if (!parsed.success) throw new Fault('import-invalid', z.prettifyError(parsed.error))
  const documents = 'documents' in parsed.data ? parsed.data.documents : [parsed.data]
  return documents.map(({ articles, wordingFrom, ...particulars }) => {
    const leftOut: string[] = []
    const given = Object.fromEntries(Object.entries(particulars).filter(([, value]) => value !== undefined)) as unknown as Partial<LegalDocument> & { number: string }
    return { document: given, wordingFrom: wordingFrom ?? null, articles: articles.map(each => readArticle(each, leftOut)), leftOut }
  })
}

function readArticle(given: z.infer<typeof article>, leftOut: string[]): Article {
  const placed = { part: headingOf(given.part), chapter: headingOf(given.chapter), section: headingOf(given.section), subsection: headingOf(given.subsection) }
  const points = given.points.map(each => ({ letter: each.letter, text: split(each.text) }))
  if (given.clauses) {
    const clauses = given.clauses.map(each => ({ number: each.number, text: split(each.text), points: each.points.map(one => ({ letter: one.letter, text: split(one.text) })), tail: split(each.tail ?? []) }))
    return { number: given.number, heading: tidy(given.heading ?? ''), ...placed, text: split(given.text ?? []), points, clauses }
  }
  // A text without its structure spelt out is read like any other; its first line is the heading when none is given.
  const body = split(given.text ?? [])
  const opens = given.heading === undefined && body.length > 1 && body[0]!.length < 300 && !/^\d{1,3}[a-zđ]?[.)]\s|[.;:]$/u.test(body[0]!)
  const title = tidy(given.heading ?? (opens ? body.shift()! : ''))
  const read = parseLegalText(`Điều ${given.number}. ${title === '' ? '—' : title}\n${body.join('\n')}`)
  leftOut.push(...read.leftOut)
  return { ...read.articles[0]!, ...placed, heading: title, points: [...points, ...read.articles[0]!.points] }
}

function headingOf(given: Heading | null | undefined): Heading | null {
  return given ? { number: tidy(given.number), title: tidy(given.title) } : null
}

function split(text: string | string[]): string[] {
  return (Array.isArray(text) ? text : text.split(/\r\n|\r|\n/)).map(tidy).filter(line => line !== '')
}
