import { startServerProcess } from '../service/serverProcess.ts'
import { startBare, withDataDir, type Effort } from './filing.ts'
import { median } from './load.ts'

/** Fresh folders whose first start is timed, and later starts of each, with a bare bot's in between. */
const RUNS = 5
const LATER_STARTS = 3

/** From the start of the process to the first 200: a first start (sample loaded, phrases learnt), later ones, and a bare echo bot's. */
export async function benchStart({ runs = RUNS, say }: Effort) {
  const first: number[] = []
  const second: number[] = []
  const bare: number[] = []
  for (let run = 1; run <= runs; run++) {
    await withDataDir(async dataDir => {
      const start = async () => {
        const server = await startServerProcess({ env: { DATA_DIR: dataDir } })
        await server.stop()
        return server.readyAfter
      }
      first.push(await start())
      for (let later = 1; later <= LATER_STARTS; later++) {
        second.push(await start())
        const echo = await startBare('echo')
        await echo.kill()
        bare.push(echo.readyAfter)
      }
    })
    say(`start ${run}/${runs}: first ${first.at(-1)!.toFixed(0)} ms, later ${median(second.slice(-LATER_STARTS)).toFixed(0)} ms, bare echo ${median(bare.slice(-LATER_STARTS)).toFixed(0)} ms`)
  }
  return { runs, first: { median: median(first), most: Math.max(...first), bar: 6000 }, second: { product: median(second), bare: median(bare), ratio: median(second) / median(bare), bar: 1.5 } }
}
