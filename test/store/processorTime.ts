import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

// Processor time in milliseconds, user and system together. What it tells of other processes it reads from /proc: Linux only.

/** Clock ticks of /proc: 100 a second on every Linux that Node runs on. */
const MILLISECONDS_A_TICK = 10

/** Processor time used so far by all threads of a process and by its children that have ended. Throws when there is no such process. */
export function cpuOf(pid: number): number {
  return statOf(pid).cpu
}

/** Processor time used so far by a PostgreSQL server and all its backends, those that have ended included. */
export function databaseCpu(dataDir: string): number {
  const postmaster = Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0])
  let sum = 0
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const { parent, cpu } = statOf(Number(name))
      if (Number(name) === postmaster || parent === postmaster) sum += cpu
    } catch {
      // It ended while it was looked at.
    }
  }
  return sum
}

/** Processor time used so far by this process. */
export function ownCpu(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function statOf(pid: number): { parent: number; cpu: number } {
  // The name in brackets may hold spaces. Behind it: the state, then the parent; utime, stime, cutime and cstime are the 14th to 17th field of all.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ').map(Number)
  return { parent: fields[1]!, cpu: fields.slice(11, 15).reduce((sum, ticks) => sum + ticks, 0) * MILLISECONDS_A_TICK }
}
