import type { Bilingual } from '#domain/importing/rows.ts'
import { dayOf, fromIso, timeOf } from '#domain/time/instant.ts'
import type { Store } from '#ports/store.ts'
import type { Language } from './command.ts'

/** Columns in line under their headings, two spaces apart; wide (combining) characters are counted as they show. */
export function table(headings: string[], rows: string[][]): string {
  const widths = headings.map((heading, i) => Math.max(width(heading), ...rows.map(row => width(row[i] ?? ''))))
  const line = (cells: string[]) => cells.map((cell, i) => cell + ' '.repeat(Math.max(0, (widths[i] ?? 0) - width(cell)))).join('  ').trimEnd()
  return [line(headings), line(widths.map(w => '─'.repeat(w))), ...rows.map(line)].join('\n')
}

function width(text: string): number {
  let columns = 0
  for (const char of text.normalize('NFC')) if (!/\p{Mn}/u.test(char)) columns++
  return columns
}

/** "16:00 12/06/2026" of an ISO instant; a dash for none. */
export function moment(iso: string | null): string {
  const instant = iso === null ? undefined : fromIso(iso)
  return instant === undefined ? '–' : `${timeOf(instant)} ${plainDay(dayOf(instant))}`
}

/** "12/06/2026" of a day; a dash for none. */
export function plainDay(day: string | null): string {
  return day === null ? '–' : day.split('-').reverse().join('/')
}

/** Something wrong with what was to be taken in, as documents carry it. */
interface ShownProblem {
  row?: number
  column: string
  expected: Bilingual
  got: string
}

/** What a refused command says: where, what was expected, what was found, what to do. */
export interface Refusal {
  ok: false
  problems: ShownProblem[]
}

/** A refusal as people read it. */
export function refusal({ problems }: Refusal, language: Language): string {
  const words = {
    vi: { head: `Chưa ghi gì: có ${problems.length} chỗ chưa đúng. Xin sửa rồi chạy lại lệnh.`, row: 'dòng', expected: 'cần', got: 'đang là', empty: 'để trống' },
    en: { head: `Nothing was written: ${problems.length} to correct. Correct and run the command again.`, row: 'row', expected: 'expected', got: 'got', empty: 'nothing' },
  }[language]
  const lines = problems.map(({ row, column, expected, got }) =>
    `  ${row === undefined ? '' : `${words.row} ${row}, `}${column}: ${words.expected} ${expected[language]}; ${words.got} ${got === '' ? words.empty : `"${got}"`}`)
  return [words.head, ...lines].join('\n')
}

/** A refusal with one cause. */
export function refuse(column: string, got: string, vi: string, en: string): { exit: 1; document: Refusal } {
  return { exit: 1, document: { ok: false, problems: [{ column, got, expected: { vi, en } }] } }
}

/** Whether a document is a refusal. */
export function isRefusal(document: unknown): document is Refusal {
  return typeof document === 'object' && document !== null && 'ok' in document && document.ok === false && 'problems' in document
}

/** A refusal when `by` is nobody the directory knows: the journal names only known people. */
export async function strangerIn(store: Store, by: string | undefined): Promise<{ exit: 1; document: Refusal } | undefined> {
  if (by === undefined || (await store.get('person', by))) return undefined
  return refuse('--by', by, 'mã của một người (xem: qcdc people list)', 'the id of a person (see: qcdc people list)')
}
