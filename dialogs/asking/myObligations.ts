import { openOfUnit } from '#app/openOfUnit.ts'
import { nextActor } from '#domain/awaited.ts'
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

/** Obligations of the units (with what their predecessors filed) in whose reports the person has a hand, soonest due first: all there ever were. */
export function myObligations(turn: Turn): Promise<Mine[]> {
  return mineAmong(turn, unit => turn.work.find('obligation', 'unit', unit))
}

/** Those of {@link myObligations} that are {@link isOpen}, without reading the others. */
export async function myOpenObligations(turn: Turn): Promise<Mine[]> {
  return (await mineAmong(turn, unit => openOfUnit(turn.work, unit))).filter(isOpen)
}

async function mineAmong(turn: Turn, read: (unit: string) => Promise<Obligation[]>): Promise<Mine[]> {
  const units = unitsFiledFor(turn)
  const before = [...units].flatMap(unit => turn.directory.predecessors(unit).map(predecessor => predecessor.id))
  const found = await Promise.all([...new Set([...units, ...before])].map(async unit => (await read(unit)).map(obligation => ({ obligation, standing: standing(obligation, turn.at) }))))
  // What a unit had filed before it became another stays its own, and its successor goes on with it.
  const mine = found.flat().filter(one => units.has(one.obligation.unit) || one.standing.version !== null)
  const known = await Promise.all(mine.map(async one => ({ ...one, campaign: await turn.work.get('campaign', one.obligation.campaign) })))
  return known.filter((one): one is Mine => one.campaign !== undefined).sort((a, b) => a.standing.due - b.standing.due || (a.obligation.id < b.obligation.id ? -1 : 1))
}

/** Whether something is still to be done by the unit: not settled, not with the receiver. A closed campaign's missing report is still owed. */
export function isOpen({ standing: now }: Mine): boolean {
  const actor = nextActor(now.phase)
  return actor === 'unit' || actor === 'head'
}
