import type { Day } from '#domain/time/instant.ts'
import { idsOf } from './parseForm.ts'
import { relevant } from './pages.ts'
import { wrongAnswer } from './wrongAnswer.ts'
import type { Answers, Bilingual, Form, Rule } from './form.ts'

/** What a report is judged against besides its own answers. */
export interface JudgeContext {
  /** The campaign's reporting window. */
  window: { from: Day; to: Day }
  /** Answers of the unit's last report of this form. */
  previous?: Answers
  /** Answers of the first half, for a form that is cumulative. */
  firstHalf?: Answers
  /** Keys of asking problems a person has confirmed ({@link Problem.key}). */
  confirmed?: readonly string[]
}

/** One thing that looks wrong, in words for people. */
export interface Problem {
  /** Rule id, or "kind", "window", "unusual", "first-half". */
  rule: string
  /** Rule, fields and the values they had: a confirmation of the key lapses by itself when a value changes. */
  key: string
  fields: string[]
  /** blocking: the report cannot go up; asking: it goes up once a person says that it is right. */
  severity: 'blocking' | 'asking'
  confirmed: boolean
  message: Bilingual
  source?: string
}

export interface Judged {
  /** Required fields that apply and have no answer. */
  missing: string[]
  problems: Problem[]
  /** Nothing missing and no blocking problem: what "complete" means at submission. */
  complete: boolean
  /** Complete, and every asking problem confirmed. */
  ready: boolean
}

/** Judges a report's answers: required looks only at blanks, every other check only at what is answered, so a field has at most one of the two. */
export function judge(form: Form, answers: Answers, context: JudgeContext): Judged {
  const fields = relevant(form, answers)
  const has = (id: string): boolean => Object.hasOwn(answers, id)
  const missing = fields.filter(field => field.required && !has(field.id)).map(field => field.id)
  const problems: Omit<Problem, 'confirmed'>[] = []
  /** Counts fit to compare: those that apply and are whole and not negative. */
  const counts = new Map<string, number>()
  for (const field of fields) {
    if (!has(field.id)) continue
    const value = answers[field.id]!
    const wrong = wrongAnswer(field, value)
    if (wrong) problems.push({ rule: 'kind', key: `kind(${field.id})`, fields: [field.id], severity: 'blocking', message: wrong })
    else if (field.kind === 'count') counts.set(field.id, value as number)
    else if (field.kind === 'date' && field.inWindow && (String(value) < context.window.from || String(value) > context.window.to))
      problems.push({ rule: 'window', key: `window(${field.id}=${String(value)})`, fields: [field.id], severity: 'blocking', message: outsideWindow(field.label, String(value), context.window) })
  }
  for (const rule of form.rules) {
    const broken = breaks(rule, counts, context)
    if (broken) problems.push(broken)
  }
  const inRules = new Set(problems.flatMap(problem => problem.fields))
  for (const field of fields) {
    const now = counts.get(field.id)
    if (now === undefined || field.kind !== 'count') continue
    const half = countIn(context.firstHalf, field.id)
    if (form.cumulativeOver !== undefined && field.cumulative && half !== undefined && now < half) {
      problems.push({ rule: 'first-half', key: `first-half(${field.id}=${now},${half})`, fields: [field.id], severity: 'blocking', message: belowFirstHalf(field.label, now, half) })
      continue
    }
    const before = countIn(context.previous, field.id)
    // A figure already called wrong is not asked about a second time for being unusual.
    if (form.unusual && before !== undefined && !inRules.has(field.id) && Math.max(now, before) >= form.unusual.floor && (now > before * form.unusual.factor || now * form.unusual.factor < before))
      problems.push({ rule: 'unusual', key: `unusual(${field.id}=${now},${before})`, fields: [field.id], severity: 'asking', message: unusual(field.label, now, before) })
  }
  const judged = problems.map(problem => ({ ...problem, confirmed: problem.severity === 'asking' && (context.confirmed ?? []).includes(problem.key) }))
  const complete = missing.length === 0 && !judged.some(problem => problem.severity === 'blocking')
  return { missing, problems: judged, complete, ready: complete && judged.every(problem => problem.confirmed) }
}

function countIn(answers: Answers | undefined, id: string): number | undefined {
  const value = answers && Object.hasOwn(answers, id) ? answers[id] : undefined
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}

function sum(side: number | string | string[], counts: Map<string, number>, context: JudgeContext): number | undefined {
  if (typeof side === 'number') return side
  let total = 0
  for (const name of Array.isArray(side) ? side : [side]) {
    const value = name.startsWith('previous:') ? countIn(context.previous, name.slice(9)) : name.startsWith('first-half:') ? countIn(context.firstHalf, name.slice(11)) : counts.get(name)
    if (value === undefined) return undefined
    total += value
  }
  return total
}

function holds(left: number, operator: Rule['check'][1], right: number): boolean {
  switch (operator) {
    case '<=': return left <= right
    case '>=': return left >= right
    case '<': return left < right
    case '>': return left > right
    case '=': return left === right
  }
}

function breaks(rule: Rule, counts: Map<string, number>, context: JudgeContext): Omit<Problem, 'confirmed'> | undefined {
  const left = sum(rule.check[0], counts, context)
  const right = sum(rule.check[2], counts, context)
  if (left === undefined || right === undefined) return undefined
  if (rule.unless) {
    const except = sum(rule.unless[0], counts, context)
    if (except !== undefined && holds(except, rule.unless[1], rule.unless[2])) return undefined
  }
  const [over, under] = rule.times ?? [1, 1]
  if (holds(left * under, rule.check[1], right * over)) return undefined
  const fields = [...new Set([...idsOf(rule.check[0]), ...idsOf(rule.check[2])])].filter(id => counts.has(id))
  const written = (text: string): string => text.replace(/\{([^}]*)\}/g, (_, id: string) => String(counts.get(id) ?? ''))
  return {
    rule: rule.id,
    key: `${rule.id}(${fields.map(id => `${id}=${counts.get(id)}`).join(',')})`,
    fields, severity: rule.severity,
    message: { vi: written(rule.message.vi), en: written(rule.message.en) },
    ...(rule.source === undefined ? {} : { source: rule.source }),
  }
}

const plainDay = (day: string): string => day.split('-').toReversed().join('/')

function outsideWindow(label: Bilingual, day: string, window: { from: Day; to: Day }): Bilingual {
  return {
    vi: `${label.vi} (${plainDay(day)}) nằm ngoài kỳ báo cáo ${plainDay(window.from)} – ${plainDay(window.to)}.`,
    en: `${label.en} (${plainDay(day)}) is outside the reporting window ${plainDay(window.from)} – ${plainDay(window.to)}.`,
  }
}

function belowFirstHalf(label: Bilingual, now: number, half: number): Bilingual {
  return {
    vi: `${label.vi}: số cả năm (${now}) không thể nhỏ hơn số 6 tháng đầu năm (${half}).`,
    en: `${label.en}: the year’s figure (${now}) cannot be below its first half (${half}).`,
  }
}

function unusual(label: Bilingual, now: number, before: number): Bilingual {
  return {
    vi: `${label.vi}: kỳ này ${now}, kỳ trước ${before}. Chênh lệch lớn, xin xem lại có đúng không.`,
    en: `${label.en}: ${now} now, ${before} last period. That is far apart: is it right?`,
  }
}
