import type { Asked, Reading } from '#ports/store.ts'
import type { Foreseen } from './work.ts'

/** What the next turn of a conversation will probably read: what the last one read. A wrong guess costs a reading and nothing else. */
export interface Foresight {
  of(conversation: string): readonly Asked[]
  keep(conversation: string, asked: readonly Asked[]): void
}

/** Conversations remembered, the latest ones: about a kilobyte each. */
const MOST = 10_000
/** Questions of one turn that are foreseen; a turn that reads a whole campaign need not be guessed. */
const LONGEST = 16

/** Foresight kept in this process. */
export function createForesight(): Foresight {
  const known = new Map<string, readonly Asked[]>()
  return {
    of: conversation => known.get(conversation) ?? [],
    keep(conversation, asked) {
      known.delete(conversation)
      known.set(conversation, asked.slice(0, LONGEST))
      if (known.size > MOST) known.delete(known.keys().next().value!)
    },
  }
}

/** Each question with its answer. */
export function foreseen(ahead: readonly Asked[], readings: readonly Reading[]): Foreseen[] {
  return readings.map((reading, place) => [ahead[place]!, reading])
}
