import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Event, Obligation } from '#domain/obligation.ts'
import { awaitedOf } from '#domain/awaited.ts'
import { countAll, filedOf, rate } from '#domain/rates.ts'
import { mayFollow, standing, withEvent, type Phase } from '#domain/standing.ts'
import { DAY, fromIso, HOUR, type Instant } from '#domain/time/instant.ts'

const DUE = fromIso('2026-06-12T16:00')!
const OPENED = fromIso('2026-05-04T08:00')!

function obligation(...events: Partial<Event>[]): Obligation {
  const whole = events.map(event => ({ by: 'someone', recordedAt: event.at, ...event }) as Event)
  return { id: 'sk-2026.x', campaign: 'sk-2026', unit: 'x', receiver: 'toi-cao', level: 'cap-tinh', due: DUE, events: [{ kind: 'opened', at: OPENED, recordedAt: OPENED, by: 'import' }, ...whole] }
}
const submitted = (at: Instant, version = 1): Partial<Event> => ({ kind: 'submitted', at, version, receipt: `R${version}`, complete: true })
const returned = (at: Instant, version = 1): Partial<Event> => ({ kind: 'returned', at, version, comments: [], reason: 'x', supplementDue: at + 5 * DAY })

describe('on time', () => {
  it('is at the due instant, and late a millisecond after it', () => {
    expect(standing(obligation(submitted(DUE)), DUE + DAY).timeliness).toBe('on-time')
    expect(standing(obligation(submitted(DUE + 1)), DUE + DAY).timeliness).toBe('late-filed')
  })

  it('is not changed by a return, a supplement or an acceptance', () => {
    const one = obligation(submitted(DUE - DAY), returned(DUE + DAY), submitted(DUE + 3 * DAY, 2), { kind: 'accepted', at: DUE + 4 * DAY, version: 2 })
    expect(standing(one, DUE + 5 * DAY)).toMatchObject({ timeliness: 'on-time', phase: 'accepted', version: 2, accepted: 2, acceptedFirstTime: false })
  })

  it('is lost with a withdrawal, and measured by the version filed after it', () => {
    const one = obligation(submitted(DUE - DAY), { kind: 'withdrawn', at: DUE - HOUR, version: 1 }, submitted(DUE + HOUR, 2))
    expect(standing(one, DUE - 1).timeliness).toBe('not-due')
    expect(standing(one, DUE + DAY)).toMatchObject({ timeliness: 'late-filed', version: 2, submittedAt: DUE + HOUR })
  })

  it('is told apart from waiting at the head', () => {
    const one = obligation({ kind: 'sent-for-approval', at: DUE - HOUR, draft: 4 })
    expect(standing(one, DUE + HOUR)).toMatchObject({ phase: 'waiting-at-head', timeliness: 'missing', waiting: { edition: 4 } })
    expect(countAll([one], DUE + HOUR)).toMatchObject({ waitingAtHead: 1, missing: 0, owed: 1 })
  })
})

describe('an extension', () => {
  const one = obligation({ kind: 'extended', at: DUE + DAY, until: DUE + 5 * DAY, reason: 'x' }, submitted(DUE + 2 * DAY))
  it('moves the due instant from when it is granted; before then it still is late', () => {
    expect(standing(one, DUE + HOUR).timeliness).toBe('missing')
    expect(standing(one, DUE + DAY).timeliness).toBe('not-due')
  })
  it('is never counted as plain on time', () => {
    expect(countAll([one], DUE + 9 * DAY)).toMatchObject({ onTime: 0, onTimeByExtension: 1 })
  })
})

describe('as of', () => {
  it('uses what had been recorded by then, not what had happened by then', () => {
    const one = obligation({ ...submitted(DUE - DAY), recordedAt: DUE + 3 * DAY })
    expect(standing(one, DUE + DAY).timeliness).toBe('missing')
    expect(standing(one, DUE + 3 * DAY).timeliness).toBe('on-time')
  })
})

/** Random lives: every step one that may follow, at instants that only go forward. */
const life = fc.array(fc.record({ pick: fc.nat(), hours: fc.integer({ min: 0, max: 200 }) }), { maxLength: 14 }).map(steps => {
  let at = OPENED
  let one = obligation()
  for (const { pick, hours } of steps) {
    at += hours * HOUR
    const { phase, version } = standing(one, at)
    const next = ([
      { kind: 'started' }, { kind: 'sent-for-approval', draft: 1 }, { kind: 'sent-back', draft: 1, reason: 'x' },
      submitted(at, 1 + one.events.filter(event => event.kind === 'submitted').length), returned(at, version ?? 1), { kind: 'accepted', version: version ?? 1 },
      { kind: 'withdrawn', version: version ?? 1 }, { kind: 'extended', until: DUE + 4 * DAY, reason: 'x' }, { kind: 'waived', reason: 'x' },
    ] as Partial<Event>[]).filter(event => mayFollow(phase, event.kind!))
    if (next.length > 0) one = withEvent(one, { by: 'p', at, recordedAt: at, ...next[pick % next.length] } as Event)
  }
  return one
})

describe('any life', () => {
  it('answers the same about the same instant whatever happens later', () => {
    fc.assert(fc.property(life, fc.integer({ min: 0, max: 1500 }), (one, hours) => {
      const at = OPENED + hours * HOUR
      const asKnownThen = { ...one, events: one.events.filter(event => event.recordedAt <= at) }
      expect(standing(one, at)).toEqual(standing(asKnownThen, at))
    }))
  })

  it('awaits something of the same people however long nothing is recorded', () => {
    const whose = { 'not-started': 'unit:x', 'draft': 'unit:x', 'returned': 'unit:x', 'waiting-at-head': 'head:x', 'submitted': 'receiver:toi-cao', 'accepted': null, 'waived': null, 'merged': null } as const
    fc.assert(fc.property(life, fc.integer({ min: 0, max: 30_000 }), (one, hours) => {
      expect(awaitedOf(one)).toEqual([whose[standing(one, one.events.at(-1)!.recordedAt + hours * HOUR).phase]].filter(key => key !== null))
    }))
  })

  it('never gives a rate above 100 %, and every owed one is counted once', () => {
    fc.assert(fc.property(fc.array(life, { maxLength: 12 }), fc.integer({ min: 0, max: 1500 }), (lives, hours) => {
      const counts = countAll(lives, OPENED + hours * HOUR)
      expect(counts.owed + counts.waived + counts.merged).toBe(lives.length)
      expect(filedOf(counts) + counts.missing + counts.waitingAtHead + counts.notDue).toBe(counts.owed)
      for (const [part, whole] of [[counts.onTime, counts.owed], [filedOf(counts), counts.owed], [counts.complete, filedOf(counts)], [counts.acceptedFirstTime, counts.decided]] as const) {
        expect(rate(part, whole) ?? 0).toBeLessThanOrEqual(100)
      }
    }))
  })

  it('keeps what was accepted in force while a correction is under way', () => {
    const one = obligation(submitted(DUE - DAY), { kind: 'accepted', at: DUE, version: 1 }, { kind: 'submitted', at: DUE + DAY, version: 2, receipt: 'R2', complete: true, correction: 'số liệu' })
    expect(standing(one, DUE + 2 * DAY)).toMatchObject({ phase: 'submitted' satisfies Phase, version: 2, accepted: 1, timeliness: 'on-time' })
  })
})
