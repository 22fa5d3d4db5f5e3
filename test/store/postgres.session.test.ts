import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connect, type Database } from '#adapters/store-postgres/connect.ts'
import { createLeases } from '#adapters/store-postgres/leases.ts'
import { openPostgresStore, SHAPE } from '#adapters/store-postgres/openPostgresStore.ts'
import { createSessionLane } from '#adapters/store-postgres/sessionLane.ts'
import type { Store } from '#ports/store.ts'
import { startMigrated, withTwo, type Ready } from './postgresServer.ts'
import { actOn, draftOf, gather, MORNING } from './samples.ts'

let server: Ready['server']
let database: Ready['database']
beforeAll(async () => {
  ({ server, database } = await startMigrated())
})
afterAll(() => server.stop())
beforeEach(() => server.empty(database.name))

const open = (query = ''): Promise<Store> => openPostgresStore({ url: database.url('qcdc_app') + query, newId: () => 'salt', clock: () => MORNING })

const two = (work: (a: Store, b: Store) => Promise<void>): Promise<void> => withTwo(open, work)

/** What the database does when a draft of that name is written, until the work is done. */
async function when(name: string, act: string, work: () => Promise<void>): Promise<void> {
  await server.query(`create sequence qcdc.seen; create function qcdc.meet() returns trigger language plpgsql security definer as $$ begin if new.id = '${name}' then ${act} end if; return new; end $$;
    create trigger meet before insert or update on qcdc.record for each row execute function qcdc.meet()`, undefined, database.name)
  try {
    await work()
  } finally {
    await server.query('drop function qcdc.meet cascade; drop sequence qcdc.seen', undefined, database.name)
  }
}

const draft = (id: string) => ({ writes: [{ table: 'draft' as const, id, record: draftOf(id) }], acts: [actOn(`draft/${id}`)] })
const free = (store: Store, key: string) => store.exclusively(key, async () => {}, { wait: 3000 })

describe('what is asked in one question', () => {
  it('is not spoilt by a change that the database refuses: the other changes are written, the keys are held, and nothing stays held', async () => {
    await two(async (a, b) => {
      await when('refused', `raise exception 'not this one';`, async () => {
        const othersTry = () => b.exclusively('plan', async () => 'held by both', { wait: 0 }).catch(error => error.code)
        const answers = await Promise.allSettled([
          a.commit(draft('one')), a.commit(draft('refused')), a.commit(draft('two')), a.exclusively('plan', othersTry), a.exclusively('conversation/1', async () => 'held'),
        ])
        expect(answers.map(answer => (answer.status === 'fulfilled' ? answer.value : answer.reason.code))).toEqual([{ ok: true }, 'impossible', { ok: true }, 'contended', 'held'])
      })
      await Promise.all([free(b, 'plan'), free(b, 'conversation/1')])
      expect((await gather(b.journal())).map(entry => entry.subject)).toEqual(['draft/one', 'draft/two'])
    })
  })

  it('is asked again when transactions collide, and a key taken twice is let go of', async () => {
    await two(async (a, b) => {
      await when('later', `if nextval('qcdc.seen') = 1 then raise exception 'collided' using errcode = '40001'; end if;`, async () => {
        expect(await Promise.all([a.commit(draft('later')), a.exclusively('plan', async () => 'held')])).toEqual([{ ok: true }, 'held'])
      })
      await free(b, 'plan')
      expect(await gather(b.journal())).toHaveLength(1)
    })
  })

  it('is not spoilt by a change that takes longer than a statement may: the keys are held', async () => {
    await when('slow', 'perform pg_sleep(60);', async () => {
      const store = await open('?statement_timeout=300')
      const answers = await Promise.allSettled([store.commit(draft('slow')), store.exclusively('plan', async () => 'held')])
      expect(answers.map(answer => (answer.status === 'fulfilled' ? answer.value : answer.reason.code))).toEqual(['store-unreachable', 'held'])
      await store.close()
    })
  })

  it('tells each its own: every change whether it was written, every key what was wanted with it, however many there are and however large', async () => {
    await two(async (a, b) => {
      const large = 'đ'.repeat(1 << 20)
      await Promise.all(Array.from({ length: 150 }, (_, at) => a.commit(draft(String(at)))))
      const changed = Array.from({ length: 150 }, (_, at) => {
        const [first] = draft(String(at)).writes
        const writes = [{ ...first!, expect: 1 }, { table: 'draft' as const, id: `${at}-more`, record: { ...draftOf(`${at}-more`), savedBy: at === 70 ? large : 'x' }, expect: at % 3 }]
        return a.commit({ writes })
      })
      const held = Array.from({ length: 40 }, (_, at) => {
        const ahead = Array.from({ length: at % 4 }, (_none, place) => ({ table: 'draft' as const, id: String(at * 3 + place) }))
        return a.exclusively(`conversation/${at}`, async readings => [
          (await Promise.all(readings)).map(one => (one as { record: { id: string } }).record.id),
          await b.exclusively(`conversation/${at}`, async () => 'held by both', { wait: 0 }).catch(error => error.code),
        ], { ahead })
      })
      for (const [at, answer] of (await Promise.all(changed)).entries()) {
        expect(answer).toEqual(at % 3 === 0 ? { ok: true } : { ok: false, conflict: { table: 'draft', id: `${at}-more`, rev: 0 } })
      }
      for (const [at, answer] of (await Promise.all(held)).entries()) {
        expect(answer).toEqual([Array.from({ length: at % 4 }, (_, place) => String(at * 3 + place)), 'contended'])
      }
      for (let at = 0; at < 40; at++) await free(b, `conversation/${at}`)
    })
  })
})

describe('a session', () => {
  it('goes on after a failure, also for whoever at once asks for what a failed note would have written', async () => {
    const store = await open()
    await server.query(`update qcdc.chain set shape = 'newer'`, undefined, database.name)
    const read = store.commit(draft('one')).catch(() => store.get('draft', 'noted'))
    store.note({ writes: draft('noted').writes })
    expect(await read).toBeUndefined()
    await server.query('update qcdc.chain set shape = $1', [SHAPE], database.name)
    expect(await store.commit(draft('two'))).toEqual({ ok: true })
    await store.close()
  })

  it('that is lost in the moment of its answer has nothing to let go of in the next', async () => {
    const real = connect(database.url('qcdc_app'))
    let losing = true
    const loses: Database = {
      ...real,
      line() {
        const line = real.line()
        return {
          ...line,
          get session() {
            return line.session
          },
          async query<R extends object>(statement: Parameters<typeof line.query>[0]) {
            const rows = await line.query<R>(statement)
            if (losing) line.drop()
            losing = false
            return rows
          },
        }
      },
    }
    const lane = createSessionLane({ database: loses, shape: SHAPE, instance: 'one' })
    const leases = createLeases(lane)
    const other = await open()
    // What the lost session held is free only when the server has seen it go.
    const first = leases.hold('plan', () => free(other, 'plan'))
    const second = leases.hold('plan', () => other.exclusively('plan', async () => 'held by both', { wait: 0 }).catch(error => error.code))
    await first
    expect(await second).toBe('contended')
    await lane.close()
    await Promise.all([other.close(), real.close()])
  })

  it('is not opened again by whoever was still waiting for a note when the store was closed', async () => {
    const store = await open()
    store.note({ writes: draft('noted').writes })
    const late = store.exclusively('plan', async () => 'held', { ahead: [{ table: 'draft', id: 'noted' }] })
    await Promise.all([expect(late).rejects.toMatchObject({ code: 'store-closed' }), store.close()])
  })

  it('that always has something to write does not keep a check waiting', async () => {
    const store = await open()
    await store.commit(draft('again'))
    let checked = false
    const check = store.check().finally(() => {
      checked = true
    })
    let commits = 0
    while (!checked && commits < 1000) {
      await store.commit(draft('again'))
      commits++
    }
    expect(await check).toMatchObject({ ok: true })
    expect(commits).toBeLessThan(1000)
    await store.close()
  })
})
