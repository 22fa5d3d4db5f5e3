import type { Campaign } from '#domain/campaign.ts'
import type { Nudge, DropReason } from '#domain/nudge/nudge.ts'
import { recheck } from '#domain/nudge/recheck.ts'
import { recipientsOn, type Recipients } from '#domain/nudge/recipients.ts'
import { slotAfter } from '#domain/nudge/sendingTime.ts'
import type { Obligation } from '#domain/obligation.ts'
import { dayOf, type Day, type Instant } from '#domain/time/instant.ts'
import type { Directory } from '#domain/directory.ts'
import type { Store } from '#ports/store.ts'
import { newest } from './gatherNudges.ts'
import { timesOf, type Nudging } from './nudging.ts'

/** A nudge with what it is about, as it is worded. */
export interface NudgeItem {
  nudge: Nudge
  obligation: Obligation
  campaign: Campaign
}

/** What of a message is still to be said, what is not and why, and when: `at` is `now` or the next permitted time. */
export interface Rechecked {
  items: NudgeItem[]
  dropped: { nudge: Nudge; reason: DropReason }[]
  at: Instant
}

/** Looks at every nudge of a message again, as things stand now. */
export async function recheckItems(store: Store, nudging: Nudging, ids: readonly string[], now: Instant): Promise<Rechecked> {
  const times = timesOf(nudging)
  const at = slotAfter(times, now, null)!
  const people = recipientsToday(nudging.directory, dayOf(now))
  const dropped: Rechecked['dropped'] = []
  const standing: NudgeItem[] = []
  for (const id of ids) {
    const nudge = (await store.get('nudge', id))?.record
    if (!nudge || nudge.state === 'sent' || nudge.state === 'dropped') continue
    const obligation = (await store.get('obligation', nudge.obligation))?.record
    const campaign = (await store.get('campaign', nudge.campaign))?.record
    const preference = (await store.get('preference', nudge.person))?.record
    const reason = recheck(nudge, { now, policy: nudging.policy, campaign, obligation, recipients: people, preference })
      ?? (slotAfter(times, now, nudge.before) === undefined ? 'no-permitted-time' : null)
    if (reason) dropped.push({ nudge, reason })
    else standing.push({ nudge, obligation: obligation!, campaign: campaign! })
  }
  const { kept, overtaken } = newest(standing.map(({ nudge }) => nudge))
  for (const nudge of overtaken) dropped.push({ nudge, reason: 'overtaken' })
  return { items: standing.filter(({ nudge }) => kept.includes(nudge)), dropped, at }
}

/** Thousands of messages are looked at on one day by one directory. */
const latest = new WeakMap<Directory, { day: Day; recipients: Recipients }>()
function recipientsToday(directory: Directory, day: Day): Recipients {
  let known = latest.get(directory)
  if (known?.day !== day) latest.set(directory, (known = { day, recipients: recipientsOn(directory, day) }))
  return known.recipients
}
