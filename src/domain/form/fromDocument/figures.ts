import { aboveOf, type Above } from './context.ts'
import { spotsOf, type FigureSpot } from './spots.ts'
import type { Learnt } from './learnt.ts'
import type { Part } from './outline.ts'
import type { Candidate } from './reading.ts'
import type { When } from './statements.ts'
import type { TableEntry } from './tableRows.ts'
import type { Place } from './document.ts'
import type { Target } from './headingTarget.ts'
import type { Form } from '../form.ts'

/** A figure of the document with the chances of each count. */
interface Told extends Pick<Candidate, 'value' | 'said' | 'place' | 'why'> {
  value: number
  chances: ReadonlyMap<string, number>
  /** Figures of one table, or of one run of prose, go on from one another. */
  run: number
  /** The figure that this one and those beside it add up to: "27 đơn vị (12 phòng, 15 khu vực)". */
  whole?: Told
}

/** A denial says nought of a figure less surely than a figure does. */
const DENIED = 0.8

/** A chance below this is none. */
const LEAST = 0.12

/** Collects the figures of a document, and gives each to at most one field. */
export function figuresIn(form: Form, learnt: Learnt, when: When): { prose(part: Part & { kind: 'text' }, subject: (from: number) => Target | undefined): void; /** What follows goes on from nothing before it. */ next(): void; cell(part: Part & { kind: 'table' }, entry: TableEntry, value: number | undefined): void; settled(): Candidate[] } {
  const all: Told[] = []
  let run = 0
  const offer = (spot: FigureSpot, above: Above, said: string, place: Place, value = spot.read.value, sum = false, subject?: Target): void => {
    if (spot.read.other) return
    const denied = spot.negated ? DENIED : 1
    all.push({ value, said, place, run, chances: new Map([...learnt.ofFigure(spot, above)].map(([field, chance]) => [field, chance * denied * offSubject(form, field, subject)])), ...(sum ? { why: 'sum' as const } : spot.read.about ? { why: 'about' as const } : {}) })
  }
  const tell = (text: string, above: Above, place: Place, subject?: (from: number) => Target | undefined): void => {
    const { tokens, spots } = spotsOf(text, when.window)
    const from = all.length
    for (const spot of spots) offer(spot, above, around(spot), place, spot.read.value, false, subject?.(tokens[spot.from]!.from))
    partsOf(all.slice(from))
  }
  return {
    prose: (part, subject) => tell(part.text, aboveOf(part.path.slice(1), part.target?.sections ?? []), part.place, subject),
    next: () => void run++,
    cell(part, entry, value) {
      const place: Place = { kind: 'table', table: part.number, row: entry.row }
      const headings = [...part.path.slice(1), ...entry.context]
      const sections = part.target?.sections ?? []
      if (entry.note !== undefined && entry.note.length > 5) tell(entry.note, aboveOf([...headings, entry.label], sections), place)
      if (value === undefined) return tell(entry.value, aboveOf([...headings, entry.label], sections), place)
      // The figure of a cell is read as what stands behind its label.
      const text = `${entry.label}: 5 ${/^\d[\d. ]*(\D*)$/u.exec(entry.value.trim())?.[1]?.trim() || (entry.measure ?? '')}`
      const spot = spotsOf(text).spots.find(each => each.read.value === 5 && text.slice(0, entry.label.length + 4).length >= 0 && each.keys[each.from - 1] === ':')
      if (spot) offer(spot, aboveOf(headings, sections), `${entry.label}: ${entry.value}`, place, value, entry.total?.sum !== undefined && entry.total.sum !== value)
    },
    settled: () => assign(inTurn(form, all)),
  }
}

/** Marks figures that together make the one before them. */
function partsOf(told: readonly Told[]): void {
  told.forEach((whole, at) => {
    let sum = 0
    for (let end = at + 1; end < told.length && end <= at + 8 && whole.value > 1; end++) {
      sum += told[end]!.value
      if (sum > whole.value) return
      if (sum < whole.value || end === at + 1) continue
      for (const part of told.slice(at + 1, end + 1)) part.whole ??= whole
      return
    }
  })
}

/** How much of a chance is left where a clause is about another section, or is the author's own assessment or plan. */
const OTHER = 0.6
const OPINION = 0.15

/** What of a field's chance is left in a clause about that subject. */
export function offSubject(form: Form, field: string, subject: Target | undefined): number {
  if (!subject || subject.sections.length === 0) return 1
  const own = form.sections.some(section => subject.sections.includes(section.id) && section.fields.some(each => each.id === field))
  if (own) return 1
  return subject.field !== undefined && form.sections.some(section => subject.sections.includes(section.id) && section.fields.every(each => each.kind !== 'count' && each.kind !== 'yes-no-none')) ? OPINION : OTHER
}

/** Most figures of a report answer nothing, but what answers is told about more often in what was learnt from; this weighs the one against the other. */
const NOBODY = 0.3

/** How much likelier a figure is of the field that follows the one before it in the form, and of one of the same section. */
const NEXT = 6
const BESIDE = 2.4

/**
 * The chances of each figure by those before and behind it, too: reports tell figures in the order in which they are asked more often than not.
 * Forward and backward over each run.
 */
function inTurn(form: Form, all: readonly Told[]): Told[] {
  const order = form.sections.flatMap(section => section.fields.filter(field => field.kind === 'count').map(field => ({ id: field.id, section: section.id })))
  const follows = order.map((from, at) => order.map((to, then) => (then === at + 1 && to.section === from.section ? NEXT : to.section === from.section && then !== at ? BESIDE : 1)))
  return [...Map.groupBy(all, each => each.run).values()].flatMap(told => {
    // The last is that it is nobody's.
    const own = told.map(({ chances, whole }) => {
      // A part is of another field than its whole.
      const some = order.map(({ id }) => (chances.get(id) ?? 0) * (1 - (whole?.chances.get(id) ?? 0)))
      return [...some, NOBODY * Math.max(0, 1 - some.reduce((sum, each) => sum + each, 0))]
    })
    const pass = (list: readonly number[][], pull: (from: number, to: number) => number): number[][] => {
      const out: number[][] = []
      let before: number[] | undefined
      for (const chances of list) {
        const from = before
        const pulled = chances.map((chance, to) => {
          const told = from?.reduce((sum, each, at) => sum + each * (at === order.length || to === order.length ? 1 : pull(at, to)), 0) ?? 1
          return [told, chance * told] as const
        })
        out.push(pulled.map(([pull]) => pull))
        const sum = pulled.reduce((total, [, each]) => total + each, 0) || 1
        before = pulled.map(([, each]) => each / sum)
      }
      return out
    }
    const forward = pass(own, (from, to) => follows[from]![to]!)
    const backward = pass(own.toReversed(), (from, to) => follows[to]![from]!).toReversed()
    return told.map((each, at) => {
      const pulled = own[at]!.map((chance, to) => chance * forward[at]![to]! * backward[at]![to]!)
      const sum = pulled.reduce((total, one) => total + one, 0) || 1
      return { ...each, chances: new Map(order.map(({ id }, to) => [id, pulled[to]! / sum])) }
    })
  })
}

/** The likeliest first: a figure that went to one field is no other's. */
function assign(all: readonly Told[]): Candidate[] {
  const bids = all.flatMap(told => [...told.chances].filter(([, chance]) => chance >= LEAST).map(([field, chance]) => ({ told, field, chance })))
  const owner = new Map<Told, string>()
  const out: Candidate[] = []
  for (const { told, field, chance } of bids.toSorted((a, b) => b.chance - a.chance)) {
    if ((owner.get(told) ?? field) !== field) continue
    owner.set(told, field)
    out.push({ field, value: told.value, said: told.said, place: told.place, score: chance, ...(told.why ? { why: told.why } : {}) })
  }
  return out
}

/** The words around a figure, for people: up to the commas beside it. */
function around({ sentence, read }: FigureSpot): string {
  const { text, tokens } = sentence
  const base = tokens[0]!.from
  let [first, last] = [read.from, read.to - 1]
  while (first > 0 && read.from - first < 8 && ![',', '('].includes(tokens[first - 1]!.key)) first--
  while (last + 1 < tokens.length && last - read.to < 8 && ![',', '(', ')'].includes(tokens[last + 1]!.key)) last++
  return text.slice(tokens[first]!.from - base, tokens[last]!.to - base)
}
