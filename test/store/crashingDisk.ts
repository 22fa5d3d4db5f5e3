import { nodeDisk, type Disk } from '#adapters/store-lowdb/disk.ts'

/** A disk that stops for good at a chosen step, as when the power goes: that step is half done, nothing after it is done at all. */
export interface CrashingDisk extends Disk {
  /** Steps that changed anything so far. */
  readonly steps: number
  readonly crashed: boolean
}

/** Wraps the real disk; `crashAt` counts the changing steps from 1. */
export function crashingDisk(crashAt: number): CrashingDisk {
  let steps = 0
  async function step(half: () => Promise<void>, whole: () => Promise<void>): Promise<void> {
    steps++
    if (steps < crashAt) return whole()
    if (steps === crashAt) await half()
    throw new Error(`the disk stopped at step ${crashAt}`)
  }
  const nothing = async (): Promise<void> => {}
  return {
    ...nodeDisk,
    get steps() {
      return steps
    },
    get crashed() {
      return steps >= crashAt
    },
    makeFolder: folder => step(nothing, () => nodeDisk.makeFolder(folder)),
    writeFile: (path, text) => step(() => nodeDisk.writeFile(path, text.slice(0, text.length >> 1)), () => nodeDisk.writeFile(path, text)),
    // It is written by a timer: counting it would make the other steps' numbers change from run to run.
    writeHint: (path, text) => (steps >= crashAt ? Promise.reject(new Error('stopped')) : nodeDisk.writeHint(path, text)),
    rename: (from, to) => step(nothing, () => nodeDisk.rename(from, to)),
    remove: path => step(nothing, () => nodeDisk.remove(path)),
    syncFolder: folder => step(nothing, () => nodeDisk.syncFolder(folder)),
    truncate: (path, size) => step(nothing, () => nodeDisk.truncate(path, size)),
    async open(path) {
      if (steps >= crashAt) throw new Error('stopped')
      const file = await nodeDisk.open(path)
      return {
        path,
        write: (data, position) => step(() => file.write(data.subarray(0, data.length >> 1), position), () => file.write(data, position)),
        close: () => file.close(),
      }
    },
  }
}
