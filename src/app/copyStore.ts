import { canonicalJson } from '#domain/canonicalJson.ts'
import { readJournal, type Head } from '#domain/journal.ts'
import type { Entry, Store, Verbatim } from '#ports/store.ts'
import { TABLE_NAMES, type TableName } from '#ports/tables.ts'

/** How far a copy is: of `total` records, salts or entries (0 where that is not known beforehand). */
export interface CopyProgress {
  stage: 'checking' | 'records' | 'salts' | 'journal' | 'verifying'
  done: number
  total: number
}

/**
 * What came of a copy. `written`: records, salts and entries brought over this time; 0 when all was there already.
 * - `source-broken`: the old store does not pass its own check.
 * - `source-unfinished`: the old store is itself a copy that was never finished.
 * - `not-empty`: the new store holds other entries than the old one.
 * - `source-changed`: the old store was written to meanwhile; running the copy again brings the rest.
 * - `differs`: what was written did not come back as it was.
 */
export type Copied =
  | { ok: true; records: number; salts: number; journal: Head; written: number }
  | { ok: false; problem: 'source-broken' | 'source-unfinished' | 'not-empty' | 'source-changed' | 'differs'; detail: string }

/** Setting that a store holds while it is being copied into. */
const MARK = 'copy-under-way'
/** What one load takes: so many records, or so many characters of them. */
const MOST_RECORDS = 500
const MOST_CHARACTERS = 1 << 20

/**
 * Brings everything one store holds into another, word for word: records with their revisions, salts, journal. The old store is only read. Cut short, it is
 * simply run again: what is there already is compared and not written twice. It has succeeded only when both were read again and are the same, the new
 * journal's chain ends where the old one's does, and the new store passes its own check.
 */
export async function copyStore(from: Store, to: Store, progress: (now: CopyProgress) => void = () => {}): Promise<Copied> {
  progress({ stage: 'checking', done: 0, total: 0 })
  const source = await from.check()
  if (!source.ok) return { ok: false, problem: 'source-broken', detail: source.problems.join(' ') }
  if (await from.get('setting', MARK)) return { ok: false, problem: 'source-unfinished', detail: `setting/${MARK}` }
  const copying = createCopying(from, to, { records: source.records, entries: source.journal.entries }, progress)

  if (!(await to.get('setting', MARK))) {
    const different = await copying.pass('verifying')
    if (different === null) return done(0)
    if (!(await isEmpty(to))) return { ok: false, problem: 'not-empty', detail: different }
    await to.load({ records: [{ table: 'setting', id: MARK, rev: 1, record: { id: MARK, value: { head: source.journal.head } } }], salts: [], entries: [] })
  }
  const elsewhere = await copying.pass('writing')
  if (elsewhere !== null) return { ok: false, problem: 'not-empty', detail: elsewhere }
  const different = await copying.pass('verifying')
  if (different !== null) return (await moved()) ? { ok: false, problem: 'source-changed', detail: different } : { ok: false, problem: 'differs', detail: different }
  await to.load({ records: [{ table: 'setting', id: MARK, rev: 0, record: null }], salts: [], entries: [] })
  const target = await to.check()
  if (!target.ok || target.journal.head !== copying.head().hash) return { ok: false, problem: 'differs', detail: target.problems.join(' ') || `journal ${target.journal.head}` }
  return done(copying.written())

  function done(written: number): Copied {
    return { ok: true, ...copying.read(), journal: copying.head(), written }
  }

  async function moved(): Promise<boolean> {
    const now = await from.check()
    return now.journal.head !== source.journal.head || now.records !== source.records
  }
}

async function isEmpty(store: Store): Promise<boolean> {
  for (const table of TABLE_NAMES) for await (const _ of store.all(table)) return false
  for await (const _ of store.journal()) return false
  for await (const _ of store.salts()) return false
  return true
}

interface Copying {
  /** Goes through both stores side by side: `writing` brings over what differs, `verifying` stops at the first difference and names it; null: none (left). */
  pass(purpose: 'writing' | 'verifying'): Promise<string | null>
  written(): number
  /** Records and salts of the last pass. */
  read(): { records: number; salts: number }
  /** Where the journal of the last pass ended. */
  head(): Head
}

function createCopying(from: Store, to: Store, total: { records: number; entries: number }, progress: (now: CopyProgress) => void): Copying {
  let written = 0
  let head: Head = { seq: 0, hash: '' }
  let read = { records: 0, salts: 0 }
  let part: Verbatim = { records: [], salts: [], entries: [] }
  let size = 0

  async function flush(): Promise<void> {
    const full = part
    const count = full.records.length + full.salts.length + full.entries.length
    part = { records: [], salts: [], entries: [] }
    size = 0
    if (count === 0) return
    await to.load(full)
    written += count
  }

  async function added(characters: number): Promise<void> {
    size += characters
    if (part.records.length + part.salts.length + part.entries.length >= MOST_RECORDS || size >= MOST_CHARACTERS) await flush()
  }

  async function records<T extends TableName>(table: T, writing: boolean, stage: CopyProgress['stage']): Promise<string | null> {
    for await (const { id, left, right } of sideBySide(from.all(table), to.all(table), one => one.record.id)) {
      if (table === 'setting' && id === MARK) continue
      if (left && ++read.records % MOST_RECORDS === 0) progress({ stage, done: read.records, total: total.records })
      const text = left && canonicalJson(left.record)
      if (left && right && left.rev === right.rev && text === canonicalJson(right.record)) continue
      if (!writing) return `${table}/${id}`
      part.records.push({ table, id, rev: left?.rev ?? 0, record: left?.record ?? null } as Verbatim['records'][number])
      await added(text?.length ?? 0)
    }
    return null
  }

  async function salts(writing: boolean, stage: CopyProgress['stage']): Promise<string | null> {
    for await (const { id, left, right } of sideBySide(from.salts(), to.salts(), one => one.subject)) {
      if (left && ++read.salts % MOST_RECORDS === 0) progress({ stage, done: read.salts, total: 0 })
      if (left?.salt === right?.salt) continue
      // Which salt it is stays unsaid: a log may be read by those who must not prove what erased entries were made over.
      if (!writing) return 'salt'
      part.salts.push({ subject: id, salt: left?.salt ?? null })
      await added(id.length)
    }
    return null
  }

  async function journal(writing: boolean, stage: CopyProgress['stage']): Promise<string | null> {
    const there = to.journal()[Symbol.asyncIterator]()
    const reading = readJournal()
    // Nothing is ever written behind the reader: once the new journal has been read to its end, it is only added to.
    let ended = false
    for await (const entry of from.journal()) {
      const line = canonicalJson(entry)
      reading.line(line)
      if (reading.entries % MOST_RECORDS === 0) progress({ stage, done: reading.entries, total: total.entries })
      const next: IteratorResult<Entry> | undefined = ended ? undefined : await there.next()
      ended ||= next?.done === true
      if (!ended && canonicalJson(next!.value) === line) continue
      if (!ended || !writing) return `journal/${entry.seq}`
      part.entries.push(entry)
      await added(line.length)
    }
    if (!ended && !(await there.next()).done) return `journal/${reading.entries + 1}`
    const broken = reading.end()
    head = reading.head
    return broken && `journal/${broken.seq}`
  }

  return {
    async pass(purpose) {
      const writing = purpose === 'writing'
      const stage = (name: CopyProgress['stage']) => (writing ? name : 'verifying')
      read = { records: 0, salts: 0 }
      let different = null
      progress({ stage: stage('records'), done: 0, total: total.records })
      for (const table of TABLE_NAMES) different ??= await records(table, writing, stage('records'))
      progress({ stage: stage('salts'), done: 0, total: 0 })
      different ??= await salts(writing, stage('salts'))
      different ??= await journal(writing, stage('journal'))
      await flush()
      progress({ stage: stage('journal'), done: total.entries, total: total.entries })
      return different
    },
    written: () => written,
    read: () => read,
    head: () => head,
  }
}

/** Two streams in the order of ids, as one: what each holds under an id. */
async function* sideBySide<R>(left: AsyncIterable<R>, right: AsyncIterable<R>, idOf: (one: R) => string): AsyncIterable<{ id: string; left?: R; right?: R }> {
  const [a, b] = [left[Symbol.asyncIterator](), right[Symbol.asyncIterator]()]
  let [one, other] = await Promise.all([a.next(), b.next()])
  while (!one.done || !other.done) {
    const [id, otherId] = [one.done ? null : idOf(one.value), other.done ? null : idOf(other.value)]
    if (otherId === null || (id !== null && id < otherId)) {
      yield { id: id!, left: one.value as R }
      one = await a.next()
    } else if (id === null || otherId < id) {
      yield { id: otherId, right: other.value as R }
      other = await b.next()
    } else {
      yield { id, left: one.value as R, right: other.value as R };
      [one, other] = await Promise.all([a.next(), b.next()])
    }
  }
}
