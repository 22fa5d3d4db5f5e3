import type { Nudge } from '#domain/nudge/nudge.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Store } from '#ports/store.ts'

/** How many nudges were owed and what became of them: `owed` is the sum of sent, dropped, unreachable and pending. */
export interface NudgeStatus {
  owed: number
  sent: number
  /** Copies sent again after an answer that left open whether the first was shown; not in `owed`. */
  resent: number
  dropped: number
  unreachable: number
  /** Still to be sent, those held included. */
  pending: number
  /** Drops by their reason. */
  reasons: Record<string, number>
  /** Messages that may have been shown and wait for `nudges resolve ID`. */
  held: { id: string; person: string | null; reason: string; since: Instant; items: string[] }[]
}

/** Counts every nudge of the store, or of one campaign. */
export async function nudgeStatus(store: Store, campaign?: string): Promise<NudgeStatus> {
  const status: NudgeStatus = { owed: 0, sent: 0, resent: 0, dropped: 0, unreachable: 0, pending: 0, reasons: {}, held: [] }
  const add = (nudge: Nudge): void => {
    status.owed++
    status.resent += nudge.resent
    status[nudge.state === 'held' ? 'pending' : nudge.state]++
    if (nudge.state === 'dropped') status.reasons[nudge.reason ?? 'gone'] = (status.reasons[nudge.reason ?? 'gone'] ?? 0) + 1
  }
  if (campaign === undefined) for await (const { record } of store.all('nudge')) add(record)
  else for (const { record } of await store.find('nudge', 'campaign', campaign)) add(record)
  for await (const { record } of store.all('owed')) {
    if (!record.held) continue
    status.held.push({ id: record.id, person: record.person, reason: record.held.reason, since: record.held.at, items: record.content.kind === 'nudge' ? record.content.items : [] })
  }
  return status
}
