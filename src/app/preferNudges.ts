import { ASKED_RANK, nudgeId, type Nudge, type Preference } from '#domain/nudge/nudge.ts'
import { recipientsOn } from '#domain/nudge/recipients.ts'
import { slotOf, withinWindow } from '#domain/nudge/sendingTime.ts'
import { isUnsettled } from '#domain/nudge/spans.ts'
import { standing } from '#domain/standing.ts'
import { dayOf, instantOf, type Day, type Instant } from '#domain/time/instant.ts'
import { timesOf, type Nudging } from './nudging.ts'
import { openOfUnit } from './openOfUnit.ts'
import type { Work } from './work.ts'

/** Changes how a person wants to be nudged. */
export async function preferNudges(work: Work, person: string, change: Partial<Omit<Preference, 'id'>>): Promise<Preference> {
  const before = await work.get('preference', person)
  const after: Preference = { ...before, ...change, id: person }
  work.put('preference', after)
  work.act({ action: 'setting-changed', subject: `preference/${person}` })
  return after
}

/** The hour at which a person is nudged. */
export async function hourOf(work: Work, nudging: Nudging, person: string): Promise<string> {
  return withinWindow(timesOf(nudging), (await work.get('preference', person))?.hour ?? nudging.policy.hour)
}

/** From now on nudges come at an hour, moved into the sending window; what is planned for later today or after moves along. Resolves to that hour. */
export async function chooseHour(work: Work, nudging: Nudging, person: string, hour: string): Promise<string> {
  const times = timesOf(nudging)
  const within = withinWindow(times, hour)
  await preferNudges(work, person, { hour: within })
  for (const nudge of await work.find('nudge', 'unsent', person)) {
    if (nudge.at <= work.now) continue
    const at = instantOf(dayOf(nudge.at), within)
    if (at > work.now && (nudge.before === null || at < nudge.before)) work.put('nudge', { ...nudge, at })
  }
  return within
}

/**
 * Leaves a person alone until a day (but for firm steps) and owes them a nudge then about everything that is still to be done by them. Resolves to when that
 * comes and about how many reports it is as things stand.
 */
export async function snoozeNudges(work: Work, nudging: Nudging, person: string, { day, hour }: { day: Day; hour?: string }): Promise<{ until: Instant; count: number }> {
  const { directory } = nudging
  const times = timesOf(nudging)
  const wanted = hour === undefined ? await hourOf(work, nudging, person) : withinWindow(times, hour)
  const until = slotOf(times, { day, hour: wanted, since: work.now, before: null })!
  await preferNudges(work, person, { snoozedUntil: until })
  const recipients = recipientsOn(directory, dayOf(work.now))
  let count = 0
  for (const unit of new Set(directory.capacities(person, dayOf(work.now)).map(capacity => capacity.unit))) {
    for (const obligation of await openOfUnit(work, unit)) {
      const campaign = await work.get('campaign', obligation.campaign)
      const current = standing(obligation, work.now)
      if (!campaign || (campaign.closedAt !== null && campaign.closedAt <= work.now) || !isUnsettled(current, undefined)) continue
      const as = recipients.of(obligation, ['reporter', 'head'], current.phase).find(one => one.person === person)?.as
      if (!as) continue
      count++
      const step = `snooze-${dayOf(until)}`
      const id = nudgeId(obligation.id, step, person)
      if (await work.get('nudge', id)) continue
      const nudge: Nudge = {
        id, obligation: obligation.id, campaign: obligation.campaign, receiver: obligation.receiver, step, person, as, at: until, before: null, rank: ASKED_RANK - 1,
        plannedAt: work.now, state: 'pending', reason: null, message: null, settledAt: null, resent: 0, askedBy: person,
      }
      work.put('nudge', nudge)
    }
  }
  return { until, count }
}
