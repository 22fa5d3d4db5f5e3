import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Fault } from '#domain/fault.ts'

const BUSY = 5

/** Name of the lock's file. Never open it from the process that holds the lock (a copy of the folder must leave it out): POSIX drops a process's locks on a file when that process closes any descriptor of it. */
const LOCK_FILE = 'lock'

/**
 * Takes the folder for this process; the function returned lets go of it. Throws Fault 'store-locked' while another holds it.
 * The lock is the operating system's own, by way of SQLite: it dies with the process however that ends, so nothing has to be guessed from a
 * process number or a time stamp, and a second start right after a kill finds the folder free.
 */
export function lockFolder(folder: string): () => void {
  const database = new DatabaseSync(join(folder, LOCK_FILE))
  try {
    // Nothing is ever written to it: without a journal in memory, SQLite would leave one beside it.
    database.exec('PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if ((error as { errcode?: number }).errcode !== BUSY) throw new Fault('disk-failed', `The lock of ${folder} can't be taken: ${String(error)}`, { cause: error })
    throw new Fault('store-locked', `The store in ${folder} is open in another process. Stop that one first, or give the command to the running server.`, { cause: error })
  }
  return () => database.close()
}
