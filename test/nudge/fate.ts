import { spansOf } from '#domain/nudge/spans.ts'
import type { Event, Obligation } from '#domain/obligation.ts'
import { standing, withEvent } from '#domain/standing.ts'
import { DAY, type Instant } from '#domain/time/instant.ts'

/** Something that is going to happen to an obligation, if it still can when its time comes. */
export interface Happening {
  at: Instant
  obligation: string
  kind: 'sent-for-approval' | 'sent-back' | 'submitted' | 'returned' | 'accepted' | 'withdrawn' | 'correction-opened' | 'extended' | 'waived'
}

/** What will become of an obligation, from an instant on: most are filed before the due instant, some late, some never; a few are returned, withdrawn or corrected. */
export function fateOf({ id, due }: Obligation, from: Instant, chance: () => number): Happening[] {
  const all: Happening[] = []
  const add = (at: Instant, kind: Happening['kind']) => { if (at > from) all.push({ at, obligation: id, kind }) }
  if (chance() < 0.05) add(due - chance() * 20 * DAY, 'waived')
  if (chance() < 0.15) add(due + (chance() - 0.7) * 10 * DAY, 'extended')
  if (chance() < 0.05) add(due + chance() * 10 * DAY, 'extended')
  if (chance() < 0.1) return all
  let at = Math.max(from + DAY / 4, due + (chance() - 0.75) * 40 * DAY)
  const file = (pause: number): void => {
    if (chance() < 0.5) {
      add(at + pause / 2, 'sent-for-approval')
      if (chance() < 0.1) add(at + pause / 1.5, 'sent-back')
    }
    add((at += pause), 'submitted')
  }
  file(chance() * 4 * DAY)
  if (chance() < 0.06) {
    add((at += DAY), 'withdrawn')
    if (chance() < 0.8) file(chance() * 15 * DAY)
  }
  if (chance() < 0.3) {
    add((at += 2 * DAY), 'returned')
    if (chance() < 0.8) file(chance() * 20 * DAY)
  }
  add((at += chance() * 5 * DAY), 'accepted')
  if (chance() < 0.15) {
    add((at += chance() * 10 * DAY), 'correction-opened')
    file(chance() * 10 * DAY)
    add((at += DAY), chance() < 0.4 ? 'returned' : 'accepted')
  }
  return all
}

/** The obligation after a happening; undefined when it can't happen any more. */
export function happen(obligation: Obligation, { at, kind }: Happening): Obligation | undefined {
  const now = standing(obligation, at)
  const event = eventOf(obligation, now, { at, recordedAt: at, by: 'x' }, kind)
  return event && withEvent(obligation, event)
}

function eventOf(obligation: Obligation, now: ReturnType<typeof standing>, common: { at: Instant; recordedAt: Instant; by: string }, kind: Happening['kind']): Event | undefined {
  const decided = now.phase === 'submitted'
  const over = now.phase === 'waived' || now.phase === 'merged'
  const writable = !over && !decided && (now.phase !== 'accepted' || now.correction !== null)
  const unfiled = !over && now.submittedAt === null
  // Numbers of versions withdrawn are not used again.
  const version = obligation.events.filter(event => event.kind === 'submitted').length + 1
  switch (kind) {
    case 'sent-for-approval': return writable ? { ...common, kind, draft: 1 } : undefined
    case 'sent-back': return now.phase === 'waiting-at-head' ? { ...common, kind, draft: 1, reason: 'x' } : undefined
    case 'submitted': return writable ? { ...common, kind, version, receipt: `${obligation.id}/${version}`, complete: true } : undefined
    case 'returned': return decided ? { ...common, kind, version: now.version!, comments: [], reason: 'x', supplementDue: common.at + 7 * DAY } : undefined
    case 'accepted': return decided ? { ...common, kind, version: now.version! } : undefined
    case 'withdrawn': return decided ? { ...common, kind, version: now.version! } : undefined
    case 'correction-opened': return now.phase === 'accepted' && now.correction === null ? { ...common, kind, reason: 'x' } : undefined
    case 'extended': return unfiled ? { ...common, kind, until: spansOf(obligation, common.at).at(-1)!.due + 10 * DAY, reason: 'x' } : undefined
    case 'waived': return unfiled ? { ...common, kind, reason: 'x' } : undefined
  }
}

/** A source of chance that gives the same numbers for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed % 2147483647 || 1
  return () => ((state = (state * 48271) % 2147483647) / 2147483647)
}
