import type { Instant } from '#domain/time/instant.ts'
import type { Act, Store, Write } from '#ports/store.ts'

/** `shown`: it was seen to have arrived, and counts as sent. `again`: it is sent once more. */
export type Resolution = 'shown' | 'again'
export type Resolved = { ok: true; outcome: Resolution; items: number } | { ok: false; problem: 'unknown' | 'not-held' }

/** Decides about a message that may have been shown, by its own id or that of one of its nudges. */
export async function resolveNudge(store: Store, id: string, resolution: Resolution, { at, by }: { at: Instant; by: string }): Promise<Resolved> {
  const message = (await store.get('nudge', id))?.record.message ?? id
  const stored = await store.get('owed', message)
  if (!stored) return { ok: false, problem: 'unknown' }
  const { held, unsure: _unsure, notBefore: _notBefore, ...owed } = stored.record
  if (!held) return { ok: false, problem: 'not-held' }
  const writes: Write[] = [{ table: 'owed', id: message, record: resolution === 'shown' ? null : { ...owed, resent: (owed.resent ?? 0) + 1 }, expect: stored.rev }]
  const acts: Act[] = []
  const items = owed.content.kind === 'nudge' ? owed.content.items : []
  for (const item of items) {
    const nudge = (await store.get('nudge', item))?.record
    if (nudge?.state !== 'held') continue
    const settled = resolution === 'shown'
      ? { ...nudge, state: 'sent' as const, reason: null, settledAt: held.at, resent: owed.resent ?? 0 }
      : { ...nudge, state: 'pending' as const, reason: null }
    writes.push({ table: 'nudge', id: item, record: settled })
    acts.push({ at, by, action: 'nudge-resolved', subject: `obligation/${nudge.obligation}` })
  }
  const committed = await store.commit({ writes, acts })
  return committed.ok ? { ok: true, outcome: resolution, items: items.length } : { ok: false, problem: 'not-held' }
}
