import { sectionOf } from '../pages.ts'
import { fieldOf } from '../parseForm.ts'
import type { Filled } from '../fill.ts'
import type { Item } from './items.ts'
import type { PieceContext } from './piece.ts'
import type { Scope } from './scope.ts'
import type { Field, Section } from '../form.ts'

type Choice = Field & { kind: 'choice' }

/**
 * Reads choices: those behind their label ("hình thức: hội nghị, sao gửi") and, on a page with one such field, those that stand
 * alone. Gives back the items that are still to be read; `pending` are choice fields named without a choice.
 */
export function choicesIn(filled: Filled, scope: Scope, items: Item[], text: string, context: PieceContext): { items: Item[]; pending: Set<string> } {
  const chosen = new Map<string, { ids: string[]; from: number; to: number }>()
  const rest: Item[] = []
  const pending = new Set<string>()
  const near = [...scope.near].map(id => fieldOf(scope.form, id)).filter((field): field is Choice => field?.kind === 'choice')
  let open: Choice | undefined
  const unlabelled: { item: Item; choices: { field: string; choice: string }[] }[] = []
  const counted = new Set<Item>()
  /** Fields meant by a shorter name of theirs, understood from the place. */
  const short = new Set<string>()
  for (const [at, item] of items.entries()) {
    if (item.type === 'break' && item.hard) open = undefined
    if (counted.has(item)) continue
    // "hình thức: 2 hội nghị": how many of each is another field's.
    const behind = items[at + 1]
    if (open && item.type === 'value' && item.value.is === 'number' && behind?.type === 'name' && behind.name.choices.some(choice => choice.field === open!.id)) {
      passOver(item.from, behind.to)
      continue
    }
    if (item.type !== 'name') { rest.push(item); continue }
    const labels = labelsOf(item, at)
    const label = labels[0]
    const mine = open && item.name.choices.find(choice => choice.field === open!.id)
    if (mine) {
      const number = items[at + 1]
      if (number?.type === 'value' && number.value.is === 'number') {
        counted.add(number)
        passOver(item.from, number.to)
      }
      choose(mine.field, mine.choice, item)
      rest.push({ type: 'filler', from: item.from, to: item.to })
      continue
    }
    if (label) {
      open = labels.length === 1 ? label : undefined
      for (const field of labels) pending.add(field.id)
      if (labels.length > 1) {
        const [from, to] = [item.from, namedAfter(at).at(-1)?.to ?? item.to]
        filled.unclear.push({ said: text.slice(from, to), span: [from, to], why: 'which', candidates: labels.map(field => ({ field: field.id, ...valueFor(field, namedAfter(at)) })) })
        for (const chosen of namedAfter(at)) counted.add(chosen)
      } else if (!item.name.fields.includes(label!.id)) short.add(label!.id)
      rest.push({ type: 'break', hard: false, from: item.from, to: item.to })
      continue
    }
    const alone = item.name.choices.filter(choice => near.some(field => field.id === choice.field) && (context.asked === undefined || context.page !== undefined || context.asked.id === choice.field))
    const otherwise = item.name.fields.some(id => scope.near.has(id))
    if (alone.length > 0 && (!otherwise || context.asked?.kind === 'choice') && !countedAt(items, at)) {
      unlabelled.push({ item, choices: alone })
      rest.push({ type: 'filler', from: item.from, to: item.to })
      continue
    }
    if (item.name.fields.some(id => scope.near.has(id))) open = undefined
    rest.push(item)
  }
  // Without a label, "hội nghị, sao gửi" belongs to the one field that has both.
  const owners = near.filter(field => unlabelled.every(each => each.choices.some(choice => choice.field === field.id)))
  const guessed = unlabelled.length > 0 && owners.length === 1 && !chosen.has(owners[0]!.id) ? owners[0]! : undefined
  for (const { item, choices } of unlabelled) {
    const fit = guessed && choices.find(choice => choice.field === guessed.id)
    if (fit) choose(fit.field, fit.choice, item)
    else filled.unclear.push({ said: text.slice(item.from, item.to), span: [item.from, item.to], why: 'which', candidates: choices.map(choice => ({ field: choice.field, value: fieldValue(choice.field, [choice.choice]) })) })
  }
  for (const [id, { ids, from, to }] of chosen) {
    const field = fieldOf(scope.form, id) as Choice
    const span: [number, number] = [from, to]
    const said = text.slice(from, to)
    if (negatedIn(items, from, to)) filled.unclear.push({ said, span, why: 'words', candidates: [{ field: id, value: fieldValue(id, ids) }] })
    else if (!field.many && ids.length > 1) filled.unclear.push({ said, span, why: 'twice', candidates: ids.map(value => ({ field: id, value })) })
    else filled.found.push({ field: id, value: fieldValue(id, ids), said, span, ...((guessed?.id === id && near.length > 1) || short.has(id) ? { assumed: true as const } : {}) })
  }
  return { items: rest, pending }

  /**
   * Choice fields a label may be for: the only one that has the choices named after it, else the one in the section of the field named
   * nearest before, else the one it names in full when that is open, else the one still open. Several: it is not clear.
   */
  function labelsOf(item: Item & { type: 'name' }, at: number): Choice[] {
    const fit = [...item.name.fields, ...item.name.also].map(id => fieldOf(scope.form, id)!).filter((field): field is Choice => field.kind === 'choice' && (scope.near.has(field.id) || scope.whole))
    // "công khai" begins a label of choices, but is itself the name of a figure.
    if (!item.name.fields.some(id => fieldOf(scope.form, id)!.kind === 'choice')) return []
    if (fit.length < 2 || scope.whole) return fit.slice(0, 1)
    const after = namedAfter(at)
    const having = after.length === 0 ? fit : fit.filter(field => after.every(each => each.name.choices.some(choice => choice.field === field.id)))
    if (having.length === 1) return having
    const left = having.length > 0 ? having : fit
    const before = sectionBefore(item.from)
    const there = left.filter(field => before !== undefined && sectionOf(scope.form, field.id) === before)
    if (there.length === 1) return there
    const unanswered = left.filter(field => !Object.hasOwn(context.answers, field.id) && !chosen.has(field.id))
    const named = unanswered.filter(field => item.name.fields.includes(field.id))
    return named.length === 1 ? named : unanswered.length === 1 ? unanswered : left
  }

  /** The choices named right after a label. */
  function namedAfter(at: number): (Item & { type: 'name' })[] {
    const out: (Item & { type: 'name' })[] = []
    for (let i = at + 1; i < items.length; i++) {
      const next = items[i]!
      if (next.type === 'break' && next.hard) break
      if (next.type !== 'name') continue
      if (next.name.choices.length === 0 || countedAt(items, i)) break
      out.push(next)
    }
    return out
  }

  function sectionBefore(from: number): Section | undefined {
    let nearest: { to: number; field: string } | undefined
    const see = (to: number, field: string): void => { if (to <= from && to > (nearest?.to ?? -1)) nearest = { to, field } }
    for (const found of filled.found) see(found.span[1], found.field)
    for (const item of items) if (item.type === 'name' && item.name.fields.filter(id => scope.near.has(id)).length === 1 && item.name.choices.length === 0) see(item.to, item.name.fields.find(id => scope.near.has(id))!)
    return nearest && sectionOf(scope.form, nearest.field)
  }

  function passOver(from: number, to: number): void {
    filled.unplaced.push({ said: text.slice(from, to), span: [from, to], is: 'figure', fields: [] })
  }

  function valueFor(field: Choice, named: readonly (Item & { type: 'name' })[]): { value?: string | string[] } {
    const ids = named.flatMap(item => item.name.choices.filter(choice => choice.field === field.id).map(choice => choice.choice))
    return ids.length > 0 ? { value: fieldValue(field.id, ids) } : {}
  }

  function choose(field: string, choice: string, item: Item): void {
    const entry = chosen.get(field) ?? { ids: [], from: item.from, to: item.to }
    if (!entry.ids.includes(choice)) entry.ids.push(choice)
    entry.to = Math.max(entry.to, item.to)
    chosen.set(field, entry)
  }

  function fieldValue(id: string, ids: string[]): string | string[] {
    const field = fieldOf(scope.form, id) as Choice
    // In the order of the form, so that the same choices are always the same answer.
    return field.many ? field.choices.map(choice => choice.id).filter(each => ids.includes(each)) : ids[0]!
  }
}

/** Whether a figure stands right beside it: "2 hội nghị" counts conferences, it chooses nothing. */
function countedAt(items: readonly Item[], at: number): boolean {
  const skip = (from: number, step: 1 | -1): Item | undefined => {
    let i = from + step
    while (items[i]?.type === 'filler' || items[i]?.type === 'copula') i += step
    return items[i]
  }
  return isFigure(skip(at, -1)) || isFigure(skip(at, 1))
}

function isFigure(item: Item | undefined): boolean {
  return item?.type === 'value' && item.value.is === 'number'
}

function negatedIn(items: readonly Item[], from: number, to: number): boolean {
  return items.some((item, at) => item.type === 'value' && item.value.is === 'answer' && item.value.value !== 'yes' && items[at + 1] !== undefined && items[at + 1]!.from >= from && items[at + 1]!.to <= to && items[at + 1]!.type === 'name')
}
