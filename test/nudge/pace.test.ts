import { describe, expect, it } from 'vitest'
import { createMemoryPace } from '#adapters/pace/memoryPace.ts'

/** Most of some times within one stretch of milliseconds. */
function mostWithin(times: number[], stretch: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return Math.max(...sorted.map((from, first) => sorted.slice(first).filter(time => time - from < stretch).length))
}

/** When each of so many messages left, all of them ready at once. */
async function leaving(count: number, rps: number, threadOf: (nth: number) => string): Promise<number[]> {
  const pace = createMemoryPace(rps)
  return Promise.all(Array.from({ length: count }, async (_, nth) => {
    const turn = await pace.take(threadOf(nth), 't')
    await turn()
    return performance.now()
  }))
}

describe('the connector’s rates', () => {
  it('a tenant’s: in no second more, and hardly slower', async () => {
    const times = await leaving(150, 100, String)
    expect(mostWithin(times, 1000)).toBeLessThanOrEqual(100)
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(1500 * 1.2)
  })
  it('also after the process stood still and missed its turns', async () => {
    const pace = createMemoryPace(50)
    const times: number[] = []
    const all = Array.from({ length: 120 }, async (_, nth) => {
      const turn = await pace.take(String(nth), 't')
      await turn()
      times.push(performance.now())
    })
    const stall = performance.now() + 900
    while (performance.now() < stall);
    await Promise.all(all)
    expect(mostWithin(times, 1000)).toBeLessThanOrEqual(50)
  })
  it('a rush of replies holds the others back while it lasts, not for as long as it would have taken at the rate', async () => {
    const pace = createMemoryPace(30)
    for (let reply = 0; reply < 3000; reply++) pace.count('t')
    const from = performance.now()
    await (await pace.take('one', 't'))()
    expect(performance.now() - from).toBeGreaterThan(900)
    expect(performance.now() - from).toBeLessThan(4000)
  })
  it('a thread’s: 7 in 1 s, 8 in 2 s', async () => {
    const times = await leaving(9, 1000, () => 'one')
    expect(mostWithin(times, 1000)).toBeLessThanOrEqual(7)
    expect(mostWithin(times, 2000)).toBeLessThanOrEqual(8)
  })
})
