import { basename } from 'node:path'
import { z } from 'zod'
import type { ImportedProvisions, ImportProblem } from '#app/importProvisions.ts'
import type { ListedDocument } from '#app/listProvisions.ts'
import type { ProvisionGap } from '#app/provisionGaps.ts'
import { toIso, type Instant } from '#domain/time/instant.ts'
import { defineCommand } from '../command.ts'
import { isRefusal, moment, plainDay, refusal, refuse, strangerIn, table, type Refusal } from '../render.ts'

const importInput = z.object({
  file: z.string(), text: z.string(), legal: z.unknown().optional(),
  number: z.string().optional(), title: z.string().optional(), from: z.string().optional(), by: z.string().optional(), dryRun: z.boolean().optional(),
})

const WHY: Record<ImportProblem['problem'], { column: string; vi: string; en: string }> = {
  'no-articles': { column: 'file', vi: 'văn bản có các điều ("Điều 1. …")', en: 'a text with articles (“Điều 1. …”)' },
  'no-number': { column: '--number', vi: 'số, ký hiệu văn bản, ví dụ 10/2022/QH15 (không thấy trong tệp)', en: 'the document’s number such as 10/2022/QH15 (the file does not say)' },
  'not-this-document': { column: '--number', vi: 'không nêu, vì tệp có nhiều văn bản', en: 'nothing, as the file holds several documents' },
}

/** One document as it is printed; several, where a .json holds several, as a list. */
type ImportDocument = ImportedProvisions | ImportedProvisions[] | Refusal

export const provisionsImport = defineCommand<z.output<typeof importInput>, ImportDocument>({
  name: 'provisions import',
  summary: { vi: 'Nhập toàn văn chính thức của một văn bản', en: 'Import the official text of a document' },
  arguments: [{ name: 'file', summary: { vi: 'tệp .docx, .html, .txt hoặc .json', en: 'a .docx, .html, .txt or .json file' } }],
  options: [
    { name: 'number', kind: 'text', summary: { vi: 'số, ký hiệu văn bản khi tệp không ghi', en: 'the document’s number where the file does not say' } },
    { name: 'title', kind: 'text', summary: { vi: 'tên văn bản', en: 'its title' } },
    { name: 'from', kind: 'day', summary: { vi: 'ngày đầu tiên bản này có hiệu lực (với văn bản hợp nhất: ngày sửa đổi có hiệu lực)', en: 'first day on which this wording holds (for a consolidated text the day of the change)' } },
    { name: 'dry-run', kind: 'flag', summary: { vi: 'chỉ xem kết quả, không ghi', en: 'look and report without writing' } },
    { name: 'by', kind: 'text', summary: { vi: 'người nhập (mã), để ghi nhật ký', en: 'who imports it (person id), for the journal' } },
  ],
  input: importInput,
  async prepare({ file, ...options }, client) {
    const { readProvisionFile } = await import('#adapters/provisions/readProvisionFile.ts')
    return { ...options, file: basename(String(file)), ...readProvisionFile(String(file), await client.readBytes(String(file))) }
  },
  async run({ file, text, legal, number, title, from, by, dryRun }, { store: open, library, now }) {
    const store = await open()
    const stranger = await strangerIn(store, by)
    if (stranger) return stranger
    const { importProvisions } = await import('#app/importProvisions.ts')
    const options = { at: now, by: by ?? 'import', ...(number && { number }), ...(title && { title }), ...(from && { from }), ...(dryRun && { dryRun }) }
    const imported = await importProvisions(store, await library(), { text, ...(legal !== undefined && { legal }) }, options)
    if (imported.ok) return { exit: 0, document: imported.documents.length === 1 ? imported.documents[0]! : imported.documents }
    const { column, vi, en } = WHY[imported.problem]
    return refuse(column, imported.detail || file, vi, en)
  },
  render(document, language) {
    if (isRefusal(document)) return refusal(document, language)
    const vi = language === 'vi'
    const outcomes = { 'added': vi ? 'đã nhập' : 'imported', 'same': vi ? 'đã có đúng bản này, không ghi gì' : 'this very wording was there already', 'looked-at': vi ? 'chỉ xem, chưa ghi' : 'looked at, nothing written' }
    return [document].flat().map(({ document: number, title, from, found, gaps, changed, outcome, leftOut }) => [
      `${number} · ${title} (${vi ? 'từ' : 'from'} ${plainDay(from)}): ${outcomes[outcome]}`,
      vi ? `  ${found.chapters} chương, ${found.articles} điều, ${found.clauses} khoản, ${found.points} điểm` : `  ${found.chapters} chapters, ${found.articles} articles, ${found.clauses} clauses, ${found.points} points`,
      ...(gaps.length > 0 ? [`  ${vi ? 'Đánh số chưa liền mạch' : 'Breaks in the numbering'}: ${gaps.map(gap => `${gap.place} ${gap.problem}`).join(', ')}`] : []),
      ...(changed ? [`  ${vi ? 'So với bản trước' : 'Against the wording before'}: +${changed.added.length} −${changed.removed.length} ~${changed.changed.length}`] : []),
      ...(leftOut.length > 0 ? [`  ${vi ? 'Dòng không thuộc điều nào' : 'Lines of no article'}: ${leftOut.length}`] : []),
    ].join('\n')).join('\n')
  },
})

export const provisionsList = defineCommand<{ at?: Instant }, (Omit<ListedDocument, 'wordings'> & { wordings: Record<string, unknown>[] })[]>({
  name: 'provisions list',
  summary: { vi: 'Liệt kê văn bản và hiệu lực', en: 'List documents and whether they are in force' },
  options: [{ name: 'at', kind: 'instant', summary: { vi: 'tính đến lúc này; không nêu: bây giờ', en: 'as of this instant; now unless given' } }],
  input: z.object({ at: z.number().optional() }),
  async run({ at }, { library, now }) {
    const { listProvisions } = await import('#app/listProvisions.ts')
    const listed = await listProvisions(await library(), at ?? now)
    return { exit: 0, document: listed.map(one => ({ ...one, wordings: one.wordings.map(({ recordedAt, ...wording }) => ({ ...wording, recordedAt: recordedAt === 0 ? null : toIso(recordedAt) })) })) }
  },
  render: (documents, language) => table(
    language === 'vi' ? ['Số, ký hiệu', 'Hiệu lực', 'Từ', 'Đến', 'Căn cứ trả lời', 'Điều', 'Tên'] : ['Number', 'In force', 'From', 'To', 'Rests on', 'Articles', 'Title'],
    documents.map(one => [one.document, one.inForce ? '✓' : '', plainDay(one.from), plainDay(one.to), one.source ?? '–', String(one.found?.articles ?? '–'), one.title])),
})

export const provisionsGaps = defineCommand<object, (Omit<ProvisionGap, 'firstAsked' | 'lastAsked'> & { firstAsked: string; lastAsked: string })[]>({
  name: 'provisions gaps',
  summary: { vi: 'Liệt kê câu hỏi chưa trả lời được', en: 'List what was asked and not answered' },
  input: z.object({}),
  async run(_, { store }) {
    const { provisionGaps } = await import('#app/provisionGaps.ts')
    return { exit: 0, document: (await provisionGaps(await store())).map(gap => ({ ...gap, firstAsked: toIso(gap.firstAsked), lastAsked: toIso(gap.lastAsked) })) }
  },
  render: (gaps, language) => table(language === 'vi' ? ['Câu hỏi', 'Số lần', 'Lần cuối', 'Gần nhất'] : ['Question', 'Times', 'Last', 'Nearest'],
    gaps.map(gap => [gap.question, String(gap.times), moment(gap.lastAsked), gap.nearest.join(', ')])),
})
