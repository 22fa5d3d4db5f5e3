/**
 * What leaders ask of PostgreSQL, and what a saved answer costs there, with 10,000 units and with 91, over 6 campaigns a year for 2 years.
 * `node test/bench/postgres.ts`; the last line is the result as JSON.
 */
import { lateUnits } from '#app/lateUnits.ts'
import { progress } from '#app/progress.ts'
import { migrate } from '#adapters/store-postgres/migrate.ts'
import type { Event, Obligation } from '#domain/obligation.ts'
import { DAY, HOUR } from '#domain/time/instant.ts'
import type { Change, Store } from '#ports/store.ts'
import { openStore } from '../../src/openStore.ts'
import { startPostgres, type PostgresServer } from '../store/postgresServer.ts'
import { draftOf, savedAnswer } from '../store/samples.ts'
import { median, quantile } from './load.ts'

const CAMPAIGNS = 12
const BEGIN = Date.parse('2024-06-10T09:00:00+07:00')
const say = (line: string) => void process.stdout.write(`${line}\n`)

/** The n-th campaign's due instant: one every two months. */
const dueOf = (campaign: number) => BEGIN + campaign * 60 * DAY + 60 * DAY + 7 * HOUR

/** How a unit did in a campaign: most in time, some by extension, some late, some returned, some never; the last campaign is still open. */
function obligationOf(campaign: number, number: number): Obligation {
  const due = dueOf(campaign)
  const opened = due - 60 * DAY
  // Spread without a pattern, the same in every run.
  const spread = ((number * 2654435761 + campaign * 40503) >>> 0) / 2 ** 32
  const unit = `dv-${String(number).padStart(5, '0')}`
  const happened = (at: number) => ({ at, recordedAt: at, by: `reporter.${unit}` })
  const events: Event[] = [{ kind: 'opened', ...happened(opened) }]
  if (spread < 0.9) events.push({ kind: 'started', ...happened(opened + Math.floor(spread * 40 * DAY)) })
  if (spread > 0.7 && spread < 0.75) events.push({ kind: 'extended', ...happened(due - DAY), until: due + 5 * DAY, reason: 'chờ số liệu' })
  if (spread < 0.85) {
    const filed = due - 12 * DAY + Math.floor(spread * 20 * DAY)
    events.push({ kind: 'sent-for-approval', ...happened(filed - HOUR), draft: 3 }, { kind: 'submitted', ...happened(filed), version: 1, receipt: `${campaign}/${unit}/01`, complete: true })
    if (spread < 0.1) events.push({ kind: 'returned', ...happened(filed + DAY), version: 1, comments: [], reason: 'thiếu', supplementDue: filed + 6 * DAY })
    else if (spread < 0.7) events.push({ kind: 'accepted', ...happened(filed + 2 * DAY), version: 1 })
  }
  const regional = number % 10 !== 0
  return { id: `c${campaign}.${unit}`, campaign: `c${campaign}`, unit, receiver: regional ? `dv-${String(number - (number % 100)).padStart(5, '0')}` : 'toi-cao', level: regional ? 'khu-vuc' : 'cap-tinh', due, events }
}

async function fill(store: Store, units: number): Promise<number> {
  const from = performance.now()
  for (let campaign = 0; campaign < CAMPAIGNS; campaign++) {
    const due = dueOf(campaign)
    await store.commit({ writes: [{ table: 'campaign', id: `c${campaign}`, record: { id: `c${campaign}`, form: 'so-ket-6-thang', title: { vi: `Đợt ${campaign}`, en: `Campaign ${campaign}` }, window: { from: '2024-01-01', to: '2024-06-30' }, due, openedAt: due - 60 * DAY, closedAt: null } }] })
    for (let first = 0; first < units; first += 1000) {
      await store.commit({ writes: Array.from({ length: Math.min(1000, units - first) }, (_, at) => {
        const record = obligationOf(campaign, first + at)
        return { table: 'obligation', id: record.id, record } as const
      }) })
      await store.commit({ writes: Array.from({ length: Math.min(1000, units - first) }, (_, at) => {
        const id = `c${campaign}.dv-${String(first + at).padStart(5, '0')}`
        return { table: 'draft', id, record: draftOf(id, 3, 30) } as const
      }) })
    }
  }
  return (performance.now() - from) / 1000
}

interface Times {
  p50: number
  p99: number
}

/** Milliseconds of `times` askings of each, by turns, so that whatever else the machine does falls on both. */
async function timed(times: number, ask: (store: Store, turn: number) => Promise<unknown>, stores: [Store, Store]): Promise<[Times, Times]> {
  const took: [number[], number[]] = [[], []]
  for (let turn = -50; turn < times; turn++) {
    for (const place of turn % 2 === 0 ? [0, 1] as const : [1, 0] as const) {
      const from = performance.now()
      await ask(stores[place], turn + 50)
      if (turn >= 0) took[place].push(performance.now() - from)
    }
  }
  return took.map(one => ({ p50: median(one), p99: quantile(one, 0.99) })) as [Times, Times]
}

async function filled(server: PostgresServer, units: number): Promise<Store> {
  const database = await server.create()
  await migrate(database.url())
  const store = await openStore({ STORE_URL: database.url('qcdc_app'), DATA_DIR: '.' }, Date.now)
  say(`${units} units × ${CAMPAIGNS} campaigns written in ${(await fill(store, units)).toFixed(0)} s`)
  // As autovacuum does in the minutes after.
  await server.query('vacuum analyze', undefined, database.name)
  return store
}

const TIMES = 600
const server = await startPostgres()
try {
  const stores: [Store, Store] = [await filled(server, 91), await filled(server, 10_000)]
  // Any campaign, any instant from its opening to long after it: questions about the past cost the same.
  const asked = (turn: number) => ({ campaign: `c${turn % CAMPAIGNS}`, at: dueOf(turn % CAMPAIGNS) + (((turn * 37) % 100) - 40) * DAY })
  const unitOf = () => undefined
  const rows = { limit: 20 }
  const measured = {
    late: await timed(TIMES, (store, turn) => lateUnits(store, unitOf, { ...asked(turn), rows }), stores),
    lateNow: await timed(TIMES, (store, turn) => lateUnits(store, unitOf, { campaign: `c${turn % CAMPAIGNS}`, at: dueOf(CAMPAIGNS), rows }), stores),
    lateOfReceiver: await timed(TIMES, (store, turn) => lateUnits(store, unitOf, { ...asked(turn), receiver: 'toi-cao', rows }), stores),
    progress: await timed(TIMES, (store, turn) => progress(store, asked(turn)), stores),
    saved: await timed(TIMES, (store, turn) => store.commit(savedAnswer('bench', turn + 1, 30)), stores),
    filed: await timed(TIMES, (store, turn) => store.commit(report(turn)), stores),
  }
  for (const [kind, [small, large]] of Object.entries(measured)) say(`${kind}: 91 units p50 ${small.p50.toFixed(2)} p99 ${small.p99.toFixed(2)} ms; 10,000 units p50 ${large.p50.toFixed(2)} p99 ${large.p99.toFixed(2)} ms; ${(large.p50 / small.p50).toFixed(2)} times`)
  say(JSON.stringify({ bench: 'postgres', bars: { p99: 25, times: 2 }, ...measured }))
  for (const store of stores) await store.close()
} finally {
  await server.stop()
}

/** A report handed in: the obligation moves on, and with it what is counted. */
function report(turn: number): Change {
  const obligation = obligationOf(CAMPAIGNS - 1, turn % 91)
  const at = dueOf(CAMPAIGNS - 1) - 5 * DAY + turn * 1000
  const record: Obligation = { ...obligation, events: [obligation.events[0]!, { kind: 'submitted', at, recordedAt: at, by: 'bench', version: 1, receipt: 'r', complete: true }] }
  return { writes: [{ table: 'obligation', id: record.id, record }], acts: [{ at, by: 'bench', action: 'submitted', subject: `obligation/${record.id}` }] }
}
