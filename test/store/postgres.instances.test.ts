import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { idOfKeyText, keyText } from '#adapters/store-postgres/keyText.ts'
import { migrate } from '#adapters/store-postgres/migrate.ts'
import { openPostgresStore } from '#adapters/store-postgres/openPostgresStore.ts'
import type { Store } from '#ports/store.ts'
import { startMigrated, withTwo, type Ready } from './postgresServer.ts'
import { actOn, draftOf, gather, MORNING, obligationOf, savedAnswer } from './samples.ts'

const fixture = (name: string) => fileURLToPath(new URL(`tls/${name}`, import.meta.url))

let server: Ready['server']
let database: Ready['database']
beforeAll(async () => {
  ({ server, database } = await startMigrated({ tls: { cert: fixture('server.crt'), key: fixture('server.key') } }))
})
afterAll(() => server.stop())
beforeEach(() => server.empty(database.name))

const open = (url = database.url('qcdc_app'), patience?: number): Promise<Store> => openPostgresStore({ url, newId: () => 'salt', clock: () => MORNING, ...(patience && { patience }) })

const two = (work: (a: Store, b: Store) => Promise<void>): Promise<void> => withTwo(open, work)

/** Ends every connection of the application from the server's side, as a failover or an impatient administrator does. */
const dropConnections = (): Promise<unknown> => server.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'qcdc_app'`)

describe('several instances on one database', () => {
  it('write one chain: every entry once, in the order of commits, whoever made it', async () => {
    await two(async (a, b) => {
      await Promise.all(Array.from({ length: 60 }, (_, at) => (at % 2 ? a : b).commit(savedAnswer(`dv-${at}`, 1))))
      const entries = await gather(a.journal())
      expect(entries.map(entry => entry.seq)).toEqual(Array.from({ length: 60 }, (_, at) => at + 1))
      expect(new Set(entries.map(entry => entry.subject)).size).toBe(60)
      expect(await gather(b.journal())).toEqual(entries)
      expect(await b.check()).toMatchObject({ ok: true, records: 120, journal: { entries: 60, broken: null } })
    })
  })

  it('let one of two through who decided on the same revision, and tell the other what is there', async () => {
    await two(async (a, b) => {
      await a.commit(savedAnswer('hue', 1))
      const answers = await Promise.all([a.commit(savedAnswer('hue', 2)), b.commit(savedAnswer('hue', 2))])
      expect(answers).toContainEqual({ ok: true })
      expect(answers).toContainEqual({ ok: false, conflict: { table: 'draft', id: 'sk-2026.hue', rev: 2 } })
      expect(await gather(a.journal())).toHaveLength(2)
    })
  })

  it('do not wait for each other for ever when they write the same records in opposite orders', async () => {
    await two(async (a, b) => {
      const change = (ids: string[]) => ({ writes: ids.map(id => ({ table: 'draft', id, record: draftOf(id) }) as const), acts: [actOn('draft/a')] })
      await Promise.all(Array.from({ length: 40 }, (_, at) => (at % 2 ? a.commit(change(['a', 'b', 'c'])) : b.commit(change(['c', 'b', 'a'])))))
      expect(await a.get('draft', 'b')).toMatchObject({ rev: 40 })
    })
  })

  it('do what is under one key one after the other, and what is under different keys side by side', async () => {
    await two(async (a, b) => {
      let inside = 0
      let most = 0
      const orders: number[] = []
      const work = (place: number) => async () => {
        most = Math.max(most, ++inside)
        await a.get('draft', 'x')
        orders.push(place)
        inside--
      }
      await Promise.all(Array.from({ length: 24 }, (_, at) => (at % 3 ? a : b).exclusively('conversation/nhóm', work(at))))
      expect([most, orders.length]).toEqual([1, 24])

      const meeting = Promise.withResolvers<void>()
      await a.exclusively('conversation/1', () => b.exclusively('conversation/2', async () => meeting.resolve()))
      await meeting.promise
      await a.exclusively('plan', () => expect(b.exclusively('plan', async () => {}, { wait: 0 })).rejects.toMatchObject({ code: 'contended' }))
      expect(await b.exclusively('plan', async () => 'free again', { wait: 5000 })).toBe('free again')
    })
  })

  it('have the key of an instance that was killed at once, and nothing of what it had not committed', async () => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('holding.child.ts', import.meta.url)), database.url('qcdc_app')], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise(resolve => child.stdout.once('data', resolve))
    const store = await open()
    await expect(store.exclusively('conversation/a', async () => {}, { wait: 0 })).rejects.toMatchObject({ code: 'contended' })
    child.kill('SIGKILL')
    await store.exclusively('conversation/a', async () => expect(await store.get('draft', 'sk-2026.a')).toBeUndefined())
    expect(await gather(store.journal())).toHaveLength(1)
    await store.close()
  })

  it('share a rate', async () => {
    await two(async (a, b) => {
      const waits: number[] = []
      for (let at = 0; at < 12; at++) waits.push(await (at % 2 ? a : b).pace('tenant', { perSecond: 5, burst: 4 }))
      // Four at once, then one every 200 ms; the test itself takes some of that time.
      expect(waits.slice(0, 4)).toEqual([0, 0, 0, 0])
      expect(waits.at(-1)).toBeGreaterThan(800)
      expect(waits.at(-1)).toBeLessThanOrEqual(1600)
      // Those that don't wait are laid a second ahead at most, and never before those laid already.
      const ahead = { perSecond: 5, burst: 0, ahead: 1000 }
      expect(await a.pace('replies', ahead, 500)).toBeCloseTo(1000, 0)
      expect(await b.pace('replies', ahead, 500)).toBeCloseTo(1000, 0)
      await a.pace('replies', { perSecond: 5, burst: 0 }, 100)
      expect(await b.pace('replies', ahead)).toBeGreaterThan(15_000)
    })
  })
})

describe('a lost connection', () => {
  it('is opened again, and what was under way is done once', async () => {
    const store = await open()
    let dropping = true
    const dropper = (async () => {
      while (dropping) await dropConnections()
    })()
    let done = 0
    for (let edition = 1; edition <= 25; edition++) {
      const answers = await Promise.all(Array.from({ length: 4 }, (_, at) => store.commit(savedAnswer(`dv-${at}`, edition))))
      done += answers.filter(answer => answer.ok).length
      if (edition === 15) {
        dropping = false
        await dropper
      }
    }
    expect(done).toBe(100)
    expect(await gather(store.journal())).toHaveLength(100)
    expect(await store.check()).toMatchObject({ ok: true, records: 8 })
    await store.close()
  })

  it('tells a commit whose answer was lost what became of it, and does not do it again', async () => {
    const store = await open()
    await store.commit(savedAnswer('hue', 1))
    // The same batch under the same number, as it is sent after a lost answer.
    const [instance] = await server.query('select id, batch from qcdc.instance', [], database.name)
    const again = await server.query(`select qcdc.commit((select shape from qcdc.chain), $1, $2, true, '[{"w": [["draft", "x", null, "{}", "{}"]], "again": false, "a": []}]') as answer`, [instance!.id, instance!.batch], database.name)
    expect(again).toEqual([{ answer: [null] }])
    expect(await store.get('draft', 'x')).toBeUndefined()
    await expect(server.query(`select qcdc.commit((select shape from qcdc.chain), $1, 0, true, '[]')`, [instance!.id], database.name)).rejects.toMatchObject({ code: 'QC002' })
    await store.close()
  })

  it('to a server that is gone is a fault that says where, and never the password', async () => {
    await expect(open('postgres://qcdc_app:very-secret@127.0.0.1:1/qcdc', 300)).rejects.toSatisfy((error: Error) => {
      expect(error).toMatchObject({ code: 'store-unreachable', retry: true })
      expect(error.message).toContain('127.0.0.1:1')
      return !error.message.includes('very-secret')
    })
  })
})

describe('migrating', () => {
  it('makes an empty database ready, does nothing the second time, and lets two at once wait for each other', async () => {
    const fresh = await server.create()
    await expect(open(fresh.url())).rejects.toMatchObject({ code: 'store-unmigrated', message: expect.stringContaining('store migrate') })
    const [one, other] = await Promise.all([migrate(fresh.url()), migrate(fresh.url())])
    const all = ['0001-store', '0002-standings', '0003-pace', '0004-pace-ahead']
    expect([one.applied, other.applied].toSorted((a, b) => b.length - a.length)).toEqual([all, []])
    expect(await migrate(fresh.url())).toEqual({ applied: [], reindexed: 0, grantedTo: 'qcdc_app' })
    await fresh.drop()
  })

  it('refuses a database of a newer program, and an instance of an older one from then on', async () => {
    const fresh = await server.create(database.name)
    const old = await open(fresh.url())
    await server.query(`update qcdc.chain set shape = '{"newer":true}'`, [], fresh.name)
    await expect(old.commit(savedAnswer('hue', 1))).rejects.toMatchObject({ code: 'store-newer' })
    await expect(open(fresh.url())).rejects.toMatchObject({ code: 'store-unmigrated' })
    await server.query(`insert into qcdc.migration (number, name) values (9999, 'of-tomorrow')`, [], fresh.name)
    for (const act of [() => migrate(fresh.url()), () => open(fresh.url())]) await expect(act()).rejects.toMatchObject({ code: 'store-newer' })
    await old.close()
    await fresh.drop()
  })

  it('indexes the records anew for a program that indexes them otherwise', async () => {
    const fresh = await server.create(database.name)
    const before = await open(fresh.url())
    await before.commit({ writes: [{ table: 'obligation', id: 'sk-2026.hue', record: { ...obligationOf('hue'), events: [] } }] })
    await before.close()
    await server.query(`update qcdc.chain set shape = 'older'; update qcdc.record set keys = '{}'; delete from qcdc.record_key; update qcdc.owing set cells = '{0,0}'`, undefined, fresh.name)
    expect(await migrate(fresh.url())).toMatchObject({ applied: [], reindexed: 1 })
    const after = await open(fresh.url())
    expect(await after.find('obligation', 'unit', 'hue')).toHaveLength(1)
    expect(await after.standings({ campaign: 'sk-2026', at: MORNING + 1 })).toMatchObject({ late: 1 })
    await after.close()
    await fresh.drop()
  })
})

describe('the application’s role', () => {
  it('reads and commits, and can change, add or remove nothing else', async () => {
    const store = await open()
    await store.commit(savedAnswer('hue', 1))
    const as = (sql: string) => server.query(`set role qcdc_app; ${sql}`, undefined, database.name)
    for (const sql of [
      `update qcdc.journal set line = '{}'`, 'delete from qcdc.journal', `insert into qcdc.journal values (2, '{}')`, 'truncate qcdc.journal', `update qcdc.chain set seq = 0`,
      `update qcdc.record set record = '{}'`, 'delete from qcdc.salt', 'delete from qcdc.instance', `select qcdc.load('', '[]', '[]', '[]', '[]')`,
      `select qcdc.put_record('draft', 'x', 1, '{}', '{}')`, 'create table qcdc.mine ()', 'alter table qcdc.journal disable trigger append_only', 'drop table qcdc.record',
    ]) await expect(as(sql)).rejects.toMatchObject({ code: '42501' })
    await expect(server.query('delete from qcdc.journal', [], database.name)).rejects.toThrow('append-only')
    await expect(store.load({ records: [], salts: [], entries: [] })).rejects.toMatchObject({ code: 'store-unmigrated' })
    await store.close()
  })

  it('leaves no dead row of what was erased', async () => {
    const store = await open()
    await store.commit(savedAnswer('hue', 1))
    await store.commit({ writes: [{ table: 'draft', id: 'sk-2026.hue', record: null }], acts: [{ ...actOn('draft/sk-2026.hue'), action: 'erased' }], erase: ['draft/sk-2026.hue'] })
    await server.query('create extension if not exists pgstattuple', [], database.name)
    for (const table of ['record', 'salt']) expect(await server.query(`select '${table}' as name, dead_tuple_count::int as dead from pgstattuple('qcdc.${table}')`, [], database.name)).toEqual([{ name: table, dead: 0 }])
    await store.close()
  })
})

describe('TLS to the database', () => {
  it('is by the URL: the certificate is checked unless that is switched off', async () => {
    const secure = await open(`${database.url('qcdc_app')}?sslmode=verify-full&sslrootcert=${fixture('server.crt')}`)
    const seen = await server.query(`select bool_and(ssl) as ssl from pg_stat_ssl join pg_stat_activity using (pid) where usename = 'qcdc_app'`)
    expect(await secure.get('draft', 'x')).toBeUndefined()
    expect(seen).toEqual([{ ssl: true }])
    await secure.close()
    await expect(open(`${database.url('qcdc_app')}?sslmode=verify-full`)).rejects.toMatchObject({ code: 'store-unreachable', message: expect.stringContaining('certificate') })
  })
})

describe('check', () => {
  it.each([
    ['an entry altered', `update qcdc.journal set line = replace(line, 'dv-1"', 'dv-9"') where seq = 2`, /altered at entry 2/],
    ['an entry removed', 'delete from qcdc.journal where seq = 2', /removed at entry 2/],
    ['the end cut off', 'delete from qcdc.journal where seq = 3', /cut-off at entry 3/],
    ['two entries swapped', `update qcdc.journal set line = (select line from qcdc.journal j where j.seq = 5 - qcdc.journal.seq) where seq in (2, 3)`, /reordered at entry 2/],
    ['a key lost', `delete from qcdc.record_key where key like 'person:%' and id like '%dv-1'`, /index of keys/],
    ['a record put under another id', `update qcdc.record set id = 'x' where kind = 'draft' and id like '%dv-1'`, /another id/],
    ['a sum gone wrong', `update qcdc.tally set n = n + 1 where span = 16`, /sums of the standings/],
    ['standings that are not the obligation’s', `update qcdc.owing set cells = cells[1:1] || 0`, /standings kept/],
  ])('finds %s', async (_, sql, problem) => {
    const store = await open()
    for (let at = 0; at < 3; at++) await store.commit(savedAnswer(`dv-${at}`, 1))
    await store.commit({ writes: [{ table: 'obligation', id: 'sk-2026.hue', record: { ...obligationOf('hue'), events: [] } }] })
    expect(await store.check()).toMatchObject({ ok: true })
    await server.query(`set session_replication_role = replica; ${sql}`, undefined, database.name)
    const { ok, problems } = await store.check()
    expect(ok).toBe(false)
    expect(problems.join(' ')).toMatch(problem)
    await store.close()
  })
})

describe('ids in the database', () => {
  it('have the order of UTF-16 code units, and come back as they were', () => {
    const id = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.array(fc.nat({ max: 0xffff }), { maxLength: 4 }).map(units => String.fromCharCode(...units)), fc.constantFrom('', '\u0000', '\ud800', '\uffff', '\ue000', 'Đ'))
    fc.assert(fc.property(id, id, (a, b) => {
      const [x, y] = [keyText(a), keyText(b)]
      return x.isWellFormed() && !x.includes('\u0000') && idOfKeyText(x) === a && Math.sign(Buffer.compare(Buffer.from(x), Buffer.from(y))) === (a < b ? -1 : a > b ? 1 : 0)
    }), { numRuns: 500 })
    expect(keyText('sk-2026.Đắk Lắk')).toBe('sk-2026.Đắk Lắk')
    expect(() => keyText('dài'.repeat(300))).toThrow(expect.objectContaining({ code: 'data-invalid' }))
  })
})
