import { describe, expect, it } from 'vitest'
import { withDataDir } from '../bench/filing.ts'
import { killService } from './killing.ts'

describe('killed −9 while 32 people file', () => {
  it('keeps every acknowledged answer, whole and once, delivers the replies it owed, and every conversation goes on', { timeout: 120_000 }, async () => {
    const killed = await withDataDir(dataDir => killService({ dataDir, kills: 10, seed: 20260610 }))
    expect(killed.problems).toEqual([])
    expect(killed.kills).toBe(10)
    // The kills fell among answers, not between them.
    expect(killed.answers).toBeGreaterThan(32)
    expect(killed.redelivered).toBeGreaterThan(0)
    expect(killed.afterRestart).toBeGreaterThan(0)
  })
})
