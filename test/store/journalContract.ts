import { describe, expect, it } from 'vitest'
import { canonicalJson } from '#domain/canonicalJson.ts'
import { contentHash, readJournal } from '#domain/journal.ts'
import type { Store } from '#ports/store.ts'
import type { OpenedStore } from './contract.ts'
import { openAnew } from './openAnew.ts'
import { actOn, gather, MORNING, savedAnswer } from './samples.ts'

/** What every store's journal must be: run it with each one's name. */
export function describeJournal(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} keeps a journal that shows whether it is whole`, () => {
    let opened: OpenedStore
    let store: Store
    openAnew(open, anew => {
      opened = anew
      store = anew.store
    })

    it('chains entries in the order of commits and gives them from any place on', async () => {
      await Promise.all(Array.from({ length: 30 }, (_, at) => store.commit(savedAnswer(`dv-${at}`, 1))))
      const entries = await gather(store.journal())
      expect(entries.map(entry => entry.seq)).toEqual(Array.from({ length: 30 }, (_, at) => at + 1))
      expect(entries.map(entry => entry.subject)).toEqual(Array.from({ length: 30 }, (_, at) => `draft/sk-2026.dv-${at}`))
      const reading = readJournal()
      for (const entry of entries) reading.line(canonicalJson(entry))
      expect(reading.end()).toBeNull()
      expect(await gather(store.journal(28))).toEqual(entries.slice(27))
      expect(await gather(store.journal(31))).toEqual([])
      expect(await store.check()).toMatchObject({ ok: true, records: 60, problems: [], journal: { entries: 30, head: entries.at(-1)!.hash, broken: null } })
    })

    it('keeps what was done, not what it was done with', async () => {
      await store.commit({ writes: [], acts: [{ ...actOn('obligation/sk-2026.hue', 2, { reason: 'Thiếu phụ lục' }), action: 'sent-back', for: 'head.hue' }] })
      const [entry] = await gather(store.journal())
      expect(entry).toMatchObject({ seq: 1, at: MORNING, by: 'reporter.bac-ninh', for: 'head.hue', action: 'sent-back', subject: 'obligation/sk-2026.hue', version: 2, prev: '' })
      expect(JSON.stringify(entry)).not.toContain('Thiếu')
      const salt = await store.salt!('obligation/sk-2026.hue')
      expect(entry!.contentHash).toBe(contentHash(salt!, canonicalJson({ reason: 'Thiếu phụ lục' })))
    })

    it('uses one salt a subject, and a different one for each subject', async () => {
      await store.commit({ writes: [], acts: [actOn('draft/a', 1, 'như nhau'), actOn('draft/a', 2, 'như nhau'), actOn('draft/b', 1, 'như nhau')] })
      const [first, second, third] = await gather(store.journal())
      expect(first!.contentHash).toBe(second!.contentHash)
      expect(first!.contentHash).not.toBe(third!.contentHash)
    })

    it('stays whole when a record and its salt are erased', async () => {
      await store.commit(savedAnswer('bac-ninh', 1))
      await store.commit(savedAnswer('hue', 1))
      const erased = { writes: [{ table: 'draft', id: 'sk-2026.bac-ninh', record: null }] as const, acts: [{ ...actOn('draft/sk-2026.bac-ninh'), action: 'erased' }], erase: ['draft/sk-2026.bac-ninh'] }
      expect(await store.commit({ ...erased, writes: [...erased.writes] })).toEqual({ ok: true })
      for (const current of [async () => store, () => opened.reopen()]) {
        const again = await current()
        expect(await again.get('draft', 'sk-2026.bac-ninh')).toBeUndefined()
        expect(await again.salt!('draft/sk-2026.bac-ninh')).toBeUndefined()
        expect(await again.salt!('draft/sk-2026.hue')).toBeDefined()
        expect(await again.check()).toMatchObject({ ok: true, journal: { entries: 3, broken: null } })
      }
    })
  })
}
