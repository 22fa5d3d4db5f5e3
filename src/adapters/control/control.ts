import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { FAULTS, Fault, type FaultCode } from '#domain/fault.ts'

/** Says where the running service listens; only its owner can read it, and so only they can send the token that the service asks for. */
const FILE = 'control.json'
const fileSchema = z.strictObject({ path: z.string(), token: z.string().min(32) })
const requestSchema = z.strictObject({ token: z.string(), request: z.unknown() })
const answerSchema = z.union([
  z.strictObject({ said: z.unknown() }),
  z.strictObject({ result: z.unknown() }),
  z.strictObject({ fault: z.strictObject({ code: z.enum(Object.keys(FAULTS) as [FaultCode, ...FaultCode[]]), message: z.string() }) }),
])

/** Bytes that fit in the address of a Unix domain socket on every system we run on. */
const PATH_LIMIT = 100
/** A request beyond this is not an import of people and units any more. */
const REQUEST_LIMIT = 256 * 1024 * 1024

/** Sockets whose request is being run. */
const busy = new WeakSet<Socket>()

/** The listening end of the channel. */
export interface Control {
  close(): Promise<void>
}

/** What a command says while it runs, each as one line of JSON; resolves when the other side can take more. */
export type Tell = (said: unknown) => Promise<void>

/** Where to listen: in the data folder, or beside it in a folder of the owner's own where the path would be too long for a socket; a named pipe on Windows. */
async function socketPath(dir: string): Promise<string> {
  const name = createHash('sha256').update(dir).digest('hex').slice(0, 24)
  if (process.platform === 'win32') return `\\\\.\\pipe\\qcdc-${name}-${randomBytes(8).toString('hex')}`
  const path = join(dir, 'control.sock')
  if (Buffer.byteLength(path) <= PATH_LIMIT) return path
  const folder = join(tmpdir(), `qcdc-${name}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  return join(folder, 'control.sock')
}

/**
 * Lets the command line reach the running service: newline-ended JSON over a socket that only the owner of `dir` can use. `run` is given each request and
 * its result is sent back, after whatever it said meanwhile; a Fault it throws arrives as the same Fault. Call it only once the store is open: whoever
 * holds the store may take the socket.
 */
export async function serveControl({ dir, run }: { dir: string; run: (request: unknown, tell: Tell) => Promise<unknown> }): Promise<Control> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const path = await socketPath(dir)
  const token = randomBytes(32).toString('hex')
  // A socket left by a process that was killed; the store's lock has shown that it is not alive.
  if (process.platform !== 'win32') await rm(path, { force: true })
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    answer(socket, token, run).catch(() => socket.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  if (process.platform !== 'win32') await chmod(path, 0o600)
  // Written whole before it has its name, so that nobody reads half of it.
  const half = join(dir, `${FILE}.${process.pid}`)
  await writeFile(half, JSON.stringify({ path, token }), { mode: 0o600 })
  await rename(half, join(dir, FILE))
  return {
    async close() {
      await rm(join(dir, FILE), { force: true })
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      // A command under way is answered first; a client that only holds on is let go.
      for (const socket of sockets) if (!busy.has(socket)) socket.destroy()
      await closed
    },
  }
}

async function answer(socket: Socket, token: string, run: (request: unknown, tell: Tell) => Promise<unknown>): Promise<void> {
  const line = await readLine(socket)
  if (line === undefined) return void socket.end()
  const asked = requestSchema.safeParse(parsed(line))
  if (!asked.success || !same(asked.data.token, token)) return void socket.destroy()
  busy.add(socket)
  let reply: unknown
  try {
    reply = { result: (await run(asked.data.request, said => tell(socket, said))) ?? null }
  } catch (error) {
    const fault = error instanceof Fault ? error : new Fault('impossible', error instanceof Error ? error.message : String(error))
    reply = { fault: { code: fault.code, message: fault.message } }
  }
  socket.end(`${JSON.stringify(reply)}\n`)
}

/** One line to the other side; one that went away is no reason to stop. */
async function tell(socket: Socket, said: unknown): Promise<void> {
  if (socket.destroyed || socket.write(`${JSON.stringify({ said })}\n`)) return
  await new Promise<void>(resolve => {
    const on = () => {
      socket.off('drain', on).off('close', on)
      resolve()
    }
    socket.on('drain', on).on('close', on)
  })
}

/** The first line that comes; undefined when the other side ends before. Iterating over the socket instead would close it before it is answered. */
function readLine(socket: Socket): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    socket.on('data', (chunk: Buffer) => {
      const end = chunk.indexOf(0x0a)
      chunks.push(end === -1 ? chunk : chunk.subarray(0, end))
      size += chunk.length
      if (end !== -1) resolve(Buffer.concat(chunks).toString('utf8'))
      else if (size > REQUEST_LIMIT) reject(new Fault('import-invalid', 'the request is too long'))
    })
    socket.on('end', () => resolve(undefined))
    socket.on('error', reject)
  })
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/**
 * Asks the running service of a data folder to do something. `{ served: false }`: none is running there. Throws the Fault that the service threw,
 * or 'store-locked' when it went away before it answered (what it had begun may have been done). `hear` is given what the command says meanwhile.
 */
export async function callControl({ dir, request, hear }: { dir: string; request: unknown; hear?: Tell }): Promise<{ served: false } | { served: true; result: unknown }> {
  const file = await readFile(join(dir, FILE), 'utf8').catch(() => undefined)
  const where = file === undefined ? undefined : fileSchema.safeParse(parsed(file))
  if (!where?.success) return { served: false }
  const socket = await new Promise<Socket | undefined>((resolve, reject) => {
    const opening = connect(where.data.path)
    opening.once('connect', () => resolve(opening))
    opening.once('error', (error: NodeJS.ErrnoException) => {
      // Left behind by a service that was killed.
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined)
      else reject(new Fault('store-locked', `the running service cannot be reached (${error.code ?? error.message}): is it another user's?`, { cause: error }))
    })
  })
  if (!socket) return { served: false }
  socket.removeAllListeners('error')
  socket.on('error', () => {})
  socket.write(`${JSON.stringify({ token: where.data.token, request })}\n`)
  let reply: z.output<typeof answerSchema> | undefined
  try {
    for await (const line of linesOf(socket)) {
      const read = answerSchema.safeParse(parsed(line))
      if (read.success && 'said' in read.data) {
        await hear?.(read.data.said)
        continue
      }
      reply = read.data
      break
    }
  } catch {
    // Cut off in the middle: told below.
  }
  socket.destroy()
  if (!reply || 'said' in reply) throw new Fault('store-locked', 'the running service stopped before it answered: what it had begun may have been done; look, then try again')
  if ('fault' in reply) throw new Fault(reply.fault.code, reply.fault.message)
  return { served: true, result: reply.result }
}

/** Whole lines as they come. */
async function* linesOf(socket: Socket): AsyncIterable<string> {
  let chunks: Buffer[] = []
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    let from = 0
    for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a, from)) {
      chunks.push(chunk.subarray(from, end))
      yield Buffer.concat(chunks).toString('utf8')
      chunks = []
      from = end + 1
    }
    chunks.push(chunk.subarray(from))
  }
}
