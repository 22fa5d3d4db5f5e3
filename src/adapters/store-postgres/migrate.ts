import { Client } from 'pg'
import { Fault } from '#domain/fault.ts'
import type { TableName } from '#ports/tables.ts'
import { connect, type Statement } from './connect.ts'
import { judgeError } from './databaseFault.ts'
import { SHAPE } from './openPostgresStore.ts'
import { knownMigrations, readSchema } from './readSchema.ts'
import { keysOf, wireStandings } from './wireChange.ts'

/** What a migration did: the numbered migrations applied, and how many records were indexed anew because this program indexes them otherwise. */
export interface Migrated {
  applied: string[]
  reindexed: number
  /** The role that was given the application's rights; null where there is none of that name. */
  grantedTo: string | null
}

/** The role that instances log in with, unless they log in as the owner. */
export const APPLICATION_ROLE = 'qcdc_app'
/** "qcdc migr" as a number: two who migrate at once wait for each other. */
const LOCK = '8170972231930342258'
const PAGE = 500

/**
 * Brings a database up to this program, run as the role that is to own the tables; everything or nothing. Instances of an older program that still run
 * are refused from then on. Rights go to `application` where a role of that name exists. Throws Fault 'store-newer' for a database of a newer program.
 */
export async function migrate(url: string, { application = APPLICATION_ROLE }: { application?: string } = {}): Promise<Migrated> {
  const { where, close } = connect(url)
  // Bringing many records up to date takes longer than a turn may.
  const client = new Client({ connectionString: url, application_name: 'qcdc migrate', connectionTimeoutMillis: 10_000, statement_timeout: 0 })
  client.on('error', () => {})
  const read = async <R extends object>(statement: Statement): Promise<R[]> => (await client.query(statement)).rows
  try {
    await client.connect()
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [LOCK])
    const [settings] = await read<{ encoding: string; version: number }>({ text: `select current_setting('server_encoding') as encoding, current_setting('server_version_num')::int as version` })
    if (settings!.encoding !== 'UTF8') throw new Fault('config-invalid', `STORE_URL: ${where} has the encoding ${settings!.encoding}: create the database with ENCODING 'UTF8'`)
    if (settings!.version < 140000) throw new Fault('config-invalid', `STORE_URL: ${where} is older than PostgreSQL 14`)
    const { applied: before, shape } = await readSchema({ where, read })
    if (before === 0) {
      await client.query('create schema if not exists qcdc')
      await client.query('create table if not exists qcdc.migration (number integer primary key, name text not null, applied_at timestamptz not null default now())')
    }
    const applied: string[] = []
    for (const { number, name, sql } of await knownMigrations()) {
      if (number <= before) continue
      await client.query(await sql())
      await client.query('insert into qcdc.migration (number, name) values ($1, $2)', [number, name])
      applied.push(name)
    }
    const reindexed = shape === SHAPE ? 0 : await reindex(client, shape)
    const grantedTo = await grant(client, application, settings!.version)
    await client.query('commit')
    return { applied, reindexed, grantedTo }
  } catch (error) {
    const verdict = judgeError(error, where)
    throw verdict instanceof Fault ? verdict : new Fault('store-unreachable', `${where} can’t be reached (${error instanceof Error ? error.message : String(error)}); nothing was changed`, { cause: error })
  } finally {
    await client.end().catch(() => {})
    await close()
  }
}

/** Works out keys and standings of every record anew, for a program that has other indexes or counts otherwise. */
async function reindex(client: Client, before: string): Promise<number> {
  let count = 0
  let after = { kind: '', id: '' }
  // Nobody commits meanwhile: the row of the chain is what every commit locks first.
  await client.query('update qcdc.chain set shape = $1', [SHAPE])
  if (before === '') return 0
  await client.query('truncate qcdc.owing, qcdc.tally, qcdc.late')
  for (;;) {
    const { rows } = await client.query<{ kind: TableName; id: string; record: unknown }>('select kind, id, record from qcdc.record where (kind, id) > ($1, $2) order by kind, id limit $3', [after.kind, after.id, PAGE])
    for (const { kind, id, record } of rows) {
      const keys = keysOf(kind, record)
      await client.query('delete from qcdc.record_key k using qcdc.record r where r.kind = $1 and r.id = $2 and k.kind = $1 and k.id = $2 and k.key = any (r.keys) and not k.key = any ($3::text[])', [kind, id, keys])
      await client.query('insert into qcdc.record_key (kind, key, id) select $1, k, $2 from unnest($3::text[]) k on conflict do nothing', [kind, id, keys])
      await client.query('update qcdc.record set keys = $3 where kind = $1 and id = $2', [kind, id, keys])
    }
    const standings = rows.filter(row => row.kind === 'obligation').map(row => wireStandings((row.record as { id: string }).id, row.record))
    await client.query('select qcdc.put_standings($1)', [`[${standings.join(',')}]`])
    count += rows.length
    if (rows.length < PAGE) return count
    after = rows.at(-1)!
  }
}

/** The least the application needs: to read, and to commit through the functions that keep the rules. Nothing lets it change or remove an entry of the journal. */
async function grant(client: Client, role: string, version: number): Promise<string | null> {
  await client.query('revoke all on schema qcdc from public; revoke all on all tables in schema qcdc from public; revoke all on all functions in schema qcdc from public')
  const { rows } = await client.query<{ name: string }>('select rolname as name from pg_roles where rolname = $1 and rolname <> current_user', [role])
  if (rows.length === 0) return null
  const name = client.escapeIdentifier(role)
  await client.query(`
    grant usage on schema qcdc to ${name};
    revoke all on all tables in schema qcdc from ${name};
    revoke all on all functions in schema qcdc from ${name};
    grant select on all tables in schema qcdc to ${name};
    grant execute on function qcdc.commit, qcdc.take_turn to ${name};
  `)
  if (version >= 170000) await client.query(`grant maintain on qcdc.record, qcdc.record_key, qcdc.salt to ${name}`)
  return role
}
