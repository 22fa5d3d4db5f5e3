import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startPostgres, type PostgresServer } from './postgresServer.ts'
import { shareStore } from './sharing.ts'

/** Every change of the schema, in order. */
const MIGRATIONS = readdirSync('src/adapters/store-postgres/migrations').map(name => name.replace(/\.sql$/, '')).sort()

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

describe('the service on PostgreSQL', () => {
  it('loses, doubles and interleaves nothing with two instances, kills −9 and dropped connections', { timeout: 180_000 }, async () => {
    const shared = await shareStore({ server, instances: 2, conversations: 8, rounds: 30, killEvery: 900, dropEvery: 500, seed: 20260610 })
    expect(shared.problems).toEqual([])
    // A reply that its sender was killed over may be seen twice, one whose sender lived never.
    expect(shared.doubled).toBe(0)
    expect(shared.answers).toBe(8 * 30 * 2)
    // The disturbances fell among the answers.
    expect(shared.kills).toBeGreaterThan(0)
    expect(shared.dropped).toBeGreaterThan(0)
    expect(shared.redelivered).toBeGreaterThan(0)
  })
})

describe('the command line', () => {
  const run = async (env: Record<string, string>, ...words: string[]): Promise<{ exit: number; document: Record<string, unknown> }> => {
    const cli = join(import.meta.dirname, '../../src/cli.ts')
    const { code = 0, stdout } = await promisify(execFile)(process.execPath, [cli, ...words, '--json'], { env: { ...process.env, ...env } }).catch((error: { code: number; stdout: string }) => error) as { code?: number; stdout: string }
    return { exit: code, document: JSON.parse(stdout) }
  }

  it('sets a database up, moves the store there and back, and gives the same dump', { timeout: 120_000 }, async () => {
    const dir = await mkdtemp(join(tmpdir(), 'qcdc-cli-'))
    onTestFinished(() => rm(dir, { recursive: true }))
    const database = await server.create()
    const owner = { DATA_DIR: dir, STORE_URL: database.url() }
    const old = { DATA_DIR: dir, STORE_URL: 'lowdb:' }
    expect(await run(owner, 'store', 'check')).toMatchObject({ exit: 1, document: { fault: { code: 'store-unmigrated' } } })
    expect(await run(old, 'store', 'migrate')).toMatchObject({ exit: 1 })
    expect(await run(owner, 'store', 'migrate')).toMatchObject({ exit: 0, document: { applied: MIGRATIONS, grantedTo: 'qcdc_app' } })
    expect((await run(old, 'sample', '--reset', '--at', '2026-06-10T09:00:00+07:00')).exit).toBe(0)
    expect(await run(owner, 'store', 'copy', '--from', 'lowdb:')).toMatchObject({ exit: 0, document: { ok: true } })
    expect(await run(old, 'store', 'copy', '--from', database.url(), '--to', `lowdb:${join(dir, 'back')}`)).toMatchObject({ exit: 0, document: { ok: true } })
    const service = { DATA_DIR: join(dir, 'instance'), STORE_URL: database.url('qcdc_app') }
    expect(await run(service, 'store', 'check')).toMatchObject({ exit: 0, document: { ok: true } })
    const late = ['late', '--campaign', 'sk-2026', '--at', '2026-06-20T09:00:00+07:00']
    const told = await run(service, ...late)
    expect(told).toMatchObject({ exit: 0, document: { campaign: 'sk-2026' } })
    expect(await run(old, ...late)).toEqual(told)
  })
})
