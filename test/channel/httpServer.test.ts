import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isLocalHost, isLocalOrigin } from '#adapters/http/localOnly.ts'
import { activityOf, post } from './activities.ts'
import { startEcho } from './echo.ts'
import type { EchoServer } from './echo.ts'

let server: EchoServer
let ready = true
beforeAll(async () => {
  server = await startEcho({ readiness: async () => ({ store: true, recognizer: ready }) })
  server.onReceive(async () => {})
})
afterAll(() => server.close())

function asked(path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(server.url + path, { method, headers }, response => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end()
  })
}

describe('in local mode', () => {
  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:3978', '192.168.1.5', '127.0.0.1@evil.example'])('a request under the name %s is refused', async host => {
    for (const path of ['/', '/healthz', '/local/people']) expect(await asked(path, { host })).toBe(403)
    expect(await asked('/directline/conversations', { host }, 'POST')).toBe(403)
    expect(await asked('/api/messages', { host }, 'POST')).toBe(403)
  })
  test.each(['https://evil.example', 'null', 'http://localhost.evil.example', 'file://'])('a page of %s cannot post', async origin => {
    expect((await post(server.url, activityOf('http://127.0.0.1:1'), { origin })).status).toBe(403)
    expect(await asked('/directline/conversations', { origin }, 'POST')).toBe(403)
  })
  test('pages and tools of this machine are served', async () => {
    expect(isLocalHost('localhost:3978') && isLocalHost('[::1]:3978') && isLocalHost('127.0.0.2')).toBe(true)
    expect(isLocalOrigin('http://localhost:8080') && isLocalOrigin(undefined)).toBe(true)
    expect((await post(server.url, activityOf('http://127.0.0.1:1'), { origin: 'http://localhost:5000' })).status).toBe(200)
  })
  test('a socket from elsewhere is not opened', async () => {
    const answer = await new Promise<string>(resolve => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.write('GET /directline/conversations/x/stream HTTP/1.1\r\nHost: evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: YWFhYWFhYWFhYWFhYWFhYQ==\r\n\r\n'))
      socket.once('data', data => {
        resolve(data.toString())
        socket.destroy()
      })
    })
    expect(answer).toMatch(/^HTTP\/1\.1 403/)
  })
})

describe('health', () => {
  test('the process answers for itself', async () => {
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ ok: true })
  })
  test('readiness names what is not in order', async () => {
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    ready = false
    const answer = await fetch(`${server.url}/readyz`)
    ready = true
    expect(answer.status).toBe(503)
    expect(await answer.json()).toEqual({ ok: false, store: true, recognizer: false })
  })
})

describe('the page', () => {
  test('is served with a policy that lets nothing in from elsewhere', async () => {
    const answer = await fetch(server.url)
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toMatch(/unsafe|\*/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('x-frame-options')).toBe('DENY')
    const html = await answer.text()
    expect(html).toMatch(/^<!doctype html>\n<html lang="vi">/)
    for (const [, path = ''] of html.matchAll(/(?:src|href)="(\/[^"]+)"/g)) expect({ path, status: (await fetch(server.url + path)).status }).toEqual({ path, status: 200 })
  })
  test('its scripts are plain JavaScript, and every module they import is there', async () => {
    const seen = new Set(['/page/main.ts'])
    for (const path of seen) {
      const answer = await fetch(server.url + path)
      expect({ path, type: answer.headers.get('content-type') }).toEqual({ path, type: 'text/javascript; charset=utf-8' })
      const script = await answer.text()
      expect(script).not.toMatch(/import type|: string\b/)
      for (const [, module = ''] of script.matchAll(/from '\.\/([^']+)'/g)) seen.add(`/page/${module}`)
    }
    expect(seen.size).toBeGreaterThan(8)
  })
  test('what has not changed is not sent again', async () => {
    const etag = (await fetch(`${server.url}/page/style.css`)).headers.get('etag') ?? ''
    expect((await fetch(`${server.url}/page/style.css`, { headers: { 'if-none-match': etag } })).status).toBe(304)
  })
  test.each(['/page/../page.ts', '/page/%2e%2e/page.ts', '/page/__proto__', '/page/', '/local/secrets'])('%s is not a file of it', async path => {
    expect(await asked(path, {})).toBe(404)
  })
})

describe('shutdown', () => {
  test('takes no more requests, finishes the turn under way, then ends', async () => {
    const closing = await startEcho()
    const { promise: under, resolve: begun } = Promise.withResolvers<void>()
    const { promise: turn, resolve: finish } = Promise.withResolvers<void>()
    closing.onReceive(() => {
      begun()
      return turn
    })
    const answer = post(closing.url, activityOf('http://127.0.0.1:1'))
    await under
    const closed = closing.close(5000)
    await expect(fetch(`${closing.url}/healthz`)).rejects.toThrow('fetch failed')
    finish()
    expect((await answer).status).toBe(200)
    await closed
  })
  test('does not wait for ever', async () => {
    const closing = await startEcho()
    const { promise: under, resolve: begun } = Promise.withResolvers<void>()
    closing.onReceive(() => new Promise(() => begun()))
    const answer = post(closing.url, activityOf('http://127.0.0.1:1')).catch(() => 'cut off')
    await under
    await closing.close(50)
    expect(await answer).toBe('cut off')
  })
})
