import { Fault } from '#domain/fault.ts'

/** What to do about an error of the driver or the database: connect anew and ask again, ask again, or give up with this fault. */
export type Verdict = 'lost' | 'again' | Fault

/** SQLSTATEs after which another connection may do: the server stops, starts, is full, or is a replica that may not write. */
const LOST = new Set(['57P01', '57P02', '57P03', '57P05', '53300', '25006'])
/** The driver's own errors have no SQLSTATE, only words or a system code. */
const LOST_WORDS = /connection terminated|connection ended|timeout exceeded when trying to connect|timeout expired|query read timeout|not queryable|client was closed|connection error|socket/i
const SYSTEM_CODES = /^(E(CONN|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|AI_AGAIN|NOTFOUND)|ENOTFOUND)/

/** Judges an error; `where` names the database without its password. */
export function judgeError(error: unknown, where: string): Verdict {
  if (error instanceof Fault) return error
  const { code = '', message = String(error) } = error as { code?: string; message?: string }
  const fault = (kind: Fault['code'], what: string): Fault => new Fault(kind, `${where}: ${what} (${code ? `${code}, ` : ''}${message})`, { cause: error })
  if (code.startsWith('08') || LOST.has(code) || SYSTEM_CODES.test(code) || (code === '' && LOST_WORDS.test(message))) return 'lost'
  if (/CERT|TLS|SSL/.test(code) || /support ssl/i.test(message)) return fault('store-unreachable', 'there is no TLS connection that can be trusted, see docs/postgres.md')
  switch (code) {
    case '40001':
    case '40P01':
    case '55P03':
      return 'again'
    case 'QC001':
      return fault('store-newer', 'another version of the program has migrated this database meanwhile: start the service again with that version')
    case 'QC003':
      return fault('data-invalid', 'the entries do not follow the journal’s end')
    case '28P01':
    case '28000':
      return fault('store-unreachable', 'the database refuses this login')
    case '3D000':
      return fault('store-unreachable', 'there is no such database: create it first')
    case '3F000':
    case '42P01':
    case '42883':
    case '42703':
      return unmigrated(where, error)
    case '42501':
      return fault('store-unmigrated', 'this role lacks a right that the service needs: run “qcdc store migrate” as the owner of the tables, see docs/postgres.md')
    case '57014':
      return fault('store-unreachable', 'the database took longer than statement_timeout allows')
    case '53100':
    case '58030':
      return fault('disk-failed', 'the database’s disk is full or fails')
    case 'XX001':
    case 'XX002':
      return fault('store-broken', 'the database says that its files are broken. Restore a backup.')
  }
  return fault('impossible', 'the database refused')
}

/** Whether it was the statement that took longer than it may: a smaller one may fare better. */
export function tookTooLong(error: unknown): boolean {
  return error instanceof Fault && (error.cause as { code?: string } | undefined)?.code === '57014'
}

/** The fault of a database without our tables, or with those of an older version. */
export function unmigrated(where: string, cause?: unknown): Fault {
  return new Fault('store-unmigrated', `${where} is not set up for this version of the program: run “npx qcdc store migrate” with the STORE_URL of the tables’ owner`, { cause })
}

/** The fault of a database that could not be reached for as long as it was tried. */
export function unreachable(where: string, seconds: number, cause: unknown): Fault {
  return new Fault('store-unreachable', `${where} can’t be reached, tried for ${seconds} s (${cause instanceof Error ? cause.message || cause.name : String(cause)})`, { cause })
}
