import { Low } from 'lowdb'
import { dirname } from 'node:path'
import { z } from 'zod'
import { Fault } from '#domain/fault.ts'
import type { Disk } from './disk.ts'

const FORMAT = 1

const manifestSchema = z.object({
  format: z.number(),
  /** First segment of the log that a start replays, and the number of the last change before it. */
  segment: z.number(),
  before: z.number(),
  /** Table → the checkpoint that wrote each of its partitions (0: never written, so empty). */
  tables: z.record(z.string(), z.array(z.number())),
  /** The journal's files end with this entry, and its last file has so many bytes. */
  journal: z.object({ seq: z.number(), hash: z.string(), bytes: z.number() }),
})

/** What a checkpoint left behind: replacing this one file is what makes a checkpoint count, all of it at once. */
export type Manifest = z.infer<typeof manifestSchema>

/** A store's manifest before there is one: segment 0 is never written. */
function noManifest(): Manifest {
  return { format: FORMAT, segment: 0, before: 0, tables: {}, journal: { seq: 0, hash: '', bytes: 0 } }
}

/** The manifest's file, kept through lowdb: a write replaces it whole and is durable when it resolves. Reading throws Fault 'store-broken' or 'store-newer'; where there is no file, `data` has segment 0. */
export function manifestFile(disk: Disk, path: string): Low<Manifest> {
  return new Low<Manifest>({
    async read() {
      const bytes = await disk.read(path)
      return bytes ? parseManifest(bytes.toString(), path) : null
    },
    async write(manifest) {
      await disk.writeFile(`${path}.new`, JSON.stringify(manifest, null, 1) + '\n')
      await disk.rename(`${path}.new`, path)
      await disk.syncFolder(dirname(path))
    },
  }, noManifest())
}

function parseManifest(text: string, path: string): Manifest {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new Fault('store-broken', `${path} is no JSON. Restore a backup.`, { cause: error })
  }
  const format = (json as { format?: unknown } | null)?.format
  if (typeof format === 'number' && format > FORMAT) throw new Fault('store-newer', `${path} has format ${format}, this program knows ${FORMAT}: use the newer program that wrote it.`)
  const manifest = manifestSchema.safeParse(json)
  if (!manifest.success) throw new Fault('store-broken', `${path} is not what the store wrote: ${z.prettifyError(manifest.error)}`)
  return manifest.data
}
