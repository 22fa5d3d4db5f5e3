import { reachOfPerson, type Nudge } from '#domain/nudge/nudge.ts'
import { isPermitted } from '#domain/nudge/sendingTime.ts'
import { recheck } from '#domain/nudge/recheck.ts'
import { recipientsOn } from '#domain/nudge/recipients.ts'
import { dayOf, instantOf, type Instant } from '#domain/time/instant.ts'
import type { Reference } from '#ports/channel.ts'
import type { Store } from '#ports/store.ts'
import { isInDoubt, messageUnderWay, newest } from './gatherNudges.ts'
import { timesOf, type Nudging } from './nudging.ts'
import { asOwed, plannedBetween, plannedUntil } from './planOwed.ts'

/** One message that would go, with what would be left out of it. */
export interface PreviewedMessage {
  person: string
  /** Channel by which the person was last heard from; null while nothing is known of where to reach them. */
  channel: string | null
  items: { obligation: string; step: string }[]
  dropped: { obligation: string; step: string; reason: string }[]
}

/**
 * What sending at an instant would send, by what is known now; nothing is written. Up to today that includes what a downtime has left over; a later instant
 * is answered as if the service ran until then. Outside the sending window nothing is sent.
 */
export async function previewNudges(store: Store, nudging: Nudging, at: Instant, now: Instant = at): Promise<{ at: Instant; messages: PreviewedMessage[] }> {
  const morning = instantOf(dayOf(at)) - 1
  const from = dayOf(at) > dayOf(now) ? morning : Math.min(morning, await plannedUntil(store, at))
  const times = timesOf(nudging)
  if (!isPermitted(times, at)) return { at, messages: [] }
  const owed = new Map<string, Nudge>()
  for (const { record } of await store.find('nudge', 'open', 'pending')) owed.set(record.id, record)
  for (const planned of await plannedBetween(store, nudging, { from, to: instantOf(dayOf(at), '24:00') - 1, now: at })) {
    if (!owed.has(planned.id) && !(await store.get('nudge', planned.id))) owed.set(planned.id, asOwed(planned, nudging, at))
  }
  const byPerson = new Map<string, Nudge[]>()
  for (const nudge of owed.values()) if (dayOf(nudge.at) <= dayOf(at)) byPerson.set(nudge.person, [...(byPerson.get(nudge.person) ?? []), nudge])
  const recipients = recipientsOn(nudging.directory, dayOf(at))
  const messages: PreviewedMessage[] = []
  for (const [person, theirs] of [...byPerson].sort(([a], [b]) => (a < b ? -1 : 1))) {
    // Whoever had a message today, or may have had one and gets it again, gets what is new tomorrow; what of today's could not go yet goes still.
    const told = (await store.get('reach', reachOfPerson(person)))?.record.nudgedOn === dayOf(at) || isInDoubt(await messageUnderWay(store, person))
    const nudges = told ? theirs.filter(nudge => nudge.message !== null) : theirs
    if (!nudges.some(nudge => nudge.at <= at || nudge.message !== null)) continue
    const preference = (await store.get('preference', person))?.record
    const dropped: PreviewedMessage['dropped'] = []
    const standing: Nudge[] = []
    for (const nudge of nudges) {
      const reason = nudge.state === 'dropped' ? nudge.reason : recheck(nudge, {
        now: at, policy: nudging.policy, recipients, preference,
        campaign: (await store.get('campaign', nudge.campaign))?.record, obligation: (await store.get('obligation', nudge.obligation))?.record,
      })
      if (reason) dropped.push({ obligation: nudge.obligation, step: nudge.step, reason })
      else standing.push(nudge)
    }
    const { kept, overtaken } = newest(standing)
    for (const { obligation, step } of overtaken) dropped.push({ obligation, step, reason: 'overtaken' })
    messages.push({ person, channel: await channelOf(store, person), items: kept.map(({ obligation, step }) => ({ obligation, step })), dropped })
  }
  return { at, messages }
}

async function channelOf(store: Store, person: string): Promise<string | null> {
  const theirs = (await store.find('conversation', 'person', person)).map(one => one.record).sort((a, b) => b.touchedAt - a.touchedAt)
  const reference = theirs.find(one => (one.reference as Reference).scope === 'personal')?.reference as Reference | undefined
  return reference?.channel ?? null
}
