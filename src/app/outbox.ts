import type { Owed } from '#domain/owed.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Reference } from '#ports/channel.ts'
import type { Store } from '#ports/store.ts'
import { reachedAgain } from './destination.ts'
import { sendOwed, type OwedSender } from './sendOwed.ts'
import type { Work } from './work.ts'

/** Everything owed goes out through here, at once where it can and again later where it could not. */
export interface Outbox {
  /** Sends one message owed; resolves when it was taken, dropped or left for later. `to`: where a reply goes, said by the turn that has just written it. */
  send(owed: Owed, to?: Reference): Promise<void>
  /**
   * Sends the notices that wait for a person who can now be reached, as they have just written; a nudge does not interrupt who is at work.
   * `after`: what they are to see before.
   */
  sendTo(person: string, after?: Promise<void>): Promise<void>
  /** Looks up what was left owed, before any turn is taken, for {@link Outbox.resume} to send. */
  load(): Promise<void>
  /**
   * Sends all that is owed and due; what comes up meanwhile is taken in. Resolves, when nothing is due any more, to the instant at which something will
   * be; null when nothing waits for its time.
   */
  sweep(): Promise<Instant | null>
  /** Goes on with what is known and has become due since, without looking into the store. */
  resume(): Promise<Instant | null>
  /** Begins no further message; what is left stays owed. */
  stop(): void
}

/** What an outbox works with. */
export interface OutboxOptions {
  store: Store
  /** Whether what is on the service's own initiative is sent; otherwise it stays owed. */
  notices: boolean
  /** Messages under way at the same time; enough that some that hang do not slow the rest. Their rate is the pace's to keep. */
  workers?: number
  /** Told of the instant at which something will be due again: call {@link Outbox.resume} then. */
  wake?: (at: Instant) => void
}

const WORKERS = 64
/** What somebody waits for goes before what thousands get. */
const ORDER: Owed['content']['kind'][] = ['reply', 'notice', 'digest', 'nudge']

/** An outbox over the store's owed messages. */
export function createOutbox(wired: Omit<OwedSender, 'stopping'>, { store, notices, workers = WORKERS, wake = () => {} }: OutboxOptions): Outbox {
  const mayGo = (owed: Owed) => owed.content.kind === 'reply' || notices
  /** Messages to be sent, by what somebody waits for and then in the order in which they came about. */
  const ready = ORDER.map(() => [] as Owed[])
  /** Messages that wait for their time, by instant. */
  const waiting = new Map<string, { owed: Owed; at: Instant }>()
  const known = new Set<string>()
  const underWay = new Set<Promise<void>>()
  let active = 0
  const stopping = new AbortController()
  const sender: OwedSender = { ...wired, stopping: stopping.signal }

  async function load(first: boolean): Promise<void> {
    const found: Owed[] = []
    for await (const { record } of store.all('owed')) if (!known.has(record.id) && mayGo(record) && !record.held) found.push(record)
    for (const owed of found.sort((a, b) => a.at - b.at)) {
      if (known.has(owed.id)) continue
      known.add(owed.id)
      const now = sender.clock()
      // Until its deadline whoever took the turn, or keeps its reply for another attempt, is sending it, or has died: which of them, only a process can tell
      // that is alone and has just begun.
      const at = (owed.notBefore ?? Math.min(owed.at, now)) + sender.deadline
      if (owed.content.kind === 'reply' && !(first && sender.alone) && at > now) {
        waiting.set(owed.id, { owed, at })
        wake(at)
        continue
      }
      ready[ORDER.indexOf(owed.content.kind)]!.push(owed)
    }
  }

  function next(): Owed | undefined {
    if (stopping.signal.aborted) return undefined
    if (waiting.size > 0) {
      const now = sender.clock()
      for (const [id, { owed, at }] of waiting) {
        if (at > now) continue
        waiting.delete(id)
        return owed
      }
    }
    for (const queue of ready) {
      const owed = queue.shift()
      if (owed) return owed
    }
    return undefined
  }

  /** Sends one message, or keeps it until its time has come; false when nothing more is to be done about it here. */
  async function sendOrKeep(owed: Owed, to?: Reference): Promise<boolean> {
    const sent = await sendOwed(sender, owed, to)
    if (sent.outcome !== 'later' || sent.at === null) return false
    known.add(owed.id)
    waiting.set(owed.id, { owed, at: sent.at })
    wake(sent.at)
    return true
  }

  async function work(): Promise<void> {
    for (let owed = next(); owed; owed = next()) {
      try {
        if (!await sendOrKeep(owed)) known.delete(owed.id)
      } catch (error) {
        // One message that a fault keeps from going must not keep the others.
        known.delete(owed.id)
        sender.failed(owed.id, 'fault', error instanceof Error ? error.name : 'unknown')
      }
    }
  }

  function follow(task: Promise<void>): void {
    const done = task.finally(() => underWay.delete(done))
    underWay.add(done)
  }

  function topUp(): void {
    for (; active < workers; active++) follow(work().finally(() => { active-- }))
  }

  async function settled(): Promise<Instant | null> {
    while (underWay.size > 0) await Promise.all(underWay)
    return waiting.size === 0 ? null : Math.min(...[...waiting.values()].map(one => one.at))
  }

  return {
    async send(owed, to) {
      if (mayGo(owed)) await sendOrKeep(owed, to)
    },
    async sendTo(person, after) {
      // Looked up together with what is sent before, and read again one by one when their turn has come.
      const [theirs] = await Promise.all([store.find('owed', 'person', person), reachedAgain(store, person), after])
      for (const { record } of theirs.sort((a, b) => a.record.at - b.record.at)) if (mayGo(record) && !interrupts(record)) await sendOrKeep(record)
    },
    load: () => load(true),
    sweep() {
      follow(load(false).then(topUp))
      return settled()
    },
    resume() {
      topUp()
      return settled()
    },
    stop() {
      stopping.abort()
    },
  }
}

/** What would interrupt who is at work. */
const interrupts = (owed: Owed): boolean => owed.content.kind === 'nudge'

/** Whether anything waits for a person to write, for {@link Outbox.sendTo} to send. */
export async function isAwaited(work: Work, person: string): Promise<boolean> {
  const [theirs, reach] = await Promise.all([work.find('owed', 'person', person), work.find('reach', 'person', person)])
  return theirs.some(owed => !interrupts(owed)) || reach.some(one => one.unreachable !== null)
}
