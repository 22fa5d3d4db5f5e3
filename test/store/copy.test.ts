import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openLowdbStore } from '#adapters/store-lowdb/openLowdbStore.ts'
import { openPostgresStore } from '#adapters/store-postgres/openPostgresStore.ts'
import { copyStore, type CopyProgress } from '#app/copyStore.ts'
import { dumpStore } from '#app/dumpStore.ts'
import type { Store } from '#ports/store.ts'
import { testFolder } from '../testFolder.ts'
import { startMigrated, type Ready } from './postgresServer.ts'
import { actOn, gather, MORNING, obligationOf, personOf, savedAnswer } from './samples.ts'

let server: Ready['server']
let database: Ready['database']
beforeAll(async () => {
  ({ server, database } = await startMigrated())
})
afterAll(() => server.stop())

let salts = 0
const newId = () => `salt-${++salts}`
const clock = () => MORNING
const openPostgres = () => openPostgresStore({ url: database.url(), newId, clock })

/** A store with a past: many revisions, removed and erased records, ids of every script, text that databases find hard. */
async function fill(store: Store): Promise<void> {
  for (const edition of [1, 2, 3]) await Promise.all(Array.from({ length: 300 }, (_, at) => store.commit(savedAnswer(`dv-${at}`, edition))))
  const ids = ['Đơn vị số 1', 'a\u0000b', 'a', 'ａ', '\u{1f600}', '\ud83d', 'z"\\{},', '']
  await store.commit({
    writes: [
      ...ids.map(id => ({ table: 'setting', id, record: { id, value: { text: `${id} \u0000 \ud800`, nested: [1e21, -0.5, { 'ă': null }] } } }) as const),
      { table: 'person', id: 'p1', record: personOf('p1', ids) },
      ...ids.map(unit => ({ table: 'obligation', id: `sk-2026.${unit}`, record: obligationOf(unit) }) as const),
    ],
    acts: ids.map(id => actOn(`setting/${id}`, 1, `${id} \u0000`)),
  })
  await store.commit({ writes: [{ table: 'draft', id: 'sk-2026.dv-7', record: null }], acts: [{ ...actOn('draft/sk-2026.dv-7'), action: 'erased' }], erase: ['draft/sk-2026.dv-7'] })
  await store.commit({ writes: [{ table: 'draft', id: 'sk-2026.dv-8', record: null }] })
}

const dumpOf = async (store: Store): Promise<string> => (await gather(dumpStore(store))).join('')

async function fingerprint(dir: string): Promise<Record<string, string>> {
  const names = (await readdir(dir, { recursive: true, withFileTypes: true })).filter(one => one.isFile() && one.name !== 'lock').map(one => join(one.parentPath, one.name)).toSorted()
  return Object.fromEntries(await Promise.all(names.map(async name => [name, createHash('sha256').update(await readFile(name)).digest('hex')])))
}

describe('copying a store', () => {
  beforeEach(() => server.empty(database.name))

  it('from lowdb to PostgreSQL and back gives the same dump, byte for byte, and leaves the old store as it was', async () => {
    const dir = await testFolder()
    const filling = await openLowdbStore({ dir, newId, clock })
    await fill(filling)
    await filling.close()
    const files = await fingerprint(dir)

    const old = await openLowdbStore({ dir, newId, clock })
    const shared = await openPostgres()
    const seen: CopyProgress[] = []
    const there = await copyStore(old, shared, now => seen.push(now))
    expect(there).toMatchObject({ ok: true, records: 615, journal: { seq: 909 }, written: 615 + 307 + 909 })
    expect(await dumpOf(shared)).toBe(await dumpOf(old))
    expect([...new Set(seen.map(one => one.stage))]).toEqual(['checking', 'verifying', 'records', 'salts', 'journal'])

    const back = await openLowdbStore({ dir: await testFolder(), newId, clock })
    expect(await copyStore(shared, back)).toMatchObject({ ok: true })
    const dump = await dumpOf(old)
    expect(await dumpOf(back)).toBe(dump)
    expect(dump.split('\n')).toHaveLength(615 + 909 + 1)
    for (const subject of ['draft/sk-2026.dv-7', 'draft/sk-2026.dv-9', 'setting/a\u0000b']) expect(await back.salt(subject)).toBe(await old.salt(subject))
    await Promise.all([old, shared, back].map(store => store.close()))
    expect(await fingerprint(dir)).toEqual(files)
  })

  it('goes on where it was cut short, and writes nothing when all is there', async () => {
    const old = await openLowdbStore({ dir: await testFolder(), newId, clock })
    await fill(old)
    const shared = await openPostgres()
    for (let parts = 1; ; parts++) {
      let left = 2
      const cut: Store = { ...shared, load: part => (left-- > 0 ? shared.load(part) : Promise.reject(new TypeError('cut short'))) }
      const copied = await copyStore(old, cut).catch((error: Error) => error.message)
      if (copied === 'cut short') continue
      expect(copied).toMatchObject({ ok: true })
      expect(parts).toBeGreaterThan(2)
      break
    }
    expect(await dumpOf(shared)).toBe(await dumpOf(old))
    expect(await copyStore(old, shared)).toMatchObject({ ok: true, written: 0 })
    await Promise.all([old.close(), shared.close()])
  })

  it('refuses a store that holds something else, and brings what the old one was given meanwhile when run again', async () => {
    const old = await openLowdbStore({ dir: await testFolder(), newId, clock })
    await old.commit(savedAnswer('hue', 1))
    const shared = await openPostgres()
    await shared.commit(savedAnswer('bac-ninh', 1))
    expect(await copyStore(old, shared)).toEqual({ ok: false, problem: 'not-empty', detail: 'draft/sk-2026.bac-ninh' })

    await server.empty(database.name)
    let loads = 0
    const meanwhile: Store = { ...shared, load: async part => {
      await shared.load(part)
      if (++loads === 2) await old.commit(savedAnswer('bac-ninh', 1))
    } }
    expect(await copyStore(old, meanwhile)).toMatchObject({ ok: false, problem: 'source-changed' })
    expect(await copyStore(shared, old)).toMatchObject({ ok: false, problem: 'source-unfinished' })
    expect(await copyStore(old, shared)).toMatchObject({ ok: true })
    expect(await dumpOf(shared)).toBe(await dumpOf(old))
    await Promise.all([old.close(), shared.close()])
  })

  it('does not pass for done when one record or one entry did not arrive as it was', async () => {
    const old = await openLowdbStore({ dir: await testFolder(), newId, clock })
    for (const unit of ['hue', 'bac-ninh']) await old.commit(savedAnswer(unit, 1))
    const shared = await openPostgres()
    const losing: Store = { ...shared, load: part => shared.load({ ...part, records: part.records.filter(one => one.id !== 'sk-2026.hue') }) }
    expect(await copyStore(old, losing)).toEqual({ ok: false, problem: 'differs', detail: 'draft/sk-2026.hue' })
    await expect(shared.load({ records: [], salts: [], entries: (await gather(old.journal())).slice(1) })).rejects.toMatchObject({ code: 'data-invalid' })
    await Promise.all([old.close(), shared.close()])
  })
})
