import { describe, expect, it } from 'vitest'
import { readSample } from '#adapters/files/readSample.ts'
import { lateUnits } from '#app/lateUnits.ts'
import { listCampaigns } from '#app/listCampaigns.ts'
import { loadSample, type LoadSample } from '#app/loadSample.ts'
import { readDirectory } from '#app/readDirectory.ts'
import { firstStartShift } from '#domain/importing/sampleShift.ts'
import { judge } from '#domain/form/judge.ts'
import { standing } from '#domain/standing.ts'
import { DAY, dayOf, fromIso, type Instant } from '#domain/time/instant.ts'
import type { Store } from '#ports/store.ts'
import { DATA, FORMS, withStore } from './withStore.ts'

const sample = await readSample(DATA)
const load = (store: Store, at: Instant, more: Partial<LoadSample> = {}) => loadSample(store, { sample, forms: FORMS, at, reset: false, mode: 'recorded', ...more })
const on = (text: string) => fromIso(text)!
const loadedAt = (text: string, run: (store: Store) => Promise<void>, more: Partial<LoadSample> = {}) =>
  withStore(on(text), async store => {
    expect(await load(store, on(text), more)).toMatchObject({ ok: true })
    await run(store)
  })

describe('sk-2026 by its close', () => {
  it('has at least two of everything that can become of a report', () =>
    loadedAt('2026-07-10T17:00', async store => {
      const late = await lateUnits(store, () => undefined, { campaign: 'sk-2026', at: on('2026-07-10T17:00') })
      const { owed, onTime, onTimeByExtension, lateFiled, missing, waitingAtHead, returned, waived } = late!.counts
      expect({ owed, onTime, onTimeByExtension, lateFiled, missing, waitingAtHead, returned, waived }).toEqual({
        owed: 74, onTime: 56, onTimeByExtension: 4, lateFiled: 6, missing: 5, waitingAtHead: 3, returned: 4, waived: 3,
      })
    }))

  it('holds complete reports, judged by their form with what they follow', () =>
    loadedAt('2026-12-31T18:00', async store => {
      let versions = 0
      const campaigns = new Map((await listCampaigns(store)).map(({ campaign }) => [campaign.id, campaign]))
      for await (const { record } of store.all('version')) {
        const { window, form } = campaigns.get(record.obligation.split('.')[0]!)!
        expect(judge(FORMS.get(form)!, record.answers, { window }), record.id).toMatchObject({ complete: true })
        versions++
      }
      expect(versions).toBeGreaterThan(300)
      const year = (await store.get('version', 'tk-2026.ha-noi#1'))!.record.answers
      const half = (await store.get('version', 'sk-2026.ha-noi#1'))!.record.answers
      expect(Number(year['conferences'])).toBeGreaterThanOrEqual(Number(half['conferences']))
      expect(half['civil-servants']).toBe((await store.get('version', 'sk-2025.ha-noi#1'))!.record.answers['civil-servants'])
      for await (const { record } of store.all('obligation')) for (const event of record.events) expect(event.imported).toBe(true)
    }))

  it('keeps what the deputy approved in the head’s name, and what was withdrawn and filed again', () =>
    loadedAt('2026-07-10T17:00', async store => {
      const event = (await store.get('obligation', 'sk-2026.hai-phong'))!.record.events.find(({ kind }) => kind === 'submitted')
      expect(event).toMatchObject({ by: 'deputy.hai-phong', for: 'head.hai-phong' })
      expect(standing((await store.get('obligation', 'sk-2026.phu-tho'))!.record, on('2026-07-10T17:00'))).toMatchObject({ timeliness: 'on-time', version: 2, accepted: 2 })
    }))
})

describe('as of the instant asked for', () => {
  it('knows in June only what was recorded by then: Bắc Ninh has not begun, others have filed', () =>
    loadedAt('2026-06-10T09:00', async store => {
      const at = on('2026-06-10T09:00')
      expect((await listCampaigns(store)).map(({ campaign, units }) => [campaign.id, units, campaign.closedAt !== null])).toEqual([
        ['sk-2026', 77, false], ['tk-2025', 77, true], ['sk-2025', 17, true], ['cd-2022', 91, true],
      ])
      expect(standing((await store.get('obligation', 'sk-2026.bac-ninh'))!.record, at).phase).toBe('not-started')
      expect(await store.get('draft', 'sk-2026.bac-ninh')).toBeUndefined()
      let filed = 0
      for (const { record } of await store.find('obligation', 'campaign', 'sk-2026')) {
        for (const event of record.events) expect(event.recordedAt).toBeLessThanOrEqual(at)
        if (standing(record, at).version !== null) filed++
      }
      expect(filed).toBeGreaterThan(10)
      const directory = await readDirectory(store)
      expect(directory.relationsOf('deputy.hai-phong', 'hai-phong', { day: '2026-06-10' })).toEqual(['delegated'])
    }))

  it('in 2022 sees the structure of 2022 and nothing of what came later', () =>
    loadedAt('2022-10-20T08:00', async store => {
      expect((await listCampaigns(store)).map(({ campaign, units }) => [campaign.id, units])).toEqual([['cd-2022', 91]])
      expect(await store.get('unit', 'vu-to-chuc-can-bo')).toBeUndefined()
      expect((await store.get('unit', 'v15'))?.record).toMatchObject({ to: null, successor: null })
    }))

  it('gives the same answers about a moment whenever it is loaded', () =>
    withStore(0, async early => {
      const at = on('2026-06-11T12:00')
      await load(early, at)
      await loadedAt('2026-12-20T08:00', async later => {
        const counts = async (store: Store) => (await lateUnits(store, () => undefined, { campaign: 'sk-2026', at }))!.counts
        expect(await counts(later)).toEqual(await counts(early))
      })
    }))

  it('has half-done drafts and drafts that wait for the head', () =>
    loadedAt('2026-06-12T17:00', async store => {
      const draft = async (unit: string) => (await store.get('draft', `sk-2026.${unit}`))!.record
      const form = FORMS.get('so-ket-6-thang')!
      const window = { from: '2025-12-01', to: '2026-05-31' }
      expect(judge(form, (await draft('nghe-an')).answers, { window }).complete).toBe(true)
      expect(standing((await store.get('obligation', 'sk-2026.nghe-an'))!.record, on('2026-06-12T17:00')).waiting?.edition).toBe((await draft('nghe-an')).edition)
      expect(judge(form, (await draft('son-la')).answers, { window })).toMatchObject({ complete: false })
    }))
})

describe('people', () => {
  it('are named by post with stable ids: reporter and head of twelve provinces, three central and three regional units, and the committee', () =>
    loadedAt('2026-06-10T09:00', async store => {
      const directory = await readDirectory(store)
      const day = '2026-06-10'
      const both = directory.unitsAt(day).filter(unit => directory.peopleWith('reporter', unit.id, day).length > 0 && directory.peopleWith('head', unit.id, day).length > 0)
      expect(Object.fromEntries(Object.entries(Object.groupBy(both, unit => unit.level)).map(([level, units]) => [level, units!.length]))).toEqual({ 'cap-tinh': 12, 'trung-uong': 3, 'khu-vuc': 3 })
      expect(directory.person('reporter.bac-ninh')).toMatchObject({ name: 'Cán bộ đầu mối, VKSND tỉnh Bắc Ninh', aadObjectId: 'd2a086d1-5c2b-5f0a-ab0a-1ec88f8f5ef2' })
      for (const role of ['secretariat', 'chair', 'admin'] as const) expect(directory.peopleWith(role, 'toi-cao', day)).toHaveLength(1)
      expect(directory.peopleWith('secretariat', 'bac-ninh', day)).toHaveLength(1)
      const members = directory.peopleWith('member', 'toi-cao', day)
      expect(members.filter(member => directory.monitoredBy(member.id, day).length > 0)).toHaveLength(4)
      expect(directory.people().filter(person => directory.holdings(person.id, day).length === 2).map(person => person.id)).toEqual(['head.vu-to-chuc-can-bo'])
    }))
})

describe('loading', () => {
  it('does not touch a store that holds something unless told to begin anew', () =>
    loadedAt('2026-06-10T09:00', async store => {
      expect(await load(store, on('2026-07-01T00:00'))).toEqual({ ok: false, problem: 'not-empty' })
      expect(await load(store, on('2022-10-20'), { reset: true })).toMatchObject({ ok: true, campaigns: ['cd-2022'] })
      expect(await store.get('campaign', 'sk-2026')).toBeUndefined()
      expect((await store.check()).ok).toBe(true)
    }))

  it('begins anew after a crash in the middle', () =>
    withStore(on('2026-06-10'), async store => {
      let commits = 0
      const failing: Store = { ...store, commit: change => (++commits === 5 ? Promise.reject(new Error('power cut')) : store.commit(change)) }
      await expect(load(failing, on('2026-06-10'))).rejects.toThrow('power cut')
      expect(await load(store, on('2026-06-10'))).toMatchObject({ ok: true, campaigns: ['cd-2022', 'sk-2025', 'tk-2025', 'sk-2026'] })
    }))
})

describe('a first start', () => {
  it.each([
    ['2025-09-01T08:00', 0], ['2026-01-01T00:00', 0], ['2026-11-22T20:00', 0], ['2026-12-31T16:59', 0], ['2026-12-31T17:00', 1],
    ['2027-06-12T16:00', 1], ['2028-02-29T12:00', 2], ['2030-01-01T00:00', 4],
  ])('on %s moves the sample by %i years', (now, shift) => {
    expect(firstStartShift(on(now))).toBe(shift)
  })

  it('has one campaign closed and the next one open on any day of three years', () => {
    const spans = sample.campaigns.filter(({ moves }) => moves).map(({ document }) => document as { openedAt: string; closedAt: string })
    const moved = (text: string, years: number) => on(text.replace(/^\d{4}/, year => String(Number(year) + years)))
    for (let now = on('2026-01-01'); now < on('2029-01-01'); now += DAY / 2) {
      const shift = firstStartShift(now)
      const known = spans.map(({ openedAt, closedAt }) => ({ opened: moved(openedAt, shift), closed: moved(closedAt, shift) })).filter(({ opened }) => opened <= now)
      expect(known.some(({ closed }) => closed <= now), dayOf(now)).toBe(true)
      expect(known.some(({ closed }) => closed > now), dayOf(now)).toBe(true)
    }
  })

  it.each(['2026-03-02T08:00', '2026-11-22T20:00', '2027-05-04T09:00', '2029-08-15T09:00'])('on %s loads history and something to do', text =>
    loadedAt(text, async store => {
      const now = on(text)
      const yearly = (await listCampaigns(store)).filter(({ campaign }) => /^[st]k-/.test(campaign.id))
      const open = yearly.filter(({ campaign }) => campaign.closedAt === null)
      expect(open).toHaveLength(1)
      expect(open[0]!.campaign.due).toBeGreaterThan(now)
      expect(open[0]!.campaign.title.vi).toContain(open[0]!.campaign.id.slice(3))
      const closed = yearly.find(({ campaign }) => campaign.closedAt !== null)!
      expect((await lateUnits(store, () => undefined, { campaign: closed.campaign.id, at: now }))!.counts.accepted).toBeGreaterThan(50)
    }, { mode: 'first-start' }))
})
