import { allows } from '#domain/permission.ts'
import { fold } from '#domain/text/fold.ts'
import { bindingId } from './groups.ts'
import { common } from './phrases/common.ts'
import { refuse } from './refuse.ts'
import { unitName, type Turn } from './turn.ts'

/** "Gắn kênh này với Ban Chỉ đạo" */
export function saysBind(text: string): boolean {
  return /^(?:gan|ket noi|lien ket)\b.*\b(?:kenh|nhom)\b|^bind (?:this )?(?:channel|group)/.test(fold(text))
}

/** The secretariat binds a group to its committee: from then on standings and rates may be told there. */
export function bindChannel(turn: Turn): void {
  const capacity = turn.directory.capacities(turn.person.id, turn.day).find(one => allows(one.role, 'own', 'bind-channel') && !one.delegation)
  if (!capacity) {
    const unit = turn.directory.capacities(turn.person.id, turn.day)[0]?.unit
    return refuse(turn, 'bind-channel', { unit: unit ? turn.directory.unit(unit)?.parent ?? unit : '' })
  }
  turn.work.put('setting', { id: bindingId(turn), value: capacity.unit })
  turn.work.act({ action: 'channel-bound', subject: bindingId(turn) })
  turn.say(common.bound, { committee: unitName(turn, capacity.unit) })
}
