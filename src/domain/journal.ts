import { hash } from 'node:crypto'
import { canonicalJson } from './canonicalJson.ts'
import { Fault } from './fault.ts'
import type { Instant } from './time/instant.ts'

/** Everything the journal can say was done. An act that is not here is refused, so that a misspelt one is not found years later; a new one is a word here. */
export const JOURNAL_ACTIONS = [
  // A report's life.
  'draft-saved', 'draft-discarded', 'sent-for-approval', 'approved', 'sent-back', 'submitted', 'returned', 'accepted', 'withdrawn', 'correction-opened',
  'extension-asked', 'extended', 'extension-refused', 'waived', 'merged',
  // Campaigns and what committees do.
  'campaign-opened', 'campaign-changed', 'campaign-closed', 'topic-registered', 'rollout-recorded', 'task-recorded', 'inspection-recorded',
  'consolidated', 'notice-issued', 'commended', 'exported', 'nudged', 'nudge-resolved', 'channel-bound', 'channel-unbound',
  // The directory and the data behind it.
  'directory-imported', 'units-changed', 'monitoring-assigned', 'delegated', 'delegation-ended', 'provisions-imported', 'setting-changed', 'sample-loaded',
  // Questions about the regulations that people answer.
  'question-asked', 'question-answered', 'question-closed', 'guidance-withdrawn', 'feedback-given',
  // The store itself, and what was not let in.
  'restored', 'copied', 'erased', 'refused',
] as const

const KNOWN: ReadonlySet<string> = new Set(JOURNAL_ACTIONS)

/** What the journal keeps of one act: ids and a hash, never the content. */
export interface Act {
  at: Instant
  /** Person id, "import" or "clock". */
  by: string
  for?: string
  /** What was done, one of {@link JOURNAL_ACTIONS}. */
  action: string
  /** Table and id acted on: "draft/sk-2026.bac-ninh". */
  subject: string
  /** Version or draft edition acted on. */
  version?: number
  /** Content whose salted hash the entry carries; the content itself is not kept in the journal. */
  content?: unknown
}

/** A journal entry as stored. `hash` covers every other member, `prev` is the hash of the entry before ("" for the first). */
export interface Entry {
  seq: number
  at: Instant
  recordedAt: Instant
  by: string
  for?: string
  action: string
  subject: string
  version?: number
  /** SHA-256 of the subject's salt and the canonical JSON of the content. */
  contentHash?: string
  prev: string
  hash: string
}

/** Where a journal ends: the sequence number and hash of its last entry (0 and "" while it is empty). Kept apart from the entries, it shows when the end was cut off. */
export interface Head {
  seq: number
  hash: string
}

/** The head of an empty journal. */
export const NO_ENTRIES: Head = { seq: 0, hash: '' }

/** What is wrong with a journal: the first sequence number it is wrong at, and how. */
export interface Broken {
  seq: number
  problem: 'altered' | 'reordered' | 'removed' | 'cut-off'
}

/** The salted hash (SHA-256, hex) of an act's content; without the salt nobody can tell what it was made from. */
export function contentHash(salt: string, canonicalContent: string): string {
  return hash('sha256', salt + canonicalContent, 'hex')
}

/**
 * An act's entry as text, but for what only the end of the journal decides: `before`, the content hash's member, `middle`, the entry's own hash's member,
 * `prev`, `recordedAt` and `seq`, `after`. A store that lets a database chain entries needs no JSON there.
 * Throws Fault 'impossible' for an action that is not in {@link JOURNAL_ACTIONS}.
 */
export function entryText(act: Omit<Act, 'content'>): { before: string; middle: string; after: string } {
  if (!KNOWN.has(act.action)) throw new Fault('impossible', `“${act.action}” is not an action of the journal: add it to JOURNAL_ACTIONS in domain/journal.ts`)
  return {
    before: `{"action":"${act.action}","at":${act.at},"by":${canonicalJson(act.by)},`,
    middle: act.for === undefined ? '' : `"for":${canonicalJson(act.for)},`,
    after: `"subject":${canonicalJson(act.subject)}${act.version === undefined ? '}' : `,"version":${act.version}}`}`,
  }
}

/** The entry after `head` for an act, with its one line of canonical JSON. Throws Fault 'impossible' for an action that is not in {@link JOURNAL_ACTIONS}. */
export function nextEntry(head: Head, act: Omit<Act, 'content'>, recordedAt: Instant, hashOfContent?: string): { head: Head; line: string } {
  const text = entryText(act)
  const seq = head.seq + 1
  // Canonical order by hand: the names are known, and this is paid on every answer. A property test holds it equal to canonicalJson.
  const before = text.before + (hashOfContent === undefined ? '' : `"contentHash":"${hashOfContent}",`) + text.middle
  const after = `"prev":"${head.hash}","recordedAt":${recordedAt},"seq":${seq},${text.after}`
  const own = hash('sha256', before + after, 'hex')
  return { head: { seq, hash: own }, line: `${before}"hash":"${own}",${after}` }
}

/** The entry a line of the journal holds; undefined when it is none, or not the one its own hash was made over. */
export function readEntry(line: string): Entry | undefined {
  let entry: Entry
  try {
    entry = JSON.parse(line)
  } catch {
    return undefined
  }
  if (typeof entry !== 'object' || entry === null) return undefined
  const { hash: claimed, ...rest } = entry
  return claimed === hash('sha256', canonicalJson(rest), 'hex') ? entry : undefined
}

/** Reads a journal line by line and tells the first thing wrong with it. */
export interface JournalReading {
  /** The next line as it is stored. */
  line(text: string): void
  /** How many lines were read. */
  readonly entries: number
  /** Where the part read without a fault ends. */
  readonly head: Head
  /** The verdict, once every line was read; `kept` is the head as it is known from elsewhere. */
  end(kept?: Head): Broken | null
}

/**
 * Begins reading a journal to prove it whole. An entry is altered when its hash does not cover it or its successor does not follow from it; entries are reordered
 * when the one expected stands elsewhere, removed when it stands nowhere though later ones do, cut off when the journal ends before the head kept elsewhere.
 */
export function readJournal(): JournalReading {
  let head: Head = NO_ENTRIES
  let entries = 0
  let broken: Broken | null = null
  // A gap is known at once, but whether what is missing was moved or taken only when the rest was read.
  let missing: number | null = null

  const judge = (text: string): void => {
    const entry = readEntry(text)
    const expected = head.seq + 1
    if (missing !== null) {
      if (entry?.seq === missing) broken = { seq: missing, problem: 'reordered' }
    } else if (!entry) {
      broken = { seq: expected, problem: 'altered' }
    } else if (entry.seq > expected) {
      missing = expected
    } else if (entry.seq < expected) {
      broken = { seq: entry.seq, problem: 'reordered' }
    } else if (entry.prev !== head.hash) {
      // Whoever changed the entry before gave it a new hash as well: its successor still names the old one.
      broken = { seq: Math.max(1, head.seq), problem: 'altered' }
    } else {
      head = { seq: entry.seq, hash: entry.hash }
    }
  }

  return {
    line(text) {
      entries++
      if (!broken) judge(text)
    },
    get entries() {
      return entries
    },
    get head() {
      return head
    },
    end(kept) {
      if (broken) return broken
      if (missing !== null) return { seq: missing, problem: 'removed' }
      if (!kept) return null
      if (head.seq < kept.seq) return { seq: head.seq + 1, problem: 'cut-off' }
      if (head.seq > kept.seq) return { seq: kept.seq + 1, problem: 'altered' }
      return head.hash === kept.hash ? null : { seq: head.seq, problem: 'altered' }
    },
  }
}
