import { describe, expect, it } from 'vitest'
import { createSharedPace } from '#adapters/pace/sharedPace.ts'
import { createPace } from '#domain/pace.ts'

describe('a shared rate', () => {
  it('lets a burst through and then one after the other', () => {
    const pace = createPace()
    const rate = { perSecond: 10, burst: 3 }
    expect([1, 2, 3, 4, 5].map(() => pace('a', rate, 1000))).toEqual([0, 0, 0, 100, 200])
    expect(pace('b', rate, 1000)).toBe(0)
    expect(pace('a', rate, 1500)).toBe(0)
    expect(pace('a', rate, 5000, 5)).toBe(200)
    // Laid at most a second ahead, and never earlier than those laid already.
    expect(pace('c', { ...rate, ahead: 1000 }, 1000, 500)).toBe(700)
    expect(pace('c', { ...rate, ahead: 1000 }, 1500, 500)).toBe(700)
    expect(pace('c', rate, 1500)).toBe(800)
    expect(pace('c', { ...rate, ahead: 1000 }, 1500)).toBe(800)
  })

  it('counts replies together, and lets messages wait for their turn', async () => {
    const asked: [string, number][] = []
    const pace = createSharedPace({ pace: async (key, _, turns = 1) => {
      asked.push([key, turns])
      return key.startsWith('tenant') ? 40 : 0
    } }, 30)
    for (let reply = 0; reply < 5; reply++) pace.count('t')
    const from = performance.now()
    const leave = await pace.take('thread', 't')
    await leave()
    expect(performance.now() - from).toBeGreaterThan(38)
    await expect.poll(() => asked).toEqual([['thread/thread', 1], ['tenant/t', 1], ['tenant/t', 5]])
  })
})
