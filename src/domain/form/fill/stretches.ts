import { answersIn } from './figures.ts'
import { namesAt } from './names.ts'
import { clauseAt, isNear, nearFields } from './scope.ts'
import { pageOf, sectionOf } from '../pages.ts'
import { fieldOf } from '../parseForm.ts'
import type { FillContext } from '../fill.ts'
import type { Name } from './names.ts'
import type { Scope } from './scope.ts'
import type { Token } from './tokens.ts'
import type { Field } from '../form.ts'

/** Neighbouring tokens that are about one page of the form. */
export interface Stretch {
  page: number
  tokens: Token[]
}

/** A name that stands in a clause, with the pages that have a field called so: 0 where it is open, a little where it is answered already. */
type Hit = Map<number, number>

/** What a page that is not the one asked must explain better before a clause is read as its own: more than one name. */
const TURN = 1.5
/** Coming back to the page asked needs less: only something that is said of it. */
const BACK = 0.1
/** A page whose field of that name is answered already is a little less likely to be meant. */
const ANSWERED = 0.4
/** What no longer applies is sooner said without need than not meant: it is told, not read as something else. */
const APART = ANSWERED

/**
 * Cuts a message into stretches by the page that its names belong to: people answer the next part while a figure of this one is
 * missing, or several parts at once. The page asked is left only where another explains at least two names more. The cut is the cheapest over
 * all clauses, by dynamic programming; names inside labelled texts say nothing.
 */
export function stretches(scope: Scope, tokens: Token[], text: string, asked: Field | undefined, page: number, context: FillContext): Stretch[] {
  const whole = [{ page, tokens }]
  if (scope.form.sections.every(section => section.page === page)) return whole
  if (!leavesPage(scope, tokens)) return whole
  const clauses = clausesOf(tokens)
  const { hits, bound } = hitsOf(scope, clauses, tokens, text, asked, context)
  const cost = (clause: number, of: number): number => hits[clause]!.reduce((sum, hit) => sum + (of === page ? (hit.has(of) ? 0 : 1) : (hit.get(of) ?? 1)), 0)
  let uncovered = 0
  for (let clause = 0; clause < clauses.length; clause++) uncovered += cost(clause, page)
  if (uncovered <= TURN) return whole
  const pages = [...new Set([page, ...hits.flatMap(clause => clause.flatMap(hit => [...hit.keys()]))])]
  let totals: number[] = pages.map(of => (of === page ? 0 : TURN))
  const from: number[][] = []
  for (let clause = 0; clause < clauses.length; clause++) {
    const before = totals
    const back: number[] = []
    totals = pages.map((of, at) => {
      let best = at
      const turn = (i: number): number => before[i]! + (i === at ? 0 : of === page ? BACK : TURN)
      if (clause > 0 && !bound[clause]) for (let other = 0; other < pages.length; other++) if (turn(other) < turn(best) - 1e-9) best = other
      back.push(best)
      return turn(best) + cost(clause, of)
    })
    from.push(back)
  }
  let at = 0
  totals.forEach((total, i) => { if (total < totals[at]! - 1e-9) at = i })
  const chosen: number[] = []
  for (let clause = clauses.length - 1; clause >= 0; clause--) {
    chosen[clause] = pages[at]!
    at = from[clause]![at]!
  }
  const out: Stretch[] = []
  clauses.forEach(({ first, last }, clause) => {
    const current = out.at(-1)
    const piece = tokens.slice(first, last)
    if (current && current.page === chosen[clause]) current.tokens.push(...piece)
    else out.push({ page: chosen[clause]!, tokens: piece })
  })
  return out
}

/** Whether at least two names stand in a message that nothing on the page asked is called: what most messages have not. */
function leavesPage(scope: Scope, tokens: readonly Token[]): boolean {
  let foreign = 0
  for (let at = 0; at < tokens.length; at++) {
    const names = namesAt(scope.names, tokens, at)
    if (names.length === 0) continue
    if (!names.some(name => isNear(scope, name) || name.also.some(id => scope.near.has(id)) || (name.tail && isNear(scope, name.tail)))) {
      if (++foreign > 1) return true
    }
    at += names[0]!.keys.length - 1
  }
  return false
}

/** Token ranges of clauses, each with the mark that ends it. */
function clausesOf(tokens: readonly Token[]): { first: number; last: number }[] {
  const out: { first: number; last: number }[] = []
  let first = 0
  tokens.forEach((token, at) => {
    if (!(token.kind === 'mark' && [',', ';', '\n', '.'].includes(token.key)) && at + 1 < tokens.length) return
    out.push({ first, last: at + 1 })
    first = at + 1
  })
  return out
}

function hitsOf(scope: Scope, clauses: readonly { first: number; last: number }[], tokens: Token[], text: string, asked: Field | undefined, context: FillContext): { hits: Hit[][]; /** Clauses that go on with the text before them. */ bound: boolean[] } {
  const pagesOfName = new Map<Name, Hit>()
  const pages = (name: Name): Hit => {
    const known = pagesOfName.get(name)
    if (known) return known
    const hit: Hit = new Map()
    for (const id of [...name.fields, ...name.choices.map(choice => choice.field), ...name.also, ...(name.tail?.fields ?? [])]) {
      const page = pageOf(scope.form, id)
      hit.set(page, Math.min(hit.get(page) ?? 1, mayApply(scope, id, context) ? Object.hasOwn(context.answers, id) ? ANSWERED : 0 : APART))
    }
    pagesOfName.set(name, hit)
    return hit
  }
  // A short text, a title, has no list of figures in it; nor is another page's list, all of it still open, a long one.
  let inText = asked?.kind === 'text' && (asked.long || figuresNamed(scope, tokens) < 3) && !tellsOtherPage(scope, tokens, context)
  const bound: boolean[] = []
  const hits = clauses.map(({ first, last }, clause) => {
    bound[clause] = false
    const start = beginning(tokens, first, last)
    const label = start < last ? labelAt(scope, tokens, start) : undefined
    if (label) {
      const fields = label.fields.map(id => fieldOf(scope.form, id)!)
      inText = fields.length > 0 && fields.every(field => field.kind === 'text')
      const long = fields.some(field => field.kind === 'text' && field.long)
      if (inText) {
        inText = long
        return [pages(label)]
      }
    } else if (inText && clauseAt(tokens, start) === 'hard') {
      let end = start
      while (end < tokens.length && tokens[end]!.key !== '\n' && tokens[end]!.key !== ';') end++
      if (isAnswersSomewhere(scope, tokens.slice(start, end), text, context)) inText = false
    }
    bound[clause] = inText
    if (inText) return []
    const hits: Hit[] = []
    for (let at = start; at < last; at++) {
      const names = namesAt(scope.names, tokens, at)
      if (names.length === 0) continue
      // "mới" or "dự" is in every sentence; beside a figure it is a name.
      if (names[0]!.keys.length > 1 || isFigure(tokens[at + 1]) || isFigure(tokens[at - 1])) {
        const hit: Hit = new Map()
        for (const name of names) for (const [page, price] of pages(name)) hit.set(page, Math.min(hit.get(page) ?? 1, price))
        if (hit.size > 0) hits.push(hit)
      }
      at += names[0]!.keys.length - 1
    }
    return hits
  })
  return { hits, bound }
}

/**
 * Whether prose is about another page: at least three of that page's counts and dates, all still open, stand in it with figures, and more than of the page asked.
 */
export function tellsOtherPage(scope: Scope, tokens: readonly Token[], context: FillContext): boolean {
  if (scope.whole || scope.section) return false
  const told = new Map<number, Set<string>>()
  let here = 0
  for (let at = 0; at < tokens.length; at++) {
    const [name] = namesAt(scope.names, tokens, at)
    if (!name) continue
    const end = at + name.keys.length
    const figure = [at - 1, end, end + 1].some(beside => isFigure(tokens[beside]) || tokens[beside]?.date !== undefined)
    at = end - 1
    if (!figure) continue
    if (isNear(scope, name)) here++
    else if (name.keys.length > 1 || name.labels.length > 0 || name.fields.length === 1)
      for (const id of name.fields) {
        const field = fieldOf(scope.form, id)!
        if (field.kind === 'text' || Object.hasOwn(context.answers, id) || !mayApply(scope, id, context)) continue
        const page = pageOf(scope.form, id)
        told.set(page, (told.get(page) ?? new Set()).add(id))
      }
  }
  return [...told.values()].some(ids => ids.size > 2 && ids.size > here)
}

/** Names with a figure right behind them. */
function figuresNamed(scope: Scope, tokens: readonly Token[]): number {
  let count = 0
  for (let at = 0; at < tokens.length; at++) if (namesAt(scope.names, tokens, at).some(name => name.fields.some(id => fieldOf(scope.form, id)!.kind === 'count') && isFigure(tokens[at + name.keys.length]))) count++
  return count
}

function isFigure(token: Token | undefined): boolean {
  return token?.number !== undefined || token?.pair !== undefined
}

/** Index after bullets and numbering. */
function beginning(tokens: readonly Token[], first: number, last: number): number {
  let at = first
  while (at < last && (tokens[at]!.kind === 'mark' || ((tokens[at]!.number || /^\p{L}$/u.test(tokens[at]!.raw)) && ['.', ')'].includes(tokens[at + 1]?.key ?? '') && tokens[at + 1]!.from === tokens[at]!.to))) at++
  return at
}

/** A name with a colon behind it, or alone on its line like a heading. */
function labelAt(scope: Scope, tokens: readonly Token[], at: number): Name | undefined {
  return namesAt(scope.names, tokens, at).find(name => {
    if (name.fields.length === 0) return false
    const next = tokens[at + name.keys.length]
    return next?.key === ':' || next?.key === '=' || (next?.key === '\n' && (at === 0 || tokens[at - 1]?.key === '\n'))
  })
}

function mayApply(scope: Scope, id: string, context: FillContext): boolean {
  const field = fieldOf(scope.form, id)
  if (!field?.when || !Object.hasOwn(context.answers, field.when.field)) return field !== undefined
  const answer = context.answers[field.when.field]
  return Array.isArray(answer) ? answer.some(each => field.when!.is.includes(each)) : typeof answer === 'string' && field.when.is.includes(answer)
}

/** Whether a clause is nothing but answers: to what was asked, or, when there are several and all are still open, to another page. */
export function isAnswersSomewhere(scope: Scope, clause: readonly Token[], text: string, context: FillContext): boolean {
  if (clause.length < 2 || clause.length > 60) return false
  if (answersIn(scope, clause, text, context).length > 0) return true
  if (scope.whole || scope.section || clause.filter(token => token.number || token.pair || token.date || ['co', 'khong', 'chua'].includes(token.key)).length < 2) return false
  const pages = new Set(clause.flatMap((_, at) => namesAt(scope.names, clause, at).flatMap(name => name.fields.map(id => pageOf(scope.form, id)))))
  for (const page of pages) {
    const near = nearFields(scope.form, { page })
    if ([...near].every(id => scope.near.has(id))) continue
    const fields = answersIn({ ...scope, near }, clause, text, context, true)
    if (fields.length > 1 && fields.every(id => !Object.hasOwn(context.answers, id) && sectionOf(scope.form, id) !== undefined)) return true
  }
  return false
}
