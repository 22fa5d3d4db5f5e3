import { Fault } from '#domain/fault.ts'
import type { ChangeOptions, ChangePlan, ChangeProblem, UnitChange } from '#domain/unitChange/change.ts'
import { planUnitChange } from '#domain/unitChange/planUnitChange.ts'
import type { Act, Store, Write } from '#ports/store.ts'
import type { TableName, Tables } from '#ports/tables.ts'
import { DIRECTORY_STAMP } from './directoryCache.ts'
import { readTable, recordsOf } from './upsertRecords.ts'

/** What a change of units did, or (`done: false`) would do; or everything that keeps it from being done. */
export type ChangedUnits = { ok: true; done: boolean; plan: ChangePlan } | { ok: false; problems: ChangeProblem[] }

const TRIES = 5

/**
 * Merges, splits, renames or moves units: shown only, unless `apply`; then done in one commit with one journal entry for the change and one for each obligation
 * that closes. What others wrote meanwhile is planned for again. Throws Fault 'contended' when that happens five times over.
 */
export async function changeUnits(store: Store, changes: readonly UnitChange[], { apply, ...options }: ChangeOptions & { apply: boolean }): Promise<ChangedUnits> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const [unit, person, monitoring, delegation, campaign, obligation, draft] = [
      await readTable(store, 'unit'), await readTable(store, 'person'), await readTable(store, 'monitoring'), await readTable(store, 'delegation'),
      await readTable(store, 'campaign'), await readTable(store, 'obligation'), await readTable(store, 'draft'),
    ]
    const planned = planUnitChange({
      units: recordsOf(unit), people: recordsOf(person), monitorings: recordsOf(monitoring), delegations: recordsOf(delegation),
      campaigns: recordsOf(campaign), obligations: recordsOf(obligation), drafts: recordsOf(draft),
    }, changes, options)
    if (!planned.ok) return planned
    const { plan } = planned
    if (!apply) return { ok: true, done: false, plan }
    const before = { unit, person, monitoring, delegation, obligation, draft }
    const writes = (Object.keys(before) as (keyof typeof before)[]).flatMap(table => writesOf(table, plan.written[table], before[table]))
    // A campaign closed or a draft saved while this was planned would be missed: what the plan rests on must be as it was.
    for (const { record, rev } of campaign.values()) if (plan.obligations.some(one => one.campaign === record.id)) writes.push({ table: 'campaign', id: record.id, record, expect: rev })
    for (const { from, outcome } of plan.drafts) if (outcome === 'moved') writes.push({ table: 'draft', id: from, record: draft.get(from)!.record, expect: draft.get(from)!.rev })
    writes.push({ table: 'setting', id: DIRECTORY_STAMP, record: { id: DIRECTORY_STAMP, value: options.at } })
    const { at, by } = options
    const { written: _, ...shown } = plan
    const acts: Act[] = [
      { at, by, action: 'units-changed', subject: 'unit/*', content: shown },
      ...plan.obligations.filter(one => one.becomes === 'merged').map(one => ({ at, by, action: 'merged', subject: `obligation/${one.obligation}` })),
    ]
    if ((await store.commit({ writes, acts })).ok) return { ok: true, done: true, plan }
  }
  throw new Fault('contended', `what the change of units touches was changed by others, ${TRIES} times over: run it again`)
}

function writesOf<T extends TableName>(table: T, written: ReadonlyMap<string, Tables[T] | null>, before: ReadonlyMap<string, { rev: number }>): Write[] {
  return [...written].map(([id, record]) => ({ table, id, record, expect: before.get(id)?.rev ?? 0 }) as Write)
}
