/** Runs the work of one key one at a time, in the order it came; different keys run side by side. */
export interface Lanes {
  /** `waited`: whether other work of the key went before. */
  run<T>(key: string, work: (waited: boolean) => Promise<T>): Promise<T>
  /** Resolves when nothing runs or waits any more. */
  idle(): Promise<void>
}

/** Lanes kept in this process; a lane costs nothing once it is empty. */
export function createLanes(): Lanes {
  const tails = new Map<string, Promise<void>>()
  return {
    run(key, work) {
      const before = tails.get(key)
      const mine = before ? before.then(() => work(true)) : work(false)
      // The tail only says "done" and never rejects: what one piece of work rejects with is its own caller's to hear.
      const tail: Promise<void> = mine.then(() => undefined, () => undefined).then(() => {
        if (tails.get(key) === tail) tails.delete(key)
      })
      tails.set(key, tail)
      return mine
    },
    async idle() {
      while (tails.size > 0) await Promise.all(tails.values())
    },
  }
}
