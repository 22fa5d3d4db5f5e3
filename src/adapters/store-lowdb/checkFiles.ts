import { setImmediate as tick } from 'node:timers/promises'
import { Fault } from '#domain/fault.ts'
import { readJournal } from '#domain/journal.ts'
import type { Soundness } from '#ports/store.ts'
import { SALTS, type Files } from './openFiles.ts'
import { loadPartition, openPartition, type Partition } from './partition.ts'
import { writeCheckpoint } from './writeCheckpoint.ts'

/** Lines of the journal proved between two turns of the event loop. */
const LINES_AT_ONCE = 200

/** Reads everything back from the disk and holds it against memory: the journal's chain, every partition, the log, the indexes. Keep checkpoints away meanwhile. */
export async function checkFiles(files: Files): Promise<Soundness> {
  const { disk, tables, journal, log, pathOf } = files
  const problems: string[] = []
  const told = (error: unknown): void => {
    problems.push(error instanceof Fault ? error.message : String(error))
  }

  // What is only in the log is brought to the files first, so that the files alone are judged.
  await writeCheckpoint(files).catch(told)
  const kept = journal.filed

  const reading = readJournal()
  for await (const line of journal.lines()) {
    reading.line(line)
    if (reading.entries % LINES_AT_ONCE === 0) await tick()
  }
  const broken = reading.end(kept)
  if (broken) problems.push(`The journal is ${broken.problem} at entry ${broken.seq}.`)

  let records = 0
  for (const table of Object.values(tables)) {
    if (table.name !== SALTS) records += table.count
    for (const [number, partition] of table.partitions.entries()) {
      if (partition.generation === 0) continue
      const path = pathOf(table.name, number, partition.generation)
      const read = openPartition(disk, () => path, partition.generation)
      await loadPartition(read).catch(told)
      if (read.low.data.size > 0 && !table.dirty.has(partition) && !sameRecords(read, partition)) problems.push(`${path} does not hold what the store has in memory.`)
    }
    for (const index of await table.disagreeing()) problems.push(`The index “${index}” of ${table.name} does not agree with its records.`)
  }
  await log.verify().catch(told)
  return { ok: problems.length === 0, records, journal: { entries: reading.entries, head: kept.hash, broken }, problems }
}

function sameRecords(file: Partition, memory: Partition): boolean {
  const slots = memory.low.data
  if (file.low.data.size !== slots.size) return false
  for (const { id, stored } of file.low.data.values()) {
    const slot = slots.get(id)
    if (slot?.stored.rev !== stored.rev || JSON.stringify(slot.stored.record) !== JSON.stringify(stored.record)) return false
  }
  return true
}
