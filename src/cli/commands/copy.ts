import { z } from 'zod'
import type { Copied } from '#app/copyStore.ts'
import { defineCommand } from '../command.ts'
import { isRefusal, refusal, refuse, type Refusal } from '../render.ts'

const copyInput = z.object({ from: z.string(), to: z.string().optional() })
const ADDRESS = /^(lowdb:|postgres(ql)?:\/\/)/
type Found = Extract<Copied, { ok: true }>

export const storeCopy = defineCommand<z.output<typeof copyInput>, Found | Refusal>({
  name: 'store copy',
  summary: { vi: 'Chuyển toàn bộ kho dữ liệu sang kho khác, kiểm tra từng bản ghi và nhật ký; chạy lại để tiếp tục', en: 'Bring a whole store into another, checked record by record and by the journal; run again to go on' },
  options: [
    { name: 'from', kind: 'text', required: true, summary: { vi: 'kho cũ: lowdb:, lowdb:THƯ MỤC hoặc postgres://…', en: 'the old store: lowdb:, lowdb:FOLDER or postgres://…' } },
    { name: 'to', kind: 'text', summary: { vi: 'kho mới (không nêu: STORE_URL)', en: 'the new store (STORE_URL unless said)' } },
  ],
  input: copyInput,
  // A folder is meant as it reads from where the command was typed.
  prepare: async ({ from, to }, client) => {
    const absolute = (address: string) => (/^lowdb:./.test(address) ? `lowdb:${client.absolute(address.slice('lowdb:'.length))}` : address)
    return { from: absolute(String(from)), ...(to === undefined ? {} : { to: absolute(String(to)) }) }
  },
  async run({ from, to }, { whereabouts, now, progress }) {
    if (!whereabouts) return refuse('store copy', 'đang chạy / running', 'dịch vụ đã dừng', 'a service that has been stopped')
    const target = to ?? whereabouts.STORE_URL
    for (const [option, address] of [['--from', from], ['--to', target]] as const) if (!ADDRESS.test(address)) return refuse(option, address, 'lowdb:… hoặc postgres://…', 'lowdb:… or postgres://…')
    if (from === target) return refuse('--to', 'như --from / as --from', 'một kho khác', 'another store')
    const [{ openStore }, { copyStore }] = await Promise.all([import('../../openStore.ts'), import('#app/copyStore.ts')])
    const clock = () => now
    const old = await openStore({ ...whereabouts, STORE_URL: from }, clock)
    try {
      const fresh = await openStore({ ...whereabouts, STORE_URL: target }, clock)
      try {
        const copied = await copyStore(old, fresh, ({ done, total }) => progress?.(done, total))
        if (copied.ok) return { exit: 0, document: copied }
        const [option, vi, en] = EXPECTED[copied.problem]
        return refuse(option, copied.detail, vi, en)
      } finally {
        await fresh.close()
      }
    } finally {
      await old.close()
    }
  },
  render(document, language) {
    if (isRefusal(document)) return refusal(document, language)
    const { records, salts, journal, written } = document
    return language === 'vi'
      ? `Kho mới giống hệt kho cũ: ${records} bản ghi, ${salts} khóa băm, ${journal.seq} bút toán nhật ký, mã cuối ${journal.hash || '–'}. Lần này ghi ${written}.`
      : `The new store is the old one: ${records} records, ${salts} salts, ${journal.seq} journal entries, head ${journal.hash || '–'}. Written this time: ${written}.`
  },
})

const EXPECTED: Record<Extract<Copied, { ok: false }>['problem'], [option: string, vi: string, en: string]> = {
  'source-broken': ['--from', 'một kho nguyên vẹn (xem: qcdc store check)', 'a sound store (see: qcdc store check)'],
  'source-unfinished': ['--from', 'một kho đầy đủ; kho này là bản sao chưa xong', 'a whole store; this one is a copy that was not finished'],
  'not-empty': ['--to', 'một kho trống, hoặc bản sao dở dang của chính kho cũ', 'an empty store, or an unfinished copy of the same store'],
  'source-changed': ['--from', 'một kho không ai ghi vào lúc sao chép; chạy lại để chép phần còn thiếu', 'a store nobody writes to meanwhile; run it again to bring the rest'],
  'differs': ['--to', 'một bản sao giống hệt', 'a copy that is the same'],
}
