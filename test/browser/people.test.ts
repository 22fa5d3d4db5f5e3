import { describe, expect, test } from 'vitest'
import { openChat } from './chatPage.ts'
import { BROWSER_TESTS, useChromium } from './chromium.ts'

// Whom one speaks as on the chat page of a local start.

describe.skipIf(!BROWSER_TESTS)('the people of the chat page', { timeout: 30_000 }, () => {
  const browser = useChromium()

  test('another person has another conversation, and each finds theirs again', async () => {
    const { page, say, shows, messages } = await openChat(browser())
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
    const { page, shows } = await openChat(browser())
    await shows('Chào anh/chị.')
    expect(await page.locator('.people-list h3').allInnerTexts()).toEqual(['Cán bộ đầu mối (2)', 'Thủ trưởng đơn vị (1)', 'Tổ Thư ký (1)', 'Lãnh đạo Ban Chỉ đạo (1)', 'Người khác (không giữ vai trò) (1)'])
    await page.fill('#people-search', 'pho vien truong')
    expect(await page.locator('.person-name').allInnerTexts()).toEqual(['Phó Viện trưởng, VKSND thành phố Hải Phòng'])
  })

  test('a stranger can be played as well', async () => {
    const { page, server, say, shows } = await openChat(browser())
    await page.locator('.person', { hasText: 'chưa có trong danh bạ' }).click()
    await say('xin chào')
    await shows('Đã nghe: xin chào')
    expect(server.received.at(-1)?.sender.id).toBe('nguoi-la')
  })
})
