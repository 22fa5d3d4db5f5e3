import type { Day, Instant } from '../time/instant.ts'
import type { Recipient } from './policy.ts'

/** Why a nudge that was owed is not sent. */
export const DROP_REASONS = [
  /** The due instant came before the next time at which nudges may be sent. */
  'no-permitted-time',
  /** A later step about the same report goes to the same person. */
  'overtaken',
  'submitted', 'extended', 'waived', 'merged', 'campaign-closed',
  /** Only the head can act now; the head is nudged. */
  'waiting-at-head',
  /** The person no longer holds the role by which it was owed. */
  'role-ended',
  /** The person asked to be left alone until later, or for good. */
  'snoozed', 'stopped',
  /** The channel does not take the message. */
  'refused',
  'gone',
] as const
export type DropReason = (typeof DROP_REASONS)[number]

/**
 * - `pending`: to be sent. `held`: it may have been shown and is not sent again before somebody decides.
 * - `sent`: taken by the connector; `resent` says how often it was sent again after an ambiguous answer.
 * - `dropped` with a reason; `unreachable`: nobody can write to that person.
 */
export type NudgeState = 'pending' | 'held' | 'sent' | 'dropped' | 'unreachable'

/** One nudge owed: what "once" counts. */
export interface Nudge {
  /** "<obligation>|<step>|<person>" */
  id: string
  obligation: string
  campaign: string
  /** Unit whose committee receives the report. */
  receiver: string
  /** "before-3", "weekly-2"; after an extension "extended-1.before-3", of a supplement "supplement-1.before-1"; "asked-<day>", "snooze-<day>" when somebody wanted it. */
  step: string
  person: string
  /** By which role it is owed. */
  as: Recipient
  /** When it is to be sent: a permitted time. */
  at: Instant
  /** Due instant that it must go before, or null when it is about something overdue. */
  before: Instant | null
  /** Days from the due instant: of two about one report, the higher has overtaken the other. */
  rank: number
  plannedAt: Instant
  state: NudgeState
  /** Of a drop, or why the person can't be reached. */
  reason: string | null
  /** The owed message that carries it. */
  message: string | null
  /** When it was settled: taken by the connector, dropped or given up. */
  settledAt: Instant | null
  resent: number
  /** Who asked for it: absent for those of the policy. */
  askedBy?: string
}

/** How a person wants to be nudged. */
export interface Preference {
  /** Person id. */
  id: string
  /** "HH:mm" */
  hour?: string
  /** In the personal chat, or in the channel that is bound to the committee. */
  where?: 'chat' | 'channel'
  /** Nothing but firm steps before this instant. */
  snoozedUntil?: Instant
  /** Nothing but firm steps. */
  stopped?: boolean
}

/** What is known of getting through: to a person ("person/<id>") or in one conversation ("conversation/<id>"). */
export interface Reach {
  id: string
  person: string | null
  /** Why it can't be written to, and since when; null when it can. */
  unreachable: { reason: string; at: Instant } | null
  /** Of a person: day of the last nudge message, of which there is one a day. */
  nudgedOn?: Day
}

/** Rank of what somebody asked for: it says how things stand now, so no step is newer. */
export const ASKED_RANK = 9999

/** Id of a nudge. */
export const nudgeId = (obligation: string, step: string, person: string): string => `${obligation}|${step}|${person}`
/** Id of what is known of getting through to a person. */
export const reachOfPerson = (person: string): string => `person/${person}`
/** Id of what is known of getting through in a conversation. */
export const reachOfConversation = (conversation: string): string => `conversation/${conversation}`
