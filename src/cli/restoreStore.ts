import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { nodeDisk } from '#adapters/store-lowdb/disk.ts'
import { replaceFiles } from '#adapters/store-lowdb/replaceFiles.ts'
import { copyStore } from '#app/copyStore.ts'
import { isUntouched } from '#app/loadSample.ts'
import { Fault } from '#domain/fault.ts'
import { toIso, type Instant } from '#domain/time/instant.ts'
import type { Clock } from '#ports/clock.ts'
import type { Soundness } from '#ports/store.ts'
import { openStore, storeFolder, type Whereabouts } from '../openStore.ts'
import { copyKept, copyStoreFiles, opened, PLACES, readAbout, type AboutBackup } from './backupStore.ts'

/** What came of a restore. `aside`: where what had been there was put. `not-empty`: nobody said that it may be replaced; `unsound`: the backup is not what was made. */
export type Restored =
  | { ok: true; about: AboutBackup; soundness: Soundness; files: number; aside: string | null }
  | { ok: false; problem: 'not-empty' | 'unsound'; detail: string }

/**
 * Puts a backup in the place of the store that `whereabouts` names, which nobody may have open. The backup is checked first and not written to. What was there
 * is put aside, not removed, and the journal of the restored store says so. Throws Fault 'import-invalid' where there is no backup, 'store-locked' while the store is open elsewhere.
 */
export async function restoreStore(from: string, whereabouts: Whereabouts, { at, clock, by, replace }: { at: Instant; clock: Clock; by: string; replace: boolean }): Promise<Restored> {
  const about = await readAbout(from)
  const soundness = await opened(join(from, PLACES.store), at, store => store.check()).catch((error: unknown) => {
    if (error instanceof Fault && error.code === 'store-broken') return { ok: false, records: 0, journal: { entries: 0, head: '', broken: null }, problems: [error.message] }
    throw error
  })
  if (!soundness.ok) return { ok: false, problem: 'unsound', detail: soundness.problems.join(' ') }
  if (soundness.journal.head !== about.journal.head || soundness.records !== about.records) {
    return { ok: false, problem: 'unsound', detail: `${about.records} records, journal ${about.journal.head} expected; ${soundness.records}, ${soundness.journal.head} found` }
  }

  const dir = storeFolder(whereabouts)
  if (dir === undefined) return intoDatabase(from, whereabouts, { at, clock, about, soundness })
  const before = await whatIsThere(whereabouts, clock)
  if (before !== null && !replace) return { ok: false, problem: 'not-empty', detail: before }

  const staged = `${dir}.restoring`
  await rm(staged, { recursive: true, force: true })
  await copyStoreFiles(join(from, PLACES.store), staged)
  const aside = `${dir}.replaced-${toIso(at).replace(/[^0-9]+/g, '').slice(0, 14)}`
  await replaceFiles(nodeDisk, { dir, from: staged, aside })
  await rm(staged, { recursive: true, force: true })
  const files = await copyKept(join(from, PLACES.files), join(whereabouts.DATA_DIR, PLACES.files))
  // Into nothing a backup comes word for word; where entries were replaced, the journal has to say where they went.
  if (before === null) await rm(aside, { recursive: true, force: true })
  const store = await openStore(whereabouts, clock)
  try {
    if (before !== null) await store.commit({ writes: [], acts: [{ at, by, action: 'restored', subject: 'store/backup', content: { about, before } }] })
    return { ok: true, about, soundness: await store.check(), files, aside: before === null ? null : aside }
  } finally {
    await store.close()
  }
}

/** What the store holds now, in words for whoever decides; null when nothing was ever entered. */
async function whatIsThere(whereabouts: Whereabouts, clock: Clock): Promise<string | null> {
  try {
    const store = await openStore(whereabouts, clock)
    try {
      const { records, journal } = await store.check()
      if (journal.entries === 0 && (await isUntouched(store))) return null
      return `${records} records, ${journal.entries} journal entries`
    } finally {
      await store.close()
    }
  } catch (error) {
    // A store that is broken is what restoring is for, but it is still somebody's.
    if (error instanceof Fault && error.code === 'store-broken') return error.message
    throw error
  }
}

async function intoDatabase(from: string, whereabouts: Whereabouts, { at, clock, about, soundness }: { at: Instant; clock: Clock; about: AboutBackup; soundness: Soundness }): Promise<Restored> {
  const database = await openStore(whereabouts, clock)
  try {
    const result = await opened(join(from, PLACES.store), at, copy => copyStore(copy, database))
    if (!result.ok) return { ok: false, problem: result.problem === 'not-empty' ? 'not-empty' : 'unsound', detail: result.detail }
    const files = await copyKept(join(from, PLACES.files), join(whereabouts.DATA_DIR, PLACES.files))
    return { ok: true, about, soundness, files, aside: null }
  } finally {
    await database.close()
  }
}
