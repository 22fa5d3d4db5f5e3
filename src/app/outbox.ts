import type { Owed } from '#domain/owed.ts'
import type { Store } from '#ports/store.ts'
import { sendOwed, type OwedSender } from './sendOwed.ts'

/** Everything owed goes out through here, at once where it can and again later where it could not. */
export interface Outbox {
  /** Sends one message owed; resolves when it was taken, dropped or left for later. */
  send(owed: Owed): Promise<void>
  /** Sends what waits for a person who can now be reached. */
  sendTo(person: string): Promise<void>
  /** Sends all that is owed: at start, and from time to time. One sweep at a time. */
  sweep(): Promise<void>
}

/** An outbox. With `notices` off, replies are sent and everything on the service's own initiative stays owed. */
export function createOutbox(sender: OwedSender, options: { store: Store; notices: boolean }): Outbox {
  let sweeping: Promise<void> | undefined
  const mayGo = (owed: Owed) => owed.content.kind === 'reply' || options.notices
  const one = async (owed: Owed) => {
    if (mayGo(owed)) await sendOwed(sender, owed)
  }
  return {
    send: one,
    async sendTo(person) {
      const waiting = await options.store.find('owed', 'person', person)
      for (const { record } of waiting.sort((a, b) => a.record.at - b.record.at)) await one(record)
    },
    sweep() {
      sweeping ??= (async () => {
        const waiting: Owed[] = []
        for await (const { record } of options.store.all('owed')) waiting.push(record)
        // In the order it came about: what a person reads first happened first.
        await Promise.all(waiting.sort((a, b) => a.at - b.at).map(one))
      })().finally(() => { sweeping = undefined })
      return sweeping
    },
  }
}
