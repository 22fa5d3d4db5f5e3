import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequire, stripTypeScriptTypes } from 'node:module'
import { answerError, answerJson } from '#adapters/http/answer.ts'
import type { Section } from '#adapters/http/server.ts'

/** Someone the page offers to speak for. */
export interface PagePerson {
  id: string
  aadObjectId: string
  name: string
  roles: { role: string; unit: string; unitName: string }[]
}

/** What the page needs. */
export interface PageParts {
  /** People to choose from. */
  people(): Promise<PagePerson[]>
}

interface Asset {
  bytes: Buffer
  etag: string
  type: string
}

/** Nothing from elsewhere, nothing inline, no framing: what a message says can never become script. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; connect-src 'self'"

const HEADERS = {
  'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY', 'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin', 'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

const SCRIPTS = ['main', 'cardView', 'connection', 'markdown', 'messageView', 'peoplePicker', 'words', 'element', 'talks', 'icons'] as const

const FILES: Readonly<Record<string, { file: string; type: string }>> = {
  '/': { file: 'index.html', type: 'text/html; charset=utf-8' },
  '/page/style.css': { file: 'style.css', type: 'text/css; charset=utf-8' },
  '/page/cards.css': { file: 'cards.css', type: 'text/css; charset=utf-8' },
  '/page/icon.svg': { file: 'icon.svg', type: 'image/svg+xml' },
  '/page/adaptivecards.js': { file: createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js'), type: 'text/javascript; charset=utf-8' },
  ...Object.fromEntries(SCRIPTS.map(name => [`/page/${name}.ts`, { file: `client/${name}.ts`, type: 'text/javascript; charset=utf-8' }])),
}

/** JavaScript of a TypeScript file, by the same stripping with which Node runs the server's own. */
function stripped(source: string): string {
  // Node calls this function experimental in a warning on standard error, which would be the first thing a new user reads.
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return stripTypeScriptTypes(source)
  } finally {
    process.emitWarning = emitWarning
  }
}

async function load(path: string): Promise<Asset> {
  const { file, type } = FILES[path] as { file: string; type: string }
  const bytes = await readFile(new URL(file, import.meta.url))
  const served = file.endsWith('.ts') ? Buffer.from(stripped(bytes.toString('utf8'))) : bytes
  return { bytes: served, type, etag: `"${createHash('sha256').update(served).digest('base64url').slice(0, 22)}"` }
}

/** The chat page at "/" with what it loads, and the list of people that it offers (local mode). */
export function createPage({ people }: PageParts): Section {
  const assets = new Map<string, Promise<Asset>>()

  async function serve(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    let asset = assets.get(path)
    if (!asset) {
      asset = load(path)
      assets.set(path, asset)
      // A file that could not be read now may be readable later.
      asset.catch(() => assets.delete(path))
    }
    const { bytes, etag, type } = await asset
    // Older browsers do not count a WebSocket to the page's own host as 'self'; the address of ::1 cannot be written in a policy.
    const { host = '' } = request.headers
    const policy = /^[\w.]+(:\d+)?$/.test(host) ? `${POLICY} ws://${host}` : POLICY
    const headers = { ...HEADERS, 'content-security-policy': policy, etag, 'cache-control': 'no-cache' }
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, headers)
      response.end()
      return
    }
    response.writeHead(200, { ...headers, 'content-type': type, 'content-length': String(bytes.byteLength) })
    response.end(request.method === 'HEAD' ? undefined : bytes)
  }

  return {
    paths: ['/', '/page', '/local'],
    async handle(request, response) {
      const path = (request.url ?? '/').split('?')[0] as string
      if (request.method !== 'GET' && request.method !== 'HEAD') return answerError(response, 405, 'MethodNotAllowed', 'Only read.')
      if (path === '/local/people') return answerJson(response, 200, await people(), { 'cache-control': 'no-store', 'cross-origin-resource-policy': 'same-origin' })
      if (Object.hasOwn(FILES, path)) return serve(path, request, response)
      answerError(response, 404, 'NotFound', 'No such page.')
    },
  }
}
