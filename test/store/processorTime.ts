import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Processor time of a PostgreSQL server and all its backends, in milliseconds. Linux only. */
export function databaseCpu(dataDir: string): number {
  const postmaster = Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0])
  let ticks = 0
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const [, parent, ...rest] = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')
      // utime and stime of each; of the postmaster those of ended backends as well.
      const times = rest.slice(9, 13).map(Number)
      if (Number(name) === postmaster) ticks += times.reduce((sum, one) => sum + one, 0)
      else if (Number(parent) === postmaster) ticks += times[0]! + times[1]!
    } catch {
      // It ended while it was looked at.
    }
  }
  return ticks * 10
}

/** Processor time of this process, in milliseconds. */
export function ownCpu(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
