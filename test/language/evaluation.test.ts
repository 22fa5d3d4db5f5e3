import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadAsked, loadPhrases } from '#adapters/recognizer/loadPhrases.ts'
import { createLocalRecognizer } from '#adapters/recognizer/localRecognizer.ts'
import { evaluateUnderstanding, readEvaluation } from '#app/evaluateUnderstanding.ts'
import type { Evaluation, EvaluationLine } from '#app/evaluateUnderstanding.ts'
import { askedPhrases } from '#domain/language/asked.ts'
import { INTENTS } from '#domain/language/intent.ts'
import { parsePhrases, phrasesOf } from '#domain/language/phrases.ts'
import { fold, syllables } from '#domain/text/fold.ts'
import { fromIso } from '#domain/time/instant.ts'
import { someUnits } from './someUnits.ts'

/**
 * What the shipped phrases reach on lines that are never learnt from. Raise a floor when it is beaten for good; never lower one to let a change through.
 * `everyday`, `twins`, `north` and `south` are by writers who saw neither the phrases nor the code: the first two were tried when all was learnt, the two others showed what was wrong on the way.
 * Of the earlier ones `staff` and `held-out` were written before the patterns, `fresh` (roundabout wording) before they were widened, `last` after them.
 * Whatever the phrases came to say was taken out again: what is left is without the shortest and commonest lines.
 */
const FLOORS: Record<string, { accuracy: number; bare: number; askedBack: number; outOfScopeAnswered: number; entities: number }> = {
  'everyday': { accuracy: 0.975, bare: 0.975, askedBack: 0.04, outOfScopeAnswered: 0.05, entities: 0.97 },
  'twins': { accuracy: 0.97, bare: 0.97, askedBack: 0.04, outOfScopeAnswered: 0.05, entities: 0.92 },
  'north': { accuracy: 0.96, bare: 0.96, askedBack: 0.05, outOfScopeAnswered: 0.06, entities: 0.97 },
  'south': { accuracy: 0.96, bare: 0.96, askedBack: 0.05, outOfScopeAnswered: 0.05, entities: 0.97 },
  'staff': { accuracy: 0.97, bare: 0.97, askedBack: 0.04, outOfScopeAnswered: 0.05, entities: 0.97 },
  'held-out': { accuracy: 0.96, bare: 0.96, askedBack: 0.06, outOfScopeAnswered: 0.05, entities: 0.97 },
  'fresh': { accuracy: 0.95, bare: 0.95, askedBack: 0.05, outOfScopeAnswered: 0.05, entities: 0.95 },
  'last': { accuracy: 0.965, bare: 0.965, askedBack: 0.05, outOfScopeAnswered: 0.05, entities: 0.95 },
}

const texts = loadPhrases('data/phrases')
const asked = loadAsked('data/provisions')
const files = readdirSync('data/evaluation').filter(name => name.endsWith('.jsonl')).map(name => name.slice(0, -6))
const lines: Record<string, EvaluationLine[]> = {}
for (const name of files) {
  const content = readEvaluation(readFileSync(`data/evaluation/${name}.jsonl`, 'utf8'))
  if (!content.ok) throw new Error(content.problem)
  lines[name] = content.lines
}
const bare = (text: string) => syllables(fold(text)).join(' ')

describe('the evaluation set', () => {
  it('has a floor for every file, at least 1,900 lines and at least five of every intent', () => {
    expect(files.sort()).toEqual(Object.keys(FLOORS).sort())
    const all = Object.values(lines).flat()
    expect(all.length).toBeGreaterThanOrEqual(1900)
    for (const intent of INTENTS) expect(all.filter(line => line.intent === intent).length, intent).toBeGreaterThanOrEqual(5)
  })

  it('shares no line with what is learnt', () => {
    // All that patterns can say, not only what of it is learnt.
    const learnt = new Set([...phrasesOf(parsePhrases(texts), 2000), ...askedPhrases(asked)].map(phrase => bare(phrase.text)))
    const shared = Object.values(lines).flat().map(line => line.text).filter(text => learnt.has(bare(text)))
    expect(shared).toEqual([])
  })
})

describe.each(Object.keys(FLOORS))('on %s', name => {
  let evaluation: Evaluation
  beforeAll(async () => {
    const recognizer = createLocalRecognizer({ phrases: texts, asked, units: someUnits })
    evaluation = await evaluateUnderstanding(recognizer, lines[name]!, fromIso('2026-06-10')!)
  }, 60_000)

  it('intents are right as often as they were', () => {
    const floor = FLOORS[name]!
    expect(evaluation.accuracy).toBeGreaterThanOrEqual(floor.accuracy)
    expect(evaluation.bare).toBeGreaterThanOrEqual(floor.bare)
    expect(evaluation.askedBack).toBeLessThanOrEqual(floor.askedBack)
    expect(evaluation.outOfScopeAnswered).toBeLessThanOrEqual(floor.outOfScopeAnswered)
  })

  it.each(['period', 'reportType', 'unit', 'level', 'date'])('%s is found as often as it was', kind => {
    expect(evaluation.entities[kind]!.f1).toBeGreaterThanOrEqual(FLOORS[name]!.entities)
  })
})
