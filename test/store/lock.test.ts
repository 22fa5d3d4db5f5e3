import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { beforeEach, expect, it } from 'vitest'
import { openLowdbStore } from '#adapters/store-lowdb/openLowdbStore.ts'
import { testFolder } from '../testFolder.ts'
import { MORNING } from './samples.ts'

let dir: string
beforeEach(async () => { dir = await testFolder() })
const open = () => openLowdbStore({ dir, newId: () => 'salt', clock: () => MORNING })

it('refuses a second writer in the same process until the first has closed', async () => {
  const store = await open()
  await expect(open()).rejects.toMatchObject({ code: 'store-locked', retry: true })
  await expect(open()).rejects.toThrow(/open in another process\. Stop that one first/)
  await store.close()
  await (await open()).close()
})

it('refuses a second process, and lets it in the moment the first was killed', async () => {
  const child = spawn(process.execPath, [fileURLToPath(new URL('committing.child.ts', import.meta.url)), dir, '8000000'], { stdio: ['ignore', 'pipe', 'pipe'] })
  let complaints = ''
  child.stderr.on('data', chunk => (complaints += chunk))
  await once(child.stdout, 'data')
  child.stdout.resume()
  await expect(open()).rejects.toMatchObject({ code: 'store-locked' })
  child.kill('SIGKILL')
  await once(child, 'close')
  // The lock's module is a young one: it must not make the service's log begin with a warning.
  expect(complaints).toBe('')
  const store = await open()
  expect(await store.check()).toMatchObject({ ok: true })
  await store.close()
})
