import { describe, expect, test } from 'vitest'
import { openChat } from './chatPage.ts'
import { BROWSER_TESTS, useChromium } from './chromium.ts'

// What the chat page makes of texts: markup of its own, nobody else’s, and nothing of what was refused.

describe.skipIf(!BROWSER_TESTS)('texts on the chat page', { timeout: 30_000 }, () => {
  const browser = useChromium()

  test('a refused message is struck and its words are gone from the page, now and after a reload', async () => {
    const { page, server, say, shows } = await openChat(browser())
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
    const { page, trouble, answer, say, shows } = await openChat(browser())
    const hostile = '<img src=x onerror=alert(1)> **đậm** [bấm](javascript:alert(1)) [mở](javascript:document.title=1) [trang](https://vks.example/a_b) `<b>` <script>alert(1)</script> &lt;'
    answer(() => ({ text: hostile, card: { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: hostile, wrap: true }] } }))
    await say('x')
    await page.locator('.card').waitFor()
    answer(() => ({ text: hostile }))
    await say('y')
    await shows('&lt;')
    expect(await page.locator('.bubble img, .bubble script').count()).toBe(0)
    expect(await page.locator('.bubble a').evaluateAll(links => links.map(link => link.getAttribute('href')))).toEqual(['https://vks.example/a_b', 'https://vks.example/a_b', 'https://vks.example/a_b'])
    expect(await page.locator('.bubble strong').allInnerTexts()).toEqual(['đậm', 'đậm', 'đậm'])
    expect(await page.locator('.bubble').last().innerText()).toContain('<img src=x onerror=alert(1)> đậm [bấm](javascript:alert(1)) [mở](javascript:document.title=1) trang <b> <script>alert(1)</script> &lt;')
    expect(trouble).toEqual([])
  })

  test('what people wrote themselves is shown exactly as typed', async () => {
    const { say, shows, messages } = await openChat(browser())
    await say('**2** < 3 _và_ <b>x</b>')
    await shows('Đã nghe:')
    expect(await messages()).toContain('**2** < 3 _và_ <b>x</b>')
  })

  test('lists and tables are laid out', async () => {
    const { page, answer, say } = await openChat(browser())
    answer(() => ({ text: '# Tiến độ\n\n- một\n- hai\n\n3. ba\n\n| Đơn vị | Hạn |\n|---|---|\n| Bắc Ninh | 12/6 |\n\n> trích' }))
    await say('x')
    await page.locator('.bubble blockquote').waitFor()
    expect(await page.locator('.bubble li').allInnerTexts()).toEqual(['một', 'hai', 'ba'])
    expect(await page.locator('.bubble th, .bubble td').allInnerTexts()).toEqual(['Đơn vị', 'Hạn', 'Bắc Ninh', '12/6'])
  })
})
