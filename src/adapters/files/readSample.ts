import { join } from 'node:path'
import { z } from 'zod'
import { plausibleSchema } from '#domain/importing/plausibleAnswers.ts'
import type { Row } from '#domain/importing/rows.ts'
import { readJson } from './readJson.ts'
import { readRowsFile } from './readRowsFile.ts'

const indexSchema = z.strictObject({ campaigns: z.array(z.strictObject({ file: z.string().min(1), moves: z.boolean() })) })

/** The sample's files in a data folder (organisation/units.json, sample/*), for loadSample. Throws Fault 'data-invalid' or 'import-invalid' naming the file. */
export async function readSample(data: string) {
  const folder = join(data, 'sample')
  const index = await readJson(join(folder, 'sample.json'), indexSchema)
  const [units, people, monitors, delegations, plausible, ...documents] = await Promise.all([
    readRowsFile(join(data, 'organisation', 'units.json')),
    readRowsFile(join(folder, 'people.json')),
    readRowsFile(join(folder, 'monitors.csv')),
    readRowsFile(join(folder, 'delegations.json')),
    readJson(join(folder, 'plausible.json'), plausibleSchema),
    ...index.campaigns.map(({ file }) => readJson(join(folder, 'campaigns', file), z.unknown())),
  ])
  return {
    units, people, monitors, plausible,
    delegations: delegations.map(knownFrom),
    campaigns: index.campaigns.map(({ moves }, at) => ({ document: documents[at], moves })),
  }
}

function knownFrom({ cells: { recordedAt, ...cells } }: Row): { recordedAt: string; cells: Record<string, unknown> } {
  return { recordedAt: String(recordedAt), cells }
}
