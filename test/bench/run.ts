/**
 * `npm run bench`: measures and prints; the last line of each bench is its result as JSON. Options after `--`:
 * `--only NAME` (again for several), `--answers N` and `--runs N` for a quicker, rougher look, `--legal DIR` for the set of legal questions, which is not shipped.
 */
import { cpus, release, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import type { Effort } from './filing.ts'

interface Options extends Effort {
  legal?: string | undefined
}

/** A bench prints its own lines and returns what is kept; null says that it was passed over. */
type Bench = (options: Options) => Promise<object | null>

const BENCHES: Record<string, Bench> = {
  'filing': async options => (await import('./filing.ts')).benchFiling(options),
  'filing-large': async options => (await import('./filing.ts')).benchFilingLarge(options),
  'start': async options => (await import('./start.ts')).benchStart(options),
  'recognizer': async ({ say }) => (await import('./recognizer.ts')).benchRecognizer({ say }),
  'postgres': async () => {
    // A script of its own, which prints its result itself.
    await import('./postgres.ts')
    return null
  },
  'legal': async ({ legal, say }) => {
    if (legal === undefined) {
      say('legal: passed over, it needs --legal DIR')
      return null
    }
    const { benchLegal, legalTable } = await import('./legal.ts')
    const measured = await benchLegal(legal)
    say(legalTable(measured))
    return measured
  },
}

const whole = (text: string | undefined) => (text === undefined ? undefined : Number.parseInt(text, 10))
const say = (line: string) => void process.stdout.write(`${line}\n`)

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, answers: { type: 'string' }, runs: { type: 'string' }, legal: { type: 'string' } } })
const names = values.only ?? Object.keys(BENCHES)
const unknown = names.filter(name => !Object.hasOwn(BENCHES, name))
if (unknown.length > 0) {
  say(`There is no bench "${unknown.join('", "')}"; there are ${Object.keys(BENCHES).join(', ')}.`)
  process.exit(2)
}
say(`Node ${process.version}, ${process.platform} ${release()}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB`)
for (const name of names) {
  const result = await BENCHES[name]!({ answers: whole(values.answers), runs: whole(values.runs), legal: values.legal, say })
  if (result) say(JSON.stringify({ bench: name, ...result }))
}
