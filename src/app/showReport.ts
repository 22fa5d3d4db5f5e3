import type { Event, Obligation } from '#domain/obligation.ts'
import type { Draft, Version } from '#domain/report.ts'
import { standing, type Standing } from '#domain/standing.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Store } from '#ports/store.ts'
import { versionId } from './formContext.ts'

export interface ShownReport {
  obligation: Obligation
  standing: Standing
  /** The version asked for, or the newest; null before the first. */
  version: Version | null
  /** What is being written; shown only to those who may edit it. */
  draft: Draft | null
  history: Event[]
}

/** A report as of an instant: its standing, one version and what happened to it; undefined when there is no such obligation. */
export async function showReport(store: Store, query: { obligation: string; at: Instant; version?: number }): Promise<ShownReport | undefined> {
  const obligation = (await store.get('obligation', query.obligation))?.record
  if (!obligation) return undefined
  const now = standing(obligation, query.at)
  const number = query.version ?? now.version
  const version = number === null ? undefined : (await store.get('version', versionId(obligation.id, number)))?.record
  const draft = (await store.get('draft', obligation.id))?.record
  return {
    obligation, standing: now, version: version && version.submittedAt <= query.at ? version : null, draft: draft ?? null,
    history: obligation.events.filter(event => event.recordedAt <= query.at),
  }
}
