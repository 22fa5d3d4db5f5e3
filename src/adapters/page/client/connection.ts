/** An activity as Direct Line gives it. */
export interface Activity {
  type: string
  id?: string
  timestamp?: string
  from?: { id: string; name?: string }
  text?: string
  value?: unknown
  name?: string
  replyToId?: string
  attachments?: { contentType: string; contentUrl?: string; name?: string; content?: unknown }[]
  suggestedActions?: { actions: { type: string; title: string; value: unknown }[] }
  channelData?: { clientActivityID?: string; title?: string }
  locale?: string
}

export interface Speaker {
  id: string
  aadObjectId: string
  name: string
}

export type Sent = { ok: true; answer: unknown } | { ok: false; problem: 'unreachable' | 'too-large' | 'not-taken' }
export type State = 'connecting' | 'online' | 'offline'

/** One conversation over Direct Line 3.0: what is said before it is open waits, and what comes while away is fetched. */
export interface Connection {
  /** Resolves when the turn was taken; 'unreachable' may be tried again with the same client id. */
  send(activity: Activity): Promise<Sent>
  upload(activity: Activity, files: File[]): Promise<Sent>
  close(): void
}

/** What {@link connect} needs. */
export interface ConnectOptions {
  speaker: Speaker
  locale: string
  /** A conversation to go on with. */
  conversation: string | undefined
  onOpen(conversation: string): void
  onActivity(activity: Activity): void
  onState(state: State): void
}

const json = { 'content-type': 'application/json' }
const pause = (milliseconds: number) => new Promise(resolve => window.setTimeout(resolve, milliseconds))

/** Opens or resumes a conversation; messages arrive by WebSocket, by polling while that is down. */
export function connect(options: ConnectOptions): Connection {
  const { speaker, onActivity, onState } = options
  let conversation = options.conversation
  let watermark: string | undefined
  let closed = false
  let socket: WebSocket | undefined
  let failures = 0
  const { promise: ready, resolve: opened } = Promise.withResolvers<string>()

  function take(set: { activities?: Activity[]; watermark?: string }): void {
    if (closed) return
    for (const activity of set.activities ?? []) onActivity(activity)
    if (set.watermark !== undefined) watermark = set.watermark
  }

  async function open(): Promise<string> {
    const answer = conversation === undefined
      ? await fetch('/directline/conversations', { method: 'POST', headers: json, body: JSON.stringify({ user: speaker, locale: options.locale }) })
      : await fetch(`/directline/conversations/${conversation}${watermark === undefined ? '' : `?watermark=${watermark}`}`)
    if (answer.status === 404) conversation = undefined
    if (!answer.ok) throw new Error('not opened')
    const body = await answer.json() as { conversationId: string; streamUrl: string }
    conversation = body.conversationId
    opened(conversation)
    options.onOpen(conversation)
    return body.streamUrl
  }

  /** Lives as long as the socket does. */
  const stream = (address: string) => new Promise<void>(resolve => {
    const opening = new WebSocket(address)
    socket = opening
    opening.addEventListener('open', () => {
      failures = 0
      onState('online')
    })
    opening.addEventListener('message', ({ data }) => {
      if (typeof data === 'string' && data !== '') take(JSON.parse(data) as { activities?: Activity[]; watermark?: string })
    })
    opening.addEventListener('close', () => resolve())
    opening.addEventListener('error', () => opening.close())
  })

  async function poll(): Promise<void> {
    if (conversation === undefined) return
    const answer = await fetch(`/directline/conversations/${conversation}/activities${watermark === undefined ? '' : `?watermark=${watermark}`}`)
    if (answer.ok) take(await answer.json() as { activities?: Activity[]; watermark?: string })
  }

  async function live(): Promise<void> {
    onState('connecting')
    for (;;) {
      try {
        await stream(await open())
        if (!closed) await poll()
      } catch {
        // Told below; the next round tries again.
      }
      if (closed) return
      failures++
      onState('offline')
      await pause(Math.min(8000, 300 * 2 ** Math.min(failures, 5)))
      if (closed) return
    }
  }
  // Not before the caller has the connection in hand: it is told of the state at once.
  queueMicrotask(() => void live())

  async function posted(path: string, init: RequestInit): Promise<Sent> {
    const id = await ready
    try {
      const answer = await fetch(`/directline/conversations/${id}/${path}`, init)
      // 504: it was taken and is still being worked on; the answer will come by itself.
      if (answer.ok || answer.status === 504) return { ok: true, answer: await answer.json().catch(() => null) as unknown }
      return { ok: false, problem: answer.status === 413 || answer.status === 507 ? 'too-large' : 'not-taken' }
    } catch {
      return { ok: false, problem: 'unreachable' }
    }
  }

  return {
    send: activity => posted('activities', { method: 'POST', headers: json, body: JSON.stringify({ ...activity, from: speaker }) }),
    upload(activity, files) {
      const body = new FormData()
      body.append('activity', new Blob([JSON.stringify({ ...activity, from: speaker })], { type: 'application/vnd.microsoft.activity' }))
      for (const file of files) body.append('file', file, file.name)
      return posted(`upload?userId=${encodeURIComponent(speaker.id)}`, { method: 'POST', body })
    },
    close() {
      closed = true
      socket?.close()
    },
  }
}
