import type { Delegation, Role } from '#domain/person.ts'
import { dayOf, type Day } from '#domain/time/instant.ts'
import { DIRECTORY_STAMP } from './directoryCache.ts'
import type { Work } from './work.ts'

export type Delegated =
  | { ok: true; delegation: Delegation }
  /** It ends before it starts, or before today. */
  | { ok: false; problem: 'dates' }

/** A person lets another act for them in one role of one unit, for dated time. The delegate can't pass it on: only own roles can be delegated. */
export function delegate(work: Work, { to, role, unit, start, end }: { to: string; role: Role; unit: string; start: Day; end: Day }): Delegated {
  if (end < start || end < dayOf(work.at)) return { ok: false, problem: 'dates' }
  const delegation: Delegation = { id: `${work.by}-${to}-${role}-${unit}-${start}`, from: work.by, to, role, unit, start, end }
  work.put('delegation', delegation)
  stampDirectory(work)
  work.act({ action: 'delegated', subject: `delegation/${delegation.id}`, content: delegation })
  return { ok: true, delegation }
}

/** Ends a delegation with yesterday, so that it no longer holds today; in mid-flow too. */
export function endDelegation(work: Work, delegation: Delegation, yesterday: Day): void {
  work.put('delegation', { ...delegation, end: yesterday })
  stampDirectory(work)
  work.act({ action: 'delegation-ended', subject: `delegation/${delegation.id}` })
}

/** Tells every process that the directory it has built is out of date. */
function stampDirectory(work: Work): void {
  work.put('setting', { id: DIRECTORY_STAMP, value: work.at })
}
