import { canonicalJson } from '#domain/canonicalJson.ts'
import { Fault } from '#domain/fault.ts'
import { contentHash, nextEntry, readEntry, type Act, type Head } from '#domain/journal.ts'
import { seal } from '#domain/seal.ts'
import type { Clock, NewId } from '#ports/clock.ts'
import type { Change, Committed, Verbatim } from '#ports/store.ts'
import { SALTS, type Files } from './openFiles.ts'

/** A change made ready: nothing of it is in the store yet, and nothing in it can fail any more. */
export interface Ready {
  writes: { table: string; id: string; rev: number; record: unknown; size: number }[]
  entries: { head: Head; line: string }[]
  line: string
}

/** What the store holds before the change, and what is new in a change. */
interface Grounds extends Pick<Files, 'tables' | 'journal'> {
  /** Salts come from it. */
  newId: NewId
  /** What entries are recorded at. */
  clock: Clock
}

/** Makes a change ready, or says which of its records has moved on; throws Fault 'data-invalid' or 'impossible' for what can't be kept. */
export function readyChange(grounds: Grounds, change: Change): Ready | Committed {
  const { tables, journal, clock } = grounds
  const revs = new Map<string, number>()
  const writes: Ready['writes'] = []
  for (const write of change.writes) {
    const where = `${write.table}/${write.id}`
    const rev = revs.get(where) ?? tables[write.table]!.rev(write.id)
    if (write.expect !== undefined && write.expect !== rev) return { ok: false, conflict: { table: write.table, id: write.id, rev } }
    const next = write.record === null ? 0 : rev + 1
    revs.set(where, next)
    if (next > 0 || rev > 0) writes.push({ table: write.table, id: write.id, rev: next, record: write.record, size: 0 })
  }
  for (const write of writes) seal(write.record, `${write.table}/${write.id}`)
  const salts = new Map<string, string | null>()
  for (const subject of change.erase ?? []) salts.set(subject, null)
  const texts = new Map<object, string>()
  const entries: Ready['entries'] = []
  let head = journal.head
  for (const act of change.acts ?? []) {
    const entry = nextEntry(head, act, clock(), hashOf(grounds, act, salts, texts))
    head = entry.head
    entries.push(entry)
  }
  for (const [subject, salt] of salts) {
    const rev = tables[SALTS]!.rev(subject)
    if (salt !== null) writes.push({ table: SALTS, id: subject, rev: rev + 1, record: salt, size: 0 })
    else if (rev > 0) writes.push({ table: SALTS, id: subject, rev: 0, record: null, size: 0 })
  }
  return { writes, entries, line: logLine(writes, entries, texts) }
}

/** A part of another store made ready: its revisions and entries are what they are. */
export function readyVerbatim({ tables, journal }: Pick<Grounds, 'tables' | 'journal'>, { records, salts, entries }: Verbatim): Ready {
  const writes: Ready['writes'] = []
  for (const { table: name, id, rev, record } of records) {
    if (record !== null || tables[name]!.rev(id) > 0) writes.push({ table: name, id, rev: record === null ? 0 : rev, record, size: 0 })
    seal(record, `${name}/${id}`)
  }
  for (const { subject, salt } of salts) {
    const rev = tables[SALTS]!.rev(subject)
    if (salt !== null || rev > 0) writes.push({ table: SALTS, id: subject, rev: salt === null ? 0 : rev + 1, record: salt, size: 0 })
  }
  let head = journal.head
  const lines = entries.map(entry => {
    const line = canonicalJson(entry)
    if (entry.seq !== head.seq + 1 || entry.prev !== head.hash || !readEntry(line)) throw new Fault('data-invalid', `entry ${entry.seq} does not follow the journal's end, entry ${head.seq}`)
    head = { seq: entry.seq, hash: entry.hash }
    return { head, line }
  })
  return { writes, entries: lines, line: logLine(writes, lines, new Map()) }
}

/** The hash of an act's content under its subject's salt, a new one where there is none yet. */
function hashOf({ tables, newId }: Grounds, act: Act, salts: Map<string, string | null>, texts: Map<object, string>): string | undefined {
  const { content, subject } = act
  if (content === undefined) return undefined
  let salt = salts.get(subject) ?? (salts.has(subject) ? null : ((tables[SALTS]!.get(subject).found?.record as string | undefined) ?? null))
  if (salt === null) salts.set(subject, (salt = newId()))
  let text = typeof content === 'object' && content !== null ? texts.get(content) : undefined
  if (text === undefined) {
    text = canonicalJson(content)
    if (typeof content === 'object' && content !== null) texts.set(content, text)
  }
  return contentHash(salt, text)
}

/** A change as the log keeps it. Takes down the size of each record. */
function logLine(writes: Ready['writes'], entries: Ready['entries'], texts: Map<object, string>): string {
  let line = '{"w":['
  for (const [at, write] of writes.entries()) {
    const text = recordText(write.record, texts)
    write.size = text.length
    line += `${at === 0 ? '' : ','}["${write.table}",${JSON.stringify(write.id)},${write.rev},${text}]`
  }
  return line + (entries.length === 0 ? ']}' : `],"j":[${entries.map(entry => entry.line).join(',')}]}`)
}

/** The JSON of a record, using the texts of contents that stand in it whole. */
function recordText(record: unknown, texts: Map<object, string>): string {
  if (texts.size > 0 && typeof record === 'object' && record !== null) {
    const whole = texts.get(record)
    if (whole !== undefined) return whole
    const members = record as Record<string, unknown>
    for (const name in members) if (texts.has(members[name] as object)) return canonicalJson(record, texts)
  }
  return JSON.stringify(record)
}
