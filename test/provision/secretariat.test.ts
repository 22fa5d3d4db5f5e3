import { describe, expect, it } from 'vitest'
import { answerAsked, askSecretariat, closeQuestion, mayReadQuestion, noteUnanswered, withdrawGuidance } from '#app/askSecretariat.ts'
import { askProvision, type ProvisionQuestion } from '#app/askProvision.ts'
import { giveFeedback } from '#app/giveFeedback.ts'
import { provisionGaps } from '#app/provisionGaps.ts'
import { beginWork } from '#app/work.ts'
import { buildDirectory } from '#domain/directory.ts'
import type { Role } from '#domain/person.ts'
import type { Unit } from '#domain/unit.ts'
import { dayOf } from '#domain/time/instant.ts'
import type { Store } from '#ports/store.ts'
import { NOW, withLibrary } from './openLibrary.ts'

const unit = (id: string, parent: string | null): Unit => ({ id, name: id, short: id, codes: [], level: 'cap-tinh', parent, reports: true, from: '2020-01-01', to: null, predecessors: [], successor: null })
const person = (role: Role, at: string) => ({ id: `${role}.${at}`, aadObjectId: `aad-${role}-${at}`, name: `${role}, ${at}`, roles: [{ role, unit: at, from: '2020-01-01', to: null }] })
const directory = buildDirectory({ units: [unit('trung-uong', null), unit('bac-ninh', 'trung-uong'), unit('hue', 'trung-uong')], people: [person('reporter', 'bac-ninh'), person('head', 'bac-ninh'), person('reporter', 'hue'), person('secretariat', 'trung-uong')] })

const TEXT = 'Đơn vị vừa sáp nhập thì họp hội nghị công chức theo năm nào?'
const ANSWER = 'Đơn vị mới sau sáp nhập tổ chức hội nghị theo năm công tác của đơn vị mới.'
const by = (store: Store, who: string, minutes = 0) => beginWork(store, { at: NOW + minutes * 60_000, by: who })
const reader = (id: string) => ({ person: id, units: [id.split('.')[1]!] })
const nearest = { top: [], confidence: 0.2 }
const owedTo = async (store: Store, who: string) => (await store.find('owed', 'person', who)).map(({ record }) => record.content)

async function asked(store: Store, audience: 'asker' | 'unit' | 'everyone' = 'everyone') {
  const work = by(store, 'reporter.bac-ninh')
  const done = askSecretariat(work, directory, { id: 'q1', text: TEXT, answer: nearest, person: 'reporter.bac-ninh', unit: 'bac-ninh' }, audience)
  await work.commit()
  return done
}

async function answered(store: Store, audience: 'asker' | 'unit' | 'everyone' = 'everyone') {
  const work = by(store, 'secretariat.trung-uong', 30)
  const done = await answerAsked(work, directory, 'q1', { id: 'g1', answer: ANSWER, source: 'trao đổi nghiệp vụ', audience, places: ['10/2022/QH15#51.1'] })
  await work.commit()
  return done
}

describe('a question the texts do not answer', () => {
  it('goes to the secretariat of the committee above, who each owe it an answer', () =>
    withLibrary(async (_, store) => {
      expect(await asked(store)).toMatchObject({ ok: true, receivers: ['secretariat.trung-uong'], question: { state: 'open', unit: 'bac-ninh' } })
      expect(await owedTo(store, 'secretariat.trung-uong')).toEqual([{ kind: 'notice', about: 'question-asked', params: { question: 'q1' } }])
    }))

  it('comes back to the asker and is found by later questions, marked as guidance', () =>
    withLibrary(async (library, store) => {
      const ask = (reading: ProvisionQuestion['reader']) => askProvision(library, { text: 'don vi moi sap nhap hop hoi nghi cong chuc theo nam nao', at: NOW, reader: reading })
      expect((await ask(reader('reporter.hue'))).source).toBe('digest')
      await asked(store)
      expect(await answered(store)).toMatchObject({ ok: true, guidance: { authorRole: 'secretariat', author: 'secretariat.trung-uong', asker: 'reporter.bac-ninh' } })
      expect(await owedTo(store, 'reporter.bac-ninh')).toEqual([{ kind: 'notice', about: 'question-answered', params: { question: 'q1' } }])
      const found = await ask(reader('reporter.hue'))
      expect(found).toMatchObject({ answered: true, source: 'guidance', citations: [{ document: 'guidance-g1', article: null, quote: ANSWER }] })
      expect(found.notices).toContainEqual({ kind: 'guidance', id: 'guidance-g1', role: 'secretariat', day: '2026-11-22', source: 'trao đổi nghiệp vụ' })
      expect(found.alsoBears.map(({ article, clause }) => `${article}.${clause}`)).toContain('51.1')
    }))

  it('is shown to nobody whom its audience leaves out', () =>
    withLibrary(async (library, store) => {
      const done = await asked(store, 'unit')
      await answered(store, 'unit')
      const source = async (who: string) => (await askProvision(library, { text: TEXT, at: NOW, reader: reader(who) })).source
      expect([await source('head.bac-ninh'), await source('reporter.bac-ninh'), await source('secretariat.trung-uong'), await source('reporter.hue')]).toEqual(['guidance', 'guidance', 'guidance', 'digest'])
      expect((await askProvision(library, { text: TEXT, at: NOW })).source).toBe('digest')
      const question = done.ok ? done.question : undefined
      const may = (who: string) => mayReadQuestion(directory, question!, reader(who), dayOf(NOW))
      expect([may('head.bac-ninh'), may('secretariat.trung-uong'), may('reporter.hue')]).toEqual([true, true, false])
    }))

  it('is answered by the secretariat alone, and once', () =>
    withLibrary(async (_, store) => {
      await asked(store)
      const given = { id: 'g2', answer: 'Theo ý tôi', source: '', audience: 'everyone' as const, places: [] }
      expect(await answerAsked(by(store, 'head.bac-ninh'), directory, 'q1', given)).toEqual({ ok: false, problem: 'not-yours' })
      expect(await answerAsked(by(store, 'secretariat.trung-uong'), directory, 'q1', { ...given, answer: '  ' })).toEqual({ ok: false, problem: 'empty' })
      await answered(store)
      expect(await answerAsked(by(store, 'secretariat.trung-uong'), directory, 'q1', given)).toMatchObject({ ok: false, problem: 'settled' })
      expect(await closeQuestion(by(store, 'secretariat.trung-uong'), directory, 'q1')).toMatchObject({ ok: false, problem: 'settled' })
    }))

  it('is found no more once its answer is withdrawn', () =>
    withLibrary(async (library, store) => {
      await asked(store)
      await answered(store)
      expect(await withdrawGuidance(by(store, 'head.bac-ninh'), directory, 'guidance-g1')).toEqual({ ok: false, problem: 'not-yours' })
      const work = by(store, 'secretariat.trung-uong', 60)
      expect(await withdrawGuidance(work, directory, 'guidance-g1')).toEqual({ ok: true })
      await work.commit()
      expect((await askProvision(library, { text: TEXT, at: NOW, reader: reader('reporter.hue') })).source).toBe('digest')
    }))

  it('is refused and not kept when it carries a secrecy marking or names a person in a case', () =>
    withLibrary(async (_, store) => {
      for (const text of ['TỐI MẬT\nhỏi về kế hoạch công khai', 'Ông Nguyễn Văn An đang bị điều tra trong vụ án tham ô thì có được dự hội nghị không?']) {
        const work = by(store, 'reporter.bac-ninh')
        expect(askSecretariat(work, directory, { id: 'q2', text, answer: nearest, person: 'reporter.bac-ninh', unit: 'bac-ninh' }, 'asker')).toMatchObject({ ok: false, problem: 'sensitive' })
        expect(noteUnanswered(work, { id: 'q3', text, answer: nearest, person: null, unit: null })).toBe(false)
        expect(giveFeedback(work, { id: 'f1', question: text, places: [], verdict: 'not-it', comment: text })).toMatchObject({ question: '', comment: null })
        expect(work.dirty).toBe(true)
        await work.commit()
      }
      expect(await provisionGaps(store)).toEqual([])
      for await (const { record } of store.all('feedback')) expect(JSON.stringify(record)).not.toMatch(/MẬT|Văn An/)
    }))

  it('shows in the gaps, the same matter once', () =>
    withLibrary(async (_, store) => {
      for (const [at, text] of ['Mức phụ cấp ban TTND?', 'muc phu cap ban ttnd', 'con dấu của ban?'].entries()) {
        const work = by(store, 'reporter.hue', at)
        noteUnanswered(work, { id: `n${at}`, text, answer: nearest, person: 'reporter.hue', unit: 'hue' })
        await work.commit()
      }
      await asked(store)
      expect((await provisionGaps(store)).map(({ question, times, state }) => [question, times, state])).toEqual([['Mức phụ cấp ban TTND?', 2, 'noted'], ['con dấu của ban?', 1, 'noted'], [TEXT, 1, 'open']])
      await answered(store)
      expect((await provisionGaps(store)).map(({ question }) => question)).not.toContain(TEXT)
    }))
})
