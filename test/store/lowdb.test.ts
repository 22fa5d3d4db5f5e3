import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLowdbStore } from '#adapters/store-lowdb/openLowdbStore.ts'
import { describeStore } from './contract.ts'
import { MORNING } from './samples.ts'

describeStore('the lowdb store', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'qcdc-store-'))
  let salt = 0
  const open = () => openLowdbStore({ dir, newId: () => `salt${++salt}`, clock: () => MORNING })
  let store = await open()
  return {
    store,
    async reopen() {
      await store.close()
      return (store = await open())
    },
    async dispose() {
      await store.close()
      await rm(dir, { recursive: true })
    },
  }
})
