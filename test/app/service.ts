import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '#config'
import { start, type Running } from '#service'
import type { Instant } from '#domain/time/instant.ts'
import { startConnector, type Recorded, type StubConnector } from '../channel/connector.ts'

/** The whole service over real HTTP in a folder of its own, with a connector that keeps what it is sent and a clock that stands where it is put. */
export interface Service {
  /** The data folder. */
  dir: string
  connector: StubConnector
  running(): Running
  /** Moves the clock. */
  at(instant: Instant): void
  now(): Instant
  /** Posts an activity as the channel does; resolves when the turn and all it caused is done. Returns the HTTP status. */
  post(activity: Record<string, unknown>): Promise<number>
  /** Messages since the last call, in order of arrival. */
  heard(): Recorded[]
  restart(): Promise<void>
  close(): Promise<void>
}

/** Starts the service on free ports at an instant. */
export async function startService({ at, prepare, env = {}, forms }: { at: Instant; prepare?: (dataDir: string, now: () => Instant) => Promise<void>; env?: Record<string, string>; forms?: string }): Promise<Service> {
  const dir = await mkdtemp(join(tmpdir(), 'qcdc-'))
  let now = at
  const connector = await startConnector()
  const config = readConfig({ DATA_DIR: dir, PORT: '0', LOG_LEVEL: 'error', ...env })
  await prepare?.(dir, () => now)
  const clock = () => now
  let running = await start(config, { clock, ...(forms ? { forms } : {}) })
  let seen = 0
  return {
    dir,
    connector,
    running: () => running,
    at(instant) { now = instant },
    now: () => now,
    async post(activity) {
      const response = await fetch(`${running.url}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ serviceUrl: connector.url, ...activity }) })
      if (!response.ok) process.stderr.write(await response.text()); else await response.arrayBuffer()
      await running.idle()
      return response.status
    },
    heard() {
      const fresh = connector.sent.slice(seen)
      seen = connector.sent.length
      return fresh
    },
    async restart() {
      await running.close()
      running = await start(config, { clock, ...(forms ? { forms } : {}) })
    },
    async close() {
      await running.close()
      await connector.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
