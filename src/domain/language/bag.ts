import { hash } from './features.ts'
import type { Features } from './features.ts'

/** Named features of one thing to be judged, each with the greatest weight it was put in with. */
export interface Bag {
  put(name: string, weight: number): void
  /** What was put in, as buckets and weights of unit length. */
  features(): Features
}

/** An empty bag. */
export function bag(): Bag {
  const weights = new Map<number, number>()
  return {
    put(name, weight) {
      const bucket = hash(name, 0, name.length, 0x811c9dc5)
      const there = weights.get(bucket)
      if (there === undefined || there < weight) weights.set(bucket, weight)
    },
    features() {
      let norm = 0
      for (const weight of weights.values()) norm += weight * weight
      const share = 1 / Math.sqrt(norm || 1)
      const index = new Int32Array(weights.size)
      const weight = new Float32Array(weights.size)
      let at = 0
      for (const [bucket, put] of weights) {
        index[at] = bucket
        weight[at++] = put * share
      }
      return { index, weight, words: at }
    },
  }
}
