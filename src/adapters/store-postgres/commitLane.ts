import { company } from './company.ts'
import { Fault } from '#domain/fault.ts'
import { canonicalJson } from '#domain/canonicalJson.ts'
import type { Write } from '#ports/store.ts'
import type { Database, Line } from './connect.ts'

/** The conflict of a change that was not written: the place of the write and the revision that is there; null when it was written. */
export type Answer = [place: number, rev: number] | null

/** The way of an instance's changes into the database: in the order they came, those that wait together in one transaction. */
export interface CommitLane {
  /** Takes a change (see wireChange.ts) that somebody waits for. */
  commit(change: string): Promise<Answer>
  /** Takes a change that nobody waits for: it goes with the next batch, or after a moment by itself. `writes` are what it writes, whose readers have to wait for it. */
  note(change: string, writes: readonly Write[]): void
  /** The writes on that table which were noted and have not been answered. */
  noting(table: string): readonly Write[]
  /** Resolves when those of the notes on that table that were taken until now and write what is `concerned` have been answered; at once when there are none. */
  noted(table: string, concerned?: (write: Write) => boolean): Promise<void>
  /** Resolves when everything taken has been answered. */
  drain(): Promise<void>
  close(): Promise<void>
}

interface Waiting {
  change: string
  durable: boolean
  resolve: (answer: Answer) => void
  reject: (reason: unknown) => void
}

/** How long a change that nobody waits for may stay in memory, in milliseconds. */
const NOTE_DELAY = 10
/** A batch holds the lock that all instances share: many changes at once, but not without end. */
const MOST_CHANGES = 64
const MOST_CHARACTERS = 1 << 20

/** A lane of one connection. `shape` says which indexes the records are written with, `instance` is unique to this opening of the store. */
export function createCommitLane({ database, shape, instance }: { database: Database; shape: string; instance: string }): CommitLane {
  const line: Line = database.line()
  let queue: Waiting[] = []
  let batch = 0
  let due = false
  let pumping: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  /** What notes that have not been answered write, by table: each reading asks for its own. */
  const notes = new Map<string, Set<{ write: Write; done: Promise<void> }>>()

  async function send(changes: Waiting[]): Promise<void> {
    const number = ++batch
    const durable = changes.some(one => one.durable)
    const values = [shape, instance, number, durable, `[${changes.map(one => one.change).join(',')}]`]
    // Sent again under the same number: when only the answer was lost, the database gives it once more.
    const rows = await database.patiently(() => line.query<{ answer: Answer[] }>({ name: 'commit', text: 'select qcdc.commit($1, $2, $3, $4, $5) as answer', values }))
    const { answer } = rows[0]!
    for (const [place, one] of changes.entries()) one.resolve(answer[place] ?? null)
  }

  async function sendApart(changes: Waiting[]): Promise<void> {
    try {
      await send(changes)
    } catch (error) {
      const told = error instanceof Fault && (error.code === 'store-unreachable' || error.code === 'store-newer')
      if (told || changes.length === 1) for (const one of changes) one.reject(error)
      // What the database refuses in one of them is not the others' fault; the transaction was rolled back.
      else for (const one of changes) await sendApart([one])
    }
  }

  function next(): Waiting[] {
    let count = 0
    let size = 0
    while (count < queue.length && count < MOST_CHANGES && (count === 0 || size + queue[count]!.change.length <= MOST_CHARACTERS)) size += queue[count++]!.change.length
    const taken = queue.slice(0, count)
    queue = queue.slice(count)
    return taken
  }

  async function pump(): Promise<void> {
    while (queue.length > 0 && due) {
      // Everyone who was told in this round, and whoever writes next because of it, shares the next batch.
      await company(() => queue.length)
      const changes = next()
      due = queue.some(one => one.durable)
      if (queue.length > 0 && !due) wakeLater()
      await sendApart(changes)
    }
    pumping = undefined
  }

  function hurry(): void {
    clearTimeout(timer)
    timer = undefined
    if (queue.length === 0) return
    due = true
    pumping ??= pump()
  }

  function wakeLater(): void {
    timer ??= setTimeout(hurry, NOTE_DELAY)
  }

  const lane: CommitLane = {
    commit(change) {
      return new Promise((resolve, reject) => {
        queue.push({ change, durable: true, resolve, reject })
        hurry()
      })
    },
    note(change, writes) {
      // Its loss only repeats work, and whoever must know that the database failed is told by the next commit.
      const answered = Promise.withResolvers<void>()
      const noted = writes.map(write => ({ write, done: answered.promise }))
      const end = (): void => {
        for (const one of noted) notes.get(one.write.table)!.delete(one)
        answered.resolve()
      }
      for (const one of noted) notes.set(one.write.table, (notes.get(one.write.table) ?? new Set()).add(one))
      queue.push({ change, durable: false, resolve: end, reject: end })
      wakeLater()
    },
    noting: table => Array.from(notes.get(table) ?? [], ({ write }) => write),
    async noted(table, concerned = () => true) {
      const awaited: Promise<void>[] = []
      for (const { write, done } of notes.get(table) ?? []) if (concerned(write)) awaited.push(done)
      if (awaited.length === 0) return
      hurry()
      await Promise.all(awaited)
    },
    async drain() {
      while (queue.length > 0 || pumping) {
        hurry()
        await pumping
      }
    },
    async close() {
      await lane.drain()
      await line.close()
    },
  }
  return lane
}

/** Which indexes and standings records are written with, as text that differs when they do. */
export function shapeOf(indexes: Record<string, Record<string, unknown>>, standings: number): string {
  return canonicalJson({ indexes: Object.fromEntries(Object.entries(indexes).map(([table, keys]) => [table, Object.keys(keys).toSorted()])), standings })
}
