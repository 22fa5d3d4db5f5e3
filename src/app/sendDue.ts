import type { Instant } from '#domain/time/instant.ts'
import type { Clock } from '#ports/clock.ts'
import type { Store } from '#ports/store.ts'
import { gatherNudges } from './gatherNudges.ts'
import type { Nudging } from './nudging.ts'
import { nudgeStatus, type NudgeStatus } from './nudgeStatus.ts'
import type { Outbox } from './outbox.ts'
import { planDigests } from './planDigests.ts'
import { planOwed } from './planOwed.ts'

export interface DueSender {
  store: Store
  outbox: Outbox
  clock: Clock
  nudging(): Promise<Nudging>
}

/** What one round planned and made into messages. */
export interface Planning {
  planned: number
  messages: number
  digests: number
}

/** Plans what is owed by now and makes messages of what is due; nothing is sent yet. */
export async function planDue({ store, clock, nudging }: Omit<DueSender, 'outbox'>): Promise<Planning> {
  const now = clock()
  const by = await nudging()
  const planned = await planOwed(store, by, now)
  const messages = await gatherNudges(store, by, now)
  const digests = await planDigests(store, by, now)
  return { planned, messages, digests }
}

/**
 * Plans and sends everything that is due; resolves when nothing is due any more, with how the nudges of the store stand then and with the instant at
 * which something left over is due: null when nothing is.
 */
export async function sendDue(sender: DueSender): Promise<Planning & NudgeStatus & { next: Instant | null }> {
  const planning = await planDue(sender)
  const next = await sender.outbox.sweep()
  return { ...planning, ...await nudgeStatus(sender.store), next }
}
