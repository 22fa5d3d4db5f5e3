import { Fault } from '#domain/fault.ts'
import { createPace } from '#domain/pace.ts'
import { foldStandings } from '#domain/standings.ts'
import type { Clock, NewId } from '#ports/clock.ts'
import { readAhead, type Change, type Committed, type Soundness, type Store, type Stored } from '#ports/store.ts'
import type { TableName, Tables } from '#ports/tables.ts'
import { checkFiles } from './checkFiles.ts'
import { copySnapshot } from './copySnapshot.ts'
import { nodeDisk, type Disk } from './disk.ts'
import { openFiles, SALTS, type Files } from './openFiles.ts'
import { readyChange, readyVerbatim, type Ready } from './readyChange.ts'
import { writeCheckpoint } from './writeCheckpoint.ts'

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
  const grounds = { tables, journal, newId, clock }
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
    const made = readyChange(grounds, change)
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
      const made = readyChange(grounds, change)
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
      await log.settled(apply(readyVerbatim(grounds, part), true))
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
