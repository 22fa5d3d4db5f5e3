import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inspectLowdbStore } from '#adapters/store-lowdb/inspectLowdbStore.ts'
import { openLowdbStore } from '#adapters/store-lowdb/openLowdbStore.ts'
import { replaceFiles } from '#adapters/store-lowdb/replaceFiles.ts'
import { compareStores } from '#app/compareStores.ts'
import type { Store } from '#ports/store.ts'
import { crashingDisk } from '../store/crashingDisk.ts'
import { gather, MORNING, savedAnswer } from '../store/samples.ts'
import { useTerminal } from './terminal.ts'

const terminal = useTerminal()
const { qcdc, json, withSample, service } = terminal
const place = (...names: string[]) => join(terminal.dir, ...names)
const dump = async () => (await qcdc('store', 'dump')).out

/** A file that belongs to a report. */
async function keepFile(text: string): Promise<string> {
  const name = createHash('sha256').update(text).digest('hex')
  await mkdir(place('data', 'files', 'kept'), { recursive: true })
  await writeFile(place('data', 'files', 'kept', name), text)
  return name
}

describe('a backup', () => {
  it('brought into an empty store gives the same bytes, with what was kept', async () => {
    await withSample()
    const kept = await keepFile('bản quét có chữ ký')
    const before = await dump()
    expect(before.split('\n').length).toBeGreaterThan(500)
    const { exit, document } = await json('store', 'backup', place('saved', 'today'))
    expect({ exit, document }).toMatchObject({ exit: 0, document: { ok: true, records: expect.any(Number), journal: { entries: expect.any(Number), broken: null }, files: 1, folder: place('saved', 'today') } })
    expect(await readdir(place('saved'))).toEqual(['today'])
    expect(await readdir(place('saved', 'today', 'store'))).not.toContain('lock')

    terminal.env = { ...terminal.env, DATA_DIR: place('elsewhere') }
    const restored = await json('store', 'restore', place('saved', 'today'))
    expect(restored).toMatchObject({ exit: 0, document: { ok: true, records: document.records, journal: document.journal, files: 1, aside: null } })
    expect(await dump()).toBe(before)
    expect(await readFile(place('elsewhere', 'files', 'kept', kept), 'utf8')).toBe('bản quét có chữ ký')
  })

  it('made while the service writes is the store as it was at one moment', { timeout: 60_000 }, async () => {
    await withSample()
    const running = await service(true)
    let edition = 0
    let stop = false
    const writing = (async () => {
      while (!stop) {
        edition++
        expect(await running.store.commit(savedAnswer('don-vi-moi', edition))).toEqual({ ok: true })
      }
    })()
    const { exit, document } = await json('store', 'backup', place('saved'))
    stop = true
    await writing
    expect(edition).toBeGreaterThan(5)
    expect(document.fault ?? document.problems).toEqual([])
    expect({ exit, ok: document.ok }).toEqual({ exit: 0, ok: true })
    // The service still holds its store: copying has not touched the lock.
    await expect(openLowdbStore({ dir: place('data', 'store'), clock: () => 0, newId: () => 'x' })).rejects.toMatchObject({ code: 'store-locked' })
    const live = await gather(running.store.journal())
    await running.close()
    const copy = await openLowdbStore({ dir: place('saved', 'store'), clock: () => 0, newId: () => 'x' })
    const saved = await gather(copy.journal())
    expect(saved).toEqual(live.slice(0, saved.length))
    // The draft, the conversation and the entry of one answer were written together.
    const draft = (await copy.get('draft', 'sk-2026.don-vi-moi'))?.record.edition ?? 0
    expect((await copy.get('conversation', 'msteams|don-vi-moi'))?.rev ?? 0).toBe(draft)
    expect(saved.filter(entry => entry.subject === 'draft/sk-2026.don-vi-moi')).toHaveLength(draft)
    await copy.close()
  })

  it('holds what was under way when it began', async () => {
    const { store, close } = await service(true)
    const answer = store.commit(savedAnswer('don-vi-moi', 1))
    const snapshot = await store.snapshot!(place('copy'))
    const copy = await openLowdbStore({ dir: place('copy'), clock: () => 0, newId: () => 'x' })
    expect(await answer).toEqual({ ok: true })
    expect(await compareStores(store, copy, snapshot.changed)).toEqual([])
    snapshot.end()
    await copy.close()
    await close()
  })

  it('is refused where something is, and leaves nothing behind when it fails', async () => {
    await withSample()
    await mkdir(place('full'))
    await writeFile(place('full', 'x'), '')
    expect(await qcdc('store', 'backup', place('full'))).toMatchObject({ exit: 1, err: expect.stringContaining('overwrites nothing') })
    const kept = await keepFile('tệp')
    await writeFile(place('data', 'files', 'kept', kept), 'khác')
    expect(await qcdc('store', 'backup', place('saved'))).toMatchObject({ exit: 1, err: expect.stringContaining('checksum') })
    expect((await readdir(terminal.dir)).sort()).toEqual(['data', 'full'])
  })
})

describe('restoring', () => {
  it('is refused while the service runs, and where something is unless told', async () => {
    await withSample()
    await json('store', 'backup', place('saved'))
    const running = await service(true)
    expect(await json('store', 'restore', place('saved'), '--replace')).toMatchObject({ exit: 1, document: { ok: false } })
    await running.store.commit(savedAnswer('don-vi-moi', 1))
    await running.close()
    const starting = await service(false)
    expect(await qcdc('store', 'restore', place('saved'), '--replace')).toMatchObject({ exit: 1, err: expect.stringContaining('open in another process') })
    await starting.close()
    expect(await json('store', 'restore', place('saved'))).toMatchObject({ exit: 1, document: { ok: false, problems: [{ column: '--replace' }] } })

    const { exit, document } = await json('store', 'restore', place('saved'), '--replace', '--by', 'admin.toi-cao')
    expect({ exit, document }).toMatchObject({ exit: 0, document: { ok: true, aside: expect.stringContaining('store.replaced-') } })
    // What was replaced is still there, and the journal says what happened.
    const old = await openLowdbStore({ dir: document.aside, clock: () => 0, newId: () => 'x' })
    expect((await old.get('draft', 'sk-2026.don-vi-moi'))?.record.edition).toBe(1)
    await old.close()
    const journal = (await dump()).trimEnd().split('\n').map(line => JSON.parse(line)).flatMap(line => line.journal ?? [])
    expect(journal.at(-1)).toMatchObject({ action: 'restored', by: 'admin.toi-cao' })
  })

  it('takes no backup that was changed, cut off or is none', async () => {
    await withSample()
    await json('store', 'backup', place('saved'))
    terminal.env = { ...terminal.env, DATA_DIR: place('elsewhere') }
    expect(await qcdc('store', 'restore', place('nowhere'))).toMatchObject({ exit: 1, err: expect.stringContaining('no backup here') })
    const journal = place('saved', 'store', 'journal', (await readdir(place('saved', 'store', 'journal')))[0]!)
    const whole = await readFile(journal)
    await truncate(journal, whole.length - 200)
    expect(await json('store', 'restore', place('saved'))).toMatchObject({ exit: 1, document: { problems: [{ column: 'dir', got: expect.stringContaining('The journal is') }] } })
    await writeFile(journal, whole)
    const tables = await readdir(place('saved', 'store', 'tables'))
    await rm(place('saved', 'store', 'tables', tables[0]!))
    expect(await json('store', 'restore', place('saved'))).toMatchObject({ exit: 1, document: { problems: [{ column: 'dir', got: expect.stringContaining('missing') }] } })
  })

  it('mends a store too broken to be opened', async () => {
    await withSample()
    const before = await dump()
    await json('store', 'backup', place('saved'))
    const tables = await readdir(place('data', 'store', 'tables'))
    await rm(place('data', 'store', 'tables', tables[0]!))
    expect((await json('store', 'restore', place('saved'))).document.problems[0].got).toContain('missing')
    expect((await json('store', 'restore', place('saved'), '--replace')).exit).toBe(0)
    expect(await dump()).toContain(before.split('\n').slice(0, 100).join('\n'))
  })

  it('cut short at any step leaves what was, what came, or a folder that no start mistakes for an empty store', { timeout: 60_000 }, async () => {
    const open = (dir: string) => openLowdbStore({ dir, clock: () => MORNING, newId: () => 'salt' })
    const make = async (dir: string, units: string[]) => {
      const store = await open(dir)
      for (const unit of units) await store.commit(savedAnswer(unit, 1))
      await store.close()
      await rm(join(dir, 'lock'))
    }
    const outcomes = new Set<string>()
    for (let steps = 1; steps < 200; steps++) {
      const [dir, from, aside] = [place(`${steps}`, 'store'), place(`${steps}`, 'came'), place(`${steps}`, 'aside')]
      await make(dir, ['don-vi-moi'])
      await make(from, ['hue', 'son-la'])
      const finished = await replaceFiles(crashingDisk(steps), { dir, from, aside }).then(() => true, () => false)
      const sound = await inspectLowdbStore({ dir, clock: () => MORNING, newId: () => 'salt' })
      const held = sound.ok ? `${sound.records}` : 'refused'
      outcomes.add(held)
      expect(['2', '4', 'refused'], `after ${steps} steps`).toContain(held)
      if (finished) {
        expect(held).toBe('4')
        break
      }
    }
    expect([...outcomes].sort()).toEqual(['2', '4', 'refused'])
  })
})

it('tells a copy that differs', async () => {
  await withSample()
  await json('store', 'backup', place('saved'))
  const running = await service(false)
  const copy: Store = await openLowdbStore({ dir: place('saved', 'store'), clock: () => MORNING, newId: () => 'other' })
  expect(await compareStores(running.store, copy)).toEqual([])
  await running.store.commit(savedAnswer('don-vi-moi', 1))
  expect(await compareStores(running.store, copy)).toEqual(['draft/sk-2026.don-vi-moi', 'conversation/msteams|don-vi-moi', 'salt of draft/sk-2026.don-vi-moi'])
  await copy.commit({ writes: [{ table: 'unit', id: 'hue', record: null }], acts: [{ at: 0, by: 'import', action: 'merged', subject: 'unit/hue' }] })
  expect(await compareStores(running.store, copy, new Set(['draft/sk-2026.don-vi-moi', 'conversation/msteams|don-vi-moi', '~salt/draft/sk-2026.don-vi-moi']))).toEqual(['unit/hue', expect.stringMatching(/^journal entry/)])
  await copy.close()
  await running.close()
})
