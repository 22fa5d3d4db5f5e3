import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ReadStatements } from '#ports/documents.ts'
import { parseStatements, type Statement } from '#domain/form/fromDocument/statement.ts'

/** Ways of writing facts from the files of a folder, one a field; none where there is no such folder. Throws Fault 'form-invalid'. */
export async function readStatements(folder: string): Promise<readonly Statement[]> {
  const names = await readdir(folder).catch(() => [])
  const texts = names.filter(name => name.endsWith('.txt')).toSorted()
  return (await Promise.all(texts.map(async name => parseStatements(name, await readFile(join(folder, name), 'utf8'))))).flat()
}

/** The same, read once, when they are first asked for; a reading that failed is tried again. */
export function createStatements(folder: string): ReadStatements {
  let reading: Promise<readonly Statement[]> | undefined
  return () => {
    reading ??= readStatements(folder).catch((error: unknown) => {
      reading = undefined
      throw error
    })
    return reading
  }
}
