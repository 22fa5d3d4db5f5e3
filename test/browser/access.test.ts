import { describe, expect, test } from 'vitest'
import { CARD } from '../channel/echo.ts'
import { openChat } from './chatPage.ts'
import { BROWSER_TESTS, DESK, PHONE, useChromium } from './chromium.ts'

// That everybody can use the chat page: by keyboard, on a phone, with weak eyes.

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

describe.skipIf(!BROWSER_TESTS)('the chat page for everybody', { timeout: 30_000 }, () => {
  const browser = useChromium()

  test('everything can be done with the keyboard, and new messages are announced', async () => {
    const { page, server, shows } = await openChat(browser())
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
    const { page, trouble, answer, say, shows } = await openChat(browser(), PHONE)
    answer(() => ({ text: 'x', card: CARD, suggestions: ['Một gợi ý khá dài để xem có tràn không', 'Một gợi ý nữa cũng khá dài'] }))
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
    const { page, shows } = await openChat(browser(), viewport)
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
