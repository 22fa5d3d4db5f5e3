import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startConnector } from './connector.ts'
import type { StubConnector } from './connector.ts'
import { startEcho } from './echo.ts'
import type { EchoServer } from './echo.ts'
import { activityOf, post } from './activities.ts'

let connector: StubConnector
let server: EchoServer
beforeAll(async () => {
  connector = await startConnector()
  server = await startEcho()
})
afterAll(async () => {
  await server.close()
  await connector.close()
})
beforeEach(() => {
  connector.clear()
  server.received.length = 0
})

describe('a message comes in and is answered', () => {
  test('the reply goes to the connector, in reply to the message', async () => {
    const answer = await post(server.url, activityOf(connector.url, { id: 'm1', text: 'nộp báo cáo' }))
    expect(answer.status).toBe(200)
    expect(connector.sent).toMatchObject([{ conversation: 'conv-1', replyTo: 'm1', activity: { type: 'message', text: 'nộp báo cáo', replyToId: 'm1', textFormat: 'markdown' } }])
  })
})
