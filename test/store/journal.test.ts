import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '#domain/canonicalJson.ts'
import { contentHash, JOURNAL_ACTIONS, nextEntry, NO_ENTRIES, readEntry, readJournal, type Act, type Broken, type Head } from '#domain/journal.ts'

const anAct: fc.Arbitrary<Omit<Act, 'content'>> = fc.record(
  {
    at: fc.nat(),
    by: fc.string({ unit: 'binary' }),
    for: fc.string({ unit: 'binary' }),
    action: fc.constantFrom(...JOURNAL_ACTIONS),
    subject: fc.string({ unit: 'binary' }),
    version: fc.nat(),
  },
  { requiredKeys: ['at', 'by', 'action', 'subject'] },
)

function chain(acts: Omit<Act, 'content'>[]): { lines: string[]; head: Head } {
  let head = NO_ENTRIES
  const lines = acts.map(act => {
    const entry = nextEntry(head, act, act.at + 1, act.version === undefined ? undefined : contentHash('salt', String(act.version)))
    head = entry.head
    return entry.line
  })
  return { lines, head }
}

function verdict(lines: string[], kept?: Head): Broken | null {
  const reading = readJournal()
  for (const line of lines) reading.line(line)
  return reading.end(kept)
}

const aJournal = fc.array(anAct, { minLength: 3, maxLength: 12 }).map(chain)
/** A journal and a place in it. */
const somewhere = fc.tuple(aJournal, fc.nat()).map(([journal, pick]) => ({ ...journal, at: pick % journal.lines.length }))

describe('canonical JSON', () => {
  it('is the same for every order of members, and is the JSON of the same value', () => {
    fc.assert(fc.property(fc.jsonValue(), value => {
      const backwards = (item: unknown): unknown =>
        Array.isArray(item) ? item.map(backwards) : item && typeof item === 'object' ? Object.fromEntries(Object.entries(item).reverse().map(([name, member]) => [name, backwards(member)])) : item
      expect(canonicalJson(backwards(value))).toBe(canonicalJson(value))
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }))
  })

  it('orders names by code units, leaves undefined out and uses texts already written', () => {
    const inner = { z: 1, Đ: 'có "ngoặc"\n', a: undefined }
    expect(canonicalJson({ b: [inner, null], a: 1e21 })).toBe('{"a":1e+21,"b":[{"z":1,"Đ":"có \\"ngoặc\\"\\n"},null]}')
    expect(canonicalJson({ b: inner }, new Map([[inner, '…']]))).toBe('{"b":…}')
  })
})

describe('the journal chain', () => {
  it('writes an entry as the canonical JSON of what it says, its hash over all the rest', () => {
    fc.assert(fc.property(aJournal, ({ lines, head }) => {
      for (const line of lines) expect(canonicalJson(readEntry(line))).toBe(line)
      expect(verdict(lines, head)).toBeNull()
    }))
  })

  it('never holds content: only its salted hash, which the same content and salt prove', () => {
    const content = { lydo: 'Thiếu số liệu mục III.6' }
    const { line } = nextEntry(NO_ENTRIES, { at: 1, by: 'head.hue', action: 'sent-back', subject: 'draft/hue' }, 1, contentHash('muối', canonicalJson(content)))
    expect(line).not.toContain('Thiếu')
    expect(readEntry(line)!.contentHash).toBe(contentHash('muối', canonicalJson(content)))
    expect(readEntry(line)!.contentHash).not.toBe(contentHash('muối khác', canonicalJson(content)))
  })

  it('finds any altered member, at its entry', () => {
    fc.assert(fc.property(somewhere, fc.constantFrom('at', 'recordedAt', 'by', 'for', 'action', 'subject', 'version', 'contentHash', 'prev', 'hash', 'seq', 'extra'), ({ lines, head, at }, member) => {
      const entry: Record<string, unknown> = JSON.parse(lines[at]!)
      const value = entry[member]
      const forged = canonicalJson({ ...entry, [member]: typeof value === 'number' ? value + 1 : `${String(value ?? '')}x` })
      expect(verdict(lines.with(at, forged), head)).toEqual({ seq: at + 1, problem: 'altered' })
    }))
  })

  it('finds an entry that was altered and given a new hash, by its successor or by the head', () => {
    fc.assert(fc.property(somewhere, ({ lines, head, at }) => {
      const before: Head = at === 0 ? NO_ENTRIES : { seq: at, hash: readEntry(lines[at - 1]!)!.hash }
      const forged = nextEntry(before, { at: 7, by: 'ai đó', action: 'accepted', subject: 'obligation/x' }, 7).line
      expect(verdict(lines.with(at, forged), head)).toEqual({ seq: at + 1, problem: 'altered' })
    }))
  })

  it('finds entries that changed places', () => {
    fc.assert(fc.property(somewhere, fc.nat(), ({ lines, head, at }, pick) => {
      const other = (at + 1 + (pick % (lines.length - 1))) % lines.length
      expect(verdict(lines.with(at, lines[other]!).with(other, lines[at]!), head)).toEqual({ seq: Math.min(at, other) + 1, problem: 'reordered' })
    }))
  })

  it('finds entries removed from the beginning or the middle', () => {
    fc.assert(fc.property(somewhere, fc.nat({ max: 3 }), ({ lines, head, at }, more) => {
      fc.pre(at + 1 + more < lines.length)
      expect(verdict(lines.toSpliced(at, 1 + more), head)).toEqual({ seq: at + 1, problem: 'removed' })
    }))
  })

  it('finds an end that was cut off, and one that was added', () => {
    fc.assert(fc.property(somewhere, ({ lines, head, at }) => {
      expect(verdict(lines.slice(0, at), head)).toEqual({ seq: at + 1, problem: 'cut-off' })
      const added = nextEntry(head, { at: 7, by: 'ai đó', action: 'accepted', subject: 'obligation/x' }, 7).line
      expect(verdict([...lines, added], head)).toEqual({ seq: head.seq + 1, problem: 'altered' })
      expect(verdict([...lines, lines[at]!], head)).toEqual({ seq: at + 1, problem: 'reordered' })
    }))
  })
})
