import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readLegalJson, type LegalJsonDocument } from '#domain/provision/legalJson.ts'
import { fold } from '#domain/text/fold.ts'

/** A question with the articles that answer it, "<document>#<article>". */
export interface LegalQuestion {
  id: string
  text: string
  answers: string[]
}

/** A set to measure retrieval on: documents, each once, and questions with known answers. */
export interface LegalSet {
  documents: LegalJsonDocument[]
  questions: LegalQuestion[]
  /** Documents found to repeat another: its number → the number kept. */
  merged: Map<string, string>
}

/**
 * Reads every .json of a folder: documents in the documented form (docs/provisions.md), questions as `{ "questions": [{ "id", "text", "answers": ["10/2022/QH15#51"] }] }`,
 * and both as the public ALQAC sets write them (`[{ id, articles: [{ id, text }] }]` and `[{ question_id | id, text, relevant_articles: [{ law_id, article_id }] }]`).
 * A document with the same articles as an earlier one is merged into it; files are read in the order of their names.
 */
export async function readLegalSet(folder: string): Promise<LegalSet> {
  const documents: LegalJsonDocument[] = []
  const asked: LegalQuestion[] = []
  for (const name of (await readdir(folder)).filter(each => each.endsWith('.json')).sort()) {
    const data: unknown = JSON.parse(await readFile(join(folder, name), 'utf8'))
    if (isQuestions(data)) asked.push(...data.questions)
    else if (!Array.isArray(data)) documents.push(...readLegalJson(data))
    else if (data.some(each => Array.isArray((each as AlqacLaw).articles))) documents.push(...readLegalJson(fromAlqac(data as AlqacLaw[])))
    else asked.push(...(data as AlqacQuestion[]).filter(each => each.relevant_articles?.length).map(each => ({
      id: each.question_id ?? each.id ?? '', text: each.text, answers: each.relevant_articles!.map(one => `${one.law_id}#${one.article_id}`),
    })))
  }
  const { kept, merged } = mergeRepeated(documents)
  const places = new Set(kept.flatMap(({ document, articles }) => articles.map(article => `${document.number}#${article.number}`)))
  const moved = (place: string) => {
    const [number = '', article = ''] = place.split('#')
    return `${merged.get(number) ?? number}#${article}`
  }
  const seen = new Set<string>()
  const questions = asked.map(question => ({ ...question, answers: question.answers.map(moved).filter(place => places.has(place)) }))
    // A question whose answer is not in the set can't be found by anybody; the same question twice counts once.
    .filter(question => question.answers.length > 0 && !seen.has(fold(question.text)) && seen.add(fold(question.text)))
  return { documents: kept, questions, merged }
}

interface AlqacLaw { id: string; articles: { id: string; text: string }[] }
interface AlqacQuestion { question_id?: string; id?: string; text: string; relevant_articles?: { law_id: string; article_id: string }[] }

function isQuestions(data: unknown): data is { questions: LegalQuestion[] } {
  return typeof data === 'object' && data !== null && Array.isArray((data as { questions?: unknown }).questions)
}

function fromAlqac(laws: AlqacLaw[]): unknown {
  // The public set names laws of which it holds no article.
  return { documents: laws.filter(law => law.articles.length > 0).map(law => ({ number: law.id, title: law.id, articles: law.articles.map(article => ({ number: article.id, text: article.text })) })) }
}

function mergeRepeated(documents: LegalJsonDocument[]): { kept: LegalJsonDocument[]; merged: Map<string, string> } {
  const kept: LegalJsonDocument[] = []
  const merged = new Map<string, string>()
  const words = new Map<LegalJsonDocument, string[]>()
  for (const each of documents) {
    const own = each.articles.map(article => fold(`${article.heading} ${article.clauses[0]?.text[0] ?? article.text[0] ?? ''}`).slice(0, 120))
    const same = kept.find(other => {
      const theirs = words.get(other)!
      return theirs.length === own.length && theirs.filter((text, at) => text === own[at]).length >= 0.9 * own.length
    })
    if (same) merged.set(each.document.number, same.document.number)
    else {
      words.set(each, own)
      kept.push(each)
    }
  }
  return { kept, merged }
}
