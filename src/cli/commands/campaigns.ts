import { z } from 'zod'
import { closeCampaign } from '#app/closeCampaign.ts'
import { importHistory } from '#app/importHistory.ts'
import { listCampaigns } from '#app/listCampaigns.ts'
import { openCampaign } from '#app/openCampaign.ts'
import type { Imported } from '#app/upsertRecords.ts'
import type { Campaign } from '#domain/campaign.ts'
import { pastCampaignSchema } from '#domain/importing/history.ts'
import { shown } from '#domain/importing/rows.ts'
import { toIso, type Day } from '#domain/time/instant.ts'
import { defineCommand, type Language } from '../command.ts'
import { isRefusal, moment, plainDay, refusal, refuse, strangerIn, table, type Refusal } from '../render.ts'
import { importedText } from './importing.ts'

/** A campaign as documents show it; `units` is how many owe. */
interface ShownCampaign {
  id: string
  form: string
  title: Campaign['title']
  window: { from: Day; to: Day }
  due: string
  units: number
  openedAt: string
  closedAt: string | null
}

const show = ({ id, form, title, window, due, openedAt, closedAt }: Campaign, units: number): ShownCampaign => ({
  id, form, title, window, due: toIso(due), units, openedAt: toIso(openedAt), closedAt: closedAt === null ? null : toIso(closedAt),
})

function lines(campaigns: ShownCampaign[], language: Language): string {
  const headings = language === 'vi' ? ['Mã', 'Tên', 'Kỳ báo cáo', 'Hạn', 'Số đơn vị', 'Đã đóng'] : ['Id', 'Title', 'Window', 'Due', 'Units', 'Closed']
  return table(headings, campaigns.map(one => [
    one.id, one.title[language], `${plainDay(one.window.from)}–${plainDay(one.window.to)}`, moment(one.due), String(one.units), moment(one.closedAt),
  ]))
}

export const campaignList = defineCommand<object, ShownCampaign[]>({
  name: 'campaign list',
  summary: { vi: 'Liệt kê các đợt báo cáo', en: 'List campaigns' },
  input: z.object({}),
  run: async (_, { store }) => ({ exit: 0, document: (await listCampaigns(await store())).map(({ campaign, units }) => show(campaign, units)) }),
  render: lines,
})

const newCampaign = z.object({
  id: z.string(), form: z.string(), from: z.string(), to: z.string(), due: z.number(), titleVi: z.string().optional(), titleEn: z.string().optional(),
  level: z.array(z.string()).optional(), unit: z.array(z.string()).optional(), by: z.string().optional(),
})

export const campaignOpen = defineCommand<z.output<typeof newCampaign>, ShownCampaign | Refusal>({
  name: 'campaign open',
  summary: { vi: 'Mở một đợt báo cáo', en: 'Open a campaign' },
  options: [
    { name: 'id', kind: 'text', required: true, summary: { vi: 'mã đợt, ví dụ sk-2027', en: 'id, such as sk-2027' } },
    { name: 'form', kind: 'text', required: true, summary: { vi: 'mã biểu mẫu, ví dụ so-ket-6-thang', en: 'form id, such as so-ket-6-thang' } },
    { name: 'from', kind: 'day', required: true, summary: { vi: 'ngày đầu kỳ báo cáo', en: 'first day of the reporting window' } },
    { name: 'to', kind: 'day', required: true, summary: { vi: 'ngày cuối kỳ báo cáo', en: 'last day of the reporting window' } },
    { name: 'due', kind: 'due', required: true, summary: { vi: 'hạn nộp; chỉ ghi ngày thì là 16:00 ngày đó', en: 'due instant; a day alone means 16:00' } },
    { name: 'title-vi', kind: 'text', summary: { vi: 'tên tiếng Việt', en: 'title in Vietnamese' } },
    { name: 'title-en', kind: 'text', summary: { vi: 'tên tiếng Anh', en: 'title in English' } },
    { name: 'level', kind: 'text', many: true, summary: { vi: 'mọi đơn vị của cấp này', en: 'every unit of this level' } },
    { name: 'unit', kind: 'text', many: true, summary: { vi: 'đơn vị này (mã); không nêu cấp, đơn vị nào thì là tất cả', en: 'this unit (id); with neither levels nor units, all of them' } },
    { name: 'by', kind: 'text', summary: { vi: 'người mở (mã), để ghi nhật ký', en: 'who opens it (person id), for the journal' } },
  ],
  input: newCampaign,
  async run({ id, form, from, to, due, titleVi, titleEn, level, unit, by }, { store, forms, now }) {
    const stranger = await strangerIn(await store(), by)
    if (stranger) return stranger
    const title = titleVi === undefined && titleEn === undefined ? undefined : { vi: (titleVi ?? titleEn)!, en: (titleEn ?? titleVi)! }
    const asked = { id, form, window: { from, to }, due, ...(title && { title }), ...(level && { levels: level }), ...(unit && { units: unit }) }
    const opened = await openCampaign(await store(), await forms(), asked, { at: now, by: by ?? 'import' })
    if (opened.ok) return { exit: 0, document: show(opened.campaign, opened.obligations.length) }
    const option = { levels: '--level', units: '--unit', window: '--to', id: '--id', form: '--form', due: '--due' } as const
    return { exit: 1, document: { ok: false, problems: opened.problems.map(({ setting, ...problem }) => ({ column: option[setting], ...problem })) } }
  },
  render: (document, language) => (isRefusal(document) ? refusal(document, language) : lines([document], language)),
})

export const campaignClose = defineCommand<{ id: string; by?: string }, (ShownCampaign & { outcome: 'closed' | 'again' }) | Refusal>({
  name: 'campaign close',
  summary: { vi: 'Đóng một đợt báo cáo', en: 'Close a campaign' },
  arguments: [{ name: 'id', summary: { vi: 'mã đợt', en: 'campaign id' } }],
  options: [{ name: 'by', kind: 'text', summary: { vi: 'người đóng (mã), để ghi nhật ký', en: 'who closes it (person id), for the journal' } }],
  input: z.object({ id: z.string(), by: z.string().optional() }),
  async run({ id, by }, { store, now }) {
    const stranger = await strangerIn(await store(), by)
    if (stranger) return stranger
    const closed = await closeCampaign(await store(), id, { at: now, by: by ?? 'import' })
    if (!closed.ok) return refuse('id', id, 'mã của một đợt báo cáo (xem: qcdc campaign list)', 'the id of a campaign (see: qcdc campaign list)')
    return { exit: 0, document: { ...show(closed.campaign, closed.units), outcome: closed.outcome } }
  },
  render: (document, language) => (isRefusal(document) ? refusal(document, language) : lines([document], language)),
})

export const campaignImport = defineCommand<{ document?: unknown }, Imported>({
  name: 'campaign import',
  summary: { vi: 'Nhập một đợt báo cáo đã qua cùng lịch sử', en: 'Import a past campaign with its history' },
  arguments: [{ name: 'file', summary: { vi: 'tệp JSON như data/sample/campaigns/sk-2026.json', en: 'a JSON file like data/sample/campaigns/sk-2026.json' } }],
  input: z.object({ document: z.unknown() }),
  prepare: async (given, client) => ({ document: await client.readJson(String(given.file)) }),
  async run({ document }, { store, forms, now }) {
    const past = pastCampaignSchema.safeParse(document)
    if (past.success) {
      const result = await importHistory(await store(), await forms(), past.data, { at: now, by: 'import' })
      return { exit: result.ok ? 0 : 1, document: result }
    }
    const problems = past.error.issues.map(({ path, message }) => {
      const [first, index, ...rest] = path
      const inHistory = first === 'history' && typeof index === 'number'
      const got = path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), document)
      return { row: inHistory ? index + 1 : 0, column: (inHistory ? rest : path).join('.'), got: shown(got), expected: { vi: message, en: message } }
    })
    return { exit: 1, document: { ok: false, problems } }
  },
  render: importedText,
})
