import type { AdaptiveCard, Incoming } from '#ports/channel.ts'
import type { Messenger } from '#ports/messenger.ts'
import type { Log } from '#ports/log.ts'
import { SILENT } from '#ports/log.ts'
import { createBot } from '#adapters/bot/bot.ts'
import type { Bot, Receive } from '#adapters/bot/bot.ts'
import { createOpenFile } from '#adapters/bot/openFile.ts'
import { createConversations } from '#adapters/directline/conversations.ts'
import type { Limits } from '#adapters/directline/conversations.ts'
import { createDirectLine } from '#adapters/directline/directLine.ts'
import type { DirectLine } from '#adapters/directline/directLine.ts'
import { createHttpServer } from '#adapters/http/server.ts'
import { createMessenger } from '#adapters/messenger/messenger.ts'
import { createPage } from '#adapters/page/page.ts'
import type { PagePerson } from '#adapters/page/page.ts'

/** The real channel side (HTTP server, bot, Direct Line, page, messenger) with an application that echoes. */
export interface EchoServer {
  url: string
  bot: Bot
  messenger: Messenger & ReturnType<typeof createMessenger>
  directLine: DirectLine
  /** What reached the application. */
  received: Incoming[]
  /** Replaces the echo. */
  onReceive(receive: Receive): void
  close(grace?: number): Promise<void>
}

/** Members of the parts that a test may set. */
export interface EchoOptions {
  local?: boolean
  settings?: Record<string, string>
  allowedTenants?: string[]
  people?: PagePerson[]
  limits?: Limits
  log?: Log
  invokeDeadline?: number
  port?: number
  readiness?: () => Promise<Record<string, boolean>>
}

/** People for the page, as the directory of a deployment would give them. */
export const PEOPLE: PagePerson[] = [
  ['reporter', 'bac-ninh', 'Cán bộ đầu mối, VKSND tỉnh Bắc Ninh', 'VKSND tỉnh Bắc Ninh'],
  ['head', 'bac-ninh', 'Thủ trưởng, VKSND tỉnh Bắc Ninh', 'VKSND tỉnh Bắc Ninh'],
  ['reporter', 'da-nang', 'Cán bộ đầu mối, VKSND thành phố Đà Nẵng', 'VKSND thành phố Đà Nẵng'],
  ['secretariat', 'vkstc', 'Tổ giúp việc Ban Chỉ đạo, VKSND tối cao', 'VKSND tối cao'],
  ['chair', 'vkstc', 'Trưởng Ban Chỉ đạo, VKSND tối cao', 'VKSND tối cao'],
].map(([role = '', unit = '', name = '', unitName = ''], index) => ({ id: `${role}.${unit}`, aadObjectId: `00000000-0000-4000-8000-00000000010${index}`, name, roles: [{ role, unit, unitName }] }))
PEOPLE.push({ id: 'deputy.hai-phong', aadObjectId: '00000000-0000-4000-8000-000000000200', name: 'Phó Viện trưởng, VKSND thành phố Hải Phòng', roles: [] })

/** A card with an input and a button of each kind. */
export const CARD: AdaptiveCard = {
  type: 'AdaptiveCard', version: '1.5',
  body: [
    { type: 'TextBlock', text: 'II. Công tác chỉ đạo', weight: 'Bolder', size: 'Medium', wrap: true },
    { type: 'Input.Number', id: 'conferences', label: 'Số hội nghị', isRequired: true, errorMessage: 'Xin nhập một số' },
  ],
  actions: [
    { type: 'Action.Submit', title: 'Lưu', data: { act: 'save' } },
    { type: 'Action.Execute', title: 'Làm mới', verb: 'refresh', associatedInputs: 'none', data: { act: 'refresh' } },
  ],
}

/** Starts it in local mode on a free loopback port. */
export async function startEcho(options: EchoOptions = {}): Promise<EchoServer> {
  const { local = true, settings = {}, log = SILENT } = options
  const received: Incoming[] = []
  const conversations = createConversations(Date.now, Date.now(), options.limits)
  const directLine = createDirectLine({ conversations, take: activity => bot.take(activity), log })
  const messenger = createMessenger({ local, log, inProcess: directLine })
  const echo: Receive = async incoming => {
    if (incoming.kind === 'text') await messenger.send(incoming.reference, { text: incoming.text }, { replyTo: incoming.id, deadline: 2000 })
  }
  let receive = echo
  const bot = createBot({
    settings, allowedTenants: options.allowedTenants ?? [], clock: Date.now, log,
    openFile: createOpenFile({ local, deadline: 2000, uploaded: directLine.uploaded }),
    receive: async incoming => {
      received.push(incoming)
      return receive(incoming)
    },
    ...(options.invokeDeadline === undefined ? {} : { invokeDeadline: options.invokeDeadline }),
  })
  const page = createPage({ people: async () => options.people ?? PEOPLE })
  const server = createHttpServer({ local, post: bot.post, readiness: options.readiness ?? (async () => ({ store: true })), sections: [directLine, page], log })
  const { url } = await server.listen(options.port ?? 0, '127.0.0.1')
  return {
    url, bot, messenger, directLine, received,
    onReceive: replacement => { receive = replacement },
    close: async (grace = 1000) => {
      await server.close(grace)
      await messenger.close()
    },
  }
}
