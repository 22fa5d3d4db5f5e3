import { afterAll, beforeAll } from 'vitest'
import { migrate } from '#adapters/store-postgres/migrate.ts'
import { openPostgresStore } from '#adapters/store-postgres/openPostgresStore.ts'
import { describeStore, type OpenedStore } from './contract.ts'
import { describeJournal } from './journalContract.ts'
import { startPostgres, type PostgresServer } from './postgresServer.ts'
import { MORNING } from './samples.ts'
import { describeStandings } from './standingsContract.ts'

let server: PostgresServer
let database: Awaited<ReturnType<PostgresServer['create']>>
beforeAll(async () => {
  server = await startPostgres()
  await server.query(`create role qcdc_app login password 'secret'`)
  database = await server.create()
  await migrate(database.url())
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
