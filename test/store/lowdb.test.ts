import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLowdbStore } from '#adapters/store-lowdb/openLowdbStore.ts'
import { describeStore, type OpenedStore } from './contract.ts'
import { describeJournal } from './journalContract.ts'
import { MORNING } from './samples.ts'
import { describeStandings } from './standingsContract.ts'

async function open(): Promise<OpenedStore> {
  const dir = await mkdtemp(join(tmpdir(), 'qcdc-store-'))
  let salt = 0
  const openAgain = () => openLowdbStore({ dir, newId: () => `salt${++salt}`, clock: () => MORNING })
  let store = await openAgain()
  return {
    store,
    async reopen() {
      await store.close()
      return (store = await openAgain())
    },
    async dispose() {
      await store.close()
      await rm(dir, { recursive: true })
    },
  }
}

describeStore('the lowdb store', open)
describeJournal('the lowdb store', open)
describeStandings('the lowdb store', open)
