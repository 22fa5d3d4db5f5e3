import { describe, expect, it } from 'vitest'
import { readProvisionFile } from '#adapters/provisions/readProvisionFile.ts'
import { askProvision } from '#app/askProvision.ts'
import { importProvisions } from '#app/importProvisions.ts'
import { listProvisions } from '#app/listProvisions.ts'
import { openProvisionLibrary } from '#app/provisionLibrary.ts'
import { showProvision } from '#app/showProvision.ts'
import { placeId } from '#domain/provision/document.ts'
import { fromIso } from '#domain/time/instant.ts'
import { loadShipped, NOW, withLibrary } from './openLibrary.ts'
import { QUIRKS } from './quirks.ts'

const file = (text: string, name = 'noi-quy.txt') => readProvisionFile(name, new TextEncoder().encode(text))
const options = { at: NOW, by: 'import' }
const later = QUIRKS.replace('15 ngày', '20 ngày').replace('3. Thẻ hỏng được đổi.', '3. Thẻ hỏng được đổi.\n4. Thẻ mất phải báo.').replace('d) Lệ phí 02 đồng;\nđ) Giấy giới thiệu;\ne) Phong bì.', 'd) Lệ phí 02 đồng.')

describe('importing a regulation', () => {
  it('reports what it found and answers from it with its own words', () =>
    withLibrary(async (library, store) => {
      const imported = await importProvisions(store, library, file(QUIRKS), options)
      expect(imported).toMatchObject({ ok: true, documents: [{ document: '07/2031/QĐ-UBTV', title: 'Quyết định ban hành nội quy đọc sách', from: '2031-04-01', found: { chapters: 2, articles: 7, clauses: 10, points: 8 }, gaps: [], changed: null, outcome: 'added' }] })
      const answer = await askProvision(library, { text: 'hạn trả sách thường là mấy ngày', at: fromIso('2031-05-01')! })
      expect(answer).toMatchObject({ answered: true, source: 'official' })
      expect(answer.citations[0]).toMatchObject({ document: '07/2031/QĐ-UBTV', article: '5', inForce: true })
      expect(answer.citations[0]!.quote).toContain('Sách thường: 15 ngày;')
      expect(answer.notices).toEqual([])
    }))

  it('writes nothing when the very wording is there, or when it only looks', () =>
    withLibrary(async (library, store) => {
      expect(await importProvisions(store, library, file(QUIRKS), { ...options, dryRun: true })).toMatchObject({ documents: [{ outcome: 'looked-at' }] })
      expect(await library.shelf()).toMatchObject({ editions: [{ source: 'digest' }, { source: 'digest' }] })
      await importProvisions(store, library, file(QUIRKS), options)
      const { journal } = await store.check()
      expect(await importProvisions(store, library, file(QUIRKS.replaceAll(' ', '\u00a0')), options)).toMatchObject({ documents: [{ outcome: 'same' }] })
      expect((await store.check()).journal.entries).toBe(journal.entries)
    }))

  it('shows what a new wording changes, and keeps the old one for questions as of its days', () =>
    withLibrary(async (library, store) => {
      await importProvisions(store, library, file(QUIRKS), options)
      const changed = await importProvisions(store, library, file(later), { ...options, from: '2032-01-01' })
      const id = (place: string) => `07/2031/QĐ-UBTV#${place}`
      expect(changed).toMatchObject({ documents: [{ outcome: 'added', changed: { added: [id('3.4')], removed: [id('3.1.đ'), id('3.1.e')], changed: [id('3.1.d'), id('5..a')] } }] })
      const quote = async (day: string) => (await askProvision(library, { text: 'hạn trả sách thường là mấy ngày', at: fromIso(day)! })).citations[0]!.quote
      expect(await quote('2031-12-31')).toContain('15 ngày')
      expect(await quote('2032-01-01')).toContain('20 ngày')
      const listed = (await listProvisions(library, fromIso('2032-06-01')!)).find(each => each.document === '07/2031/QĐ-UBTV')!
      expect(listed).toMatchObject({ source: 'official', inForce: true, wordings: [{ from: '2031-04-01' }, { from: '2032-01-01' }] })
    }))

  it('is seen at once by another process on the same store', () =>
    withLibrary(async (library, store) => {
      const other = openProvisionLibrary(store, loadShipped)
      expect((await askProvision(other, { text: 'điều 5a quyết định 07/2031', at: NOW })).answered).toBe(false)
      await importProvisions(store, library, file(QUIRKS), options)
      expect((await askProvision(other, { text: 'điều 5a quyết định 07/2031/QĐ-UBTV', at: NOW })).citations.map(placeId)).toEqual(['07/2031/QĐ-UBTV#5a'])
    }))

  it('replaces the digest of a document it has, and warns of the amendment until a wording of after it is in', () =>
    withLibrary(async (library, store) => {
      const law = (term: string) => JSON.stringify({ number: '10/2022/QH15', articles: [{ number: '60', heading: 'Tổ chức Ban Thanh tra nhân dân ở cơ quan, đơn vị', clauses: [{ number: '1', text: 'Ban gồm nhiều người.' }, { number: '2', text: 'Người trong Ban có uy tín.' }, { number: '3', text: `Nhiệm kỳ của Ban kéo dài ${term}.` }] }] })
      const ask = () => askProvision(library, { text: 'nhiệm kỳ ban ttnd cơ quan', at: NOW })
      expect((await ask()).source).toBe('digest')
      await importProvisions(store, library, file(law('hai năm'), 'luat.json'), options)
      const first = await ask()
      expect(first).toMatchObject({ source: 'official', citations: [{ article: '60', clause: '3', quote: 'Nhiệm kỳ của Ban kéo dài hai năm.' }] })
      expect(first.notices.map(({ kind }) => kind)).toEqual(['caution'])
      await importProvisions(store, library, file(law('ba năm'), 'luat.json'), { ...options, from: '2025-07-01' })
      const second = await ask()
      expect(second.citations[0]!.quote).toBe('Nhiệm kỳ của Ban kéo dài ba năm.')
      expect(second.notices).toEqual([])
      expect((await askProvision(library, { text: 'nhiệm kỳ ban ttnd cơ quan', at: fromIso('2025-06-30')! })).citations[0]!.quote).toContain('hai năm')
    }))

  it('refuses a text without articles or without a number', () =>
    withLibrary(async (library, store) => {
      expect(await importProvisions(store, library, file('Kính gửi các đơn vị\nXin báo cáo.'), options)).toMatchObject({ ok: false, problem: 'no-articles' })
      expect(await importProvisions(store, library, file('Điều 1. Cây\nTrồng cây.'), options)).toMatchObject({ ok: false, problem: 'no-number' })
      expect(await importProvisions(store, library, file('Điều 1. Cây\nTrồng cây.'), { ...options, number: '9/2030/QĐ-A' })).toMatchObject({ ok: true, documents: [{ document: '9/2030/QĐ-A' }] })
    }))

  it('shows an article whole, with its neighbours and what it stands under', () =>
    withLibrary(async library => {
      const shown = (await showProvision(library, { document: '10/2022/QH15', article: '51', clause: '2', point: 'c' }, NOW))!
      expect(shown).toMatchObject({ cited: 'Điều 51 Luật 10/2022/QH15', source: 'digest', before: '10/2022/QH15#50', after: '10/2022/QH15#52', citation: { clause: '2', point: 'c' } })
      expect(shown.under.map(({ kind, number }) => `${kind} ${number}`)).toEqual(['chapter III', 'section 2'])
      expect(shown.text.split('\n').filter(line => /^[1-4]\. /.test(line))).toHaveLength(4)
      expect(await showProvision(library, { document: '10/2022/QH15', article: '92', clause: null, point: null }, NOW)).toBeUndefined()
    }))
})
