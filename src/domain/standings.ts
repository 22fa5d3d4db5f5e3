import type { Obligation } from './obligation.ts'
import { count, noCounts, type Counts } from './rates.ts'
import { standing, type Standing } from './standing.ts'
import { DAY, type Instant } from './time/instant.ts'

/** Why a unit is in the late list; `late-filed` ones have filed since. */
export type LateState = 'missing' | 'waiting-at-head' | 'supplement-overdue' | 'late-filed'

/** The late list's order: who still owes comes before who has filed late. */
export const LATE_STATES: readonly LateState[] = ['missing', 'waiting-at-head', 'supplement-overdue', 'late-filed']

/** A question about all that a campaign was asked of, as of an instant. */
export interface StandingsQuery {
  campaign: string
  at: Instant
  level?: string
  /** Unit whose committee receives. */
  receiver?: string
  /** Only these units. */
  units?: ReadonlySet<string>
  /** Which part of the late list is wanted; all of it unless said. */
  rows?: { from?: number; limit?: number }
}

/** One line of the late list. */
export interface LateStanding {
  obligation: string
  unit: string
  level: string
  state: LateState
  /** The supplement's due instant where that is what is overdue. */
  due: Instant
  submittedAt: Instant | null
  daysLate: number
}

/** The answer: counts by level, in the order of the levels' first obligations by id, and the late list (by state, longest late first, then by unit id). */
export interface Standings {
  levels: { level: string; counts: Counts }[]
  /** Lines of the whole late list, of which `rows` may be a part. */
  late: number
  rows: LateStanding[]
}

/** What an obligation counts as from an instant on, until its next step. */
export interface Step {
  from: Instant
  /** What it counts as, see {@link addCell}. */
  cell: number
  late: LateStep | null
}

/** What the late list says of an obligation during a step. `days` null: they grow, counted from `due`. */
export interface LateStep {
  state: LateState
  due: Instant
  submittedAt: Instant | null
  days: number | null
}

/**
 * Version of what stores keep worked out: cells, steps, and of whom something is awaited. Raise it with every change of standing.ts, rates.ts, awaited.ts or this
 * file that makes an obligation count or wait otherwise, so that stores work them out anew.
 */
export const STANDINGS_VERSION = 1

/** The counts a cell has a bit for, lowest first. */
const COUNTED = Object.keys(noCounts()) as (keyof Counts)[]

/** The counts as a number: bit i for the i-th of {@link COUNTED}, then three bits for the place in the late list's states from 1 (0: not in the list), then one that is always set. */
function cellOf(now: Standing, late: LateStep | null): number {
  const counts = noCounts()
  count(counts, now)
  let cell = 1 << (COUNTED.length + 3)
  for (const [bit, name] of COUNTED.entries()) if (counts[name] > 0) cell |= 1 << bit
  return late ? cell | ((LATE_STATES.indexOf(late.state) + 1) << COUNTED.length) : cell
}

/** Adds to counts what `times` obligations in a cell count as. */
export function addCell(counts: Counts, cell: number, times: number): void {
  for (let bit = 0; bit < COUNTED.length; bit++) if (cell & (1 << bit)) counts[COUNTED[bit]!] += times
}

/** The late state of a cell; undefined when obligations in it are not in the late list. */
export function lateStateOf(cell: number): LateState | undefined {
  return LATE_STATES[((cell >> COUNTED.length) & 7) - 1]
}

function lateStep(now: Standing): LateStep | null {
  const { due, submittedAt, daysLate } = now
  if (now.timeliness === 'missing') return { state: now.phase === 'waiting-at-head' ? 'waiting-at-head' : 'missing', due, submittedAt, days: null }
  if (now.supplementOverdue) return { state: 'supplement-overdue', due: now.returned!.supplementDue, submittedAt, days: daysLate }
  return now.timeliness === 'late-filed' ? { state: 'late-filed', due, submittedAt, days: daysLate } : null
}

/** Steps of records that can't change any more, so that a question about many costs no second reading of their events. */
const KNOWN = new WeakMap<Obligation, Step[]>()

/** What an obligation counts as over time; before the first step it was not asked. Instants are not before 1970. */
export function stepsOf(obligation: Obligation): Step[] {
  const known = KNOWN.get(obligation)
  if (known) return known
  const asked = obligation.events[0]?.recordedAt ?? 0
  // A standing as of T changes only where something was recorded and right after something was due.
  const instants = new Set([asked, obligation.due + 1])
  for (const event of obligation.events) {
    instants.add(event.recordedAt)
    if (event.kind === 'extended') instants.add(event.until + 1)
    if (event.kind === 'returned') instants.add(event.supplementDue + 1)
  }
  const steps: Step[] = []
  for (const from of [...instants].toSorted((a, b) => a - b)) {
    if (from < asked) continue
    const now = standing(obligation, from)
    const late = lateStep(now)
    const step: Step = { from, cell: cellOf(now, late), late }
    const last = steps.at(-1)
    if (!last || last.cell !== step.cell || !sameLate(last.late, late)) steps.push(step)
  }
  if (Object.isFrozen(obligation)) KNOWN.set(obligation, steps)
  return steps
}

function sameLate(a: LateStep | null, b: LateStep | null): boolean {
  return a === b || (a !== null && b !== null && a.state === b.state && a.due === b.due && a.submittedAt === b.submittedAt && a.days === b.days)
}

/** Days begun since a due instant. */
export function daysSince(due: Instant, at: Instant): number {
  return Math.max(0, Math.ceil((at - due) / DAY))
}

/** The answer worked out from the obligations of the query's campaign, given in the order of their ids. */
export function foldStandings(obligations: Iterable<Obligation>, { at, level, receiver, units, rows: wanted = {} }: Omit<StandingsQuery, 'campaign'>): Standings {
  const levels = new Map<string, Counts>()
  const rows: LateStanding[] = []
  for (const obligation of obligations) {
    if ((level && obligation.level !== level) || (receiver && obligation.receiver !== receiver) || (units && !units.has(obligation.unit))) continue
    const step = stepsOf(obligation).findLast(one => one.from <= at)
    if (!step) continue
    let counts = levels.get(obligation.level)
    if (!counts) levels.set(obligation.level, (counts = noCounts()))
    addCell(counts, step.cell, 1)
    if (!step.late) continue
    const { state, due, submittedAt, days } = step.late
    rows.push({ obligation: obligation.id, unit: obligation.unit, level: obligation.level, state, due, submittedAt, daysLate: days ?? daysSince(due, at) })
  }
  rows.sort((a, b) => LATE_STATES.indexOf(a.state) - LATE_STATES.indexOf(b.state) || b.daysLate - a.daysLate || (a.unit < b.unit ? -1 : 1))
  const { from = 0, limit = Infinity } = wanted
  return { levels: [...levels].map(([id, counts]) => ({ level: id, counts })), late: rows.length, rows: from === 0 && limit === Infinity ? rows : rows.slice(from, from + limit) }
}
