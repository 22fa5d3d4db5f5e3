import { z } from 'zod'
import type { Soundness } from '#ports/store.ts'
import { defineCommand } from '../command.ts'
import { isRefusal, moment, refusal, refuse, strangerIn, type Refusal } from '../render.ts'

interface BackupDocument extends Soundness {
  /** Where the backup is. */
  folder: string
  at: string
  files: number
}

const backupInput = z.object({ folder: z.string(), dataDir: z.string() })

export const storeBackup = defineCommand<z.output<typeof backupInput>, BackupDocument | Refusal>({
  name: 'store backup',
  summary: { vi: 'Sao lưu kho dữ liệu, cả khi dịch vụ đang chạy, và thử khôi phục ngay', en: 'Back the store up, also while the service runs, and prove it by restoring' },
  arguments: [{ name: 'dir', summary: { vi: 'thư mục mới hoặc còn trống', en: 'a new or empty folder' } }],
  input: backupInput,
  prepare: async ({ dir }, client) => ({ folder: client.absolute(String(dir)), dataDir: client.dataDir }),
  async run({ folder, dataDir }, { store, now, progress }) {
    const { backupStore } = await import('../backupStore.ts')
    const result = await backupStore(await store(), { to: folder, dataDir, at: now, ...(progress && { progress }) })
    if (!result.ok) {
      const found = [...result.soundness.problems, ...result.differences].join('; ')
      return refuse('store', found, 'bản sao giống hệt kho dữ liệu (xem: qcdc store check)', 'a copy that is the store (see: qcdc store check)')
    }
    const { about, soundness } = result
    return { exit: 0, document: { ...soundness, folder, at: about.at, files: about.files } }
  },
  render(document, language) {
    if (isRefusal(document)) return refusal(document, language)
    const { folder, at, records, journal, files } = document
    return language === 'vi'
      ? `Đã sao lưu lúc ${moment(at)} vào ${folder} và đã thử khôi phục: ${records} bản ghi, ${journal.entries} bút toán nhật ký, ${files} tệp.`
      : `Backed up at ${moment(at)} to ${folder} and proved by restoring: ${records} records, ${journal.entries} journal entries, ${files} files.`
  },
})

interface RestoreDocument extends BackupDocument {
  /** Where what had been there was put; null when nothing was. */
  aside: string | null
}

const restoreInput = z.object({ folder: z.string(), replace: z.boolean().optional(), by: z.string().optional() })

export const storeRestore = defineCommand<z.output<typeof restoreInput>, RestoreDocument | Refusal>({
  name: 'store restore',
  summary: { vi: 'Khôi phục kho dữ liệu từ bản sao lưu (dịch vụ phải dừng)', en: 'Restore the store from a backup (the service must be stopped)' },
  arguments: [{ name: 'dir', summary: { vi: 'thư mục của bản sao lưu', en: 'the backup’s folder' } }],
  options: [
    { name: 'replace', kind: 'flag', summary: { vi: 'thay dữ liệu đang có; dữ liệu cũ được chuyển sang thư mục bên cạnh', en: 'replace what is there; it is put into a folder beside' } },
    { name: 'by', kind: 'text', summary: { vi: 'người khôi phục (mã), để ghi nhật ký', en: 'who restores (person id), for the journal' } },
  ],
  input: restoreInput,
  prepare: async ({ dir, ...options }, client) => ({ ...options, folder: client.absolute(String(dir)) }),
  async run({ folder, replace = false, by }, { whereabouts, now }) {
    if (!whereabouts) return refuse('store restore', 'đang chạy / running', 'dịch vụ đã dừng', 'a service that has been stopped')
    const [{ restoreStore }, { opened, PLACES, readAbout }] = await Promise.all([import('../restoreStore.ts'), import('../backupStore.ts')])
    await readAbout(folder)
    const stranger = by === undefined ? undefined : await opened(`${folder}/${PLACES.store}`, now, store => strangerIn(store, by))
    if (stranger) return stranger
    const result = await restoreStore(folder, whereabouts, { at: now, clock: () => now, by: by ?? 'import', replace })
    if (!result.ok) {
      return result.problem === 'not-empty'
        ? refuse('--replace', result.detail, 'kho chưa có dữ liệu, hoặc thêm --replace để thay (dữ liệu cũ được giữ ở thư mục bên cạnh)', 'an empty store, or --replace to replace what is there (it is kept in a folder beside)')
        : refuse('dir', result.detail, 'một bản sao lưu nguyên vẹn', 'a sound backup')
    }
    const { about, soundness, files, aside } = result
    return { exit: 0, document: { ...soundness, folder, at: about.at, files, aside } }
  },
  render(document, language) {
    if (isRefusal(document)) return refusal(document, language)
    const { at, records, journal, files, aside } = document
    const vi = language === 'vi'
    return [
      vi
        ? `Đã khôi phục bản sao lưu lúc ${moment(at)}: ${records} bản ghi, ${journal.entries} bút toán nhật ký, ${files} tệp; đã kiểm tra.`
        : `Restored the backup of ${moment(at)}: ${records} records, ${journal.entries} journal entries, ${files} files; checked.`,
      ...(aside ? [vi ? `Dữ liệu trước đó ở ${aside}.` : `What was there before is in ${aside}.`] : []),
    ].join('\n')
  },
})

/** Characters given on at once. */
const CHUNK = 1 << 16

export const storeDump = defineCommand<object, string[]>({
  name: 'store dump',
  summary: { vi: 'In toàn bộ kho dữ liệu, mỗi dòng một bản ghi JSON', en: 'Print everything the store holds, a line of JSON a record' },
  input: z.object({}),
  async run(_, { store, print }) {
    const { dumpStore } = await import('#app/dumpStore.ts')
    const lines: string[] = []
    let waiting = ''
    for await (const line of dumpStore(await store())) {
      if (!print) lines.push(line.trimEnd())
      else if ((waiting += line).length >= CHUNK) {
        await print(waiting)
        waiting = ''
      }
    }
    if (waiting) await print?.(waiting)
    return { exit: 0, document: lines, ...(print && { printed: true as const }) }
  },
  render: lines => lines.join('\n'),
})
