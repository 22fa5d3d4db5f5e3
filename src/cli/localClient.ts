import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readRowsFile } from '#adapters/files/readRowsFile.ts'
import { Fault } from '#domain/fault.ts'
import type { Client } from './command.ts'

const WIDTH = 30

/** A bar on a terminal, redrawn in place and wiped when full; nothing where standard error is no terminal. */
export function progressBar(stream: NodeJS.WriteStream): ((done: number, total: number) => void) | undefined {
  if (!stream.isTTY) return undefined
  let shownAt = -1
  return (done, total) => {
    const percent = total === 0 ? 100 : Math.floor((done / total) * 100)
    if (percent === shownAt) return
    shownAt = percent
    const full = Math.round((percent / 100) * WIDTH)
    stream.write(percent >= 100 ? '\r\x1b[2K' : `\r${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${String(percent).padStart(3)} %`)
  }
}

/** The files and standard input of whoever runs this process. */
export function localClient(stdin: NodeJS.ReadableStream, stderr: NodeJS.WriteStream, dataDir: string): Client {
  return {
    dataDir,
    readRows: path => readRowsFile(path, progressBar(stderr)),
    async readJson(path) {
      const bytes = await readWhole(path)
      try {
        return JSON.parse(bytes.toString('utf8'))
      } catch (cause) {
        throw new Fault('import-invalid', `${path}: not JSON (${cause instanceof Error ? cause.message : ''})`, { cause })
      }
    },
    readBytes: readWhole,
    absolute: path => resolve(path),
    async lines() {
      let text = ''
      stdin.setEncoding('utf8')
      for await (const chunk of stdin) text += String(chunk)
      const lines = text.split(/\r?\n/)
      if (lines.at(-1) === '') lines.pop()
      return lines
    },
  }
}

async function readWhole(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new Fault('import-invalid', `${path}: ${code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'is a folder, not a file' : 'cannot be read'}`, { cause })
  }
}
