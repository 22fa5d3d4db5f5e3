import { join } from 'node:path'
import { canonicalJson } from '#domain/canonicalJson.ts'
import { Fault } from '#domain/fault.ts'
import type { Entry } from '#domain/journal.ts'
import { INDEXES, type Keys } from '#ports/tables.ts'
import type { Low } from 'lowdb'
import type { Disk } from './disk.ts'
import { lockFolder } from './folderLock.ts'
import { openJournalFiles, type JournalFiles } from './journalFiles.ts'
import { manifestFile, type Manifest } from './manifest.ts'
import { openTable, type Table } from './table.ts'
import { openWriteAheadLog, type WriteAheadLog } from './writeAheadLog.ts'

/** The store's own table of salts, one a journal subject; no caller can name it. */
export const SALTS = '~salt'

/** A store's files, open and read into memory. */
export interface Files {
  disk: Disk
  dir: string
  manifest: Low<Manifest>
  tables: Record<string, Table>
  journal: JournalFiles
  log: WriteAheadLog
  pathOf(table: string, partition: number, generation: number): string
  /** Size of what a checkpoint would write now. */
  dirtySize(): number
  /** Soon writes down, apart from the log, how far the log goes. */
  keepHead(): void
  /** Lets go of everything, the lock last. Never rejects. */
  close(): Promise<void>
}

/** How long after a change the head kept apart is written, in milliseconds. */
const HEAD_DELAY = 500

/** Takes the folder and recovers what was acknowledged: partitions first, then the log. */
export async function openFiles(disk: Disk, dir: string): Promise<Files> {
  await disk.makeFolder(dir)
  const unlock = lockFolder(dir)
  try {
    return await readFiles(disk, dir, unlock)
  } catch (error) {
    unlock()
    if (error instanceof Fault) throw error
    throw new Fault('disk-failed', `The store in ${dir} can't be opened: ${String(error)}`, { cause: error })
  }
}

async function readFiles(disk: Disk, dir: string, unlock: () => void): Promise<Files> {
  const folder = { tables: join(dir, 'tables'), journal: join(dir, 'journal'), log: join(dir, 'log') }
  for (const path of Object.values(folder)) await disk.makeFolder(path)
  const headPath = join(dir, 'head.json')
  const pathOf = (table: string, partition: number, generation: number): string => join(folder.tables, `${table}.${partition}.${generation}.json`)

  const manifest = manifestFile(disk, join(dir, 'store.json'))
  await manifest.read()
  const created = manifest.data.segment === 0
  if (created) manifest.data.segment = 1
  const { segment, before, tables: written, journal: filed } = manifest.data

  const wanted: Record<string, Record<string, Keys<never>>> = { ...INDEXES, [SALTS]: {} }
  for (const name of Object.keys(written)) {
    if (!Object.hasOwn(wanted, name)) throw new Fault('store-newer', `${dir} has a table “${name}” that this program does not know: use the newer program that wrote it.`)
  }
  if (created && (await disk.list(folder.tables)).length > 0) throw new Fault('store-broken', `${join(dir, 'store.json')} is missing. Restore a backup.`)
  const tables: Record<string, Table> = {}
  for (const [name, indexes] of Object.entries(wanted)) {
    tables[name] = openTable({ name, indexes, disk, path: partition => generation => pathOf(name, partition, generation), generations: written[name] ?? [] })
  }
  await removeUnnamed(disk, folder.tables, written)
  const [journal] = await Promise.all([openJournalFiles(disk, folder.journal, filed), ...Object.values(tables).map(table => table.load())])

  const log = await openWriteAheadLog({
    disk,
    folder: folder.log,
    from: segment,
    before,
    created,
    replay(_, line) {
      const { w, j = [] }: { w: [string, string, number, unknown][]; j?: Entry[] } = JSON.parse(line)
      for (const [name, id, rev, record] of w) {
        const table = tables[name]
        if (!table) throw new Fault('store-newer', `The log in ${folder.log} writes to a table “${name}” that this program does not know: use the newer program that wrote it.`)
        table.put(id, record, rev, 1024, 0, false)
      }
      // What a checkpoint already filed is in the log still, when it was logged after the checkpoint began.
      for (const entry of j) if (entry.seq > journal.head.seq) journal.add({ seq: entry.seq, hash: entry.hash }, canonicalJson(entry))
    },
  })
  if (created && log.last > 0) throw new Fault('store-broken', `${join(dir, 'store.json')} is missing. Restore a backup.`)
  const kept = keptHead(await disk.read(headPath))
  if (kept > log.last) {
    await log.close()
    throw new Fault('store-broken', `${folder.log} ends with change ${log.last}, but ${kept} were acknowledged: its end was cut off. Restore a backup, or remove ${headPath} to go on without them.`)
  }
  if (created) await manifest.write()

  let timer: NodeJS.Timeout | undefined
  let hint: Promise<void> = Promise.resolve()
  return {
    disk,
    dir,
    manifest,
    tables,
    journal,
    log,
    pathOf,
    dirtySize() {
      let size = 0
      for (const { dirty } of Object.values(tables)) for (const partition of dirty) size += partition.size
      return size
    },
    keepHead() {
      timer ??= setTimeout(() => {
        timer = undefined
        // Behind is allowed, ahead is not: it is written only from what is on the disk.
        hint = hint.then(() => disk.writeHint(headPath, JSON.stringify({ change: log.durable }) + '\n')).catch(() => {})
      }, HEAD_DELAY).unref()
    },
    async close() {
      clearTimeout(timer)
      await log.close()
      if (!log.failure) hint = hint.then(() => disk.writeHint(headPath, JSON.stringify({ change: log.durable }) + '\n')).catch(() => {})
      await hint
      unlock()
    },
  }
}

/** Removes files that no manifest names: those of a checkpoint that was cut short, or that a later one replaced. */
async function removeUnnamed(disk: Disk, folder: string, written: Manifest['tables']): Promise<void> {
  const named = new Set(Object.entries(written).flatMap(([table, generations]) => generations.map((generation, partition) => `${table}.${partition}.${generation}.json`)))
  for (const name of await disk.list(folder)) if (!named.has(name)) await disk.remove(join(folder, name))
}

/** The change a kept head names; 0 when there is none, or a power cut left it unreadable: it is a second witness, not the record itself. */
function keptHead(bytes: Buffer | undefined): number {
  try {
    const { change }: { change?: unknown } = JSON.parse(bytes?.toString() ?? '{}')
    return typeof change === 'number' ? change : 0
  } catch {
    return 0
  }
}
