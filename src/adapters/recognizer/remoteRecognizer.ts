import type { Clock } from '#ports/clock.ts'
import type { Recognizer, Said } from '#ports/recognizer.ts'
import type { Intent } from '#domain/language/intent.ts'
import { tooClose } from '#domain/language/recognize.ts'
import type { Understood } from '#domain/language/understood.ts'

/** What a remote model says a message is: the likeliest intent and the next. */
export interface Verdict {
  intent: Intent
  score: number
  runnerUp: { intent: Intent; score: number }
}

/** Why a remote recognizer was not used, for the log; never with the text. */
export type Miss = 'kept-back' | 'breaker-open' | 'slow' | 'unauthorized' | 'busy' | 'failed' | 'malformed'

/** Thrown by an asker when the service answered something that is no verdict. */
export class NoVerdict extends Error {}

/** How a remote recognizer is held to account. */
export interface RemoteSettings {
  local: Recognizer
  /** The secrets check: whether this text may leave the house. */
  mayLeave: (text: string) => boolean
  now: Clock
  /** Milliseconds it may take; then the local answer stands. */
  deadline?: number
  /** Failures in a row after which it is left alone for `pause` milliseconds. */
  failures?: number
  pause?: number
  /** Told each time the local answer had to stand, and why. */
  onMiss?: (miss: Miss) => void
}

/** A refused key does not heal by itself within a minute. */
const REFUSED_PAUSE = 300_000
/** Nothing longer is sent: it is pasted text, not a request. */
const SENT_AT_MOST = 1000

/**
 * A recognizer that asks a remote model with a deadline and a breaker, and answers locally in the same turn whenever that fails.
 * Only the message's text is handed to `ask`; entities are always the local ones.
 */
export function remoteRecognizer(by: 'clu' | 'openai', ask: (text: string, locale: 'vi' | 'en', signal: AbortSignal) => Promise<Verdict>, settings: RemoteSettings): Recognizer {
  const { local, mayLeave, now, deadline = 2500, failures = 3, pause = 30_000, onMiss } = settings
  let failed = 0
  let closedUntil = 0
  let trying = false

  return {
    useUnits: units => local.useUnits(units),
    async recognize(said: Said): Promise<Understood> {
      const understood = await local.recognize(said)
      const miss = (reason: Miss) => {
        onMiss?.(reason)
        return understood
      }
      if (said.text.trim() === '' || said.text.length > SENT_AT_MOST || !mayLeave(said.text)) return miss('kept-back')
      // After the pause one message tries the service; the others wait for its outcome locally.
      if (failed >= failures && (trying || now() < closedUntil)) return miss('breaker-open')
      trying = failed >= failures
      try {
        const verdict = await within(deadline, signal => ask(said.text, said.locale, signal))
        failed = 0
        return {
          ...understood,
          ...verdict,
          ask: (understood.choices !== undefined && verdict.intent !== 'none') || tooClose(verdict, verdict.runnerUp),
          recognizer: by,
        }
      } catch (error) {
        const reason = reasonOf(error)
        failed = reason === 'unauthorized' ? Math.max(failures, failed + 1) : failed + 1
        closedUntil = now() + (reason === 'unauthorized' ? REFUSED_PAUSE : pause)
        return miss(reason)
      } finally {
        trying = false
      }
    },
  }
}

const SLOW = Symbol('slow')

async function within<T>(milliseconds: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(Object.assign(new Error('deadline passed'), { [SLOW]: true }))
      controller.abort()
    }, milliseconds)
  })
  const working = work(controller.signal)
  // A client that ignores the signal may reject long after nobody listens.
  working.catch(() => undefined)
  try {
    return await Promise.race([working, late])
  } finally {
    clearTimeout(timer)
  }
}

function reasonOf(error: unknown): Miss {
  if (error instanceof NoVerdict) return 'malformed'
  if (typeof error !== 'object' || error === null) return 'failed'
  if (SLOW in error) return 'slow'
  const status = 'statusCode' in error ? error.statusCode : 'status' in error ? error.status : undefined
  if (status === 401 || status === 403) return 'unauthorized'
  if (status === 429) return 'busy'
  if (typeof status === 'number' && status >= 500) return 'failed'
  if (error instanceof SyntaxError || ('code' in error && error.code === 'PARSE_ERROR')) return 'malformed'
  return 'failed'
}
