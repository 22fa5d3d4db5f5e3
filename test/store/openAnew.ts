import { afterEach, beforeEach } from 'vitest'
import type { OpenedStore } from './contract.ts'

/** Opens an empty store before each test of the describe that calls it, hands it over, and disposes of it behind the test. */
export function openAnew(open: () => Promise<OpenedStore>, take: (opened: OpenedStore) => void): void {
  let opened: OpenedStore
  beforeEach(async () => {
    opened = await open()
    take(opened)
  })
  afterEach(() => opened.dispose())
}
