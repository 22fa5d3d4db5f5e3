import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRowsFile } from '#adapters/files/readRowsFile.ts'
import { createDirectoryCache } from '#app/directoryCache.ts'
import { importDelegations, importMonitors } from '#app/importMonitors.ts'
import { importPeople } from '#app/importPeople.ts'
import { importUnits } from '#app/importUnits.ts'
import { readDirectory } from '#app/readDirectory.ts'
import type { Row } from '#domain/importing/rows.ts'
import { fromIso } from '#domain/time/instant.ts'
import type { Store } from '#ports/store.ts'
import { DATA, withStore } from './withStore.ts'

const at = fromIso('2026-06-01T08:00')!
const by = 'admin.toi-cao'
const rows = (...list: Record<string, unknown>[]): Row[] => list.map((cells, index) => ({ row: index + 1, cells }))
const unit = (id: string, more: Record<string, unknown> = {}) => ({ id, name: `VKSND tỉnh ${id}`, level: 'cap-tinh', parent: 'top', from: '2025-07-01', ...more })
const TOP = unit('top', { parent: null, level: 'trung-uong', name: 'VKSND tối cao' })
const AAD = '0b1f3a52-9c1d-4b6e-8a77-2f1f5e3c9d01'
const AAD2 = '0b1f3a52-9c1d-4b6e-8a77-2f1f5e3c9d02'
const records = async (store: Store) => {
  const counts: Record<string, number> = {}
  for (const table of ['unit', 'person', 'monitoring', 'delegation'] as const) for await (const _ of store.all(table)) counts[table] = (counts[table] ?? 0) + 1
  return counts
}

describe('a row with several mistakes', () => {
  it('is told all of them at once, whom and what it refers to included', () =>
    withStore(at, async store => {
      await importUnits(store, rows(TOP), { at, by })
      const columns = (result: Awaited<ReturnType<typeof importPeople>>) => (result.ok ? [] : result.problems.map(one => one.column))
      expect(columns(await importPeople(store, rows({ id: 'a', aadObjectId: 'x', name: '', role: 'chief', unit: 'nowhere', from: '31/2/2026' }), { at, by }))).toEqual(['aadObjectId', 'name', 'role', 'from', 'unit'])
      expect(columns(await importMonitors(store, rows({ person: 'nobody', unit: 'nowhere', from: 'soon' }), { at, by }))).toEqual(['from', 'person', 'unit'])
      expect(columns(await importDelegations(store, rows({ from: 'nobody', to: 'no.one', role: 'chief', unit: 'nowhere', start: '2026-06-01', end: '2026-06-02' }), { at, by }))).toEqual(['role', 'from', 'to', 'unit'])
      expect(columns(await importUnits(store, rows(unit('a', { name: '', parent: 'nowhere', predecessors: 'no-one; top' })), { at, by }))).toEqual(['name', 'parent', 'predecessors'])
    }))
})

describe('units', () => {
  it('takes the shipped organisation, and finds it unchanged the second time', () =>
    withStore(at, async store => {
      const shipped = await readRowsFile(join(DATA, 'organisation/units.json'))
      expect(await importUnits(store, shipped, { at, by })).toEqual({ ok: true, added: 156, changed: 0, unchanged: 0 })
      expect(await importUnits(store, shipped, { at, by })).toEqual({ ok: true, added: 0, changed: 0, unchanged: 156 })
      const entries = []
      for await (const entry of store.journal()) entries.push(entry)
      expect(entries).toMatchObject([{ action: 'directory-imported', by, subject: 'unit/*' }])
    }))

  it('reads CSV with Vietnamese dates, lists and a short name of its own making', () =>
    withStore(at, async (store, dir) => {
      const path = join(dir, 'units.csv')
      await writeFile(path, '\ufeffid;name;level;parent;from;to;codes\r\ntop;VKSND tối cao;trung-uong;;28/5/2015;;\r\nhue;"VKSND thành phố\nHuế";cap-tinh;top;1/7/2025;;"TP Huế|Huế cũ"\r\n')
      expect(await importUnits(store, await readRowsFile(path), { at, by })).toMatchObject({ ok: true, added: 2 })
      expect((await store.get('unit', 'hue'))?.record).toEqual({
        id: 'hue', name: 'VKSND thành phố Huế', short: 'Huế', codes: ['TP Huế', 'Huế cũ'], level: 'cap-tinh', parent: 'top', reports: true,
        from: '2025-07-01', to: null, predecessors: [], successor: null,
      })
      expect((await store.get('unit', 'top'))?.record.reports).toBe(false)
    }))

  it('names the row and column of every mistake and changes nothing', () =>
    withStore(at, async store => {
      const result = await importUnits(store, rows(
        TOP,
        unit('Bắc Ninh'),
        unit('a', { parent: 'nowhere', from: '2025-02-30' }),
        unit('b', { parent: 'nowhere' }),
        unit('b'),
        unit('c', { to: '2024-01-01', successor: 'gone' }),
        unit('d', { parent: 'e' }), unit('e', { parent: 'd' }),
        unit('f', { colour: 'red', name: '' }),
      ), { at, by })
      expect(result.ok).toBe(false)
      const problems = result.ok ? [] : result.problems
      expect(problems.map(({ row, column }) => `${row} ${column}`)).toEqual([
        '2 id', '3 from', '3 parent', '4 parent', '5 id', '6 successor', '6 to', '7 parent', '8 parent', '9 colour', '9 name',
      ])
      expect(problems[1]).toEqual({
        row: 3, column: 'from', got: '2025-02-30',
        expected: { vi: 'một ngày, viết 2026-06-12 hoặc 12/6/2026', en: 'a day, written 2026-06-12 or 12/6/2026' },
      })
      expect(await records(store)).toEqual({})
    }))
})

describe('people', () => {
  const withUnits = (run: (store: Store) => Promise<void>) => withStore(at, async store => {
    await importUnits(store, rows(TOP, unit('a'), unit('b')), { at, by })
    await run(store)
  })

  it('gathers a person with two roles from two rows', () =>
    withUnits(async store => {
      const two = rows(
        { id: 'p', aadObjectId: AAD.toUpperCase(), name: 'Cán bộ', role: 'reporter', unit: 'a', from: '2025-07-01' },
        { id: 'p', aadObjectId: AAD, name: 'Cán bộ', role: 'head', unit: 'b', from: '2025-07-01', to: '2026-12-31' },
      )
      expect(await importPeople(store, two, { at, by })).toMatchObject({ ok: true, added: 1 })
      expect((await store.find('person', 'aadObjectId', AAD))[0]?.record.roles).toEqual([
        { role: 'reporter', unit: 'a', from: '2025-07-01', to: null }, { role: 'head', unit: 'b', from: '2025-07-01', to: '2026-12-31' },
      ])
    }))

  it('keeps what somebody was: a role no longer named has ended, an ended one stays', () =>
    withUnits(async store => {
      const person = (...roles: Record<string, unknown>[]) => rows({ id: 'p', aadObjectId: AAD, name: 'P', roles })
      await importPeople(store, person({ role: 'reporter', unit: 'a', from: '2025-07-01' }), { at, by })
      await importPeople(store, person({ role: 'head', unit: 'b', from: '2026-06-01' }), { at, by })
      expect((await store.get('person', 'p'))?.record.roles).toEqual([
        { role: 'reporter', unit: 'a', from: '2025-07-01', to: '2026-05-31' }, { role: 'head', unit: 'b', from: '2026-06-01', to: null },
      ])
      expect((await readDirectory(store)).relationsOf('p', 'a', { day: '2026-06-02' })).toEqual(['former'])
      expect(await importPeople(store, person({ role: 'head', unit: 'b', from: '2026-06-01' }), { at, by })).toEqual({ ok: true, added: 0, changed: 0, unchanged: 1 })
    }))

  it('refuses strange units, roles before their unit, a second owner of an Entra id, half a role', () =>
    withUnits(async store => {
      await importPeople(store, rows({ id: 'q', aadObjectId: AAD2, name: 'Q' }), { at, by })
      const result = await importPeople(store, rows(
        { id: 'p', aadObjectId: AAD, name: 'P', role: 'reporter', unit: 'zz', from: '2025-07-01' },
        { id: 'p', aadObjectId: AAD, name: 'R', role: 'king', unit: 'a', from: '2025-07-01' },
        { id: 'p', aadObjectId: AAD, name: 'R', role: 'head', unit: 'a', from: '2025-06-30' },
        { id: 'r', aadObjectId: AAD2, name: 'R', role: 'head', unit: 'a' },
        { id: 's', aadObjectId: 'x', name: 'S', roles: [{ role: 'head', unit: 'a' }] },
        { id: 't', aadObjectId: AAD, name: 'T', roles: [{ role: 'head', unit: 'a', from: '2026-01-01', until: 'x' }] },
      ), { at, by })
      expect(result.ok ? [] : result.problems.map(({ row, column }) => `${row} ${column}`)).toEqual(['1 unit', '2 role', '3 name', '3 from', '4 from', '4 aadObjectId', '5 aadObjectId', '6 roles.until', '6 aadObjectId'])
      expect(await records(store)).toEqual({ unit: 3, person: 1 })
    }))
})

describe('monitors and delegations', () => {
  const withPeople = (run: (store: Store) => Promise<void>) => withStore(at, async store => {
    await importUnits(store, rows(TOP, unit('a')), { at, by })
    await importPeople(store, rows({ id: 'm', aadObjectId: AAD, name: 'M', role: 'member', unit: 'top', from: '2025-07-01' }, { id: 'n', aadObjectId: AAD2, name: 'N' }), { at, by })
    await run(store)
  })

  it('assigns, and ends by the same row with a last day', () =>
    withPeople(async store => {
      expect(await importMonitors(store, rows({ person: 'm', unit: 'a', from: '2026-01-01' }), { at, by })).toMatchObject({ added: 1 })
      expect(await importMonitors(store, rows({ person: 'm', unit: 'a', from: '2026-01-01', to: '2026-06-30' }), { at, by })).toMatchObject({ added: 0, changed: 1 })
      expect((await readDirectory(store)).monitoredBy('m', '2026-07-01')).toEqual([])
    }))

  it('refuses strangers, and delegating what one does not hold', () =>
    withPeople(async store => {
      const monitors = await importMonitors(store, rows({ person: 'x', unit: 'b', from: '2026-01-01' }), { at, by })
      expect(monitors.ok ? [] : monitors.problems.map(one => one.column)).toEqual(['person', 'unit'])
      const span = { start: '2026-06-08', end: '2026-06-12' }
      const delegations = await importDelegations(store, rows(
        { from: 'm', to: 'n', role: 'head', unit: 'a', ...span },
        { from: 'm', to: 'm', role: 'member', unit: 'top', ...span },
        { from: 'm', to: 'n', role: 'member', unit: 'top', start: '2026-06-12', end: '2026-06-08' },
      ), { at, by })
      expect(delegations.ok ? [] : delegations.problems.map(({ row, column }) => `${row} ${column}`)).toEqual(['1 role', '2 to', '3 end'])
      expect(await importDelegations(store, rows({ from: 'm', to: 'n', role: 'member', unit: 'top', ...span }), { at, by })).toMatchObject({ added: 1 })
    }))
})

it('is validated whole: whatever one cell is broken in, nothing is written', () =>
  withStore(at, async store => {
    const good = [TOP, unit('a'), unit('b'), unit('c')]
    const broken = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.constantFrom('id', 'name', 'level', 'from'), fc.constantFrom('', ' ', '?!', null, 7, {}))
    await fc.assert(fc.asyncProperty(broken, async ([index, column, cell]) => {
      fc.pre(!(column === 'name' && cell === '?!'))
      const result = await importUnits(store, rows(...good.map((cells, i) => (i === index ? { ...cells, [column]: cell } : cells))), { at, by })
      expect(result.ok).toBe(false)
      if (!result.ok) expect(result.problems).toContainEqual(expect.objectContaining({ row: index + 1, column }))
      expect(await records(store)).toEqual({})
    }), { numRuns: 60 })
  }))

describe('files', () => {
  it.each([
    ['missing.csv', undefined, 'there is no such file'],
    ['broken.json', '{', 'not JSON'],
    ['object.json', '{}', 'expected a list of objects'],
    ['numbers.json', '[1]', 'item 1: expected an object'],
    ['uneven.csv', 'id,name\na\n', 'Invalid Record Length'],
  ])('%s: says what is wrong with the file', (name, content, message) =>
    withStore(at, async (_, dir) => {
      const path = join(dir, name)
      if (content !== undefined) await writeFile(path, content)
      await expect(readRowsFile(path)).rejects.toMatchObject({ code: 'import-invalid', message: expect.stringContaining(message) })
    }))

  it('numbers CSV rows by their line', () =>
    withStore(at, async (_, dir) => {
      const path = join(dir, 'x.csv')
      await writeFile(path, 'id,name\n\n\na,A\nb,B\n')
      expect((await readRowsFile(path)).map(row => row.row)).toEqual([4, 5])
    }))
})

it('lets whoever keeps the directory in memory see that it has changed, and only then', () =>
  withStore(at, async store => {
    const seen: number[] = []
    const directory = createDirectoryCache(store, known => seen.push(known.units().length))
    await importUnits(store, rows(TOP), { at, by })
    await directory()
    await importUnits(store, rows(TOP), { at, by })
    await directory()
    await importUnits(store, rows(unit('a')), { at, by })
    expect((await directory()).unit('a')).toBeDefined()
    expect(seen).toEqual([1, 2])
  }))
