import { openPostgresStore } from '#adapters/store-postgres/openPostgresStore.ts'
import { MORNING, savedAnswer } from './samples.ts'

/** Takes a conversation's key, says so, and holds it until it is killed from outside: an instance in the middle of a turn. */
const store = await openPostgresStore({ url: process.argv[2]!, newId: () => 'salt', clock: () => MORNING })
await store.exclusively('conversation/a', async () => {
  await store.commit(savedAnswer('before', 1))
  process.stdout.write('holding\n')
  await new Promise(resolve => setTimeout(resolve, 60_000))
  await store.commit(savedAnswer('a', 1))
})
