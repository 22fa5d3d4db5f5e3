import { join } from 'node:path'
import type { Files } from './openFiles.ts'
import { writePartition, type Partition } from './partition.ts'

/**
 * Brings what changed since the last checkpoint from the log into the lowdb files and drops the log before it.
 * Nothing written here counts until the manifest is replaced, and the log is kept until then, so it may be cut short at any step.
 * Commits go on meanwhile: a partition may hold changes made after the checkpoint began, which a start replays once more to the same end.
 */
export async function writeCheckpoint(files: Files): Promise<void> {
  const { disk, dir, tables, journal, log, manifest } = files
  if (log.bytes === 0) return
  const { segment, before } = await log.rotate()
  const { seq } = journal.head
  await log.settled(log.last)
  await journal.flush(seq)
  const written: { partition: Partition; dirty: Set<Partition>; path: (generation: number) => string; was: number }[] = []
  try {
    for (const table of Object.values(tables)) {
      await table.split()
      // Those dirty by now: under load there are always new ones, and they are for the next checkpoint.
      const dirty = [...table.dirty]
      for (const partition of dirty) {
        const number = table.partitions.indexOf(partition)
        written.push({ partition, dirty: table.dirty, path: generation => files.pathOf(table.name, number, generation), was: partition.generation })
        table.dirty.delete(partition)
        await writePartition(partition, segment)
      }
    }
    await disk.syncFolder(join(dir, 'tables'))
    // A partition must not count before the log holds what is in it: other records of the same change would be missing after a crash.
    await log.settled(log.last)
    manifest.data = {
      ...manifest.data,
      segment,
      before,
      tables: Object.fromEntries(Object.values(tables).map(table => [table.name, table.partitions.map(partition => partition.generation)])),
      journal: journal.filed,
    }
    await manifest.write()
  } catch (error) {
    for (const { partition, dirty, was } of written) {
      partition.generation = was
      dirty.add(partition)
    }
    throw error
  }
  for (const table of Object.values(tables)) table.forget(log.durable)
  await log.drop(segment)
  for (const { path, was } of written) if (was > 0) await disk.remove(path(was))
}
