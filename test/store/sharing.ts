import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readForms } from '#adapters/files/watchForms.ts'
import { readSample } from '#adapters/files/readSample.ts'
import { migrate } from '#adapters/store-postgres/migrate.ts'
import { copyStore } from '#app/copyStore.ts'
import { importPeople } from '#app/importPeople.ts'
import { importUnits } from '#app/importUnits.ts'
import { openCampaign, unitsAsked } from '#app/openCampaign.ts'
import { readTable, recordsOf } from '#app/upsertRecords.ts'
import { DAY, dayOf, fromIso } from '#domain/time/instant.ts'
import type { Store } from '#ports/store.ts'
import { DATA, openStore } from '../../src/openStore.ts'
import { withDataDir } from '../bench/filing.ts'
import { AT, type Filer } from '../bench/stores.ts'
import { startServerProcess, type ServerProcess } from '../service/serverProcess.ts'
import { openInbox, type Shown } from './inbox.ts'
import type { PostgresServer } from './postgresServer.ts'
import { databaseCpu, ownCpu } from './processorTime.ts'

/** What several instances did with one database. `problems` is empty when nothing was lost, doubled, interleaved or left hanging. */
export interface Shared {
  instances: number
  answers: number
  kills: number
  /** Times the server ended connections of the application, and how many. */
  drops: number
  dropped: number
  redelivered: number
  /** Replies shown again as their sender was killed before their delivery was noted. */
  resent: number
  /** Replies shown again although their sender lived. */
  doubled: number
  nudges: number
  seconds: number
  /** What a saved answer cost in each window (see {@link SharingOptions.windows}). */
  windows: Window[]
  problems: string[]
}

/** A stretch of time in which so many instances were given the messages. */
export interface Window {
  instances: number
  answers: number
  /** Milliseconds of processor time for each saved answer: of all instances, the idle ones included, of the database, and of this process, which sends the messages. */
  cpu: { instances: number; database: number; sender: number }
}

export interface SharingOptions {
  server: PostgresServer
  instances: number
  conversations: number
  /** Answers of each conversation, two a round: one after the other, or (one round in three) at once through two instances. */
  rounds: number
  /** Milliseconds between kills −9, and between times at which connections are dropped; 0: never. */
  killEvery: number
  dropEvery: number
  seed: number
  /**
   * Milliseconds of each window, none unless said: every other one gives all messages to one instance alone, each in its turn. So one instance is held against
   * several within one run, on the same warm processes, however the machine's own speed changes.
   */
  windows?: number
  say?: (line: string) => void
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A database with the units of today, one open campaign and as many reporters, brought over from an embedded store by the product's own copy. */
async function prepare(server: PostgresServer, conversations: number): Promise<{ url: string; name: string; filers: Filer[] }> {
  const database = await server.create()
  await migrate(database.url())
  return withDataDir(async dataDir => {
    const [from, to] = await Promise.all(['lowdb:', database.url()].map(STORE_URL => openStore({ STORE_URL, DATA_DIR: dataDir }, () => AT)) as [Promise<Store>, Promise<Store>])
    const filers = await fill(from, conversations)
    const copied = await copyStore(from, to)
    if (!copied.ok) throw new RangeError(JSON.stringify(copied))
    await Promise.all([from.close(), to.close()])
    return { url: database.url('qcdc_app'), name: database.name, filers }
  })
}

/** The units of today, an open campaign that some of them were asked for, and a reporter for each of those. */
async function fill(store: Store, count: number): Promise<Filer[]> {
  const options = { at: AT, by: 'import' }
  const forms = await readForms(join(DATA, 'forms'))
  passed(await importUnits(store, (await readSample(DATA)).units, options))
  const units = unitsAsked({}, recordsOf(await readTable(store, 'unit')), dayOf(AT)).slice(0, count).map(unit => unit.id)
  const campaign = { id: 'sk-2026', form: 'so-ket-6-thang', window: { from: '2025-12-01', to: '2026-05-31' }, due: fromIso('2026-06-12T16:00')!, units }
  passed(await openCampaign(store, forms, campaign, { at: AT - DAY, by: 'import' }))
  const rows = units.map((unit, index) => ({
    row: index + 1,
    cells: { id: `filer.${unit}`, aadObjectId: `00000000-0000-4000-9000-${String(index).padStart(12, '0')}`, name: `Cán bộ đầu mối, ${unit}`, roles: [{ role: 'reporter', unit, from: '2026-01-01', to: null }] },
  }))
  passed(await importPeople(store, rows, options))
  return rows.map(({ cells }, index) => ({ id: cells.id, aadObjectId: cells.aadObjectId, name: cells.name, obligation: `sk-2026.${units[index]!}` }))
}

function passed(done: { ok: boolean }): void {
  if (!done.ok) throw new RangeError(JSON.stringify(done).slice(0, 1000))
}

/** Files from many conversations through instances that share one database, each message to any of them, while instances are killed −9 and connections dropped. */
export async function shareStore(options: SharingOptions): Promise<Shared> {
  const { server, instances, conversations, rounds, killEvery, dropEvery, seed, windows = 0, say = () => {} } = options
  const random = seeded(seed)
  const result: Shared = { instances, answers: 0, kills: 0, drops: 0, dropped: 0, redelivered: 0, resent: 0, doubled: 0, nudges: 0, seconds: 0, windows: [], problems: [] }
  const { url, name, filers } = await prepare(server, conversations)
  const inbox = await openInbox()
  await withDataDir(async dataDir => {
    let begun = 0
    const start = () => startServerProcess({ env: { DATA_DIR: join(dataDir, String(++begun)), STORE_URL: url, CLOCK: new Date(AT).toISOString(), LOG_LEVEL: 'error' } })
    const running: ServerProcess[] = await Promise.all(Array.from({ length: instances }, start))
    const killedAt: number[] = []
    let ending = false
    let given = running
    const any = (): ServerProcess => given[Math.floor(random() * given.length)]!

    async function deliver(filer: Filer, id: string, said: Record<string, unknown>): Promise<Shown> {
      const body = JSON.stringify({
        type: 'message', id, channelId: 'msteams', serviceUrl: inbox.url, locale: 'vi-VN',
        from: { id: `29:${filer.id}`, name: filer.name, aadObjectId: filer.aadObjectId }, recipient: { id: '28:bot', name: 'Trợ lý QCDC' },
        conversation: { id: filer.id, conversationType: 'personal', tenantId: 't' }, ...said,
      })
      for (let attempt = 1; ; attempt++) {
        // A channel brings again, to whichever instance the balancer gives it, what got no 200.
        if (attempt > 1) result.redelivered++
        if (attempt > 50) throw new RangeError(`${id} was never taken`)
        const to = any()
        const status = await fetch(`${to.url}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body }).then(async answer => {
          await answer.arrayBuffer()
          return answer.status
        }, () => undefined)
        if (status === 200) break
        if (status !== undefined && status < 500) result.problems.push(`${id} was answered ${status}`)
        await pause(50)
      }
      return inbox.replyTo(id)
    }

    const spent = () => ({ instances: running.reduce((sum, one) => sum + one.cpu(), 0), database: databaseCpu(server.dataDir), sender: ownCpu(), answers: result.answers })
    async function measure(): Promise<void> {
      for (let place = 0; !ending; place++) {
        given = place % 2 === 0 ? running : [running[Math.floor(place / 2) % running.length]!]
        // What is under way was given out before.
        await pause(windows / 4)
        const before = spent()
        await pause(windows)
        const after = spent()
        const answers = after.answers - before.answers
        const each = (what: 'instances' | 'database' | 'sender') => (after[what] - before[what]) / answers
        if (!ending) result.windows.push({ instances: given.length, answers, cpu: { instances: each('instances'), database: each('database'), sender: each('sender') } })
      }
    }

    const from = performance.now()
    async function file(filer: Filer): Promise<void> {
      await deliver(filer, `${filer.id}:open`, { value: { qcdc: { act: 'page', obligation: filer.obligation, page: 2 } } })
      for (let round = 1; round <= rounds; round++) {
        const both = [`hội nghị ${round}`, `tọa đàm ${round}`].map((text, index) => () => deliver(filer, `${filer.id}:${round}${'ab'[index]}`, { text }))
        const replies = round % 3 === 0 ? await Promise.all(both.map(one => one())) : [await both[0]!(), await both[1]!()]
        for (const { text } of replies) if (!text.startsWith('Đã lưu')) result.problems.push(`${filer.id}, round ${round}, was not saved: ${text}`)
        result.answers += 2
      }
    }

    async function disturb(every: number, act: () => Promise<void>): Promise<void> {
      while (every > 0 && !ending) {
        await pause(every * (0.5 + random()))
        if (!ending) await act()
      }
    }

    const beside = [
      ...(windows > 0 ? [measure()] : []),
      disturb(killEvery, async () => {
        const place = Math.floor(random() * running.length)
        const victim = running[place]!
        await victim.kill()
        killedAt.push(performance.now())
        result.kills++
        running[place] = await start()
        say(`kill ${result.kills}: ${result.answers} answers, ${result.redelivered} brought again, ${result.problems.length} problems`)
      }),
      disturb(dropEvery, async () => {
        const ended = await server.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = 'qcdc_app' and random() < 0.5`, [name])
        result.drops++
        result.dropped += ended.length
      }),
    ]
    try {
      await Promise.all(filers.map(file))
    } finally {
      ending = true
      await Promise.allSettled(beside)
    }
    result.seconds = (performance.now() - from) / 1000
    if (result.kills > 0) await nothingOwed(url, dataDir)
    await Promise.all(running.map(one => one.stop()))
    for (const one of running) if (one.log() !== '' && killEvery === 0 && dropEvery === 0) result.problems.push(one.log().slice(0, 400))

    const store = await openStore({ STORE_URL: url, DATA_DIR: dataDir }, () => AT)
    try {
      result.problems.push(...await whatIsWrong(store, filers, rounds))
    } finally {
      await store.close()
    }
    result.problems.push(...doubles(inbox.shown, killedAt, result))
  }).finally(() => inbox.close())
  return result
}

/** What a killed instance was sending is left to it until the send's deadline has passed, then sent by another. Longer than this it must not stay owed (milliseconds). */
const OWED_AT_MOST = 30_000

/** Resolves when no reply and no nudge is owed any more, or when that has taken too long: what is still owed then is told by {@link whatIsWrong}. */
async function nothingOwed(url: string, dataDir: string): Promise<void> {
  const store = await openStore({ STORE_URL: url, DATA_DIR: dataDir }, () => AT)
  try {
    const until = performance.now() + OWED_AT_MOST
    for (let owed = true; owed && performance.now() < until;) {
      owed = false
      for await (const { record } of store.all('owed')) owed ||= record.content.kind === 'reply'
      for await (const { record } of store.all('nudge')) owed ||= record.state === 'pending'
      if (owed) await pause(200)
    }
  } finally {
    await store.close()
  }
}

/** The store held against what was filed: every answer once, every turn on what the one before had left. */
async function whatIsWrong(store: Store, filers: readonly Filer[], rounds: number): Promise<string[]> {
  const problems: string[] = []
  const editions = new Map<string, number[]>()
  for await (const entry of store.journal()) if (entry.action === 'draft-saved') editions.set(entry.subject, [...editions.get(entry.subject) ?? [], entry.version ?? 0])
  for (const { id, obligation } of filers) {
    const draft = (await store.get('draft', obligation))?.record
    const told = JSON.stringify([draft?.answers['conferences'], draft?.answers['seminars'], draft?.edition])
    if (told !== JSON.stringify([rounds, rounds, rounds * 2])) problems.push(`${obligation}: the draft holds ${told}`)
    const kept = editions.get(`draft/${obligation}`) ?? []
    if (kept.length !== rounds * 2 || kept.some((edition, index) => edition !== index + 1)) problems.push(`${obligation}: the journal has the editions ${kept.join(' ')}`)
    const conversation = (await store.find('conversation', 'person', id))[0]
    const handled = conversation?.record.handled ?? []
    // A turn writes its conversation once, on the state the turn before had left: each has left its id and one revision.
    if (conversation?.rev !== rounds * 2 + 1 || new Set(handled).size !== Math.min(64, rounds * 2 + 1)) problems.push(`${id}: ${conversation?.rev} turns, ${handled.length} known`)
  }
  for await (const { record } of store.all('owed')) if (record.content.kind === 'reply') problems.push(`${record.id} is still owed`)
  const nudges = new Map<string, number>()
  for await (const { record } of store.all('nudge')) nudges.set(record.state, (nudges.get(record.state) ?? 0) + 1)
  // One whose sender was killed with it under way may wait for somebody to decide; none is forgotten.
  if ((nudges.get('sent') ?? 0) + (nudges.get('held') ?? 0) !== filers.length) problems.push(`${filers.length} nudges are ${JSON.stringify([...nudges])}`)
  const soundness = await store.check()
  return [...problems, ...soundness.problems]
}

/** What was shown twice. A reply may be, when its sender was killed before its delivery was noted; anything else never. */
function doubles(shown: readonly Shown[], killedAt: readonly number[], result: Shared): string[] {
  const problems: string[] = []
  const taken = new Map<string, Shown>()
  for (const one of shown) {
    if (one.replyTo === '') result.nudges++
    const key = `${one.conversation} ${one.replyTo} ${one.text}`
    const before = taken.get(key)
    if (!before) taken.set(key, one)
    else if (one.replyTo !== '' && killedAt.some(killed => before.at < killed && killed - before.at < 500 && killed < one.at)) result.resent++
    else if (one.replyTo !== '') result.doubled++
    else problems.push(`“${one.text.slice(0, 60)}” was shown twice to ${one.conversation}`)
  }
  return problems
}
