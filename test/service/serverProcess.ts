import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { cpuOf } from '../store/processorTime.ts'

/** The product's entry, as `npm start` runs it. */
export const PRODUCT = join(import.meta.dirname, '../../src/main.ts')

/** A server in a process of its own. */
export interface ServerProcess {
  pid: number
  url: string
  /** Milliseconds from the start of the process to its first 200 on GET /readyz. */
  readyAfter: number
  /** Processor time used so far by all threads of the process and its ended children, user and system, in milliseconds. Linux only. */
  cpu(): number
  /** What it wrote to standard error so far. */
  log(): string
  /** Resolves with the exit code, or the signal that ended it. */
  ended: Promise<number | string>
  /** Ends it at once, as a power cut does. */
  kill(): Promise<void>
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>
}

/** Settings of this machine that a server under test must not take over. */
const FOREIGN = /^(?:MicrosoftApp|CLU_|OPENAI_|RECOGNIZER$|STORE_URL$|HOST$|SENDS$|CLOCK$|DATA_DIR$|NODE_OPTIONS$)/

/** Starts a script that prints its address as its first URL, and waits until it is ready. Rejects with what it wrote when it ends before. */
export async function startServerProcess({ script = PRODUCT, env, scriptArguments = [], nodeArguments = [] }: {
  script?: string; env: Record<string, string>; scriptArguments?: string[]; nodeArguments?: string[]
}): Promise<ServerProcess> {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name)))
  const from = performance.now()
  const child = spawn(process.execPath, [...nodeArguments, script, ...scriptArguments], { env: { ...inherited, PORT: '0', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let log = ''
  child.stderr.on('data', (chunk: Buffer) => { log += chunk.toString() })
  let asked = false
  const ended = new Promise<number | string>(resolve => child.on('close', (code, signal) => {
    // A server that ends by itself is what a test's reader wants to know first.
    if (!asked) process.stderr.write(`the server ended (${code ?? signal}): ${log.slice(-4000)}\n`)
    resolve(code ?? signal ?? 'unknown')
  }))
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      const address = /https?:\/\/\S+/.exec(out)?.[0]
      if (address) resolve(address)
    })
    void ended.then(how => reject(new RangeError(`the server ended (${how}) before it listened: ${log}`)))
  })
  while ((await fetch(`${url}/readyz`).catch(() => undefined))?.status !== 200) await pause(2)
  return {
    pid: child.pid!, url, ended,
    readyAfter: performance.now() - from,
    cpu: () => cpuOf(child.pid!),
    log: () => log,
    async kill() {
      asked = true
      child.kill('SIGKILL')
      await ended
    },
    async stop() {
      asked = true
      child.kill('SIGTERM')
      await ended
    },
  }
}
