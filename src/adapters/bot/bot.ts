import type { Activity } from 'botbuilder-core'
import { Fault } from '#domain/fault.ts'
import type { Incoming, Locale } from '#ports/channel.ts'
import type { Clock } from '#ports/clock.ts'
import { codeOf } from '#ports/log.ts'
import type { Log } from '#ports/log.ts'
import { readActivity } from './activity.ts'
import type { CheckedActivity } from './activity.ts'
import type { BotAdapter } from './botAdapter.ts'
import { Refusal } from './refusal.ts'
import { parseActivity, tenantOf } from './parseActivity.ts'
import type { OpenFile } from './parseActivity.ts'

/** The answer to one posted activity: an HTTP status and, where there is something to say, a JSON body. */
export interface Answer {
  status: number
  body?: unknown
  /** Seconds after which the channel may try again. */
  retryAfter?: number
}

/** Takes one turn: resolves when it is stored and its replies were sent or their deadline has passed, to the language in which its conversation goes on, where it has one. */
export type Receive = (incoming: Incoming) => Promise<Locale | void>

/** What the bot needs. */
export interface BotParts {
  /** The Bot Framework's settings by their own names; without MicrosoftAppId nothing is authenticated. */
  settings: { MicrosoftAppId?: string | undefined; [name: string]: string | undefined }
  /** Lower-case tenant ids whose people are answered; empty: all. */
  allowedTenants: readonly string[]
  receive: Receive
  clock: Clock
  log: Log
  openFile: OpenFile
  /** Milliseconds after which a card press is answered although its turn still runs: channels give up on an invoke after some ten seconds. */
  invokeDeadline?: number
}

/** The bot's two entrances. Neither ever rejects. */
export interface Bot {
  /** Loads the SDK ahead of the first request. */
  warm(): Promise<void>
  /** A request to /api/messages: authenticated, then taken. */
  post(authorization: string, body: unknown): Promise<Answer>
  /** An activity from the server's own Direct Line, which has no tokens of the Bot Framework (local mode). */
  take(body: unknown): Promise<Answer>
}

/** What a person sees under a card while the answer to their press is on its way as a message. */
const PRESSED = { vi: 'Đã nhận.', en: 'Received.' }
const FAILED = { vi: 'Chưa xử lý được, xin anh/chị bấm lại.', en: 'This did not go through; please press again.' }

/** The language of the person's client, for where nothing is known of the conversation's. */
const clientLocale = ({ locale }: CheckedActivity): Locale => (locale?.toLowerCase().startsWith('en') ? 'en' : 'vi')

const problem = (status: number, code: string, message: string): Answer => ({ status, body: { error: { code, message } } })

/** The body that a channel expects in answer to `adaptiveCard/action` (Universal Actions: AdaptiveCardInvokeResponse). */
function pressAnswer(locale: Locale): Answer {
  return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: PRESSED[locale] } }
}

function pressFailed(activity: CheckedActivity, code: string): Answer {
  return { status: 200, body: { statusCode: 500, type: 'application/vnd.microsoft.error', value: { code, message: FAILED[clientLocale(activity)] } } }
}

async function within<T>(work: Promise<T>, milliseconds: number): Promise<T | void> {
  let timer: NodeJS.Timeout | undefined
  const timeUp = new Promise<void>(resolve => { timer = setTimeout(resolve, milliseconds) })
  try {
    return await Promise.race([work, timeUp])
  } finally {
    clearTimeout(timer)
  }
}

/** Puts the Bot Framework in front of `receive`. */
export function createBot(parts: BotParts): Bot {
  const { allowedTenants, receive, clock, log, openFile, invokeDeadline = 8000 } = parts
  const botId = parts.settings.MicrosoftAppId ?? 'bot'
  let adapter: Promise<BotAdapter> | undefined
  // The SDK takes longer to load than everything else together, and the chat page does without it.
  const admitting = () => (adapter ??= import('./botAdapter.ts').then(({ createBotAdapter }) => createBotAdapter(parts.settings)))

  async function turn(activity: CheckedActivity): Promise<Answer> {
    const incoming = parseActivity(activity, clock(), openFile, botId)
    if (!incoming) {
      log.debug('activity passed over', { type: activity.type, channel: activity.channelId })
      return activity.type === 'invoke' ? problem(400, 'NotSupported', 'This invoke is not supported.') : { status: 200, body: { ignored: activity.type.slice(0, 50) } }
    }
    const isInvoke = activity.type === 'invoke'
    try {
      const work = receive(incoming)
      if (isInvoke) {
        work.catch(error => log.fault('turn failed', error, { activity: incoming.id, channel: activity.channelId, kind: incoming.kind }))
        return pressAnswer(await within(work, invokeDeadline) ?? clientLocale(activity))
      }
      await work
      return { status: 200 }
    } catch (error) {
      if (isInvoke) return pressFailed(activity, codeOf(error))
      log.fault('turn failed', error, { activity: incoming.id, channel: activity.channelId, kind: incoming.kind })
      // A fault of the machine must not be acknowledged: the channel then brings the activity again.
      return error instanceof Fault && error.retry
        ? { ...problem(503, error.code, 'Not stored; try again.'), retryAfter: 2 }
        : problem(500, codeOf(error), 'Not stored.')
    }
  }

  function checkTenant(activity: CheckedActivity): void {
    if (allowedTenants.length === 0) return
    const tenant = tenantOf(activity)?.toLowerCase()
    if (!tenant || !allowedTenants.includes(tenant)) throw new Refusal(403, 'This tenant is not served.')
  }

  return {
    warm: async () => void await admitting(),
    async post(authorization, body) {
      const read = readActivity(body)
      if (!read.ok) return problem(400, 'BadArgument', read.problem)
      const { activity } = read
      if (!/^https?:\/\//i.test(activity.serviceUrl)) return problem(400, 'BadArgument', 'serviceUrl: expected an http or https address')
      let answer: Answer = { status: 200 }
      try {
        // The adapter reads no more of it than readActivity has checked.
        await (await admitting()).admit(authorization, activity as unknown as Activity, async () => {
          checkTenant(activity)
          answer = await turn(activity)
        })
        return answer
      } catch (error) {
        if (error instanceof Refusal) {
          log.warn('activity refused', { status: error.status, channel: activity.channelId, reason: codeOf(error.cause) })
          return { ...problem(error.status, error.status === 503 ? 'ServiceUnavailable' : error.status === 403 ? 'Forbidden' : 'Unauthorized', error.message), ...(error.status === 503 ? { retryAfter: 5 } : {}) }
        }
        log.fault('activity not handled', error, { channel: activity.channelId })
        return problem(500, codeOf(error), 'Not handled.')
      }
    },
    async take(body) {
      const read = readActivity(body)
      return read.ok ? turn(read.activity) : problem(400, 'BadArgument', read.problem)
    },
  }
}
