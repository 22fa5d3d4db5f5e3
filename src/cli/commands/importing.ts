import { z } from 'zod'
import type { Imported } from '#app/upsertRecords.ts'
import type { Row } from '#domain/importing/rows.ts'
import type { Client, Given, Language } from '../command.ts'

/** What every import prints: the summary, or everything wrong with the file. */
export type ImportDocument = Imported

/** Rows of a file, as the client has read them. */
export const fileInput = z.object({ rows: z.array(z.object({ row: z.number(), cells: z.record(z.string(), z.unknown()) })) })

/** Reads the file named. */
export async function prepareFile(given: Given, client: Client): Promise<{ rows: Row[] }> {
  return { rows: await client.readRows(String(given.file)) }
}

/** "added 3, changed 1, unchanged 20" */
export function importedText({ added, changed, unchanged }: Extract<Imported, { ok: true }>, language: Language): string {
  return language === 'vi' ? `Đã nhập: thêm ${added}, thay đổi ${changed}, giữ nguyên ${unchanged}.` : `Imported: ${added} added, ${changed} changed, ${unchanged} unchanged.`
}
