import { openLowdbStore } from '#adapters/store-lowdb/openLowdbStore.ts'
import { testFolder } from '../testFolder.ts'
import { describeStore, type OpenedStore } from './contract.ts'
import { describeJournal } from './journalContract.ts'
import { MORNING } from './samples.ts'
import { describeStandings } from './standingsContract.ts'

async function open(): Promise<OpenedStore> {
  const dir = await testFolder()
  let salt = 0
  const openAgain = () => openLowdbStore({ dir, newId: () => `salt${++salt}`, clock: () => MORNING })
  let store = await openAgain()
  return {
    store,
    async reopen() {
      await store.close()
      return (store = await openAgain())
    },
    dispose: () => store.close(),
  }
}

describeStore('the lowdb store', open)
describeJournal('the lowdb store', open)
describeStandings('the lowdb store', open)
