import { Fault } from '#domain/fault.ts'
import type { IncomingFile } from '#ports/channel.ts'
import type { OpenFile } from './parseActivity.ts'

/** Attachments that only decorate a message: Teams repeats the text as HTML and puts quotations and cards beside it. */
const DECORATION = /^(text\/html|messageReference|application\/vnd\.microsoft\.card\..*|application\/vnd\.microsoft\.teams\.card\..*)$/
const TEAMS_FILE = 'application/vnd.microsoft.teams.file.download.info'

interface Source {
  url: string
  /** A token of the bot, only for the connector that sent the activity. */
  bearer?: () => Promise<string>
}

async function read(body: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > limit) throw new Fault('file-too-large', `more than ${limit} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function download(source: Source, limit: number, milliseconds: number, secureOnly: boolean): Promise<Uint8Array> {
  try {
    const headers: Record<string, string> = source.bearer ? { authorization: `Bearer ${await source.bearer()}` } : {}
    const answer = await fetch(source.url, { headers, signal: AbortSignal.timeout(milliseconds) })
    // A redirect must not lead from the web into the machine's own network.
    if (secureOnly && !answer.url.startsWith('https:')) throw new Fault('file-unavailable', 'redirected to an unprotected address')
    if (!answer.ok || !answer.body) throw new Fault('file-unavailable', `status ${answer.status}`)
    if (Number(answer.headers.get('content-length') ?? 0) > limit) throw new Fault('file-too-large', `more than ${limit} bytes`)
    return await read(answer.body, limit)
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault('file-unavailable', 'the download failed or took too long', { cause: error })
  }
}

/** A `data:` address, which the Emulator and Web Chat use for small files. */
function inline(url: string, limit: number): Uint8Array {
  const comma = url.indexOf(',')
  if (comma < 0) throw new Fault('file-unavailable', 'not a data address')
  if (comma + limit * 1.4 + 8 < url.length) throw new Fault('file-too-large', `more than ${limit} bytes`)
  const bytes = url.slice(0, comma).endsWith(';base64') ? Buffer.from(url.slice(comma + 1), 'base64') : Buffer.from(decodeURIComponent(url.slice(comma + 1)))
  if (bytes.byteLength > limit) throw new Fault('file-too-large', `more than ${limit} bytes`)
  return bytes
}

/** What {@link createOpenFile} needs. */
export interface FileAccess {
  /** Local mode also reads http addresses. */
  local: boolean
  /** Gives up a download after so many milliseconds. */
  deadline: number
  /** Token for files that lie at the connector itself. */
  token?: () => Promise<string>
  /** Bytes of a file uploaded through the server's own Direct Line, undefined for other addresses. */
  uploaded?: (url: string) => Uint8Array | undefined
}

/** Reads attachments of the channels: Teams' file.download.info, files at the connector, uploads of Direct Line, data addresses. */
export function createOpenFile(access: FileAccess): OpenFile {
  return (attachment, activity) => {
    if (DECORATION.test(attachment.contentType)) return null
    const isTeamsFile = attachment.contentType === TEAMS_FILE
    const info = isTeamsFile && typeof attachment.content === 'object' && attachment.content !== null ? attachment.content : {}
    const url = isTeamsFile ? ('downloadUrl' in info && typeof info.downloadUrl === 'string' ? info.downloadUrl : undefined) : attachment.contentUrl
    if (!url) return null
    const contentType = isTeamsFile ? typeByExtension('fileType' in info && typeof info.fileType === 'string' ? info.fileType : '') : attachment.contentType
    const file: IncomingFile = {
      name: attachment.name ?? 'tep-dinh-kem',
      contentType,
      async content(limit) {
        const held = access.uploaded?.(url)
        if (held) {
          if (held.byteLength > limit) throw new Fault('file-too-large', `more than ${limit} bytes`)
          return held
        }
        if (url.startsWith('data:')) return inline(url, limit)
        const parsed = URL.parse(url)
        if (parsed?.protocol !== 'https:' && !(access.local && parsed?.protocol === 'http:')) throw new Fault('file-unavailable', 'not an https address')
        const atConnector = parsed.origin === URL.parse(activity.serviceUrl)?.origin
        const { token } = access
        return download({ url, ...(atConnector && token ? { bearer: token } : {}) }, limit, access.deadline, !access.local)
      },
    }
    return file
  }
}

const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  txt: 'text/plain', csv: 'text/csv', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', tif: 'image/tiff', tiff: 'image/tiff', zip: 'application/zip',
}

/** Media type by a file's extension (without the dot); octet-stream where it is not a kind that reports are filed in. */
function typeByExtension(extension: string): string {
  return TYPES[extension.toLowerCase()] ?? 'application/octet-stream'
}
