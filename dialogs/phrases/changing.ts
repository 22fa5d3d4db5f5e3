import { phrase, plain } from './phrase.ts'

/** Extension, waiver, withdrawal, correction and delegation. */
export const changing = {
  askExtensionDetails: phrase<{ title: string; due: string }>(
    p => `Xin gia hạn ${p.title} (hạn hiện nay ${p.due}): anh/chị cho biết đến ngày nào và lý do, ví dụ “đến 20/6, vì chờ số liệu của đơn vị trực thuộc”.`,
    p => `Extension for ${p.title} (now due ${p.due}): until when, and why? For example “until 20/6, because figures of subordinate units are awaited”.`,
  ),
  needDate: plain('Anh/chị xin gia hạn đến ngày nào? Ví dụ “đến 20/6”.', 'Until which day? For example “until 20/6”.'),
  needReason: plain('Anh/chị cho biết lý do (một tin nhắn).', 'Please give the reason (one message).'),
  notLater: phrase<{ due: string }>(p => `Hạn mới phải sau hạn hiện nay (${p.due}). Anh/chị cho ngày khác.`, p => `It must be later than the present due time (${p.due}). Please give another day.`),
  extensionSent: phrase<{ title: string; until: string }>(
    p => `Đã gửi đề nghị gia hạn ${p.title} đến ${p.until}. Hạn hiện nay chưa thay đổi cho đến khi được đồng ý; kết quả sẽ được báo ngay.`,
    p => `Your request to extend ${p.title} until ${p.until} was sent. It stays due as before until that is granted; you will be told at once.`,
  ),
  extensionGranted: phrase<{ unit: string; until: string }>(p => `Đã gia hạn cho ${p.unit} đến ${p.until}.`, p => `Extended for ${p.unit} until ${p.until}.`),
  extensionRefused: phrase<{ unit: string }>(p => `Đã từ chối gia hạn của ${p.unit}; đơn vị đã được báo kèm lý do.`, p => `The extension of ${p.unit} was refused; the unit was told with the reason.`),
  extensionSettled: phrase<{ unit: string }>(p => `Đề nghị gia hạn của ${p.unit} đã được xử lý trước đó.`, p => `The extension of ${p.unit} was decided before.`),
  extendUntil: phrase<{ unit: string; title: string; due: string }>(p => `Gia hạn ${p.title} cho ${p.unit} (hạn hiện nay ${p.due}) đến ngày nào? Ví dụ “gia hạn cho ${p.unit} đến 20/6”.`, p => `Until which day is ${p.title} to be extended for ${p.unit} (now due ${p.due})? For example “extend ${p.unit} until 20/6”.`),
  wishNone: plain('Hiện không có đơn vị nào đang xin gia hạn.', 'No unit is asking for an extension now.'),
  confirmExtend: phrase<{ unit: string; title: string; due: string; until: string; reason: string }>(
    p => `Gia hạn ${p.title} cho ${p.unit} từ ${p.due} đến ${p.until}${p.reason ? `, lý do: ${p.reason}` : ''}. Anh/chị xác nhận?`,
    p => `Extend ${p.title} for ${p.unit} from ${p.due} until ${p.until}${p.reason ? `, because: ${p.reason}` : ''}. Do you confirm?`,
  ),
  grant: plain('Đồng ý', 'Grant'),
  refuse: plain('Từ chối', 'Refuse'),
  otherDay: plain('Gia hạn đến ngày', 'Extend until'),
  waiveWhich: plain('Anh/chị muốn miễn báo cáo cho đơn vị nào? Ví dụ “miễn báo cáo sơ kết cho VKSND tỉnh Điện Biên vì …”.', 'For which unit? For example “waive the six-month report of Điện Biên because …”.'),
  waived: phrase<{ unit: string; title: string }>(p => `Đã miễn ${p.title} cho ${p.unit}. Đơn vị không còn trong mẫu số kể từ lúc này.`, p => `${p.title} was waived for ${p.unit}; it leaves the denominators from now on.`),
  confirmWaive: phrase<{ unit: string; title: string; reason: string }>(p => `Miễn ${p.title} cho ${p.unit}, lý do: ${p.reason}. Anh/chị xác nhận?`, p => `Waive ${p.title} for ${p.unit}, because: ${p.reason}. Do you confirm?`),
  confirmWithdraw: phrase<{ title: string; unit: string; receipt: string; late: boolean }>(
    p => `Rút ${p.title} của ${p.unit} (${p.receipt})? Bản đã nộp vẫn được lưu; đơn vị trở lại tình trạng chưa nộp cho đến khi nộp lại.${p.late ? ' Hạn nộp đã qua nên bản nộp lại sẽ tính là nộp muộn.' : ''}`,
    p => `Withdraw ${p.title}, ${p.unit} (${p.receipt})? The version is kept; the unit counts as not having filed until it files again.${p.late ? ' The due time has passed: what is filed then counts as late.' : ''}`,
  ),
  withdrawn: phrase<{ title: string }>(p => `Đã rút ${p.title}. Gõ “nộp báo cáo” để sửa và nộp lại.`, p => `${p.title} was withdrawn. Type “file report” to change and submit it again.`),
  nothingToWithdraw: plain('Không có báo cáo nào đã nộp mà chưa được tiếp nhận để rút.', 'There is no submitted report awaiting acceptance to withdraw.'),
  atHeadNotFiled: plain('Báo cáo đang chờ thủ trưởng duyệt, chưa nộp nên không cần rút: anh/chị sửa luôn, rồi trình lại.', 'The report is with the head and not submitted yet, so there is nothing to withdraw: simply change it and send it again.'),
  askCorrectionReason: phrase<{ title: string }>(p => `Đính chính ${p.title}: anh/chị cho biết lý do (một tin nhắn). Bản đã tiếp nhận vẫn có hiệu lực cho đến khi bản đính chính được tiếp nhận.`, p => `Correcting ${p.title}: please give the reason (one message). The accepted version stays in force until the corrected one is accepted.`),
  correctionOpened: phrase<{ title: string }>(p => `Đã mở đính chính ${p.title}. Anh/chị sửa mục cần thiết (ví dụ “sửa mục III.7”), xem lại rồi trình như thường lệ.`, p => `${p.title} is open for correction. Change what is needed (“edit section III.7”), review it and send it as usual.`),
  nothingToCorrect: plain('Không có báo cáo nào đã được tiếp nhận để đính chính. Báo cáo chưa nộp thì sửa trực tiếp; đã nộp mà chưa tiếp nhận thì gõ “rút báo cáo”.', 'There is no accepted report to correct. An unfiled one is simply changed; one awaiting acceptance can be withdrawn.'),
  withdraw: plain('Rút báo cáo', 'Withdraw the report'),
  withdrawFirst: phrase<{ title: string; unit: string; receipt: string }>(
    p => `${p.title} của ${p.unit} đã nộp (${p.receipt}), đang chờ tiếp nhận. Muốn sửa, anh/chị rút báo cáo, sửa rồi nộp lại.`,
    p => `${p.title}, ${p.unit}, was submitted (${p.receipt}) and awaits acceptance. To change it, withdraw it, change it and submit it again.`,
  ),
  which: plain('Báo cáo nào ạ?', 'Which report?'),
  delegateWhom: plain('Anh/chị ủy quyền cho ai?', 'To whom?'),
  delegateOwnOnly: plain('Anh/chị chỉ ủy quyền được việc của chính mình; việc được người khác ủy quyền thì không ủy quyền lại được.', 'You can only delegate what is yours by right; what was delegated to you can’t be passed on.'),
  nobodyToDelegate: plain('Trong danh bạ chưa có ai khác của đơn vị để ủy quyền. Đề nghị liên hệ quản trị hệ thống.', 'The directory has nobody else of your unit. Please contact the administrator.'),
  delegateDates: phrase<{ to: string; role: string }>(p => `Ủy quyền cho ${p.to} (${p.role}): từ ngày nào đến ngày nào? Ví dụ “từ 10/6 đến 14/6”.`, p => `Delegating to ${p.to} (${p.role}): from when until when? For example “from 10/6 to 14/6”.`),
  delegated: phrase<{ to: string; role: string; unit: string; start: string; end: string }>(
    p => `Từ ${p.start} đến hết ${p.end}, ${p.to} làm thay anh/chị việc của ${p.role}, ${p.unit}. Mọi thao tác được ghi “thay …”. Gõ “kết thúc ủy quyền” để dừng sớm.`,
    p => `From ${p.start} to ${p.end} ${p.to} acts for you as ${p.role}, ${p.unit}; whatever is done is recorded as done for you. Type “end delegation” to stop early.`,
  ),
  delegationWrong: plain('Ngày kết thúc phải từ hôm nay trở đi và không trước ngày bắt đầu.', 'It must end today or later, and not before it starts.'),
  delegationEnded: phrase<{ to: string }>(p => `Đã kết thúc ủy quyền cho ${p.to}.`, p => `The delegation to ${p.to} has ended.`),
  noDelegation: plain('Anh/chị hiện không ủy quyền cho ai.', 'You have no delegation in force.'),
  yes: plain('Xác nhận', 'Confirm'),
  no: plain('Thôi', 'Never mind'),
  notDone: plain('Vâng, giữ nguyên như cũ.', 'Very well, nothing was changed.'),
}

/** Notices of these changes. */
export const changeNotices = {
  extensionAsked: phrase<{ unit: string; title: string; until: string; due: string; reason: string }>(
    p => `${p.unit} xin gia hạn ${p.title} từ ${p.due} đến ${p.until}. Lý do: ${p.reason}`,
    p => `${p.unit} asks to extend ${p.title} from ${p.due} until ${p.until}. Reason: ${p.reason}`,
  ),
  extended: phrase<{ title: string; until: string; asked: string | null; reason: string }>(
    p => `${p.title} được gia hạn đến ${p.until}${p.asked ? ` (đơn vị xin đến ${p.asked})` : ''}.${p.reason ? ` Lý do: ${p.reason}.` : ''}`,
    p => `${p.title} was extended until ${p.until}${p.asked ? ` (you asked for ${p.asked})` : ''}.${p.reason ? ` Reason: ${p.reason}.` : ''}`,
  ),
  extensionRefused: phrase<{ title: string; due: string; reason: string }>(p => `Đề nghị gia hạn ${p.title} không được chấp nhận; hạn vẫn là ${p.due}. Lý do: ${p.reason}`, p => `Your request to extend ${p.title} was refused; it stays due ${p.due}. Reason: ${p.reason}`),
  waived: phrase<{ title: string; unit: string; reason: string }>(p => `${p.unit} được miễn ${p.title}. Lý do: ${p.reason}`, p => `${p.title} was waived for ${p.unit}. Reason: ${p.reason}`),
  withdrawn: phrase<{ title: string; unit: string; receipt: string }>(p => `${p.unit} đã rút ${p.title} (${p.receipt}) để sửa.`, p => `${p.unit} withdrew ${p.title} (${p.receipt}) to change it.`),
}
