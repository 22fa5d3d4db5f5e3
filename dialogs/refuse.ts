import { ACTIONS, whoMay, type Action } from '#domain/permission.ts'
import type { Role } from '#domain/person.ts'
import { common } from './phrases/common.ts'
import { unitName, type Turn } from './turn.ts'

const ROLE_NAMES: Record<Role, { vi: string; en: string }> = {
  reporter: { vi: 'cán bộ đầu mối', en: 'the reporter' },
  head: { vi: 'thủ trưởng', en: 'the head' },
  secretariat: { vi: 'Tổ Thư ký', en: 'the secretariat' },
  member: { vi: 'ủy viên theo dõi', en: 'the monitoring member' },
  chair: { vi: 'Trưởng ban', en: 'the chair' },
  admin: { vi: 'quản trị hệ thống', en: 'the administrator' },
}

/** Refuses with the reason and whom to ask: who may do it in the unit itself, else in its committee. The refusal is journalled. */
export function refuse(turn: Turn, action: Action, target: { unit: string; receiver?: string }): void {
  const { locale } = turn
  const by = whoMay(action)
  const role = (by.find(one => one.relation === 'own') ?? by.find(one => one.relation === 'receiving'))
  const at = role?.relation === 'receiving' ? target.receiver ?? turn.directory.unit(target.unit)?.parent ?? target.unit : target.unit
  turn.say(common.refused, {
    action: ACTIONS[action][locale],
    unit: unitName(turn, target.unit),
    ask: role ? `${ROLE_NAMES[role.role][locale]} ${unitName(turn, at)}` : '',
  })
  turn.work.act({ action: 'refused', subject: `${action}/${target.unit}` })
}
