import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '#domain/fault.ts'
import { sha256 as sha256Of } from '#domain/sha256.ts'
import type { Files } from '#ports/files.ts'

const SHA256 = /^[0-9a-f]{64}$/

/**
 * Files in a folder: `kept/<sha256>` for good, `held/<sha256>` until the instant that is the file's time of change.
 * A file is written beside, synced and renamed, so that under its name there is never half of it.
 */
export async function openFileStore(dir: string): Promise<Files> {
  const [held, kept] = [join(dir, 'held'), join(dir, 'kept')]
  await onDisk(() => Promise.all([held, kept].map(folder => mkdir(folder, { recursive: true, mode: 0o700 }))))
  let writing = 0

  const changed = async (path: string): Promise<number | undefined> => {
    try {
      return (await stat(path)).mtimeMs
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }

  return {
    hold: (bytes, until) => onDisk(async () => {
      const sha256 = sha256Of(bytes)
      if (await changed(join(kept, sha256)) !== undefined) return sha256
      const path = join(held, sha256)
      const before = await changed(path)
      if (before === undefined) {
        const beside = `${path}.${process.pid}-${++writing}.part`
        const file = await open(beside, 'w', 0o600)
        try {
          await file.writeFile(bytes)
          await file.utimes(until / 1000, until / 1000)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(beside, path)
        await syncFolder(held)
      } else if (before < until) await utimes(path, until / 1000, until / 1000)
      return sha256
    }),
    read: (sha256, now) => onDisk(async () => {
      if (!SHA256.test(sha256)) return undefined
      const until = await changed(join(held, sha256))
      const path = until !== undefined && until > now ? join(held, sha256) : join(kept, sha256)
      try {
        return await readFile(path)
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    }),
    keep: sha256 => onDisk(async () => {
      if (!SHA256.test(sha256)) return false
      try {
        await rename(join(held, sha256), join(kept, sha256))
      } catch (error) {
        if (!isMissing(error)) throw error
        return await changed(join(kept, sha256)) !== undefined
      }
      await syncFolder(kept)
      return true
    }),
    release: sha256 => onDisk(async () => {
      if (SHA256.test(sha256)) await rm(join(held, sha256), { force: true })
    }),
    erase: sha256 => onDisk(async () => {
      if (!SHA256.test(sha256)) return
      await Promise.all([held, kept].map(folder => rm(join(folder, sha256), { force: true })))
      await Promise.all([held, kept].map(syncFolder))
    }),
    sweep: now => onDisk(async () => {
      for (const name of await readdir(held)) {
        const until = await changed(join(held, name))
        // A part left by a crash has no instant of its own yet: its time of change is when it was written.
        if (until !== undefined && until <= now) await rm(join(held, name), { force: true })
      }
    }),
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT'
}

async function onDisk<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work()
  } catch (error) {
    throw new Fault('disk-failed', 'the file store could not be read or written', { cause: error })
  }
}
