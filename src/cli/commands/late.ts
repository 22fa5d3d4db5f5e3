import { z } from 'zod'
import { lateUnits, type LateRow } from '#app/lateUnits.ts'
import { readDirectory } from '#app/readDirectory.ts'
import type { Counts } from '#domain/rates.ts'
import { toIso, type Instant } from '#domain/time/instant.ts'
import { defineCommand } from '../command.ts'
import { isRefusal, moment, refusal, refuse, table, type Refusal } from '../render.ts'

interface LateDocument {
  campaign: string
  at: string
  counts: Counts
  rows: (Omit<LateRow, 'due' | 'submittedAt'> & { due: string; submittedAt: string | null })[]
}

const STATES: Record<LateRow['state'], { vi: string; en: string }> = {
  'missing': { vi: 'chưa nộp', en: 'missing' },
  'waiting-at-head': { vi: 'chờ thủ trưởng duyệt', en: 'waiting at the head' },
  'late-filed': { vi: 'nộp muộn', en: 'filed late' },
  'supplement-overdue': { vi: 'quá hạn bổ sung', en: 'supplement overdue' },
}

export const late = defineCommand<{ campaign: string; at?: Instant; level?: string; receiver?: string }, LateDocument | Refusal>({
  name: 'late',
  summary: { vi: 'Đơn vị nào chậm, chưa nộp, đang chờ thủ trưởng', en: 'Who is late, missing, waiting at the head' },
  options: [
    { name: 'campaign', kind: 'text', required: true, summary: { vi: 'mã đợt báo cáo', en: 'campaign id' } },
    { name: 'at', kind: 'instant', summary: { vi: 'tính đến lúc này (không nêu: hiện tại)', en: 'as of then (now unless said)' } },
    { name: 'level', kind: 'text', summary: { vi: 'chỉ cấp này', en: 'only this level' } },
    { name: 'receiver', kind: 'text', summary: { vi: 'chỉ đơn vị báo cáo về đơn vị này (mã)', en: 'only those received by this unit (id)' } },
  ],
  input: z.object({ campaign: z.string(), at: z.number().optional(), level: z.string().optional(), receiver: z.string().optional() }),
  async run({ campaign, at, level, receiver }, { store: open, now }) {
    const store = await open()
    const directory = await readDirectory(store)
    if (receiver && !directory.unit(receiver)) return refuse('--receiver', receiver, 'mã của một đơn vị (xem: qcdc units list)', 'the id of a unit (see: qcdc units list)')
    if (level && !directory.units().some(unit => unit.level === level)) {
      const levels = [...new Set(directory.units().map(unit => unit.level))].join(', ')
      return refuse('--level', level, `một trong các cấp: ${levels}`, `one of the levels ${levels}`)
    }
    const found = await lateUnits(store, directory.unit, { campaign, at: at ?? now, ...(level && { level }), ...(receiver && { receiver }) })
    if (!found) return refuse('--campaign', campaign, 'mã của một đợt báo cáo (xem: qcdc campaign list)', 'the id of a campaign (see: qcdc campaign list)')
    const rows = found.rows.map(row => ({ ...row, due: toIso(row.due), submittedAt: row.submittedAt === null ? null : toIso(row.submittedAt) }))
    return { exit: 0, document: { campaign, at: toIso(found.at), counts: found.counts, rows } }
  },
  render(document, language) {
    if (isRefusal(document)) return refusal(document, language)
    const { campaign, at, counts: c, rows } = document
    const head = language === 'vi'
      ? `${campaign}, tính đến ${moment(at)}: phải nộp ${c.owed}; đúng hạn ${c.onTime}, đúng hạn do gia hạn ${c.onTimeByExtension}, nộp muộn ${c.lateFiled}, chưa nộp ${c.missing}, chờ thủ trưởng ${c.waitingAtHead}, đang trả lại ${c.returned}, miễn ${c.waived}, sáp nhập ${c.merged}.`
      : `${campaign}, as of ${moment(at)}: ${c.owed} owed; on time ${c.onTime}, on time by extension ${c.onTimeByExtension}, filed late ${c.lateFiled}, missing ${c.missing}, waiting at the head ${c.waitingAtHead}, returned ${c.returned}, waived ${c.waived}, merged ${c.merged}.`
    if (rows.length === 0) return head
    const headings = language === 'vi' ? ['Đơn vị', 'Tình trạng', 'Hạn', 'Nộp lúc', 'Số ngày chậm'] : ['Unit', 'State', 'Due', 'Submitted', 'Days late']
    return `${head}\n\n${table(headings, rows.map(row => [row.name, STATES[row.state][language], moment(row.due), moment(row.submittedAt), String(row.daysLate)]))}`
  },
})
