import { Low } from 'lowdb'
import { crc32 } from 'node:zlib'
import { Fault } from '#domain/fault.ts'
import type { Stored } from '#ports/store.ts'
import type { Disk } from './disk.ts'

/** A record in memory, with what the store must know of it. */
export interface Slot {
  id: string
  stored: Stored<unknown>
  /** Number of the last change somebody waits for; a reader waits until it is on the disk. */
  change: number
  /** Length of the record's JSON, in UTF-16 units: what keeps partitions small. */
  size: number
  /** Whether it is frozen to its depth; what a start has loaded is frozen when first read. */
  sealed: boolean
}

/** A part of a table, kept in one lowdb file. */
export interface Partition {
  low: Low<Map<string, Slot>>
  /** Checkpoint that wrote its file; 0 before the first. */
  generation: number
  size: number
}

/** Where a partition's file is, by the checkpoint that wrote it. */
export type PartitionPath = (generation: number) => string

const HEAD = '{"format":1,"check":"'

/** A partition without records; its file is written through lowdb, by {@link writePartition}. */
export function openPartition(disk: Disk, path: PartitionPath, generation: number): Partition {
  const partition: Partition = {
    low: new Low<Map<string, Slot>>({ read: () => readSlots(disk, path(partition.generation)), write: slots => disk.writeFile(path(partition.generation), slotsJson(slots)) }, new Map()),
    generation,
    size: 0,
  }
  return partition
}

/** Reads a partition's file; throws Fault 'store-broken' naming it when it is missing, torn or changed. */
export async function loadPartition(partition: Partition): Promise<void> {
  await partition.low.read()
  partition.size = 0
  for (const slot of partition.low.data.values()) partition.size += slot.size
}

/** Writes a partition as it is at this moment to the file of a new checkpoint. The file counts only when the manifest names it, so it needs no renaming. */
export async function writePartition(partition: Partition, generation: number): Promise<void> {
  partition.generation = generation
  await partition.low.write()
}

/** One record a line: a difference between two files is readable, and the checksum is over exactly what stands between the braces. */
function slotsJson(slots: Map<string, Slot>): string {
  const lines: string[] = []
  for (const { id, stored } of slots.values()) lines.push(`${JSON.stringify(id)}:[${stored.rev},${JSON.stringify(stored.record)}]`)
  const body = `{\n${lines.join(',\n')}\n}`
  return `${HEAD}${crc32(body).toString(16).padStart(8, '0')}","records":${body}}\n`
}

async function readSlots(disk: Disk, path: string): Promise<Map<string, Slot>> {
  const bytes = await disk.read(path)
  if (!bytes) throw new Fault('store-broken', `${path} is missing. Restore a backup.`)
  const body = bytes.subarray(HEAD.length + 8 + '","records":'.length, bytes.length - 2)
  const check = bytes.toString('latin1', HEAD.length, HEAD.length + 8)
  if (bytes.toString('latin1', 0, HEAD.length) !== HEAD || check !== crc32(body).toString(16).padStart(8, '0')) {
    throw new Fault('store-broken', `${path} is not what the store wrote: its checksum does not agree. Restore a backup.`)
  }
  const slots = new Map<string, Slot>()
  const text = body.toString()
  const records: Record<string, [number, unknown]> = JSON.parse(text)
  // Exact sizes are not worth a second writing of every record at each start.
  const size = Math.ceil(text.length / Math.max(1, Object.keys(records).length))
  for (const [id, [rev, record]] of Object.entries(records)) {
    slots.set(id, { id, stored: { rev, record }, change: 0, size, sealed: false })
  }
  return slots
}
