import type { ServerResponse } from 'node:http'

/** Writes a JSON answer; without a body only the status. */
export function answerJson(response: ServerResponse, status: number, body?: unknown, headers: Record<string, string> = {}): void {
  if (response.headersSent || response.writableEnded) return
  if (body === undefined) {
    response.writeHead(status, { 'content-length': '0', ...headers })
    response.end()
    return
  }
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': String(Buffer.byteLength(text)), ...headers })
  response.end(text)
}

/** An error as the Bot Framework's services word it: `{"error":{"code","message"}}`. */
export function answerError(response: ServerResponse, status: number, code: string, message: string, headers: Record<string, string> = {}): void {
  answerJson(response, status, { error: { code, message } }, headers)
}
