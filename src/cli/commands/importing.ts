import { z } from 'zod'
import type { Imported } from '#app/upsertRecords.ts'
import type { Bilingual, Row } from '#domain/importing/rows.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Store } from '#ports/store.ts'
import { defineCommand, type AnyCommand, type Client, type Given, type Language } from '../command.ts'
import { refusal } from '../render.ts'

/** Rows of a file, as the client has read them. */
export const fileInput = z.object({ rows: z.array(z.object({ row: z.number(), cells: z.record(z.string(), z.unknown()) })) })

/** Reads the file named. */
export async function prepareFile(given: Given, client: Client): Promise<{ rows: Row[] }> {
  return { rows: await client.readRows(String(given.file)) }
}

/** "added 3, changed 1, unchanged 20", or everything that is wrong with the file. */
export function importedText(document: Imported, language: Language): string {
  if (!document.ok) return refusal(document, language)
  const { added, changed, unchanged } = document
  return language === 'vi' ? `Đã nhập: thêm ${added}, thay đổi ${changed}, giữ nguyên ${unchanged}.` : `Imported: ${added} added, ${changed} changed, ${unchanged} unchanged.`
}

/** A command that imports a table from a file: whole, or, when anything in it is wrong, not at all. */
export function importCommand(name: string, summary: Bilingual, columns: Bilingual, importRows: (store: Store, rows: readonly Row[], options: { at: Instant; by: string }) => Promise<Imported>): AnyCommand {
  return defineCommand<z.output<typeof fileInput>, Imported>({
    name, summary,
    arguments: [{ name: 'file', summary: columns }],
    input: fileInput,
    prepare: prepareFile,
    async run({ rows }, { store, now }) {
      const document = await importRows(await store(), rows, { at: now, by: 'import' })
      return { exit: document.ok ? 0 : 1, document }
    },
    render: importedText,
  })
}
