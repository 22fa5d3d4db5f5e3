/** Ids in the order of their UTF-16 code units, in blocks, so that adding one to a hundred thousand moves a few hundred. */
export type SortedIds = string[][]

const BLOCK = 512

/** The last block whose first id is not after `id` (0 when none is). */
function blockOf(ids: SortedIds, id: string): number {
  let low = 0
  let high = ids.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (ids[middle]![0]! <= id) low = middle
    else high = middle - 1
  }
  return low
}

/** The place of the first id of a block that is not before `id`. */
function placeOf(block: string[], id: string): number {
  let low = 0
  let high = block.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (block[middle]! < id) low = middle + 1
    else high = middle
  }
  return low
}

/** Adds an id; one that is there already stays once. */
export function addId(ids: SortedIds, id: string): void {
  const at = blockOf(ids, id)
  const block = ids[at]
  if (!block) {
    ids.push([id])
    return
  }
  const place = placeOf(block, id)
  if (block[place] === id) return
  block.splice(place, 0, id)
  if (block.length > BLOCK) {
    // Ids that come in order fill blocks to the brim instead of leaving each half empty.
    const cut = place === BLOCK && at === ids.length - 1 ? BLOCK : BLOCK >> 1
    ids.splice(at + 1, 0, block.splice(cut))
  }
}

/** Removes an id; one that is not there is no matter. */
export function removeId(ids: SortedIds, id: string): void {
  const at = blockOf(ids, id)
  const block = ids[at]
  if (!block) return
  const place = placeOf(block, id)
  if (block[place] !== id) return
  block.splice(place, 1)
  if (block.length === 0) ids.splice(at, 1)
}

/** At most `limit` ids after `after` (from the first where it is undefined). */
export function idsAfter(ids: SortedIds, after: string | undefined, limit: number): string[] {
  const found: string[] = []
  const first = after === undefined ? 0 : blockOf(ids, after)
  for (let at = first; at < ids.length && found.length < limit; at++) {
    const block = ids[at]!
    let place = 0
    if (after !== undefined && at === first) {
      place = placeOf(block, after)
      if (block[place] === after) place++
    }
    const end = Math.min(block.length, place + limit - found.length)
    for (; place < end; place++) found.push(block[place]!)
  }
  return found
}

/** Whether an id is there. */
export function holdsId(ids: SortedIds, id: string): boolean {
  const block = ids[blockOf(ids, id)]
  return block !== undefined && block[placeOf(block, id)] === id
}

/** How many ids there are. */
export function countIds(ids: SortedIds): number {
  return ids.reduce((sum, block) => sum + block.length, 0)
}
