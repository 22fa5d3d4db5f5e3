import { ACTIONS, whoMay, type Action } from '#domain/permission.ts'
import { common } from './phrases/common.ts'
import { ROLE_NAMES } from './phrases/roles.ts'
import { unitName, type Turn } from './turn.ts'

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
