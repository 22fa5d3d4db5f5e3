import { setTimeout as delay } from 'node:timers/promises'
import { Client, DatabaseError, Pool, type ClientConfig, type PoolConfig } from 'pg'
import { Fault } from '#domain/fault.ts'
import { judgeError, unreachable } from './databaseFault.ts'

/** A statement with a name is planned once a connection. */
export interface Statement {
  name?: string
  text: string
  values?: unknown[]
}

/** One connection that is opened when it is needed and again when it was lost. */
export interface Line {
  /** Rejects with the driver's own error. */
  query<R extends object>(statement: Statement): Promise<R[]>
  /** Counts the connections that were let go of or lost so far: what a session held is gone when it has changed. */
  readonly session: number
  /** Lets go of the connection; the next query opens another. */
  drop(): void
  close(): Promise<void>
}

/** A database by its URL: a pool for reading, and lines of one connection each. */
export interface Database {
  /** Host, port and name, for messages; never the password. */
  where: string
  /** Reads on any connection, and again on another one when it is lost. Rejects with a Fault. */
  read<R extends object>(statement: Statement): Promise<R[]>
  /** Does several reads that see one and the same state. */
  snapshot<R>(work: (read: <Row extends object>(statement: Statement) => Promise<Row[]>) => Promise<R>): Promise<R>
  line(): Line
  /** Asks `work` again while connections are lost or transactions collide, for as long as the database has patience. Rejects with a Fault. */
  patiently<R>(work: () => Promise<R>): Promise<R>
  close(): Promise<void>
}

/** Milliseconds for which a lost database is tried again, unless said: a channel waits 15 s for its answer. */
const PATIENCE = 10_000
/** Connections of the pool, unless the URL says `max`. */
const POOL_SIZE = 8

/** Describes the database of a URL; nothing is opened yet. Its query may set what `pg` knows: sslmode, sslrootcert, statement_timeout, max. */
export function connect(url: string, patience = PATIENCE): Database {
  const parsed = new URL(url)
  const where = `the database ${decodeURIComponent(parsed.pathname.slice(1))} on ${parsed.host || 'localhost'}`
  const max = Number(parsed.searchParams.get('max') ?? POOL_SIZE)
  const options: PoolConfig = {
    connectionString: url,
    application_name: 'qcdc',
    connectionTimeoutMillis: 5_000,
    // A commit may have to wait for an import to end; what takes longer than this is stuck.
    statement_timeout: 30_000,
    query_timeout: 35_000,
    idle_in_transaction_session_timeout: 60_000,
    // The server lets go of what a vanished instance held within a minute, not after the two hours that systems wait by themselves.
    options: '-c tcp_keepalives_idle=20 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3',
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  }
  const pool = new Pool({ ...options, max: Number.isInteger(max) && max > 0 ? max : POOL_SIZE })
  // An idle connection that breaks is told here; the next reader gets another.
  pool.on('error', () => {})

  async function patiently<R>(work: () => Promise<R>): Promise<R> {
    const begun = performance.now()
    for (let attempt = 0; ; attempt++) {
      try {
        return await work()
      } catch (error) {
        const verdict = judgeError(error, where)
        if (verdict instanceof Fault) throw verdict
        const left = patience - (performance.now() - begun)
        if (left <= 0) throw verdict === 'lost' ? unreachable(where, patience / 1000, error) : new Fault('contended', `${where}: transactions collided for ${patience / 1000} s`, { cause: error })
        await delay(Math.min(left, 500, 5 * 2 ** Math.min(attempt, 8)))
      }
    }
  }

  return {
    where,
    patiently,
    read: async statement => (await patiently(() => pool.query(statement))).rows,
    snapshot: work => patiently(async () => {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        await client.query('begin isolation level repeatable read read only')
        const result = await work(async statement => (await client.query(statement)).rows)
        await client.query('commit')
        return result
      } catch (error) {
        broken = error as Error
        throw error
      } finally {
        client.release(broken)
      }
    }),
    line: () => openLine(options),
    close: () => pool.end(),
  }
}

function openLine(options: ClientConfig): Line {
  let current: Promise<Client> | undefined
  let session = 0

  function open(): Promise<Client> {
    const client = new Client(options)
    const opening = client.connect().then(() => client)
    const forget = (): void => {
      if (current === opening) line.drop()
    }
    client.on('error', forget)
    client.on('end', forget)
    opening.catch(forget)
    return opening
  }

  function letGo(): Promise<Client> | undefined {
    const gone = current
    if (gone) session++
    current = undefined
    return gone
  }

  const line: Line = {
    get session() {
      return session
    },
    async query(statement) {
      current ??= open()
      const mine = current
      try {
        return (await (await mine).query(statement)).rows
      } catch (error) {
        // After anything but an answer of the database itself nobody knows what this connection still has to say.
        if (!(error instanceof DatabaseError) || error.severity === 'FATAL') if (current === mine) line.drop()
        throw error
      }
    },
    drop() {
      letGo()?.then(client => client.end()).catch(() => {})
    },
    async close() {
      await letGo()?.then(client => client.end()).catch(() => {})
    },
  }
  return line
}
