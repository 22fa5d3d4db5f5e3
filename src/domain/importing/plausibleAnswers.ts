import { z } from 'zod'
import { Fault } from '#domain/fault.ts'
import type { Answer, Answers, Field, Form, Rule } from '#domain/form/form.ts'
import { judge } from '#domain/form/judge.ts'
import { applies } from '#domain/form/pages.ts'
import { fieldsOf, idsOf } from '#domain/form/parseForm.ts'
import { addDays, DAY, weekday, type Day } from '#domain/time/instant.ts'

const range = z.tuple([z.int().min(0), z.int().min(0)])
const share = z.tuple([z.number().min(0), z.number().min(0)])

/** What sample reports are made from: ranges of figures by field id (by level where they differ), prose to choose from, how often each fixed answer is given. */
export const plausibleSchema = z.strictObject({
  counts: z.record(z.string(), z.union([
    range,
    z.strictObject({ sum: z.array(z.string()).min(1) }),
    z.strictObject({ of: z.string(), share }),
    z.record(z.string(), range),
  ])),
  /** Answer → weight; answers not named are not given. */
  choices: z.record(z.string(), z.record(z.string(), z.int().min(1))),
  /** Optional fields that most units leave empty. */
  skipped: z.array(z.string()),
  /** Document numbers for texts that have a pattern. */
  numbers: z.array(z.string()).min(1),
  texts: z.record(z.string(), z.array(z.string()).min(1)),
  /** For texts that are not named. */
  otherText: z.array(z.string()).min(1),
})
export type Plausible = z.output<typeof plausibleSchema>

/** Whose report it is and what it follows. The same seed gives the same answers for ever. */
export interface Reporting {
  seed: string
  level: string
  window: { from: Day; to: Day }
  previous?: Answers
  firstHalf?: Answers
  /** Answers written by hand; they stand. */
  given?: Answers
}

/** A number from 0 up to 1 that depends on nothing but the words. */
function draw(...words: string[]): number {
  let hash = 0x811c9dc5
  for (const char of words.join('|')) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193)
  // Two more rounds: FNV alone leaves near words near each other.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39)
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32
}

/** Complete answers such as a unit might give, meeting every blocking rule of the form. Throws Fault 'data-invalid' when the sample's figures cannot be made to. */
export function plausibleAnswers(form: Form, ground: Plausible, reporting: Reporting): Answers {
  const answers: Answers = {}
  const halves = new Map<string, number>()
  for (const field of fieldsOf(form)) {
    if (!applies(form, field, answers)) continue
    const given = reporting.given?.[field.id]
    const answer = given ?? answerTo(field, form, ground, reporting, answers, halves)
    if (answer !== undefined) answers[field.id] = answer
  }
  for (let pass = 0; pass < 3; pass++) for (const rule of form.rules) keepRule(rule, answers, reporting)
  const judged = judge(form, answers, reporting)
  if (!judged.complete) {
    const wrong = [...judged.missing.map(id => `${id} is missing`), ...judged.problems.filter(one => one.severity === 'blocking').map(one => one.key)]
    throw new Fault('data-invalid', `sample answers for ${form.id} (${reporting.seed}): ${wrong.join('; ')}`)
  }
  return answers
}

function answerTo(field: Field, form: Form, ground: Plausible, reporting: Reporting, answers: Answers, halves: Map<string, number>): Answer | undefined {
  const { seed, firstHalf, previous } = reporting
  const chance = draw(seed, field.id)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance * list.length)]!
  if (!field.required && ground.skipped.includes(field.id) && draw(seed, field.id, 'skip') < 0.7) return undefined
  // What happens once a year, or hardly changes, was said in the first half already; long prose and what adds up are written anew.
  const said = firstHalf?.[field.id]
  const again = field.kind === 'text' ? !field.long : field.kind === 'count' ? !field.cumulative : true
  if (said !== undefined && again) return said
  if (field.carry && previous?.[field.id] !== undefined) return previous[field.id]
  switch (field.kind) {
    case 'count': return countOf(field, form, ground, reporting, chance, answers, halves)
    case 'text': return field.pattern === undefined ? pick(ground.texts[field.id] ?? ground.otherText) : pick(ground.numbers)
    case 'choice': {
      const chosen = field.choices.filter(choice => draw(seed, field.id, choice.id) < 0.5)
      const ids = (chosen.length > 0 ? chosen : [pick(field.choices)]).map(choice => choice.id)
      return field.many ? ids : ids[0]
    }
    case 'yes-no-none': return weighted(ground.choices[field.id] ?? { yes: 1 }, chance, answer => answer !== 'none' || field.none !== undefined)
    case 'date': return dateIn(reporting.window, chance)
    case 'attachment': return undefined
  }
}

function weighted(weights: Record<string, number>, chance: number, allowed: (answer: string) => boolean): string {
  const choices = Object.entries(weights).filter(([answer]) => allowed(answer))
  let left = chance * choices.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [answer, weight] of choices) if ((left -= weight) < 0) return answer
  return choices.at(-1)?.[0] ?? 'yes'
}

/** A weekday in the middle part of the window. */
function dateIn({ from, to }: { from: Day; to: Day }, chance: number): Day {
  const length = (Date.parse(to) - Date.parse(from)) / DAY
  const day = addDays(from, Math.round(length * (0.1 + 0.6 * chance)))
  return addDays(day, weekday(day) === 0 ? 1 : weekday(day) === 6 ? -1 : 0)
}

function countOf(
  field: Extract<Field, { kind: 'count' }>, form: Form, ground: Plausible, { level, previous, firstHalf }: Reporting, chance: number, answers: Answers, halves: Map<string, number>,
): number {
  const spec = ground.counts[field.id] ?? [0, 5]
  const between = ([low, high]: readonly [number, number]) => low + Math.floor(chance * (high - low + 1))
  let value: number
  if (Array.isArray(spec)) value = between(spec)
  else if (isSum(spec)) value = spec.sum.reduce((total, id) => total + (typeof answers[id] === 'number' ? answers[id] : 0), 0)
  else if (isShare(spec)) value = Math.round((halves.get(spec.of) ?? 0) * (spec.share[0] + chance * (spec.share[1] - spec.share[0])))
  else value = between(spec[level] ?? Object.values(spec)[0] ?? [0, 5])
  const before = previous?.[field.id]
  if (typeof before === 'number' && form.unusual && before >= form.unusual.floor && !firstHalf) {
    // Units do not change threefold from one period to the next.
    value = Math.min(before * 2, Math.max(Math.ceil(before / 2), value))
  }
  halves.set(field.id, value)
  const half = firstHalf?.[field.id]
  return typeof half === 'number' && field.cumulative ? half + value : value
}

type Spec = Plausible['counts'][string]
const isSum = (spec: Spec): spec is { sum: string[] } => 'sum' in spec && Array.isArray(spec.sum)
const isShare = (spec: Spec): spec is { of: string; share: [number, number] } => 'of' in spec && typeof spec.of === 'string'

/** Makes counts meet a rule by changing its left side: the only one of a comparison, the last one of a sum. */
function keepRule(rule: Rule, answers: Answers, { previous, firstHalf }: Reporting): void {
  const [left, operator, right] = rule.check
  const target = typeof left === 'number' ? undefined : idsOf(left).at(-1)
  if (target === undefined || rule.times || typeof answers[target] !== 'number') return
  const total = (side: typeof left): number | undefined => {
    if (typeof side === 'number') return side
    let sum = 0
    for (const name of Array.isArray(side) ? side : [side]) {
      const [, source, id = name] = /^(previous|first-half):(.*)$/.exec(name) ?? []
      const value = (source === 'previous' ? previous : source === 'first-half' ? firstHalf : answers)?.[id]
      if (typeof value !== 'number') return undefined
      sum += value
    }
    return sum
  }
  const wanted = total(right)
  const now = total(left)
  if (wanted === undefined || now === undefined) return
  const over = now - wanted
  const wrong = operator === '=' ? over !== 0 : operator === '<=' ? over > 0 : operator === '>=' ? over < 0 : false
  if (!wrong) return
  let rest = over
  // Too much in a sum is taken from its last figure first, then from those before it; none goes below zero.
  for (const id of idsOf(left).toReversed()) {
    const value = answers[id]
    if (typeof value !== 'number') continue
    const next = Math.max(0, value - rest)
    rest -= value - next
    answers[id] = next
    if (rest === 0) return
  }
}
