import { phrase, plain, plural } from './phrase.ts'

/** Nudges, how people want them, who was nudged, and the weekly summary. */
export const nudging = {
  one: phrase<{ to: string | null; line: string }>(p => `Xin nhắc ${p.to ?? 'anh/chị'}: ${p.line}`, p => `A reminder${p.to ? ` for ${p.to}` : ''}: ${p.line}`),
  many: phrase<{ to: string | null; count: number }>(p => `Xin nhắc ${p.to ?? 'anh/chị'} ${p.count} việc:`, p => `${plural(p.count, 'reminder')} for ${p.to ?? 'you'}:`),
  oneWatched: phrase<{ to: string | null; line: string }>(p => `Xin báo ${p.to ?? 'anh/chị'}: ${p.line}`, p => `For ${p.to ? `the information of ${p.to}` : 'your information'}: ${p.line}`),
  manyWatched: phrase<{ to: string | null; count: number }>(
    p => `Xin báo ${p.to ?? 'anh/chị'} tình hình ${p.count} báo cáo:`,
    p => `For ${p.to ? `the information of ${p.to}` : 'your information'}, where ${plural(p.count, 'report')} stand:`,
  ),
  otherUnits: phrase<{ count: number }>(p => `${p.count} đơn vị khác`, p => plural(p.count, 'other unit')),
  rest: phrase<{ count: number }>(p => `… và ${p.count} việc khác.`, p => `… and ${p.count} more.`),
  repeat: plain('(Gửi lại, có thể anh/chị đã nhận được tin này.) ', '(Sent again; you may have received this already.) '),
  open: plain('Mở báo cáo', 'Open the report'),
  openOf: phrase<{ title: string }>(p => `Mở ${p.title}`, p => `Open ${p.title}`),
  approve: plain('Xem và duyệt', 'See and approve'),
  late: plain('Danh sách muộn hạn', 'Who is late'),
  lateOf: phrase<{ title: string }>(p => `Muộn hạn: ${p.title}`, p => `Late: ${p.title}`),
  tomorrow: plain('Mai nhắc lại', 'Remind me tomorrow'),

  unreachable: phrase<{ people: string[]; more: number }>(
    p => `Tôi chưa gửi được tin cho ${p.people.length + p.more} người:\n${p.people.join('\n')}${p.more > 0 ? `\n… và ${p.more} người khác.` : ''}\nĐề nghị anh/chị liên hệ trực tiếp; khi họ nhắn lại cho tôi thì việc nhắc tiếp tục.`,
    p => `I could not get through to ${plural(p.people.length + p.more, 'person', 'people')}:\n${p.people.join('\n')}${p.more > 0 ? `\n… and ${p.more} more.` : ''}\nPlease contact them directly; once they write to me, reminders go on.`,
  ),
  unreachableRow: phrase<{ name: string; why: string }>(p => `• ${p.name}: ${p.why}`, p => `• ${p.name}: ${p.why}`),

  snoozed: phrase<{ until: string; count: number }>(
    p => `Vâng, tôi sẽ nhắc lại lúc ${p.until}${p.count > 0 ? '' : ' nếu còn việc chưa xong'}. Riêng sáng ngày đến hạn và khi đã quá hạn thì tôi vẫn nhắc, vì việc này Ban Chỉ đạo yêu cầu.`,
    p => `Very well, I will remind you at ${p.until}${p.count > 0 ? '' : ' if anything is still to be done'}. On the morning it is due, and once it is overdue, I remind you all the same: the committee asks for that.`,
  ),
  stopped: plain(
    'Vâng, từ nay tôi không gửi các lời nhắc trước hạn nữa. Có hai loại tôi không tắt được: sáng ngày đến hạn và khi báo cáo đã quá hạn. Muốn bật lại, anh/chị gõ “bật lại nhắc nhở”.',
    'Very well, I will send no more reminders ahead of the due date. Two kinds cannot be switched off: on the morning a report is due, and once it is overdue. To switch them on again write “turn reminders back on”.',
  ),
  resumed: phrase<{ hour: string }>(p => `Đã bật lại nhắc nhở, gửi lúc ${p.hour} các ngày làm việc.`, p => `Reminders are on again, at ${p.hour} on working days.`),
  hour: phrase<{ hour: string; moved: boolean; from: string; to: string }>(
    p => (p.moved ? `Tôi chỉ nhắc trong khoảng ${p.from}–${p.to} ngày làm việc, nên sẽ nhắc anh/chị lúc ${p.hour}.` : `Vâng, từ nay tôi nhắc anh/chị lúc ${p.hour} các ngày làm việc.`),
    p => (p.moved ? `I only send reminders from ${p.from} to ${p.to} on working days, so yours will come at ${p.hour}.` : `From now on your reminders come at ${p.hour} on working days.`),
  ),
  inChannel: plain(
    'Vâng, từ nay tôi nhắc anh/chị trong kênh chung của Ban Chỉ đạo, không nhắn riêng. Muốn đổi lại, gõ “nhắc riêng tôi”.',
    'From now on I remind you in the committee’s channel, not in this chat. To change it back write “remind me in private”.',
  ),
  noChannel: plain(
    'Ban Chỉ đạo tiếp nhận báo cáo của đơn vị anh/chị chưa gắn kênh chung nào với tôi, nên tôi vẫn nhắn riêng.',
    'The committee that receives your unit’s reports has no channel bound to me, so I keep reminding you here.',
  ),
  inChat: plain('Vâng, từ nay tôi nhắn riêng cho anh/chị.', 'From now on I remind you in this chat.'),
  notForUnits: phrase<{ decides: boolean }>(
    p => `Việc nhắc đơn vị theo lịch chung của Ban Chỉ đạo nên không tắt cho từng đơn vị được. Nếu đơn vị có lý do chính đáng, anh/chị có thể ${p.decides ? 'gia hạn hoặc miễn báo cáo; khi đó việc nhắc tự dừng.' : 'xin gia hạn; được gia hạn thì việc nhắc theo hạn mới.'}`,
    p => `Reminders to units follow the committee’s schedule and cannot be switched off for one unit. With good reason ${p.decides ? 'you can extend or waive the report; reminders then stop by themselves.' : 'you can ask for an extension; once granted, reminders follow the new due date.'}`,
  ),

  nobodyOwes: phrase<{ title: string }>(p => `${p.title}: không có đơn vị nào cần nhắc.`, p => `${p.title}: no unit needs a reminder.`),
  preview: phrase<{ title: string; units: number; people: number; when: string | null }>(
    p => `${p.title}: sẽ nhắc ${p.units} đơn vị (${p.people} người)${p.when ? `, gửi lúc ${p.when} vì hiện ngoài giờ gửi` : ''}. Xin anh/chị xem trước khi gửi:`,
    p => `${p.title}: ${plural(p.units, 'unit')} (${plural(p.people, 'person', 'people')}) will be reminded${p.when ? `, at ${p.when} as it is outside sending hours now` : ''}. Please check before sending:`,
  ),
  previewRow: phrase<{ unit: string; people: string; state: string }>(p => `• ${p.unit} (${p.state}) → ${p.people}`, p => `• ${p.unit} (${p.state}) → ${p.people}`),
  previewText: phrase<{ text: string }>(p => `Nội dung, ví dụ: “${p.text}”`, p => `What they get, for example: “${p.text}”`),
  previewTold: phrase<{ units: string[]; more: number }>(
    p => `Hôm nay đã được nhắc, không gửi thêm: ${p.units.join(', ')}${p.more > 0 ? ` và ${p.more} đơn vị khác` : ''}.`,
    p => `Reminded today already, nothing more is sent: ${p.units.join(', ')}${p.more > 0 ? ` and ${p.more} more` : ''}.`,
  ),
  previewNobody: phrase<{ units: string[]; more: number }>(
    p => `Danh bạ chưa có người nhận, xin liên hệ trực tiếp: ${p.units.join(', ')}${p.more > 0 ? ` và ${p.more} đơn vị khác` : ''}.`,
    p => `Nobody of theirs is in the directory, please contact them directly: ${p.units.join(', ')}${p.more > 0 ? ` and ${p.more} more` : ''}.`,
  ),
  moreUnits: phrase<{ count: number }>(p => `… và ${p.count} đơn vị khác.`, p => `… and ${plural(p.count, 'more unit')}.`),
  confirm: phrase<{ people: number }>(p => `Gửi nhắc (${p.people} người)`, p => `Send (${plural(p.people, 'person', 'people')})`),
  notNow: plain('Thôi', 'Not now'),
  asked: phrase<{ units: number; people: number; when: string | null }>(
    p => (p.when ? `Đã ghi nhận: ${p.people} người của ${p.units} đơn vị sẽ được nhắc lúc ${p.when}, trừ đơn vị nộp trước lúc đó.` : `Đang gửi nhắc tới ${p.people} người của ${p.units} đơn vị. Gõ “đã nhắc những ai” để xem kết quả.`),
    p => (p.when ? `Noted: ${plural(p.people, 'person', 'people')} of ${plural(p.units, 'unit')} will be reminded at ${p.when}, except units that file before.` : `Reminding ${plural(p.people, 'person', 'people')} of ${plural(p.units, 'unit')} now. Write “who has been reminded” to see what became of it.`),
  ),
  askedAgain: plain('Những người này hôm nay đã được nhắc rồi nên tôi không gửi thêm.', 'They were all reminded today already, so nothing more was sent.'),

  history: phrase<{ title: string; nudged: number; delivered: number; waiting: number; unreachable: number; helped: string }>(
    p => `${p.title}: đã nhắc ${p.nudged} đơn vị (${p.delivered} lượt đã gửi${p.waiting > 0 ? `, ${p.waiting} lượt đang chờ gửi` : ''}${p.unreachable > 0 ? `, ${p.unreachable} lượt không gửi được` : ''}). Nộp trong 48 giờ sau khi được nhắc: ${p.helped}.`,
    p => `${p.title}: ${plural(p.nudged, 'unit')} reminded (${p.delivered} delivered${p.waiting > 0 ? `, ${p.waiting} waiting` : ''}${p.unreachable > 0 ? `, ${p.unreachable} not delivered` : ''}). Filed within 48 hours of a reminder: ${p.helped}.`,
  ),
  historyRow: phrase<{ unit: string; last: string; times: number; after: string }>(
    p => `• ${p.unit}: nhắc ${p.times} lần, gần nhất ${p.last}${p.after ? ` · ${p.after}` : ''}`,
    p => `• ${p.unit}: reminded ${plural(p.times, 'time')}, last ${p.last}${p.after ? ` · ${p.after}` : ''}`,
  ),
  neverNudged: phrase<{ title: string }>(p => `${p.title}: chưa có đơn vị nào được nhắc.`, p => `${p.title}: no unit has been reminded.`),
  filedAfter: phrase<{ hours: number }>(p => `đã nộp sau ${p.hours} giờ`, p => `filed ${plural(p.hours, 'hour')} later`),
  notFiled: plain('chưa nộp', 'not filed'),
  notDelivered: plain('không gửi được', 'not delivered'),

  digest: phrase<{ committee: string; at: string }>(p => `Tình hình nộp báo cáo về ${p.committee}, tính đến ${p.at}`, p => `Reports to ${p.committee}, as of ${p.at}`),
  digestRates: phrase<{ filed: string; onTime: string; due: string }>(
    p => `Đã nộp ${p.filed} · đúng hạn ${p.onTime} · hạn ${p.due}`,
    p => `Filed ${p.filed} · on time ${p.onTime} · due ${p.due}`,
  ),
  digestNone: plain('Không có đơn vị nào muộn hạn.', 'No unit is late.'),
} as const

/** Why somebody can't be written to, by the connector's own code. */
export const REFUSALS: Record<string, { vi: string; en: string }> = {
  BotDisabledByAdmin: { vi: 'trợ lý bị quản trị Teams tắt', en: 'the assistant was disabled by an administrator' },
  BotNotInConversationRoster: { vi: 'trợ lý đã bị gỡ khỏi cuộc trò chuyện', en: 'the assistant was removed from the chat' },
  ConversationBlockedByUser: { vi: 'người dùng đã chặn trợ lý', en: 'the person blocked the assistant' },
  NotEnoughPermissions: { vi: 'trợ lý chưa được cấp quyền nhắn tin', en: 'the assistant lacks the permission to write' },
  InvalidBotApiHost: { vi: 'địa chỉ kết nối đã đổi', en: 'the connector’s address has changed' },
  ConversationNotFound: { vi: 'cuộc trò chuyện không còn', en: 'the chat no longer exists' },
}
/** For every other code. */
export const REFUSED = { vi: 'kênh không nhận tin', en: 'the channel refuses messages' }
