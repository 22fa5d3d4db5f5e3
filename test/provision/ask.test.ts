import { describe, expect, it } from 'vitest'
import { askProvision } from '#app/askProvision.ts'
import type { Answer } from '#domain/provision/answer.ts'
import { placeId } from '#domain/provision/document.ts'
import { fromIso } from '#domain/time/instant.ts'
import { NOW, withLibrary } from './openLibrary.ts'

const cited = (answer: Answer) => answer.citations.map(placeId)
const kinds = (answer: Answer) => answer.notices.map(notice => notice.kind)

describe('asking about the regulations', () => {
  it('answers with the clause, in force, and says that it is a digest of an amended law', () =>
    withLibrary(async library => {
      const answer = await askProvision(library, { text: 'thủ trưởng trả lời kiến nghị của Ban TTND trong bao lâu?', at: NOW })
      expect(answer).toMatchObject({ answered: true, source: 'digest' })
      expect(answer.citations[0]).toMatchObject({ document: '10/2022/QH15', article: '63', clause: '1', point: 'c', inForce: true })
      expect(answer.citations[0]!.quote).toContain('15 ngày')
      expect(kinds(answer)).toEqual(['digest', 'caution'])
    }))

  it.each([
    ['d51 k2 dc', '10/2022/QH15#51.2.c'],
    ['Đ51.2đ', '10/2022/QH15#51.2.đ'],
    ['điểm đ khoản 2 Điều 51', '10/2022/QH15#51.2.đ'],
    ['dieu 47 khoan 2', '10/2022/QH15#47.2'],
    ['khoản 2 điều 21 nghị định 59', '59/2023/NĐ-CP#21.2'],
    ['điều 22 nđ 59/2023 báo cáo bao lâu một lần', '59/2023/NĐ-CP#22.3'],
  ])('finds the place spelt out in "%s"', (text, place) =>
    withLibrary(async library => expect(cited(await askProvision(library, { text, at: NOW }))[0]).toBe(place)))

  it('says when there is no such article, rather than the nearest number', () =>
    withLibrary(async library => {
      const answer = await askProvision(library, { text: 'Điều 120 quy định gì?', at: NOW })
      expect(answer).toMatchObject({ answered: false, citations: [] })
      expect(answer.notices).toEqual([{ kind: 'no-such-place', place: { document: '10/2022/QH15', article: '120', clause: null, point: null } }])
    }))

  it('tells which of three regulations that replaced one another held on the day asked about', () =>
    withLibrary(async library => {
      const on = async (day: string) => cited(await askProvision(library, { text: 'quy chế hoạt động BCĐ theo văn bản nào', at: fromIso(day)! }))[0]
      expect([await on('2022-03-01'), await on('2023-03-02'), await on('2023-03-03'), await on('2024-09-15'), await on('2024-09-16'), await on('2026-11-22')]).toEqual(['260/QĐ-VKSTC', '260/QĐ-VKSTC', '51/QĐ-VKSTC', '51/QĐ-VKSTC', '302/QĐ-VKSTC', '302/QĐ-VKSTC'])
      const old = await askProvision(library, { text: 'quyết định 260 còn hiệu lực không', at: NOW })
      expect(old.citations[0]).toMatchObject({ document: '260/QĐ-VKSTC', inForce: false })
      expect(old.notices).toContainEqual({ kind: 'not-in-force', document: '260/QĐ-VKSTC', from: '2018-06-07', to: '2023-03-02', by: '51/QĐ-VKSTC' })
    }))

  it('gives the law as not yet in force on a day before 1 July 2023', () =>
    withLibrary(async library => {
      const answer = await askProvision(library, { text: 'nhiệm kỳ ban thanh tra nhân dân cơ quan', at: fromIso('2023-06-30')! })
      expect(answer.citations[0]).toMatchObject({ article: '60', clause: '3', inForce: false })
      expect(kinds(answer)).toContain('not-in-force')
      expect(kinds(answer)).not.toContain('caution')
    }))

  it('leaves the due day of our own reports to the obligations', () =>
    withLibrary(async library => {
      for (const text of ['bao giờ phải nộp báo cáo sơ kết?', 'han nop bc tong ket la ngay nao', 'đợt sơ kết còn mấy ngày nữa']) expect(await askProvision(library, { text, at: NOW })).toMatchObject({ campaignDeadline: true, answered: false })
      expect(await askProvision(library, { text: 'hội nghị cán bộ công chức chậm nhất khi nào phải tổ chức', at: NOW })).toMatchObject({ campaignDeadline: false, answered: true })
    }))

  it('goes on from what was cited before', () =>
    withLibrary(async library => {
      const earlier = { question: 'nhiệm kỳ ban ttnd mấy năm', place: { document: '10/2022/QH15', article: '60', clause: '3', point: null } }
      expect(cited(await askProvision(library, { text: 'còn khoản 2?', at: NOW, earlier }))).toEqual(['10/2022/QH15#60.2'])
      expect(cited(await askProvision(library, { text: 'thế ở doanh nghiệp nhà nước thì sao?', at: NOW, earlier }))).toEqual(['10/2022/QH15#77.3'])
      expect(cited(await askProvision(library, { text: 'the o xa thi sao', at: NOW, earlier }))).toEqual(['10/2022/QH15#36.2'])
    }))

  it('does not answer what the texts do not say, and offers the nearest', () =>
    withLibrary(async library => {
      const answer = await askProvision(library, { text: 'nghỉ thai sản được bao nhiêu ngày', at: NOW })
      expect(answer).toMatchObject({ answered: false, citations: [] })
      expect(answer.top.length).toBeGreaterThanOrEqual(3)
    }))
})
