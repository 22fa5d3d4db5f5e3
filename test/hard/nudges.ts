import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { randomUUID } from 'node:crypto'
import { openLowdbStore } from '#adapters/store-lowdb/openLowdbStore.ts'
import { nudgeStatus, type NudgeStatus } from '#app/nudgeStatus.ts'
import type { Reference } from '#ports/channel.ts'
import { DAY, HOUR, instantOf, MINUTE, toIso, type Instant } from '#domain/time/instant.ts'
import type { Write } from '#ports/store.ts'
import { REFUSING_CODES, startFaultyConnector, type Faults } from '../channel/faultyConnector.ts'
import { campaignDue, organisation, owedBy } from '../nudge/organisation.ts'
import { conversationOf } from '../nudge/year.ts'
import { randomOf } from '../nudge/fate.ts'
import { liveAYear } from '../nudge/simulatedYear.ts'

const SERVICE = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const DUE: string = '2026-06-12'
const MORNING = instantOf(DUE, '08:00')

/** How a run of sends went. */
export interface SendRun {
  sends: number
  rps: number
  kills: number
  seconds: number
  /** Seconds that the requests made need at the rate. */
  atRate: number
  ratio: number
  lost: number
  shownTwice: number
  /** Shown more often than ambiguous answers allow: must be none. */
  unexplained: number
  unmarked: number
  ambiguous: number
  mostInASecond: number
  status: Omit<NudgeStatus, 'held' | 'reasons'> & { held: number }
}

/**
 * Sends to so many people against a connector that misbehaves, by a real service process that is killed −9 so many times, and counts what every person saw.
 * One in `refusedEvery` can't be written to, by each code in turn.
 */
export async function sendThrough({ sends, rps, kills, faults, refusedEvery = 200, seed = 11, quiet = 16_000, log = () => {} }: {
  sends: number; rps: number; kills: number; faults: Faults; refusedEvery?: number; seed?: number; quiet?: number; log?: (line: string) => void
}): Promise<SendRun> {
  const dir = await mkdtemp(join(tmpdir(), 'qcdc-nudges-'))
  const refused = (conversation: string): string | undefined => {
    const nth = Number(/dv-(\d+)$/.exec(conversation)?.[1] ?? 1)
    return nth % refusedEvery === 0 ? REFUSING_CODES[(nth / refusedEvery) % REFUSING_CODES.length] : undefined
  }
  const connector = await startFaultyConnector({ faults, refusing: refused, random: randomOf(seed), latency: 5 })
  await prepare(dir, sends, connector.url)
  let child: ChildProcess | undefined
  const begun = performance.now()
  /** Milliseconds in which nothing could be sent: from each kill to the next ready, and the first start. */
  let idle = 0
  const run = async (now: Instant): Promise<void> => {
    const at = performance.now()
    child = spawn(process.execPath, [SERVICE], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env.PATH, DATA_DIR: dir, PORT: '0', TENANT_RPS: String(rps), LOG_LEVEL: 'error', CLOCK: toIso(now) },
    })
    await new Promise<void>((resolve, reject) => {
      child!.stdout!.on('data', chunk => { if (String(chunk).includes('http://')) resolve() })
      child!.on('exit', code => reject(new RangeError(`the service ended with ${code} before it was ready`)))
    })
    idle += performance.now() - at
  }
  const shown = () => [...connector.threads.values()].filter(thread => thread.shown > 0).length
  const wanted = sends - Math.ceil(sends / refusedEvery)
  const clock = () => MORNING + (performance.now() - begun)
  let done = 0
  try {
    await run(clock())
    for (let kill = 1; kill <= kills; kill++) {
      while (shown() < (wanted * kill) / (kills + 1)) await pause(20)
      const dead = performance.now()
      await kill9(child!)
      for (const conversation of await underWay(dir)) {
        const thread = connector.threads.get(conversation)
        // Answered or not, the sender died before it could write that down.
        if (thread) thread.ambiguous++
      }
      idle += performance.now() - dead
      log(`killed ${kill} at ${shown()} shown`)
      await run(clock())
    }
    // Quiet for longer than a hang, a pause and a Retry-After take together: nothing more comes.
    let seen = -1
    let quietSince = performance.now()
    while (performance.now() - quietSince < quiet) {
      await pause(100)
      if (connector.requests() !== seen) {
        seen = connector.requests()
        quietSince = performance.now()
        done = quietSince
      }
    }
  } finally {
    if (child) await kill9(child)
  }
  const store = await openLowdbStore({ dir: join(dir, 'store'), clock: () => MORNING, newId: () => 'unused' })
  const { held, reasons: _reasons, ...status } = await nudgeStatus(store)
  const heldFor = new Set(held.map(one => one.person))
  await store.close()
  await connector.close()
  await rm(dir, { recursive: true, force: true })
  let lost = 0
  let shownTwice = 0
  let unexplained = 0
  let unmarked = 0
  let ambiguous = 0
  for (let nth = 0; nth < sends; nth++) {
    const conversation = `reporter.dv-${nth}`
    if (refused(conversation)) continue
    const thread = connector.threads.get(conversation)
    if (!thread || thread.shown === 0) {
      // What is held has been accounted for: somebody is asked to decide about it.
      if (!heldFor.has(conversation)) lost++
    } else if (thread.shown > 1) {
      shownTwice++
      if (thread.shown - 1 > thread.ambiguous) unexplained++
      if (thread.marked < thread.shown - 1) unmarked++
    }
    ambiguous += thread?.ambiguous ?? 0
  }
  const seconds = (done - begun - idle) / 1000
  const atRate = connector.requests() / rps
  return {
    sends, rps, kills, seconds: round(seconds), atRate: round(atRate), ratio: round(seconds / atRate), lost, shownTwice, unexplained, unmarked, ambiguous,
    mostInASecond: connector.mostInASecond(), status: { ...status, held: held.length },
  }
}

/** Whose messages had been claimed and not settled when the process died. */
async function underWay(dir: string): Promise<string[]> {
  const store = await openLowdbStore({ dir: join(dir, 'store'), clock: () => MORNING, newId: () => 'unused' })
  const people: string[] = []
  for await (const { record } of store.all('owed')) if (record.claim && record.person) people.push(record.person)
  await store.close()
  return people
}

function kill9(child: ChildProcess): Promise<void> {
  child.removeAllListeners('exit')
  return new Promise(resolve => {
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}

const round = (number: number) => Math.round(number * 1000) / 1000
const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))

/** A store in which so many people are owed a nudge this morning. */
async function prepare(dir: string, sends: number, serviceUrl: string): Promise<void> {
  const store = await openLowdbStore({ dir: join(dir, 'store'), clock: () => MORNING - DAY, newId: () => randomUUID().replaceAll('-', '') })
  const org = organisation(sends)
  const campaign = campaignDue('dot-1', DUE)
  const writes: Write[] = [
    ...org.units.map(record => ({ table: 'unit' as const, id: record.id, record })),
    ...org.people.map(record => ({ table: 'person' as const, id: record.id, record })),
    { table: 'campaign', id: campaign.id, record: campaign },
    ...owedBy(org.units, campaign).map(record => ({ table: 'obligation' as const, id: record.id, record })),
    ...org.people.map(({ id }) => {
      const conversation = conversationOf(id, MORNING - DAY)
      return { table: 'conversation' as const, id: conversation.id, record: { ...conversation, reference: { ...(conversation.reference as Reference), serviceUrl } } }
    }),
    { table: 'setting', id: 'nudges/planned-until', record: { id: 'nudges/planned-until', value: MORNING - 60 * MINUTE } },
  ]
  for (let start = 0; start < writes.length; start += 2000) await store.commit({ writes: writes.slice(start, start + 2000) })
  await store.close()
}

/** Another hour each time, so that all hours of the day are met. */
const YEAR_STEP = 7 * HOUR

/** The shares of the bar: 5 % 429, 1 % stored-then-502, 1 % resets, and some that hang. */
export const BAR: Faults = { throttled: 0.05, storedThen502: 0.01, reset: 0.01, hang: 0.002 }

/** Whether a run is what the bar asks for. */
function passes(run: SendRun): boolean {
  return run.lost === 0 && run.unexplained === 0 && run.unmarked === 0 && run.status.resent >= run.shownTwice && run.ratio <= 1.05
}

if (import.meta.main) {
  const [what = 'all', sends = '10000', rps = '30'] = process.argv.slice(2)
  const log = (line: string) => process.stderr.write(`${line}\n`)
  const print = (document: unknown) => process.stdout.write(`${JSON.stringify(document)}\n`)
  for (const [name, kills] of [['send', 0], ['kill', 20]] as const) {
    if (what !== 'all' && what !== name) continue
    const run = await sendThrough({ sends: Number(sends), rps: Number(rps), kills, faults: BAR, log })
    print(run)
    if (!passes(run)) process.exitCode = 1
  }
  if (what === 'all' || what === 'year') print(await liveAYear({ units: Number(sends), campaigns: 6, step: YEAR_STEP }))
}
