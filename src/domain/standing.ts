import type { Comment, Event, Obligation } from './obligation.ts'
import { DAY, type Instant } from './time/instant.ts'

/** Where the work on an obligation stands. */
export type Phase = 'not-started' | 'draft' | 'waiting-at-head' | 'submitted' | 'returned' | 'accepted' | 'waived' | 'merged'

/**
 * Whether it was filed in time. `not-due` is unfiled before the due instant, `missing` unfiled after it;
 * waiting at the head after the due instant is `missing` here and told apart by the phase.
 */
export type Timeliness = 'on-time' | 'on-time-by-extension' | 'late-filed' | 'missing' | 'not-due' | 'waived' | 'merged'

/** Everything that can be said of an obligation as of an instant. */
export interface Standing {
  at: Instant
  phase: Phase
  timeliness: Timeliness
  /** Due instant in force at `at`, extensions granted by then included. */
  due: Instant
  extended: boolean
  /** Number of the newest submitted version that was not withdrawn; null before the first. */
  version: number | null
  /** Submission instant of the first version not withdrawn: what timeliness is measured by. */
  submittedAt: Instant | null
  receipt: string | null
  /** Number of the accepted version; it stays in force while a correction is under way. */
  accepted: number | null
  acceptedAt: Instant | null
  /** Whether every required field was answered and every blocking rule met at the newest submission. */
  complete: boolean | null
  /** Whether the first submitted version was the one accepted; null while undecided. */
  acceptedFirstTime: boolean | null
  /** While returned: by when the supplement is owed, what was said, and of which version. */
  returned: { version: number; comments: Comment[]; reason: string; supplementDue: Instant } | null
  supplementOverdue: boolean
  /** While at the head: the draft edition shown for approval, by whom it was sent and when. */
  waiting: { edition: number; by: string; for?: string; at: Instant } | null
  /** The head's last reason for sending back, until it is sent for approval again. */
  sentBack: { reason: string; by: string; for?: string } | null
  /** Days begun since the due instant: of a late filing until it was filed, of a missing one until `at`; 0 otherwise. */
  daysLate: number
  successor: string | null
  /** A correction of the accepted version under way, until its new version is decided on or withdrawn. */
  correction: { reason: string; by: string; at: Instant } | null
  /** An extension asked for and not yet decided. */
  extensionAsked: { until: Instant; reason: string; by: string } | null
}

interface Filed {
  number: number
  at: Instant
  receipt: string
  complete: boolean
  withdrawn: boolean
}

/** The standing of an obligation as of `at`, from what had been recorded by then. */
export function standing(obligation: Obligation, at: Instant): Standing {
  const filed: Filed[] = []
  let phase: Phase = 'not-started'
  /** Phase to fall back to when the head sends back, or a submission is withdrawn. */
  let before: Phase = 'not-started'
  let due = obligation.due
  let extended = false
  let accepted: number | null = null
  let acceptedAt: Instant | null = null
  let firstDecision: boolean | null = null
  let returned: Standing['returned'] = null
  let waiting: Standing['waiting'] = null
  let sentBack: Standing['sentBack'] = null
  let successor: string | null = null
  let asked: Standing['extensionAsked'] = null
  let correction: Standing['correction'] = null

  for (const event of obligation.events) {
    if (event.recordedAt > at) continue
    switch (event.kind) {
      case 'opened':
        break
      case 'started':
        if (phase === 'not-started') phase = 'draft'
        break
      case 'sent-for-approval':
        if (phase !== 'waiting-at-head') before = phase
        phase = 'waiting-at-head'
        waiting = { edition: event.draft, ...actor(event), at: event.at }
        sentBack = null
        break
      case 'sent-back':
        phase = before === 'not-started' ? 'draft' : before
        waiting = null
        sentBack = { reason: event.reason, ...actor(event) }
        break
      case 'submitted':
        filed.push({ number: event.version, at: event.at, receipt: event.receipt, complete: event.complete, withdrawn: false })
        phase = 'submitted'
        waiting = null
        sentBack = null
        break
      case 'returned':
        if (firstDecision === null) firstDecision = false
        phase = 'returned'
        returned = { version: event.version, comments: event.comments, reason: event.reason, supplementDue: event.supplementDue }
        break
      case 'accepted':
        // A version withdrawn by its unit was never decided upon, so the first decision is about the first version left standing.
        if (firstDecision === null) firstDecision = true
        phase = 'accepted'
        accepted = event.version
        acceptedAt = event.at
        returned = null
        correction = null
        break
      case 'withdrawn': {
        const version = filed.find(one => one.number === event.version)
        if (version) version.withdrawn = true
        phase = accepted !== null ? 'accepted' : returned ? 'returned' : 'draft'
        correction = null
        break
      }
      case 'correction-opened':
        correction = { reason: event.reason, by: event.by, at: event.at }
        break
      case 'extension-asked':
        asked = { until: event.until, reason: event.reason, by: event.by }
        break
      case 'extended':
        due = Math.max(due, event.until)
        extended = true
        asked = null
        break
      case 'extension-refused':
        asked = null
        break
      case 'waived':
        phase = 'waived'
        break
      case 'merged':
        phase = 'merged'
        successor = event.successor
        break
    }
  }

  const standingVersions = filed.filter(one => !one.withdrawn)
  const first = standingVersions[0]
  const newest = standingVersions.at(-1)
  const timeliness = judgeTimeliness(phase, first?.at, obligation.due, due, at)
  const lateUntil = timeliness === 'late-filed' ? first!.at : timeliness === 'missing' ? at : due
  return {
    at,
    phase,
    timeliness,
    due,
    extended,
    version: newest?.number ?? null,
    submittedAt: first?.at ?? null,
    receipt: newest?.receipt ?? null,
    accepted,
    acceptedAt,
    complete: newest?.complete ?? null,
    acceptedFirstTime: firstDecision,
    returned: phase === 'returned' || phase === 'waiting-at-head' ? returned : null,
    supplementOverdue: returned !== null && (phase === 'returned' || phase === 'waiting-at-head') && at > returned.supplementDue,
    waiting,
    sentBack,
    daysLate: Math.max(0, Math.ceil((lateUntil - due) / DAY)),
    successor,
    correction,
    extensionAsked: asked,
  }
}

/** Whether a version was filed late; null when an earlier one was there, by which that is measured: a supplement or correction changes nothing of it. */
export function filedLate(obligation: Obligation, version: number): boolean | null {
  const filed = obligation.events.find(event => event.kind === 'submitted' && event.version === version)
  if (!filed) return null
  const then = standing(obligation, filed.recordedAt)
  return then.version === version && then.submittedAt === filed.at ? then.timeliness === 'late-filed' : null
}

/** The instant something is owed by now: of the supplement while one is asked for. */
export function dueNow(now: Pick<Standing, 'due' | 'returned'>): Instant {
  return now.returned?.supplementDue ?? now.due
}

/** Who did it, and for whom under a delegation. */
function actor({ by, for: delegator }: Event): { by: string; for?: string } {
  return delegator === undefined ? { by } : { by, for: delegator }
}

function judgeTimeliness(phase: Phase, filedAt: Instant | undefined, plainDue: Instant, due: Instant, at: Instant): Timeliness {
  if (phase === 'waived' || phase === 'merged') return phase
  if (filedAt !== undefined) return filedAt <= plainDue ? 'on-time' : filedAt <= due ? 'on-time-by-extension' : 'late-filed'
  return at <= due ? 'not-due' : 'missing'
}

/** From which phases each event may follow; the life of an obligation in one table. */
const FOLLOWS: Record<Event['kind'], Phase[]> = {
  'opened': ['not-started'],
  'started': ['not-started'],
  'sent-for-approval': ['not-started', 'draft', 'returned', 'waiting-at-head', 'accepted'],
  'sent-back': ['waiting-at-head'],
  'submitted': ['not-started', 'draft', 'returned', 'waiting-at-head', 'accepted'],
  'returned': ['submitted'],
  'accepted': ['submitted'],
  'withdrawn': ['submitted'],
  'correction-opened': ['accepted'],
  'extension-asked': ['not-started', 'draft', 'waiting-at-head', 'returned'],
  'extended': ['not-started', 'draft', 'waiting-at-head', 'returned', 'submitted', 'accepted'],
  'extension-refused': ['not-started', 'draft', 'waiting-at-head', 'returned'],
  'waived': ['not-started', 'draft', 'waiting-at-head'],
  'merged': ['not-started', 'draft', 'waiting-at-head'],
}

/** Whether an event of this kind may happen now. */
export function mayFollow(phase: Phase, kind: Event['kind']): boolean {
  return FOLLOWS[kind].includes(phase)
}

/** Whether what is being written for the obligation may be changed and sent: before it is filed, when it was returned, and while an accepted report is corrected. */
export function isEditable(now: Pick<Standing, 'phase' | 'correction'>): boolean {
  return now.phase === 'accepted' ? now.correction !== null : now.phase !== 'submitted' && now.phase !== 'waived' && now.phase !== 'merged'
}

/** The obligation with one more event; nothing is ever taken away. */
export function withEvent(obligation: Obligation, event: Event): Obligation {
  return { ...obligation, events: [...obligation.events, event] }
}

/**
 * The receipt number (số tiếp nhận) of a version: unique because campaign, unit and number are,
 * so that no counter has to be shared between receivers.
 */
export function receiptOf(obligation: Obligation, version: number): string {
  return `${obligation.campaign}/${obligation.unit}/${String(version).padStart(2, '0')}`.toUpperCase()
}
