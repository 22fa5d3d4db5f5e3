import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '#domain/fault.ts'
import type { Statement } from './connect.ts'

/** A numbered migration: "0001-store.sql". */
export interface Migration {
  number: number
  name: string
  sql(): Promise<string>
}

const FOLDER = join(import.meta.dirname, 'migrations')

/** The migrations this program knows, in their order. */
export async function knownMigrations(): Promise<Migration[]> {
  const names = (await readdir(FOLDER)).filter(name => /^\d{4}-.+\.sql$/.test(name)).toSorted()
  return names.map(name => ({ number: Number(name.slice(0, 4)), name: name.slice(0, -4), sql: () => readFile(join(FOLDER, name), 'utf8') }))
}

/** How the database's tables compare to this program: `applied` is the number of the last migration. */
export type Schema = { state: 'none'; applied: 0; shape: '' } | { state: 'older' | 'current'; applied: number; shape: string }

/** Reads how far a database was migrated. Throws Fault 'store-newer' when a newer program did it. */
export async function readSchema({ where, read }: { where: string; read: <R extends object>(statement: Statement) => Promise<R[]> }): Promise<Schema> {
  const [found] = await read<{ there: boolean }>({ text: `select to_regclass('qcdc.migration') is not null as there` })
  const [last] = found?.there ? await read<{ number: number | null }>({ text: 'select max(number) as number from qcdc.migration' }) : []
  const applied = last?.number ?? 0
  if (applied === 0) return { state: 'none', applied, shape: '' }
  const newest = (await knownMigrations()).at(-1)!.number
  if (applied > newest) throw new Fault('store-newer', `${where} has migration ${applied}, this program knows ${newest}: use the newer program that migrated it`)
  const [chain] = await read<{ shape: string }>({ text: 'select shape from qcdc.chain' })
  return { state: applied < newest ? 'older' : 'current', applied, shape: chain?.shape ?? '' }
}
