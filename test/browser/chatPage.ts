import { onTestFinished } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import type { Outgoing } from '#ports/channel.ts'
import { startEcho, type EchoServer } from '../channel/echo.ts'
import { DESK } from './chromium.ts'

/** The chat page of one test, open before a server that greets newcomers and repeats what it hears. */
export interface ChatPage {
  page: Page
  /** The server now: another one after {@link restart}. */
  readonly server: EchoServer
  /** What went wrong in the page: errors nobody caught, and what it wrote to its console as an error. */
  trouble: string[]
  /** Replaces what a text is answered with. */
  answer(reply: (text: string) => Outgoing): void
  /** Types a message and sends it. */
  say(text: string): Promise<void>
  /** Waits until a message holds this text. */
  shows(text: string): Promise<void>
  /** The texts of all messages. */
  messages(): Promise<string[]>
  /** Stops the server, does something meanwhile, and starts one on the same port. */
  restart(meanwhile: () => Promise<void>): Promise<void>
}

/** Opens the page in a window of its own; page and server end with the test. */
export async function openChat(browser: Browser, viewport = DESK): Promise<ChatPage> {
  let reply = (text: string): Outgoing => ({ text: `Đã nghe: ${text}` })
  async function serve(port = 0): Promise<EchoServer> {
    const started = await startEcho({ port })
    started.onReceive(async incoming => {
      const answer = incoming.kind === 'joined' ? { text: 'Chào anh/chị.', suggestions: ['Nộp báo cáo', 'Tôi còn nợ gì?'] }
        : incoming.kind === 'text' ? reply(incoming.text)
          : incoming.kind === 'press' ? { text: `Đã lưu ${JSON.stringify(incoming.data)}` }
            : incoming.kind === 'files' ? { text: `Đã nhận tệp ${incoming.files.map(file => file.name).join()}` } : null
      if (answer) await started.messenger.send(incoming.reference, answer, { replyTo: incoming.id, deadline: 1000 })
    })
    return started
  }
  let server = await serve()
  const context = await browser.newContext({ viewport })
  onTestFinished(async () => {
    await context.close()
    await server.close(0)
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const trouble: string[] = []
  page.on('pageerror', error => trouble.push(error.message))
  page.on('console', message => { if (message.type() === 'error') trouble.push(message.text()) })
  await page.goto(server.url)
  return {
    page, trouble,
    get server() { return server },
    answer(other) { reply = other },
    async say(text) {
      await page.fill('#say', text)
      await page.press('#say', 'Enter')
    },
    shows: text => page.locator('.message .bubble', { hasText: text }).last().waitFor(),
    messages: () => page.locator('.message:not(.typing) .bubble').allInnerTexts(),
    async restart(meanwhile) {
      const port = Number(new URL(server.url).port)
      await server.close(0)
      await meanwhile()
      server = await serve(port)
    },
  }
}
