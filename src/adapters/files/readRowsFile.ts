import { createReadStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { parse } from 'csv-parse'
import { Fault } from '#domain/fault.ts'
import type { Row } from '#domain/importing/rows.ts'

/** How far reading a long file has come, in bytes. */
export type Progress = (done: number, total: number) => void

/**
 * The rows of a table in a CSV file (header line first; commas, semicolons or tabs; UTF-8, a BOM allowed) or a JSON file (a list of objects).
 * A row's number is its line in a CSV file, its place from 1 in a JSON one. Throws Fault 'import-invalid' when the file cannot be read or is neither.
 */
export async function readRowsFile(path: string, progress?: Progress): Promise<Row[]> {
  try {
    if (extname(path).toLowerCase() === '.json') return jsonRows(path, await readFile(path, 'utf8'))
    return await csvRows(path, progress)
  } catch (cause) {
    if (cause instanceof Fault) throw cause
    throw new Fault('import-invalid', `${path}: ${explain(cause)}`, { cause })
  }
}

function explain(cause: unknown): string {
  if (!(cause instanceof Error)) return 'cannot be read'
  const { code } = cause as NodeJS.ErrnoException
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EACCES') return 'may not be read: check its permissions'
  if (code === 'EISDIR') return 'is a folder, not a file'
  return cause.message
}

function jsonRows(path: string, text: string): Row[] {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (cause) {
    throw new Fault('import-invalid', `${path}: not JSON (${cause instanceof Error ? cause.message : ''})`, { cause })
  }
  if (!Array.isArray(value)) throw new Fault('import-invalid', `${path}: expected a list of objects ([{…}, …])`)
  return value.map((cells: unknown, index) => {
    if (typeof cells !== 'object' || cells === null || Array.isArray(cells)) throw new Fault('import-invalid', `${path}: item ${index + 1}: expected an object`)
    return { row: index + 1, cells: { ...cells } }
  })
}

const HEADER = 64 * 1024

/** The file's size, and which of comma, semicolon and tab its header line has most of: spreadsheets set to Vietnamese write semicolons. */
async function survey(path: string): Promise<{ total: number; delimiter: string }> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(HEADER) })
    const header = buffer.toString('utf8', 0, bytesRead).split(/\r|\n/, 1)[0] ?? ''
    const [delimiter = ','] = [',', ';', '\t'].sort((a, b) => header.split(b).length - header.split(a).length)
    return { total: (await file.stat()).size, delimiter }
  } finally {
    await file.close()
  }
}

async function csvRows(path: string, progress?: Progress): Promise<Row[]> {
  const { total, delimiter } = await survey(path)
  const rows: Row[] = []
  const source = createReadStream(path)
  let done = 0
  source.on('data', chunk => {
    done += chunk.length
    progress?.(done, total)
  })
  const parser = parse({
    bom: true, delimiter, info: true, trim: true, skip_empty_lines: true, relax_column_count: false,
    columns: (header: string[]) => header.map(name => name.trim()),
  })
  source.on('error', error => parser.destroy(error))
  source.pipe(parser)
  for await (const { record, info } of parser as AsyncIterable<{ record: Record<string, string>; info: { lines: number } }>) {
    rows.push({ row: info.lines, cells: record })
  }
  return rows
}
