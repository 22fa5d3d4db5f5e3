import { expect, it } from 'vitest'
import { nodeDisk, type Disk } from '#adapters/store-lowdb/disk.ts'
import { openLowdbStore } from '#adapters/store-lowdb/openLowdbStore.ts'
import { testFolder } from '../testFolder.ts'
import { gather, MORNING, savedAnswer } from './samples.ts'

it('reads the journal while a checkpoint is half way through appending to its file', async () => {
  const dir = await testFolder()
  // Stops in the middle of an append to the journal until it is let go on.
  const half = Promise.withResolvers<void>()
  const rest = Promise.withResolvers<void>()
  let armed = false
  const disk: Disk = {
    ...nodeDisk,
    async open(path) {
      const file = await nodeDisk.open(path)
      if (!path.endsWith('.jsonl')) return file
      return {
        ...file,
        async write(data, position) {
          if (!armed) return file.write(data, position)
          await file.write(data.subarray(0, data.length - 100), position)
          half.resolve()
          await rest.promise
          await file.write(data.subarray(data.length - 100), position + data.length - 100)
        },
      }
    },
  }
  const store = await openLowdbStore({ dir, clock: () => MORNING, newId: () => 'salt', disk })
  await store.commit(savedAnswer('ha-noi', 1))
  await store.check()
  await store.commit(savedAnswer('ha-noi', 2))
  armed = true
  const checked = store.check()
  await half.promise
  expect((await gather(store.journal())).map(entry => entry.seq)).toEqual([1, 2])
  rest.resolve()
  expect((await checked).ok).toBe(true)
  expect((await gather(store.journal())).map(entry => entry.seq)).toEqual([1, 2])
  await store.close()
})
