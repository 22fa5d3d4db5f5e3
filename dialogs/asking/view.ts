import { authority } from '#domain/authority.ts'
import { allows } from '#domain/permission.ts'
import { common } from '../phrases/common.ts'
import { asking } from '../phrases/reports.ts'
import { refuse } from '../refuse.ts'
import { unitName, type Turn } from '../turn.ts'
import { boundReceiver } from '../groups.ts'

/** Which units' standings may be shown here, and what to call them. */
export interface View {
  receiver?: string
  units?: ReadonlySet<string>
  /** " · địa bàn được phân công theo dõi", or nothing. */
  scope: string
}

/**
 * What the person may ask about, and what may be said here: in a channel bound to a committee the units it receives from, in another group nothing;
 * in a personal chat the committee's units (secretariat, chair) or the monitored ones (member).
 */
export async function viewOf(turn: Turn, campaign?: string): Promise<{ ok: true; view: View } | { ok: false; refuse: () => void }> {
  if (turn.incoming.reference.scope !== 'personal') {
    const receiver = await boundReceiver(turn)
    if (!receiver) return { ok: false, refuse: () => turn.say(common.publicOnly, undefined) }
    return { ok: true, view: { ...receivedBy(turn, receiver), scope: ` · ${unitName(turn, receiver)}` } }
  }
  for (const capacity of turn.directory.capacities(turn.person.id, turn.day)) {
    const relation = capacity.delegation ? 'delegated' : 'own'
    if (!allows(capacity.role, relation, 'see-campaign')) continue
    if (capacity.role === 'member') {
      const units = new Set(turn.directory.monitoredBy(turn.person.id, turn.day).map(unit => unit.id))
      if (units.size > 0) return { ok: true, view: { units, scope: asking.monitoredScope[turn.locale]() } }
      continue
    }
    // The top committee sees every unit below it too: a campaign's regional reports go to the provinces.
    return { ok: true, view: { ...receivedBy(turn, capacity.unit), scope: '' } }
  }
  return {
    ok: false,
    refuse: () => {
      const unit = turn.directory.capacities(turn.person.id, turn.day)[0]?.unit
      refuse(turn, 'see-campaign', { unit: unit ? turn.directory.unit(unit)?.parent ?? unit : (campaign ?? '') })
    },
  }
}

/** What a unit's committee receives: from the units below it, and what those below its predecessors filed to them before it carried them on. */
function receivedBy(turn: Turn, unit: string): Pick<View, 'receiver' | 'units'> {
  const before = new Set(turn.directory.predecessors(unit).map(predecessor => predecessor.id))
  const inherited = turn.directory.units().filter(one => one.parent !== null && before.has(one.parent))
  if (inherited.length === 0) return { receiver: unit }
  return { units: new Set([...turn.directory.units().filter(one => one.parent === unit), ...inherited].map(one => one.id)) }
}

/** Whether the person may see where this unit's report stands. */
export function maySee(turn: Turn, unit: string, receiver: string): boolean {
  return authority(turn.directory, turn.person.id, 'see-standing', { unit, receiver }, turn.day) !== undefined
}
