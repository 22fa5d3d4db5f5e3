import type { Campaign } from '#domain/campaign.ts'
import { ASKED_RANK, nudgeId, reachOfPerson, type Nudge } from '#domain/nudge/nudge.ts'
import { recipientsOn, type Addressee } from '#domain/nudge/recipients.ts'
import { nextPermitted } from '#domain/nudge/sendingTime.ts'
import { isUnsettled } from '#domain/nudge/spans.ts'
import type { Obligation } from '#domain/obligation.ts'
import type { Owed } from '#domain/owed.ts'
import { standing } from '#domain/standing.ts'
import { dayOf, type Instant } from '#domain/time/instant.ts'
import type { Store, Write } from '#ports/store.ts'
import { messageOf } from './gatherNudges.ts'
import { timesOf, type Nudging } from './nudging.ts'
import type { Work } from './work.ts'

/** Which units a committee wants to remind now. */
export interface Wish {
  campaign: Campaign
  /** Unit whose committee receives the reports. */
  receiver: string
  level?: string
  unit?: string
}

/** Who would get what: one line a unit. */
export interface Reminder {
  obligation: Obligation
  people: Addressee[]
}

/** What a reminder would do, before anybody is reminded. */
export interface Reminders {
  /** When it goes: now, or the next time at which nudges may be sent. */
  at: Instant
  reminders: Reminder[]
  /** Obligations all of whose people had a nudge today: they get nothing more. */
  told: Obligation[]
  /** Obligations of units nobody of whom is in the directory. */
  nobody: Obligation[]
}

/** Who would be reminded of what if the committee asked for it now. Before the due instant the reporters, after it their heads too; the head alone while a report waits there. */
export async function previewReminders(store: Store, nudging: Nudging, wish: Wish, now: Instant): Promise<Reminders> {
  const day = dayOf(now)
  const recipients = recipientsOn(nudging.directory, day)
  const found: Reminders = { at: nextPermitted(timesOf(nudging), now), reminders: [], told: [], nobody: [] }
  for (const { record: obligation } of await store.find('obligation', 'campaign', wish.campaign.id)) {
    if (obligation.receiver !== wish.receiver || (wish.level && obligation.level !== wish.level) || (wish.unit && obligation.unit !== wish.unit)) continue
    const current = standing(obligation, now)
    if (!isUnsettled(current, undefined)) continue
    const overdue = current.returned ? current.supplementOverdue : now > current.due
    const all = recipients.of(obligation, overdue ? ['reporter', 'head'] : ['reporter'], current.phase)
    const people: Addressee[] = []
    for (const one of all) if ((await store.get('reach', reachOfPerson(one.person)))?.record.nudgedOn !== day) people.push(one)
    if (all.length === 0) found.nobody.push(obligation)
    else if (people.length === 0) found.told.push(obligation)
    else found.reminders.push({ obligation, people })
  }
  return found
}

/** Owes the reminders, in the same commit as whatever else the turn writes. Asked twice on one day it owes them once. */
export async function remindUnits(work: Work, store: Store, nudging: Nudging, wish: Wish): Promise<{ at: Instant; units: number; people: number }> {
  const now = work.now
  const today = dayOf(now)
  const { at, reminders } = await previewReminders(store, nudging, wish, now)
  const byPerson = new Map<string, Nudge[]>()
  const units = new Set<string>()
  for (const { obligation, people } of reminders) {
    for (const { person, as } of people) {
      const step = `asked-${today}`
      const id = nudgeId(obligation.id, step, person)
      if (await work.get('nudge', id)) continue
      const nudge: Nudge = {
        id, obligation: obligation.id, campaign: obligation.campaign, receiver: obligation.receiver, step, person, as, at, before: null, rank: ASKED_RANK,
        plannedAt: now, state: 'pending', reason: null, message: null, settledAt: null, resent: 0, askedBy: work.by,
      }
      work.put('nudge', nudge)
      byPerson.set(person, [...(byPerson.get(person) ?? []), nudge])
      units.add(obligation.unit)
    }
  }
  // Outside the sending window they wait for it, like those of the policy.
  if (at === now) for (const [person, asked] of byPerson) await oweMessage(work, store, person, asked, now)
  return { at, units: units.size, people: byPerson.size }
}

async function oweMessage(work: Work, store: Store, person: string, asked: Nudge[], now: Instant): Promise<void> {
  const today = dayOf(now)
  const pending = (await store.find('nudge', 'unsent', person)).map(({ record }) => record)
    .filter(nudge => dayOf(nudge.at) <= today && !asked.some(one => one.id === nudge.id))
  for (const write of (await messageOf(store, person, [...asked, ...pending], { now, today })) ?? []) await put(work, write)
}

async function put(work: Work, write: Write): Promise<void> {
  await work.get(write.table, write.id)
  if (write.table === 'owed') work.owe(write.record as Owed)
  else work.put(write.table, write.record as never)
}
