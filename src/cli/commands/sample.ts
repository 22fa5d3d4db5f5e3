import { z } from 'zod'
import { loadSample, type LoadedSample } from '#app/loadSample.ts'
import { readSample } from '#adapters/files/readSample.ts'
import { toIso, type Instant } from '#domain/time/instant.ts'
import { defineCommand } from '../command.ts'
import { isRefusal, moment, refusal, refuse, type Refusal } from '../render.ts'

type SampleDocument = (Extract<LoadedSample, { ok: true }> & { at: string }) | Refusal

export const sample = defineCommand<{ reset?: boolean; at?: Instant }, SampleDocument>({
  name: 'sample',
  summary: { vi: 'Nạp dữ liệu mẫu', en: 'Load the sample data' },
  options: [
    { name: 'reset', kind: 'flag', summary: { vi: 'xóa mọi dữ liệu đang có trước khi nạp', en: 'remove everything stored first' } },
    { name: 'at', kind: 'instant', summary: { vi: 'chỉ những gì đã ghi nhận đến lúc này, ngày tháng như đã viết; không nêu: dời theo năm cho hợp hiện tại', en: 'only what had been recorded by then, dates as written; without it moved by whole years to fit now' } },
  ],
  input: z.object({ reset: z.boolean().optional(), at: z.number().optional() }),
  async run({ reset = false, at }, { store, forms, now, local, data }) {
    if (!local) return refuse('sample', 'MicrosoftAppId', 'chế độ cục bộ: dữ liệu mẫu không nạp vào hệ thống đang dùng thật', 'local mode: sample data does not belong in a deployed service')
    const mode = at === undefined ? 'first-start' : 'recorded'
    const loaded = await loadSample(await store(), { sample: await readSample(data), forms: await forms(), at: at ?? now, reset, mode })
    if (!loaded.ok) return refuse('--reset', '', 'kho đang có dữ liệu; thêm --reset để xóa hết rồi nạp', 'the store holds data; add --reset to remove all of it first')
    return { exit: 0, document: { ...loaded, at: toIso(at ?? now) } }
  },
  render(document, language) {
    if (isRefusal(document)) return refusal(document, language)
    const { at, units, people, campaigns, obligations } = document
    return language === 'vi'
      ? `Đã nạp dữ liệu mẫu tính đến ${moment(at)}: ${units} đơn vị, ${people} người, ${obligations} nghĩa vụ trong ${campaigns.length} đợt (${campaigns.join(', ')}).`
      : `Sample data as of ${moment(at)} loaded: ${units} units, ${people} people, ${obligations} obligations in ${campaigns.length} campaigns (${campaigns.join(', ')}).`
  },
})
