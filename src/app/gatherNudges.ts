import { reachOfPerson, type Nudge } from '#domain/nudge/nudge.ts'
import { isPermitted } from '#domain/nudge/sendingTime.ts'
import type { Owed } from '#domain/owed.ts'
import { dayOf, type Day, type Instant } from '#domain/time/instant.ts'
import type { Store, Stored, Write } from '#ports/store.ts'
import { timesOf, type Nudging } from './nudging.ts'

/**
 * Makes one message a person of the nudges that are due, with everything else of theirs that is for today; whoever had one today waits until tomorrow.
 * What of it still applies, and which step has overtaken which, is looked at when it is sent. Resolves to the number of messages now owed. Nothing is made
 * outside the sending window.
 */
export async function gatherNudges(store: Store, nudging: Nudging, now: Instant): Promise<number> {
  if (!isPermitted(timesOf(nudging), now)) return 0
  const waiting = new Map<string, Nudge[]>()
  /** People to whom a message of an earlier time is still to go: what is for later today goes with it, or would have to wait for the next day. */
  const underWay = new Set<string>()
  for (const { record } of await store.find('nudge', 'open', 'pending')) {
    if (record.message !== null) {
      underWay.add(record.person)
      continue
    }
    const theirs = waiting.get(record.person)
    if (theirs) theirs.push(record)
    else waiting.set(record.person, [record])
  }
  const today = dayOf(now)
  let gathered = 0
  let batch: Write[][] = []
  const commit = async () => {
    const messages = batch
    batch = []
    if ((await store.commit({ writes: messages.flat() })).ok) gathered += messages.length
    // Somebody was faster with one of them: the others are not to wait for it.
    else for (const writes of messages) if ((await store.commit({ writes })).ok) gathered++
  }
  for (const [person, nudges] of waiting) {
    const todays = nudges.filter(nudge => dayOf(nudge.at) <= today)
    if (todays.length === 0 || !(underWay.has(person) || todays.some(nudge => nudge.at <= now))) continue
    const writes = await messageOf(store, person, todays, { now, today })
    if (writes) batch.push(writes)
    if (batch.length >= BATCH) await commit()
  }
  if (batch.length > 0) await commit()
  return gathered
}

/** Messages of one commit. */
const BATCH = 250

/** What is to be written for one person's message of today, the nudges themselves included; null when it has to wait. */
export async function messageOf(store: Pick<Store, 'get' | 'find'>, person: string, nudges: readonly Nudge[], { now, today }: { now: Instant; today: Day }): Promise<Write[] | null> {
  const reach = await store.get('reach', reachOfPerson(person))
  if (reach?.record.nudgedOn === today) return null
  // A message that could not go yet takes the new items in: the person is told everything at once.
  const earlier = await messageUnderWay(store, person)
  if (isInDoubt(earlier)) return null
  const before = earlier?.record.content.kind === 'nudge' ? earlier.record.content.items : []
  const owed: Owed = {
    ...(earlier?.record ?? { id: `nudge|${person}|${today}`, conversation: null, person, attempts: 0, at: now }),
    content: { kind: 'nudge', items: [...before, ...nudges.map(nudge => nudge.id)] },
  }
  return [
    { table: 'owed', id: owed.id, record: owed, expect: earlier?.rev ?? 0 },
    // As it was: should a message go to them meanwhile, this one is not made.
    { table: 'reach', id: reachOfPerson(person), record: reach?.record ?? { id: reachOfPerson(person), person, unreachable: null }, expect: reach?.rev ?? 0 },
    ...nudges.map((nudge): Write => ({ table: 'nudge', id: nudge.id, record: { ...nudge, message: owed.id } })),
  ]
}

/** A person's message of nudges that is still to go; one that is held may never go. */
export async function messageUnderWay(store: Pick<Store, 'find'>, person: string): Promise<Stored<Owed> | undefined> {
  return (await store.find('owed', 'person', person)).find(({ record }) => record.content.kind === 'nudge' && !record.held)
}

/** Whether a message may have been shown: it goes again as it is. */
export function isInDoubt(message: Stored<Owed> | undefined): boolean {
  return message?.record.claim !== undefined || (message?.record.unsure ?? 0) > 0
}

/** Of each report the newest step, the others overtaken by it: to be asked only of nudges that still apply, or one that does not would take the others with it. */
export function newest<N extends Pick<Nudge, 'obligation' | 'at' | 'rank'>>(nudges: readonly N[]): { kept: N[]; overtaken: N[] } {
  const last = new Map<string, N>()
  for (const nudge of nudges) {
    const other = last.get(nudge.obligation)
    if (!other || nudge.rank > other.rank || (nudge.rank === other.rank && nudge.at > other.at)) last.set(nudge.obligation, nudge)
  }
  const kept = new Set(last.values())
  return { kept: nudges.filter(nudge => kept.has(nudge)), overtaken: nudges.filter(nudge => !kept.has(nudge)) }
}
