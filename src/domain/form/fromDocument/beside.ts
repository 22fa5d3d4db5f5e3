import { createHash } from 'node:crypto'
import type { Answer, Answers } from '../form.ts'
import type { Doubt, DoubtWhy, Reading, ReportRead } from './reading.ts'

/** A field a person has to decide: readings of the file, and what the draft has. */
export interface Question {
  field: string
  why: DoubtWhy | 'draft'
  options: Reading[]
  /** The draft's answer, where there is one. */
  draft?: Answer
}

/** What a document says beside what the draft has already. */
export interface Beside {
  /** Values for fields that are still empty. */
  fresh: Reading[]
  /** Fields where file and draft say the same. */
  same: string[]
  questions: Question[]
}

const equal = (a: Answer, b: Answer): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Sets a reading beside a draft: nothing in the draft is replaced, and nothing doubtful taken, without being asked. */
export function beside(read: Pick<ReportRead, 'found' | 'doubts'>, draft: Answers): Beside {
  const out: Beside = { fresh: [], same: [], questions: [] }
  const has = (field: string): Answer | undefined => (Object.hasOwn(draft, field) ? draft[field] : undefined)
  for (const one of read.found) {
    const before = has(one.field)
    if (before === undefined) out.fresh.push(one)
    else if (equal(before, one.value)) out.same.push(one.field)
    else out.questions.push({ field: one.field, why: 'draft', options: [one], draft: before })
  }
  for (const doubt of read.doubts) {
    const before = has(doubt.field)
    // What a person entered settles what the file leaves open, when the file has it among its readings.
    if (before !== undefined && doubt.options.some(option => equal(option.value, before))) out.same.push(doubt.field)
    else out.questions.push(asked(doubt, before))
  }
  return out
}

function asked(doubt: Doubt, draft: Answer | undefined): Question {
  return { field: doubt.field, why: doubt.why, options: doubt.options, ...(draft === undefined ? {} : { draft }) }
}

/** What tells one reading from another: a press holds for exactly what was shown. */
export function fingerprint(read: Pick<ReportRead, 'found' | 'doubts'>): string {
  return createHash('sha256').update(JSON.stringify([read.found, read.doubts])).digest('base64url').slice(0, 22)
}
