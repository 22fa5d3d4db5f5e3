import { join } from 'node:path'
import { readStatements } from '#adapters/files/readStatements.ts'
import { readWord } from '#adapters/word/readWord.ts'
import { readReport } from '#domain/form/fromDocument/readReport.ts'
import type { ReportRead } from '#domain/form/fromDocument/reading.ts'
import { fromIso } from '#domain/time/instant.ts'
import { six } from '../form/sample.ts'
import type { OfficeReport } from './reports/six.ts'

/** The six-month campaign's window, on a day in June. */
export const WHEN = { window: { from: '2025-12-01', to: '2026-05-31' }, at: fromIso('2026-06-08 09:00')! }

/** The committed ways of writing facts. */
export const STATEMENTS = await readStatements(join(import.meta.dirname, '../../data/forms/statements'))

/** How a report was read: taken right, taken wrong, asked about (with the right value among the options or not), not found, and taken though nobody wrote it. */
export interface Score {
  values: number
  right: string[]
  wrong: string[]
  asked: string[]
  askedWrong: string[]
  missing: string[]
  extra: string[]
  read: ReportRead
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Reads a report and compares it with what a careful reader found. */
export async function scoreOf(report: OfficeReport): Promise<Score> {
  const file = await readWord(report.bytes)
  if (!file.ok) throw new RangeError(`${report.name}: ${file.problem}`)
  const read = readReport(six, file.document, WHEN, STATEMENTS)
  const score: Score = { values: Object.keys(report.expected).length, right: [], wrong: [], asked: [], askedWrong: [], missing: [], extra: [], read }
  for (const [field, value] of Object.entries(report.expected)) {
    const found = read.found.find(one => one.field === field)
    const doubt = read.doubts.find(one => one.field === field)
    const show = (got: unknown): string => `${field}: ${JSON.stringify(got)} ≠ ${JSON.stringify(value)}`
    if (found) (same(found.value, value) ? score.right : score.wrong).push(same(found.value, value) ? field : show(found.value))
    else if (doubt) (doubt.options.some(option => same(option.value, value)) ? score.asked : score.askedWrong).push(show(doubt.options.map(option => option.value)))
    else score.missing.push(field)
  }
  for (const found of read.found) if (!(found.field in report.expected)) score.extra.push(`${found.field}: ${JSON.stringify(found.value)}`)
  return score
}
