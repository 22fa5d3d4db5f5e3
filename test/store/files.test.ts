import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openLowdbStore } from '#adapters/store-lowdb/openLowdbStore.ts'
import { dumpStore } from '#app/dumpStore.ts'
import { testFolder } from '../testFolder.ts'
import { options } from './lowdbFolders.ts'
import { actOn, draftOf, gather } from './samples.ts'

// Which files a lowdb store writes and what they hold.

describe('the lowdb files', () => {
  it('split as a table grows, and are all found again', async () => {
    const at = await testFolder()
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
    const at = await testFolder()
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
    const at = await testFolder()
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
