import { describe, expect, it } from 'vitest'
import { createPace } from '#domain/pace.ts'
import { createMemoryPace } from '#adapters/pace/memoryPace.ts'
import { createSharedPace } from '#adapters/pace/sharedPace.ts'

/** Most of some times within one stretch of milliseconds. */
function mostWithin(times: number[], stretch: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return Math.max(...sorted.map((from, first) => sorted.slice(first).filter(time => time - from < stretch).length))
}

function sharedPace(rps: number) {
  const pace = createPace()
  return createSharedPace({ pace: async (key, rate, turns) => pace(key, rate, performance.now(), turns) }, rps)
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
  it.each([
    ['of its own', 50, () => createMemoryPace(50)],
    ['shared through a store', 55, () => sharedPace(50)],
  ])('a tenant’s, %s, also after the process stood still and missed its turns', async (_name, most, create) => {
    const pace = create()
    const times: number[] = []
    const all = Array.from({ length: 120 }, async (_, nth) => {
      const turn = await pace.take(String(nth), 't')
      await turn()
      times.push(performance.now())
    })
    // Once the first has left, the others have been given their turns.
    while (times.length === 0) await new Promise(resolve => setTimeout(resolve, 5))
    const stall = performance.now() + 900
    while (performance.now() < stall);
    await Promise.all(all)
    expect(mostWithin(times, 1000)).toBeLessThanOrEqual(most)
    // A few more where a network brings them closer together, not two rushes a second apart.
    expect(mostWithin(times, 1060)).toBeLessThanOrEqual(50 + 8)
  })
  it.each([['of its own', createMemoryPace], ['shared through a store', sharedPace]])('a rush of replies holds the others back while it lasts, not for as long as it would have taken at the rate, %s', async (_name, create) => {
    const pace = create(30)
    for (let reply = 0; reply < 3000; reply++) pace.count('t')
    const from = performance.now()
    // Shared replies are gathered for a moment before they are counted.
    const times = await Promise.all(['one', 'two', 'three', 'four', 'five', 'six'].map(async thread => {
      await (await pace.take(thread, 't'))()
      await (await pace.take(thread, 't'))()
      return performance.now() - from
    }))
    expect(Math.max(...times)).toBeGreaterThan(900)
    expect(Math.max(...times)).toBeLessThan(4000)
  })
  it.each([['of its own', createMemoryPace], ['shared through a store', sharedPace]])('lets go of who waits for a turn when nobody wants it any more, %s', async (_name, create) => {
    const pace = create(0.001)
    const stopping = new AbortController()
    await pace.take('one', 't', stopping.signal)
    const waiting = pace.take('two', 't', stopping.signal)
    stopping.abort()
    await expect(waiting).rejects.toThrow('abort')
  })
  it('a thread’s: 7 in 1 s, 8 in 2 s', async () => {
    const times = await leaving(9, 1000, () => 'one')
    expect(mostWithin(times, 1000)).toBeLessThanOrEqual(7)
    expect(mostWithin(times, 2000)).toBeLessThanOrEqual(8)
  })
})
