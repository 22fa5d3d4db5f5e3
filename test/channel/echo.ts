import type { Incoming } from '#ports/channel.ts'
import type { Messenger } from '#ports/messenger.ts'
import { createBot } from '#adapters/bot/bot.ts'
import type { Bot, Receive } from '#adapters/bot/bot.ts'
import { createOpenFile } from '#adapters/bot/openFile.ts'
import { createHttpServer } from '#adapters/http/server.ts'
import { createMessenger } from '#adapters/messenger/messenger.ts'
import { SILENT } from '#ports/log.ts'

/** The real channel side (HTTP server, bot, messenger) with an application that echoes. */
export interface EchoServer {
  url: string
  bot: Bot
  messenger: Messenger
  /** What reached the application. */
  received: Incoming[]
  /** Replaces the echo. */
  onReceive(receive: Receive): void
  close(grace?: number): Promise<void>
}

/** Starts it in local mode on a free loopback port. */
export async function startEcho(): Promise<EchoServer> {
  const received: Incoming[] = []
  const messenger = createMessenger({ local: true, log: SILENT })
  const echo: Receive = async incoming => {
    if (incoming.kind === 'text') await messenger.send(incoming.reference, { text: incoming.text }, { replyTo: incoming.id, deadline: 2000 })
  }
  let receive = echo
  const bot = createBot({
    settings: {}, allowedTenants: [], clock: Date.now, log: SILENT,
    openFile: createOpenFile({ local: true, deadline: 2000 }),
    receive: async incoming => {
      received.push(incoming)
      await receive(incoming)
    },
  })
  const server = createHttpServer({ local: true, post: bot.post, readiness: async () => ({ store: true }), log: SILENT })
  const { url } = await server.listen(0, '127.0.0.1')
  return {
    url, bot, messenger, received,
    onReceive: replacement => { receive = replacement },
    close: async (grace = 1000) => {
      await server.close(grace)
      await messenger.close()
    },
  }
}
