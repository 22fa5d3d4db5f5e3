import { join } from 'node:path'
import { setImmediate as tick } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import { Fault } from '#domain/fault.ts'
import type { Disk, DurableFile } from './disk.ts'
import { readGroups } from './logGroups.ts'

/**
 * The write-ahead log: every change is a line, lines that wait together are a group, a group is one durable write.
 * Places in it are numbers that count changes from 1 over the whole life of the store.
 */
export interface WriteAheadLog {
  /** Number of the last change taken, durable or not. */
  readonly last: number
  /** Number up to which every change is on the disk. */
  readonly durable: number
  /** Bytes in the segments that a start would have to replay. */
  readonly bytes: number
  /** Why nothing more can be written; undefined while all is well. */
  readonly failure: Fault | undefined
  /** Takes the next change; its number is `last` afterwards. Without `awaited` it goes with the next group, or after a moment by itself. */
  append(line: string, awaited: boolean): void
  /** Resolves when the change of that number and all before it are on the disk; rejects with Fault 'disk-failed' when that can't be. */
  settled(number: number): Promise<void>
  /** Begins a new segment between two groups. */
  rotate(): Promise<{ segment: number; before: number }>
  /** Removes the segments before that one. */
  drop(segment: number): Promise<void>
  /** The segments that a start would replay, each with the bytes of it that are on the disk. */
  parts(): { path: string; size: number }[]
  /** Reads back what is durable; throws Fault 'store-broken' as at a start. */
  verify(): Promise<void>
  /** Writes what waits, then closes. Never rejects: what could not be written was told to those who waited. */
  close(): Promise<void>
}

interface Group {
  lines: string[]
  last: number
  /** Whether to write it now, or to let it gather a moment more. */
  due: boolean
  done: Promise<void>
  resolve: () => void
  reject: (reason: unknown) => void
}

/** How long a change that nobody waits for may stay in memory, in milliseconds. */
const NOTE_DELAY = 25

function openGroup(): Group {
  const group = Promise.withResolvers<void>()
  // A group of notes has nobody to tell.
  group.promise.catch(() => {})
  return { lines: [], last: 0, due: false, done: group.promise, resolve: group.resolve, reject: group.reject }
}

function segmentName(segment: number): string {
  return `${String(segment).padStart(8, '0')}.log`
}

/** No head is longer: four numbers of at most 16 digits and a checksum would fit. */
const HEAD_ROOM = 96

/**
 * Makes a group's bytes: a head with its first number, count, length and checksum, so that a torn end is told from a broken middle, then its lines.
 * The bytes are good until the next call: one buffer serves every group, as only one is written at a time.
 */
function groupWriter(): (first: number, lines: string[]) => Buffer {
  const usual = Buffer.allocUnsafe(1 << 20)
  return (first, lines) => {
    let most = HEAD_ROOM
    for (const line of lines) most += line.length * 3 + 1
    // An import is large once: its room is not kept.
    const room = most > usual.length ? Buffer.allocUnsafe(most) : usual
    let end = HEAD_ROOM
    for (const line of lines) {
      end += room.write(line, end)
      room[end++] = 10
    }
    const head = `G ${first} ${lines.length} ${end - HEAD_ROOM}`
    const check = crc32(room.subarray(HEAD_ROOM, end), crc32(head)).toString(16).padStart(8, '0')
    const from = HEAD_ROOM - head.length - check.length - 2
    room.write(`${head} ${check}\n`, from, 'latin1')
    return room.subarray(from, end)
  }
}

/** Opens the log from `from` on: `before` is the number of the last change before that segment, `replay` gets every line in order. `created` begins an empty log. */
export async function openWriteAheadLog(options: {
  disk: Disk
  folder: string
  from: number
  before: number
  created: boolean
  replay: (number: number, line: string) => void
}): Promise<WriteAheadLog> {
  const { disk, folder, from } = options
  const names = (await disk.list(folder)).filter(name => /^\d{8}\.log$/.test(name))
  const live = names.filter(name => name >= segmentName(from))
  // Segments of before the checkpoint are left when it was cut short after it had counted.
  for (const name of names) if (name < segmentName(from)) await disk.remove(join(folder, name))
  if (live[0] !== segmentName(from) && !(options.created && live.length === 0)) {
    throw new Fault('store-broken', `${join(folder, segmentName(from))} is missing: the store's last checkpoint begins there. Restore a backup.`)
  }
  if (options.created && live.length === 0) live.push(segmentName(from))

  const sizes = new Map<number, number>()
  let last = options.before
  for (const name of live) {
    const path = join(folder, name)
    const bytes = (await disk.read(path)) ?? Buffer.alloc(0)
    const read = readGroups(bytes, path, last, options.replay)
    if (read.end < bytes.length) {
      // Only the very end of the log can be torn: a segment is begun when all before it is on the disk.
      if (name !== live.at(-1)) throw new Fault('store-broken', `${path} is broken at byte ${read.end}. Restore a backup.`)
    }
    // After a kill the last group may be in the system's memory only: what is served from now on must be on the disk.
    if (bytes.length > 0) await disk.truncate(path, read.end)
    last = read.last
    sizes.set(Number.parseInt(name, 10), read.end)
  }

  let segment = Math.max(...sizes.keys())
  let file: DurableFile = await disk.open(join(folder, segmentName(segment)))
  let position = sizes.get(segment)!
  await disk.syncFolder(folder)

  const groupBytes = groupWriter()
  let durable = last
  let failure: Fault | undefined
  let gathering = openGroup()
  let writing: Group | undefined
  let rotation: PromiseWithResolvers<{ segment: number; before: number }> | undefined
  let pumping: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined

  async function startSegment(): Promise<void> {
    const next = await disk.open(join(folder, segmentName(segment + 1)))
    await disk.syncFolder(folder)
    await file.close()
    file = next
    segment++
    position = 0
    sizes.set(segment, 0)
    rotation?.resolve({ segment, before: durable })
    rotation = undefined
  }

  async function writeGroup(): Promise<void> {
    const group = gathering
    gathering = openGroup()
    writing = group
    const bytes = groupBytes(durable + 1, group.lines)
    await file.write(bytes, position)
    position += bytes.length
    sizes.set(segment, position)
    durable = group.last
    writing = undefined
    group.resolve()
  }

  function fail(error: unknown): void {
    failure = new Fault('disk-failed', `${file.path} can't be written: ${String(error)}. Nothing more is accepted until the service is started again on a disk that works.`, { cause: error })
    for (const group of [writing, gathering]) group?.reject(failure)
    rotation?.reject(failure)
    rotation = undefined
    writing = undefined
    gathering = openGroup()
    gathering.reject(failure)
  }

  async function pump(): Promise<void> {
    try {
      for (;;) {
        // Everyone who was told in this round, and whoever writes next because of it, shares the next group.
        await tick()
        if (rotation) await startSegment()
        else if (gathering.due) await writeGroup()
        else break
      }
    } catch (error) {
      fail(error)
    }
    pumping = undefined
  }

  function wake(): void {
    if (!failure) pumping ??= pump()
  }

  function hurry(): void {
    clearTimeout(timer)
    timer = undefined
    if (gathering.lines.length === 0) return
    gathering.due = true
    wake()
  }

  const log: WriteAheadLog = {
    get last() {
      return last
    },
    get durable() {
      return durable
    },
    get bytes() {
      let sum = 0
      for (const size of sizes.values()) sum += size
      return sum
    },
    get failure() {
      return failure
    },
    append(line, awaited) {
      gathering.lines.push(line)
      gathering.last = ++last
      if (awaited) hurry()
      else timer ??= setTimeout(hurry, NOTE_DELAY)
    },
    settled(number) {
      if (number <= durable) return Promise.resolve()
      if (failure) return Promise.reject(failure)
      if (writing && number <= writing.last) return writing.done
      hurry()
      return gathering.done
    },
    rotate() {
      if (failure) return Promise.reject(failure)
      rotation ??= Promise.withResolvers()
      wake()
      return rotation.promise
    },
    async drop(before) {
      for (const old of sizes.keys()) {
        if (old >= before) continue
        await disk.remove(join(folder, segmentName(old)))
        sizes.delete(old)
      }
    },
    parts: () => [...sizes].map(([known, size]) => ({ path: join(folder, segmentName(known)), size })),
    async verify() {
      let number = Number.NaN
      const segments = [...sizes]
      for (const [known, size] of segments) {
        const path = join(folder, segmentName(known))
        const bytes = ((await disk.read(path)) ?? Buffer.alloc(0)).subarray(0, size)
        // A checkpoint may have dropped it between the listing and the reading.
        if (!sizes.has(known)) continue
        const read = readGroups(bytes, path, number, () => {})
        number = read.last
        if (read.end < size) throw new Fault('store-broken', `${path} is broken at byte ${read.end}. Restore a backup.`)
      }
    },
    async close() {
      hurry()
      while (pumping) await pumping
      await file.close().catch(() => {})
    },
  }
  return log
}
