import { randomUUID } from 'node:crypto'
import { canonicalJson } from '#domain/canonicalJson.ts'
import { Fault } from '#domain/fault.ts'
import { readEntry } from '#domain/journal.ts'
import { seal } from '#domain/seal.ts'
import { STANDINGS_VERSION } from '#domain/standings.ts'
import type { Clock, NewId } from '#ports/clock.ts'
import type { Asked, Committed, Entry, Reading, Store, Stored } from '#ports/store.ts'
import { INDEXES, TABLE_NAMES, type TableName, type Tables } from '#ports/tables.ts'
import { checkDatabase } from './checkDatabase.ts'
import { createCommitLane, shapeOf } from './commitLane.ts'
import { connect } from './connect.ts'
import { unmigrated } from './databaseFault.ts'
import { idOfKeyText, keyText } from './keyText.ts'
import { createLeases } from './leases.ts'
import { createReadLane } from './readLane.ts'
import type { FoundRow, Row, Wanted } from './readings.ts'
import { readSchema } from './readSchema.ts'
import { readStandings } from './readStandings.ts'
import { createSessionLane } from './sessionLane.ts'
import { indexKey, keysOf, recordAndKeys, wireChange, wireStandings } from './wireChange.ts'

export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database?sslmode=verify-full`; see docs/postgres.md. */
  url: string
  /** Salts come from it. */
  newId: NewId
  /** What entries are recorded at. */
  clock: Clock
  /** Milliseconds for which a lost database is tried again; 10 s unless said. */
  patience?: number
}

const PAGE = 500
const OK: Committed = Object.freeze({ ok: true })
const NONE: ReadonlySet<string> = new Set()

/** Which indexes and standings this program writes records with. */
export const SHAPE = shapeOf(INDEXES, STANDINGS_VERSION)

/**
 * Opens a store in PostgreSQL that any number of instances may have open. Throws Fault 'store-unmigrated' and 'store-newer' for a database whose tables are
 * not this program's, 'store-unreachable' when it does not answer.
 *
 * What an instance writes goes through one connection in the order it came, several changes to a transaction; what it reads, through a pool. A reader sees
 * what was committed, its own instance's notes included. Lost connections are opened again and what was under way is asked again, for `patience`.
 */
export async function openPostgresStore({ url, newId, clock, patience }: PostgresStoreOptions): Promise<Store> {
  const database = connect(url, patience)
  try {
    const schema = await readSchema(database)
    if (schema.state === 'none' || schema.state === 'older' || schema.shape !== SHAPE) throw unmigrated(database.where)
  } catch (error) {
    await database.close()
    throw error
  }
  const session = createSessionLane({ database, shape: SHAPE, instance: randomUUID() })
  const lane = createCommitLane(session)
  const leases = createLeases(session)
  const reads = createReadLane(database)
  let closed: Promise<void> | undefined

  function refuseWhenClosed(): void {
    if (closed) throw new Fault('store-closed', `The store in ${database.where} was closed.`)
  }

  async function rowsOf(table: TableName, text: string, name: string, values: unknown[]): Promise<Row[]> {
    refuseWhenClosed()
    await lane.noted(table)
    return database.read<Row>({ name, text, values })
  }

  const store: Store = {
    async get(table, id) {
      refuseWhenClosed()
      return (await read({ table, id })) as Stored<Tables[typeof table]> | undefined
    },
    async find(table, index, key, { after, limit } = {}) {
      refuseWhenClosed()
      if (after === undefined && limit === undefined) return (await read({ table, index, key })) as Stored<Tables[typeof table]>[]
      const select = 'select r.rev, r.record from qcdc.record_key k join qcdc.record r on r.kind = k.kind and r.id = k.id where k.kind = $1 and k.key = $2'
      const values = [table, indexKey(index, key), limit ?? null]
      const rows = after === undefined
        ? await rowsOf(table, `${select} order by k.id limit $3`, 'find-first', values)
        : await rowsOf(table, `${select} and k.id > $4 order by k.id limit $3`, 'find-after', [...values, keyText(after)])
      return rows.map(row => shown(table, row))
    },
    async *all(table) {
      let after: string | undefined
      for (;;) {
        const select = 'select rev, record, id from qcdc.record where kind = $1'
        const rows = after === undefined
          ? await rowsOf(table, `${select} order by id limit $2`, 'all', [table, PAGE])
          : await rowsOf(table, `${select} and id > $3 order by id limit $2`, 'all-after', [table, PAGE, after])
        for (const row of rows) yield shown(table, row)
        if (rows.length < PAGE) return
        after = (rows.at(-1) as Row & { id: string }).id
      }
    },
    async commit(change) {
      refuseWhenClosed()
      const answer = await lane.commit(wireChange(change, clock(), newId))
      if (answer) {
        const { table, id } = change.writes[answer[0]]!
        return { ok: false, conflict: { table, id, rev: answer[1] } }
      }
      if (change.erase?.length) await vacuum()
      return OK
    },
    note(change) {
      if (closed) return
      lane.note(wireChange(change, clock(), newId), change.writes)
    },
    async *journal(from = 1) {
      refuseWhenClosed()
      for (let next = Math.max(1, from); ;) {
        const rows = await database.read<{ line: string }>({ name: 'journal', text: 'select line from qcdc.journal where seq >= $1 order by seq limit $2', values: [next, PAGE] })
        for (const { line } of rows) {
          const entry = parseEntry(line)
          next = entry.seq + 1
          yield entry
        }
        if (rows.length < PAGE) return
      }
    },
    async salt(subject) {
      refuseWhenClosed()
      const rows = await database.read<{ salt: string }>({ name: 'salt', text: 'select salt from qcdc.salt where subject = $1', values: [keyText(subject)] })
      return rows[0]?.salt
    },
    async *salts() {
      refuseWhenClosed()
      for (let after: string | null = null; ;) {
        const rows: { subject: string; salt: string }[] = await database.read({ name: 'salts', text: 'select subject, salt from qcdc.salt where $1::text is null or subject > $1 order by subject limit $2', values: [after, PAGE] })
        for (const { subject, salt } of rows) yield { subject: idOfKeyText(subject), salt }
        if (rows.length < PAGE) return
        after = rows.at(-1)!.subject
      }
    },
    async load({ records, salts, entries }) {
      refuseWhenClosed()
      const written = records.map(({ table, id, rev, record }) => {
        seal(record, `${table}/${id}`)
        return `["${table}",${JSON.stringify(keyText(id))},${rev},${recordAndKeys(table, record)}]`
      })
      const standings = records.filter(one => one.table === 'obligation').map(one => wireStandings(one.id, one.record))
      const lines = entries.map(entry => {
        const line = canonicalJson(entry)
        if (!readEntry(line)) throw new Fault('data-invalid', `entry ${entry.seq} is not the one its own hash was made over`)
        return [String(entry.seq), entry.prev, entry.hash, line]
      })
      const values = [SHAPE, `[${written.join(',')}]`, `[${standings.join(',')}]`, JSON.stringify(salts.map(one => [keyText(one.subject), one.salt])), JSON.stringify(lines)]
      await database.read({ text: 'select qcdc.load($1, $2, $3, $4, $5)', values })
    },
    async standings(query) {
      refuseWhenClosed()
      await lane.noted('obligation')
      return readStandings(database, query)
    },
    async exclusively(key, work, { wait, ahead = [] } = {}) {
      refuseWhenClosed()
      await Promise.all(ahead.map(noted))
      refuseWhenClosed()
      const noting = ahead.map(idsNoting)
      const readings = (found: FoundRow[][]): Reading[] => ahead.map((asked, place) => answer(asked, found[place]!, noting[place]!) as Reading)
      return leases.hold(key, found => work(readings(found)), { wait, wanted: ahead.map(wantedBy) })
    },
    async pace(key, { perSecond, burst, ahead }, turns = 1) {
      refuseWhenClosed()
      const rows = await database.read<{ wait: number }>({ name: 'pace', text: 'select qcdc.take_turn($1, $2, $3, $4, $5) as wait', values: [keyText(key), perSecond, burst, turns, ahead ?? null] })
      return rows[0]!.wait
    },
    async check() {
      refuseWhenClosed()
      await Promise.all(TABLE_NAMES.map(table => lane.noted(table)))
      return checkDatabase(database, SHAPE)
    },
    close() {
      closed ??= (async () => {
        await leases.settled()
        await session.close()
        await database.close()
      })()
      return closed
    },
  }

  /** Resolves when the notes are answered that a reading has to see. One on another record need not keep it waiting. */
  function noted(asked: Asked): Promise<void> {
    if ('id' in asked) return lane.noted(asked.table, write => write.id === asked.id)
    const wanted = indexKey(asked.index, asked.key)
    return lane.noted(asked.table, ({ record }) => record !== null && keysOf(asked.table, record).includes(wanted))
  }

  /** The records under a key that notes may be about to write: to be known before the reading, since a note may be answered while it is under way. */
  function idsNoting(asked: Asked): ReadonlySet<string> {
    return 'id' in asked ? NONE : new Set(lane.noting(asked.table).map(write => write.id))
  }

  async function read(asked: Asked): ReturnType<typeof answer> {
    await noted(asked)
    const noting = idsNoting(asked)
    return answer(asked, await reads.read(wantedBy(asked)), noting)
  }

  /** What was read, or all under the key once more where one of them was to be written by a note (`noting`). */
  async function answer(asked: Asked, rows: FoundRow[], noting: ReadonlySet<string>): Promise<Stored<unknown> | undefined | Stored<unknown>[]> {
    const { table } = asked
    if ('id' in asked) return rows[0] && shown(table, rows[0])
    const outdated = new Set(rows.map(row => idOfKeyText(row.id)).filter(id => noting.has(id)))
    if (outdated.size === 0) return rows.map(row => shown(table, row))
    await lane.noted(table, write => outdated.has(write.id))
    return (await reads.read(wantedBy(asked))).map(row => shown(table, row))
  }

  /** Clears removed rows out of the tables at once, where this role may (PostgreSQL 17 and later let an owner grant it); elsewhere autovacuum does, within minutes. */
  async function vacuum(): Promise<void> {
    const may = await database.read<{ may: boolean }>({
      text: `select bool_and(pg_has_role(c.relowner, 'member') or (current_setting('server_version_num')::int >= 170000 and has_table_privilege(c.oid, 'MAINTAIN'))) as may
             from pg_class c where c.oid in ('qcdc.record'::regclass, 'qcdc.salt'::regclass)`,
    })
    if (may[0]?.may) await database.read({ text: 'vacuum qcdc.record, qcdc.record_key, qcdc.salt' })
  }
  return store
}

function wantedBy(asked: Asked): Wanted {
  return 'id' in asked ? { kind: asked.table, byKey: false, name: keyText(asked.id) } : { kind: asked.table, byKey: true, name: indexKey(asked.index, asked.key) }
}

function shown<T extends TableName>(table: T, { rev, record }: Row): Stored<Tables[T]> {
  seal(record, table)
  return Object.freeze({ record, rev }) as Stored<Tables[T]>
}

function parseEntry(line: string): Entry {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new Fault('store-broken', 'An entry of the journal is no JSON; the rest can be checked with “store check”. Restore a backup.', { cause: error })
  }
}
