import { z } from 'zod'
import { tidy } from '#domain/text/fold.ts'
import { addDays } from '#domain/time/instant.ts'

/** A text in both languages. */
export interface Bilingual {
  vi: string
  en: string
}

/** One row of a table to import: its number as its reader counts (line of a CSV file, place in a JSON list, from 1) and its cells by column. */
export interface Row {
  row: number
  cells: Readonly<Record<string, unknown>>
}

/** What is wrong with a table: where, what was expected there and what stands there. */
export interface ImportProblem {
  row: number
  column: string
  expected: Bilingual
  got: string
}

/** One column: how a cell is read (text of a CSV file or a value of a JSON one) and what it must be, in words. */
export interface Column<S extends z.ZodType = z.ZodType> {
  schema: S
  expected: Bilingual
}
export type Columns = Readonly<Record<string, Column>>
/** A row as read by its columns. */
export type ReadRow<C extends Columns> = { [K in keyof C]: z.output<C[K]['schema']> }

/** A column; an absent cell, null and an empty text are the same: `undefined` to the schema. */
export function column<S extends z.ZodType>(schema: S, vi: string, en: string): Column<S> {
  return { schema, expected: { vi, en } }
}

const CELL_SHOWN = 60

/** A cell as shown in a problem, cut to 60 characters. */
export function shown(cell: unknown): string {
  const text = cell === undefined || cell === null ? '' : typeof cell === 'string' ? cell : JSON.stringify(cell)
  return text.length > CELL_SHOWN ? `${text.slice(0, CELL_SHOWN)}…` : text
}

/** What the cells of a column name: known ids, and what is expected where one is not. */
export interface Reference {
  knows(id: string): boolean
  expected: Bilingual
}

/**
 * Reads rows by their columns. Every wrong cell and every column that has no name here is a problem; rows with one are left out of `read`.
 * What such a row refers to is checked here by `references`, so that all its mistakes are told at once.
 */
export function readRows<C extends Columns>(rows: readonly Row[], columns: C, references: Partial<Record<keyof C, Reference>> = {}): { read: { row: number; value: ReadRow<C> }[]; problems: ImportProblem[] } {
  const names = Object.keys(columns)
  const problems: ImportProblem[] = []
  const read: { row: number; value: ReadRow<C> }[] = []
  const known = { vi: `một trong các cột: ${names.join(', ')}`, en: `one of the columns ${names.join(', ')}` }
  const strange = new Set<string>()
  for (const { row, cells } of rows) {
    const value: Record<string, unknown> = {}
    let sound = true
    for (const name of Object.keys(cells)) {
      // A strange column is in every row of its table: saying it once is enough.
      if (!Object.hasOwn(columns, name) && !strange.has(name)) {
        strange.add(name)
        problems.push({ row, column: name, expected: known, got: name })
      }
    }
    for (const name of names) {
      const cell = Object.hasOwn(cells, name) ? cells[name] : undefined
      const given = typeof cell === 'string' ? tidy(cell) : cell
      const checked = columns[name]!.schema.safeParse(given === '' || given === null ? undefined : given)
      if (checked.success) value[name] = checked.data
      else {
        sound = false
        problems.push({ row, column: name, expected: columns[name]!.expected, got: shown(cell) })
      }
    }
    if (sound) read.push({ row, value: value as ReadRow<C> })
    else
      for (const [name, reference] of Object.entries<Reference | undefined>(references)) {
        for (const id of [value[name]].flat()) if (reference && typeof id === 'string' && !reference.knows(id)) problems.push({ row, column: name, expected: reference.expected, got: shown(id) })
      }
  }
  return { read, problems }
}

/** "2026-06-12", or "12/6/2026" as Vietnamese spreadsheets write it, as a Day. */
const dayText = z.string().transform((text, context) => {
  const local = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  const day = local ? `${local[3]}-${local[2]!.padStart(2, '0')}-${local[1]!.padStart(2, '0')}` : text
  if (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) && addDays(day, 0) === day) return day
  context.addIssue({ code: 'custom', message: 'not a day' })
  return z.NEVER
})

const DAY_EXPECTED = ['một ngày, viết 2026-06-12 hoặc 12/6/2026', 'a day, written 2026-06-12 or 12/6/2026'] as const
const orEmpty = (texts: readonly [string, string]) => [`${texts[0]}, hoặc để trống`, `${texts[1]}, or nothing`] as const

/** A required day. */
export const dayColumn = column(dayText, ...DAY_EXPECTED)
/** A last day; empty while it lasts. */
export const lastDayColumn = column(dayText.optional().transform(day => day ?? null), ...orEmpty(DAY_EXPECTED))

/** Unit ids are part of obligation ids and receipts: lower-case words joined by hyphens. */
export const UNIT_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/
const UNIT_ID_EXPECTED = ['mã đơn vị: chữ thường không dấu, số, dấu gạch nối', 'a unit id: lower-case letters, digits, hyphens'] as const
export const unitIdColumn = column(z.string().regex(UNIT_ID), ...UNIT_ID_EXPECTED)
export const optionalUnitIdColumn = column(z.string().regex(UNIT_ID).optional().transform(id => id ?? null), ...orEmpty(UNIT_ID_EXPECTED))

/** Person ids name people in events and the journal. */
export const PERSON_ID = /^[A-Za-z0-9]+([._@-][A-Za-z0-9]+)*$/
export const personIdColumn = column(
  z.string().regex(PERSON_ID).max(100),
  'mã người dùng: chữ không dấu, số, dấu chấm, gạch nối',
  'a person id: letters without diacritics, digits, dots, hyphens',
)

/** A list in one cell ("V15; Vụ 15") or a JSON list. */
export const listOf = (item: z.ZodString) =>
  z
    .union([z.array(z.string()), z.string().transform(text => text.split(/[;|]/))])
    .optional()
    .transform(list => (list ?? []).map(tidy).filter(text => text !== ''))
    .pipe(z.array(item))

/** yes/no as spreadsheets and people write it. */
export const flag = z.union([
  z.boolean(),
  z.stringbool({ truthy: ['true', 'yes', '1', 'x', 'có', 'co'], falsy: ['false', 'no', '0', 'không', 'khong'] }),
])
