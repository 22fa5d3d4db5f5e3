import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRowsFile } from '#adapters/files/readRowsFile.ts'
import { closeCampaign } from '#app/closeCampaign.ts'
import { importHistory } from '#app/importHistory.ts'
import { importUnits } from '#app/importUnits.ts'
import { listCampaigns } from '#app/listCampaigns.ts'
import { openCampaign, type NewCampaign } from '#app/openCampaign.ts'
import { pastCampaignSchema } from '#domain/importing/history.ts'
import { standing } from '#domain/standing.ts'
import { fromIso } from '#domain/time/instant.ts'
import type { Store } from '#ports/store.ts'
import { DATA, FORMS, withStore } from './withStore.ts'

const opening = fromIso('2026-06-01T08:00')!
const by = 'secretariat.toi-cao'
const UNITS = await readRowsFile(join(DATA, 'organisation/units.json'))
const withUnits = (run: (store: Store) => Promise<void>) => withStore(opening, async store => {
  await importUnits(store, UNITS, { at: opening, by })
  await run(store)
})
const asked = (more: Partial<NewCampaign> = {}): NewCampaign => ({
  id: 'tkt-2026', form: 'tu-kiem-tra', window: { from: '2026-01-01', to: '2026-06-30' }, due: fromIso('2026-07-03T16:00')!, ...more,
})
const open = (store: Store, more?: Partial<NewCampaign>, at = opening) => openCampaign(store, FORMS, asked(more), { at, by })

describe('opening a campaign', () => {
  it('owes one report of every unit that reports on the day, received by the unit above it', () =>
    withUnits(async store => {
      const opened = await open(store)
      expect(opened).toMatchObject({ ok: true, campaign: { title: { vi: expect.stringMatching(/ năm 2026$/) }, openedAt: opening, closedAt: null } })
      const owed = await store.find('obligation', 'campaign', 'tkt-2026')
      expect(owed).toHaveLength(25 + 34 + 18)
      expect((await store.get('obligation', 'tkt-2026.bac-ninh-kv1'))?.record).toEqual({
        id: 'tkt-2026.bac-ninh-kv1', campaign: 'tkt-2026', unit: 'bac-ninh-kv1', receiver: 'bac-ninh', level: 'khu-vuc', due: fromIso('2026-07-03T16:00'),
        events: [{ kind: 'opened', at: opening, recordedAt: opening, by }],
      })
      expect(owed.filter(({ record }) => record.receiver === 'toi-cao')).toHaveLength(59)
      expect(await store.get('obligation', 'tkt-2026.toi-cao')).toBeUndefined()
    }))

  it('asks the units of the levels named and those named themselves, each once', () =>
    withUnits(async store => {
      const opened = await open(store, { levels: ['khu-vuc'], units: ['ha-noi', 'bac-ninh-kv1'] })
      expect(opened.ok && opened.obligations.length).toBe(19)
    }))

  it('asks the units that there were on its day', () =>
    withUnits(async store => {
      const opened = await open(store, { due: fromIso('2022-12-01T16:00')! }, fromIso('2022-06-01')!)
      expect(opened.ok && opened.obligations.length).toBe(91)
    }))

  it('says everything that is wrong at once and writes nothing', () =>
    withUnits(async store => {
      const opened = await open(store, {
        id: 'TKT 2026', form: 'x', window: { from: '2026-06-30', to: '2026-01-01' }, due: opening, levels: ['cap-cao'], units: ['bac-giang', 'toi-cao', 'zz'],
      })
      expect(opened.ok ? [] : opened.problems.map(one => `${one.setting} ${one.got}`)).toEqual([
        'id TKT 2026', 'form x', 'window 2026-06-30..2026-01-01', 'due 2026-06-01', 'levels cap-cao', 'units bac-giang', 'units toi-cao', 'units zz',
      ])
      expect(await listCampaigns(store)).toEqual([])
    }))

  it('is done once, whoever else tries at the same moment', () =>
    withUnits(async store => {
      const results = await Promise.all([open(store), open(store)])
      expect(results.map(result => result.ok).sort()).toEqual([false, true])
      expect(results.find(result => !result.ok)).toMatchObject({ problems: [{ setting: 'id', got: 'tkt-2026' }] })
    }))
})

it('closes once, and says when it was closed before', () =>
  withUnits(async store => {
    await open(store)
    const at = opening + 1
    expect(await closeCampaign(store, 'tkt-2026', { at, by })).toMatchObject({ ok: true, outcome: 'closed', units: 77, campaign: { closedAt: at } })
    expect(await closeCampaign(store, 'tkt-2026', { at: at + 1, by })).toMatchObject({ outcome: 'again', campaign: { closedAt: at } })
    expect(await closeCampaign(store, 'sk-1999', { at, by })).toEqual({ ok: false, problem: 'unknown-campaign' })
    expect(await listCampaigns(store)).toMatchObject([{ campaign: { id: 'tkt-2026', closedAt: at }, units: 77 }])
  }))

describe('history of the past', () => {
  const past = (history: unknown[] = []) => pastCampaignSchema.parse({
    id: 'tkt-2025', form: 'tu-kiem-tra', title: { vi: 'Tự kiểm tra 2025', en: 'Self-inspection 2025' }, window: { from: '2025-01-01', to: '2025-11-30' },
    due: '2025-12-05', openedAt: '2025-10-01T08:00', closedAt: '2026-01-05', units: ['ha-noi', 'hue', 'lai-chau'], history,
  })
  const take = (store: Store, document: ReturnType<typeof past>) => importHistory(store, FORMS, document, { at: opening, by })
  const submitted = { kind: 'submitted', version: 1, at: '2025-12-05T15:00', recordedAt: '2025-12-08T09:00', complete: true }

  it('keeps both when it happened and when it became known, marked as imported', () =>
    withUnits(async store => {
      const document = past([{ unit: 'ha-noi', events: [submitted, { kind: 'accepted', version: 1, at: '2025-12-09T09:00' }], versions: [{ number: 1, answers: { violations: 2 } }] }])
      expect(await take(store, document)).toEqual({ ok: true, added: 3, changed: 0, unchanged: 0 })
      const { record } = (await store.get('obligation', 'tkt-2025.ha-noi'))!
      expect(record.due).toBe(fromIso('2025-12-05T16:00'))
      expect(record.events.every(event => event.imported)).toBe(true)
      expect(standing(record, fromIso('2025-12-08T08:00')!).timeliness).toBe('missing')
      expect(standing(record, fromIso('2025-12-08T10:00')!)).toMatchObject({ timeliness: 'on-time', receipt: 'TKT-2025/HA-NOI/01' })
      expect((await store.get('version', 'tkt-2025.ha-noi#1'))?.record.answers).toEqual({ violations: 2 })
      expect(await take(store, document)).toEqual({ ok: true, added: 0, changed: 0, unchanged: 3 })
      expect(await take(store, past([]))).toMatchObject({ ok: false, problems: [{ row: 0, column: 'id' }] })
    }))

  it('refuses what cannot have happened', () =>
    withUnits(async store => {
      const result = await take(store, past([
        { unit: 'ha-noi', events: [{ kind: 'accepted', version: 1, at: '2025-12-01' }] },
        { unit: 'hue', events: [{ ...submitted, version: 2 }, { kind: 'returned', version: 2, reason: 'x', at: '2025-12-06', supplementDue: '2025-12-20' }] },
        { unit: 'bac-ninh', events: [] },
        { unit: 'hue', events: [] },
        { unit: 'lai-chau', events: [], versions: [{ number: 1 }] },
      ]))
      expect(result.ok ? [] : result.problems.map(({ row, column }) => `${row} ${column}`)).toEqual([
        '1 events[0].kind', '2 events[0].version', '2 events[1].recordedAt', '3 unit', '4 unit', '5 versions',
      ])
      expect(await listCampaigns(store)).toEqual([])
    }))
})
