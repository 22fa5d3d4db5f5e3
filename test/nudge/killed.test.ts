import { expect, it } from 'vitest'
import { sendThrough } from '../hard/nudges.ts'

// The small sister of test/hard/nudges.ts: the real service as a process, killed −9 while it sends to a connector that misbehaves.
it('killed twice while it sends: nobody is forgotten, nobody is told twice without its being marked and explained', { timeout: 120_000 }, async () => {
  const run = await sendThrough({ sends: 150, rps: 100, kills: 2, faults: { throttled: 0.1, storedThen502: 0.05, reset: 0.05, hang: 0 }, refusedEvery: 50, quiet: 4000 })
  expect(run).toMatchObject({ lost: 0, unexplained: 0, unmarked: 0 })
  const { owed, sent, dropped, unreachable, pending, held, resent } = run.status
  expect(owed).toBe(sent + dropped + unreachable + pending)
  expect({ owed, pending, unreachable }).toEqual({ owed: 150, pending: held, unreachable: 3 })
  expect(resent).toBeGreaterThanOrEqual(run.shownTwice)
})
