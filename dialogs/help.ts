import type { Role } from '#domain/person.ts'
import { common } from './phrases/common.ts'
import type { Turn } from './turn.ts'

/** What works now, by who may use it, with an example of how to say it. Nothing is listed that is not built. */
const LINES: { roles: Role[] | 'all'; vi: string; en: string }[] = [
  { roles: ['reporter', 'head'], vi: '“nộp báo cáo sơ kết” – soạn báo cáo; gõ nhiều số liệu trong một tin cũng được', en: '“file the six-month report” – write a report; several figures in one message are fine' },
  { roles: ['reporter', 'head'], vi: '“bao giờ đến hạn?” – hạn nộp, còn bao nhiêu giờ làm việc', en: '“when is it due?” – deadlines and working hours left' },
  { roles: ['reporter', 'head'], vi: '“báo cáo của tôi đến đâu rồi?” – tình trạng, số tiếp nhận, nhận xét', en: '“where is my report?” – standing, receipt number, comments' },
  { roles: ['head'], vi: '“báo cáo chờ duyệt” – xem, duyệt hoặc chuyển lại', en: '“reports waiting for me” – see, approve or send back' },
  { roles: ['secretariat'], vi: '“báo cáo chờ tiếp nhận” – xem, tiếp nhận hoặc trả lại để bổ sung', en: '“reports waiting for me” – see, accept or return for supplement' },
  { roles: ['secretariat', 'chair', 'member'], vi: '“đơn vị nào trễ hạn?”, “ngày 20/6 ai chưa nộp?” – danh sách muộn hạn, tại bất kỳ thời điểm nào', en: '“who is late?”, “who was missing on 20/6?” – late units, as of any time' },
  { roles: ['secretariat', 'chair', 'member'], vi: '“tiến độ sơ kết cấp tỉnh?” – tỷ lệ đúng hạn, đầy đủ, tiếp nhận ngay lần đầu', en: '“progress of the provinces?” – on-time, complete and accepted-first-time rates' },
  { roles: ['reporter', 'head'], vi: '“xin gia hạn đến 20/6 vì …”, “rút báo cáo”, “đính chính báo cáo”, “ủy quyền từ 10/6 đến 14/6”', en: '“extend until 20/6 because …”, “withdraw”, “correct the report”, “delegate from 10/6 to 14/6”' },
  { roles: ['secretariat'], vi: '“miễn báo cáo sơ kết cho VKSND tỉnh … vì …”', en: '“waive the six-month report of … because …”' },
  { roles: 'all', vi: '“công khai trong mấy ngày?”, “điều 51 khoản 2” – hỏi quy định, có trích dẫn', en: '“điều 51 khoản 2”, “within how many days must it be published?” – the regulations, with citation' },
  { roles: ['secretariat', 'chair'], vi: '“nhắc các đơn vị chưa nộp”, “đã nhắc những ai?” – xem trước rồi mới gửi; kết quả nhắc', en: '“remind the units that have not filed”, “who has been reminded?” – see before sending; what came of it' },
  { roles: 'all', vi: '“mai nhắc lại”, “đổi giờ nhắc sang 9h”, “đừng nhắc nữa” – chọn lúc và cách tôi nhắc', en: '“remind me tomorrow”, “change my reminder time to 9 am”, “stop reminding me” – choose when and how I remind you' },
  { roles: 'all', vi: '“English” – đổi sang tiếng Anh', en: '“tiếng Việt” – switch to Vietnamese' },
  { roles: 'all', vi: '“gặp người phụ trách” – liên hệ trực tiếp', en: '“talk to a person” – whom to contact' },
]

/** The help text for what this person may do. */
export function helpText(turn: Turn): string {
  const roles = new Set(turn.directory.capacities(turn.person.id, turn.day).map(capacity => capacity.role))
  const lines = LINES.filter(line => line.roles === 'all' || line.roles.some(role => roles.has(role)))
  return [common.helpHead[turn.locale](), ...lines.map(line => `• ${line[turn.locale]}`)].join('\n')
}
