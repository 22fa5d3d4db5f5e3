import { openLowdbStore } from '#adapters/store-lowdb/openLowdbStore.ts'
import { MORNING, savedAnswer } from './samples.ts'

/** Saves answers from 32 writers without end, naming each on stdout only after it was acknowledged: "<unit> <edition>". Killed from outside. */
const [dir, checkpointAfter] = process.argv.slice(2)
let salts = Math.floor(performance.timeOrigin)
const store = await openLowdbStore({ dir: dir!, newId: () => `salt${++salts}`, clock: () => MORNING, checkpointAfter: Number(checkpointAfter) })
process.stdout.write('ready\n')

async function write(unit: string): Promise<never> {
  for (let edition = ((await store.get('draft', `sk-2026.${unit}`))?.rev ?? 0) + 1; ; edition++) {
    const answer = await store.commit(savedAnswer(unit, edition, 60))
    if (!answer.ok) throw new Error(JSON.stringify(answer))
    process.stdout.write(`${unit} ${edition}\n`)
  }
}
await Promise.all(Array.from({ length: 32 }, (_, writer) => write(`dv-${writer}`)))
