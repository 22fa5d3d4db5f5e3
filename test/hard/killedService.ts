/** A hundred kills −9 of the service under 32 filings, with another seed each day unless `SEED` says which. Exit code 1 when anything was lost, torn or left hanging. */
import { withDataDir } from '../bench/filing.ts'
import { killService } from '../service/killing.ts'

const seed = Number(process.env['SEED'] ?? Math.floor(Date.now() / 86_400_000))
const say = (line: string) => void process.stdout.write(`${line}\n`)
say(`seed ${seed}`)
const { problems, ...figures } = await withDataDir(dataDir => killService({ dataDir, kills: 100, seed, say }))
say(JSON.stringify(figures))
for (const problem of problems) say(problem)
process.exitCode = problems.length === 0 ? 0 : 1
