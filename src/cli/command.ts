import type { z } from 'zod'
import type { Form } from '#domain/form/form.ts'
import type { Bilingual, Row } from '#domain/importing/rows.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { ProvisionLibrary } from '#app/provisionLibrary.ts'
import type { Recognizer } from '#ports/recognizer.ts'
import type { Soundness, Store } from '#ports/store.ts'
import type { Sending } from '../sending.ts'

/** Languages of the command line. */
export type Language = 'vi' | 'en'

/**
 * What an option's text must be. `instant`: ISO 8601, given on as milliseconds (a day alone is its beginning); `due`: the same, a day alone meaning 16:00;
 * `day`: "YYYY-MM-DD"; `count`: a whole number; `flag`: nothing, it is there or not.
 */
export type OptionKind = 'text' | 'instant' | 'due' | 'day' | 'count' | 'flag'

/** An option: `--name`, or `--name <what>` unless it is a flag. */
export interface Option {
  name: string
  kind: OptionKind
  summary: Bilingual
  required?: boolean
  /** May be given several times; arrives as a list. */
  many?: boolean
}

/** What was typed: options by name (in camelCase) and arguments by name, read as their kinds say. */
export type Given = Readonly<Record<string, unknown>>

/** What only the one who types has: their files, their standard input. */
export interface Client {
  /** Rows of a CSV or JSON file, with a bar on a terminal while a long one is read. */
  readRows(path: string): Promise<Row[]>
  /** The value in a JSON file. Throws Fault 'import-invalid'. */
  readJson(path: string): Promise<unknown>
  /** The lines of standard input, the last empty one left out. */
  lines(): Promise<string[]>
  /** A file whole. Throws Fault 'import-invalid'. */
  readBytes(path: string): Promise<Uint8Array>
  /** A path as it reads from where the command was typed; the service may run elsewhere. */
  absolute(path: string): string
  /** Where the service keeps its data, absolute. */
  dataDir: string
}

/** What a command works on, in the running service or here. */
export interface CommandContext {
  store(): Promise<Store>
  /** How sound the store is, one too broken to be opened included. */
  check(): Promise<Soundness>
  forms(): Promise<ReadonlyMap<string, Form>>
  now: Instant
  /** Whether this is local mode: no app credentials. */
  local: boolean
  /** The project's own data folder. */
  data: string
  /** What sends: the running service's, or one opened here. */
  sending?(): Promise<Sending>
  /** What understands messages; it knows the units of the store, or those shipped while the store has none. */
  recognizer(): Promise<Recognizer>
  /** The regulations as they can be asked about. */
  library(): Promise<ProvisionLibrary>
  /** Says how far a long command is; left out where nobody looks. */
  progress?(done: number, total: number): void
  /** Prints a part of a long output now; resolves when the reader can take more. */
  print?(text: string): Promise<void>
  /** Where the store is, for what is done to it while nobody has it open: absent in the running service, which has. */
  whereabouts?: { STORE_URL: string; DATA_DIR: string }
}

/** What came of a command: exit 0 done, 1 refused or found wanting. `document` (or each of `lines`) is what `--json` prints. */
export interface Outcome<D> {
  exit: 0 | 1
  document: D
  /** Where input is by line: one record a line, printed instead of the document. */
  lines?: unknown[]
  /** Everything was printed already, by {@link CommandContext.print}. */
  printed?: true
}

/** A command of the command line. Adding one is a file with this and a line in commands.ts. */
export interface Command<I, D> {
  /** "people import" */
  name: string
  summary: Bilingual
  arguments?: { name: string; summary: Bilingual }[]
  options?: Option[]
  /** What `run` takes; checked again where it runs, as it may come from another process. */
  input: z.ZodType<I>
  /** Makes the input from what was typed; left out, that is the input. */
  prepare?(given: Given, client: Client): Promise<unknown>
  run(input: I, context: CommandContext): Promise<Outcome<D>>
  /** The document as people read it. */
  render(document: D, language: Language): string
}

/** A command whose types only it knows. */
export type AnyCommand = Command<never, never>

/** Keeps a command's types together while it is written, and lets it stand in one list with the others. */
export function defineCommand<I, D>(command: Command<I, D>): AnyCommand {
  return command as unknown as AnyCommand
}
