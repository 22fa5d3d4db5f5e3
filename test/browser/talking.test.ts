import { describe, expect, test } from 'vitest'
import { CARD, PEOPLE } from '../channel/echo.ts'
import { openChat } from './chatPage.ts'
import { BROWSER_TESTS, useChromium } from './chromium.ts'

// A conversation by the chat page: what is typed, pressed and attached goes out, what is answered comes in.

describe.skipIf(!BROWSER_TESTS)('talking by the chat page', { timeout: 30_000 }, () => {
  const browser = useChromium()

  test('greets the person chosen, in Vietnamese, and says how to begin', async () => {
    const { page, trouble, shows } = await openChat(browser())
    await shows('Chào anh/chị.')
    expect(await page.locator('html').getAttribute('lang')).toBe('vi')
    expect(await page.locator('.begin').innerText()).toContain('tôi phải làm gì')
    expect(await page.locator('#speaker-name').innerText()).toBe(PEOPLE[0]?.name)
    expect(await page.locator('#state').innerText()).toBe('Đã kết nối')
    expect(trouble).toEqual([])
  })

  test('a message and its answer stand under the names of who said them', async () => {
    const { page, server, say, shows, messages } = await openChat(browser())
    await shows('Chào anh/chị.')
    await say('nop bc so ket')
    await shows('Đã nghe: nop bc so ket')
    expect(await messages()).toEqual(['Chào anh/chị.', 'nop bc so ket', 'Đã nghe: nop bc so ket'])
    expect(await page.locator('.author-name').allInnerTexts()).toEqual(['Trợ lý QCDC', PEOPLE[0]?.name, 'Trợ lý QCDC'])
    expect(server.received.at(-1)).toMatchObject({ kind: 'text', locale: 'vi-VN', sender: { id: PEOPLE[0]?.id, aadObjectId: PEOPLE[0]?.aadObjectId } })
    expect(await page.locator('.failed, .waiting').count()).toBe(0)
  })

  test('a quick reply is sent as text, and the old ones go', async () => {
    const { page, shows } = await openChat(browser())
    await page.getByRole('button', { name: 'Tôi còn nợ gì?' }).click()
    await shows('Đã nghe: Tôi còn nợ gì?')
    expect(await page.locator('.chip').count()).toBe(0)
  })

  test('English by a switch, and remembered', async () => {
    const { page, server, say, shows } = await openChat(browser())
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
    const { page, server, say, shows, messages } = await openChat(browser())
    await say('một')
    await shows('Đã nghe: một')
    await page.reload()
    await shows('Đã nghe: một')
    await say('hai')
    await shows('Đã nghe: hai')
    expect(await messages()).toEqual(['Chào anh/chị.', 'một', 'Đã nghe: một', 'hai', 'Đã nghe: hai'])
    expect(server.received.filter(incoming => incoming.kind === 'joined')).toHaveLength(1)
  })

  test('a notice arrives by itself', async () => {
    const { server, say, shows, messages } = await openChat(browser())
    await say('xin chào')
    await shows('Đã nghe: xin chào')
    const { reference } = server.received.at(-1) ?? {}
    if (!reference) throw new RangeError('nothing came')
    await server.messenger.send(reference, { text: 'Nhắc: còn 3 giờ làm việc.' }, { deadline: 1000 })
    await shows('Nhắc: còn 3 giờ làm việc.')
    expect((await messages()).at(-1)).toBe('Nhắc: còn 3 giờ làm việc.')
  })

  test('a message typed while the server is away is not lost', async () => {
    const { page, say, shows, messages, restart } = await openChat(browser())
    await shows('Chào anh/chị.')
    await restart(async () => {
      await say('đừng mất')
      await page.locator('.failed').waitFor()
    })
    await page.locator('#state[data-state="online"]').waitFor()
    await page.getByRole('button', { name: 'Gửi lại' }).click()
    await shows('Đã nghe: đừng mất')
    expect((await messages()).filter(text => text === 'đừng mất')).toHaveLength(1)
    expect(await page.locator('.failed').count()).toBe(0)
  })

  test('a card is filled in and submitted, and its errors are said', async () => {
    const { page, server, answer, say, shows, messages } = await openChat(browser())
    answer(() => ({ text: 'Phần II', card: CARD }))
    await say('thẻ')
    const card = page.locator('.card')
    await card.getByRole('button', { name: 'Lưu' }).click()
    await page.locator('#alert').waitFor()
    expect(await card.innerText()).toContain('Xin nhập một số')
    await card.locator('input').fill('2')
    await card.getByRole('button', { name: 'Lưu' }).click()
    await shows('Đã lưu {"act":"save","conferences":"2"}')
    expect(await messages()).toContain('Đã bấm: Lưu')
    expect(server.received.at(-1)).toMatchObject({ kind: 'press', reply: expect.stringContaining('|') as unknown })
    // The text stands above its card, in the same message.
    expect(await page.locator('.message', { has: page.locator('.card') }).locator('.bubble').first().innerText()).toBe('Phần II')
  })

  test('Action.Execute reaches the assistant too', async () => {
    const { page, server, answer, say, shows } = await openChat(browser())
    answer(() => ({ text: 'Phần II', card: CARD }))
    await say('thẻ')
    await page.locator('.card').getByRole('button', { name: 'Làm mới' }).click()
    await shows('Đã lưu {"verb":"refresh","act":"refresh"}')
    expect(server.received.at(-1)).toMatchObject({ kind: 'press', data: { act: 'refresh' } })
  })

  test('a file is attached and sent', async () => {
    const { page, shows } = await openChat(browser())
    await shows('Chào anh/chị.')
    await page.setInputFiles('#file', { name: 'Bản ký.pdf', mimeType: 'application/pdf', buffer: Buffer.from('x') })
    expect(await page.locator('#files').innerText()).toContain('Bản ký.pdf')
    await page.getByRole('button', { name: 'Gửi', exact: true }).click()
    await shows('Đã nhận tệp Bản ký.pdf')
    expect(await page.locator('#files').isHidden()).toBe(true)
  })
})
