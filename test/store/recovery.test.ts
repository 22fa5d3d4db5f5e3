import { cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nodeDisk, type Disk } from '#adapters/store-lowdb/disk.ts'
import { inspectLowdbStore } from '#adapters/store-lowdb/inspectLowdbStore.ts'
import { openLowdbStore } from '#adapters/store-lowdb/openLowdbStore.ts'
import { dumpStore } from '#app/dumpStore.ts'
import type { Store } from '#ports/store.ts'
import { crashingDisk } from './crashingDisk.ts'
import { actOn, draftOf, gather, MORNING, savedAnswer } from './samples.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'qcdc-recovery-'))
})
afterEach(() => rm(dir, { recursive: true }))

const options = (at: string, disk?: Disk) => ({ dir: at, newId: () => 'salt', clock: () => MORNING, ...(disk ? { disk } : {}) })

/** Fills a store and copies its folder as a kill would leave it: nothing closed, all in the log. */
async function killedStore(answers = 12): Promise<string> {
  const source = join(dir, 'source')
  const store = await openLowdbStore(options(source))
  for (let edition = 1; edition <= answers; edition++) await store.commit(savedAnswer('bac-ninh', edition))
  const copy = join(dir, 'killed')
  // Not its lock: copying that would drop it, and a copied folder is nobody's yet.
  await cp(source, copy, { recursive: true, filter: path => !path.endsWith('/lock') })
  await store.close()
  return copy
}

/** A store that was closed: all in its files, the log empty. */
async function closedStore(answers = 12): Promise<string> {
  const path = join(dir, 'closed')
  const store = await openLowdbStore(options(path))
  for (let edition = 1; edition <= answers; edition++) await store.commit(savedAnswer('bac-ninh', edition))
  await store.close()
  return path
}

async function only(folder: string, starting = ''): Promise<string> {
  const names = (await readdir(folder)).filter(name => name.startsWith(starting))
  expect(names).toHaveLength(1)
  return join(folder, names[0]!)
}

describe('a crash at any step', () => {
  it('of opening, logging, a checkpoint or closing loses nothing acknowledged and half-writes nothing', { timeout: 60_000 }, async () => {
    const before = join(dir, 'before')
    const filled = await openLowdbStore(options(before))
    await Promise.all(Array.from({ length: 6 }, (_, at) => filled.commit(savedAnswer(`dv-${at}`, 1))))
    await filled.close()

    let crashes = 0
    for (let crashAt = 1; ; crashAt++) {
      const at = join(dir, `run-${crashAt}`)
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

describe('the log', () => {
  it('drops a torn last group, whatever part of it is missing', async () => {
    const whole = await readFile(await only(join(await killedStore(3), 'log')))
    const lastGroup = whole.lastIndexOf('\nG ') + 1
    for (const size of [lastGroup + 1, lastGroup + 20, whole.length - 700, whole.length - 1]) {
      const torn = join(dir, `torn-${size}`)
      await (await openLowdbStore(options(torn))).close()
      await writeFile(await only(join(torn, 'log')), whole.subarray(0, size))
      const store = await openLowdbStore(options(torn))
      expect((await store.get('draft', 'sk-2026.bac-ninh'))?.rev).toBe(2)
      expect(await store.commit(savedAnswer('hue', 1))).toEqual({ ok: true })
      expect(await store.check()).toMatchObject({ ok: true, journal: { entries: 3 } })
      await store.close()
    }
  })

  it('refuses a broken middle, naming file and place, and changes nothing', async () => {
    const killed = await killedStore(6)
    const log = await only(join(killed, 'log'))
    const bytes = await readFile(log)
    const third = bytes.indexOf('\nG 3 ') + 1
    bytes[third + 200]! ^= 1
    await writeFile(log, bytes)
    await expect(openLowdbStore(options(killed))).rejects.toMatchObject({ code: 'store-broken', message: expect.stringContaining(`${log} is broken at byte ${third}`) })
    expect(await readFile(log)).toEqual(bytes)
    expect(await inspectLowdbStore(options(killed))).toMatchObject({ ok: false, problems: [expect.stringContaining(log)] })
  })

  it('refuses a group taken out of the middle', async () => {
    const killed = await killedStore(6)
    const log = await only(join(killed, 'log'))
    const text = await readFile(log, 'latin1')
    const from = text.indexOf('\nG 3 ') + 1
    await writeFile(log, text.slice(0, from) + text.slice(text.indexOf('\nG 4 ') + 1), 'latin1')
    await expect(openLowdbStore(options(killed))).rejects.toMatchObject({ code: 'store-broken', message: expect.stringContaining('goes from change 2 to 4') })
  })

  it('tells an end that was cut off from one that was torn, by the head kept apart', async () => {
    const killed = await killedStore(6)
    await writeFile(join(killed, 'head.json'), '{"change":6}\n')
    const log = await only(join(killed, 'log'))
    const text = await readFile(log, 'latin1')
    await truncate(log, text.indexOf('\nG 5 ') + 1)
    await expect(openLowdbStore(options(killed))).rejects.toMatchObject({ code: 'store-broken', message: expect.stringContaining('ends with change 4, but 6 were acknowledged') })
  })

  it('refuses to start without the segment the last checkpoint names', async () => {
    const killed = await killedStore()
    await rm(await only(join(killed, 'log')))
    await expect(openLowdbStore(options(killed))).rejects.toMatchObject({ code: 'store-broken' })
  })
})

describe('the lowdb files', () => {
  it('are refused when one is missing, torn or changed by hand', async () => {
    const closed = await closedStore()
    const file = await only(join(closed, 'tables'), 'draft.')
    const text = await readFile(file, 'utf8')
    for (const broken of [text.slice(0, text.length / 2), text.replace('lần 12', 'lần 13'), '', undefined]) {
      if (broken === undefined) await rm(file)
      else await writeFile(file, broken)
      await expect(openLowdbStore(options(closed))).rejects.toMatchObject({ code: 'store-broken', message: expect.stringContaining(file) })
    }
  })

  it('of a newer program are left alone', async () => {
    const closed = await closedStore()
    const path = join(closed, 'store.json')
    const manifest = JSON.parse(await readFile(path, 'utf8'))
    await writeFile(path, JSON.stringify({ ...manifest, format: 2 }))
    await expect(openLowdbStore(options(closed))).rejects.toMatchObject({ code: 'store-newer' })
    await writeFile(path, JSON.stringify({ ...manifest, tables: { ...manifest.tables, 'not-yet-invented': [3] } }))
    await expect(openLowdbStore(options(closed))).rejects.toMatchObject({ code: 'store-newer', message: expect.stringContaining('not-yet-invented') })
  })

  it('split as a table grows, and are all found again', async () => {
    const at = join(dir, 'grown')
    const store = await openLowdbStore(options(at))
    for (let from = 0; from < 400; from += 100) await store.commit({ writes: Array.from({ length: 100 }, (_, n) => ({ table: 'draft', id: `d${from + n}`, record: draftOf(`d${from + n}`, 1, 60) })) })
    const before = await gather(dumpStore(store))
    await store.close()
    expect((await readdir(join(at, 'tables'))).filter(name => name.startsWith('draft.')).length).toBeGreaterThan(8)
    const again = await openLowdbStore(options(at))
    expect(await gather(dumpStore(again))).toEqual(before)
    expect(await again.check()).toMatchObject({ ok: true, records: 400 })
    await again.close()
  })

  it('of only what changed are written anew by a checkpoint', async () => {
    const at = join(dir, 'grown')
    const store = await openLowdbStore(options(at))
    await store.commit({ writes: Array.from({ length: 400 }, (_, n) => ({ table: 'draft', id: `d${n}`, record: draftOf(`d${n}`, 1, 60) })) })
    await store.check()
    const before = await readdir(join(at, 'tables'))
    await store.commit({ writes: [{ table: 'draft', id: 'd7', record: draftOf('d7', 2, 60) }] })
    await store.check()
    const after = await readdir(join(at, 'tables'))
    expect(after.filter(name => !before.includes(name))).toHaveLength(1)
    expect(after).toHaveLength(before.length)
    await store.close()
  })

  it('hold nothing of what was erased, once the erasing commit resolved', async () => {
    const at = join(dir, 'erased')
    const store = await openLowdbStore(options(at))
    await store.commit({ writes: [{ table: 'setting', id: 'x', record: { id: 'x', value: 'bí danh cần xóa' } }], acts: [{ ...actOn('setting/x', 1, 'bí danh cần xóa'), action: 'setting-changed' }] })
    await store.check()
    await store.commit({ writes: [{ table: 'setting', id: 'x', record: null }], acts: [{ ...actOn('setting/x'), action: 'erased' }], erase: ['setting/x'] })
    for (const name of await readdir(at, { recursive: true })) {
      // The lock is not opened here: closing it again would drop it.
      if (name === 'lock' || !/\.[a-z]+$/.test(name)) continue
      const text = await readFile(join(at, name), 'utf8')
      expect(text).not.toContain('cần xóa')
      expect(text).not.toContain('"salt"')
    }
    await store.close()
  })
})

describe('the journal’s files', () => {
  const damages: [string, string, (lines: string[]) => string[], { seq: number; problem: string }][] = [
    ['altered', 'another person', lines => lines.with(3, lines[3]!.replace('reporter.bac-ninh', 'head.bac-ninh')), { seq: 4, problem: 'altered' }],
    ['altered', 'half a line', lines => lines.with(3, lines[3]!.slice(9)), { seq: 4, problem: 'altered' }],
    ['reordered', 'two lines exchanged', lines => lines.with(3, lines[8]!).with(8, lines[3]!), { seq: 4, problem: 'reordered' }],
    ['removed', 'two lines taken out', lines => lines.toSpliced(3, 2), { seq: 4, problem: 'removed' }],
    ['cut-off', 'the last two lines gone', lines => lines.slice(0, -2), { seq: 11, problem: 'cut-off' }],
    ['cut-off', 'everything gone', () => [], { seq: 1, problem: 'cut-off' }],
  ]
  for (const [problem, how, damage, broken] of damages) {
    it(`are found ${problem}: ${how}`, async () => {
      const closed = await closedStore()
      const file = await only(join(closed, 'journal'))
      const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
      await writeFile(file, damage(lines).map(line => line + '\n').join(''))
      expect(await inspectLowdbStore(options(closed))).toMatchObject({ ok: false, records: 2, journal: { broken }, problems: [`The journal is ${broken.problem} at entry ${broken.seq}.`] })
    })
  }

  it('go on with the chain after an end was cut off, and the gap stays visible', async () => {
    const closed = await closedStore()
    const file = await only(join(closed, 'journal'))
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
    await writeFile(file, lines.slice(0, -2).map(line => line + '\n').join(''))
    const store = await openLowdbStore(options(closed))
    await store.commit(savedAnswer('bac-ninh', 13))
    expect(await store.check()).toMatchObject({ ok: false, journal: { broken: { seq: 11, problem: 'removed' } } })
    await store.close()
  })
})

describe('a disk that fails', () => {
  it('is told to everyone who waits; nothing more is written, and what was acknowledged is there after a restart', async () => {
    const at = join(dir, 'failing')
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
    const at = join(dir, 'no-room')
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
    const at = join(dir, 'waiting')
    await mkdir(at)
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
