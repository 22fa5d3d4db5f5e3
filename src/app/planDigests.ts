import { addWorkingDays } from '#domain/time/calendar.ts'
import { addDays, dayOf, instantOf, weekday, type Instant } from '#domain/time/instant.ts'
import type { Store } from '#ports/store.ts'
import { boundChannels } from './destination.ts'
import type { Nudging } from './nudging.ts'

const OWED_UNTIL = 'nudges/digests-until'

/** The last weekly summary's time that is not after `now`: the policy's day of the week, or the working day after it. */
export function digestTime({ policy, calendar }: Pick<Nudging, 'policy' | 'calendar'>, now: Instant): Instant {
  for (let day = dayOf(now); ; day = addDays(day, -1)) {
    if (weekday(day) !== policy.digest.weekday) continue
    const at = instantOf(addWorkingDays(calendar, day, 0), policy.digest.hour)
    if (at <= now) return at
  }
}

/** Owes every bound channel its weekly summary once its time has come; of several weeks missed only the last. Resolves to how many are now owed. */
export async function planDigests(store: Store, nudging: Nudging, now: Instant): Promise<number> {
  const stored = await store.get('setting', OWED_UNTIL)
  const from = typeof stored?.record.value === 'number' ? stored.record.value : now
  const at = digestTime(nudging, now)
  const due = at > from
  if (stored && !due) return 0
  const channels = due ? await boundChannels(store) : new Map<string, string>()
  const committed = await store.commit({
    writes: [
      { table: 'setting', id: OWED_UNTIL, record: { id: OWED_UNTIL, value: now }, expect: stored?.rev ?? 0 },
      ...[...channels].map(([conversation, committee]) => {
        const id = `digest|${conversation}|${dayOf(at)}`
        return { table: 'owed' as const, id, record: { id, conversation, person: null, content: { kind: 'digest' as const, committee }, at: now, attempts: 0 } }
      }),
    ],
  })
  return committed.ok ? channels.size : 0
}
