import { setImmediate as tick } from 'node:timers/promises'
import type { Stored } from '#ports/store.ts'
import { keysIn, type Keys } from '#ports/tables.ts'
import type { Disk } from './disk.ts'
import { loadPartition, openPartition, type Partition, type PartitionPath, type Slot } from './partition.ts'
import { seal } from '#domain/seal.ts'
import { addId, countIds, holdsId, idsAfter, removeId, type SortedIds } from './sortedIds.ts'

/** What is read, and the change that must be on the disk before anybody may be told of it. */
interface Seen<R> {
  found: R
  change: number
}

/** A table in memory: its records in partitions, its indexes always in step. */
export interface Table {
  readonly name: string
  readonly partitions: Partition[]
  readonly dirty: Set<Partition>
  /** Revision of a record now; 0 where there is none. */
  rev(id: string): number
  get(id: string): Seen<Stored<unknown> | undefined>
  find(index: string, key: string, after: string | undefined, limit: number): Seen<Stored<unknown>[]>
  /** Ids after `after`, in order. */
  ids(after: string | undefined, limit: number): string[]
  /** Writes or (`record: null`) removes; `change` is its number if somebody waits for it, else 0. */
  put(id: string, record: unknown, rev: number, size: number, change: number, sealed: boolean): void
  /** Splits partitions until none is large on average, one at a time. */
  split(): Promise<void>
  load(): Promise<void>
  readonly count: number
  /** Forgets what was kept for readers who had to wait, up to a change that is on the disk now. */
  forget(durable: number): void
  /** Names of the indexes that do not hold exactly what the records say they should; goes through them without blocking the loop for long. */
  disagreeing(): Promise<string[]>
}

interface Bucket {
  ids: SortedIds
  /** Last change that took an id out or put one in. */
  change: number
}

/** Size of a partition's file beyond which another is added (UTF-16 units, on average): each write blocks the loop for well under a millisecond. */
const LARGE = 48 * 1024

/** FNV-1a over UTF-16 units. It decides where records lie on disk, so it must never change. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** Opens a table whose partitions were written by the checkpoints given (none for a new one). */
export function openTable(options: { name: string; indexes: Record<string, Keys<never>>; disk: Disk; path: (partition: number) => PartitionPath; generations: number[] }): Table {
  const { disk, path } = options
  const partitions = options.generations.map((generation, number) => openPartition(disk, path(number), generation))
  if (partitions.length === 0) partitions.push(openPartition(disk, path(0), 0))
  const dirty = new Set<Partition>()
  const all: SortedIds = []
  // A record taken away in a change that is not yet on the disk: "there is none" must wait like any other answer.
  const removed = new Map<string, number>()
  const emptied: { buckets: Map<string, Bucket>; key: string }[] = []
  const indexes = Object.entries(options.indexes).map(([name, keysOf]) => ({ name, keysOf, buckets: new Map<string, Bucket>() }))

  /** Linear hashing: with n partitions, the first n - 2^k of 2^k were split in two; a split moves records of one partition only. */
  function partitionOf(id: string): Partition {
    const hash = hashOf(id)
    let range = 1
    while (range < partitions.length) range *= 2
    const number = hash % range
    return partitions[number < partitions.length ? number : number - range / 2]!
  }

  function slotOf(id: string): Slot | undefined {
    return partitionOf(id).low.data.get(id)
  }

  function shown(slot: Slot): Stored<unknown> {
    if (!slot.sealed) {
      seal(slot.stored, `${options.name}/${slot.id}`)
      slot.sealed = true
    }
    return slot.stored
  }

  function reindex(id: string, before: unknown, after: unknown, change: number): void {
    for (const { keysOf, buckets } of indexes) {
      const was = before === null ? [] : keysIn(keysOf, before)
      const is = after === null ? [] : keysIn(keysOf, after)
      for (const key of was) {
        if (is.includes(key)) continue
        const bucket = buckets.get(key)
        if (!bucket) continue
        removeId(bucket.ids, id)
        bucket.change = Math.max(bucket.change, change)
        if (bucket.ids.length === 0) emptied.push({ buckets, key })
      }
      for (const key of is) {
        if (was.includes(key)) continue
        let bucket = buckets.get(key)
        if (!bucket) buckets.set(key, (bucket = { ids: [], change: 0 }))
        addId(bucket.ids, id)
        bucket.change = Math.max(bucket.change, change)
      }
    }
  }

  const table: Table = {
    name: options.name,
    partitions,
    dirty,
    rev: id => slotOf(id)?.stored.rev ?? 0,
    get(id) {
      const slot = slotOf(id)
      return slot ? { found: shown(slot), change: slot.change } : { found: undefined, change: removed.get(id) ?? 0 }
    },
    find(index, key, after, limit) {
      const bucket = indexes.find(one => one.name === index)?.buckets.get(key)
      if (!bucket) return { found: [], change: 0 }
      let change = bucket.change
      const found = idsAfter(bucket.ids, after, limit).map(id => {
        const slot = slotOf(id)!
        change = Math.max(change, slot.change)
        return shown(slot)
      })
      return { found, change }
    },
    ids: (after, limit) => idsAfter(all, after, limit),
    put(id, record, rev, size, change, sealed) {
      const partition = partitionOf(id)
      const slots = partition.low.data
      const slot = slots.get(id)
      if (record === null) {
        if (!slot) return
        dirty.add(partition)
        slots.delete(id)
        partition.size -= slot.size
        removeId(all, id)
        reindex(id, slot.stored.record, null, change)
        if (change > 0) removed.set(id, change)
        return
      }
      dirty.add(partition)
      const stored = sealed ? Object.freeze({ record, rev }) : { record, rev }
      if (slot) {
        reindex(id, slot.stored.record, record, change)
        partition.size += size - slot.size
        slot.stored = stored
        slot.size = size
        slot.sealed = sealed
        if (change > 0) slot.change = change
      } else {
        slots.set(id, { id, stored, change: Math.max(change, removed.get(id) ?? 0), size, sealed })
        removed.delete(id)
        partition.size += size
        addId(all, id)
        reindex(id, null, record, change)
      }
    },
    async split() {
      let total = 0
      for (const partition of partitions) total += partition.size
      while (total / partitions.length > LARGE) {
        let half = 1
        while (half * 2 <= partitions.length) half *= 2
        const from = partitions[partitions.length - half]!
        const to = openPartition(disk, path(partitions.length), 0)
        partitions.push(to)
        for (const [id, slot] of from.low.data) {
          if (partitionOf(id) !== to) continue
          from.low.data.delete(id)
          to.low.data.set(id, slot)
          from.size -= slot.size
          to.size += slot.size
        }
        dirty.add(from).add(to)
        await tick()
      }
    },
    async load() {
      await Promise.all(partitions.filter(partition => partition.generation > 0).map(loadPartition))
      const slots = partitions.flatMap(partition => [...partition.low.data.values()])
      // In order, every id goes to the end of its list.
      slots.sort((a, b) => (a.id < b.id ? -1 : 1))
      for (const { id, stored } of slots) {
        addId(all, id)
        reindex(id, null, stored.record, 0)
      }
    },
    get count() {
      return countIds(all)
    },
    forget(durable) {
      for (const [id, change] of removed) if (change <= durable) removed.delete(id)
      for (const { buckets, key } of emptied.splice(0)) {
        const bucket = buckets.get(key)
        if (!bucket || bucket.ids.length > 0) continue
        if (bucket.change <= durable) buckets.delete(key)
        else emptied.push({ buckets, key })
      }
    },
    async disagreeing() {
      const wrong = new Set<string>()
      for (const { low } of partitions) {
        for (const { id, stored } of low.data.values()) {
          if (!holdsId(all, id)) wrong.add('id')
          for (const { name, keysOf, buckets } of indexes) {
            for (const key of keysIn(keysOf, stored.record)) if (!holdsId(buckets.get(key)?.ids ?? [], id)) wrong.add(name)
          }
        }
        await tick()
      }
      for (const { name, keysOf, buckets } of indexes) {
        for (const [key, { ids }] of buckets) {
          for (const id of ids.flat()) {
            const slot = slotOf(id)
            if (!slot || !keysIn(keysOf, slot.stored.record).includes(key)) wrong.add(name)
          }
        }
        await tick()
      }
      for (const block of all) if (block.some(id => !slotOf(id))) wrong.add('id')
      return [...wrong]
    },
  }
  return table
}
