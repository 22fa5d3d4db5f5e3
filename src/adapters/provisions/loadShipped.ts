import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { Fault } from '#domain/fault.ts'
import { DOCUMENT_KINDS, placeId } from '#domain/provision/document.ts'
import type { Article, Edition, LegalDocument, Place } from '#domain/provision/document.ts'
import { parseLegalText } from '#domain/provision/parse.ts'
import { SIGNALS } from '#domain/provision/signals.ts'
import type { LoadShipped, ShippedProvisions } from '#ports/provisions.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** One document of data/provisions/documents.json. */
export const documentSchema = z.strictObject({
  number: z.string().min(1), title: z.string().min(1), short: z.string().min(1), kind: z.enum(DOCUMENT_KINDS), issuer: z.string(),
  issued: day.nullable(), from: day.nullable(), to: day.nullable(), replacedBy: z.string().nullable(), endedBy: z.string().optional(),
  amendedBy: z.array(z.strictObject({ document: z.string(), from: day })), aliases: z.array(z.string()), about: z.string().optional(),
  cautions: z.array(z.strictObject({ from: day.nullable(), vi: z.string(), en: z.string() })).optional(),
  scopes: z.array(z.strictObject({ scope: z.string(), from: z.string(), to: z.string() })).optional(),
  digest: z.string().optional(),
})
const wordsSchema = z.strictObject({
  short: z.record(z.string(), z.string()), alike: z.record(z.string(), z.array(z.string())), asking: z.array(z.string()), scopes: z.record(z.string(), z.array(z.string())),
  usualScope: z.string(), aboutDocuments: z.array(z.string()), elsewhere: z.array(z.string()), english: z.record(z.string(), z.string()), englishAsking: z.array(z.string()), quantities: z.array(z.strictObject({ asked: z.array(z.string()), found: z.string() })),
})
const weightsSchema = z.strictObject({
  search: z.strictObject({ asking: z.number(), askingPair: z.number(), alike: z.number(), alikeUnknown: z.number(), story: z.number(), passage: z.number(), passageAsked: z.number(), heading: z.number(), opening: z.number(), stretch: z.number(), wholeHeading: z.number(), beside: z.number(), quantity: z.number(), asked: z.number(), learnt: z.number(), learntWithin: z.number(), scopeNamed: z.number(), scopeOther: z.number(), scopeUsual: z.number(), ended: z.number(), particulars: z.number(), force: z.number(), named: z.number(), guidance: z.number() }),
  confidence: z.strictObject({ weights: z.record(z.enum(SIGNALS), z.number()), bias: z.number(), answer: z.number() }),
})

/** Reads data/provisions from a folder given by its URL. */
export function loadShippedFrom(folder: URL): LoadShipped {
  const read = (name: string) => readFile(new URL(name, folder), 'utf8').catch((cause: unknown) => {
    throw new Fault('data-invalid', `provisions/${name}: cannot be read`, { cause })
  })
  const parse = async <T>(name: string, schema: z.ZodType<T>): Promise<T> => {
    const text = await read(name)
    let data: unknown
    try {
      data = JSON.parse(text)
    } catch (cause) {
      throw new Fault('data-invalid', `provisions/${name}: not JSON`, { cause })
    }
    const parsed = schema.safeParse(data)
    if (!parsed.success) throw new Fault('data-invalid', `provisions/${name}: ${z.prettifyError(parsed.error)}`)
    return parsed.data
  }
  return async (): Promise<ShippedProvisions> => {
    const [{ documents }, words, settings, unasked] = await Promise.all([
      parse('documents.json', z.strictObject({ documents: z.array(documentSchema) })),
      parse('words.json', wordsSchema),
      parse('weights.json', weightsSchema),
      read('unasked.txt'),
    ])
    const asked: Record<string, string[]> = {}
    const digests: Edition[] = []
    const known: LegalDocument[] = []
    for (const { digest, ...document } of documents) {
      known.push(document)
      if (!digest) continue
      const { articles } = parseLegalText(await read(digest))
      takeAsked(document.number, articles, asked)
      digests.push({ id: `${document.number}@digest`, document, source: 'digest', from: document.from, recordedAt: 0, articles })
    }
    return { documents: known, digests, asked, unasked: unasked.split('\n').filter(line => line.trim() !== '' && !line.startsWith('#')), words, settings }
  }
}

/** Takes the lines "? …" out of a digest: they say how people ask about the place above and are not part of its text. */
function takeAsked(document: string, articles: Article[], asked: Record<string, string[]>): void {
  const take = (place: Omit<Place, 'document'>, paragraphs: string[]): string[] => {
    const questions = paragraphs.filter(each => each.startsWith('? '))
    if (questions.length > 0) (asked[placeId({ document, ...place })] ??= []).push(...questions.map(each => each.slice(2)))
    return paragraphs.filter(each => !each.startsWith('? '))
  }
  for (const article of articles) {
    article.text = take({ article: article.number, clause: null, point: null }, article.text)
    for (const clause of article.clauses) {
      clause.text = take({ article: article.number, clause: clause.number, point: null }, clause.text)
      for (const point of clause.points) point.text = take({ article: article.number, clause: clause.number, point: point.letter }, point.text)
    }
  }
}
