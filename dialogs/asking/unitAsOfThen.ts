import type { Campaign } from '#domain/campaign.ts'
import type { UnitNamed } from '#domain/language/understood.ts'
import type { Obligation } from '#domain/obligation.ts'
import { listed } from '../phrases/phrase.ts'
import { units } from '../phrases/units.ts'
import { unitName, type Turn } from '../turn.ts'

/**
 * What a unit owed in a campaign, however it was called then: its own obligation, or those of the units that have become it. A predecessor named is answered for
 * alone. One that closed as merged is told only where nothing else is, as its successor owes in its place.
 */
export async function obligationsOfUnit(turn: Turn, campaign: Campaign, unit: UnitNamed): Promise<Obligation[]> {
  const of = async (id: string) => turn.work.get('obligation', `${campaign.id}.${id}`)
  const named = unit.successorOf && (await of(unit.successorOf.id))
  if (named) return [named]
  const own = await of(unit.id)
  if (own) return [own]
  const found: Obligation[] = []
  for (const predecessor of turn.directory.predecessors(unit.id)) {
    const obligation = await of(predecessor.id)
    if (obligation) found.push(obligation)
  }
  return found
}

/** A unit's name; for one that has ended, with what carries it on today, or until when it was if that has the same name. */
export function unitAndToday(turn: Turn, id: string): string {
  const name = unitName(turn, id)
  const today = turn.directory.successorsAt(id, turn.day).filter(unit => unit.id !== id)
  if (today.length === 0) return name
  const until = turn.directory.unit(id)?.to
  if (until && today.every(unit => unit.name === name)) return units.before[turn.locale]({ unit: name, until: until.split('-').reverse().join('/') })
  return units.nowPartOf[turn.locale]({ unit: name, now: listed(today.map(unit => unit.name), turn.locale) })
}
