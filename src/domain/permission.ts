import type { Role } from './person.ts'

/**
 * How a person stands to what is acted on, by one of their roles:
 * own (the role is held in that very unit), receiving (in the unit whose committee receives the report), subordinate (in a unit above it),
 * monitored (the unit is assigned to this member), delegated (own, by a delegation in force), former (own, but the role has ended), none.
 */
export const RELATIONS = ['own', 'receiving', 'subordinate', 'monitored', 'delegated', 'former', 'none'] as const
export type Relation = (typeof RELATIONS)[number]

/** Everything that may be asked of the assistant about a unit's obligation, or about a committee's campaign. */
export const ACTIONS = {
  'see-standing': { vi: 'xem tình trạng báo cáo', en: 'see where a report stands' },
  'read-report': { vi: 'xem nội dung báo cáo', en: 'read a report' },
  'edit-draft': { vi: 'soạn báo cáo', en: 'write a report' },
  'send-for-approval': { vi: 'trình thủ trưởng', en: 'send to the head for approval' },
  'approve': { vi: 'duyệt báo cáo', en: 'approve a report' },
  'send-back': { vi: 'chuyển lại báo cáo', en: 'send a report back' },
  'withdraw': { vi: 'rút báo cáo', en: 'withdraw a report' },
  'correct': { vi: 'đính chính báo cáo', en: 'correct a report' },
  'accept': { vi: 'tiếp nhận báo cáo', en: 'accept a report' },
  'return': { vi: 'trả lại báo cáo', en: 'return a report' },
  'ask-extension': { vi: 'xin gia hạn', en: 'ask for an extension' },
  'grant-extension': { vi: 'gia hạn', en: 'grant an extension' },
  'waive': { vi: 'miễn báo cáo', en: 'waive a report' },
  'see-campaign': { vi: 'xem tình hình nộp báo cáo các đơn vị', en: 'see how units are doing' },
  'remind': { vi: 'nhắc đơn vị', en: 'nudge units' },
  'open-campaign': { vi: 'mở đợt báo cáo', en: 'open a campaign' },
  'answer-question': { vi: 'trả lời câu hỏi nghiệp vụ', en: 'answer questions put to the committee' },
  'bind-channel': { vi: 'gắn kênh với Ban Chỉ đạo', en: 'bind a channel to a committee' },
  'manage-directory': { vi: 'cập nhật danh bạ', en: 'change the directory' },
} satisfies Record<string, { vi: string; en: string }>
export type Action = keyof typeof ACTIONS
export const ACTION_NAMES = Object.keys(ACTIONS) as Action[]

const UNIT_STAFF: Action[] = ['see-standing', 'read-report', 'edit-draft', 'send-for-approval', 'ask-extension', 'withdraw', 'correct']
const UNIT_HEAD: Action[] = [...UNIT_STAFF, 'approve', 'send-back']

/**
 * Who may: role → relation → actions. What is not listed is refused.
 * Nobody reads drafts from outside the unit: `read-report` of another unit means its submitted versions.
 */
export const PERMISSIONS: Record<Role, Partial<Record<Relation, Action[]>>> = {
  reporter: { own: UNIT_STAFF, delegated: UNIT_STAFF },
  head: { own: UNIT_HEAD, delegated: UNIT_HEAD, subordinate: ['see-standing'] },
  secretariat: {
    own: ['see-campaign', 'open-campaign', 'remind', 'answer-question', 'bind-channel'],
    receiving: ['see-standing', 'read-report', 'accept', 'return', 'grant-extension', 'waive', 'see-campaign', 'remind'],
    subordinate: ['see-standing', 'see-campaign'],
    delegated: ['see-campaign', 'see-standing', 'read-report', 'accept', 'return', 'remind'],
  },
  member: {
    own: ['see-campaign'],
    monitored: ['see-standing', 'read-report', 'see-campaign'],
    receiving: ['see-standing'],
  },
  chair: {
    own: ['see-campaign', 'remind'],
    receiving: ['see-standing', 'read-report', 'see-campaign', 'remind'],
    subordinate: ['see-standing', 'see-campaign'],
  },
  admin: { own: ['manage-directory'] },
}

/** Whether a role in this relation may. */
export function allows(role: Role, relation: Relation, action: Action): boolean {
  return PERMISSIONS[role][relation]?.includes(action) ?? false
}

/** Roles that may do this in the unit itself or for it: whom to ask when refused. */
export function whoMay(action: Action): { role: Role; relation: Relation }[] {
  return (Object.keys(PERMISSIONS) as Role[]).flatMap(role =>
    RELATIONS.filter(relation => allows(role, relation, action)).map(relation => ({ role, relation })))
}
