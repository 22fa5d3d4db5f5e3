import { z } from 'zod'
import { showReport } from '#app/showReport.ts'
import type { Answers } from '#domain/form/form.ts'
import type { Event } from '#domain/obligation.ts'
import { toIso } from '#domain/time/instant.ts'
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
