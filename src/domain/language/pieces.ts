/** Examples that are learnt from in one piece: some 15 ms. */
export const PIECE = 400

/** Does in one go what may be done in pieces. */
export function atOnce<R>(work: Generator<void, R, void>): R {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

/** Does work in pieces, and lets what else there is to do have its turn between them. */
export async function inPieces<R>(work: Generator<void, R, void>): Promise<R> {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
    await new Promise(resolve => setImmediate(resolve))
  }
}
