/**
 * Two and four instances on one PostgreSQL under 64 concurrent filings, killed −9 and with connections dropped at random, and what a saved answer costs with one
 * instance and with two. Another seed each day unless `SEED` says which. Exit code 1 when anything was lost, doubled, interleaved or left hanging.
 */
import { median, quantile } from '../bench/load.ts'
import { startPostgres } from '../store/postgresServer.ts'
import { shareStore, type Window } from '../store/sharing.ts'

/** Milliseconds of a window: short, so that the two that are compared find the machine at the same speed. */
const WINDOW = 600
/** Windows in which the processes warm up. */
const WARM_UP = 24

const seed = Number(process.env['SEED'] ?? Math.floor(Date.now() / 86_400_000))
const say = (line: string) => void process.stdout.write(`${line}\n`)
say(`seed ${seed}`)
// What is promised is promised with the server's own durability.
const server = await startPostgres({ sync: true })
let failed = false
try {
  for (const instances of [2, 4]) {
    const { problems, ...figures } = await shareStore({ server, instances, conversations: 64, rounds: 40, killEvery: 1500, dropEvery: 700, seed, say })
    say(JSON.stringify(figures))
    for (const problem of problems.slice(0, 20)) say(problem)
    // A reply that two living senders showed is no loss, but nobody should read it twice.
    failed ||= problems.length > 0 || figures.doubled > 0
  }
  const { problems, windows } = await shareStore({ server, instances: 2, conversations: 64, rounds: 1500, killEvery: 0, dropEvery: 0, seed, windows: WINDOW })
  for (const problem of problems.slice(0, 20)) say(problem)
  const cost = ({ cpu }: Window) => cpu.instances + cpu.database
  // What a process pays once, for its compiler to get to know the code, is no part of what an answer costs.
  const warm = windows.slice(WARM_UP)
  // Each window is held against the one before it, which gave the messages out the other way.
  const ratioOf = (measure: (window: Window) => number) => warm.slice(1).map((window, place) => (window.instances === 2 ? measure(window) / measure(warm[place]!) : measure(warm[place]!) / measure(window)))
  const ratios = ratioOf(cost)
  const told = (instances: number) => {
    const some = warm.filter(window => window.instances === instances)
    return { instances, service: median(some.map(window => window.cpu.instances)), database: median(some.map(window => window.cpu.database)), sender: median(some.map(window => window.cpu.sender)), answers: median(some.map(window => window.answers)) }
  }
  say(JSON.stringify([told(1), told(2)]))
  const ratio = median(ratios)
  // The sender does the same for an answer whoever gives it: what it costs more beside two instances is no work of the product's.
  say(JSON.stringify({ cpuRatio: ratio, bar: 1.15, pairs: ratios.length, quartiles: [quantile(ratios, 0.25), quantile(ratios, 0.75)], sender: median(ratioOf(({ cpu }) => cpu.sender)) }))
  failed ||= problems.length > 0 || ratio > 1.15
} finally {
  await server.stop()
}
process.exitCode = failed ? 1 : 0
