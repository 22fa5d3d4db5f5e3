import type { Item, Value } from './items.ts'

/** A name that stands in a message. */
export type NameItem = Item & { type: 'name' }
/** A value that stands in a message. */
export type ValueItem = Item & { type: 'value' }

/** A name and the value it was given. */
export interface Pair {
  name: NameItem
  value: ValueItem
  /** The reading is likely but not the only one: it is shown as assumed. */
  assumed: boolean
  /** Words nobody accounted for stand between or right after: not taken without asking. */
  doubtful: boolean
}

/** Names and values of a piece, put together as far as they belong to each other. */
export interface Paired {
  pairs: Pair[]
  names: NameItem[]
  values: ValueItem[]
  /** Names whose value is to be skipped or left blank. */
  skips: { name: NameItem; blank: boolean }[]
  /** "bỏ qua" with no name beside it. */
  skipAll: 'skip' | 'blank' | undefined
  /** Unaccounted words. */
  words: Item[]
}

/** Items between breaks. */
function segments(items: readonly Item[]): { items: Item[]; hardAfter: boolean }[] {
  const out: { items: Item[]; hardAfter: boolean }[] = [{ items: [], hardAfter: false }]
  for (const item of items) {
    if (item.type === 'break') {
      out.at(-1)!.hardAfter ||= item.hard
      if (out.at(-1)!.items.length > 0) out.push({ items: [], hardAfter: false })
      else if (out.length > 1) out.at(-2)!.hardAfter ||= item.hard
    } else out.at(-1)!.items.push(item)
  }
  return out.filter(segment => segment.items.length > 0)
}

/**
 * Gives every value of a message to the name it stands with. `fits` says whether a name may have a value of that kind, `spare` which
 * of two names around a value is only another word for the other, or the noun it counts ("ban hành 12 văn bản", "tiếp thu 22 ý kiến").
 * Inside a comma-free piece the reading with the fewest left over wins; of equally good readings only what they share counts.
 */
export function pairUp(items: readonly Item[], fits: (name: NameItem, value: Value) => boolean, spare: (a: NameItem, b: NameItem) => NameItem | undefined = () => undefined): Paired {
  const result: Paired = { pairs: [], names: [], values: [], skips: [], skipAll: undefined, words: [] }
  const pieces = segments(items).map(segment => ({ ...segment, ...pairPiece(oneName(segment.items, spare), fits) }))
  const used = new Set<Item>()
  // A list of names before a list of values: "hội nghị, tọa đàm: 2, 1".
  for (let k = 0; pieces.length > 1 && k < pieces.length; k++) {
    const onlyNames = (i: number): boolean => i >= 0 && i < pieces.length && pieces[i]!.values.length === 0 && pieces[i]!.pairs.length === 0 && pieces[i]!.names.length === 1 && pieces[i]!.skip === undefined
    const onlyValue = (i: number): boolean => i >= 0 && i < pieces.length && pieces[i]!.names.length === 0 && pieces[i]!.pairs.length === 0 && pieces[i]!.values.length === 1
    const piece = pieces[k]!
    let before = 0
    while (onlyNames(k - 1 - before)) before++
    const together = piece.all && piece.values.length + piece.pairs.length === 1
    if (before > 0 && together) {
      const value = piece.values[0] ?? piece.pairs[0]!.value
      for (let i = k - before; i < k; i++) { take(pieces[i]!.names[0]!, value, true, false); pieces[i]!.names = [] }
      piece.values = []
      continue
    }
    let after = 0
    while (onlyValue(k + 1 + after)) after++
    if (piece.pairs.length === 1 && piece.names.length === 0 && piece.values.length === 0 && before > 0 && after > 0) {
      const names = [...Array.from({ length: before }, (_, i) => pieces[k - before + i]!.names[0]!), piece.pairs[0]!.name]
      const values = [piece.pairs[0]!.value, ...Array.from({ length: after }, (_, i) => pieces[k + 1 + i]!.values[0]!)]
      if (names.length === values.length && names.every((name, i) => fits(name, values[i]!.value))) names.forEach((name, i) => take(name, values[i]!, true, false))
      else { result.names.push(...names); result.values.push(...values) }
      for (let i = k - before; i <= k + after; i++) { pieces[i]!.names = []; pieces[i]!.values = []; pieces[i]!.pairs = [] }
      continue
    }
  }
  // A table pasted line by line: name, value, name, value.
  for (let k = 0; k + 1 < pieces.length; k++) {
    const [name, value] = [pieces[k]!, pieces[k + 1]!]
    if (name.names.length === 1 && name.pairs.length === 0 && name.values.length === 0 && name.hardAfter && value.values.length === 1 && value.names.length === 0 && value.pairs.length === 0 && (k + 2 >= pieces.length || value.hardAfter) && fits(name.names[0]!, value.values[0]!.value)) {
      take(name.names[0]!, value.values[0]!, false, false)
      name.names = []
      value.values = []
    }
  }
  for (const piece of pieces) {
    result.pairs.push(...piece.pairs)
    if (piece.skip) {
      const blank = piece.skip === 'blank'
      if (piece.names.length > 0) result.skips.push(...piece.names.map(name => ({ name, blank })))
      else if (piece.pairs.length === 0) result.skipAll = piece.skip
      result.values.push(...piece.values)
    } else {
      result.names.push(...piece.names)
      result.values.push(...piece.values)
    }
    result.words.push(...piece.items.filter(item => item.type === 'word'))
  }
  result.pairs.sort((a, b) => Math.min(a.name.from, a.value.from) - Math.min(b.name.from, b.value.from))
  return result

  function take(name: NameItem, value: ValueItem, assumed: boolean, doubtful: boolean): void {
    if (used.has(name)) return
    used.add(name)
    result.pairs.push({ name, value, assumed, doubtful })
  }
}

/** "phát hiện 2 vi phạm": of two names around one value, one may say nothing of its own. */
function oneName(items: Item[], spare: (a: NameItem, b: NameItem) => NameItem | undefined): Item[] {
  const parts = items.filter(item => item.type === 'name' || item.type === 'value')
  const dropped = new Set<Item>(parts.flatMap((item, at) => {
    const [value, behind] = [parts[at + 1], parts[at + 2]]
    if (item.type !== 'name' || value?.type !== 'value' || behind?.type !== 'name' || parts[at + 3]?.type === 'value') return []
    const less = spare(item, behind)
    return less ? [less] : []
  }))
  return items.map(item => (dropped.has(item) ? { type: 'filler', from: item.from, to: item.to } : item))
}

interface Piece {
  pairs: Pair[]
  names: NameItem[]
  values: ValueItem[]
  all: boolean
  skip: 'skip' | 'blank' | undefined
}

/** What leaving a name or a value alone costs, against pairing it. */
const LEFT_OVER = 10

function pairPiece(items: readonly Item[], fits: (name: NameItem, value: Value) => boolean): Piece {
  const skip = items.find(item => item.type === 'skip')
  const parts = items.flatMap((item, at) => (item.type === 'name' || item.type === 'value' ? [{ item, at }] : []))
  const piece: Piece = { pairs: [], names: [], values: [], all: items.some(item => item.type === 'all'), skip: skip?.type === 'skip' ? (skip.blank ? 'blank' : 'skip') : undefined }
  const chosen = certainPairs()
  const taken = new Set(chosen.flat())
  for (const [a, b] of chosen) {
    const [first, second] = [parts[a]!, parts[b]!]
    const labelFirst = first.item.type === 'name'
    const name = (labelFirst ? first.item : second.item) as NameItem
    const value = (labelFirst ? second.item : first.item) as ValueItem
    const gap = items.slice(first.at + 1, second.at)
    const next = items[second.at + 1]
    const copula = gap.some(item => item.type === 'copula')
    const stray = gap.some(item => item.type === 'word') && !copula
    // "hội nghị 2 phòng": the figure counts something nobody named. A date may be followed by its place.
    // "hợp đồng 68: 4": the first figure belongs to the name.
    const follows = labelFirst && !copula && value.value.is !== 'date' && (next?.type === 'word' || (next?.type === 'copula' && value.value.is === 'number'))
    piece.pairs.push({ name, value, assumed: value.value.is === 'number' && !value.value.sure, doubtful: stray || follows })
  }
  parts.forEach(({ item }, at) => {
    if (taken.has(at)) return
    if (item.type === 'name') piece.names.push(item)
    else if (item.type === 'value') piece.values.push(item)
  })
  return piece

  /** Pairs that stand in every one of the cheapest readings: where two are equally cheap, what they share is certain all the same. */
  function certainPairs(): [number, number][] {
    // Kept short on purpose: a piece without a comma that has more parts than this is prose.
    if (parts.length > 40) return []
    const count = parts.length
    const prices = parts.map((_, i) => (i + 1 < count ? price(i) : undefined))
    const ahead: { cost: number; ways: number }[] = []
    const join = (a: { cost: number; ways: number }, b: { cost: number; ways: number } | undefined): { cost: number; ways: number } => (!b || a.cost < b.cost ? a : b.cost < a.cost ? b : { cost: a.cost, ways: a.ways + b.ways })
    const via = (before: { cost: number; ways: number } | undefined, cost: number | undefined): { cost: number; ways: number } | undefined => (before && cost !== undefined ? { cost: before.cost + cost, ways: before.ways } : undefined)
    ahead[count] = { cost: 0, ways: 1 }
    for (let i = count - 1; i >= 0; i--) ahead[i] = join(via(ahead[i + 1], LEFT_OVER)!, via(ahead[i + 2], prices[i]))
    const behind: { cost: number; ways: number }[] = [{ cost: 0, ways: 1 }]
    for (let i = 1; i <= count; i++) behind[i] = join(via(behind[i - 1], LEFT_OVER)!, i > 1 ? via(behind[i - 2], prices[i - 2]) : undefined)
    return prices.flatMap((cost, i): [number, number][] => {
      if (cost === undefined) return []
      const [before, after] = [behind[i]!, ahead[i + 2]!]
      return before.cost + cost + after.cost === ahead[0]!.cost && before.ways * after.ways === ahead[0]!.ways ? [[i, i + 1]] : []
    })
  }
  function price(i: number): number | undefined {
    const [a, b] = [parts[i]!, parts[i + 1]!]
    if (a.item.type === b.item.type) return undefined
    const name = (a.item.type === 'name' ? a.item : b.item) as NameItem
    const value = (a.item.type === 'name' ? b.item : a.item) as ValueItem
    if (!fits(name, value.value)) return undefined
    const gap = items.slice(a.at + 1, b.at)
    const copula = gap.some(item => item.type === 'copula')
    // ":" after a value closes nothing: only a name before it makes sense.
    if (copula && b.item.type === 'name') return 6
    return (copula ? -3 : 0) + (gap.some(item => item.type === 'word') && !copula ? 4 : 0)
  }
}
