import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { playTranscript } from './transcripts/play.ts'

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')

describe('the README', () => {
  it('prints a conversation that happens as printed', { timeout: 60_000 }, async () => {
    const printed = /<!-- played by test\/readme\.test\.ts -->\n```text\n([\s\S]*?)\n```/.exec(readme)?.[1]
    expect(printed).toBeDefined()
    expect(await playTranscript(printed!, 'webchat')).toBe(printed)
  })

  it('sets up with exactly two commands', () => {
    expect([...readme.matchAll(/^npm .*$/gm)].map(match => match[0])).toEqual(['npm ci && npm start', 'npm ci && npm test'])
  })

  it('links to files that are there', () => {
    for (const [, file] of readme.matchAll(/\]\(([\w./-]+\.md)\)/g)) expect(() => readFileSync(join(import.meta.dirname, '..', file!)), file).not.toThrow()
  })
})
