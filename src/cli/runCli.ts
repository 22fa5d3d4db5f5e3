import { join } from 'node:path'
import { callControl } from '#adapters/control/control.ts'
import { readForms } from '#adapters/files/watchForms.ts'
import { Fault } from '#domain/fault.ts'
import type { Store } from '#ports/store.ts'
import { readConfig, type Config } from '../config.ts'
import { clockOf, DATA, inspectStore, openStore } from '../openStore.ts'
import type { AnyCommand, CommandContext, Outcome } from './command.ts'
import { COMMANDS } from './commands.ts'
import { parseArguments, type Asked } from './createProgram.ts'
import { localClient, progressBar } from './localClient.ts'
import type { Sending } from '../sending.ts'
import { openLibrary } from './openLibrary.ts'
import { openRecognizer } from './openRecognizer.ts'
import { hearing, performCommand } from './performCommand.ts'

/** The streams and environment of a process. */
export interface Surroundings {
  stdin: NodeJS.ReadableStream
  stdout: NodeJS.WritableStream
  stderr: NodeJS.WriteStream
  env: Record<string, string | undefined>
}

/**
 * Runs one command line and gives its exit code: 0 done, 1 refused or found wanting, 2 wrong usage or settings. A running service is asked to do it
 * (it owns the store); without one the store is opened here.
 */
export async function runCli(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { stdin, stdout, stderr, env } = surroundings
  const parsed = parseArguments(COMMANDS, argv, { out: text => stdout.write(text), err: text => stderr.write(text) })
  if (!parsed.ok) return parsed.exit
  const { asked } = parsed
  try {
    const config = readConfig(env)
    const given = asked.given
    const input: unknown = asked.command.prepare ? await asked.command.prepare(given, localClient(stdin, stderr, config.DATA_DIR)) : given
    // What goes to a running service goes as JSON: the same here, so that nothing depends on where it runs.
    const request: unknown = JSON.parse(JSON.stringify({ command: asked.command.name, input }))
    const outcome = await perform(config, request, surroundings)
    if (!outcome.printed) await print(asked, outcome, stdout)
    return outcome.exit
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const hint = HINTS[error.code]?.[asked.language]
    stderr.write(`qcdc: ${error.message}${hint ? `\n${hint}` : ''}\n`)
    if (asked.json) stdout.write(`${JSON.stringify({ ok: false, fault: { code: error.code, message: error.message, retry: error.retry } }, null, 2)}\n`)
    return error.code === 'config-invalid' ? 2 : 1
  }
}

const HINTS: Partial<Record<Fault['code'], { vi: string; en: string }>> = {
  'config-invalid': { vi: 'Xin sửa biến môi trường nêu trên rồi chạy lại.', en: 'Correct the environment variables named above and run it again.' },
  'import-invalid': { vi: 'Chưa ghi gì. Xin sửa tệp rồi chạy lại.', en: 'Nothing was written. Correct the file and run it again.' },
  'store-locked': { vi: 'Kho dữ liệu đang do tiến trình khác giữ. Xin đợi vài giây rồi chạy lại; nếu dịch vụ đang khởi động, đợi đến khi xong.', en: 'Another process holds the store. Wait a few seconds and run it again; if the service is starting, wait until it has.' },
  'store-broken': { vi: 'Xin chạy: qcdc store check', en: 'Run: qcdc store check' },
  'disk-failed': { vi: 'Xin kiểm tra ổ đĩa: dung lượng trống và quyền ghi.', en: 'Check the disk: free space and permissions.' },
}

/** In the running service when there is one, else on a store opened here and closed again. */
async function perform(config: Config, request: unknown, { stdout, stderr }: Surroundings): Promise<Outcome<unknown>> {
  const here = {
    progress: progressBar(stderr) ?? (() => {}),
    print: (text: string) => new Promise<void>(resolve => stdout.write(text, () => resolve())),
  }
  const called = await callControl({ dir: config.DATA_DIR, request, hear: said => hearing(said, here) })
  if (called.served) return called.result as Outcome<unknown>
  const clock = clockOf(config)
  let opened: Promise<Store> | undefined
  const store = () => (opened ??= openStore(config, clock))
  let sending: Promise<Sending> | undefined
  const context: CommandContext = {
    ...here,
    store,
    check: () => (opened ? opened.then(store => store.check()) : inspectStore(config, clock)),
    forms: () => readForms(join(DATA, 'forms')),
    now: clock(),
    local: config.local,
    data: DATA,
    recognizer: async () => openRecognizer(config, clock, await store()),
    library: async () => openLibrary(await store()),
    sending: () => (sending ??= store().then(async held => {
      // Wording and rates are loaded only by the command that sends.
      const { openSending } = await import('./openSending.ts')
      return openSending(config, clock, { store: held, forms: context.forms, library: context.library })
    })),
    whereabouts: config,
  }
  try {
    return await performCommand(request, context)
  } finally {
    // A store that could not be opened has been told of already.
    await (await sending?.catch(() => undefined))?.close()
    const held = await opened?.catch(() => undefined)
    await held?.close()
  }
}

async function print({ command, json, language }: Asked, outcome: Outcome<unknown>, stdout: NodeJS.WritableStream): Promise<void> {
  const text = !json ? rendered(command, outcome.document, language)
    : outcome.lines ? outcome.lines.map(line => JSON.stringify(line)).join('\n')
    : JSON.stringify(outcome.document, null, 2)
  // Waited for, so that a pipe gets all of a long document before the process ends.
  await new Promise<void>(resolve => stdout.write(`${text}\n`, () => resolve()))
}

function rendered(command: AnyCommand, document: unknown, language: Asked['language']): string {
  return command.render(document as never, language)
}
