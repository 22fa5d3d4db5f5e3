import { setImmediate as tick, setTimeout as delay } from 'node:timers/promises'

/** Waiting questions that make it likely that more are on their way; fewer go at once. */
const FEW = 2
/** Milliseconds they then wait for more: little beside what a reply needs to reach its reader. */
const MOMENT = 4

/**
 * Waits until as many as are about to ask have asked: those that go on in this round of the loop, and when several wait already, those that come shortly
 * after. Under load a question is then asked for many, and their turns go on together, however many instances share them (as PostgreSQL's own commit_delay does).
 */
export async function company(waiting: () => number): Promise<void> {
  await tick()
  if (waiting() >= FEW) await delay(MOMENT)
}
