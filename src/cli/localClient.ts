import { readFile } from 'node:fs/promises'
import { readRowsFile } from '#adapters/files/readRowsFile.ts'
import { Fault } from '#domain/fault.ts'
import type { Client } from './command.ts'

const WIDTH = 30

/** A bar on a terminal, redrawn in place and wiped when full; nothing where standard error is no terminal. */
function bar(stream: NodeJS.WriteStream): ((done: number, total: number) => void) | undefined {
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
export function localClient(stdin: NodeJS.ReadableStream, stderr: NodeJS.WriteStream): Client {
  return {
    readRows: path => readRowsFile(path, bar(stderr)),
    async readJson(path) {
      try {
        return JSON.parse(await readFile(path, 'utf8'))
      } catch (cause) {
        const said = cause instanceof SyntaxError ? `not JSON (${cause.message})` : (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : 'cannot be read'
        throw new Fault('import-invalid', `${path}: ${said}`, { cause })
      }
    },
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
