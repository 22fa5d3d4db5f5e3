import fs from 'node:fs'
import { dirname } from 'node:path'

/** A file whose writes are on the disk when they resolve. */
export interface DurableFile {
  readonly path: string
  /** Writes all of `data` at `position` (bytes). */
  write(data: Uint8Array, position: number): Promise<void>
  close(): Promise<void>
}

/** What the store does to a disk, one durable step a call, so that a test can stop the world between any two of them. */
export interface Disk {
  /** The whole file; undefined where there is none. */
  read(path: string): Promise<Buffer | undefined>
  /** Bytes in a file; 0 where there is none. */
  size(path: string): Promise<number>
  /** Names in a folder, sorted. */
  list(folder: string): Promise<string[]>
  makeFolder(folder: string): Promise<void>
  /** Creates or empties a file, writes it and brings it to the disk. Its name is durable only after {@link syncFolder}. */
  writeFile(path: string, text: string): Promise<void>
  /** Replaces a file whole, without waiting for the disk: after a power cut the one before may be back. */
  writeHint(path: string, text: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** Removes a file; one that is gone already is no fault. */
  remove(path: string): Promise<void>
  /** Brings names created, renamed and removed in a folder to the disk. */
  syncFolder(folder: string): Promise<void>
  truncate(path: string, size: number): Promise<void>
  /** Opens a file for writing in place, created where it does not exist. */
  open(path: string): Promise<DurableFile>
}

// One call to the thread pool writes and syncs; Windows has no such flag and takes two.
const SYNCED_WRITES = fs.constants.O_DSYNC ?? 0

function openDescriptor(path: string): Promise<number> {
  const { O_CREAT, O_RDWR } = fs.constants
  return new Promise((resolve, reject) => {
    fs.open(path, O_CREAT | O_RDWR | SYNCED_WRITES, 0o600, (error, descriptor) => (error ? reject(error) : resolve(descriptor)))
  })
}

function writeAll(descriptor: number, data: Uint8Array, position: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const more = (done: number): void => {
      fs.write(descriptor, data, done, data.length - done, position + done, (error, written) => {
        if (error) reject(error)
        else if (done + written < data.length) more(done + written)
        else if (SYNCED_WRITES) resolve()
        else fs.fdatasync(descriptor, problem => (problem ? reject(problem) : resolve()))
      })
    }
    more(0)
  })
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}

/** The disk of this machine. */
export const nodeDisk: Disk = {
  async read(path) {
    try {
      return await fs.promises.readFile(path)
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  },
  async size(path) {
    try {
      return (await fs.promises.stat(path)).size
    } catch (error) {
      if (isMissing(error)) return 0
      throw error
    }
  },
  async list(folder) {
    return (await fs.promises.readdir(folder)).sort()
  },
  async makeFolder(folder) {
    // Drafts and conversations are nobody else's on a shared machine.
    const first = await fs.promises.mkdir(folder, { recursive: true, mode: 0o700 })
    if (first !== undefined) await this.syncFolder(dirname(first))
  },
  async writeFile(path, text) {
    await fs.promises.writeFile(path, text, { mode: 0o600, flush: true })
  },
  async writeHint(path, text) {
    await fs.promises.writeFile(`${path}.new`, text, { mode: 0o600 })
    await fs.promises.rename(`${path}.new`, path)
  },
  async rename(from, to) {
    await fs.promises.rename(from, to)
  },
  async remove(path) {
    await fs.promises.rm(path, { force: true })
  },
  async syncFolder(folder) {
    // Windows opens no folder, and its names are durable with the file.
    if (process.platform === 'win32') return
    const handle = await fs.promises.open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  },
  async truncate(path, size) {
    const handle = await fs.promises.open(path, 'r+')
    try {
      await handle.truncate(size)
      await handle.sync()
    } finally {
      await handle.close()
    }
  },
  async open(path) {
    const descriptor = await openDescriptor(path)
    return {
      path,
      write: (data, position) => writeAll(descriptor, data, position),
      close: () => new Promise((resolve, reject) => fs.close(descriptor, error => (error ? reject(error) : resolve()))),
    }
  },
}
