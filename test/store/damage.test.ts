import { readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inspectLowdbStore } from '#adapters/store-lowdb/inspectLowdbStore.ts'
import { openLowdbStore } from '#adapters/store-lowdb/openLowdbStore.ts'
import { testFolder } from '../testFolder.ts'
import { closedStore, killedStore, onlyFile, options } from './lowdbFolders.ts'
import { savedAnswer } from './samples.ts'

// What a lowdb store makes of files that are torn, missing, changed or of another version when it is opened.

describe('the log', () => {
  it('drops a torn last group, whatever part of it is missing', async () => {
    const whole = await readFile(await onlyFile(join(await killedStore(3), 'log')))
    const lastGroup = whole.lastIndexOf('\nG ') + 1
    for (const size of [lastGroup + 1, lastGroup + 20, whole.length - 700, whole.length - 1]) {
      const torn = await testFolder()
      await (await openLowdbStore(options(torn))).close()
      await writeFile(await onlyFile(join(torn, 'log')), whole.subarray(0, size))
      const store = await openLowdbStore(options(torn))
      expect((await store.get('draft', 'sk-2026.bac-ninh'))?.rev).toBe(2)
      expect(await store.commit(savedAnswer('hue', 1))).toEqual({ ok: true })
      expect(await store.check()).toMatchObject({ ok: true, journal: { entries: 3 } })
      await store.close()
    }
  })

  it('refuses a broken middle, naming file and place, and changes nothing', async () => {
    const killed = await killedStore(6)
    const log = await onlyFile(join(killed, 'log'))
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
    const log = await onlyFile(join(killed, 'log'))
    const text = await readFile(log, 'latin1')
    const from = text.indexOf('\nG 3 ') + 1
    await writeFile(log, text.slice(0, from) + text.slice(text.indexOf('\nG 4 ') + 1), 'latin1')
    await expect(openLowdbStore(options(killed))).rejects.toMatchObject({ code: 'store-broken', message: expect.stringContaining('goes from change 2 to 4') })
  })

  it('tells an end that was cut off from one that was torn, by the head kept apart', async () => {
    const killed = await killedStore(6)
    await writeFile(join(killed, 'head.json'), '{"change":6}\n')
    const log = await onlyFile(join(killed, 'log'))
    const text = await readFile(log, 'latin1')
    await truncate(log, text.indexOf('\nG 5 ') + 1)
    await expect(openLowdbStore(options(killed))).rejects.toMatchObject({ code: 'store-broken', message: expect.stringContaining('ends with change 4, but 6 were acknowledged') })
  })

  it('refuses to start without the segment the last checkpoint names', async () => {
    const killed = await killedStore()
    await rm(await onlyFile(join(killed, 'log')))
    await expect(openLowdbStore(options(killed))).rejects.toMatchObject({ code: 'store-broken' })
  })
})

describe('the lowdb files', () => {
  it('are refused when one is missing, torn or changed by hand', async () => {
    const closed = await closedStore()
    const file = await onlyFile(join(closed, 'tables'), 'draft.')
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
      const file = await onlyFile(join(closed, 'journal'))
      const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
      await writeFile(file, damage(lines).map(line => line + '\n').join(''))
      expect(await inspectLowdbStore(options(closed))).toMatchObject({ ok: false, records: 2, journal: { broken }, problems: [`The journal is ${broken.problem} at entry ${broken.seq}.`] })
    })
  }

  it('go on with the chain after an end was cut off, and the gap stays visible', async () => {
    const closed = await closedStore()
    const file = await onlyFile(join(closed, 'journal'))
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
    await writeFile(file, lines.slice(0, -2).map(line => line + '\n').join(''))
    const store = await openLowdbStore(options(closed))
    await store.commit(savedAnswer('bac-ninh', 13))
    expect(await store.check()).toMatchObject({ ok: false, journal: { broken: { seq: 11, problem: 'removed' } } })
    await store.close()
  })
})
