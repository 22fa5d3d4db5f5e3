import { pino } from 'pino'
import type { DestinationStream } from 'pino'
import { codeOf } from '#ports/log.ts'
import type { Log, LogFields, LogLine } from '#ports/log.ts'

const MEMBERS = new Set<keyof LogFields>(['code', 'activity', 'conversation', 'channel', 'kind', 'type', 'obligation', 'campaign', 'person', 'unit', 'owed',
  'outcome', 'reason', 'method', 'route', 'status', 'ms', 'count', 'port', 'pid', 'stack', 'problem'])

/** An id or code as it may be logged: at most 200 characters, none of them a space or a letter of Vietnamese, so that a sentence cannot pass for an id. */
const short = (value: string) => value.slice(0, 200).replace(/[^\x21-\x7e]/g, '?')

/** Members that are longer than a code; a file's problem has spaces, but no word of Vietnamese. */
const LONGER: Partial<Record<keyof LogFields, (value: string) => string>> = {
  stack: value => value.slice(0, 2000),
  problem: value => value.slice(0, 2000).replace(/[^\x20-\x7e]/g, '?'),
}

function kept(fields: LogFields | undefined): Record<string, string | number> {
  const line: Record<string, string | number> = {}
  if (!fields) return line
  for (const [name, value] of Object.entries(fields)) {
    if (!MEMBERS.has(name as keyof LogFields)) continue
    if (typeof value === 'number') line[name] = value
    else if (typeof value === 'string') line[name] = (LONGER[name as keyof LogFields] ?? short)(value)
  }
  return line
}

function placesOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !error.stack) return undefined
  // Only lines that are a code position and nothing else: an error's message may quote a person and may itself have lines that begin with "at".
  return error.stack.split('\n').filter(line => /^ {4}at (?:async )?(?:[\w.$<>#[\] ]+ )?\(?(?:file:|node:|\/|[A-Z]:\\)[^\s()]+:\d+:\d+\)?$/.test(line)).slice(0, 8).map(line => line.trim()).join(' < ')
}

/** JSON lines to standard error (or to `to`), from `level` on. */
export function createLog(level: string, to?: DestinationStream): Log {
  const logger = pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: label => ({ level: label }) } },
    to ?? pino.destination({ fd: 2, sync: true }))
  const at = (name: 'error' | 'warn' | 'info' | 'debug'): LogLine => (event, fields) => {
    if (logger.isLevelEnabled(name)) logger[name](kept(fields), event)
  }
  const error = at('error')
  return {
    error, warn: at('warn'), info: at('info'), debug: at('debug'),
    fault: (event, thrown, fields) => error(event, { ...fields, code: codeOf(thrown), stack: placesOf(thrown) }),
  }
}
