import { join } from 'node:path'
import { Fault } from '#domain/fault.ts'
import type { Entry, Head } from '#domain/journal.ts'
import type { Disk } from './disk.ts'

/** The journal's files: append-only, a fixed number of entries each, so that the place of an entry never depends on when it was written. */
export interface JournalFiles {
  /** The last entry taken, whether or not its file has it yet. */
  readonly head: Head
  /** The last entry in the files, and the bytes of the last file: what the manifest keeps. */
  readonly filed: Head & { bytes: number }
  /** Takes the next entry's line; it stays in memory until {@link flush}. */
  add(head: Head, line: string): void
  /** Appends what is in memory, up to that entry, to the files. Call it only when the log has it on the disk: a start then rewrites the same bytes in the same place. */
  flush(upTo: number): Promise<void>
  /** Entries from `seq` to `to`, in order; throws Fault 'store-broken' naming file and line. */
  entries(from: number, to: number): AsyncIterable<Entry>
  /** Every line of every file as it stands there. */
  lines(): AsyncIterable<string>
}

/** Entries in a file: some two megabytes. */
const PER_FILE = 4_000

/** Opens the journal that ends as `filed` says. */
export async function openJournalFiles(disk: Disk, folder: string, filed: Head & { bytes: number }): Promise<JournalFiles> {
  let end = { ...filed }
  let head: Head = { seq: filed.seq, hash: filed.hash }
  const waiting: { head: Head; line: string }[] = []

  const firstIn = (seq: number): number => seq - ((seq - 1) % PER_FILE)
  const pathOf = (first: number): string => join(folder, `${String(first).padStart(10, '0')}.jsonl`)

  // Somebody cut the last file: appending where its end should be would make a hole of it. The gap stays for `check` to find.
  const size = filed.seq === 0 ? 0 : await disk.size(pathOf(firstIn(filed.seq)))
  let mend = size < filed.bytes
  if (mend) end = { ...filed, bytes: size }

  async function append(first: number, text: string, at: number): Promise<number> {
    const bytes = Buffer.from(text)
    const file = await disk.open(pathOf(first))
    try {
      await file.write(bytes, at)
    } finally {
      await file.close()
    }
    if (at === 0) await disk.syncFolder(folder)
    return at + bytes.length
  }

  async function* linesOf(path: string): AsyncIterable<string> {
    const bytes = (await disk.read(path)) ?? Buffer.alloc(0)
    for (let at = 0; at < bytes.length; ) {
      const newline = bytes.indexOf(10, at)
      const next = newline < 0 ? bytes.length : newline
      if (next > at) yield bytes.toString('utf8', at, next)
      at = next + 1
    }
  }

  return {
    get head() {
      return head
    },
    get filed() {
      return end
    },
    add(next, line) {
      waiting.push({ head: next, line })
      head = next
    },
    async flush(upToSeq) {
      const batch = waiting.slice(0, Math.max(0, upToSeq - end.seq))
      let done = 0
      while (done < batch.length) {
        const first = firstIn(batch[done]!.head.seq)
        let upTo = done
        while (upTo < batch.length && firstIn(batch[upTo]!.head.seq) === first) upTo++
        const at = batch[done]!.head.seq === first ? 0 : end.bytes
        const text = batch.slice(done, upTo).map(one => one.line + '\n').join('')
        const bytes = await append(first, mend && at > 0 ? '\n' + text : text, at)
        mend = false
        end = { ...batch[upTo - 1]!.head, bytes }
        waiting.splice(0, upTo - done)
        done = upTo
      }
    },
    async *entries(from, to) {
      let next = Math.max(1, from)
      while (next <= to) {
        if (next > end.seq) {
          const entry = waiting[next - end.seq - 1]
          if (!entry) return
          next++
          yield JSON.parse(entry.line)
          continue
        }
        const first = firstIn(next)
        const last = Math.min(to, end.seq, first + PER_FILE - 1)
        let number = 0
        for await (const line of linesOf(pathOf(first))) {
          number++
          // What follows may be an append under way, of which only a part is there yet.
          if (number > last - first + 1) break
          // The file's lines are in order, so those before `next` need no parsing while nothing was removed.
          if (number < next - first + 1 && line.includes(`"seq":${first + number - 1},`)) continue
          const entry = parseEntry(line, pathOf(first), number)
          if (entry.seq > last) break
          if (entry.seq < next) continue
          next = entry.seq + 1
          yield entry
        }
        next = Math.max(next, last + 1)
      }
    },
    async *lines() {
      for (const name of await disk.list(folder)) if (/^\d{10}\.jsonl$/.test(name)) yield* linesOf(join(folder, name))
    },
  }
}

function parseEntry(line: string, path: string, number: number): Entry {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new Fault('store-broken', `${path} is broken at line ${number}; the rest can be checked with “store check”. Restore a backup.`, { cause: error })
  }
}
