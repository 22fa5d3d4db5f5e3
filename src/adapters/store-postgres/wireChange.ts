import { canonicalJson } from '#domain/canonicalJson.ts'
import { Fault } from '#domain/fault.ts'
import { entryText } from '#domain/journal.ts'
import type { Obligation } from '#domain/obligation.ts'
import { seal } from '#domain/seal.ts'
import { stepsOf } from '#domain/standings.ts'
import type { NewId } from '#ports/clock.ts'
import type { Change } from '#ports/store.ts'
import { INDEXES, keysIn, type Keys, type TableName } from '#ports/tables.ts'
import { keyText } from './keyText.ts'

/** A late stretch without an end. */
const FOR_EVER = Number.MAX_SAFE_INTEGER

/** A change as qcdc.commit (migrations/0001-store.sql) takes it, in JSON: nothing in it can fail any more. Throws Fault 'data-invalid' and 'impossible' as the port says. */
export function wireChange({ writes, acts = [], erase = [] }: Change, recordedAt: number, newId: NewId): string {
  const ids = new Set<string>()
  const written: string[] = []
  const standings = new Map<string, string>()
  let again = false
  for (const { table, id, record, expect } of writes) {
    seal(record, `${table}/${id}`)
    const where = `${table}/${id}`
    again ||= ids.has(where)
    ids.add(where)
    written.push(`["${table}",${JSON.stringify(keyText(id))},${expect ?? 'null'},${recordAndKeys(table, record)}]`)
    // Of an obligation written twice only the last state is to be counted.
    if (table === 'obligation') standings.set(id, wireStandings(id, record))
  }
  const actTexts = acts.map(act => {
    const { before, middle, after } = entryText(act)
    const content = act.content === undefined ? null : canonicalJson(act.content)
    return JSON.stringify([before, content, content === null ? null : newId(), middle, String(recordedAt), after, keyText(act.subject)])
  })
  const parts = [`"w":[${written.join(',')}]`, `"again":${again}`, `"a":[${actTexts.join(',')}]`]
  if (standings.size > 0) parts.push(`"s":[${[...standings.values()].join(',')}]`)
  if (erase.length > 0) parts.push(`"e":${JSON.stringify(erase.map(keyText))}`)
  return `{${parts.join(',')}}`
}

/** A record's JSON as a JSON string, and its keys as a PostgreSQL array in one: "null,null" for a record to be removed. */
export function recordAndKeys(table: TableName, record: unknown): string {
  return record === null ? 'null,null' : `${JSON.stringify(JSON.stringify(record))},${JSON.stringify(`{${keysOf(table, record).map(key => `"${key.replace(/["\\]/g, '\\$&')}"`).join(',')}}`)}`
}

/** The keys of a record in all its table's indexes, "index:key", each once, in order. */
export function keysOf(table: TableName, record: unknown): string[] {
  if (!Object.hasOwn(INDEXES, table)) throw new Fault('store-newer', `The database has records of a kind “${table}” that this program does not know: use the newer program that wrote them.`)
  const keys = new Set<string>()
  for (const [index, keysOfRecord] of Object.entries(INDEXES[table]) as [string, Keys<never>][]) {
    for (const key of keysIn(keysOfRecord, record)) keys.add(indexKey(index, key))
  }
  return [...keys].toSorted()
}

/** A key as it stands in qcdc.record_key. */
export function indexKey(index: string, key: string): string {
  return `${index}:${keyText(key)}`
}

/** What an obligation counts as over time, as qcdc.put_standings (migrations/0002-standings.sql) takes it; with no record, that it is gone. */
export function wireStandings(id: string, record: unknown): string {
  if (record === null) return JSON.stringify({ o: keyText(id) })
  const obligation = record as Obligation
  const steps = stepsOf(obligation)
  const late = steps.flatMap(({ from, late: one }, place) => {
    if (!one) return []
    const until = steps[place + 1]?.from ?? FOR_EVER
    const rank = one.days === null ? one.due : -one.days
    return [[LATE_RANKS[one.state], from, until, rank, one.due, one.days, one.submittedAt]]
  })
  const { campaign, receiver, level, unit } = obligation
  return JSON.stringify({
    o: keyText(id), c: keyText(campaign), r: keyText(receiver), l: keyText(level), u: keyText(unit),
    t: steps.map(step => step.from), k: steps.map(step => step.cell), late,
  })
}

/** The late states as numbers, in the list's order. */
export const LATE_RANKS = { 'missing': 1, 'waiting-at-head': 2, 'supplement-overdue': 3, 'late-filed': 4 } as const
