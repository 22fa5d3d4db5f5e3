import { join } from 'node:path'
import { readCalendar } from '#adapters/files/readCalendar.ts'
import { readPolicy } from '#adapters/files/readPolicy.ts'
import { createLog } from '#adapters/log/log.ts'
import { createMessenger } from '#adapters/messenger/messenger.ts'
import { readDirectory } from '#app/readDirectory.ts'
import type { ProvisionLibrary } from '#app/provisionLibrary.ts'
import type { Form } from '#domain/form/form.ts'
import type { Clock } from '#ports/clock.ts'
import type { ConversationOpener, Messenger } from '#ports/messenger.ts'
import type { Store } from '#ports/store.ts'
import type { Config } from '../config.ts'
import { DATA, newId } from '../openStore.ts'
import { createSending, readSettings, type Sending } from '../sending.ts'

/** What sends, for a command line without a running service; `close` it when the command is done. */
export async function openSending(
  config: Config, clock: Clock, parts: { store: Store; forms(): Promise<ReadonlyMap<string, Form>>; library(): Promise<ProvisionLibrary> },
): Promise<Sending> {
  const { store } = parts
  const log = createLog(config.LOG_LEVEL)
  const { MicrosoftAppId } = config
  const credentials = MicrosoftAppId === undefined ? undefined : (await import('#adapters/messenger/credentials.ts')).createCredentials({ ...config, MicrosoftAppId })
  const messenger = createMessenger({ local: config.local, log, ...(credentials ? { credentials } : {}) })
  const [calendar, policy, directory] = await Promise.all([readCalendar(join(DATA, 'holidays')), readPolicy(DATA), readDirectory(store)])
  const sending = createSending({
    config, store, clock, calendar, policy, log, messenger: outsideOnly(messenger), directory: async () => directory, paced: true,
    surroundings: async () => ({ store, directory, calendar, forms: await parts.forms(), settings: await readSettings(), provisions: await parts.library(), policy, newId }),
  })
  // As at a start of the service: what a dead one left over is nobody's where no other process can have the store.
  await sending.open()
  return {
    ...sending,
    async close() {
      sending.close()
      await messenger.close()
    },
  }
}

/** Conversations of the chat page live in the service: without it their messages wait, and their people do not count as out of reach. */
function outsideOnly(messenger: Messenger & ConversationOpener): Messenger & ConversationOpener {
  return {
    send: async (to, message, options) => (to.serviceUrl.startsWith('urn:') ? { outcome: 'again', after: 0, reason: 'service-not-running' } : messenger.send(to, message, options)),
    createConversation: (person, options) => messenger.createConversation(person, options),
  }
}
