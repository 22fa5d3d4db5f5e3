import { canonicalJson } from '#domain/canonicalJson.ts'
import type { Write } from '#ports/store.ts'
import type { Answer, SessionLane } from './sessionLane.ts'

/** The way of an instance's changes into the database, in the order they came. */
export interface CommitLane {
  /** Takes a change (see wireChange.ts) that somebody waits for. */
  commit(change: string): Promise<Answer>
  /** Takes a change that nobody waits for: it goes with the next question, or after a moment by itself. `writes` are what it writes, whose readers have to wait for it. */
  note(change: string, writes: readonly Write[]): void
  /** The writes on that table which were noted and have not been answered. */
  noting(table: string): readonly Write[]
  /** Resolves when those of the notes on that table that were taken until now and write what is `concerned` have been answered; at once when there are none. */
  noted(table: string, concerned?: (write: Write) => boolean): Promise<void>
}

/** The changes of a session. */
export function createCommitLane(lane: SessionLane): CommitLane {
  /** What notes that have not been answered write, by table: each reading asks for its own. */
  const notes = new Map<string, Set<{ write: Write; done: Promise<void> }>>()
  return {
    commit: change => lane.write(change, true),
    note(change, writes) {
      // Its loss only repeats work, and whoever must know that the database failed is told by the next commit.
      const answered = lane.write(change, false).then(() => {}, () => {})
      const noted = writes.map(write => ({ write, done: answered }))
      for (const one of noted) notes.set(one.write.table, (notes.get(one.write.table) ?? new Set()).add(one))
      void answered.then(() => {
        for (const one of noted) notes.get(one.write.table)!.delete(one)
      })
    },
    noting: table => Array.from(notes.get(table) ?? [], ({ write }) => write),
    async noted(table, concerned = () => true) {
      const awaited: Promise<void>[] = []
      for (const { write, done } of notes.get(table) ?? []) if (concerned(write)) awaited.push(done)
      if (awaited.length === 0) return
      lane.hurry()
      await Promise.all(awaited)
    },
  }
}

/** Which indexes and standings records are written with, as text that differs when they do. */
export function shapeOf(indexes: Record<string, Record<string, unknown>>, standings: number): string {
  return canonicalJson({ indexes: Object.fromEntries(Object.entries(indexes).map(([table, keys]) => [table, Object.keys(keys).toSorted()])), standings })
}
