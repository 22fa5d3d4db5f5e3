import type { Obligation } from '#domain/obligation.ts'
import type { Campaign } from '#domain/campaign.ts'
import { standing, type Standing } from '#domain/standing.ts'
import { allows } from '#domain/permission.ts'
import type { Turn } from '../turn.ts'

export interface Mine {
  obligation: Obligation
  campaign: Campaign
  standing: Standing
}

/** Units in whose reports the person has a hand: by own roles and delegated ones. */
export function unitsFiledFor(turn: Turn): Set<string> {
  return new Set(turn.directory.capacities(turn.person.id, turn.day)
    .filter(capacity => allows(capacity.role, capacity.delegation ? 'delegated' : 'own', 'edit-draft'))
    .map(capacity => capacity.unit))
}

/** Obligations of the units (with what their predecessors filed) in whose reports the person has a hand, soonest due first. */
export async function myObligations(turn: Turn): Promise<Mine[]> {
  const units = unitsFiledFor(turn)
  const mine: Mine[] = []
  const add = async (unit: string, wanted: (one: Standing) => boolean) => {
    for (const obligation of await turn.work.find('obligation', 'unit', unit)) {
      const campaign = await turn.work.get('campaign', obligation.campaign)
      const now = standing(obligation, turn.at)
      if (campaign && wanted(now)) mine.push({ obligation, campaign, standing: now })
    }
  }
  for (const unit of units) await add(unit, () => true)
  // What a unit had filed before it became another stays its own, and its successor goes on with it.
  const before = new Set([...units].flatMap(unit => turn.directory.predecessors(unit).map(predecessor => predecessor.id)))
  for (const unit of before) if (!units.has(unit)) await add(unit, now => now.version !== null)
  return mine.sort((a, b) => a.standing.due - b.standing.due || (a.obligation.id < b.obligation.id ? -1 : 1))
}

/** Whether something is still to be done by the unit: not settled, not with the receiver. A closed campaign's missing report is still owed. */
export function isOpen({ standing: now }: Mine): boolean {
  return now.phase !== 'accepted' && now.phase !== 'waived' && now.phase !== 'merged' && now.phase !== 'submitted'
}
