import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Event, Obligation } from '#domain/obligation.ts'
import { count, noCounts, type Counts } from '#domain/rates.ts'
import { standing } from '#domain/standing.ts'
import type { StandingsQuery } from '#domain/standings.ts'
import { DAY, HOUR } from '#domain/time/instant.ts'
import type { Store } from '#ports/store.ts'
import type { OpenedStore } from './contract.ts'
import { openAnew } from './openAnew.ts'
import { MORNING, obligationOf } from './samples.ts'

const OPENED = MORNING - 60 * DAY
const happened = (at: number) => ({ at, recordedAt: at, by: 'reporter.x' })

/** A life of an obligation: events at rising instants, any kinds in any order, as imported history could bring them. */
const life = fc.array(fc.record({
  kind: fc.constantFrom('started', 'sent-for-approval', 'sent-back', 'submitted', 'returned', 'accepted', 'withdrawn', 'extension-asked', 'extended', 'extension-refused', 'waived', 'merged'),
  after: fc.integer({ min: 0, max: 20 * DAY }),
  late: fc.integer({ min: 0, max: 3 * DAY }),
  until: fc.integer({ min: -3, max: 12 }),
  complete: fc.boolean(),
}), { maxLength: 7 })

const obligation = fc.record({
  unit: fc.integer({ min: 0, max: 30 }).map(number => `dv-${number}`),
  level: fc.constantFrom('cap-tinh', 'khu-vuc', 'trung-uong'),
  receiver: fc.constantFrom('vksnd-toi-cao', 'bac-ninh'),
  due: fc.constantFrom(MORNING, MORNING, MORNING, MORNING + 5 * HOUR),
  life,
}).map(({ unit, level, receiver, due, life: told }): Obligation => {
  let at = OPENED
  let version = 0
  const events: Event[] = [{ kind: 'opened', ...happened(OPENED) }]
  for (const { kind, after, late, until, complete } of told) {
    at += after
    // Recorded some time after it took effect, as imported history is.
    const base = { at: at - late, recordedAt: at, by: 'import' }
    const supplementDue = at + until * DAY
    switch (kind) {
      case 'submitted': events.push({ kind, ...base, version: ++version, receipt: `r${version}`, complete }); break
      case 'returned': events.push({ kind, ...base, version: Math.max(1, version), comments: [], reason: 'thiếu', supplementDue }); break
      case 'accepted': case 'withdrawn': events.push({ kind, ...base, version: Math.max(1, version) }); break
      case 'sent-for-approval': events.push({ kind, ...base, draft: 1 }); break
      case 'sent-back': events.push({ kind, ...base, draft: 1, reason: 'sửa' }); break
      case 'extension-asked': events.push({ kind, ...base, until: supplementDue, reason: 'bận' }); break
      case 'extended': events.push({ kind, ...base, until: MORNING + until * DAY, reason: 'bận' }); break
      case 'waived': case 'extension-refused': events.push({ kind, ...base, reason: 'lý do' }); break
      case 'merged': events.push({ kind, ...base, successor: 'dv-99' }); break
      default: events.push({ kind, ...base } as Event)
    }
  }
  return { ...obligationOf(unit), level, receiver, due, events }
})

/** The late list and counts told from nothing but {@link standing}: the definition that everything quicker is held to. */
function plainStandings(obligations: readonly Obligation[], query: StandingsQuery) {
  const { at } = query
  const counts = new Map<string, Counts>()
  const late: { obligation: string; state: string; daysLate: number; unit: string; due: number; submittedAt: number | null; level: string }[] = []
  for (const one of obligations.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    if (one.campaign !== query.campaign || (query.level && one.level !== query.level) || (query.receiver && one.receiver !== query.receiver) || (query.units && !query.units.has(one.unit))) continue
    if ((one.events[0]?.recordedAt ?? 0) > at) continue
    const now = standing(one, at)
    if (!counts.has(one.level)) counts.set(one.level, noCounts())
    count(counts.get(one.level)!, now)
    const state = now.timeliness === 'missing' ? (now.phase === 'waiting-at-head' ? 'waiting-at-head' : 'missing') : now.supplementOverdue ? 'supplement-overdue' : now.timeliness === 'late-filed' ? 'late-filed' : undefined
    if (state) late.push({ obligation: one.id, unit: one.unit, level: one.level, state, due: state === 'supplement-overdue' ? now.returned!.supplementDue : now.due, submittedAt: now.submittedAt, daysLate: now.daysLate })
  }
  const order = ['missing', 'waiting-at-head', 'supplement-overdue', 'late-filed']
  late.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || b.daysLate - a.daysLate || (a.unit < b.unit ? -1 : 1))
  const { from = 0, limit = Infinity } = query.rows ?? {}
  return { levels: [...counts].map(([level, each]) => ({ level, counts: each })), late: late.length, rows: late.slice(from, from + limit) }
}

const CAMPAIGN = 'sk-2026'
const query = fc.record({
  at: fc.oneof(fc.integer({ min: OPENED - DAY, max: MORNING + 60 * DAY }), fc.constantFrom(OPENED, MORNING, MORNING + 1, MORNING + DAY, MORNING + DAY + 1)),
  level: fc.option(fc.constantFrom('cap-tinh', 'khu-vuc'), { nil: undefined }),
  receiver: fc.option(fc.constantFrom('vksnd-toi-cao', 'bac-ninh'), { nil: undefined }),
  units: fc.option(fc.array(fc.integer({ min: 0, max: 30 }).map(number => `dv-${number}`)).map(list => new Set(list)), { nil: undefined, freq: 8 }),
  rows: fc.option(fc.record({ from: fc.integer({ min: 0, max: 6 }), limit: fc.integer({ min: 0, max: 5 }) }), { nil: undefined }),
}).map(({ at, level, receiver, units, rows }): StandingsQuery => ({ campaign: CAMPAIGN, at, ...(level && { level }), ...(receiver && { receiver }), ...(units && { units }), ...(rows && { rows }) }))

/** What every store must answer about standings, whatever it keeps to answer quickly: run it with each one's name. */
export function describeStandings(name: string, open: () => Promise<OpenedStore>, runs = 60): void {
  describe(`${name} answers who is late and how far a campaign is`, () => {
    let store: Store
    openAnew(open, opened => { store = opened.store })

    it('as the fold over every event does, however the obligations came to be as they are', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.uniqueArray(obligation, { minLength: 1, maxLength: 12, selector: one => one.id }), { minLength: 1, maxLength: 3 }), fc.array(query, { minLength: 4, maxLength: 8 }), async (rounds, queries) => {
          const held = new Map<string, Obligation>()
          for await (const { record } of store.all('obligation')) await store.commit({ writes: [{ table: 'obligation', id: record.id, record: null }] })
          for (const round of rounds) {
            await store.commit({ writes: round.map(record => ({ table: 'obligation', id: record.id, record })) })
            for (const record of round) held.set(record.id, record)
          }
          const [gone] = held.keys()
          if (held.size > 6) {
            await store.commit({ writes: [{ table: 'obligation', id: gone!, record: null }] })
            held.delete(gone!)
          }
          for (const one of queries) expect(await store.standings(one)).toEqual(plainStandings([...held.values()], one))
        }),
        { numRuns: runs, seed: 51 },
      )
      expect(await store.check()).toMatchObject({ ok: true, problems: [] })
    })

    it('of whom each awaits something: those that stand so when the last of their events is recorded, and no others', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.uniqueArray(obligation, { minLength: 1, maxLength: 12, selector: one => one.id }), { minLength: 1, maxLength: 3 }), async rounds => {
          const held = new Map<string, Obligation>()
          for await (const { record } of store.all('obligation')) await store.commit({ writes: [{ table: 'obligation', id: record.id, record: null }] })
          for (const round of rounds) {
            await store.commit({ writes: round.map(record => ({ table: 'obligation', id: record.id, record })) })
            for (const record of round) held.set(record.id, record)
          }
          const wanted = new Map<string, string[]>()
          for (const one of [...held.values()].sort((a, b) => (a.id < b.id ? -1 : 1))) {
            const { phase, extensionAsked } = standing(one, one.events.at(-1)!.recordedAt)
            const wish = extensionAsked !== null && phase !== 'waived' && phase !== 'merged' ? `wish:${one.receiver}` : 'nobody'
            const actor = phase === 'submitted' ? `receiver:${one.receiver}` : phase === 'waiting-at-head' ? `head:${one.unit}` : ['not-started', 'draft', 'returned'].includes(phase) ? `unit:${one.unit}` : 'nobody'
            for (const key of new Set([wish, actor])) wanted.set(key, [...(wanted.get(key) ?? []), one.id])
          }
          wanted.delete('nobody')
          const units = Array.from({ length: 31 }, (_, number) => `dv-${number}`)
          const found = new Map<string, string[]>()
          await Promise.all([...units.flatMap(unit => [`unit:${unit}`, `head:${unit}`]), ...['receiver', 'wish'].flatMap(what => [`${what}:vksnd-toi-cao`, `${what}:bac-ninh`])].map(async key => {
            const ids = (await store.find('obligation', 'awaited', key)).map(({ record }) => record.id)
            if (ids.length > 0) found.set(key, ids)
          }))
          expect(found).toEqual(wanted)
        }),
        { numRuns: Math.ceil(runs / 3), seed: 52 },
      )
      expect(await store.check()).toMatchObject({ ok: true, problems: [] })
    })

    it('line by line of a long list, with several due instants within one day', async () => {
      const many = Array.from({ length: 400 }, (_, at): Obligation => {
        const unit = `dv-${String((at * 173) % 400).padStart(3, '0')}`
        const due = MORNING + (at % 7) * 5 * HOUR
        const events: Event[] = [{ kind: 'opened', ...happened(OPENED) }]
        if (at % 3 === 0) events.push({ kind: 'submitted', ...happened(due + (at % 40) * 7 * HOUR), version: 1, receipt: 'r', complete: at % 2 === 0 })
        if (at % 5 === 0 && at % 3 !== 0) events.push({ kind: 'sent-for-approval', ...happened(due + DAY), draft: 1 })
        return { ...obligationOf(unit), due, level: at % 4 === 0 ? 'khu-vuc' : 'cap-tinh', receiver: at % 10 === 0 ? 'bac-ninh' : 'vksnd-toi-cao', events }
      })
      await store.commit({ writes: many.map(record => ({ table: 'obligation', id: record.id, record })) })
      for (const at of [MORNING + HOUR, MORNING + 12 * HOUR, MORNING + 3 * DAY, MORNING + 40 * DAY]) {
        for (const among of [{}, { level: 'khu-vuc' }, { receiver: 'bac-ninh' }, { receiver: 'bac-ninh', level: 'khu-vuc' }]) {
          for (const rows of [{ limit: 20 }, { from: 15, limit: 10 }, { from: 250, limit: 20 }, { limit: 0 }, undefined]) {
            const asked: StandingsQuery = { campaign: CAMPAIGN, at, ...among, ...(rows && { rows }) }
            expect(await store.standings(asked)).toEqual(plainStandings(many, asked))
          }
        }
      }
    })

    it('of nothing: a campaign that is not there, one before it was opened', async () => {
      await store.commit({ writes: [{ table: 'obligation', id: 'sk-2026.hue', record: { ...obligationOf('hue'), events: [{ kind: 'opened', ...happened(OPENED) }] } }] })
      const nothing = { levels: [], late: 0, rows: [] }
      expect(await store.standings({ campaign: 'tk-2026', at: MORNING })).toEqual(nothing)
      expect(await store.standings({ campaign: CAMPAIGN, at: OPENED - 1 })).toEqual(nothing)
      expect(await store.standings({ campaign: CAMPAIGN, at: OPENED, units: new Set(['ha-noi']) })).toEqual(nothing)
      expect((await store.standings({ campaign: CAMPAIGN, at: OPENED })).levels).toMatchObject([{ level: 'cap-tinh', counts: { owed: 1, notDue: 1 } }])
    })
  })
}
