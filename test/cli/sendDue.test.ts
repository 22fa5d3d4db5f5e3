import { expect, it, onTestFinished } from 'vitest'
import { fromIso } from '#domain/time/instant.ts'
import type { Owed } from '#domain/owed.ts'
import type { Reference } from '#ports/channel.ts'
import { startConnector } from '../channel/connector.ts'
import { useTerminal } from './terminal.ts'

const terminal = useTerminal()

/** A store in which a service that has just died owed a reply, and the connector that it is for. */
async function leftOver() {
  const connector = await startConnector()
  onTestFinished(() => connector.close())
  const at = fromIso(terminal.env['CLOCK']!)!
  const reference: Reference = { channel: 'msteams', serviceUrl: connector.url, conversation: 'a', scope: 'personal', bot: { id: 'bot' }, user: { id: 'p' }, tenant: 't' }
  const owed: Owed = { id: 'msteams|t|a|1', conversation: 'msteams|t|a', person: null, content: { kind: 'reply', replyTo: '1', messages: [{ text: 'Đã lưu.' }] }, at, attempts: 0 }
  const { store, close } = await terminal.service(false)
  await store.commit({ writes: [
    { table: 'conversation', id: 'msteams|t|a', record: { id: 'msteams|t|a', person: 'p', locale: 'vi', focus: null, reference, handled: ['1'], touchedAt: at } },
    { table: 'owed', id: owed.id, record: owed },
  ] })
  await close()
  return connector
}

it('sends the reply of a turn whose service has just died: nobody else can be sending it', async () => {
  const connector = await leftOver()
  expect(await terminal.json('nudges', 'send-due')).toMatchObject({ exit: 0, document: { next: null } })
  expect(connector.sent).toMatchObject([{ conversation: 'a', activity: { text: 'Đã lưu.' } }])
})

it('says when what could not go yet is due', async () => {
  terminal.env['LOG_LEVEL'] = 'error'
  const connector = await leftOver()
  connector.otherwise({ status: 429, retryAfter: '300' })
  const { exit, out } = await terminal.qcdc('nudges', 'send-due')
  expect(exit).toBe(0)
  expect(out).toContain('08:05 20/06/2026')
  const { document } = await terminal.json('nudges', 'send-due')
  expect(fromIso(document.next)! - fromIso('2026-06-20T08:05:00+07:00')!).toBeLessThan(60_000)
  expect(connector.sent).toEqual([])
})
