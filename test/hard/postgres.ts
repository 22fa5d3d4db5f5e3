/**
 * Two and four instances on one PostgreSQL under 64 concurrent filings, killed −9 and with connections dropped at random, and what a saved answer costs with one
 * instance and with two. Another seed each day unless `SEED` says which. Exit code 1 when anything was lost, doubled, interleaved or left hanging.
 */
import { startPostgres } from '../store/postgresServer.ts'
import { shareStore } from '../store/sharing.ts'

const seed = Number(process.env['SEED'] ?? Math.floor(Date.now() / 86_400_000))
const say = (line: string) => void process.stdout.write(`${line}\n`)
say(`seed ${seed}`)
// What is promised is promised with the server's own durability.
const server = await startPostgres({ sync: true })
await server.query(`create role qcdc_app login password 'secret'`)
let failed = false
try {
  for (const instances of [2, 4]) {
    const { problems, ...figures } = await shareStore({ server, instances, conversations: 64, rounds: 40, killEvery: 1500, dropEvery: 700, seed, say })
    say(JSON.stringify(figures))
    for (const problem of problems.slice(0, 20)) say(problem)
    // A reply that two living senders showed is no loss, but nobody should read it twice.
    failed ||= problems.length > 0 || figures.doubled > 0
  }
  // One run is not like the next on a busy machine: pairs, and the middle one. Each instance gives as many answers, so that its compiler knows the code as well.
  const ratios: number[] = []
  for (let run = 1; run <= 3; run++) {
    const costs: number[] = []
    for (const instances of [1, 2]) {
      const { problems, cpu, answers, seconds } = await shareStore({ server, instances, conversations: 64, rounds: 120 * instances, killEvery: 0, dropEvery: 0, seed })
      failed ||= problems.length > 0
      costs.push(cpu.instances + cpu.database)
      say(`${instances} instance(s): ${cpu.instances.toFixed(2)} ms of the service and ${cpu.database.toFixed(2)} ms of the database for each of ${answers} answers, ${(answers / seconds).toFixed(0)}/s ${problems.slice(0, 3).join(' ')}`)
    }
    ratios.push(costs[1]! / costs[0]!)
    // What two instances cost that have nothing in common tells how much of that is sharing, and how much the machine.
    const apart = await Promise.all([1, 2].map(() => shareStore({ server, instances: 1, conversations: 32, rounds: 120, killEvery: 0, dropEvery: 0, seed })))
    const cost = apart.reduce((sum, { cpu }) => sum + cpu.instances / 2 + cpu.database / 4, 0)
    say(`two instances with a database each: ${cost.toFixed(2)} ms; sharing costs ${(costs[1]! / cost).toFixed(2)} times that`)
  }
  const ratio = ratios.toSorted((a, b) => a - b)[1]!
  say(JSON.stringify({ cpuRatio: ratio, bar: 1.15, ratios }))
  failed ||= ratio > 1.15
} finally {
  await server.stop()
}
process.exitCode = failed ? 1 : 0
