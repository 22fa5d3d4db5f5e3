/**
 * What a log line may carry: codes, ids, counts and durations. There is no member for what people write, their names or their answers, so
 * content cannot get in by accident; anything else given at run time is dropped.
 */
export interface LogFields {
  /** A Fault code or the code of a system error. */
  code?: string
  activity?: string
  conversation?: string
  channel?: string
  kind?: string
  type?: string
  obligation?: string
  campaign?: string
  person?: string
  unit?: string
  owed?: string
  outcome?: string
  reason?: string
  method?: string
  route?: string
  status?: number
  ms?: number
  count?: number
  port?: number
  pid?: number
  /** Where a fault was thrown: function and file positions without the error's message, which may quote what someone wrote. */
  stack?: string
  /** What is wrong with a file that the deployer edits (a form), by its name and places in it: nobody's words are in it. */
  problem?: string
}

/** Writes one line: `event` is a fixed English phrase, never assembled from what people wrote. */
export type LogLine = (event: string, fields?: LogFields) => void

/** The service’s log; each level writes a line of its own. */
export interface Log {
  error: LogLine
  warn: LogLine
  info: LogLine
  debug: LogLine
  /** Logs a caught error by its code and the places it passed, never by its message. */
  fault(event: string, error: unknown, fields?: LogFields): void
}

/** The code of an error: its `code`, else its class; "unknown" for what is no error. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const code = (error as Error & { code?: unknown }).code
  return typeof code === 'string' ? code : error.name
}

/** A log that writes nothing. */
export const SILENT: Log = { error() {}, warn() {}, info() {}, debug() {}, fault() {} }
