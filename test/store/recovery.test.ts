import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodeDisk, type Disk } from '#adapters/store-lowdb/disk.ts'
import { openLowdbStore } from '#adapters/store-lowdb/openLowdbStore.ts'
import type { Store } from '#ports/store.ts'
import { testFolder } from '../testFolder.ts'
import { crashingDisk } from './crashingDisk.ts'
import { options } from './lowdbFolders.ts'
import { draftOf, gather, savedAnswer } from './samples.ts'

// What a lowdb store promises while it runs on a disk that stops, fails or is slow.

describe('a crash at any step', () => {
  it('of opening, logging, a checkpoint or closing loses nothing acknowledged and half-writes nothing', { timeout: 60_000 }, async () => {
    const before = await testFolder()
    const filled = await openLowdbStore(options(before))
    await Promise.all(Array.from({ length: 6 }, (_, at) => filled.commit(savedAnswer(`dv-${at}`, 1))))
    await filled.close()

    const runs = await testFolder()
    let crashes = 0
    for (let crashAt = 1; ; crashAt++) {
      const at = join(runs, `run-${crashAt}`)
      await cp(before, at, { recursive: true })
      const disk = crashingDisk(crashAt)
      const acknowledged = new Map<string, number>()
      const store: Store | undefined = await openLowdbStore({ ...options(at, disk), checkpointAfter: 3000 }).catch(() => undefined)
      for (const edition of Array.from({ length: 16 }, (_, round) => round + 2)) {
        const units = [0, 2, 5, 25].map(number => `dv-${number}`)
        await Promise.all(units.map(async unit => {
          const first = unit === 'dv-25' ? edition - 1 : edition
          if ((await store?.commit(savedAnswer(unit, first)).catch(() => undefined))?.ok) acknowledged.set(unit, first)
        }))
      }
      await store?.close()
      const crashed = disk.crashed
      crashes += crashed ? 1 : 0

      const again = await openLowdbStore(options(at))
      expect(await again.check(), `after a crash at step ${crashAt}`).toMatchObject({ ok: true, problems: [] })
      let acts = 0
      for await (const { record, rev } of again.all('draft')) {
        expect(record).toEqual(draftOf(record.id, rev))
        expect((await again.get('conversation', record.id.replace('sk-2026.', 'msteams|')))?.rev).toBe(rev)
        acts += rev
      }
      expect((await gather(again.journal())).length).toBe(acts)
      for (const [unit, edition] of acknowledged) expect((await again.get('draft', `sk-2026.${unit}`))?.rev).toBeGreaterThanOrEqual(edition)
      await again.close()
      await rm(at, { recursive: true })
      if (!crashed) break
    }
    // Opening, several groups, several checkpoints and a close: fewer steps would mean that this test no longer reaches them.
    expect(crashes).toBeGreaterThan(40)
  })
})

describe('a disk that fails', () => {
  it('is told to everyone who waits; nothing more is written, and what was acknowledged is there after a restart', async () => {
    const at = await testFolder()
    let full = false
    const disk: Disk = {
      ...nodeDisk,
      async open(path) {
        const file = await nodeDisk.open(path)
        return { ...file, write: (data, position) => (full ? Promise.reject(new Error('ENOSPC: no space left on device')) : file.write(data, position)) }
      },
    }
    const store = await openLowdbStore(options(at, disk))
    await store.commit(savedAnswer('bac-ninh', 1))
    full = true
    const waiting = [store.commit(savedAnswer('bac-ninh', 2)), store.commit(savedAnswer('hue', 1))]
    // Whoever would be shown what never reached the disk is told so, instead.
    const reading = store.get('draft', 'sk-2026.bac-ninh')
    for (const outcome of await Promise.allSettled([...waiting, reading])) expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'disk-failed', retry: true } })
    full = false
    await expect(store.commit(savedAnswer('ha-noi', 1))).rejects.toMatchObject({ code: 'disk-failed' })
    store.note(savedAnswer('ha-noi', 1))
    await store.close()
    const again = await openLowdbStore(options(at))
    expect((await again.get('draft', 'sk-2026.bac-ninh'))?.rev).toBe(1)
    expect(await again.check()).toMatchObject({ ok: true, records: 2, journal: { entries: 1 } })
    await again.close()
  })

  it('for a checkpoint only costs nothing: the log goes on, the trouble is told, the next one succeeds', async () => {
    const at = await testFolder()
    let full = true
    const told: string[] = []
    const disk: Disk = { ...nodeDisk, writeFile: (path, text) => (full && path.includes('tables') ? Promise.reject(new Error('ENOSPC')) : nodeDisk.writeFile(path, text)) }
    const store = await openLowdbStore({ ...options(at, disk), checkpointAfter: 2000, warn: problem => told.push(problem) })
    for (let edition = 1; edition <= 5; edition++) expect(await store.commit(savedAnswer('bac-ninh', edition))).toEqual({ ok: true })
    expect(await store.check()).toMatchObject({ ok: false, problems: [expect.stringContaining('ENOSPC')] })
    expect(told.length).toBeGreaterThan(0)
    full = false
    expect(await store.check()).toMatchObject({ ok: true, records: 2 })
    await store.close()
    const again = await openLowdbStore(options(at))
    expect(await again.check()).toMatchObject({ ok: true, records: 2, journal: { entries: 5 } })
    await again.close()
  })
})

describe('what readers are shown', () => {
  it('is on the disk already, or is waited for; only a note may be seen before', async () => {
    const at = await testFolder()
    // oxlint-disable-next-line prefer-const -- the disk above waits for it before it is there
    let gate: PromiseWithResolvers<void> | undefined
    const disk: Disk = {
      ...nodeDisk,
      async open(path) {
        const file = await nodeDisk.open(path)
        return { ...file, async write(data, position) {
          await gate?.promise
          await file.write(data, position)
        } }
      },
    }
    const store = await openLowdbStore(options(at, disk))
    await store.commit(savedAnswer('bac-ninh', 1))
    gate = Promise.withResolvers()
    const events: string[] = []
    const commit = store.commit({ ...savedAnswer('bac-ninh', 2), acts: [] }).then(() => events.push('saved'))
    const reads = [
      store.get('draft', 'sk-2026.bac-ninh').then(draft => events.push(`draft ${draft?.rev}`)),
      store.find('conversation', 'person', 'reporter.bac-ninh').then(found => events.push(`found ${found[0]?.rev}`)),
      store.commit(savedAnswer('bac-ninh', 2)).then(answer => events.push(answer.ok ? 'again' : `conflict ${answer.conflict.rev}`)),
    ]
    store.note({ writes: [{ table: 'draft', id: 'noted', record: draftOf('noted') }] })
    expect((await store.get('draft', 'noted'))?.rev).toBe(1)
    expect(await store.find('obligation', 'unit', 'hue')).toEqual([])
    expect(events).toEqual([])
    gate.resolve()
    await Promise.all([commit, ...reads])
    expect(events.toSorted()).toEqual(['conflict 2', 'draft 2', 'found 2', 'saved'])
    await store.close()
  })
})
