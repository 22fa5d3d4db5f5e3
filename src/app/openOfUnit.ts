import { awaitedKey } from '#domain/awaited.ts'
import type { Obligation } from '#domain/obligation.ts'
import type { Work } from './work.ts'

/** Obligations of a unit in which it or its head has something to do: only those are read, however many there were over the years. */
export async function openOfUnit(work: Pick<Work, 'find'>, unit: string): Promise<Obligation[]> {
  const found = await Promise.all((['unit', 'head'] as const).map(actor => work.find('obligation', 'awaited', awaitedKey(actor, unit))))
  return found.flat()
}
