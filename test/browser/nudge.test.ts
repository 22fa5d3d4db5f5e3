import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { BrowserContext, Page } from 'playwright-core'
import { fromIso } from '#domain/time/instant.ts'
import { loadSampleInto } from '../app/sample.ts'
import { startService, type Service } from '../app/service.ts'
import { BROWSER_TESTS, DESK, PHONE, useChromium } from './chromium.ts'

interface Words {
  hello: string
  greeting: string
  nudge: string
  open: string
  form: string
  save: string
  saved: string
}
const WORDS: Record<'vi' | 'en', Words> = {
  vi: {
    hello: 'xin chào', greeting: 'Chào anh/chị (Cán bộ đầu mối, VKSND tỉnh Bắc Ninh)', nudge: 'Xin nhắc anh/chị: Báo cáo sơ kết 6 tháng đầu năm 2026 của VKSND tỉnh Bắc Ninh đến hạn 16:00 thứ Sáu, 12/6',
    open: 'Mở báo cáo', form: 'Phần 1/8', save: 'Lưu và tiếp', saved: 'Đã lưu: ',
  },
  en: {
    hello: 'hello', greeting: 'Cán bộ đầu mối, VKSND tỉnh Bắc Ninh', nudge: 'A reminder: Six-month review 2026, VKSND tỉnh Bắc Ninh, is due 16:00 Friday, 12 Jun',
    open: 'Open the report', form: 'Part 1/8', save: 'Save and go on', saved: 'Saved: ',
  },
}

describe.skipIf(!BROWSER_TESTS)('a nudge in the chat page', { timeout: 60_000 }, () => {
  const browser = useChromium()
  let service: Service
  let context: BrowserContext
  let page: Page

  beforeEach(async () => { service = await startService({ at: fromIso('2026-06-10T16:00')!, prepare: loadSampleInto }) })
  afterEach(async () => {
    await context?.close()
    await service.close()
  })

  const shows = (text: string) => page.locator('.message.theirs .bubble', { hasText: text }).last().waitFor()

  test.each([['vi', 'desk', DESK], ['vi', 'phone', PHONE], ['en', 'desk', DESK], ['en', 'phone', PHONE]] as const)('arrives unasked and opens the report: in %s, on a %s', async (language, _where, viewport) => {
    const words = WORDS[language]
    context = await browser().newContext({ viewport })
    page = await context.newPage()
    page.setDefaultTimeout(15_000)
    await page.goto(service.running().url)
    if (language === 'en') await page.getByRole('button', { name: 'English' }).click()
    if (viewport === PHONE) await page.locator('#speaker').click()
    await page.fill('#people-search', 'bac ninh dau moi')
    await page.locator('.person').first().click()
    await page.fill('#say', words.hello)
    await page.press('#say', 'Enter')
    await shows(words.greeting)
    const said = await page.locator('.message.mine').count()

    service.at(fromIso('2026-06-11T07:31')!)
    await service.running().tick()
    await shows(words.nudge)
    const nudge = page.locator('.message.theirs').last()
    const open = nudge.getByRole('button', { name: words.open })
    expect(await open.evaluate(button => {
      const { top, bottom, left, right } = button.getBoundingClientRect()
      return top >= 0 && left >= 0 && bottom <= window.innerHeight && right <= window.innerWidth
    })).toBe(true)
    expect(await page.locator('.message.mine').count()).toBe(said)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width)

    await open.click()
    await shows(words.form)
    const card = page.locator('.card', { has: page.getByRole('button', { name: words.save }) }).last()
    await card.locator('input').first().fill('3')
    await card.getByRole('button', { name: words.save }).click()
    await shows(words.saved)
    const draft = (await service.running().store.get('draft', 'sk-2026.bac-ninh'))?.record
    expect(Object.values(draft?.answers ?? {})).toHaveLength(1)
  })
})
