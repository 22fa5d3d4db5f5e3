import { join } from 'node:path'
import { z } from 'zod'
import { readCalendar } from '#adapters/files/readCalendar.ts'
import { readPolicy } from '#adapters/files/readPolicy.ts'
import type { Nudging } from '#app/nudging.ts'
import { nudgeStatus, type NudgeStatus } from '#app/nudgeStatus.ts'
import { previewNudges, type PreviewedMessage } from '#app/previewNudges.ts'
import { readDirectory } from '#app/readDirectory.ts'
import { resolveNudge, type Resolved } from '#app/resolveNudge.ts'
import { sendDue, type Planning } from '#app/sendDue.ts'
import { toIso, type Instant } from '#domain/time/instant.ts'
import { defineCommand, type CommandContext, type Language } from '../command.ts'
import { isRefusal, moment, refusal, refuse, table, type Refusal } from '../render.ts'

const nudgingOf = async ({ store, data }: CommandContext): Promise<Nudging> => {
  const [policy, calendar, directory] = await Promise.all([readPolicy(data), readCalendar(join(data, 'holidays')), readDirectory(await store())])
  return { policy, calendar, directory }
}

interface PreviewDocument {
  at: string
  messages: PreviewedMessage[]
}

export const nudgesPreview = defineCommand<{ at?: Instant }, PreviewDocument>({
  name: 'nudges preview',
  summary: { vi: 'Xem trước ai sẽ được nhắc việc gì; không gửi, không ghi', en: 'See who would be nudged about what; nothing is sent or written' },
  options: [{ name: 'at', kind: 'instant', summary: { vi: 'nếu gửi lúc này (không nêu: hiện tại)', en: 'if it were sent then (now unless said)' } }],
  input: z.object({ at: z.number().optional() }),
  async run({ at }, context) {
    const preview = await previewNudges(await context.store(), await nudgingOf(context), at ?? context.now, context.now)
    return { exit: 0, document: { at: toIso(preview.at), messages: preview.messages } }
  },
  render({ at, messages }, language) {
    const vi = language === 'vi'
    if (messages.length === 0) return vi ? `${moment(at)}: không có tin nhắc nào.` : `${moment(at)}: no nudges.`
    const rows = messages.flatMap(({ person, channel, items, dropped }) => [
      ...items.map(item => [person, channel ?? '–', item.obligation, item.step, '']),
      ...dropped.map(item => [person, channel ?? '–', item.obligation, item.step, item.reason]),
    ])
    return `${moment(at)}\n${table(vi ? ['Người nhận', 'Kênh', 'Nghĩa vụ', 'Bước', 'Bỏ vì'] : ['Person', 'Channel', 'Obligation', 'Step', 'Dropped'], rows)}`
  },
})

interface StatusDocument extends Omit<NudgeStatus, 'held'> {
  held: (Omit<NudgeStatus['held'][number], 'since'> & { since: string })[]
}

const documentOf = (status: NudgeStatus): StatusDocument => ({ ...status, held: status.held.map(one => ({ ...one, since: toIso(one.since) })) })

function statusText({ owed, sent, resent, dropped, unreachable, pending, reasons, held }: StatusDocument, language: Language): string {
  const vi = language === 'vi'
  const why = Object.entries(reasons).map(([reason, count]) => `${reason} ${count}`).join(', ')
  return [
    vi
      ? `Phải nhắc ${owed} = đã gửi ${sent} + bỏ ${dropped}${why ? ` (${why})` : ''} + không liên lạc được ${unreachable} + đang chờ ${pending}. Gửi lại sau trả lời không rõ: ${resent}.`
      : `Owed ${owed} = sent ${sent} + dropped ${dropped}${why ? ` (${why})` : ''} + unreachable ${unreachable} + pending ${pending}. Sent again after an ambiguous answer: ${resent}.`,
    ...held.map(({ id, reason, since }) => (vi ? `  Chưa rõ đã đến hay chưa: ${id} (${reason}, ${moment(since)}); xử lý: qcdc nudges resolve "${id}"` : `  May have arrived: ${id} (${reason}, ${moment(since)}); decide with: qcdc nudges resolve "${id}"`)),
  ].join('\n')
}

export const nudgesStatus = defineCommand<{ campaign?: string }, StatusDocument>({
  name: 'nudges status',
  summary: { vi: 'Đã nhắc bao nhiêu, bỏ vì sao, còn chờ gì', en: 'How many nudges were sent, dropped and why, and what waits' },
  options: [{ name: 'campaign', kind: 'text', summary: { vi: 'chỉ đợt báo cáo này', en: 'only this campaign' } }],
  input: z.object({ campaign: z.string().optional() }),
  async run({ campaign }, { store }) {
    return { exit: 0, document: documentOf(await nudgeStatus(await store(), campaign)) }
  },
  render: statusText,
})

interface SentDocument extends StatusDocument, Planning {
  /** When something left over is due; null when nothing is. */
  next: string | null
}

export const nudgesSendDue = defineCommand<object, SentDocument | Refusal>({
  name: 'nudges send-due',
  summary: { vi: 'Lập và gửi ngay mọi tin nhắc đã đến lúc', en: 'Plan and send every nudge that is due' },
  input: z.object({}),
  async run(_, { sending }) {
    if (!sending) return refuse('SENDS', '', 'một nơi gửi được tin', 'something that can send')
    const { due } = await sending()
    const { planned, messages, digests, next, ...status } = await sendDue(due)
    return { exit: 0, document: { planned, messages, digests, ...documentOf(status), next: next === null ? null : toIso(next) } }
  },
  render(document, language) {
    if (isRefusal(document)) return refusal(document, language)
    const { planned, messages, next } = document
    const vi = language === 'vi'
    const head = vi ? `Lập mới ${planned} lời nhắc, gộp thành ${messages} tin.` : `${planned} nudges planned, made into ${messages} messages.`
    const left = next === null ? [] : [vi
      ? `Còn tin chưa gửi, sớm nhất đến lượt lúc ${moment(next)}: dịch vụ đang chạy sẽ tự gửi; nếu không, xin chạy lại lệnh này từ lúc đó.`
      : `Something is left, due from ${moment(next)}: a running service sends it by itself; otherwise run this again then.`]
    return [head, statusText(document, language), ...left].join('\n')
  },
})

export const nudgesResolve = defineCommand<{ id: string; again?: boolean }, Resolved | Refusal>({
  name: 'nudges resolve',
  summary: { vi: 'Xử lý tin chưa rõ đã đến hay chưa: coi là đã đến, hoặc gửi lại', en: 'Decide about a message that may have arrived: count it as arrived, or send it again' },
  arguments: [{ name: 'id', summary: { vi: 'mã trong nudges status', en: 'the id that nudges status shows' } }],
  options: [{ name: 'again', kind: 'flag', summary: { vi: 'gửi lại một lần', en: 'send it once more' } }],
  input: z.object({ id: z.string(), again: z.boolean().optional() }),
  async run({ id, again }, { store, now }) {
    const resolved = await resolveNudge(await store(), id, again ? 'again' : 'shown', { at: now, by: 'cli' })
    if (resolved.ok) return { exit: 0, document: resolved }
    return resolved.problem === 'unknown'
      ? refuse('ID', id, 'mã của một tin đang giữ (xem: qcdc nudges status)', 'the id of a message that is held (see: qcdc nudges status)')
      : refuse('ID', id, 'một tin đang giữ; tin này không cần xử lý', 'a message that is held; this one needs no decision')
  },
  render(document, language) {
    if (isRefusal(document) || !document.ok) return isRefusal(document) ? refusal(document, language) : ''
    if (document.outcome === 'shown') return language === 'vi' ? 'Đã ghi là đã đến.' : 'Counted as arrived.'
    return language === 'vi' ? 'Sẽ gửi lại ở lượt gửi tới.' : 'It goes out again with the next round.'
  },
})
