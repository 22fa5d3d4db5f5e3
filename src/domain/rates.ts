import type { Obligation } from './obligation.ts'
import { standing, type Standing } from './standing.ts'
import type { Instant } from './time/instant.ts'

/** Counts over a set of obligations as of one instant. Waived and merged ones are outside `owed`. */
export interface Counts {
  /** Obligations not waived and not merged: the denominator. */
  owed: number
  onTime: number
  onTimeByExtension: number
  lateFiled: number
  /** Due has passed, nothing submitted, and it does not wait at the head. */
  missing: number
  /** Nothing submitted and the draft waits for the head, whether due has passed or not. */
  waitingAtHead: number
  /** Now returned for supplement; each is also counted by when it was first filed. */
  returned: number
  waived: number
  merged: number
  /** Unfiled, not yet due, not at the head. */
  notDue: number
  /** Submitted and complete in content at submission. */
  complete: number
  /** Returned, and the supplement's own due instant has passed. */
  supplementOverdue: number
  accepted: number
  /** Obligations with a decision, and those of them accepted at the first version. */
  decided: number
  acceptedFirstTime: number
}

/** Everything filed, early or late. */
export function filedOf(counts: Counts): number {
  return counts.onTime + counts.onTimeByExtension + counts.lateFiled
}

/** Whether nothing was counted at all: the question was about units of which none was asked. */
export function isEmpty(counts: Counts): boolean {
  return counts.owed + counts.waived + counts.merged === 0
}

/** A share in per cent with one decimal, or null when there is nothing to divide by. */
export function rate(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1000) / 10
}

/** Adds one standing to running counts. */
export function count(counts: Counts, one: Standing): void {
  if (one.phase === 'waived') { counts.waived++; return }
  if (one.phase === 'merged') { counts.merged++; return }
  counts.owed++
  switch (one.timeliness) {
    case 'on-time': counts.onTime++; break
    case 'on-time-by-extension': counts.onTimeByExtension++; break
    case 'late-filed': counts.lateFiled++; break
    default:
      if (one.phase === 'waiting-at-head') counts.waitingAtHead++
      else if (one.timeliness === 'missing') counts.missing++
      else counts.notDue++
  }
  if (one.phase === 'returned') counts.returned++
  if (one.supplementOverdue) counts.supplementOverdue++
  if (one.version !== null && one.complete) counts.complete++
  if (one.accepted !== null) counts.accepted++
  if (one.acceptedFirstTime !== null) counts.decided++
  if (one.acceptedFirstTime === true) counts.acceptedFirstTime++
}

/** Counts of nothing. */
export function noCounts(): Counts {
  return {
    owed: 0, onTime: 0, onTimeByExtension: 0, lateFiled: 0, missing: 0, waitingAtHead: 0, returned: 0, waived: 0, merged: 0,
    notDue: 0, complete: 0, supplementOverdue: 0, accepted: 0, decided: 0, acceptedFirstTime: 0,
  }
}

/** Counts of obligations as of `at`. */
export function countAll(obligations: Iterable<Obligation>, at: Instant): Counts {
  const counts = noCounts()
  for (const obligation of obligations) count(counts, standing(obligation, at))
  return counts
}
