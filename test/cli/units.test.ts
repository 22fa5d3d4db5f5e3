import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { standing, withEvent } from '#domain/standing.ts'
import { fromIso } from '#domain/time/instant.ts'
import type { Store } from '#ports/store.ts'
import { readConfig } from '#config'
import { DATA, openStore } from '../../src/openStore.ts'
import { useTerminal } from './terminal.ts'

const terminal = useTerminal()
const { qcdc, json, file } = terminal
const clock = (at: string) => { terminal.env = { ...terminal.env, CLOCK: `${at}:00+07:00` } }

/** The structure of 2022, as it was known on 20/6/2025, with the six-month campaign of 2025 asked of the provinces. */
async function before2025(): Promise<void> {
  clock('2025-06-20T08:00')
  expect((await qcdc('sample', '--at', '2025-06-20')).exit).toBe(0)
  expect((await qcdc('campaign', 'open', '--id', 'gn-2025', '--form', 'so-ket-6-thang', '--from', '2024-12-01', '--to', '2025-05-31', '--due', '2025-07-11', '--level', 'cap-tinh')).exit).toBe(0)
}

async function withStore<R>(work: (store: Store) => Promise<R>): Promise<R> {
  const store = await openStore(readConfig(terminal.env), () => fromIso('2025-06-25T09:00')!)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

const filed = (unit: string) => withStore(async store => {
  const { record, rev } = (await store.get('obligation', `gn-2025.${unit}`))!
  const at = fromIso('2025-06-25T09:00')!
  const event = { kind: 'submitted' as const, version: 1, receipt: `GN-2025/${unit}/01`.toUpperCase(), complete: true, at, recordedAt: at, by: 'import' }
  expect(await store.commit({ writes: [{ table: 'obligation', id: record.id, record: withEvent(record, event), expect: rev }] })).toEqual({ ok: true })
})

describe('63 provinces become 34 on 1/7/2025, with a campaign open', () => {
  it('is shown, then done; every later count adds up and every earlier answer stays', { timeout: 60_000 }, async () => {
    await before2025()
    await filed('bac-giang')
    await filed('yen-bai')
    await filed('lao-cai-2022')
    clock('2025-07-01T09:00')
    const asked = ['late', '--campaign', 'gn-2025', '--at', '2025-06-30T17:00']
    const before = (await json(...asked)).document
    expect(before.counts).toMatchObject({ owed: 63, onTime: 3, merged: 0 })

    const rows = (JSON.parse(await readFile(join(DATA, 'organisation', 'units.json'), 'utf8')) as { level: string; from: string }[]).filter(row => row.level === 'cap-tinh' && row.from === '2025-07-01')
    const decision = await file('sap-nhap.json', JSON.stringify(rows))
    const shown = await json('units', 'reorganise', decision, '--from', '2025-07-01')
    expect(shown).toMatchObject({ exit: 0, document: { ok: true, done: false, from: '2025-07-01' } })
    expect((await json('units', 'list', '--at', '2025-07-01', '--level', 'cap-tinh')).document).toHaveLength(63)
    expect((await qcdc('units', 'reorganise', decision, '--from', '2025-07-01')).out).toContain('chưa ghi gì; thêm --yes để thực hiện')

    const done = await json('units', 'reorganise', decision, '--from', '2025-07-01', '--yes', '--by', 'import').catch(() => undefined)
    expect(done?.exit).toBe(1)
    const really = await json('units', 'reorganise', decision, '--from', '2025-07-01', '--yes')
    expect(really).toMatchObject({ exit: 0, document: { done: true, obligations: shown.document.obligations } })
    expect((await json('units', 'list', '--at', '2025-06-30', '--level', 'cap-tinh')).document).toHaveLength(63)
    expect((await json('units', 'list', '--at', '2025-07-01', '--level', 'cap-tinh')).document).toHaveLength(34)

    // Bắc Giang had filed and Bắc Ninh had not; of Lào Cai both had: nothing more is owed there.
    const phases = await withStore(async store => {
      const at = fromIso('2025-07-01T10:00')!
      const of = async (unit: string) => { const found = await store.get('obligation', `gn-2025.${unit}`); return found && standing(found.record, at) }
      return { bacGiang: await of('bac-giang'), old: await of('bac-ninh-2022'), fresh: await of('bac-ninh'), laoCai: await of('lao-cai') }
    })
    expect(phases).toMatchObject({ bacGiang: { phase: 'submitted', timeliness: 'on-time' }, old: { phase: 'merged', successor: 'bac-ninh' }, fresh: { phase: 'not-started', timeliness: 'not-due' } })
    expect(phases.laoCai).toBeUndefined()

    expect((await json(...asked)).document).toEqual(before)
    const after = (await json('late', '--campaign', 'gn-2025', '--at', '2025-07-01T10:00')).document
    // 10 provinces go on and 24 begin; of these Lào Cai owes nothing more, and three reports were filed.
    expect(after.counts).toMatchObject({ owed: 36, onTime: 3, missing: 0 })
    expect(after.counts.owed + after.counts.merged).toBe(63 + 24 - 1)
    expect((await json('late', '--campaign', 'gn-2025', '--at', '2025-07-12T10:00')).document.counts).toMatchObject({ owed: 36, missing: 33 })
    expect((await json('store', 'check')).document).toMatchObject({ ok: true })
    expect((await qcdc('store', 'dump')).out).toContain('"action":"units-changed"')
    // Nothing of it can be done again.
    expect(await json('units', 'reorganise', decision, '--from', '2025-07-01', '--yes')).toMatchObject({ exit: 1, document: { ok: false } })
  })
})

it('merges, renames, splits and moves one by one, refusing what can not be', async () => {
  await before2025()
  clock('2025-07-02T09:00')
  const merge = ['units', 'merge', '--unit', 'yen-bai', '--unit', 'lao-cai-2022', '--into', 'lao-cai-moi=VKSND tỉnh Lào Cai', '--from', '2025-07-01']
  expect((await json(...merge)).document).toMatchObject({ done: false, units: [{ id: 'yen-bai', ends: '2025-06-30', into: ['lao-cai-moi'] }, { id: 'lao-cai-2022' }, { id: 'lao-cai-moi', begins: '2025-07-01' }] })
  expect((await json(...merge, '--yes')).document.done).toBe(true)
  expect((await json('units', 'list', '--at', '2025-07-01')).document).toContainEqual(expect.objectContaining({ id: 'lao-cai-moi', name: 'VKSND tỉnh Lào Cai', short: 'Lào Cai', level: 'cap-tinh', parent: 'toi-cao', predecessors: ['yen-bai', 'lao-cai-2022'] }))
  expect((await json(...merge, '--yes')).document.problems.map((one: { column: string }) => one.column)).toContain('unit')
  expect((await json('units', 'rename', 'thua-thien-hue', '--into', 'hue=VKSND thành phố Huế', '--from', '2025-07-01', '--yes')).document.done).toBe(true)
  expect((await json('units', 'split', 'ha-noi', '--into', 'ha-noi-a=VKSND Hà Nội A', '--into', 'ha-noi-b=VKSND Hà Nội B', '--from', '2025-07-02', '--yes')).document.obligations.filter((one: { campaign: string }) => one.campaign === 'gn-2025')).toMatchObject([
    { obligation: 'gn-2025.ha-noi', becomes: 'merged' }, { obligation: 'gn-2025.ha-noi-a', becomes: 'opened' }, { obligation: 'gn-2025.ha-noi-b', becomes: 'opened' },
  ])
  expect((await json('units', 'move', 'son-la', '--parent', 'hue', '--from', '2025-07-02', '--yes')).document.units).toMatchObject([{ id: 'son-la', into: ['son-la-2025'] }, { id: 'son-la-2025', name: 'VKSND tỉnh Sơn La' }])
  expect((await json('units', 'merge', '--unit', 'nghe-an', '--into', 'nghe-an-x=X', '--from', '2025-08-01')).document.problems).toMatchObject([{ column: '--from' }])
  expect((await json('units', 'merge', '--unit', 'khong-co', '--into', 'nghe-an', '--from', '2025-07-01')).document.problems).toMatchObject([{ column: 'unit', got: 'khong-co' }])
})

it('shows a unit’s reports over the years, those of the units that became it included', async () => {
  await terminal.withSample()
  const { document } = await json('report', 'history', '--unit', 'bac-ninh', '--at', '2026-06-01')
  expect(document.rows.map((row: { obligation: string }) => row.obligation)).toEqual([
    'tk-2026.bac-ninh', 'sk-2026.bac-ninh', 'tk-2025.bac-ninh', 'sk-2025.bac-giang', 'sk-2025.bac-ninh-2022', 'cd-2022.bac-giang', 'cd-2022.bac-ninh-2022',
  ].filter(id => document.rows.some((row: { obligation: string }) => row.obligation === id)))
  expect(document.rows).toContainEqual(expect.objectContaining({ obligation: 'cd-2022.bac-giang', state: 'accepted', timeliness: 'on-time', receipt: 'CD-2022/BAC-GIANG/01' }))
  expect((await json('report', 'history', '--unit', 'khong-co')).document.problems).toMatchObject([{ column: '--unit' }])
})
