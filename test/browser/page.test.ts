import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { CARD, PEOPLE, startEcho } from '../channel/echo.ts'
import type { EchoServer } from '../channel/echo.ts'
import type { Outgoing } from '#ports/channel.ts'
import { BROWSER_TESTS, startChromium } from './chromium.ts'

const PHONE = { width: 375, height: 740 }
const DESK = { width: 1280, height: 800 }

const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number)

/** Relative luminance of a colour (WCAG 2.1). */
function luminance(colour: number[]): number {
  const [r = 0, g = 0, b = 0] = colour.slice(0, 3).map(value => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Contrast of a text with the first solid ground behind it (WCAG 2.1); white where there is none. */
function contrast(colour: string, grounds: string[]): number {
  const ground = grounds.map(channels).find(one => one.length === 3 || (one[3] ?? 0) > 0.99) ?? [255, 255, 255]
  const [a, b] = [luminance(channels(colour)), luminance(ground)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

describe.skipIf(!BROWSER_TESTS)('the chat page in Chromium', { timeout: 30_000 }, () => {
  let browser: Browser
  let server: EchoServer
  let context: BrowserContext
  let page: Page
  let trouble: string[]
  let reply: (text: string) => Outgoing

  beforeAll(async () => { browser = await startChromium() })
  afterAll(async () => { await browser?.close() })

  async function newPage(viewport = DESK): Promise<Page> {
    context = await browser.newContext({ viewport })
    const opened = await context.newPage()
    opened.setDefaultTimeout(10_000)
    opened.on('pageerror', error => trouble.push(error.message))
    opened.on('console', message => { if (message.type() === 'error') trouble.push(message.text()) })
    return opened
  }

  beforeEach(async () => {
    trouble = []
    reply = text => ({ text: `Đã nghe: ${text}` })
    server = await startEcho()
    server.onReceive(async incoming => {
      const answer = incoming.kind === 'joined' ? { text: 'Chào anh/chị.', suggestions: ['Nộp báo cáo', 'Tôi còn nợ gì?'] }
        : incoming.kind === 'text' ? reply(incoming.text)
          : incoming.kind === 'press' ? { text: `Đã lưu ${JSON.stringify(incoming.data)}` }
            : incoming.kind === 'files' ? { text: `Đã nhận tệp ${incoming.files.map(file => file.name).join()}` } : null
      if (answer) await server.messenger.send(incoming.reference, answer, { replyTo: incoming.id, deadline: 1000 })
    })
    page = await newPage()
    await page.goto(server.url)
  })
  afterEach(async () => {
    await context.close()
    await server.close(0)
  })

  const messages = (on = page) => on.locator('.message:not(.typing) .bubble').allInnerTexts()
  const shows = async (text: string, on = page) => on.locator('.message .bubble', { hasText: text }).last().waitFor()
  async function say(text: string, on = page): Promise<void> {
    await on.fill('#say', text)
    await on.press('#say', 'Enter')
  }

  test('greets the person chosen, in Vietnamese, and says how to begin', async () => {
    await shows('Chào anh/chị.')
    expect(await page.locator('html').getAttribute('lang')).toBe('vi')
    expect(await page.locator('.begin').innerText()).toContain('tôi phải làm gì')
    expect(await page.locator('#speaker-name').innerText()).toBe(PEOPLE[0]?.name)
    expect(await page.locator('#state').innerText()).toBe('Đã kết nối')
    expect(trouble).toEqual([])
  })

  test('a message and its answer stand under the names of who said them', async () => {
    await shows('Chào anh/chị.')
    await say('nop bc so ket')
    await shows('Đã nghe: nop bc so ket')
    expect(await messages()).toEqual(['Chào anh/chị.', 'nop bc so ket', 'Đã nghe: nop bc so ket'])
    expect(await page.locator('.author-name').allInnerTexts()).toEqual(['Trợ lý QCDC', PEOPLE[0]?.name, 'Trợ lý QCDC'])
    expect(server.received.at(-1)).toMatchObject({ kind: 'text', locale: 'vi-VN', sender: { id: PEOPLE[0]?.id, aadObjectId: PEOPLE[0]?.aadObjectId } })
    expect(await page.locator('.failed, .waiting').count()).toBe(0)
  })

  test('a quick reply is sent as text, and the old ones go', async () => {
    await page.getByRole('button', { name: 'Tôi còn nợ gì?' }).click()
    await shows('Đã nghe: Tôi còn nợ gì?')
    expect(await page.locator('.chip').count()).toBe(0)
  })

  test('English by a switch, and remembered', async () => {
    await page.getByRole('button', { name: 'English' }).click()
    expect(await page.locator('.begin').innerText()).toContain('what do I have to do')
    await say('hello')
    await shows('Đã nghe: hello')
    expect(server.received.at(-1)).toMatchObject({ locale: 'en-US' })
    await page.reload()
    await shows('Đã nghe: hello')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  })

  test('after a reload the conversation goes on, without a second greeting', async () => {
    await say('một')
    await shows('Đã nghe: một')
    await page.reload()
    await shows('Đã nghe: một')
    await say('hai')
    await shows('Đã nghe: hai')
    expect(await messages()).toEqual(['Chào anh/chị.', 'một', 'Đã nghe: một', 'hai', 'Đã nghe: hai'])
    expect(server.received.filter(incoming => incoming.kind === 'joined')).toHaveLength(1)
  })

  test('another person has another conversation, and each finds theirs again', async () => {
    await say('của Bắc Ninh')
    await shows('Đã nghe: của Bắc Ninh')
    await page.fill('#people-search', 'da nang')
    await page.locator('.person').click()
    await shows('Chào anh/chị.')
    expect(await page.locator('#speaker-name').innerText()).toBe('Cán bộ đầu mối, VKSND thành phố Đà Nẵng')
    expect(await messages()).not.toContain('của Bắc Ninh')
    await page.fill('#people-search', 'bắc ninh đầu mối')
    await page.locator('.person').click()
    await shows('Đã nghe: của Bắc Ninh')
    expect(await messages()).toEqual(['Chào anh/chị.', 'của Bắc Ninh', 'Đã nghe: của Bắc Ninh'])
  })

  test('people are listed under their roles, who holds none comes last', async () => {
    await shows('Chào anh/chị.')
    expect(await page.locator('.people-list h3').allInnerTexts()).toEqual(['Cán bộ đầu mối (2)', 'Thủ trưởng đơn vị (1)', 'Tổ Thư ký (1)', 'Lãnh đạo Ban Chỉ đạo (1)', 'Người khác (không giữ vai trò) (1)'])
    await page.fill('#people-search', 'pho vien truong')
    expect(await page.locator('.person-name').allInnerTexts()).toEqual(['Phó Viện trưởng, VKSND thành phố Hải Phòng'])
  })

  test('a stranger can be played as well', async () => {
    await page.locator('.person', { hasText: 'chưa có trong danh bạ' }).click()
    await say('xin chào')
    await shows('Đã nghe: xin chào')
    expect(server.received.at(-1)?.sender.id).toBe('nguoi-la')
  })

  test('a notice arrives by itself', async () => {
    await say('xin chào')
    await shows('Đã nghe: xin chào')
    const { reference } = server.received.at(-1) ?? {}
    if (!reference) throw new RangeError('nothing came')
    await server.messenger.send(reference, { text: 'Nhắc: còn 3 giờ làm việc.' }, { deadline: 1000 })
    await shows('Nhắc: còn 3 giờ làm việc.')
    expect((await messages()).at(-1)).toBe('Nhắc: còn 3 giờ làm việc.')
  })

  test('a message typed while the server is away is not lost', async () => {
    await shows('Chào anh/chị.')
    const port = Number(new URL(server.url).port)
    await server.close(0)
    await say('đừng mất')
    await page.locator('.failed').waitFor()
    server = await startEcho({ port })
    server.onReceive(async incoming => {
      if (incoming.kind === 'text') await server.messenger.send(incoming.reference, { text: `Đã nghe: ${incoming.text}` }, { deadline: 1000 })
    })
    await page.locator('#state[data-state="online"]').waitFor()
    await page.getByRole('button', { name: 'Gửi lại' }).click()
    await shows('Đã nghe: đừng mất')
    expect((await messages()).filter(text => text === 'đừng mất')).toHaveLength(1)
    expect(await page.locator('.failed').count()).toBe(0)
  })

  test('a card is filled in and submitted, and its errors are said', async () => {
    reply = () => ({ text: 'Phần II', card: CARD })
    await say('thẻ')
    const card = page.locator('.card')
    await card.getByRole('button', { name: 'Lưu' }).click()
    await page.locator('#alert').waitFor()
    expect(await card.innerText()).toContain('Xin nhập một số')
    await card.locator('input').fill('2')
    await card.getByRole('button', { name: 'Lưu' }).click()
    await shows('Đã lưu {"act":"save","conferences":"2"}')
    expect(await messages()).toContain('▸ Đã bấm: Lưu'.replace('▸ ', ''))
    expect(server.received.at(-1)).toMatchObject({ kind: 'press', reply: expect.stringContaining('|') as unknown })
    // The text stands above its card, in the same message.
    expect(await page.locator('.message', { has: page.locator('.card') }).locator('.bubble').first().innerText()).toBe('Phần II')
  })

  test('Action.Execute reaches the assistant too', async () => {
    reply = () => ({ text: 'Phần II', card: CARD })
    await say('thẻ')
    await page.locator('.card').getByRole('button', { name: 'Làm mới' }).click()
    await shows('Đã lưu {"verb":"refresh","act":"refresh"}')
    expect(server.received.at(-1)).toMatchObject({ kind: 'press', data: { act: 'refresh' } })
  })

  test('a file is attached and sent', async () => {
    await shows('Chào anh/chị.')
    await page.setInputFiles('#file', { name: 'Bản ký.pdf', mimeType: 'application/pdf', buffer: Buffer.from('x') })
    expect(await page.locator('#files').innerText()).toContain('Bản ký.pdf')
    await page.getByRole('button', { name: 'Gửi', exact: true }).click()
    await shows('Đã nhận tệp Bản ký.pdf')
    expect(await page.locator('#files').isHidden()).toBe(true)
  })

  test('a refused message is struck and its words are gone from the page, now and after a reload', async () => {
    await shows('Chào anh/chị.')
    server.onReceive(async incoming => {
      server.directLine.forget(incoming.reference.conversation, incoming.id)
      await server.messenger.send(incoming.reference, { text: 'Tôi không lưu nội dung này.' }, { deadline: 1000 })
    })
    await say('Độ mật: Tuyệt mật')
    await shows('Tôi không lưu nội dung này.')
    await page.locator('.removed').waitFor()
    expect(await page.content()).not.toContain('Tuyệt mật')
    await page.reload()
    await shows('Tôi không lưu nội dung này.')
    expect(await page.content()).not.toContain('Tuyệt mật')
    expect(await page.locator('.removed').count()).toBe(1)
  })

  test('hostile markdown stays text', async () => {
    const hostile = '<img src=x onerror=alert(1)> **đậm** [bấm](javascript:alert(1)) [trang](https://vks.example/a_b) `<b>` <script>alert(1)</script> &lt;'
    reply = () => ({ text: hostile, card: { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: hostile, wrap: true }] } })
    await say('x')
    await page.locator('.card').waitFor()
    reply = () => ({ text: hostile })
    await say('y')
    await shows('&lt;')
    expect(await page.locator('.bubble img, .bubble script').count()).toBe(0)
    expect(await page.locator('.bubble a').evaluateAll(links => links.map(link => link.getAttribute('href')))).toEqual(['https://vks.example/a_b', 'https://vks.example/a_b', 'https://vks.example/a_b'])
    expect(await page.locator('.bubble strong').allInnerTexts()).toEqual(['đậm', 'đậm', 'đậm'])
    expect(await page.locator('.bubble').last().innerText()).toContain('<img src=x onerror=alert(1)> đậm [bấm](javascript:alert(1)) trang <b> <script>alert(1)</script> &lt;')
    expect(trouble).toEqual([])
  })

  test('what people wrote themselves is shown exactly as typed', async () => {
    await say('**2** < 3 _và_ <b>x</b>')
    await shows('Đã nghe:')
    expect(await messages()).toContain('**2** < 3 _và_ <b>x</b>')
  })

  test('lists and tables are laid out', async () => {
    reply = () => ({ text: '# Tiến độ\n\n- một\n- hai\n\n3. ba\n\n| Đơn vị | Hạn |\n|---|---|\n| Bắc Ninh | 12/6 |\n\n> trích' })
    await say('x')
    await page.locator('.bubble blockquote').waitFor()
    expect(await page.locator('.bubble li').allInnerTexts()).toEqual(['một', 'hai', 'ba'])
    expect(await page.locator('.bubble th, .bubble td').allInnerTexts()).toEqual(['Đơn vị', 'Hạn', 'Bắc Ninh', '12/6'])
  })

  test('everything can be done with the keyboard, and new messages are announced', async () => {
    await shows('Chào anh/chị.')
    expect(await page.locator('#log').getAttribute('aria-live')).toBe('polite')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip')
    await page.keyboard.press('Enter')
    await page.keyboard.type('dòng một')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('dòng hai')
    await page.keyboard.press('Enter')
    await shows('Đã nghe: dòng một')
    expect(server.received.at(-1)).toMatchObject({ text: 'dòng một\ndòng hai' })
    const nameless = await page.locator('button, input:not([type=file]), textarea').evaluateAll(all => all.filter(one => {
      const field = one as HTMLInputElement
      return !(one.getAttribute('aria-label') ?? one.textContent ?? '').trim() && !field.labels?.length
    }).map(one => one.id))
    expect(nameless).toEqual([])
  })

  test('on a phone it fits, the people are a panel, and buttons can be hit', async () => {
    await context.close()
    page = await newPage(PHONE)
    await page.goto(server.url)
    reply = () => ({ text: 'x', card: CARD, suggestions: ['Một gợi ý khá dài để xem có tràn không', 'Một gợi ý nữa cũng khá dài'] })
    await say('thẻ')
    await page.locator('.card').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width)
    const small = await page.locator('button:visible').evaluateAll(all => all.map(one => one.getBoundingClientRect()).filter(box => box.height < 28 || box.width < 28).length)
    expect(small).toBe(0)
    await page.locator('#speaker').click()
    await page.fill('#people-search', 'thủ trưởng')
    await page.locator('.person').click()
    await shows('Chào anh/chị.')
    expect(await page.locator('#people').isHidden()).toBe(true)
    expect(await page.locator('#speaker-name').innerText()).toContain('Thủ trưởng')
    expect(trouble).toEqual([])
  })

  test.each([DESK, PHONE])('text stands out from its ground at %j', async viewport => {
    await context.close()
    page = await newPage(viewport)
    await page.goto(server.url)
    await shows('Chào anh/chị.')
    const painted = await page.evaluate(() => [...document.querySelectorAll('body *')]
      .filter(one => one.checkVisibility() && [...one.childNodes].some(node => node.nodeType === 3 && node.textContent?.trim()))
      .map(one => {
        const grounds: string[] = []
        for (let at: Element | null = one; at; at = at.parentElement) grounds.push(getComputedStyle(at).backgroundColor)
        return { name: one.className || one.tagName, colour: getComputedStyle(one).color, grounds }
      }))
    expect(painted.length).toBeGreaterThan(12)
    const weak = painted.filter(({ colour, grounds }) => contrast(colour, grounds) < 4.5).map(one => one.name)
    expect(weak).toEqual([])
  })
})
