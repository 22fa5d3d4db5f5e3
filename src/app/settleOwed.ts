import type { Nudge } from '#domain/nudge/nudge.ts'
import type { Owed } from '#domain/owed.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Act, Store, Write } from '#ports/store.ts'
import type { Rechecked } from './recheckItems.ts'

/** What became of a message: `message` is what is left of it, null when it is done with. */
export interface Settlement {
  message: Owed | null
  /** What its nudges become; those already dropped by the recheck stay dropped. */
  nudges: Pick<Nudge, 'state' | 'reason'>
}

/**
 * Writes what became of a message, its nudges and their journal entries in one commit, and waits for the disk: a mark that got lost would show the
 * message twice.
 */
export async function settleOwed(store: Store, owed: Owed, { items, dropped }: Pick<Rechecked, 'items' | 'dropped'>, { message, nudges }: Settlement, now: Instant): Promise<void> {
  const writes: Write[] = [{ table: 'owed', id: owed.id, record: message }]
  const acts: Act[] = []
  const settled = nudges.state === 'pending' || nudges.state === 'held' ? null : now
  for (const { nudge } of items) {
    writes.push({ table: 'nudge', id: nudge.id, record: { ...nudge, ...nudges, settledAt: settled, resent: nudges.state === 'dropped' ? nudge.resent : owed.resent ?? 0 } })
    if (nudges.state === 'sent') acts.push({ at: now, by: nudge.askedBy ?? 'clock', action: 'nudged', subject: `obligation/${nudge.obligation}` })
  }
  for (const { nudge, reason } of dropped) writes.push({ table: 'nudge', id: nudge.id, record: { ...nudge, state: 'dropped', reason, settledAt: now } })
  await store.commit({ writes, ...(acts.length > 0 ? { acts } : {}) })
}

/** A message without some of its nudges. */
export function without(owed: Owed, dropped: Rechecked['dropped']): Owed {
  if (owed.content.kind !== 'nudge' || dropped.length === 0) return owed
  const gone = new Set(dropped.map(({ nudge }) => nudge.id))
  return { ...owed, content: { kind: 'nudge', items: owed.content.items.filter(id => !gone.has(id)) } }
}
