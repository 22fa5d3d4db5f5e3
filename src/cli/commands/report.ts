import { z } from 'zod'
import { readDirectory } from '#app/readDirectory.ts'
import { showReport } from '#app/showReport.ts'
import { unitHistory } from '#app/unitHistory.ts'
import type { Answers } from '#domain/form/form.ts'
import type { Event } from '#domain/obligation.ts'
import { toIso, type Instant } from '#domain/time/instant.ts'
import { defineCommand } from '../command.ts'
import { isRefusal, moment, refusal, refuse, table, type Refusal } from '../render.ts'

interface ReportDocument {
  obligation: string
  unit: string
  campaign: string
  version: number | null
  state: string
  receipt: string | null
  submittedAt: string | null
  answers: Answers
  history: Record<string, unknown>[]
}

/** An event with its instants as ISO 8601. */
function historyLine(event: Event): Record<string, unknown> {
  const instants = ['at', 'recordedAt', 'until', 'supplementDue']
  return Object.fromEntries(Object.entries(event).map(([name, value]) => [name, instants.includes(name) ? toIso(Number(value)) : value]))
}

export const reportShow = defineCommand<{ obligation: string; version?: number }, ReportDocument | Refusal>({
  name: 'report show',
  summary: { vi: 'Xem báo cáo đã gửi và lịch sử', en: 'Show a submitted report and its history' },
  options: [
    { name: 'obligation', kind: 'text', required: true, summary: { vi: 'mã nghĩa vụ, ví dụ sk-2026.bac-ninh', en: 'obligation id, such as sk-2026.bac-ninh' } },
    { name: 'version', kind: 'count', summary: { vi: 'phiên bản (không nêu: mới nhất)', en: 'version (the newest unless said)' } },
  ],
  input: z.object({ obligation: z.string(), version: z.number().optional() }),
  async run({ obligation: id, version: number }, { store, now }) {
    const found = await showReport(await store(), { obligation: id, at: now, ...(number !== undefined && { version: number }) })
    if (!found) return refuse('--obligation', id, 'mã nghĩa vụ <đợt>.<đơn vị>', 'an obligation id <campaign>.<unit>')
    const { obligation, standing, version, history } = found
    if (number !== undefined && !version) return refuse('--version', String(number), `một phiên bản đã gửi (mới nhất: ${standing.version ?? 'chưa có'})`, `a submitted version (newest: ${standing.version ?? 'none'})`)
    const submitted = version && history.find(event => event.kind === 'submitted' && event.version === version.number)
    return {
      exit: 0,
      document: {
        obligation: obligation.id, unit: obligation.unit, campaign: obligation.campaign, version: version?.number ?? null, state: standing.phase,
        receipt: submitted?.kind === 'submitted' ? submitted.receipt : null, submittedAt: version ? toIso(version.submittedAt) : null,
        answers: version?.answers ?? {}, history: history.map(historyLine),
      },
    }
  },
  render(document, language) {
    if (isRefusal(document)) return refusal(document, language)
    const { obligation, version, state, receipt, submittedAt, answers, history } = document
    const head = language === 'vi'
      ? `${obligation} · phiên bản ${version ?? '–'} · ${state} · số tiếp nhận ${receipt ?? '–'} · nộp lúc ${moment(submittedAt)}`
      : `${obligation} · version ${version ?? '–'} · ${state} · receipt ${receipt ?? '–'} · submitted ${moment(submittedAt)}`
    const fields = table(language === 'vi' ? ['Mục', 'Nội dung'] : ['Field', 'Answer'], Object.entries(answers).map(([field, answer]) => [
      field, Array.isArray(answer) ? answer.join(', ') : typeof answer === 'object' ? answer.name : String(answer),
    ]))
    const events = table(language === 'vi' ? ['Lúc', 'Việc', 'Người'] : ['At', 'Event', 'By'], history.map(event => [moment(String(event.at)), String(event.kind), String(event.by)]))
    return [head, ...(version === null ? [] : [fields]), events].join('\n\n')
  },
})

/** One line of a unit's history. */
interface HistoryRow {
  obligation: string
  campaign: string
  unit: string
  name: string
  state: string
  timeliness: string
  due: string
  submittedAt: string | null
  version: number | null
  receipt: string | null
}

export const reportHistory = defineCommand<{ unit: string; at?: Instant }, { unit: string; at: string; rows: HistoryRow[] } | Refusal>({
  name: 'report history',
  summary: { vi: 'Xem các báo cáo của một đơn vị qua các kỳ, kể cả của các đơn vị đã sáp nhập vào', en: 'Show a unit’s reports over the years, those of the units merged into it included' },
  options: [
    { name: 'unit', kind: 'text', required: true, summary: { vi: 'mã đơn vị', en: 'unit id' } },
    { name: 'at', kind: 'instant', summary: { vi: 'tính đến lúc này; không nêu: bây giờ', en: 'as of this instant; now unless given' } },
  ],
  input: z.object({ unit: z.string(), at: z.number().optional() }),
  async run({ unit, at }, { store: open, now }) {
    const store = await open()
    const directory = await readDirectory(store)
    if (!directory.unit(unit)) return refuse('--unit', unit, 'mã của một đơn vị (xem: qcdc units list)', 'the id of a unit (see: qcdc units list)')
    const rows = (await unitHistory(store, directory, unit, at ?? now)).map(({ obligation, standing }): HistoryRow => ({
      obligation: obligation.id, campaign: obligation.campaign, unit: obligation.unit, name: directory.unit(obligation.unit)?.name ?? obligation.unit,
      state: standing.phase, timeliness: standing.timeliness, due: toIso(standing.due), submittedAt: standing.submittedAt === null ? null : toIso(standing.submittedAt),
      version: standing.version, receipt: standing.receipt,
    }))
    return { exit: 0, document: { unit, at: toIso(at ?? now), rows } }
  },
  render: (document, language) => isRefusal(document) ? refusal(document, language) : table(
    language === 'vi' ? ['Đợt', 'Đơn vị', 'Trạng thái', 'Thời hạn', 'Hạn', 'Nộp lúc', 'Số tiếp nhận'] : ['Campaign', 'Unit', 'State', 'Timeliness', 'Due', 'Submitted', 'Receipt'],
    document.rows.map(row => [row.campaign, row.name, row.state, row.timeliness, moment(row.due), moment(row.submittedAt), row.receipt ?? '–'])),
})
