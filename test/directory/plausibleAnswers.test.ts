import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readJson } from '#adapters/files/readJson.ts'
import { judge } from '#domain/form/judge.ts'
import { plausibleAnswers, plausibleSchema } from '#domain/importing/plausibleAnswers.ts'
import { DATA, FORMS } from './withStore.ts'

const ground = await readJson(join(DATA, 'sample/plausible.json'), plausibleSchema)
const half = { from: '2025-12-01', to: '2026-05-31' }
const year = { from: '2025-12-01', to: '2026-11-30' }
const levels = fc.constantFrom('trung-uong', 'cap-cao', 'cap-tinh', 'khu-vuc', 'a-level-nobody-described')

it.each([...FORMS.keys()])('%s: every made-up report is complete by the rules of its form, and the same each time', id => {
  const form = FORMS.get(id)!
  fc.assert(fc.property(fc.string(), levels, (seed, level) => {
    const answers = plausibleAnswers(form, ground, { seed, level, window: half })
    expect(judge(form, answers, { window: half })).toMatchObject({ missing: [], complete: true })
    expect(plausibleAnswers(form, ground, { seed, level, window: half })).toEqual(answers)
  }), { numRuns: 150 })
})

it('a year is never below its first half, and the second period is like the first', () => {
  fc.assert(fc.property(fc.string(), levels, (seed, level) => {
    const previous = plausibleAnswers(FORMS.get('so-ket-6-thang')!, ground, { seed: `${seed}-before`, level, window: half })
    const firstHalf = plausibleAnswers(FORMS.get('so-ket-6-thang')!, ground, { seed, level, window: half, previous })
    expect(firstHalf['civil-servants']).toBe(previous['civil-servants'])
    const context = { window: year, firstHalf }
    const whole = plausibleAnswers(FORMS.get('tong-ket-nam')!, ground, { seed, level, ...context })
    expect(judge(FORMS.get('tong-ket-nam')!, whole, context)).toMatchObject({ complete: true, problems: [] })
    expect(whole['conferences']).toBeGreaterThanOrEqual(Number(firstHalf['conferences']))
  }), { numRuns: 150 })
})
