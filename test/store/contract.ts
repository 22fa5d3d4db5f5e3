import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '#domain/canonicalJson.ts'
import type { Draft } from '#domain/report.ts'
import type { Asked, Store, Stored } from '#ports/store.ts'
import { openAnew } from './openAnew.ts'
import { actOn, conversationOf, draftOf, gather, MORNING, obligationOf, personOf, savedAnswer } from './samples.ts'
import { dumpStore } from '#app/dumpStore.ts'

/** A store opened empty for one test. */
export interface OpenedStore {
  store: Store
  /** Closes it and opens what it left behind. */
  reopen(): Promise<Store>
  /** Closes it. */
  dispose(): Promise<void>
}

/** What every store must do, whatever it is made of: run it with each one's name. */
export function describeStore(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} keeps the store's contract`, () => {
    let opened: OpenedStore
    let store: Store
    openAnew(open, anew => {
      opened = anew
      store = anew.store
    })

    const ids = (found: { record: { id: string } }[]) => found.map(({ record }) => record.id)

    describe('revisions', () => {
      it('counts the writes of a record from 1', async () => {
        expect(await store.get('draft', 'sk-2026.bac-ninh')).toBeUndefined()
        for (const edition of [1, 2, 3]) {
          expect(await store.commit({ writes: [{ table: 'draft', id: 'sk-2026.bac-ninh', record: draftOf('sk-2026.bac-ninh', edition) }] })).toEqual({ ok: true })
          expect(await store.get('draft', 'sk-2026.bac-ninh')).toEqual({ record: draftOf('sk-2026.bac-ninh', edition), rev: edition })
        }
      })

      it('refuses a write decided on an older revision and says which is there now', async () => {
        await store.commit(savedAnswer('bac-ninh', 1))
        await store.commit(savedAnswer('bac-ninh', 2))
        expect(await store.commit(savedAnswer('bac-ninh', 2))).toEqual({ ok: false, conflict: { table: 'draft', id: 'sk-2026.bac-ninh', rev: 2 } })
      })

      it('reads "expect 0" as "must not exist", for a write and for a removal', async () => {
        const write = { table: 'draft', id: 'a', record: draftOf('a'), expect: 0 } as const
        expect(await store.commit({ writes: [{ table: 'draft', id: 'a', record: null, expect: 0 }] })).toEqual({ ok: true })
        expect(await store.commit({ writes: [write] })).toEqual({ ok: true })
        expect(await store.commit({ writes: [write] })).toEqual({ ok: false, conflict: { table: 'draft', id: 'a', rev: 1 } })
      })

      it('gives a record that was removed and written anew revision 1', async () => {
        await store.commit({ writes: [{ table: 'draft', id: 'a', record: draftOf('a') }] })
        await store.commit({ writes: [{ table: 'draft', id: 'a', record: draftOf('a', 2) }] })
        await store.commit({ writes: [{ table: 'draft', id: 'a', record: null, expect: 2 }] })
        expect(await store.get('draft', 'a')).toBeUndefined()
        await store.commit({ writes: [{ table: 'draft', id: 'a', record: draftOf('a', 3), expect: 0 }] })
        expect(await store.get('draft', 'a')).toEqual({ record: draftOf('a', 3), rev: 1 })
      })

      it('takes two writes of one record in one change in their order', async () => {
        await store.commit({ writes: [{ table: 'draft', id: 'a', record: draftOf('a', 1), expect: 0 }, { table: 'draft', id: 'a', record: draftOf('a', 2), expect: 1 }] })
        expect(await store.get('draft', 'a')).toEqual({ record: draftOf('a', 2), rev: 2 })
      })

      it('lets exactly one of many who decided on the same revision through', async () => {
        const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => store.commit({ writes: [{ table: 'draft', id: 'a', record: draftOf('a', at + 1), expect: 0 }] })))
        expect(answers.filter(answer => answer.ok)).toHaveLength(1)
        expect((await store.get('draft', 'a'))?.rev).toBe(1)
      })
    })

    describe('all or nothing', () => {
      it('names the first record whose revision moved on, and writes neither records nor journal', async () => {
        await store.commit(savedAnswer('bac-ninh', 1))
        const before = await gather(dumpStore(store))
        const answer = await store.commit({
          writes: [
            { table: 'obligation', id: 'sk-2026.hue', record: obligationOf('hue'), expect: 0 },
            { table: 'draft', id: 'sk-2026.bac-ninh', record: draftOf('sk-2026.bac-ninh', 9), expect: 0 },
            { table: 'conversation', id: 'msteams|bac-ninh', record: conversationOf('msteams|bac-ninh', 9), expect: 5 },
          ],
          acts: [actOn('draft/sk-2026.bac-ninh', 9, 'x')],
        })
        expect(answer).toEqual({ ok: false, conflict: { table: 'draft', id: 'sk-2026.bac-ninh', rev: 1 } })
        expect(await gather(dumpStore(store))).toEqual(before)
        expect(await store.find('obligation', 'campaign', 'sk-2026')).toEqual([])
      })

      it('refuses an act that is not in the list, and what JSON would lose, before anything is written', async () => {
        const write = { table: 'draft', id: 'a', record: draftOf('a') } as const
        await expect(store.commit({ writes: [write], acts: [{ ...actOn('draft/a'), action: 'drafted' }] })).rejects.toMatchObject({ code: 'impossible' })
        await expect(store.commit({ writes: [write, { table: 'setting', id: 'when', record: { id: 'when', value: new Date(MORNING) } }] })).rejects.toMatchObject({ code: 'data-invalid' })
        await expect(store.commit({ writes: [{ table: 'setting', id: 'n', record: { id: 'n', value: Number.NaN } }] })).rejects.toMatchObject({ code: 'data-invalid' })
        expect(await gather(dumpStore(store))).toEqual([])
      })
    })

    describe('reading', () => {
      it('shares records that nobody can change', async () => {
        await store.commit(savedAnswer('bac-ninh', 1))
        for (const current of [async () => store, () => opened.reopen()]) {
          const again = await current()
          const draft = await again.get('draft', 'sk-2026.bac-ninh')
          expect(() => Object.assign(draft!.record.answers, { 'muc-0': 'khác' })).toThrow(TypeError)
          expect(() => Object.assign(draft!, { rev: 7 })).toThrow(TypeError)
        }
      })

      it('finds by key in the order of ids, page by page, whatever the order of writing', async () => {
        const units = Array.from({ length: 1300 }, (_, at) => `dv-${String((at * 7919) % 1300).padStart(4, '0')}`)
        await store.commit({ writes: units.map(unit => ({ table: 'obligation', id: `sk-2026.${unit}`, record: obligationOf(unit) })) })
        await store.commit({ writes: [{ table: 'obligation', id: 'tk-2026.dv-0001', record: obligationOf('dv-0001', 'tk-2026') }] })
        const expected = units.map(unit => `sk-2026.${unit}`).sort()
        expect(ids(await store.find('obligation', 'campaign', 'sk-2026'))).toEqual(expected)
        const paged: string[] = []
        for (let after: string | undefined; ; after = paged.at(-1)) {
          const page = await store.find('obligation', 'campaign', 'sk-2026', { limit: 97, ...(after === undefined ? {} : { after }) })
          if (page.length === 0) break
          paged.push(...ids(page))
        }
        expect(paged).toEqual(expected)
        expect(ids(await store.find('obligation', 'campaign', 'sk-2026', { after: 'sk-2026.dv-0500a', limit: 2 }))).toEqual(['sk-2026.dv-0501', 'sk-2026.dv-0502'])
        expect(ids(await gather(store.all('obligation')))).toEqual([...expected, 'tk-2026.dv-0001'])
      })

      it('finds a record by each of its keys, and none where the index has no key', async () => {
        await store.commit({ writes: [
          { table: 'person', id: 'p1', record: personOf('p1', ['hue', 'bac-ninh', 'hue']) },
          { table: 'person', id: 'p2', record: personOf('p2', ['hue']) },
          { table: 'conversation', id: 'msteams|nhom', record: { ...conversationOf('msteams|nhom'), person: null } },
        ] })
        expect(ids(await store.find('person', 'unit', 'hue'))).toEqual(['p1', 'p2'])
        expect(ids(await store.find('person', 'unit', 'bac-ninh'))).toEqual(['p1'])
        expect(ids(await store.find('person', 'aadObjectId', 'aad-p2'))).toEqual(['p2'])
        expect(await store.find('conversation', 'person', 'null')).toEqual([])
        expect(await store.find('person', 'unit', 'nowhere')).toEqual([])
      })

      it('moves a record to its new keys when it changes, and drops it when it is removed', async () => {
        await store.commit({ writes: [{ table: 'person', id: 'p1', record: personOf('p1', ['hue', 'bac-ninh']) }] })
        await store.commit({ writes: [{ table: 'person', id: 'p1', record: personOf('p1', ['bac-ninh', 'ha-noi']) }] })
        expect([await store.find('person', 'unit', 'hue'), ids(await store.find('person', 'unit', 'bac-ninh')), ids(await store.find('person', 'unit', 'ha-noi'))]).toEqual([[], ['p1'], ['p1']])
        await store.commit({ writes: [{ table: 'person', id: 'p1', record: null }] })
        expect([await store.find('person', 'unit', 'bac-ninh'), await store.find('person', 'aadObjectId', 'aad-p1'), await gather(store.all('person'))]).toEqual([[], [], []])
        expect(await store.check()).toMatchObject({ ok: true, records: 0 })
      })

      it('agrees with a plain model over any run of writes and removals', async () => {
        const model = new Map<string, { units: string[]; rev: number }>()
        const step = fc.record({ id: fc.constantFrom('p1', 'p2', 'p3', 'p4'), units: fc.option(fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 })), stale: fc.nat({ max: 9 }) })
        await fc.assert(
          fc.asyncProperty(fc.array(step, { maxLength: 25 }), async steps => {
            for (const { id, units, stale } of steps) {
              const rev = model.get(id)?.rev ?? 0
              const expect = stale === 0 ? rev + 1 : rev
              const answer = await store.commit({ writes: [{ table: 'person', id, record: units && personOf(id, units), expect }] })
              if (answer.ok === (stale === 0)) return false
              if (!answer.ok) continue
              if (units) model.set(id, { units, rev: rev + 1 })
              else model.delete(id)
            }
            for (const unit of ['a', 'b', 'c']) {
              const expected = [...model].filter(([, held]) => held.units.includes(unit)).map(([id]) => id).sort()
              if (canonicalJson(ids(await store.find('person', 'unit', unit))) !== canonicalJson(expected)) return false
            }
            const all = await gather(store.all('person'))
            return canonicalJson(all) === canonicalJson([...model].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, { units, rev }]) => ({ record: personOf(id, units), rev })))
          }),
          { numRuns: 30, seed: 2026 },
        )
      })
    })

    describe('notes', () => {
      it('are seen at once, are in order with commits, and survive a close', async () => {
        const owed = { id: 'msteams|a|1', conversation: 'msteams|a', person: 'a', content: { kind: 'reply' as const, replyTo: '1', messages: [] }, at: MORNING, attempts: 0 }
        await store.commit({ writes: [{ table: 'owed', id: owed.id, record: owed }] })
        store.note({ writes: [{ table: 'owed', id: owed.id, record: null, expect: 1 }] })
        expect(await store.find('owed', 'person', 'a')).toEqual([])
        store.note({ writes: [{ table: 'owed', id: 'late', record: { ...owed, id: 'late' } }] })
        store = await opened.reopen()
        expect(ids(await gather(store.all('owed')))).toEqual(['late'])
      })

      it('are in what is found under the key that a record had, and under the one it gets', async () => {
        const owed = { id: 'msteams|a|1', conversation: 'msteams|a', person: 'a', content: { kind: 'reply' as const, replyTo: '1', messages: [] }, at: MORNING, attempts: 0 }
        const others = ['2', '3'].map(number => ({ ...owed, id: `msteams|a|${number}` }))
        await store.commit({ writes: [owed, ...others].map(record => ({ table: 'owed', id: record.id, record })) })
        store.note({ writes: [{ table: 'owed', id: owed.id, record: { ...owed, person: 'b' } }, { table: 'owed', id: others[0]!.id, record: null }] })
        const [under, moved] = await Promise.all([store.find('owed', 'person', 'a'), store.find('owed', 'person', 'b')])
        expect([under, moved].map(found => found.map(({ record }) => record.id))).toEqual([['msteams|a|3'], ['msteams|a|1']])
      })

      it('do nothing when their revision moved on', async () => {
        await store.commit(savedAnswer('bac-ninh', 1))
        store.note(savedAnswer('bac-ninh', 1))
        expect((await store.get('draft', 'sk-2026.bac-ninh'))?.rev).toBe(1)
        expect(await gather(store.journal())).toHaveLength(1)
      })
    })

    describe('what is foreseen with a key', () => {
      it('is read as get and find read it, notes included, each in its place', async () => {
        await store.commit({ writes: [
          { table: 'draft', id: 'sk-2026.a', record: draftOf('sk-2026.a') },
          ...['hue', 'an-giang'].map(unit => ({ table: 'obligation', id: `sk-2026.${unit}`, record: obligationOf(unit) }) as const),
        ] })
        store.note({ writes: [{ table: 'draft', id: 'sk-2026.a', record: draftOf('sk-2026.a', 2) }, { table: 'obligation', id: 'sk-2026.hue', record: null }] })
        const ahead: Asked[] = [
          { table: 'obligation', index: 'campaign', key: 'sk-2026' },
          { table: 'draft', id: 'sk-2026.a' },
          { table: 'draft', id: 'sk-2026.none' },
          { table: 'obligation', index: 'campaign', key: 'sk-2027' },
        ]
        const [found, draft, none, empty] = await store.exclusively('conversation/a', readings => Promise.all(readings), { ahead })
        expect(found).toEqual(await store.find('obligation', 'campaign', 'sk-2026'))
        expect(found).toMatchObject([{ record: { unit: 'an-giang' } }])
        expect(draft).toMatchObject({ rev: 2, record: { edition: 2 } })
        expect([none, empty]).toEqual([undefined, []])
      })

      it('belongs to its own key, when many are asked for at once', async () => {
        const ids = Array.from({ length: 20 }, (_, at) => `sk-2026.${String(at).padStart(2, '0')}`)
        await store.commit({ writes: ids.map(id => ({ table: 'draft', id, record: draftOf(id) }) as const) })
        const readAt = (id: string, count: number) => store.exclusively(`conversation/${id}`, readings => Promise.all(readings), { ahead: Array.from({ length: count }, () => ({ table: 'draft', id })) })
        const read = await Promise.all(ids.map((id, at) => readAt(id, at % 3)))
        expect(read.map(one => one.map(stored => (stored as Stored<Draft>).record.id))).toEqual(ids.map((id, at) => Array.from({ length: at % 3 }, () => id)))
      })
    })

    describe('across a restart', () => {
      it('has every record, revision, index and entry again, and goes on from there', async () => {
        for (const edition of [1, 2]) await Promise.all(Array.from({ length: 40 }, (_, at) => store.commit(savedAnswer(`dv-${at}`, edition))))
        await store.commit({ writes: [{ table: 'draft', id: 'sk-2026.dv-7', record: null }] })
        const before = await gather(dumpStore(store))
        store = await opened.reopen()
        expect(await gather(dumpStore(store))).toEqual(before)
        expect(await store.find('conversation', 'person', 'reporter.bac-ninh')).toHaveLength(40)
        expect(await store.commit(savedAnswer('dv-3', 3))).toEqual({ ok: true })
        store = await opened.reopen()
        expect(await store.check()).toMatchObject({ ok: true, records: 79, journal: { entries: 81 } })
        expect((await store.get('draft', 'sk-2026.dv-3'))?.rev).toBe(3)
      })

      it('dumps the same bytes for the same history', async () => {
        await store.commit({ writes: [{ table: 'setting', id: 'b', record: { id: 'b', value: { z: 1, a: 'Đ' } } }, { table: 'setting', id: 'a', record: { value: null, id: 'a' } }] })
        expect(await gather(dumpStore(store))).toEqual(['{"table":"setting","id":"a","rev":1,"record":{"id":"a","value":null}}\n', '{"table":"setting","id":"b","rev":1,"record":{"id":"b","value":{"a":"Đ","z":1}}}\n'])
      })
    })

    it('refuses everything once closed', async () => {
      await store.close()
      await expect(store.get('draft', 'a')).rejects.toMatchObject({ code: 'store-closed' })
      await expect(store.commit(savedAnswer('a', 1))).rejects.toMatchObject({ code: 'store-closed' })
      await expect(gather(store.all('draft'))).rejects.toMatchObject({ code: 'store-closed' })
      await store.close()
    })
  })
}
