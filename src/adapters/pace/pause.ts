import { setMaxListeners } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'

/** Waits so many milliseconds; rejects when the signal says that nobody waits for it any more. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  // As many listen to one signal as there are messages that wait for their turn.
  if (signal) setMaxListeners(0, signal)
  return delay(milliseconds, undefined, { signal })
}

/** Waits until an instant of `performance.now()`; not at all when it has passed. */
export async function until(instant: number, signal?: AbortSignal): Promise<void> {
  const wait = instant - performance.now()
  if (wait > 0) await pause(wait, signal)
}
