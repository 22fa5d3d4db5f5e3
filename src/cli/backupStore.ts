import { mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { copyDurably } from '#adapters/store-lowdb/copySnapshot.ts'
import { compareStores } from '#app/compareStores.ts'
import { copyStore } from '#app/copyStore.ts'
import { Fault } from '#domain/fault.ts'
import { toIso, type Instant } from '#domain/time/instant.ts'
import type { Clock } from '#ports/clock.ts'
import type { Soundness, Store } from '#ports/store.ts'
import { openStore } from '../openStore.ts'

/** What a backup says of itself, in its backup.json. */
const aboutSchema = z.object({
  format: z.literal(1), at: z.string(), records: z.number(),
  journal: z.object({ entries: z.number(), head: z.string() }),
  files: z.number(),
})
export type AboutBackup = z.infer<typeof aboutSchema>

/** A backup: `store/` is an embedded store to be opened, `files/kept/` what belongs to reports, backup.json says when and how much. */
export const PLACES = { store: 'store', files: join('files', 'kept'), about: 'backup.json' } as const

/** What came of a backup; `differences` of the copy from the store where it was not what it should be. Then nothing is left at the place asked for. */
export type BackedUp = { ok: true; about: AboutBackup; soundness: Soundness } | { ok: false; differences: string[]; soundness: Soundness }

/**
 * Writes a backup to a folder that does not exist or is empty, while the store is in use, and proves it: the copy is opened in a folder of its own, checked,
 * and compared with the store record by record. The folder has its name only when that has succeeded. Throws Fault 'import-invalid' when something is in the way.
 */
export async function backupStore(store: Store, { to, dataDir, at, progress }: { to: string; dataDir: string; at: Instant; progress?: (done: number, total: number) => void }): Promise<BackedUp> {
  await refuseUnlessEmpty(to)
  await mkdir(dirname(to), { recursive: true })
  const part = `${to}.unfinished`
  await rm(part, { recursive: true, force: true })
  await mkdir(part, { mode: 0o700 })
  let made = false
  try {
    const proof = await copied(store, part, at)
    if (!proof.soundness.ok || proof.differences.length > 0) return { ok: false, ...proof }
    const files = await copyKept(join(dataDir, PLACES.files), join(part, PLACES.files), progress)
    const { soundness } = proof
    const about: AboutBackup = { format: 1, at: toIso(at), records: soundness.records, journal: { entries: soundness.journal.entries, head: soundness.journal.head }, files }
    await writeFile(join(part, PLACES.about), `${JSON.stringify(about, null, 2)}\n`, { mode: 0o600, flush: true })
    await rmdir(to).catch(() => {})
    await rename(part, to)
    made = true
    return { ok: true, about, soundness }
  } finally {
    if (!made) await rm(part, { recursive: true, force: true })
  }
}

async function refuseUnlessEmpty(to: string): Promise<void> {
  const names = await readdir(to).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new Fault('import-invalid', `${to}: ${error.code === 'ENOTDIR' ? 'is a file; name a folder' : 'cannot be read'}`, { cause: error })
  })
  if (names.length > 0) throw new Fault('import-invalid', `${to} holds something already: a backup overwrites nothing, name a new folder`)
}

async function copied(store: Store, part: string, at: Instant): Promise<{ differences: string[]; soundness: Soundness }> {
  const folder = join(part, PLACES.store)
  if (!store.snapshot) return copiedFromDatabase(store, folder, at)
  const snapshot = await store.snapshot(folder)
  try {
    return await opened(folder, at, async copy => ({ soundness: await copy.check(), differences: await compareStores(store, copy, snapshot.changed) }))
  } finally {
    snapshot.end()
  }
}

/** Tries to copy between two writes of others. */
const TRIES = 5

/** From a database record by record into an embedded store: read back and compared by the copying itself. */
async function copiedFromDatabase(store: Store, folder: string, at: Instant): Promise<{ differences: string[]; soundness: Soundness }> {
  const copy = await openStore({ STORE_URL: `lowdb:${folder}`, DATA_DIR: folder }, clockAt(at))
  try {
    let result = await copyStore(store, copy)
    for (let attempt = 1; attempt < TRIES && !result.ok && result.problem === 'source-changed'; attempt++) result = await copyStore(store, copy)
    return { soundness: await copy.check(), differences: result.ok ? [] : [`${result.problem}: ${result.detail}`] }
  } finally {
    await copy.close()
    await rm(join(folder, 'lock'), { force: true })
  }
}

/** Does something with a copy of a store's files: opening writes to them, and a backup is not written to. */
export async function opened<R>(folder: string, at: Instant, work: (store: Store) => Promise<R>): Promise<R> {
  const temporary = await mkdtemp(join(tmpdir(), 'qcdc-restored-'))
  try {
    await copyStoreFiles(folder, temporary)
    const store = await openStore({ STORE_URL: `lowdb:${temporary}`, DATA_DIR: temporary }, clockAt(at))
    try {
      return await work(store)
    } finally {
      await store.close()
    }
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

const clockAt = (at: Instant): Clock => () => at

/** Copies the files of a store that nobody has open, the lock left out. */
export async function copyStoreFiles(from: string, to: string): Promise<void> {
  for (const folder of ['tables', 'journal', 'log']) {
    await mkdir(join(to, folder), { recursive: true, mode: 0o700 })
    for (const name of await namesIn(join(from, folder))) await copyDurably(join(from, folder, name), join(to, folder, name))
  }
  for (const name of ['head.json', 'store.json']) if ((await namesIn(from)).includes(name)) await copyDurably(join(from, name), join(to, name))
}

/** Copies kept files (named after the SHA-256 of their content) that are not there yet; their number. Throws Fault 'disk-failed' for one whose content is not its name's. */
export async function copyKept(from: string, to: string, progress?: (done: number, total: number) => void): Promise<number> {
  const names = (await namesIn(from)).filter(name => /^[0-9a-f]{64}$/.test(name))
  await mkdir(to, { recursive: true, mode: 0o700 })
  const there = new Set(await namesIn(to))
  for (const [index, name] of names.entries()) {
    if (!there.has(name)) {
      await copyDurably(join(from, name), join(to, `${name}.part`))
      const sum = createHash('sha256').update(await readFile(join(to, `${name}.part`))).digest('hex')
      if (sum !== name) throw new Fault('disk-failed', `${join(from, name)} is not what was kept: its checksum does not agree`)
      await rename(join(to, `${name}.part`), join(to, name))
    }
    progress?.(index + 1, names.length)
  }
  return names.length
}

/** The backup in a folder; throws Fault 'import-invalid' when there is none. */
export async function readAbout(folder: string): Promise<AboutBackup> {
  const text = await readFile(join(folder, PLACES.about), 'utf8').catch((cause: unknown) => {
    throw new Fault('import-invalid', `${folder}: there is no backup here (no ${PLACES.about})`, { cause })
  })
  try {
    return aboutSchema.parse(JSON.parse(text))
  } catch (cause) {
    throw new Fault('import-invalid', `${join(folder, PLACES.about)}: not what “store backup” wrote`, { cause })
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).map(name => basename(name)).sort()
  } catch {
    return []
  }
}
