import { phrase, plain } from './phrase.ts'

/** Beginnings, refusals and small talk. */
export const common = {
  greet: phrase<{ name: string }>(
    p => `Chào anh/chị (${p.name}). Tôi là trợ lý tự động của Ban Chỉ đạo thực hiện dân chủ ở cơ sở.`,
    p => `Hello (${p.name}). I am the automated assistant of the grassroots-democracy steering committee.`,
  ),
  helpHead: plain('Anh/chị có thể nhắn (có dấu hay không dấu đều được):', 'You can write:'),
  thanks: plain('Không có gì ạ. Anh/chị cần gì cứ nhắn.', 'You are welcome. Write whenever you need something.'),
  cancelled: plain('Đã dừng. Những gì đã nhập vẫn được lưu nháp; gõ “nộp báo cáo” để làm tiếp.', 'Stopped. What you entered is kept as a draft; type “file report” to go on.'),
  nothingToCancel: plain('Hiện không có việc gì đang làm dở để hủy.', 'There is nothing under way to cancel.'),
  stranger: phrase<{ contact: string }>(
    p => `Tôi chưa có thông tin của anh/chị trong danh bạ nên chưa thể hỗ trợ. Đề nghị anh/chị liên hệ ${p.contact} để được bổ sung (họ tên, đơn vị, nhiệm vụ được phân công).`,
    p => `You are not in the directory yet, so I cannot help. Please ask ${p.contact} to add you (name, unit, duty).`,
  ),
  none: plain(
    'Tôi chưa hiểu ý anh/chị. Tôi giúp được việc nộp báo cáo, hạn nộp, tình hình các đơn vị và quy định về dân chủ ở cơ sở. Anh/chị gõ “trợ giúp” để xem ví dụ.',
    'I did not understand. I can help with filing reports, deadlines, how units are doing, and the grassroots-democracy rules. Type “help” for examples.',
  ),
  didYouMean: phrase<{ options: string }>(p => `Ý anh/chị là ${p.options}?`, p => `Did you mean ${p.options}?`),
  administrators: plain('quản trị hệ thống', 'the administrator'),
  notBuilt: phrase<{ task: string; contact: string }>(
    p => `Việc “${p.task}” chưa làm được qua trợ lý; đề nghị anh/chị liên hệ ${p.contact}.`,
    p => `“${p.task}” is not possible through the assistant yet; please contact ${p.contact}.`,
  ),
  language: phrase<{ already: boolean }>(
    p => (p.already ? 'Tôi đang trả lời bằng tiếng Việt rồi ạ.' : 'Từ giờ tôi trả lời bằng tiếng Việt.'),
    p => (p.already ? 'I am answering in English already.' : 'I will answer in English from now on.'),
  ),
  human: phrase<{ contact: string }>(
    p => `Anh/chị liên hệ ${p.contact} để trao đổi trực tiếp.`,
    p => `Please contact ${p.contact} to talk to a person.`,
  ),
  refused: phrase<{ action: string; unit: string; ask: string }>(
    p => `Anh/chị không có quyền ${p.action} (${p.unit}).${p.ask ? ` Đề nghị trao đổi với ${p.ask}.` : ''}`,
    p => `You may not ${p.action} (${p.unit}).${p.ask ? ` Please talk to the ${p.ask}.` : ''}`,
  ),
  gone: plain('Nội dung trên thẻ này không còn hiệu lực. Anh/chị gõ “trợ giúp” để xem việc có thể làm.', 'This card is no longer valid. Type “help” to see what can be done.'),
  secretRefused: plain(
    'Nội dung vừa gửi có dấu chỉ độ mật nên tôi không nhận và không lưu lại. Tài liệu mật chỉ được gửi theo đường văn bản mật (văn thư cơ yếu của đơn vị). Đề nghị anh/chị xóa tin nhắn này ở phía mình.',
    'What you sent carries a secrecy marking, so it was not taken and nothing was kept. Classified documents may only go through your unit’s classified-document registry. Please delete the message on your side.',
  ),
  caseRefused: plain(
    'Nội dung vừa gửi có vẻ nêu một người cùng một vụ án, vụ việc cụ thể đang giải quyết nên tôi chưa nhận và chưa lưu gì. Anh/chị bỏ phần nêu người hoặc vụ việc rồi gửi lại. Nếu đây không phải vụ việc cụ thể, bấm “Không phải vụ việc cụ thể” rồi gửi lại đúng nội dung ấy.',
    'What you sent seems to name a person together with a concrete case under way, so nothing was taken or kept. Please leave out the person or the case and send it again. If it is no concrete case, press “Not a concrete case” and send exactly the same text again.',
  ),
  caseAllow: plain('Không phải vụ việc cụ thể', 'Not a concrete case'),
  caseAllowed: plain('Vâng. Anh/chị gửi lại đúng nội dung ấy, tôi sẽ nhận.', 'Thank you. Send exactly the same text again and I will take it.'),
  fileUnsupported: plain(
    'Tôi chưa đọc được tệp đính kèm. Anh/chị nhập nội dung bằng tin nhắn hoặc trên thẻ; tệp vừa gửi không được lưu.',
    'I cannot read attachments yet. Please enter the content by message or on the card; the file was not kept.',
  ),
  fileSecret: plain(
    'Tệp vừa gửi có dấu chỉ độ mật nên tôi không nhận và không lưu lại. Tài liệu mật chỉ được gửi theo đường văn bản mật của đơn vị.',
    'The file carries a secrecy marking, so it was not taken and nothing was kept. Classified documents may only go through your unit’s classified-document registry.',
  ),
  tooLong: phrase<{ most: number }>(
    p => `Tin nhắn dài quá ${p.most.toLocaleString('vi-VN')} ký tự nên tôi chưa nhận. Anh/chị chia nhỏ rồi gửi lại.`,
    p => `The message is longer than ${p.most.toLocaleString('en-US')} characters and was not taken. Please split it and send it again.`,
  ),
  personalOnly: plain(
    'Việc này xin anh/chị nhắn riêng cho tôi (cuộc trò chuyện cá nhân), vì trong nhóm có thể có người không thuộc đơn vị.',
    'Please write to me in a personal chat for this, as others may read along here.',
  ),
  publicOnly: plain(
    'Nhóm này chưa được gắn với Ban Chỉ đạo nào nên tôi chỉ trả lời hạn nộp và quy định. Xin anh/chị nhắn riêng cho tôi để xem số liệu.',
    'This group is not bound to a committee, so I only answer about deadlines and regulations here. Please write to me personally for figures.',
  ),
  bound: phrase<{ committee: string }>(
    p => `Đã gắn kênh này với Ban Chỉ đạo của ${p.committee}. Từ nay tôi trả lời tình hình nộp báo cáo của các đơn vị do Ban Chỉ đạo tiếp nhận.`,
    p => `This channel is now bound to the committee of ${p.committee}; I will answer here about the units it receives from.`,
  ),
  helloGroup: plain('Chào mọi người. Tôi trả lời về hạn nộp báo cáo và quy định dân chủ ở cơ sở; việc nộp báo cáo xin nhắn riêng cho tôi.', 'Hello all. I answer about report deadlines and grassroots-democracy rules; please file reports in a personal chat with me.'),
  busy: plain('Có nhiều người đang cập nhật cùng lúc nên thao tác vừa rồi chưa thực hiện được. Xin anh/chị thử lại.', 'Several people are making changes at once and yours did not go through. Please try again.'),
}

/** Quick replies: each is understood when it is sent. */
export const suggestions = {
  file: plain('Nộp báo cáo', 'File report'),
  due: plain('Bao giờ đến hạn?', 'When is it due?'),
  toApprove: plain('Báo cáo chờ duyệt', 'Reports waiting for me'),
  toAccept: plain('Báo cáo chờ tiếp nhận', 'Reports waiting for me'),
  late: plain('Đơn vị nào trễ hạn?', 'Who is late?'),
  progress: plain('Tiến độ thế nào?', 'How far are we?'),
  help: plain('Trợ giúp', 'Help'),
}

/** What each intent is called when it is offered or can't be done yet. */
export const INTENT_NAMES: Record<string, { vi: string; en: string }> = {
  'file-report': { vi: 'nộp báo cáo', en: 'file a report' },
  'resume-draft': { vi: 'làm tiếp bản nháp', en: 'go on with a draft' },
  'report-status': { vi: 'xem tình trạng báo cáo', en: 'see where a report stands' },
  'correct-report': { vi: 'đính chính báo cáo', en: 'correct a report' },
  'withdraw-report': { vi: 'rút báo cáo', en: 'withdraw a report' },
  'check-deadline': { vi: 'xem hạn nộp', en: 'see deadlines' },
  'request-extension': { vi: 'xin gia hạn', en: 'ask for an extension' },
  'late-units': { vi: 'xem đơn vị nộp muộn', en: 'see who is late' },
  'progress': { vi: 'xem tiến độ', en: 'see progress' },
  'ask-regulation': { vi: 'hỏi quy định', en: 'ask about the regulations' },
  'register-topic': { vi: 'đăng ký chuyên đề', en: 'register a topic' },
  'record-rollout': { vi: 'ghi nhận triển khai chuyên đề', en: 'record a rollout' },
  'review-queue': { vi: 'xem báo cáo chờ xử lý', en: 'see reports waiting for you' },
  'decide': { vi: 'duyệt hoặc tiếp nhận báo cáo', en: 'decide on a report' },
  'waive': { vi: 'miễn báo cáo', en: 'waive a report' },
  'remind-units': { vi: 'nhắc đơn vị', en: 'nudge units' },
  'snooze-nudges': { vi: 'tạm dừng nhắc', en: 'snooze nudges' },
  'open-campaign': { vi: 'mở đợt báo cáo', en: 'open a campaign' },
  'plan-inspection': { vi: 'lập kế hoạch kiểm tra', en: 'plan an inspection' },
  'record-inspection': { vi: 'ghi kết quả kiểm tra', en: 'record an inspection' },
  'list-tasks': { vi: 'xem nhiệm vụ trong chương trình công tác', en: 'list the tasks of the work programme' },
  'assign-task': { vi: 'giao nhiệm vụ', en: 'assign a task' },
  'assign-monitor': { vi: 'phân công theo dõi địa bàn', en: 'assign area monitoring' },
  'delegate': { vi: 'ủy quyền', en: 'delegate' },
  'export-report': { vi: 'xuất báo cáo', en: 'export a report' },
  'propose-commendation': { vi: 'đề xuất khen thưởng', en: 'propose a commendation' },
  'lessons-notice': { vi: 'thông báo rút kinh nghiệm', en: 'lessons-learned notice' },
  'update-membership': { vi: 'kiện toàn Ban Chỉ đạo', en: 'update membership' },
  'schedule-conference': { vi: 'lên lịch hội nghị', en: 'schedule the conference' },
  'help': { vi: 'xem trợ giúp', en: 'see help' },
  'cancel': { vi: 'hủy việc đang làm', en: 'cancel' },
  'greet': { vi: 'chào hỏi', en: 'greet' },
  'thanks': { vi: 'cảm ơn', en: 'say thanks' },
  'change-language': { vi: 'đổi ngôn ngữ', en: 'change language' },
  'talk-to-human': { vi: 'gặp người phụ trách', en: 'talk to a person' },
  'none': { vi: 'việc khác', en: 'something else' },
}
