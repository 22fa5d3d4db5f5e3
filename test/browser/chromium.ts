import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

/** The window of a desk and of a phone held upright. */
export const DESK = { width: 1280, height: 800 }
export const PHONE = { width: 375, height: 740 }

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost']

/** Where a Chromium of the system is, undefined when there is none. */
export function findChromium(): string | undefined {
  return (process.env['PATH'] ?? '').split(delimiter).flatMap(folder => NAMES.map(name => join(folder, name))).find(existsSync)
}

/** Whether tests in a browser are to run: they are skipped where there is none, unless REQUIRE_BROWSER=1 makes that a failure. */
export const BROWSER_TESTS = findChromium() !== undefined || process.env['REQUIRE_BROWSER'] === '1'

/** One Chromium for all tests of the describe that calls it. */
export function useChromium(): () => Browser {
  let browser: Browser
  beforeAll(async () => { browser = await startChromium() })
  afterAll(async () => { await browser?.close() })
  return () => browser
}

/** Starts the system's Chromium without a screen and without any network but this machine's. */
function startChromium(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new RangeError('REQUIRE_BROWSER=1, and there is no Chromium in PATH')
  return chromium.launch({ executablePath, args: FLAGS })
}
