import { awaitedOf } from '#domain/awaited.ts'
import type { Campaign } from '#domain/campaign.ts'
import type { Obligation } from '#domain/obligation.ts'
import type { Delegation, Monitoring, Person } from '#domain/person.ts'
import type { Draft, Version } from '#domain/report.ts'
import type { Unit } from '#domain/unit.ts'
import type { Conversation } from '#domain/conversation.ts'
import type { Nudge, Preference, Reach } from '#domain/nudge/nudge.ts'
import type { Owed } from '#domain/owed.ts'
import type { Edition } from '#domain/provision/document.ts'
import type { Feedback, Guidance, Question } from '#domain/provision/question.ts'

/** Every kind of record the store keeps. A new kind is a line here and one in {@link INDEXES}. */
export interface Tables {
  unit: Unit
  person: Person
  monitoring: Monitoring
  delegation: Delegation
  campaign: Campaign
  obligation: Obligation
  draft: Draft
  version: Version
  conversation: Conversation
  /** The outbox: replies and notices still owed. */
  owed: Owed
  /** Every nudge that was ever owed, with what became of it. */
  nudge: Nudge
  /** How people want to be nudged. */
  preference: Preference
  /** Where people can't be reached. */
  reach: Reach
  /** Official wordings of documents that somebody imported, older ones kept. */
  provisionText: Edition
  /** Questions that the texts did not answer. */
  question: Question
  /** The secretariat's reviewed answers. */
  guidance: Guidance
  /** What people thought of answers. */
  feedback: Feedback
  /** Settings that the running service changes: one record a name. */
  setting: { id: string; value: unknown }
}
export type TableName = keyof Tables

/** Says under which keys an index holds a record: by the record alone and never by the clock, since nothing moves in an index while nothing is written. */
export type Keys<R> = (record: R) => string | string[] | null

/** Look-ups every store must answer without reading the table: table → index → the keys of a record. */
export const INDEXES = {
  unit: {},
  person: { aadObjectId: person => person.aadObjectId, unit: person => [...new Set(person.roles.map(holding => holding.unit))] },
  monitoring: {},
  delegation: { from: d => d.from },
  campaign: { form: campaign => campaign.form },
  obligation: { campaign: o => o.campaign, unit: o => o.unit, awaited: awaitedOf },
  draft: {},
  version: {},
  conversation: { person: c => c.person },
  owed: { person: o => o.person },
  nudge: {
    campaign: n => n.campaign, open: n => (n.state === 'pending' || n.state === 'held' ? n.state : null),
    unsent: n => (n.state === 'pending' && n.message === null ? n.person : null),
  },
  preference: {},
  reach: { person: r => r.person },
  provisionText: {},
  question: { state: question => question.state },
  guidance: {},
  feedback: {},
  setting: {},
} satisfies { [T in TableName]: Record<string, Keys<Tables[T]>> }

/** The keys under which an index holds a record. */
export function keysIn(keysOf: Keys<never>, record: unknown): string[] {
  const keys = keysOf(record as never)
  return keys === null ? [] : typeof keys === 'string' ? [keys] : keys
}

export type IndexName<T extends TableName> = keyof (typeof INDEXES)[T] & string
export const TABLE_NAMES = Object.keys(INDEXES) as TableName[]
