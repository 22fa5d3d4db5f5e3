import { idsOf } from '../parseForm.ts'
import { judge } from '../judge.ts'
import type { Doubt, Reading } from './reading.ts'
import type { When } from './statements.ts'
import type { Answers, Form } from '../form.ts'

/**
 * Weighs what was read against the form's own sums and bounds: of several figures for a field the only one that agrees with the rest is taken,
 * a weak one that makes a balance right, too; of those that can't all be right the least sure is asked. `chances` are by field.
 */
export function consistent(form: Form, found: readonly Reading[], doubts: readonly Doubt[], chances: ReadonlyMap<string, number>, when: When): { found: Reading[]; doubts: Doubt[] } {
  const rules = form.rules.filter(rule => rule.times === undefined && (rule.check[1] === '<=' || rule.check[1] === '='))
  const bounds: Form = { ...form, rules }
  const taken = [...found]
  const broken = (more: readonly Reading[]): Set<string>[] => {
    const answers: Answers = Object.fromEntries([...taken, ...more].filter(one => typeof one.value === 'number').map(one => [one.field, one.value]))
    return judge(bounds, answers, { window: when.window }).problems.filter(problem => rules.some(rule => rule.id === problem.rule)).map(problem => new Set(problem.fields))
  }
  const balances = (one: Reading): boolean => rules.some(rule => {
    const ids = [...idsOf(rule.check[0]), ...idsOf(rule.check[2])]
    const values = ids.map(id => (id === one.field ? one : taken.find(each => each.field === id))?.value)
    return rule.check[1] === '=' && ids.includes(one.field) && values.every(value => typeof value === 'number') && values.some(value => value !== 0)
  })
  const left = doubts.filter(doubt => {
    if (doubt.why !== 'twice' && doubt.why !== 'unsure') return true
    const fitting = doubt.options.filter(option => typeof option.value === 'number' && !broken([option]).some(fields => fields.has(doubt.field)))
    const [only] = fitting
    // A bound that most figures keep proves nothing; a balance does, and a bound that all the others break.
    const proves = only !== undefined && fitting.length === 1 && (balances(only) || (doubt.options.length > 1 && only === doubt.options[0]))
    if (proves) taken.push(only)
    return !proves
  })
  const asked: Doubt[] = []
  for (let [fields] = broken([]); fields; [fields] = broken([])) {
    const least = taken.filter(one => fields!.has(one.field)).toSorted((a, b) => (chances.get(a.field) ?? 1) - (chances.get(b.field) ?? 1))[0]
    if (!least) break
    taken.splice(taken.indexOf(least), 1)
    asked.push({ field: least.field, why: 'unsure', options: [least] })
  }
  return { found: taken, doubts: [...left, ...asked] }
}
