import { afterAll, beforeAll } from 'vitest'
import { openPostgresStore } from '#adapters/store-postgres/openPostgresStore.ts'
import { describeStore, type OpenedStore } from './contract.ts'
import { describeJournal } from './journalContract.ts'
import { startMigrated, type Ready } from './postgresServer.ts'
import { MORNING } from './samples.ts'
import { describeStandings } from './standingsContract.ts'

let server: Ready['server']
let database: Ready['database']
beforeAll(async () => {
  ({ server, database } = await startMigrated())
})
afterAll(() => server.stop())

async function open(): Promise<OpenedStore> {
  await server.empty(database.name)
  let salt = 0
  // As the application's role: the contract is kept with the least rights.
  const openAgain = () => openPostgresStore({ url: database.url('qcdc_app'), newId: () => `salt${++salt}`, clock: () => MORNING })
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

describeStore('the PostgreSQL store', open)
describeJournal('the PostgreSQL store', open)
describeStandings('the PostgreSQL store', open)
