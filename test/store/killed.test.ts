import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openLowdbStore } from '#adapters/store-lowdb/openLowdbStore.ts'
import { testFolder } from '../testFolder.ts'
import { draftOf, conversationOf, gather, MORNING } from './samples.ts'

const CHILD = fileURLToPath(new URL('committing.child.ts', import.meta.url))
/** After how many acknowledgements each child is killed: while it logs, while it checkpoints, right after it began. */
const KILLED_AFTER = [1, 900, 37, 2300, 410, 1500]

/** Runs the writers on a folder and kills them −9; what they had acknowledged by then: unit → edition. */
function killAfter(dir: string, acknowledgements: number, acknowledged: Map<string, number>): Promise<void> {
  return new Promise((resolve, reject) => {
    // A small limit: checkpoints run all the time, so a kill often falls into one.
    const child = spawn(process.execPath, [CHILD, dir, String(200_000)], { stdio: ['ignore', 'pipe', 'pipe'] })
    let seen = 0
    let rest = ''
    let errors = ''
    child.stderr.on('data', chunk => (errors += chunk))
    child.stdout.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n')
      rest = lines.pop()!
      for (const line of lines) {
        const [unit, edition] = line.split(' ')
        if (edition === undefined) continue
        acknowledged.set(unit!, Math.max(acknowledged.get(unit!) ?? 0, Number(edition)))
        if (++seen === acknowledgements) child.kill('SIGKILL')
      }
    })
    child.on('close', (_, signal) => (signal === 'SIGKILL' ? resolve() : reject(new Error(`the writers ended by themselves: ${errors}`))))
  })
}

describe('killed with −9 under 32 writers', () => {
  it('has every acknowledged answer, nothing torn, a whole journal, and opens again at once', { timeout: 60_000 }, async () => {
    const dir = await testFolder()
    const acknowledged = new Map<string, number>()
    for (const acknowledgements of KILLED_AFTER) {
      await killAfter(dir, acknowledgements, acknowledged)
      const store = await openLowdbStore({ dir, newId: () => 'unused', clock: () => MORNING })
      let editions = 0
      for (let writer = 0; writer < 32; writer++) {
        const unit = `dv-${writer}`
        const draft = await store.get('draft', `sk-2026.${unit}`)
        const edition = draft?.rev ?? 0
        editions += edition
        expect(edition).toBeGreaterThanOrEqual(acknowledged.get(unit) ?? 0)
        // Whole: the draft, the conversation and the revision are those of one and the same answer.
        const conversation = await store.get('conversation', `msteams|${unit}`)
        expect(conversation?.rev ?? 0).toBe(edition)
        if (edition === 0) continue
        expect(draft!.record).toEqual(draftOf(`sk-2026.${unit}`, edition, 60))
        expect(conversation!.record).toEqual(conversationOf(`msteams|${unit}`, edition))
      }
      // One act an answer: neither lost nor written twice.
      expect((await gather(store.journal())).length).toBe(editions)
      expect(await store.check()).toMatchObject({ ok: true, problems: [], journal: { entries: editions } })
      await store.close()
    }
  })
})
