import type { Obligation } from './obligation.ts'
import { mayFollow, standing, type Phase, type Standing } from './standing.ts'

/** Whose turn it is with a report: the unit's, which writes it, its head's, or that of the committee it was filed to. */
export type Actor = 'unit' | 'head' | 'receiver'

const NEXT: Record<Phase, Actor | null> = {
  'not-started': 'unit', 'draft': 'unit', 'returned': 'unit', 'waiting-at-head': 'head', 'submitted': 'receiver', 'accepted': null, 'waived': null, 'merged': null,
}

/** Who has to act on a report in a phase; null when it is settled. A closed campaign's missing report is still owed. */
export function nextActor(phase: Phase): Actor | null {
  return NEXT[phase]
}

/** Whether more time was asked for and can still be given. */
export function isWishOpen(now: Pick<Standing, 'phase' | 'extensionAsked'>): boolean {
  return now.extensionAsked !== null && mayFollow(now.phase, 'extended')
}

/** What reports are kept under whose turn it is in a unit, and, as `wish`, those for which more time is asked of the unit's committee. */
export function awaitedKey(what: Actor | 'wish', unit: string): string {
  return `${what}:${unit}`
}

/**
 * Under whom a report is kept, by all that is recorded of it. A phase and a wish change with events only, never by time going by, so this holds until the next
 * event is recorded, whatever the clock says.
 */
export function awaitedOf(obligation: Obligation): string[] {
  const { receiver, unit } = obligation
  const now = standing(obligation, obligation.events.reduce((latest, event) => Math.max(latest, event.recordedAt), 0))
  const keys = isWishOpen(now) ? [awaitedKey('wish', receiver)] : []
  const actor = nextActor(now.phase)
  if (actor) keys.push(awaitedKey(actor, actor === 'receiver' ? receiver : unit))
  return keys
}
