import { canonicalJson } from '#domain/canonicalJson.ts'
import { Fault } from '#domain/fault.ts'
import { contentHash, nextEntry, readEntry, type Act, type Head } from '#domain/journal.ts'
import { createPace } from '#domain/pace.ts'
import type { Clock, NewId } from '#ports/clock.ts'
import { readAhead, type Change, type Committed, type Soundness, type Store, type Stored, type Verbatim } from '#ports/store.ts'
import type { TableName, Tables } from '#ports/tables.ts'
import { nodeDisk, type Disk } from './disk.ts'
import { openFiles, SALTS, type Files } from './openFiles.ts'
import { writeCheckpoint } from './writeCheckpoint.ts'
import { checkFiles } from './checkFiles.ts'
import { copySnapshot } from './copySnapshot.ts'
import { seal } from '#domain/seal.ts'
import { foldStandings } from '#domain/standings.ts'

export interface LowdbStoreOptions {
  /** Folder of the store; created where it does not exist. */
  dir: string
  /** Salts come from it. */
  newId: NewId
  /** What entries are recorded at. */
  clock: Clock
  /** Told of trouble that costs nothing yet: a checkpoint that could not be written while the log still can. */
  warn?: (problem: string) => void
  /** Bytes of log that call for a checkpoint; more where more than that has changed. */
  checkpointAfter?: number
  disk?: Disk
}

const MEBIBYTE = 1 << 20
/** A start replays at most about this much log: a few tenths of a second. */
const LOG_LIMIT = 32 * MEBIBYTE
const PAGE = 256
const OK: Committed = Object.freeze({ ok: true })

/** A change made ready: nothing of it is in the store yet, and nothing in it can fail any more. */
interface Ready {
  writes: { table: string; id: string; rev: number; record: unknown; size: number }[]
  entries: { head: Head; line: string }[]
  line: string
}

/**
 * Opens the embedded store: records in memory, a write-ahead log beside lowdb files.
 * Throws Fault 'store-locked' while another process has the folder, 'store-broken' or 'store-newer' for files it can't trust, 'disk-failed' when the disk fails.
 *
 * Changes are checked and applied in memory in the order in which they arrive, and only then written, so the next one already sees them. A reader
 * of something not yet on the disk waits for it: whatever leaves this store would survive a power cut, and callers need no rule of their own about
 * what they may tell people. A {@link Store.note} is the exception, as its loss only repeats work.
 */
export async function openLowdbStore(options: LowdbStoreOptions): Promise<Store> {
  const { dir, newId, clock, disk = nodeDisk, warn = () => {}, checkpointAfter = 8 * MEBIBYTE } = options
  const files = await openFiles(disk, dir)
  const { tables, journal, log } = files
  const pace = createPace()
  let closed: Promise<void> | undefined
  let lane: Promise<unknown> = Promise.resolve()
  let due = false
  // A disk that can't take a checkpoint is asked again when as much more has been logged, not at once.
  let refusedAt = 0
  /** What is written while a snapshot is compared with the store: "table/id". */
  const watching = new Set<Set<string>>()

  /** One checkpoint or check at a time. */
  function inTurn<R>(work: () => Promise<R>): Promise<R> {
    const turn = lane.then(work)
    lane = turn.catch(() => {})
    return turn
  }

  function checkpointWhenDue(): void {
    if (due || log.bytes < refusedAt + checkpointAfter) return
    // What a checkpoint writes is never more than a part of what was logged since the last: an answer costs the same however many records there are.
    if (log.bytes < LOG_LIMIT && log.bytes < files.dirtySize()) return
    due = true
    inTurn(() => writeCheckpoint(files)).then(
      () => {
        refusedAt = 0
        due = false
      },
      (error: unknown) => {
        refusedAt = log.bytes
        due = false
        warn(`A checkpoint of ${dir} was not written, the log goes on growing: ${String(error)}`)
      },
    )
  }

  function table(name: string): Files['tables'][string] {
    if (closed) throw new Fault('store-closed', `The store in ${dir} was closed.`)
    return tables[name]!
  }

  function ready(change: Change): Ready | Committed {
    const revs = new Map<string, number>()
    const writes: Ready['writes'] = []
    for (const write of change.writes) {
      const where = `${write.table}/${write.id}`
      const rev = revs.get(where) ?? table(write.table).rev(write.id)
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
      const entry = nextEntry(head, act, clock(), hashOf(act, salts, texts))
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
  function readyVerbatim({ records, salts, entries }: Verbatim): Ready {
    const writes: Ready['writes'] = []
    for (const { table: name, id, rev, record } of records) {
      if (record !== null || table(name).rev(id) > 0) writes.push({ table: name, id, rev: record === null ? 0 : rev, record, size: 0 })
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

  function hashOf(act: Act, salts: Map<string, string | null>, texts: Map<object, string>): string | undefined {
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

  function apply({ writes, entries, line }: Ready, awaited: boolean): number {
    log.append(line, awaited)
    for (const { table: name, id, rev, record, size } of writes) tables[name]!.put(id, record, rev, size, awaited ? log.last : 0, true)
    for (const changed of watching) for (const { table: name, id } of writes) changed.add(`${name}/${id}`)
    for (const entry of entries) journal.add(entry.head, entry.line)
    files.keepHead()
    checkpointWhenDue()
    return log.last
  }

  async function commit(change: Change): Promise<Committed> {
    refuseWhenFailed()
    const made = ready(change)
    if ('ok' in made) {
      // "Somebody was faster" is told only when what they wrote would survive.
      await log.settled(log.last)
      return made
    }
    await log.settled(apply(made, true))
    if (change.erase?.length) await inTurn(() => writeCheckpoint(files))
    return OK
  }

  function refuseWhenFailed(): void {
    if (closed) throw new Fault('store-closed', `The store in ${dir} was closed.`)
    if (log.failure) throw log.failure
  }

  const store: Store = {
    async get<T extends TableName>(name: T, id: string) {
      const { found, change } = table(name).get(id)
      if (change > log.durable) await log.settled(change)
      return found as Stored<Tables[T]> | undefined
    },
    async find<T extends TableName>(name: T, index: string, key: string, page: { after?: string; limit?: number } = {}) {
      const { found, change } = table(name).find(index, key, page.after, page.limit ?? Infinity)
      if (change > log.durable) await log.settled(change)
      return found as Stored<Tables[T]>[]
    },
    async *all<T extends TableName>(name: T) {
      let after: string | undefined
      for (;;) {
        const ids = table(name).ids(after, PAGE)
        if (ids.length === 0) return
        after = ids.at(-1)
        const seen = ids.map(id => table(name).get(id))
        await log.settled(Math.max(...seen.map(({ change }) => change)))
        // Long tables are read between the turns of others, not instead of them.
        await new Promise(resolve => setImmediate(resolve))
        for (const { found } of seen) if (found) yield found as Stored<Tables[T]>
      }
    },
    commit,
    note(change) {
      // Loss is allowed, and whoever must know that the disk failed is told by the next commit.
      if (closed || log.failure) return
      const made = ready(change)
      if ('line' in made) apply(made, false)
    },
    async *journal(from = 1) {
      refuseWhenFailed()
      const { seq } = journal.head
      await log.settled(log.last)
      yield* journal.entries(from, seq)
    },
    async salt(subject) {
      const { found, change } = table(SALTS).get(subject)
      await log.settled(change)
      return found?.record as string | undefined
    },
    async *salts() {
      let after: string | undefined
      for (;;) {
        const ids = table(SALTS).ids(after, PAGE)
        if (ids.length === 0) return
        after = ids.at(-1)
        const seen = ids.map(id => ({ subject: id, ...table(SALTS).get(id) }))
        await log.settled(Math.max(...seen.map(({ change }) => change)))
        for (const { subject, found } of seen) if (found) yield { subject, salt: found.record as string }
      }
    },
    async load(part) {
      refuseWhenFailed()
      await log.settled(apply(readyVerbatim(part), true))
    },
    async standings(query) {
      const { found, change } = table('obligation').find('campaign', query.campaign, undefined, Infinity)
      if (change > log.durable) await log.settled(change)
      return foldStandings((found as Stored<Tables['obligation']>[]).map(({ record }) => record), query)
    },
    // The folder's lock lets in one process only.
    exclusively: (_, work, { ahead = [] } = {}) => work(readAhead(store, ahead)),
    pace: async (key, rate, turns) => pace(key, rate, performance.now(), turns),
    async snapshot(folder) {
      refuseWhenFailed()
      const changed = new Set<string>()
      watching.add(changed)
      const end = () => void watching.delete(changed)
      try {
        await inTurn(async () => {
          // What came before watching began is nobody's change since: it has to be in the copy.
          await log.settled(log.last)
          await writeCheckpoint(files)
          await copySnapshot(files, folder)
        })
      } catch (error) {
        end()
        throw error
      }
      return { changed, end }
    },
    async check(): Promise<Soundness> {
      refuseWhenFailed()
      return inTurn(() => checkFiles(files))
    },
    close() {
      closed ??= inTurn(async () => {
        // What could not be written was told to those who waited for it; a checkpoint that fails leaves all of it in the log.
        if (!log.failure) await writeCheckpoint(files).catch((error: unknown) => warn(`The last checkpoint of ${dir} was not written: ${String(error)}`))
        await files.close()
      })
      return closed
    },
  }
  return store
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
