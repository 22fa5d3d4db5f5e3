import type { Phase, Timeliness } from '#domain/standing.ts'
import type { LateState } from '#domain/standings.ts'
import { phrase, plain } from './phrase.ts'

/** Where a report stands, in few words. */
export const PHASES: Record<Phase, { vi: string; en: string }> = {
  'not-started': { vi: 'chưa bắt đầu', en: 'not started' },
  'draft': { vi: 'đang soạn', en: 'draft' },
  'waiting-at-head': { vi: 'chờ thủ trưởng duyệt', en: 'waiting for the head' },
  'submitted': { vi: 'đã nộp, chờ tiếp nhận', en: 'submitted, awaiting acceptance' },
  'returned': { vi: 'bị trả lại để bổ sung', en: 'returned for supplement' },
  'accepted': { vi: 'đã được tiếp nhận', en: 'accepted' },
  'waived': { vi: 'được miễn', en: 'waived' },
  'merged': { vi: 'đã sáp nhập', en: 'merged' },
}

/** How timely a report is. */
export const TIMELINESS: Record<Timeliness, { vi: string; en: string }> = {
  'on-time': { vi: 'đúng hạn', en: 'on time' },
  'on-time-by-extension': { vi: 'đúng hạn (được gia hạn)', en: 'on time by extension' },
  'late-filed': { vi: 'nộp muộn', en: 'filed late' },
  'missing': { vi: 'quá hạn chưa nộp', en: 'missing' },
  'not-due': { vi: 'chưa đến hạn', en: 'not due yet' },
  'waived': { vi: 'được miễn', en: 'waived' },
  'merged': { vi: 'đã sáp nhập', en: 'merged' },
}

/** Levels of the hierarchy, as headings. */
export const LEVELS: Record<string, { vi: string; en: string }> = {
  'trung-uong': { vi: 'Đơn vị trung ương', en: 'Central units' },
  'cap-cao': { vi: 'Cấp cao', en: 'High-level' },
  'cap-tinh': { vi: 'Cấp tỉnh', en: 'Provinces' },
  'khu-vuc': { vi: 'Khu vực', en: 'Regional units' },
}

/** Whether it was in time, where the version decides that. */
const promptly = (late: boolean | null, inTime: string, tooLate: string): string => (late === null ? '' : late ? tooLate : inTime)

/** Approval, submission, acceptance and return. */
export const deciding = {
  approvalAsked: phrase<{ title: string; unit: string; by: string; supplement: boolean; due: string; remaining: string }>(
    p => `${p.by} trình anh/chị duyệt ${p.title} của ${p.unit}. Hạn ${p.supplement ? 'bổ sung' : 'nộp'} ${p.due} (${p.remaining}).`,
    p => `${p.by} asks you to approve: ${p.title}, ${p.unit}. ${p.supplement ? 'The supplement is due' : 'Due'} ${p.due} (${p.remaining}).`,
  ),
  approve: plain('Duyệt và nộp', 'Approve and submit'),
  sendBack: plain('Chuyển lại', 'Send back'),
  seeAll: plain('Xem toàn bộ', 'See everything'),
  accept: plain('Tiếp nhận', 'Accept'),
  return: plain('Trả lại để bổ sung', 'Return for supplement'),
  reasonPrompt: plain('Lý do', 'Reason'),
  askSendBackReason: plain('Anh/chị cho biết lý do chuyển lại (một tin nhắn).', 'Please give the reason for sending it back (one message).'),
  askReturnReason: phrase<{ due: string }>(
    p => `Anh/chị ghi nội dung cần bổ sung, mỗi mục một dòng, ví dụ:\n“mục III.7: số liệu đơn chưa khớp\nmục IV: nêu rõ nguyên nhân”.\nHạn bổ sung mặc định: ${p.due}; muốn khác thì thêm “hạn 20/6”.`,
    p => `Write what has to be supplemented, one line a section, for example:\n“section III.7: the petition figures do not add up\nsection IV: give the causes”.\nSupplement due by default: ${p.due}; to change it add “due 20/6”.`,
  ),
  approved: phrase<{ title: string; unit: string; receipt: string; at: string; late: boolean | null }>(
    p => `Đã duyệt và nộp ${p.title} của ${p.unit} lúc ${p.at}${promptly(p.late, ', đúng hạn', ' (quá hạn)')}. Số tiếp nhận: ${p.receipt}.`,
    p => `Approved and submitted: ${p.title}, ${p.unit}, at ${p.at}${promptly(p.late, ', on time', ' (late)')}. Receipt number: ${p.receipt}.`,
  ),
  submittedDirect: phrase<{ title: string; receipt: string; at: string; late: boolean | null }>(
    p => `Đã nộp ${p.title} lúc ${p.at}${promptly(p.late, ', đúng hạn', ' (quá hạn)')}. Số tiếp nhận: ${p.receipt}.`,
    p => `Submitted ${p.title} at ${p.at}${promptly(p.late, ', on time', ' (late)')}. Receipt number: ${p.receipt}.`,
  ),
  sentForApproval: phrase<{ title: string; heads: string }>(
    p => `Đã trình ${p.heads} duyệt ${p.title}. Khi thủ trưởng duyệt, báo cáo được nộp và tôi sẽ báo số tiếp nhận.`,
    p => `${p.title} was sent to ${p.heads} for approval. When the head approves, it is submitted and I will tell you the receipt number.`,
  ),
  againSent: plain('Bản này đã được trình thủ trưởng, đang chờ duyệt.', 'This edition is with the head already, waiting for approval.'),
  againApproved: phrase<{ receipt: string }>(p => `Báo cáo đã được nộp rồi, số tiếp nhận ${p.receipt}. Không có gì thay đổi.`, p => `The report is submitted already, receipt number ${p.receipt}. Nothing was changed.`),
  wrongPhase: phrase<{ unit: string; phase: string }>(
    p => `Chưa thực hiện được: báo cáo của ${p.unit} hiện ${p.phase}.`,
    p => `That is not possible now: the report of ${p.unit} is ${p.phase}.`,
  ),
  movedOn: plain(
    'Báo cáo đã được sửa sau khi anh/chị xem, nên thao tác vừa rồi chưa được thực hiện. Đây là bản mới nhất:',
    'The report was changed after it was shown to you, so nothing was done. Here is the newest one:',
  ),
  incomplete: plain('Báo cáo còn mục bắt buộc chưa điền hoặc số liệu chưa khớp nên chưa nộp được.', 'Required items are missing or figures do not add up, so it cannot be submitted yet.'),
  noHeadSelf: plain(
    'Anh/chị vừa là người soạn vừa là thủ trưởng; đơn vị không cho phép tự duyệt. Đề nghị ủy quyền cho người khác duyệt.',
    'You are both the author and the head; approving one’s own report is not allowed here. Please delegate the approval.',
  ),
  sentBackDone: phrase<{ unit: string }>(p => `Đã chuyển lại báo cáo cho cán bộ đầu mối của ${p.unit} kèm lý do.`, p => `Sent back to the reporter of ${p.unit} with your reason.`),
  acceptedDone: phrase<{ unit: string; title: string; receipt: string }>(p => `Đã tiếp nhận ${p.title} của ${p.unit} (${p.receipt}).`, p => `Accepted: ${p.title}, ${p.unit} (${p.receipt}).`),
  againAccepted: phrase<{ unit: string }>(p => `Báo cáo của ${p.unit} đã được tiếp nhận trước đó. Không có gì thay đổi.`, p => `The report of ${p.unit} was accepted before. Nothing was changed.`),
  returnedDone: phrase<{ unit: string; comments: number; due: string }>(
    p => `Đã trả lại báo cáo cho ${p.unit} với ${p.comments} nhận xét. Hạn bổ sung: ${p.due}.`,
    p => `Returned to ${p.unit} with ${p.comments === 1 ? '1 comment' : `${p.comments} comments`}. Supplement due: ${p.due}.`,
  ),
  queueEmpty: plain('Không có báo cáo nào đang chờ anh/chị xử lý.', 'No report is waiting for you.'),
  queueEnd: plain('Đã hết danh sách; phía sau không còn báo cáo nào chờ anh/chị.', 'No report further on is waiting for you.'),
  queue: phrase<{ from: number; to: number; total: number }>(
    p => `Có ${p.total} báo cáo chờ anh/chị${p.to - p.from + 1 < p.total ? ` (đang xem ${p.from}–${p.to})` : ''}:`,
    p => `${p.total} report${p.total === 1 ? ' is' : 's are'} waiting for you${p.to - p.from + 1 < p.total ? ` (${p.from}–${p.to} shown)` : ''}:`,
  ),
  shown: phrase<{ title: string; unit: string; what: string }>(p => `${p.title} · ${p.unit} · ${p.what}`, p => `${p.title} · ${p.unit} · ${p.what}`),
  nothingShown: plain('Anh/chị muốn xử lý báo cáo nào? Gõ “báo cáo chờ xử lý” để xem danh sách.', 'Which report do you mean? Type “review queue” to see the list.'),
  versionN: phrase<{ version: number; receipt: string }>(p => `bản nộp số ${p.version} (${p.receipt})`, p => `version ${p.version} (${p.receipt})`),
  editionN: phrase<{ edition: number }>(p => `bản trình thủ trưởng (lần lưu thứ ${p.edition})`, p => `draft edition ${p.edition}`),
}

/** Notices to people other than the one who acted. */
export const notices = {
  receipt: phrase<{ title: string; unit: string; receipt: string; at: string; version: number; late: boolean | null }>(
    p => `Thủ trưởng đã duyệt ${p.title} của ${p.unit}. ${p.version > 1 ? `Bản nộp số ${p.version}` : 'Báo cáo'} được nộp lúc ${p.at}${promptly(p.late, ', đúng hạn', ' (quá hạn)')}. Số tiếp nhận: ${p.receipt}.`,
    p => `The head approved ${p.title}, ${p.unit}. ${p.version > 1 ? `Version ${p.version}` : 'It'} was submitted at ${p.at}${promptly(p.late, ', on time', ' (late)')}. Receipt number: ${p.receipt}.`,
  ),
  actingFor: phrase<{ name: string; delegator: string }>(p => `${p.name} (thay ${p.delegator})`, p => `${p.name} (for ${p.delegator})`),
  sentBack: phrase<{ title: string; by: string; reason: string }>(
    p => `${p.by} chuyển lại ${p.title}: ${p.reason}\nNhững gì đã nhập vẫn còn nguyên; anh/chị sửa rồi trình lại.`,
    p => `${p.by} sent back ${p.title}: ${p.reason}\nNothing entered was lost; please change it and send it again.`,
  ),
  submittedToYou: phrase<{ title: string; unit: string; receipt: string; timeliness: string; version: number }>(
    p => `${p.unit} đã nộp ${p.title}${p.version > 1 ? ` (bản nộp số ${p.version})` : ''}, ${p.timeliness}. Số tiếp nhận: ${p.receipt}.`,
    p => `${p.unit} submitted ${p.title}${p.version > 1 ? ` (version ${p.version})` : ''}, ${p.timeliness}. Receipt number: ${p.receipt}.`,
  ),
  returned: phrase<{ title: string; by: string; comments: string; due: string }>(
    p => `${p.by} trả lại ${p.title} để bổ sung, hạn ${p.due}:\n${p.comments}`,
    p => `${p.by} returned ${p.title} for supplement, due ${p.due}:\n${p.comments}`,
  ),
  accepted: phrase<{ title: string; unit: string; receipt: string }>(
    p => `${p.title} của ${p.unit} đã được tiếp nhận (${p.receipt}).`,
    p => `${p.title}, ${p.unit}, was accepted (${p.receipt}).`,
  ),
  openReport: plain('Mở báo cáo', 'Open the report'),
  fixNow: plain('Sửa ngay', 'Fix it now'),
}

/** Deadlines, standings, lists and rates. */
export const asking = {
  owedOne: phrase<{ title: string; unit: string; due: string; remaining: string; phase: string }>(
    p => `${p.title} · ${p.unit} · hạn ${p.due} (${p.remaining}) · ${p.phase}`,
    p => `${p.title} · ${p.unit} · due ${p.due} (${p.remaining}) · ${p.phase}`,
  ),
  owedMany: plain('Các báo cáo anh/chị đang phụ trách:', 'The reports in your care:'),
  nothingOwed: plain('Anh/chị không còn báo cáo nào phải nộp.', 'You owe no report.'),
  noUnits: plain('Anh/chị không được giao nộp báo cáo cho đơn vị nào.', 'You are not charged with filing for any unit.'),
  campaignDue: phrase<{ title: string; due: string; remaining: string }>(p => `${p.title}: hạn ${p.due} (${p.remaining}).`, p => `${p.title}: due ${p.due} (${p.remaining}).`),
  noCampaign: plain('Hiện không có đợt báo cáo nào đang mở.', 'No campaign is open at present.'),
  noSuchCampaign: plain('Không tìm thấy đợt báo cáo anh/chị hỏi.', 'I find no such campaign.'),
  status: phrase<{ title: string; unit: string; phase: string; due: string; details: string }>(
    p => `${p.title} · ${p.unit}: ${p.phase}. Hạn ${p.due}.${p.details ? `\n${p.details}` : ''}`,
    p => `${p.title} · ${p.unit}: ${p.phase}. Due ${p.due}.${p.details ? `\n${p.details}` : ''}`,
  ),
  statusReceipt: phrase<{ receipt: string; at: string; timeliness: string }>(p => `Nộp lúc ${p.at} (${p.timeliness}), số tiếp nhận ${p.receipt}.`, p => `Submitted at ${p.at} (${p.timeliness}), receipt number ${p.receipt}.`),
  statusDraft: phrase<{ at: string; by: string; missing: number }>(
    p => `Bản nháp lưu lúc ${p.at} (${p.by})${p.missing > 0 ? `; còn ${p.missing} mục bắt buộc` : '; đã đủ mục bắt buộc'}.`,
    p => `Draft saved at ${p.at} (${p.by})${p.missing > 0 ? `; ${p.missing} required item${p.missing === 1 ? '' : 's'} missing` : '; no required item missing'}.`,
  ),
  statusWaiting: phrase<{ at: string }>(p => `Trình thủ trưởng lúc ${p.at}.`, p => `Sent to the head at ${p.at}.`),
  statusReturned: phrase<{ due: string; comments: string }>(p => `Hạn bổ sung ${p.due}. Nhận xét:\n${p.comments}`, p => `Supplement due ${p.due}. Comments:\n${p.comments}`),
  late: phrase<{ title: string; at: string; scope: string; counts: string; late: number }>(
    p => `${p.title}${p.scope} · tính đến ${p.at}\n${p.counts}${p.late === 0 ? '\nKhông có đơn vị nào muộn hạn.' : ''}`,
    p => `${p.title}${p.scope} · as of ${p.at}\n${p.counts}${p.late === 0 ? '\nNo unit is late.' : ''}`,
  ),
  counts: phrase<{ owed: number; onTime: number; onTimeByExtension: number; lateFiled: number; missing: number; waitingAtHead: number; notDue: number; returned: number; waived: number; merged: number }>(
    p => [`${p.owed} đơn vị phải nộp`, `${p.onTime} đúng hạn`, some(p.onTimeByExtension, n => `${n} đúng hạn theo gia hạn`), `${p.lateFiled} nộp muộn`,
      `${p.missing} quá hạn chưa nộp`, some(p.waitingAtHead, n => `${n} chờ thủ trưởng duyệt`), some(p.notDue, n => `${n} chưa nộp, còn hạn`), some(p.returned, n => `${n} đang bị trả lại`), some(p.waived, n => `${n} được miễn`), some(p.merged, n => `${n} đã sáp nhập`)]
      .filter(Boolean).join(' · '),
    p => [`${p.owed} owed`, `${p.onTime} on time`, some(p.onTimeByExtension, n => `${n} on time by extension`), `${p.lateFiled} filed late`,
      `${p.missing} missing`, some(p.waitingAtHead, n => `${n} waiting at the head`), some(p.notDue, n => `${n} not filed, not due yet`), some(p.returned, n => `${n} returned now`), some(p.waived, n => `${n} waived`), some(p.merged, n => `${n} merged`)]
      .filter(Boolean).join(' · '),
  ),
  unfiledRow: phrase<{ n: number; unit: string; state: string }>(p => `${p.n}. ${p.unit}: ${p.state}`, p => `${p.n}. ${p.unit}: ${p.state}`),
  unfiled: phrase<{ count: number }>(p => (p.count === 0 ? 'Tất cả các đơn vị phải nộp đã nộp.' : `Chưa nộp (${p.count} đơn vị), còn hạn:`), p => (p.count === 0 ? 'Every unit that owes it has filed.' : `Not filed yet (${p.count} unit${p.count === 1 ? '' : 's'}), not due yet:`)),
  whoHasNotFiled: plain('Đơn vị chưa nộp', 'Who has not filed'),
  lateRow: phrase<{ n: number; unit: string; state: string; days: number }>(
    p => `${p.n}. ${p.unit}: ${p.state}${p.days > 0 ? ` ${p.days} ngày` : ''}`,
    p => `${p.n}. ${p.unit}: ${p.state}${p.days > 0 ? `, ${p.days} day${p.days === 1 ? '' : 's'}` : ''}`,
  ),
  page: phrase<{ from: number; to: number; of: number }>(p => `Đang xem ${p.from}–${p.to} trong ${p.of} đơn vị.`, p => `Showing ${p.from}–${p.to} of ${p.of} units.`),
  more: plain('Xem tiếp', 'Show more'),
  open: plain('Xem', 'Open'),
  nobodyInScope: phrase<{ title: string }>(p => `${p.title}: trong phạm vi anh/chị hỏi không có đơn vị nào phải nộp.`, p => `${p.title}: no unit owes it in what you asked about.`),
  whoIsLate: plain('Đơn vị muộn hạn', 'Who is late'),
  definitions: plain('Các số này tính thế nào?', 'How are these counted?'),
  rates: phrase<{ early: boolean; onTime: string; complete: string; first: string }>(
    p => `${p.early ? 'Đã nộp' : 'Đúng hạn'} ${p.onTime} · đầy đủ nội dung ${p.complete} · tiếp nhận ngay lần đầu ${p.first}`,
    p => `${p.early ? 'Filed so far' : 'On time'} ${p.onTime} · complete ${p.complete} · accepted first time ${p.first}`,
  ),
  levelLine: phrase<{ level: string; filed: string; onTime: string | null }>(
    p => `${p.level}: đã nộp ${p.filed}${p.onTime === null ? '' : `, đúng hạn ${p.onTime}`}`,
    p => `${p.level}: ${p.filed} filed${p.onTime === null ? '' : `, ${p.onTime} on time`}`,
  ),
  progressHead: phrase<{ title: string; scope: string; at: string }>(p => `${p.title}${p.scope} · tính đến ${p.at}`, p => `${p.title}${p.scope} · as of ${p.at}`),
  explained: plain(
    'Đúng hạn: có bản nộp (không bị rút) trước hoặc đúng hạn, tính lúc máy chủ nhận được thao tác nộp; bị trả lại hay đính chính không làm thay đổi. Đúng hạn theo gia hạn được đếm riêng. Quá hạn chưa nộp không gồm báo cáo đang chờ thủ trưởng duyệt. Đầy đủ: mọi mục bắt buộc đã điền và số liệu khớp khi nộp, trên số đã nộp. Tiếp nhận ngay lần đầu: bản nộp đầu tiên được tiếp nhận, trên số báo cáo đã có kết quả xử lý. Đơn vị được miễn hoặc đã sáp nhập không nằm trong mẫu số.',
    'On time: a version not withdrawn was submitted at or before the due instant, measured when the server received it; a return or correction never changes it. On time by extension is counted apart. Missing leaves out reports waiting at the head. Complete: every required field answered and the figures adding up at submission, out of those filed. Accepted first time: the first version was accepted, out of the reports with a decision. Waived and merged units are outside the denominators.',
  ),
  monitoredScope: plain(' · địa bàn được phân công theo dõi', ' · units you monitor'),
}

/** Why a unit is in the list of those who are late. */
export const LATE_STATES: Record<LateState, { vi: string; en: string }> = {
  'missing': { vi: 'chưa nộp, quá hạn', en: 'missing' },
  'waiting-at-head': { vi: 'chờ thủ trưởng duyệt, quá hạn', en: 'waiting at the head, overdue' },
  'late-filed': { vi: 'đã nộp, muộn', en: 'filed late' },
  'supplement-overdue': { vi: 'chưa bổ sung, quá hạn', en: 'supplement overdue' },
}

function some(count: number, word: (count: number) => string): string {
  return count > 0 ? word(count) : ''
}
