/** One part of a multipart/form-data body. */
export interface Part {
  name: string
  filename?: string
  contentType: string
  bytes: Buffer
}

const parameter = (header: string, name: string): string | undefined => {
  const match = new RegExp(`(?:^|;)\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]*))`, 'i').exec(header)
  return match ? (match[1]?.replace(/\\(.)/g, '$1') ?? match[2]) : undefined
}

/** A file name without the path that some clients send along, and without control characters. */
const plainName = (name: string) => (name.split(/[/\\]/).pop() ?? '').replace(/\p{Cc}/gu, '').slice(0, 255)

/** Parts of a multipart/form-data body (RFC 7578), at most 30; null when it is none. */
export function parseMultipart(contentType: string, body: Buffer): Part[] | null {
  const boundary = parameter(contentType, 'boundary')
  if (!/^multipart\/form-data\b/i.test(contentType) || !boundary) return null
  const delimiter = Buffer.from(`--${boundary}`)
  const parts: Part[] = []
  let at = body.indexOf(delimiter)
  while (at >= 0 && parts.length < 30) {
    const start = at + delimiter.length
    if (body.subarray(start, start + 2).toString('latin1') === '--') return parts
    const end = body.indexOf(`\r\n--${boundary}`, start)
    const headEnd = body.indexOf('\r\n\r\n', start)
    if (end < 0 || headEnd < 0 || headEnd > end) return null
    const headers = new Map(body.subarray(start, headEnd).toString('utf8').split('\r\n').filter(Boolean).map(line => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const
    }))
    const disposition = headers.get('content-disposition') ?? ''
    const extended = parameter(disposition, 'filename\\*')
    const filename = extended?.toLowerCase().startsWith("utf-8''") ? decoded(extended.slice(7)) : parameter(disposition, 'filename')
    parts.push({
      name: parameter(disposition, 'name') ?? '',
      ...(filename === undefined ? {} : { filename: plainName(filename) }),
      contentType: headers.get('content-type') ?? 'application/octet-stream',
      bytes: body.subarray(headEnd + 4, end),
    })
    at = end + 2
  }
  return null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
