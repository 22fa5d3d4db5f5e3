import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { callControl, serveControl } from '#adapters/control/control.ts'
import { Fault } from '#domain/fault.ts'
import { testFolder } from '../testFolder.ts'

let dir = ''
beforeEach(async () => { dir = await testFolder() })

it('carries a request to the running service and its result back, of any size', async () => {
  const control = await serveControl({ dir, run: async request => ({ echo: request }) })
  const request = { rows: Array.from({ length: 20_000 }, (_, i) => ({ name: `Đơn vị\n${i}` })) }
  expect(await callControl({ dir, request })).toEqual({ served: true, result: { echo: request } })
  expect(await Promise.all([1, 2, 3].map(n => callControl({ dir, request: n })))).toEqual([1, 2, 3].map(n => ({ served: true, result: { echo: n } })))
  await control.close()
  expect(await callControl({ dir, request })).toEqual({ served: false })
})

it('is for the owner only', async () => {
  const control = await serveControl({ dir, run: async () => 'done' })
  expect((await stat(join(dir, 'control.sock'))).mode & 0o777).toBe(0o600)
  expect((await stat(join(dir, 'control.json'))).mode & 0o777).toBe(0o600)
  const answer = await new Promise<string>(resolve => {
    let heard = ''
    const socket = connect(join(dir, 'control.sock'))
    socket.on('data', chunk => { heard += String(chunk) })
    socket.on('close', () => resolve(heard))
    socket.on('error', () => {})
    socket.write(`${JSON.stringify({ token: 'x'.repeat(64), request: 'store check' })}\n`)
  })
  expect(answer).toBe('')
  await control.close()
})

it('brings a fault over as the fault it was', async () => {
  const control = await serveControl({ dir, run: async () => { throw new Fault('disk-failed', 'no space') } })
  await expect(callControl({ dir, request: {} })).rejects.toMatchObject({ code: 'disk-failed', message: 'no space' })
  await control.close()
})

it('answers what is under way before it closes, and says so when it cannot', async () => {
  let release = () => {}
  let begun = () => {}
  const started = new Promise<void>(resolve => { begun = resolve })
  const control = await serveControl({ dir, run: () => new Promise(resolve => { release = () => resolve('late but whole'); begun() }) })
  const answer = callControl({ dir, request: {} })
  await started
  const closing = control.close()
  release()
  expect(await answer).toEqual({ served: true, result: 'late but whole' })
  await closing
})

it('takes what a killed service left behind for no service, and listens anew', async () => {
  await writeFile(join(dir, 'control.json'), JSON.stringify({ path: join(dir, 'control.sock'), token: 'x'.repeat(64) }))
  await writeFile(join(dir, 'control.sock'), '')
  expect(await callControl({ dir, request: {} })).toEqual({ served: false })
  const control = await serveControl({ dir, run: async () => 1 })
  expect(await callControl({ dir, request: {} })).toEqual({ served: true, result: 1 })
  await control.close()
})

it('finds a way where the folder is too deep for a socket', async () => {
  const deep = join(dir, 'đơn-vị-'.repeat(8), 'data'.repeat(20))
  await mkdir(deep, { recursive: true })
  const control = await serveControl({ dir: deep, run: async () => 1 })
  expect(await callControl({ dir: deep, request: {} })).toEqual({ served: true, result: 1 })
  expect(JSON.parse(await readFile(join(deep, 'control.json'), 'utf8')).path.length).toBeLessThan(100)
  await control.close()
})
