import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { serveControl } from '#adapters/control/control.ts'
import { readForms } from '#adapters/files/watchForms.ts'
import { readConfig } from '#config'
import type { ProvisionLibrary } from '#app/provisionLibrary.ts'
import type { Recognizer } from '#ports/recognizer.ts'
import type { Store } from '#ports/store.ts'
import { openLibrary } from '../../src/cli/openLibrary.ts'
import { openRecognizer } from '../../src/cli/openRecognizer.ts'
import { performCommand, telling } from '../../src/cli/performCommand.ts'
import { runCli } from '../../src/cli/runCli.ts'
import { clockOf, DATA, openStore } from '../../src/openStore.ts'

/** What a command line was told. */
export interface Heard { exit: number; out: string; err: string }

/** A terminal with a data folder of its own for each test. `env` may be replaced. */
export interface Terminal {
  readonly dir: string
  env: Record<string, string>
  qcdc(...argv: string[]): Promise<Heard>
  /** With something on standard input. */
  typing(said: string, ...argv: string[]): Promise<Heard>
  /** The one document of `--json`. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read documents of every shape
  json(...argv: string[]): Promise<{ exit: number; document: any }>
  /** Writes a file and gives its path. */
  file(name: string, content: string | Uint8Array): Promise<string>
  withSample(): Promise<void>
  /** Holds the store as the service does, answering on its channel if wanted. */
  service(channel: boolean): Promise<{ store: Store; commands: unknown[]; close(): Promise<void> }>
}

/** Sets a terminal up for the tests of a file. `tty` makes standard error a terminal. */
export function useTerminal({ tty = false }: { tty?: boolean } = {}): Terminal {
  let dir = ''
  let env: Record<string, string> = {}
  // What a start learns from the phrases takes seconds and is the same for every test.
  let learnt = ''
  beforeAll(async () => { learnt = await mkdtemp(join(tmpdir(), 'qcdc-learnt-')) })
  afterAll(() => rm(learnt, { recursive: true, force: true }))
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'qcdc-'))
    await mkdir(join(dir, 'data'))
    await symlink(learnt, join(dir, 'data', 'cache'))
    env = { DATA_DIR: join(dir, 'data'), CLOCK: '2026-06-20T08:00:00+07:00' }
  })
  afterEach(() => rm(dir, { recursive: true, force: true }))

  const terminal: Terminal = {
    get dir() { return dir },
    get env() { return env },
    set env(other) { env = other },
    qcdc: (...argv) => terminal.typing('', ...argv),
    async typing(said, ...argv) {
      const heard = { out: '', err: '' }
      const stream = (name: 'out' | 'err') => {
        const through = new PassThrough()
        through.on('data', chunk => { heard[name] += String(chunk) })
        return through
      }
      const stderr = Object.assign(stream('err'), { isTTY: tty }) as unknown as NodeJS.WriteStream
      const exit = await runCli(argv, { stdin: Readable.from([said]), stdout: stream('out'), stderr, env })
      return { exit, ...heard }
    },
    async json(...argv) {
      const { exit, out } = await terminal.qcdc(...argv, '--json')
      return { exit, document: JSON.parse(out) }
    },
    async file(name, content) {
      const path = join(dir, name)
      await writeFile(path, content)
      return path
    },
    async withSample() {
      expect((await terminal.qcdc('sample', '--at', '2026-06-20T08:00')).exit).toBe(0)
    },
    async service(channel) {
      const config = readConfig(env)
      const clock = clockOf(config)
      const store = await openStore(config, clock)
      const commands: unknown[] = []
      const forms = await readForms(join(DATA, 'forms'))
      let [recognizer, library]: [Promise<Recognizer>?, Promise<ProvisionLibrary>?] = []
      const control = channel && await serveControl({
        dir: config.DATA_DIR,
        run: (request, tell) => {
          commands.push(request)
          return performCommand(request, {
            store: async () => store, check: () => store.check(), forms: async () => forms, now: clock(), local: true, data: DATA,
            recognizer: () => (recognizer ??= openRecognizer(config, clock, store)), library: () => (library ??= openLibrary(store)), ...telling(tell),
          })
        },
      })
      return { store, commands, close: async () => { if (control) await control.close(); await store.close() } }
    },
  }
  return terminal
}
